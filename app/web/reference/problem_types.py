"""The types of problems: each has an address, which `type` of an error names."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES, describe_problem
from app.api.negotiation import HTML, preferred_type
from app.domain.model import Model
from app.domain.text import nearest
from app.errors import PROBLEM_TYPES, Problem, invalid
from app.web import guide
from app.web.page import redirect

router = APIRouter(tags=["service"])


class ProblemType(Model):
    """A problem type and its meaning."""

    type: str = Field(description="As in the `type` of a problem.", examples=["/problems/invalid-parameter"])
    title: str = Field(description="Its title.", examples=["A parameter is not valid"])
    status: int = Field(description="The HTTP status it comes with.", examples=[422])
    meaning: str = Field(
        description="What it means and what to do.", examples=["The address does not answer this method."]
    )


@router.get("/problems", include_in_schema=False)
def problems(request: Request) -> Response:
    """The list of all types is a page of the reference."""
    return redirect(request, "/docs/errors", [])


@router.get(
    "/problems/{kind}",
    response_model=ProblemType,
    responses={
        200: {"content": {HTML: {"schema": {"type": "string", "description": "The same as a page, with examples."}}}},
        404: describe_problem("not-found"),
        422: LIST_RESPONSES[422],
    },
    operation_id="getProblemType",
)
def get_problem(
    kind: Annotated[str, Path(description="The last part of a problem's `type`.", examples=["not-found"])],
    request: Request,
) -> Response:
    """Explain a problem type. The `type` of an error is this address. The answer is JSON or, if `Accept` prefers it,
    HTML."""
    if kind not in PROBLEM_TYPES:
        raise Problem(
            "not-found", [invalid("kind", kind, "there is no such problem type", nearest(kind, PROBLEM_TYPES))]
        )
    if preferred_type(request.headers.get("accept", ""), (HTML,)):
        answer = guide.problem_type_page(request, kind)
    else:
        status, title, meaning = PROBLEM_TYPES[kind]
        answer = JSONResponse(
            {
                "type": Site(request.scope).link(f"/problems/{kind}"),
                "title": title,
                "status": status,
                "meaning": meaning,
            }
        )
    answer.headers["Vary"] = "Accept"
    return answer
