"""Problems: the types of errors that the service answers with, as RFC 9457 defines them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import Field
from pydantic_core import PydanticCustomError

from app.domain.model import Model

# Kind (the last part of `type`) → status, title, meaning.
PROBLEM_TYPES = {
    "bad-request": (
        400,
        "Not a valid HTTP request",
        "The request is not valid HTTP, or its address is not percent-encoded. The connection was closed.",
    ),
    "invalid-parameter": (
        422,
        "A parameter is not valid",
        "The resource has no such parameter, or the value is not valid. Nothing was searched. "
        "`errors` names each parameter, its value and the nearest valid ones.",
    ),
    "multiple-choices": (
        300,
        "Several records have that name",
        "The address has a name that several records have. `errors` and `Link` list them: use the id of one.",
    ),
    "renamed": (
        308,
        "The record has another id",
        "The record was renamed, or merged with another. `Location` has its address now.",
    ),
    "forbidden": (
        403,
        "Forbidden",
        "A script of another site sent the request, and the operator does not allow that site. `detail` names it.",
    ),
    "not-found": (
        404,
        "Not found",
        "No record has that id, or no page has that path. `errors` suggests the nearest.",
    ),
    "withdrawn": (
        410,
        "Withdrawn",
        "The record existed and was withdrawn from the data. Its id is never reused for another one.",
    ),
    "request-timeout": (
        408,
        "The request did not arrive in time",
        "A request must arrive completely within a few seconds. The connection was closed.",
    ),
    "headers-too-large": (
        431,
        "The address and headers are too large",
        "The address and headers of a request may have 64 KiB together.",
    ),
    "too-large": (
        413,
        "The body is too large",
        "The body of the request has more bytes than this address accepts. `detail` says how many it accepts.",
    ),
    "not-acceptable": (
        406,
        "No coding of the answer is acceptable",
        "`Accept-Encoding` refuses the answer without a coding, with gzip and with zstd: the service has no other.",
    ),
    "unsupported-media-type": (
        415,
        "The form of the body is not supported",
        "The address cannot read a body of that `Content-Type` or `Content-Encoding`. `errors` names those it can.",
    ),
    "too-many-requests": (
        429,
        "Too many requests",
        "This client has sent as many as it may in this time. `Retry-After` says when it may send the next.",
    ),
    "unsatisfiable-range": (
        416,
        "The range is outside the file",
        "The file does not have the requested bytes. `Content-Range` says how many it has.",
    ),
    "precondition-failed": (
        412,
        "The current version is another one",
        "The version that `If-Match` or `If-Unmodified-Since` requires is not the current one.",
    ),
    "address-too-long": (
        414,
        "The address is too long",
        "Path and query may have 16384 bytes together. Split the request.",
    ),
    "method-not-allowed": (
        405,
        "Method not allowed",
        "The address does not answer this method: `Allow` names those that it answers.",
    ),
    "not-implemented": (
        501,
        "Not implemented",
        "The format exists, but this server does not write it. `errors` names the one that it does.",
    ),
    "unavailable": (503, "Temporarily unavailable", "The request cannot be answered now; `detail` says why."),
    "internal-error": (500, "Internal error", "A fault of the service, logged under the `X-Request-ID` of the answer."),
}

MAX_ADDRESS_BYTES = 16_384
"""Bytes of path and query. Many proxies accept fewer."""

MAX_PARAMETERS = 300
"""Parameters of a query, each repetition counted."""

MAX_ERRORS = 40
"""Errors that an answer lists. Further errors are only counted."""

MAX_SUGGESTIONS = 80
"""Suggestions of an error. Further ones are left out."""

MAX_DETAIL, MAX_MESSAGE, MAX_VALUE = 2_000, 500, 300
"""Characters of the detail and the address, of a message or suggestion, and of a value. Longer ones are cut."""


class ErrorItem(Model):
    """One error of a request."""

    parameter: str = Field(
        description="The parameter at fault; `id` is the last part of the path.", examples=["mechanism"]
    )
    value: str | None = Field(
        description=f"The value as it was sent, cut at {MAX_VALUE} characters.", examples=["JSPQ"]
    )
    message: str = Field(
        description="What is wrong, in a sentence.", examples=["no recorded mechanism is called 'JSPQ'"]
    )
    suggestions: list[str] = Field(description="The nearest valid values, best first.", examples=[["JSPG"]])


class ProblemBody(Model):
    """RFC 9457 problem details."""

    type: str = Field(
        description="Address of a page that explains this kind of problem.",
        examples=["/problems/invalid-parameter"],
    )
    title: str = Field(description="Name of this kind of problem.", examples=["A parameter is not valid"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(
        description="A sentence about this occurrence.",
        examples=["mechanism: no recorded mechanism is called 'JSPQ'; did you mean JSPG?"],
    )
    instance: str = Field(description="Path and query of the request.", examples=["/meetings?mechanism=JSPQ"])
    errors: list[ErrorItem] = Field(
        description=f"The errors of the request: at most {MAX_ERRORS}; `detail` says how many more there are."
    )


@dataclass
class Problem(Exception):  # noqa: N818 - the standard's own word
    """Raise it to answer a request with an error. ``kind`` is a key of ``PROBLEM_TYPES``."""

    kind: str
    errors: list[ErrorItem] = field(default_factory=list)
    detail: str | None = None
    headers: Mapping[str, str] | None = None
    left_out: int = 0
    """Number of errors beyond those in ``errors``."""
    alternates: Sequence[str] = ()
    """Paths of the records that the address may mean, without the prefix of the service's paths."""


class RenamedError(Problem):
    """Raise it where an address has the former id of a record. The answer leads to the same address with the new id."""

    def __init__(self, record_kind: str, spelling: str, record_id: str) -> None:
        super().__init__("renamed", detail=f"{record_kind} {spelling} has the id {record_id} now")
        self.spelling, self.record_id = spelling, record_id


EMPTY = "it is empty: give a value, or leave an optional parameter out"
"""The message for a value without any text."""


def listing(values: Iterable[str]) -> str:
    """The end of a message that lists all valid values. After it, a problem adds no “did you mean”."""
    return f"; there are {', '.join(values)}"


def nearest_or_all(message: str, near: Sequence[str], choices: Iterable[str]) -> tuple[str, Sequence[str]]:
    """The message and the suggestions for a value that is none of the choices. If no choice is near, both list all."""
    if near:
        return message, near
    choices = list(choices)
    return message + listing(choices), choices


def invalid(parameter: str, value: str | None, message: str, suggestions: Iterable[str] = ()) -> ErrorItem:
    return ErrorItem(parameter=parameter, value=value, message=message, suggestions=list(suggestions))


def invalid_parameter(parameter: str, value: str | None, message: str, suggestions: Iterable[str] = ()) -> Problem:
    """The problem for one parameter that is not valid."""
    return Problem("invalid-parameter", [invalid(parameter, value, message, suggestions)])


def not_found(parameter: str, value: str | None, message: str, suggestions: Iterable[str] = ()) -> Problem:
    """The problem for an address that names nothing here. ``parameter`` is the part of it that is wrong."""
    return Problem("not-found", [invalid(parameter, value, message, suggestions)])


def unavailable(detail: str, seconds: int = 5) -> Problem:
    """The problem for a request that may succeed after some seconds."""
    return Problem("unavailable", detail=detail, headers={"Retry-After": str(seconds)})


def refuse(message: str, suggestions: Iterable[str] = ()) -> PydanticCustomError:
    """An error for a pydantic validator to raise. The client gets its message and suggestions."""
    return PydanticCustomError("refused", "{message}", {"message": message, "suggestions": list(suggestions)})
