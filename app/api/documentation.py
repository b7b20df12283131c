"""Parts of the OpenAPI document that resources share: the id in a path, the responses of lists and items."""

from typing import Annotated, Any

from fastapi import Path

from app.errors import PROBLEM_TYPES

RecordId = Annotated[
    str, Path(min_length=1, max_length=200, description="The record's id, in any case.", examples=["jspg-kz-tr-8"])
]


def describe_problem(kind: str, instance: str = "/meetings", **error: Any) -> dict[str, Any]:
    """The OpenAPI response for a kind of problem, with an example; ``error`` is the one that the example lists."""
    status, title, meaning = PROBLEM_TYPES[kind]
    detail = meaning
    if error:
        detail = f"{error['parameter']}: {error['message']}; did you mean {error['suggestions'][0]}?"
    example = {
        "type": f"/problems/{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": instance,
        "errors": [error] if error else [],
    }
    content = {"schema": {"$ref": "#/components/schemas/ProblemBody"}, "example": example}
    return {"description": meaning, "content": {"application/problem+json": content}}


_NOT_MODIFIED: dict[str, Any] = {"description": "Nothing has changed since the answer that `If-None-Match` names."}

_INVALID = describe_problem(
    "invalid-parameter", "/meetings?mechanism=JSPQ",
    parameter="mechanism", value="JSPQ", message="no recorded mechanism is called 'JSPQ'", suggestions=["JSPG"],
)  # fmt: skip

_NOT_FOUND = describe_problem(
    "not-found", "/meetings/jspg-kz-tr-9",
    parameter="id", value="jspg-kz-tr-9", message="no meeting has that id", suggestions=["jspg-kz-tr-8"],
)  # fmt: skip

LIST_RESPONSES: dict[int | str, dict[str, Any]] = {
    304: _NOT_MODIFIED,
    414: describe_problem("address-too-long"),
    422: _INVALID,
    503: describe_problem("unavailable"),
}

_MULTIPLE_CHOICES = describe_problem(
    "multiple-choices", "/officials/Erdogan",
    parameter="id", value="Erdogan", message="2 records are called 'Erdogan', ask for one by its id",
    suggestions=["emine-erdogan", "recep-tayyip-erdogan"],
)  # fmt: skip

SUBLIST_RESPONSES = LIST_RESPONSES | {
    308: describe_problem("renamed"),
    404: _NOT_FOUND,
    410: describe_problem("withdrawn"),
}

ITEM_RESPONSES = SUBLIST_RESPONSES | {300: _MULTIPLE_CHOICES}
