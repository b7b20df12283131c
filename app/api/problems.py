"""RFC 9457 ``application/problem+json``, naming the parameter and the nearest valid values."""

import re

from fastapi import Response

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
)


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def _bounded(item: ErrorItem) -> ErrorItem:
    """The error with what a client or the data may have made long cut."""
    suggestions = [_cut(one, MAX_MESSAGE) for one in item.suggestions[:MAX_SUGGESTIONS]]
    value = None if item.value is None else _cut(item.value, MAX_VALUE)
    return invalid(_cut(item.parameter, MAX_VALUE), value, _cut(item.message, MAX_MESSAGE), suggestions)


def _sentence(item: ErrorItem) -> str:
    ask = f"; did you mean {' or '.join(item.suggestions)}?" if item.suggestions else "."
    return f"{item.parameter}: {item.message}{ask}"


def body_of(problem: Problem, instance: str, root: str) -> ProblemBody:
    """What a problem says to the client, in little; ``instance`` is the path and query that were asked for, ``root`` is
    the prefix of the service's paths."""
    status, title, meaning = PROBLEM_TYPES[problem.kind]
    errors = [_bounded(item) for item in problem.errors[:MAX_ERRORS]]
    more = len(problem.errors) - len(errors) + problem.left_out
    detail = problem.detail or " ".join(map(_sentence, errors)) or meaning.replace("`", "")
    return ProblemBody(
        type=f"{root}/problems/{problem.kind}",
        title=title,
        status=status,
        detail=_cut(detail, MAX_DETAIL) + (f" And {more} more." if more else ""),
        # Of a long address the beginning, without half of an encoded byte.
        instance=instance if len(instance) <= MAX_DETAIL else re.sub("%.?$", "", instance[:MAX_DETAIL]),
        errors=errors,
    )


def problem_response(problem: Problem, instance: str, root: str) -> Response:
    """The answer that tells a problem as JSON."""
    body = body_of(problem, instance, root)
    headers = {"Cache-Control": "no-store", **(problem.headers or {})}
    return Response(body.model_dump_json(), body.status, headers, "application/problem+json")
