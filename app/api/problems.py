"""RFC 9457 ``application/problem+json``, naming the parameter and the nearest valid values."""

import re

from fastapi import Response

from app.errors import (
    LONG,
    MIDDLE,
    MOST_ERRORS,
    MOST_SUGGESTIONS,
    SHORT,
    TITLES,
    ErrorItem,
    Problem,
    ProblemBody,
    invalid,
)


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def _bounded(item: ErrorItem) -> ErrorItem:
    """The error with what a client or the data may have made long cut."""
    suggestions = [_cut(one, MIDDLE) for one in item.suggestions[:MOST_SUGGESTIONS]]
    value = None if item.value is None else _cut(item.value, SHORT)
    return invalid(_cut(item.parameter, SHORT), value, _cut(item.message, MIDDLE), suggestions)


def _sentence(item: ErrorItem) -> str:
    ask = f"; did you mean {' or '.join(item.suggestions)}?" if item.suggestions else "."
    return f"{item.parameter}: {item.message}{ask}"


def body_of(problem: Problem, instance: str, root: str) -> ProblemBody:
    """What a problem says to the client, in little; ``instance`` is the path and query that were asked for, ``root`` is
    the prefix of the service's paths."""
    status, title, meaning = TITLES[problem.kind]
    errors = [_bounded(item) for item in problem.errors[:MOST_ERRORS]]
    more = len(problem.errors) - len(errors) + problem.left_out
    detail = problem.detail or " ".join(map(_sentence, errors)) or meaning.replace("`", "")
    return ProblemBody(
        type=f"{root}/problems/{problem.kind}",
        title=title,
        status=status,
        detail=_cut(detail, LONG) + (f" And {more} more." if more else ""),
        # Of a long address the beginning, without half of an encoded byte.
        instance=instance if len(instance) <= LONG else re.sub("%.?$", "", instance[:LONG]),
        errors=errors,
    )


def problem_response(problem: Problem, instance: str, root: str) -> Response:
    """The answer that tells a problem as JSON."""
    body = body_of(problem, instance, root)
    headers = {"Cache-Control": "no-store", **(problem.headers or {})}
    return Response(body.model_dump_json(), body.status, headers, "application/problem+json")
