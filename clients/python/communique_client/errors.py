"""What a client may raise. All are ``CommuniqueError``; the text of each is a sentence for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class CommuniqueError(Exception):
    """No answer, or one that refuses the request."""


class UnreachableError(CommuniqueError):
    """The service gave no answer, not even after retries."""


@dataclass(frozen=True)
class RequestError:
    """An error of a request: the parameter at fault (``id`` is the last part of the path), and the nearest values."""

    parameter: str
    value: str | None
    message: str
    suggestions: Sequence[str] = ()


class ProblemError(CommuniqueError):
    """An answer that is not a success, with its problem details (RFC 9457).

    ``parameter`` and ``suggestions`` are those of the first of ``errors``; ``body`` has all that the service sent.
    """

    def __init__(self, status: int, body: Mapping[str, Any], retry_after: float | None = None) -> None:
        self.status = status
        self.body = body
        self.type = str(body.get("type", "about:blank"))
        self.title = str(body.get("title", f"Status {status}"))
        self.detail = str(body.get("detail") or self.title)
        self.errors = [
            RequestError(
                str(error.get("parameter", "")),
                error.get("value"),
                str(error.get("message", "")),
                tuple(error.get("suggestions", ())),
            )
            for error in body.get("errors", ())
        ]
        self.retry_after = retry_after
        """Seconds after which the service takes the request again, if it says so."""
        super().__init__(self.detail)

    @property
    def parameter(self) -> str | None:
        return self.errors[0].parameter if self.errors else None

    @property
    def suggestions(self) -> Sequence[str]:
        return self.errors[0].suggestions if self.errors else ()


class AmbiguousError(ProblemError):
    """300: several records have this name. ``suggestions`` are their ids."""


class NotFoundError(ProblemError):
    """404: no record has this id. ``suggestions`` are the nearest ids."""


class WithdrawnError(ProblemError):
    """410: the record was withdrawn."""


class InvalidParameterError(ProblemError):
    """422: a parameter that the list does not have, or a value that cannot be one."""


class UnavailableError(ProblemError):
    """429, 502, 503 or 504: still so after the retries, or for longer than the client waits."""


BY_STATUS: Mapping[int, type[ProblemError]] = {
    300: AmbiguousError,
    404: NotFoundError,
    410: WithdrawnError,
    422: InvalidParameterError,
    **dict.fromkeys((429, 502, 503, 504), UnavailableError),
}
