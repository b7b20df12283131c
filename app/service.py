"""Health, the docs page and the problem types: what is not a resource."""

from pathlib import Path as FilePath
from string import Template
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from markdown_it import MarkdownIt
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError

from app import migrate
from app.errors import TITLES, Problem, invalid
from app.names import nearest
from app.publish import current, fingerprint
from app.resources.refs import LIST_RESPONSES, problem_response

WEB = FilePath(__file__).parent / "web"
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

router = APIRouter(tags=["service"])


class Health(BaseModel):
    """The process runs."""

    status: Literal["ok"] = Field(description="Always `ok`.", examples=["ok"])


class Readiness(Health):
    """The service can answer, and with which data."""

    revision: int = Field(description="Revision of the data; it grows when some record changes.", examples=[1])
    published_at: str = Field(description="When that revision was published.", examples=["2026-11-22T09:00:00Z"])


class ProblemType(BaseModel):
    """What a kind of problem means."""

    type: str = Field(description="As in the `type` of a problem.", examples=["/problems/invalid-parameter"])
    title: str = Field(description="Its title.", examples=["A parameter is not valid"])
    status: int = Field(description="The HTTP status it comes with.", examples=[422])
    meaning: str = Field(description="What it means and what to do.")


@router.get("/livez", response_model=Health, operation_id="getLiveness")
def livez() -> Response:
    """Whether the process runs; it asks nothing of the database."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={503: problem_response("unavailable")},
    operation_id="getReadiness",
)
def readyz(request: Request) -> Response:
    """Whether the database is reachable, migrated to the newest schema, and holds published data."""
    try:
        with request.app.state.sessions() as session:
            if not migrate.at_head(session.connection()):
                raise Problem("unavailable", detail="the database is not migrated: run communique migrate")
            now = current(session)
    except SQLAlchemyError:
        raise Problem("unavailable", detail="the database cannot be reached") from None
    if now is None:
        raise Problem("unavailable", detail="no data is loaded: run communique load")
    if now.fingerprint != fingerprint(request.app.state.resources):
        raise Problem("unavailable", detail="the data was published by another version: run communique migrate")
    published = now.published_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    body = {"status": "ok", "revision": now.revision, "published_at": published}
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


@router.get(
    "/problems/{kind}",
    response_model=ProblemType,
    responses={**LIST_RESPONSES, 404: problem_response("not-found")},
    operation_id="getProblemType",
)
def get_problem(
    kind: Annotated[str, Path(description="The last part of a problem's `type`.", examples=["not-found"])],
) -> Any:
    """What a kind of problem means: the page that the `type` of an error names."""
    if kind not in TITLES:
        raise Problem("not-found", [invalid("kind", kind, "there is no such problem type", nearest(kind, TITLES))])
    status, title, meaning = TITLES[kind]
    return {"type": f"/problems/{kind}", "title": title, "status": status, "meaning": meaning}


PAGES = WEB.parent.parent / "docs"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def _page(name: str, title: str) -> Response:
    template = Template((WEB / "page.html").read_text("utf-8"))
    text = (PAGES / f"{name}.md").read_text("utf-8")
    page = template.substitute(title=title, body=MarkdownIt("commonmark").enable("table").render(text))
    return HTMLResponse(page, headers={"Content-Security-Policy": PAGE_POLICY})


@router.get("/methodology", include_in_schema=False)
def methodology() -> Response:
    """How records are made, compared and preferred: the rules in full."""
    return _page("methodology", "Methodology")


@router.get("/integrations", include_in_schema=False)
def integrations() -> Response:
    """One URL or snippet for each tool that takes the data."""
    return _page("integrations", "Integrations")


@router.get("/", include_in_schema=False)
def root() -> Response:
    return RedirectResponse("/docs")


@router.get("/docs", include_in_schema=False)
def docs() -> Response:
    return FileResponse(WEB / "docs.html", headers={"Content-Security-Policy": DOCS_POLICY})
