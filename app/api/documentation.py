"""What several resources show or take in the same way."""

from typing import Annotated, Any

from fastapi import Path

from app.errors import PROBLEM_TYPES

RecordId = Annotated[
    str, Path(min_length=1, max_length=200, description="The record's id, in any case.", examples=["jspg-kz-tr-8"])
]


def problem_response(kind: str, instance: str = "/meetings", **error: Any) -> dict[str, Any]:
    """The OpenAPI response of a kind of problem, with an example of it."""
    status, title, meaning = PROBLEM_TYPES[kind]
    told = meaning
    if error:
        told = f"{error['parameter']}: {error['message']}; did you mean {error['suggestions'][0]}?"
    example = {
        "type": f"/problems/{kind}",
        "title": title,
        "status": status,
        "detail": told,
        "instance": instance,
        "errors": [error] if error else [],
    }
    content = {"schema": {"$ref": "#/components/schemas/ProblemBody"}, "example": example}
    return {"description": meaning, "content": {"application/problem+json": content}}


_NOT_MODIFIED: dict[str, Any] = {"description": "The copy named in `If-None-Match` is still good."}

_INVALID = problem_response(
    "invalid-parameter", "/meetings?mechanism=JSPQ",
    parameter="mechanism", value="JSPQ", message="no recorded mechanism is called 'JSPQ'", suggestions=["JSPG"],
)  # fmt: skip

_NOT_FOUND = problem_response(
    "not-found", "/meetings/jspg-kz-tr-9",
    parameter="id", value="jspg-kz-tr-9", message="no meeting has that id", suggestions=["jspg-kz-tr-8"],
)  # fmt: skip

LIST_RESPONSES: dict[int | str, dict[str, Any]] = {
    304: _NOT_MODIFIED,
    414: problem_response("address-too-long"),
    422: _INVALID,
    503: problem_response("unavailable"),
}

_SEVERAL = problem_response(
    "multiple-choices", "/officials/Erdogan",
    parameter="id", value="Erdogan", message="2 records are called 'Erdogan', ask for one by its id",
    suggestions=["emine-erdogan", "recep-tayyip-erdogan"],
)  # fmt: skip

SUBLIST_RESPONSES = LIST_RESPONSES | {404: _NOT_FOUND, 410: problem_response("withdrawn")}

ITEM_RESPONSES = SUBLIST_RESPONSES | {300: _SEVERAL}
