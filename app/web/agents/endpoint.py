"""``/mcp``: the tools over streamable HTTP. Each request stands alone, so that any worker can answer it."""

import asyncio
from codecs import BOM_UTF8
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from app.api.body_route import media_type, read_body
from app.api.error_handlers import unknown_parameters
from app.api.negotiation import JSON
from app.api.query_route import Handler
from app.errors import Problem, invalid, invalid_parameter
from app.web.agents.messages import INVALID_PARAMETERS, MessageFault, read_message

OFF = "this service does not answer agents at /mcp: its operator has turned that off"
LACKING = "this service lacks what answers agents, the extra mcp: use the API"

VERSION_HEADER = "MCP-Protocol-Version"

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


async def _read_body(request: Request) -> bytes:
    """The body. Raises ``Problem`` for one that is not JSON, or too long."""
    if (kind := media_type(request)) != JSON:
        raise Problem("unsupported-media-type", [invalid("Content-Type", kind, "it cannot be read here", [JSON])])
    return (await read_body(request, MAX_BODY)).removeprefix(BOM_UTF8)


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
            body = await _read_body(request)
            message = read_message(body)
            if isinstance(message, MessageFault):
                if message.code != INVALID_PARAMETERS:
                    raise invalid_parameter(message.part, None, message.message)
                return JSONResponse(message.response(), headers={"Cache-Control": "no-store"})
            exchange = await asyncio.to_thread(import_module, "app.web.agents.exchange")
            _refuse_version(request.headers.get(VERSION_HEADER), exchange.VERSIONS)
            response: Response = exchange.Exchange(body)
            return response

        return handle


router = APIRouter(include_in_schema=False, route_class=AgentRoute)


@router.post("/mcp")
def mcp() -> None:
    """Answered by the route itself."""
