"""The answers of lists and items: stored bodies, a count and a cursor, as JSON in the shape that was asked for."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Select, Text, bindparam, select, true

from app.api.addresses import Site
from app.api.exports import export, offered
from app.api.formats import jsonld
from app.api.formats.registry import FORMATS
from app.api.negotiation import JSON, preferred
from app.api.snapshots import snapshot_for
from app.db.names import matches, suggest
from app.db.records import Record, Withdrawal
from app.db.revision import NEWEST
from app.db.snapshot import Snapshot
from app.db.tables import Country
from app.domain.text import nearest
from app.domain.titles import title_of
from app.errors import Problem, invalid
from app.query.coverage import DataState, data_state
from app.query.expand import project
from app.query.facets import GroupOut, groups, refuse_paging
from app.query.list_query import PAGE, ListQuery, Projection, Shape
from app.query.plan import prefers_scan, resolve_query, total_of
from app.resource import Resource

ItemT = TypeVar("ItemT")


class Page(BaseModel, Generic[ItemT]):
    """One page of a list, in a total order."""

    items: list[ItemT] = Field(description="The records of this page.")
    total: int = Field(description="Records in the whole result, over all pages.", examples=[12])
    next_cursor: str | None = Field(
        description="Pass it as `cursor` for the next page; null on the last one.", examples=[None]
    )
    coverage_until: date | None = Field(
        description="Publication of the newest document that bears on the mechanisms or countries asked for, or of "
        "all: what is not here had not been reported in the documents read up to then.",
        examples=["2026-02-03"],
    )


class Groups(Page[GroupOut]):
    """The records of a list, counted by a value that they have in common: all groups."""


def _dump(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def page(request: Request, resource: Resource, query: ListQuery[Any]) -> Response:
    """Answer a list request in a constant number of statements; in another format where ``Accept`` names one."""
    media_types = _media_types(resource)
    # JSON-LD is JSON too: a client that takes either equally, as JSON-LD processors do, is served best by it.
    wanted = preferred(request.headers.get("accept", ""), (jsonld.MEDIA_TYPE, JSON, *media_types))
    if wanted in media_types:
        return export(request, resource, query, media_types[wanted])
    grouped = getattr(query, "group_by", None)
    if wanted:
        _refuse_linked(request, query, grouped)
    if grouped:
        return _grouped(request, resource, query, grouped)
    with snapshot_for(request) as snapshot:
        found = read_list(snapshot, resource, query)
    kind = "; shape=partial" if query.fields else ""
    return _sent(
        request, found.items, found.state, found.total, found.cursor, query.shape, kind=kind, resource=resource
    )


@dataclass(frozen=True)
class ListResult:
    """One page of a list: its records as a JSON array, and what the envelope says of it."""

    items: str
    state: DataState
    total: int
    cursor: str | None


def read_list(snapshot: Snapshot, resource: Resource, query: ListQuery[Any]) -> ListResult:
    """Read the page of a list that a query asks for."""
    selection = resolve_query(snapshot, resource, query)
    state = data_state(snapshot, selection.named("mechanism"), selection.named("country"))
    total = total_of(snapshot, selection)
    limit = PAGE if query.whole_list else query.limit
    if query.whole_list and total > PAGE:
        message = (
            f"the list has {total:,} records, and an array at most {PAGE:,}: narrow it, ask for pages by limit and "
        )
        message += f"cursor, or take the whole as {resource.path}.ndjson"
        raise Problem("invalid-parameter", [invalid("limit", None, message, [str(PAGE)])])
    scan = prefers_scan(snapshot, selection, limit)
    rows = selection.fetch(snapshot, limit + 1, selection.start(), scan=scan)
    kept = rows[:limit]
    items = project(snapshot, resource, {row[0]: row[2] for row in kept}, query)
    cursor = selection.cursor(kept[-1][1], kept[-1][0]) if len(rows) > limit else None
    return ListResult(f"[{','.join(items)}]", state, total, cursor)


def _grouped(request: Request, resource: Resource, query: ListQuery[Any], name: str) -> Response:
    with snapshot_for(request) as snapshot:
        selection = resolve_query(snapshot, resource, query)
        state = data_state(snapshot, selection.named("mechanism"), selection.named("country"))
        refuse_paging(query, request.query_params)
        items = [_dump(one) for one in groups(snapshot, selection, name, Site(request.scope).url)]
    joined = f"[{','.join(items)}]"
    return _sent(request, joined, state, len(items), None, query.shape, kind="; shape=groups", resource=resource)


@cache
def _media_types(resource: Resource) -> dict[str, str]:
    """The formats of a list, by media type."""
    return {FORMATS[name].media_type: name for name in offered(resource)}


def _refuse_linked(request: Request, query: Projection[Any], grouped: str | None = None) -> None:
    """JSON-LD describes whole records."""
    given = {
        "fields": query.fields,
        "group_by": grouped,
        "shape": isinstance(query, ListQuery) and query.shape is not Shape.page,
    }
    message = "it does not go with JSON-LD: ask for JSON"
    wrong = [invalid(name, request.query_params.get(name), message) for name, on in given.items() if on]
    if wrong:
        raise Problem("invalid-parameter", wrong)


def _linked(request: Request) -> bool:
    return preferred(request.headers.get("accept", ""), (jsonld.MEDIA_TYPE, JSON)) is not None


def _answer(
    request: Request,
    state: DataState,
    body: str,
    headers: Mapping[str, str],
    media_type: str = JSON,
    resource: Resource | None = None,
) -> Response:
    """The body, or of a resource's records the JSON-LD that says the same to a client that asks for it."""
    varied = {"Vary": "Accept", **headers, **state.headers}
    if resource and _linked(request):
        linked = jsonld.document(resource, json.loads(body), Site(request.scope).base)
        body, media_type = _dump(linked), jsonld.MEDIA_TYPE
    else:
        body = Site(request.scope).json(body)
    return Response(body, headers=varied, media_type=media_type)


def listed(
    request: Request,
    items: Sequence[Any],
    state: DataState,
    *,
    total: int | None = None,
    cursor: str | None = None,
    shape: Shape = Shape.page,
    **more: Any,
) -> Response:
    """Answer in the envelope of all lists, with ``more`` in it; without a total the items are all there are."""
    count = len(items) if total is None else total
    return _sent(request, _dump(items), state, count, cursor, shape, more=more)


def _sent(
    request: Request,
    items: str,
    state: DataState,
    total: int,
    cursor: str | None,
    shape: Shape,
    *,
    kind: str = "",
    more: Mapping[str, Any] | None = None,
    resource: Resource | None = None,
) -> Response:
    headers = _paging(request, total, cursor)
    if shape is Shape.array:
        return _answer(request, state, items, headers, f"{JSON}; shape=array")
    until = json.dumps(state.until and state.until.isoformat())
    body = f'{{"items":{items},"total":{total},"next_cursor":{json.dumps(cursor)},"coverage_until":{until}}}'
    return _answer(request, state, f"{body[:-1]},{_dump(more)[1:]}" if more else body, headers, JSON + kind, resource)


def _paging(request: Request, total: int, cursor: str | None) -> dict[str, str]:
    """The headers that lead through a list (RFC 8288), with the other parameters as they came."""
    site = Site(request.scope)
    path = site.link(site.path)
    first = "&".join(one for one in site.query[1:].split("&") if one and not one.startswith("cursor="))
    links = [f'<{path}{first and "?"}{first}>; rel="first"']
    if cursor:
        links.append(f'<{path}?{first}{first and "&"}cursor={cursor}>; rel="next"')
    return {"Link": ", ".join(links), "X-Total-Count": str(total)}


def find(snapshot: Snapshot, model: type[Record], spelling: str) -> tuple[str, str]:
    """Id and body of the record of that id in any case, or of the only one of that name.

    Raises ``Problem``: 300 where several have the name, 404 or 410 where none has.
    """
    key = spelling.upper() if model is Country else spelling.lower()
    row = None if "\0" in key else snapshot.fetch_with_revision(_by_id(model), {"id": key})
    return (key, str(row.body)) if row else _by_name(snapshot, model, spelling, key)


@cache
def _by_id(model: type[Record]) -> Select[Any]:
    """The body of a record, and the newest revision."""
    now = NEWEST.subquery()
    rows = select(model.body, now.c.revision, now.c.published_at).join(now, true())
    return rows.where(model.id == bindparam("id", type_=Text()))


def item(request: Request, resource: Resource, spelling: str, query: Projection[Any]) -> Response:
    """Answer an item request: one stored body, with what the query adds to it."""
    if _linked(request):
        _refuse_linked(request, query)
    with snapshot_for(request) as snapshot:
        record_id, body = find(snapshot, resource.model, spelling)
        bodies = project(snapshot, resource, {record_id: body}, query)
        state = data_state(snapshot)
    kind = "; shape=partial" if query.fields else ""
    return _answer(request, state, bodies[0], {}, JSON + kind, resource)


CANDIDATES = 20
"""Records that an answer of 300 names."""


def _several(snapshot: Snapshot, model: type[Record], spelling: str, ids: Sequence[str]) -> Problem:
    """The answer to a name that several records have: it lists them."""
    bodies = snapshot.scalars(select(model.body).where(model.id.in_(ids[:CANDIDATES])).order_by(model.id))
    records = [json.loads(str(body)) for body in bodies]
    called = "; ".join(f"{record['id']}, {title_of(record)}" for record in records)
    message = f"{len(ids)} records are called {spelling!r}, ask for one by its id: {called}"
    choices = [record["id"] for record in records]
    links = ", ".join(f'<{record["url"]}>; rel="alternate"' for record in records)
    error = invalid("id", spelling, message, choices)
    return Problem("multiple-choices", [error], f"{error.parameter}: {message}.", {"Link": links})


def _by_name(snapshot: Snapshot, model: type[Record], spelling: str, key: str) -> tuple[str, str]:
    found = matches(snapshot, [(model.kind, spelling)])[model.kind, spelling]
    if len(found) == 1:
        body = snapshot.scalar(select(model.body).where(model.id == found[0]))
        if body:
            return found[0], body
    if found:
        raise _several(snapshot, model, spelling, found)
    key = key.replace("\0", "")
    gone = select(Withdrawal.withdrawn_at).where(Withdrawal.kind == model.kind, Withdrawal.id == key)
    withdrawn_at = snapshot.scalar(gone)
    if withdrawn_at:
        detail = f"{model.kind} {key} was withdrawn on {withdrawn_at:%Y-%m-%d}"
        raise Problem("withdrawn", detail=detail)
    behind = snapshot.scalars(select(model.id).where(model.id >= key).order_by(model.id).limit(500))
    before = snapshot.scalars(select(model.id).where(model.id < key).order_by(model.id.desc()).limit(500))
    near = nearest(key, [*behind, *before]) or suggest(snapshot, model.kind, spelling)
    raise Problem("not-found", [invalid("id", spelling, f"no {model.kind} has that id", near)])
