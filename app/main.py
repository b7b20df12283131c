"""Builds the ASGI application from settings. It imports every module that answers requests."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Request
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from app import DATA, __version__, errors
from app.api import error_handlers, openapi
from app.api.answer_threads import IN_PROCESS_SHARE, SERVER_SHARE, AnswerThreads
from app.api.body_route import long_turns
from app.api.health import readiness
from app.api.health import router as health
from app.api.listeners import Listeners
from app.api.middleware.appended_parameters import AppendedParameters
from app.api.middleware.faults import FaultBoundary
from app.api.middleware.preflight import Preflight
from app.api.middleware.public_address import AllowedHosts, PublicAddress
from app.api.middleware.response_cache import DataVersion, ResponseCache, data_version
from app.api.middleware.responses import ResponseMiddleware
from app.api.past import PastStates
from app.api.protocol import Limits
from app.api.query_route import QueryRouter
from app.api.report_box import ReportBox
from app.api.shared_call import SharedCall
from app.api.spool import Spool
from app.db.engine import make_engine, without_transaction
from app.db.retry import with_retry
from app.db.revision import RevisionCache, newest_revision
from app.domain import deadline
from app.domain.precedence import Precedence
from app.resource import Resource
from app.resources import (
    agreements,
    change_stream,
    changes,
    commitments,
    conflicts,
    countries,
    coverage,
    documents,
    evidence,
    mechanisms,
    meetings,
    milestones,
    missions,
    officials,
    organizations,
    resolve,
    revisions,
    search,
    statements,
    timeline,
    trade_conflicts,
    trade_stats,
)
from app.resources.reports import HourlyLimit, ReportQuery
from app.resources.routes import files_for, routes_for
from app.settings import Settings
from app.web import explorer
from app.web.agents.endpoint import router as agents
from app.web.check_page import router as check_page
from app.web.crawlers import router as crawlers
from app.web.dataset_page import router as data_set
from app.web.dumps.route import router as dumps
from app.web.guide import router as guide
from app.web.html import WEB
from app.web.lists import list_pages
from app.web.markdown_pages import router as markdown_pages
from app.web.pictures import map_picture, timeline_picture, trade_picture
from app.web.pictures import routes as pictures
from app.web.problem_page import problem_page
from app.web.reconcile_service import router as reconciliation
from app.web.reference.page import PATH as REFERENCE_PAGE
from app.web.reference.page import ReferenceQuery
from app.web.reference.page import router as reference
from app.web.reference.problem_types import router as problem_types
from app.web.report_pages import REPORT_PAGE
from app.web.report_pages import router as report_pages

RESOURCES = (
    meetings.resource,
    agreements.resource,
    trade_stats.resource,
    timeline.resource,
    milestones.resource,
    commitments.resource,
    statements.resource,
    mechanisms.resource,
    officials.resource,
    countries.resource,
    organizations.resource,
    missions.resource,
    documents.resource,
    evidence.resource,
    trade_conflicts.resource,
    conflicts.resource,
)
PICTURES = (trade_picture.picture, timeline_picture.picture, map_picture.picture)
ROUTERS: tuple[APIRouter, ...] = (
    changes.router,
    change_stream.router,
    revisions.router,
    coverage.router,
    resolve.router,
    reconciliation,
    search.router,
    health,
    markdown_pages,
    problem_types,
    reference,
    *explorer.ROUTERS,
    check_page,
    report_pages,
    agents,
    data_set,
    dumps,
    guide,
    crawlers,
)
"""Routes besides those of the resources and pictures."""

EXPOSED_HEADERS = [
    "Content-Disposition", "Content-Range", "ETag", "Link", "RateLimit", "RateLimit-Policy", "Retry-After",
    "X-Data-Revision", "X-Request-ID", "X-Total-Count",
]  # fmt: skip
"""Headers that a script on another site may read; ``Last-Modified`` it may anyway."""


class Service(FastAPI):
    """A FastAPI application with our own middleware before all of it: a cached response needs nothing else."""

    outermost: FaultBoundary
    front: ResponseMiddleware
    documented_routes: Sequence[BaseRoute]
    """All routes, in the order in which the documentation lists them."""
    answer_seconds: float
    """Seconds that a response may take to be ready."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.outermost(scope, receive, send)

    async def respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The application without our own middleware."""
        with deadline.within(self.answer_seconds):
            await super().__call__(scope, receive, send)

    def refusal(self, problem: errors.Problem) -> ASGIApp:
        """An app that answers every request with a problem."""

        async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
            scope["app"] = self
            await error_handlers.respond_with(Request(scope), problem)(scope, receive, send)

        return refuse


def _routes(resources: Sequence[Resource]) -> list[BaseRoute]:
    """All routes, in the order in which the documentation lists them."""
    routers = (
        *(routes_for(resource) for resource in resources if resource.owner),
        pictures.picture_router(*PICTURES),
        *(files_for(resource) for resource in resources),
        *(routes_for(resource) for resource in resources if not resource.owner),
        list_pages.list_page_router(resources),
        *ROUTERS,
    )
    return [route for router in routers for route in router.routes]


def _fixed_part(route: BaseRoute) -> int:
    """The length of a path up to its first parameter. The longest is tried first: `/trade-stats/conflicts` before
    `/trade-stats/{id}`, which would take its last part for an id."""
    return len(getattr(route, "path", "").partition("{")[0])


def create_app(settings: Settings, resources: Sequence[Resource] = RESOURCES) -> FastAPI:
    """The API over the database of the settings."""
    app = Service(
        title="Communiqué",
        version=__version__,
        summary="Diplomatic events, each with its source.",
        description=openapi.API_DESCRIPTION,
        openapi_tags=openapi.tags(resources),
        servers=[{"url": settings.public_url or "/", "description": "This service"}],
        root_path_in_servers=settings.public_url is None,
        contact={"name": "Communiqué"},
        license_info={
            "name": "MIT (code), CC0-1.0 (arrangement of the data)",
            "identifier": "MIT AND CC0-1.0",
        },
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.answer_seconds = settings.answer_timeout_ms / 1000
    _set_state(app, settings, resources)
    version = data_version(app.state.engine)
    app.state.listeners = Listeners(settings.listeners, version, partial(newest_revision, app.state.engine))
    router = _add_routes(app, settings, resources, version)
    _add_middleware(app, settings, resources, router, version)
    return app


def _set_state(app: Service, settings: Settings, resources: Sequence[Resource]) -> None:
    """Put into the application's state what requests share, and the settings that they read."""
    state = app.state
    state.engine = make_engine(settings, for_requests=True)
    state.engine_without_transaction = without_transaction(state.engine, settings)
    state.revisions = RevisionCache()
    state.primary = None
    if settings.read_url:  # for a client that has seen a revision that no standby has yet
        state.primary = make_engine(settings, for_requests=True, primary=True)
    state.past = PastStates(settings)
    state.threads = AnswerThreads(IN_PROCESS_SHARE if state.engine.dialect.name == "sqlite" else SERVER_SHARE)
    state.long_turns = long_turns()
    state.precedence = Precedence()
    state.thread_timeout = app.answer_seconds + settings.statement_timeout_ms / 1000 + 5
    state.readiness = SharedCall(lambda: with_retry(partial(readiness, state)))
    state.openapi = SharedCall(lambda: openapi.document_of(app))
    state.openapi_text = None
    state.openapi_yaml = SharedCall(lambda: openapi.yaml_of(app))
    state.spool = Spool(
        files=settings.export_files,
        size=settings.export_bytes,
        writers=min(settings.export_writers, max(1, settings.pool_size // 2)),
        share=settings.export_share,
        precedence=state.precedence,
    )
    state.reports = None
    if settings.reports:
        state.reports = ReportBox(settings.reports, settings.reports_max, settings.reports_bytes)
    state.report_limit = HourlyLimit(settings.reports_per_hour)
    state.mcp = settings.mcp
    state.hosts = AllowedHosts(settings.allowed_hosts.split(), settings.public_url)
    state.guide = {}
    state.reference = None
    state.problem_page = problem_page
    state.resources = resources
    state.readable_schema = None
    state.security_contact = settings.security_contact
    state.frame_ancestors = settings.frame_ancestors
    state.public_url = settings.public_url or ""
    state.root = urlsplit(state.public_url).path


def _add_routes(app: Service, settings: Settings, resources: Sequence[Resource], version: DataVersion) -> QueryRouter:
    """The router of the application, with all routes."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        limits = Limits(settings.max_connections, settings.header_timeout, settings.send_timeout)
        yield {"limits": limits, "root": app.state.root, "listeners": app.state.listeners}
        for part in (
            app.state.listeners, app.state.spool, app.state.readiness, app.state.openapi, app.state.openapi_yaml,
            version, app.state.past,
        ):  # fmt: skip
            part.close()
        app.state.engine.dispose()
        if app.state.primary:
            app.state.primary.dispose()

    router = QueryRouter(routes=app.router.routes, redirect_slashes=False, lifespan=lifespan)
    app.router = router
    app.documented_routes = _routes(resources)
    router.routes += sorted(app.documented_routes, key=_fixed_part, reverse=True)
    app.mount("/static", StaticFiles(directory=WEB / "static"), name="static")
    app.mount("/guide/images", StaticFiles(directory=DATA / "docs" / "images"), name="images")
    error_handlers.install(app)
    app.openapi = lambda: openapi.document_of(app)  # type: ignore[method-assign]
    return router


def _add_middleware(
    app: Service, settings: Settings, resources: Sequence[Resource], router: QueryRouter, version: DataVersion
) -> None:
    app.add_middleware(
        Preflight,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "OPTIONS", "POST"],
        allow_headers=["*"],
    )
    cache = ResponseCache(settings.cache_bytes, version) if settings.cache_bytes else None
    app.front = ResponseMiddleware(
        app.respond, settings.cache_seconds, cache, EXPOSED_HEADERS, settings.cache_bytes // 8
    )
    embeds = ["/oembed", *(picture.embed for picture in PICTURES)]
    pages = explorer.PAGE_QUERIES | list_pages.queries(resources)
    pages |= {REPORT_PAGE: ReportQuery, REFERENCE_PAGE: ReferenceQuery}
    appended_parameters = AppendedParameters(router.routes_of, embeds, pages)

    def refuse(problem: errors.Problem) -> ASGIApp:
        return ResponseMiddleware(app.refusal(problem), settings.cache_seconds, None, EXPOSED_HEADERS)

    app.outermost = FaultBoundary(
        PublicAddress(app.front, refuse, settings.public_url, app.state.hosts, appended_parameters)
    )
