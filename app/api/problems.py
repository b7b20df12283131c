"""A ``Problem`` as a document: RFC 9457, ``application/problem+json``."""

import re

from fastapi import Response

from app.domain.free_text import shorten_text
from app.errors import (
    MAX_DETAIL,
    MAX_ERRORS,
    MAX_MESSAGE,
    MAX_SUGGESTIONS,
    MAX_VALUE,
    PROBLEM_TYPES,
    ErrorItem,
    Problem,
    ProblemBody,
    invalid,
    listing,
)


def _shorten_error(item: ErrorItem) -> ErrorItem:
    """The error with its texts and suggestions cut to their limits: a client or the data may have made them long."""
    suggestions = [shorten_text(suggestion, MAX_MESSAGE) for suggestion in item.suggestions[:MAX_SUGGESTIONS]]
    value = None if item.value is None else shorten_text(item.value, MAX_VALUE)
    return invalid(shorten_text(item.parameter, MAX_VALUE), value, shorten_text(item.message, MAX_MESSAGE), suggestions)


def _sentence(item: ErrorItem) -> str:
    asks = item.suggestions and not item.message.endswith(listing(item.suggestions))
    end = f"; did you mean {' or '.join(item.suggestions)}?" if asks else "."
    return f"{item.parameter}: {item.message}{end}"


def body_of(problem: Problem, instance: str, root: str) -> ProblemBody:
    """The document of a problem, with bounded lengths.

    ``instance`` is the path and query of the request; ``root`` is the prefix of the service's paths.
    """
    status, title, meaning = PROBLEM_TYPES[problem.kind]
    errors = [_shorten_error(item) for item in problem.errors[:MAX_ERRORS]]
    further_count = len(problem.errors) - len(errors) + problem.left_out
    detail = problem.detail or " ".join(map(_sentence, errors)) or meaning.replace("`", "")
    return ProblemBody(
        type=f"{root}/problems/{problem.kind}",
        title=title,
        status=status,
        detail=shorten_text(detail, MAX_DETAIL) + (f" And {further_count} more." if further_count else ""),
        # A long address is cut, but not within a percent-encoded byte.
        instance=instance if len(instance) <= MAX_DETAIL else re.sub("%.?$", "", instance[:MAX_DETAIL]),
        errors=errors,
    )


def problem_response(problem: Problem, instance: str, root: str) -> Response:
    """The response for a problem, as JSON."""
    body = body_of(problem, instance, root)
    links = ", ".join(f'<{root}{path}>; rel="alternate"' for path in problem.alternates)
    headers = {"Cache-Control": "no-store", **(problem.headers or {}), **({"Link": links} if links else {})}
    return Response(body.model_dump_json(), body.status, headers, "application/problem+json")
