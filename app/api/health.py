"""The service's own routes: ``/livez``, ``/readyz``, ``/openapi.json`` and ``/openapi.yaml``."""

from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field
from sqlalchemy import Connection, exists, select
from starlette.datastructures import State

from app.api.addresses import Site
from app.api.answer_threads import ALL_BUSY
from app.api.documentation import describe_problem
from app.api.shared_call import SharedCall
from app.db import migrate
from app.db.failures import SILENT
from app.db.revision import NEWEST_PUBLICATION
from app.db.tables.publication import Publication
from app.domain.model import Model
from app.domain.moments import moment_text
from app.errors import Problem, unavailable
from app.resource import fingerprint

READY_WITHIN = 1.5
"""Seconds within which ``/readyz`` answers, whatever the database does."""

router = APIRouter(tags=["service"])


class Health(Model):
    """The answer of a process that runs."""

    status: Literal["ok"] = Field(description="Always `ok`.", examples=["ok"])


class Readiness(Health):
    """The state of the data with which the service can answer."""

    revision: int = Field(
        description="Revision of the data: its time of publication. It grows when a record changes.",
        examples=[20261122090000],
    )
    published_at: str = Field(description="When that revision was published.", examples=["2026-11-22T09:00:00Z"])


@router.get(
    "/livez",
    response_model=Health,
    responses={414: describe_problem("address-too-long")},
    operation_id="getLiveness",
    summary="Liveness",
)
async def livez() -> Response:
    """Whether the process runs. It does not query the database."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get(
    "/readyz",
    response_model=Readiness,
    responses={414: describe_problem("address-too-long"), 503: describe_problem("unavailable")},
    operation_id="getReadiness",
    summary="Readiness",
)
async def readyz(request: Request) -> Response:
    """Whether the service can answer: the database is reachable, has every table and column that this version reads,
    and has data published in the form of this version. A newer version may have migrated it."""
    try:
        ready: Readiness = await request.app.state.readiness.answer(READY_WITHIN)
    except TimeoutError:
        raise unavailable(SILENT) from None
    return JSONResponse(ready.model_dump(), headers={"Cache-Control": "no-store"})


def readiness(state: State) -> Readiness:
    """The answer of ``/readyz``. Raises ``Problem``, or the database's error."""
    with state.engine.connect() as connection:
        _check_schema(state, connection)
        newest = connection.execute(NEWEST_PUBLICATION).first()
        shape = fingerprint(state.resources)
        is_published = connection.scalar(select(exists().where(Publication.fingerprint == shape)))
    if newest is None:
        raise Problem("unavailable", detail="no data is loaded: run communique load")
    if not is_published:
        raise Problem("unavailable", detail="the data was published by another version: run communique migrate")
    at = moment_text(newest.published_at)
    return Readiness(status="ok", revision=newest.revision, published_at=at)


def _check_schema(state: State, connection: Connection) -> None:
    """Raise ``Problem`` if the database lacks a table or column that this version reads.

    A newer schema is unknown to this version: its columns are compared, once.
    """
    schema = migrate.schema_version(connection)
    if reason := migrate.why_foreign(connection, schema) or migrate.why_outdated(schema):
        raise Problem("unavailable", detail=reason)
    if migrate.is_newer(schema) and schema != state.readable_schema:
        columns = migrate.absent_columns(connection)
        if columns:
            detail = f"the database is of a newer version, which this one cannot read: it has no {columns[0]}"
            raise Problem("unavailable", detail=detail)
        state.readable_schema = schema


async def _openapi_part(request: Request, part: SharedCall[Any]) -> Any:
    """The part of the OpenAPI document that ``part`` makes when it is first asked, in one thread."""
    try:
        return await part.answer(request.app.state.thread_timeout)
    except TimeoutError:
        raise unavailable(ALL_BUSY) from None


def _servers(request: Request, document: dict[str, Any]) -> list[dict[str, Any]]:
    """The servers of the document; as in FastAPI, the prefix before them, if there is one."""
    root = Site(request.scope).root
    return [*([{"url": root}] if root and request.app.root_path_in_servers else []), *document["servers"]]


@router.get("/openapi.json", include_in_schema=False)
async def openapi_json(request: Request) -> Response:
    """The OpenAPI document."""
    document = request.app.openapi_schema or await _openapi_part(request, request.app.state.openapi)
    return JSONResponse({**document, "servers": _servers(request, document)})


@router.get("/openapi.yaml", include_in_schema=False)
async def openapi_yaml(request: Request) -> Response:
    """The same document in YAML. What depends on the request comes last."""
    from app.domain.yaml_text import yaml_text

    state = request.app.state
    text = state.openapi_text or await _openapi_part(request, state.openapi_yaml)
    servers = yaml_text({"servers": _servers(request, request.app.openapi_schema)})
    return Response(text + servers, media_type="application/yaml")
