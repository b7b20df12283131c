"""``/mcp``: the tools over streamable HTTP. Each request stands alone, so that any worker can answer it."""

import asyncio
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic_core import from_json

from app.api.body_route import media_type, read_body
from app.api.error_handlers import unknown_parameters
from app.api.negotiation import JSON
from app.api.query_route import Handler
from app.errors import Problem, invalid

OFF = "this service does not answer agents at /mcp: its operator has turned that off"
LACKING = "this service lacks what answers agents, the extra mcp: use the API"

VERSION_HEADER = "MCP-Protocol-Version"

INVALID_PARAMETERS = -32602
"""The code that JSON-RPC has for parameters that a method does not take."""

MAX_BODY = 65_536
"""Bytes of a request of an agent."""


def refuse_other_site(request: Request) -> None:
    """Raise ``Problem`` for a script of a site that is none of the service's hosts.

    The protocol asks for it, because a site may point its name to an address in the user's network.
    """
    for origin in request.headers.getlist("origin"):
        try:
            host = urlsplit(origin).hostname or "null"
        except ValueError:
            host = "null"
        if host.encode() not in request.app.state.hosts:
            detail = f"scripts of {origin} may not use this address: the operator allows other hosts"
            raise Problem("forbidden", [invalid("Origin", origin, detail)])


async def _read_message(request: Request) -> tuple[bytes, dict[str, Any]]:
    """The body, and the message of JSON-RPC that it is. Raises ``Problem`` for any other."""
    if (kind := media_type(request)) != JSON:
        raise Problem("unsupported-media-type", [invalid("Content-Type", kind, "it cannot be read here", [JSON])])
    body = await read_body(request, MAX_BODY)
    try:
        message = from_json(body)
    except ValueError:
        message = None
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0" or not isinstance(message.get("method"), str):
        fault = "it is no request of JSON-RPC 2.0: a JSON object with jsonrpc, id and method"
        raise Problem("invalid-parameter", [invalid("body", None, fault)])
    if "id" in message and (not isinstance(message["id"], str | int) or isinstance(message["id"], bool)):
        fault = "it must be a text or a whole number; leave it out of a notification, which gets no answer"
        raise Problem("invalid-parameter", [invalid("id", None, fault)])
    return body, message


def _fault_of_parameters(message: Mapping[str, Any]) -> str:
    """What is wrong with the parameters of a message, which the SDK does not say; empty if nothing is."""
    parameters = message.get("params", {})
    if not isinstance(parameters, dict):
        return "params must be an object"
    if message["method"] != "tools/call":
        return ""
    if not isinstance(parameters.get("name"), str):
        return "params.name must be the name of a tool, as tools/list has it"
    if not isinstance(parameters.get("arguments"), dict | None):
        return "params.arguments must be an object"
    return ""


def _refuse_version(version: str | None, versions: Sequence[str]) -> None:
    """Raise ``Problem`` with the status that the protocol has for a version that is not among ``versions``."""
    if version is not None and version not in versions:
        message = f"this version of the protocol is not spoken here; {', '.join(versions)} are"
        raise Problem("bad-request", [invalid(VERSION_HEADER, version, message, versions[-1:])])


class AgentRoute(APIRoute):
    """The route of the protocol. The SDK is imported when the first agent asks, in a thread."""

    def get_route_handler(self) -> Handler:
        async def handle(request: Request) -> Response:
            if not request.app.state.mcp:
                raise Problem("not-found", detail=OFF)
            refuse_other_site(request)
            if request.query_params:
                raise unknown_parameters(request, request.query_params.multi_items())
            if find_spec("mcp") is None:
                raise Problem("not-implemented", detail=LACKING)
            body, message = await _read_message(request)
            if "id" in message and (fault := _fault_of_parameters(message)):
                error = {"code": INVALID_PARAMETERS, "message": fault}
                content = {"jsonrpc": "2.0", "id": message["id"], "error": error}
                return JSONResponse(content, headers={"Cache-Control": "no-store"})
            exchange = await asyncio.to_thread(import_module, "app.web.agents.exchange")
            _refuse_version(request.headers.get(VERSION_HEADER), exchange.VERSIONS)
            response: Response = exchange.Exchange(body)
            return response

        return handle


router = APIRouter(include_in_schema=False, route_class=AgentRoute)


@router.post("/mcp")
def mcp() -> None:
    """Answered by the route itself."""
