"""The application: settings in, ASGI app out. The only module that imports all others."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from app import __version__, errors
from app.db import make_engine, make_sessions
from app.http import Answers
from app.jsonld import MEDIA_TYPE
from app.query import ListQuery
from app.resources import (
    agreements,
    citations,
    commitments,
    conflicts,
    countries,
    coverage,
    documents,
    evidence,
    mechanisms,
    meetings,
    milestones,
    officials,
    resolve,
    timeline,
    trade_stats,
)
from app.service import WEB
from app.service import router as service
from app.settings import Settings

RESOURCES = (
    meetings.resource,
    agreements.resource,
    trade_stats.resource,
    timeline.resource,
    milestones.resource,
    commitments.resource,
    mechanisms.resource,
    officials.resource,
    countries.resource,
    documents.resource,
    evidence.resource,
    conflicts.resource,
)
ROUTERS: tuple[APIRouter, ...] = (
    # Before the items of the lists that they stand under, which would take their last part for an id.
    conflicts.router,
    conflicts.meetings_router,
    meetings.router,
    agreements.router,
    trade_stats.router,
    timeline.router,
    milestones.router,
    commitments.router,
    mechanisms.router,
    officials.router,
    countries.router,
    documents.router,
    evidence.document_router,
    evidence.router,
    coverage.router,
    resolve.router,
    service,
)

DESCRIPTION = """\
Who met whom, when, under which mechanism; what was signed; what trade and investment was reported; what was
promised; and **which document says so**.

Start here: [`/meetings?mechanism=JSPG`](/meetings?mechanism=JSPG) is every recorded meeting of every Joint
Strategic Planning Group.

- **Names** work in any spelling: `country=Turkey`, `country=TUR` and `country=Türkiye` ask the same.
- **Dates** are a day, month, year or interval: `date=2025`, `date=2025-07`, `date=../2010`. A record whose date is
  only partly known is found where it *may* fall; `date_match=certain` keeps those that surely do.
- **Nothing is silently ignored**: a parameter or value that cannot be is 422, with the nearest that can.
- **Lists** hold `items`, `total` and `next_cursor`; pass that as `cursor` for the next page.
- **Sources** stand in every record: the document, and its paragraphs. What no document says is `null`.
  `include=evidence` leads each field to its place; [`/methodology`](/methodology) has the rules.
"""

TAGS = [
    {"name": "meetings", "description": "Who met whom, when, under which mechanism."},
    {"name": "agreements", "description": "What was signed or adopted."},
    {
        "name": "trade stats",
        "description": "Reported figures on trade, investment, companies, people; and targets.",
    },
    {"name": "timeline", "description": "Meetings, agreements and milestones in one list by date."},
    {"name": "milestones", "description": "Turns in relations: recognition, an embassy, a council founded."},
    {"name": "commitments", "description": "What was promised, by whom, due when."},
    {"name": "mechanisms", "description": "Standing formats: councils, groups, commissions, organisations."},
    {"name": "officials", "description": "People who hold or held a public post."},
    {"name": "countries", "description": "States, with their embassies and consulates."},
    {"name": "documents", "description": "The source texts, by hash; their text is not served."},
    {"name": "evidence", "description": "The place in a document behind each value."},
    {"name": "citations", "description": "A record ready to cite: plain text, APA, BibTeX, CSL-JSON."},
    {"name": "service", "description": "Names, health, and what the problem types mean."},
]


def _openapi(app: FastAPI) -> dict[str, Any]:
    if not app.openapi_schema:
        made = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description=app.description,
            routes=app.routes,
            tags=app.openapi_tags,
            servers=app.servers,
            license_info=app.license_info,
        )
        problem = errors.ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
        made["components"]["schemas"] |= {**problem.pop("$defs"), "ProblemBody": problem}
        for path in made["paths"].values():
            # What a resource asks for before what every list has; inheritance gives them the other way round.
            path["get"].get("parameters", []).sort(key=lambda parameter: parameter["name"] in ListQuery.model_fields)
        linked = {MEDIA_TYPE: {"schema": {"type": "object", "description": "The same as JSON-LD."}}}
        for resource in RESOURCES:
            for path in (resource.path, f"{resource.path}/{{id}}"):
                if path in made["paths"]:
                    made["paths"][path]["get"]["responses"]["200"]["content"] |= linked
            for path in (
                f"{resource.path}/{{id}}",
                f"{resource.path}/{{id}}/citation",
                f"{resource.path}/{{id}}/records",
            ):
                for parameter in made["paths"].get(path, {"get": {}})["get"].get("parameters", []):
                    if parameter["name"] == "id":
                        parameter["schema"]["examples"] = [resource.example]
        app.openapi_schema = made
    return app.openapi_schema


def create_app(settings: Settings) -> FastAPI:
    """The API over the database of the settings."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.engine.dispose()

    app = FastAPI(
        title="Communiqué",
        version=__version__,
        summary="Diplomatic events, each with its source.",
        description=DESCRIPTION,
        openapi_tags=TAGS,
        servers=[{"url": "/", "description": "This service"}],
        license_info={
            "name": "MIT (code), CC0-1.0 (arrangement of the data)",
            "identifier": "MIT AND CC0-1.0",
        },
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.engine = make_engine(settings, for_requests=True)
    app.state.sessions = make_sessions(app.state.engine)
    app.state.resources = RESOURCES
    for router in ROUTERS:
        app.include_router(router)
    for resource in RESOURCES:
        if resource is not timeline.resource:
            app.include_router(citations.router_for(resource), tags=["citations"])
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    errors.install(app)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "X-Request-ID", "X-Total-Count"],
    )
    app.add_middleware(Answers, cache_seconds=settings.cache_seconds)
    return app
