"""Routes that read the body of a request, within bounds of bytes and time: JSON, plain text or a form."""

import asyncio
import json
from collections import Counter
from email.message import Message
from functools import partial
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import ConfigDict, ValidationError, field_validator
from pydantic_core import from_json
from starlette.datastructures import QueryParams

from app.api.documentation import describe_problem
from app.api.error_handlers import unknown_parameters
from app.api.negotiation import FORM, JSON, is_form_of_page
from app.api.percent_encoding import encoding_problem
from app.api.query_route import Handler, in_thread, refuse_repeats, with_past
from app.api.turns import Turns, client_of
from app.domain.model import Model
from app.domain.text import LINE_CONTROLS
from app.errors import Problem, invalid, invalid_parameter
from app.query.parameter_types import refuse_controls

PLAIN = "text/plain"

NO_FORM = "the body is no form: name the type of a plain text, which `curl -d` takes for a form"

BODY_SECONDS = 10.0
"""Seconds in which a client must send a body."""

LONG_AT_ONCE = 2
"""Long answers that a worker makes at a time. More would share its processor, and all be late."""

LONG_SECONDS = 8.0
"""Seconds that a request for such an answer waits for its turn: about half of the time that an answer may take."""


def long_turns() -> Turns:
    """The turns of requests for long answers. A client has one at a time."""
    return Turns(LONG_AT_ONCE, 1, LONG_SECONDS, "the service is busy with other long answers: try again shortly")


BODY_RESPONSES: dict[int | str, dict[str, Any]] = {
    status: describe_problem(kind, "/check")
    for status, kind in (
        (408, "request-timeout"), (413, "too-large"), (415, "unsupported-media-type"), (422, "invalid-parameter"),
        (503, "unavailable"),
    )
}  # fmt: skip


class RequestBody(Model):
    """The body of a request.

    ``max_bytes`` bounds it as it is sent. ``plain`` is the field that a body of plain text is; without it, a body is
    JSON or a form. Empty fields of a form count as absent. If the answer ``takes_long``, its request waits for one of
    few turns.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_bytes: ClassVar[int]
    takes_long: ClassVar[bool] = False
    plain: ClassVar[str | None] = None

    @field_validator("*", mode="before")
    @classmethod
    def _readable_text(cls, value: Any) -> Any:
        return refuse_controls(value, LINE_CONTROLS) if isinstance(value, str) else value

    @classmethod
    def require_enabled(cls, request: Request) -> None:
        """Raise ``Problem``, before a body is read, if the operator has turned off what takes it."""


def media_type(request: Request) -> str:
    """The media type of the body, in lower case and without parameters; JSON if the client names none."""
    return request.headers.get("content-type", JSON).partition(";")[0].strip().lower()


def is_sent_from_page(request: Request) -> bool:
    """Whether a browser sent the body from a form of a page, and is to get a page."""
    return is_form_of_page(request.headers.get("content-type", ""), request.headers.get("accept", ""))


CHARSETS = ("utf-8", "utf8", "us-ascii", "ascii")
"""The charsets that are read as UTF-8."""


def _refuse_charset(content_type: str) -> None:
    """Raise ``Problem`` if a content type names a charset in which the same bytes are other letters than in UTF-8."""
    header = Message()
    header["Content-Type"] = content_type
    if (header.get_content_charset() or "utf-8") not in CHARSETS:
        message = "a body is read as UTF-8: send it in UTF-8"
        error = invalid("Content-Type", content_type, message, [f"{header.get_content_type()}; charset=utf-8"])
        raise Problem("unsupported-media-type", [error])


async def read_body(request: Request, limit: int) -> bytes:
    """The body, of at most ``limit`` bytes. Raises ``Problem`` if it is larger (413), too slow (408), or in a coding
    such as gzip or a charset such as UTF-16 (415)."""
    _refuse_charset(request.headers.get("content-type", ""))
    codings = ", ".join(request.headers.getlist("content-encoding"))
    if {coding.strip().lower() for coding in codings.split(",")} - {"", "identity"}:
        error = invalid(
            "Content-Encoding", codings, "a body is read as it is sent: send it without a coding", ["identity"]
        )
        raise Problem("unsupported-media-type", [error], headers={"Accept-Encoding": "identity"})
    too_large = Problem("too-large", detail=f"a body may have {limit:,} bytes here", headers={"Connection": "close"})
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > 12 or int(length) > limit):
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > limit:
                    raise too_large
    except TimeoutError:
        raise Problem("request-timeout", headers={"Connection": "close"}) from None
    return bytes(body)


def _fields(kind: str, body: bytes, model: type[RequestBody]) -> Any:
    """The fields of a body, before they are validated."""
    types = [JSON, FORM, *([PLAIN] if model.plain else [])]
    if kind not in types:
        raise Problem("unsupported-media-type", [invalid("Content-Type", kind, "it cannot be read here", types)])
    try:
        text = body.decode("utf-8-sig")
        if kind == JSON:
            fields = from_json(text, allow_inf_nan=False)
            _refuse_repeated_names(text)
            if not isinstance(fields, dict):
                raise invalid_parameter("body", None, "it is JSON, but no object of fields")
            return fields
        if kind == FORM:
            pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=50, errors="strict")
            if model.plain and not model.model_fields.keys() & {name for name, _ in pairs}:
                raise invalid_parameter("Content-Type", FORM, NO_FORM, [PLAIN])
            if problem := encoding_problem(b"", body):
                raise problem
            refuse_repeats(QueryParams([pair for pair in pairs if pair[0] in model.model_fields]), model)
            return {name: value for name, value in pairs if value.strip()}
    except UnicodeDecodeError:
        raise invalid_parameter("body", None, "it is not UTF-8") from None
    except ValueError as error:
        message = "it is no form" if kind == FORM else f"it is not JSON: {_what_is_wrong(error)}"
        raise invalid_parameter("body", None, message) from None
    return {model.plain: text}


def _what_is_wrong(error: ValueError) -> str:
    """What keeps a text from being JSON, with the place."""
    return f"half of a character, a lone surrogate: {error}" if "hex escape" in str(error) else str(error)


def _refuse_repeated_names(text: str) -> None:
    """Raise ``Problem`` if an object of a JSON text has a name twice: choosing one silently would mislead."""

    def fields(items: list[tuple[str, Any]]) -> None:
        repeated_names = [name for name, number in Counter(name for name, _ in items).items() if number > 1]
        if repeated_names:
            raise Problem(
                "invalid-parameter", [invalid(name, None, "the body has it twice") for name in repeated_names[:10]]
            )

    json.loads(text, object_pairs_hook=fields)


class BodyRoute(APIRoute):
    """A route whose function takes the request and a :class:`RequestBody`. It runs in a thread for answers."""

    def get_route_handler(self) -> Handler:
        (parameter,) = self.dependant.body_params
        model: Any = parameter.field_info.annotation
        call: Any = self.dependant.call

        async def handle(request: Request) -> Response:
            if parameters := request.query_params.multi_items():
                message = "send it in the body, not in the address"
                for name, value in parameters:
                    if name in model.model_fields:
                        raise invalid_parameter(name, value, message)
                raise unknown_parameters(request, parameters)
            model.require_enabled(request)
            fields = _fields(media_type(request), await read_body(request, model.max_bytes), model)
            try:
                body = model.model_validate(fields)
            except ValidationError as error:
                raise RequestValidationError(
                    [{**item, "loc": ("body", *(item["loc"] or ("body",)))} for item in error.errors()]
                ) from None
            call_in_thread = partial(in_thread, request, partial(call, **{"request": request, parameter.name: body}))
            answer = partial(with_past, request.app.state, client_of(request.scope), call_in_thread)
            if model.takes_long:
                async with request.app.state.long_turns.turn(client_of(request.scope)):
                    response: Response = await answer()
            else:
                response = await answer()
            response.headers.setdefault("Cache-Control", "no-store")
            return response

        return handle


def other_types(model: type[RequestBody], text: str | None = None) -> dict[str, Any]:
    """The OpenAPI description of a body that is no JSON: a form, or plain text with ``text`` as its example."""
    form = {FORM: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}}
    plain = {PLAIN: {"schema": {"type": "string"}, "example": text}} if model.plain else {}
    return {"requestBody": {"content": {**form, **plain}}}
