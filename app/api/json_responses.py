"""The responses of lists and items: stored bodies with a count and a cursor, as JSON in the requested shape."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any, Generic, TypeVar

from fastapi import Request, Response
from pydantic import Field

from app.api.absence import Absence, absence_fields, dated_address
from app.api.addresses import Site
from app.api.exports import export, has_exact_days, record_file
from app.api.file_options import FileOptions, refuse_unfit_parameters
from app.api.formats import jsonld
from app.api.formats.registry import FORMATS
from app.api.list_formats import date_name, format_names, require_writable
from app.api.negotiation import JSON, preferred_type
from app.api.record_lookup import find_record, stored_id
from app.api.snapshots import snapshot_for
from app.db.snapshot import Snapshot
from app.domain.deadline import check_each
from app.domain.json_text import json_text
from app.domain.model import Model
from app.errors import Problem, invalid, invalid_parameter
from app.query.coverage import DataState, data_state
from app.query.expand import project
from app.query.groups import GroupOut, PairOut, PairSumOut, SumOut, read_groups, refuse_paging
from app.query.list_parameters import MAX_PAGE_SIZE, ListQuery, Projection, Shape, WithdrawnRecords
from app.query.list_statement import answer_state, prefers_scan, resolve_query, total_of
from app.query.near_names import near_names
from app.query.withdrawals import read_withdrawn
from app.query.withdrawn_events import read_withdrawn_events
from app.resource import Body, Resource

ItemT = TypeVar("ItemT")


class Page(Model, Generic[ItemT]):
    """One page of a list, in a total order."""

    items: list[ItemT] = Field(description="The records of this page.")
    total: int = Field(description="Records in the whole result, over all pages.", examples=[12])
    next_cursor: str | None = Field(
        description="Pass it as `cursor` for the next page; null on the last one.", examples=[None]
    )
    coverage_until: date | None = Field(
        description="Publication day of the newest document about the requested mechanisms or countries, or of all "
        "documents. The documents that we read up to that day report nothing else.",
        examples=["2026-02-03"],
    )
    absence: Absence | None = Field(
        None,
        description="Only where `total` is 0: what the empty answer rests on, so that it can be cited.",
        examples=[None],
    )


class Groups(Page[PairSumOut | PairOut | SumOut | GroupOut]):
    """The records of a list, counted by a field: all groups at once."""


class PartialPage(Page[dict[str, Any]]):
    """The records of a list with the fields of the request, or the groups of a list."""


def _array(items: Sequence[Any]) -> str:
    return f"[{','.join(map(json_text, check_each(items)))}]"


def list_or_file(request: Request, resource: Resource, query: ListQuery[Any]) -> Response:
    """The response to a list request, after a constant number of statements; or a file, if ``Accept`` prefers one."""
    formats = media_types(resource)
    # A client that accepts both equally is a JSON-LD processor: it gets JSON-LD.
    media_type = preferred_type(request.headers.get("accept", ""), (jsonld.MEDIA_TYPE, JSON, *formats))
    if media_type in formats:
        return export(request, resource, query, formats[media_type])
    group_by = getattr(query, "group_by", None)
    if media_type:
        _refuse_partial_json_ld(request, query, group_by)
    if group_by:
        return facets_response(request, resource, query, kind="; shape=groups")
    kind = "; shape=array" if query.shape is Shape.array else "; shape=partial" if query.fields else ""
    return records_response(request, resource, query, kind=kind)


def records_response(request: Request, resource: Resource, query: ListQuery[Any], *, kind: str) -> Response:
    """One page of a list as JSON, in the shape of the query. ``kind`` is the parameter of its media type."""
    with snapshot_for(request) as snapshot:
        result = read_list(snapshot, resource, query)
        suggestions = partial(near_names, snapshot, query.q)
        fields = absence_of(request, snapshot, result.state, result.total, suggestions, resource)
        if query.withdrawn is WithdrawnRecords.include:
            if query.shape is Shape.array:
                message = "a bare array has no room for them: leave shape out"
                raise invalid_parameter("withdrawn", "include", message)
            with_history = "history" in (query.include or ())
            withdrawals = read_withdrawn(snapshot, resource, query.updated_since, with_history=with_history)
            fields |= {"withdrawn": withdrawals}
    return envelope_response(
        request,
        result.items,
        result.state,
        result.total,
        result.cursor,
        query.shape,
        kind=kind,
        fields=fields,
        resource=resource,
    )


def absence_of(
    request: Request,
    snapshot: Snapshot,
    state: DataState,
    total: int,
    suggestions: Callable[[], Sequence[str]],
    dated_list: Resource | None = None,
) -> dict[str, Any]:
    """The field ``absence`` of the envelope if ``total`` is 0, and no field otherwise.

    ``suggestions`` returns the names nearest to the words of ``q``. If ``q`` has a date,
    ``dated_list`` is the list in which records of that date are looked for.
    """
    fields = {} if total else absence_fields(request, snapshot, state, suggestions)
    if fields and dated_list and (address := dated_address(request, snapshot, dated_list)):
        fields["elsewhere"] = Site(request.scope).link(address)
    return {"absence": fields} if fields else {}


@dataclass(frozen=True)
class ListResult:
    """One page of a list: its records as a JSON array, and the values of the envelope."""

    items: str
    state: DataState
    total: int
    cursor: str | None


def read_list(snapshot: Snapshot, resource: Resource, query: ListQuery[Any]) -> ListResult:
    """Read one page of a list. Raises ``Problem`` for a wrong cursor, or for an array of a longer list than a page."""
    question = resolve_query(snapshot, resource, query)
    state = answer_state(snapshot, query, question.ids)
    total = total_of(snapshot, question)
    limit = MAX_PAGE_SIZE if query.is_whole_list else query.limit
    if query.is_whole_list and total > MAX_PAGE_SIZE:
        message = (
            f"the list has {total:,} records, and an array at most {MAX_PAGE_SIZE:,}: narrow it, ask for pages by "
            "limit and cursor, or add .ndjson to the path for the whole list"
        )
        raise invalid_parameter("limit", None, message, [str(MAX_PAGE_SIZE)])
    scan = prefers_scan(snapshot, question, limit)
    rows = question.fetch(snapshot, limit + 1, question.start(), scan=scan)
    page_rows = rows[:limit]
    items = project(snapshot, resource, {row[0]: row[2] for row in page_rows}, query)
    cursor = question.cursor(page_rows[-1][1], page_rows[-1][0]) if len(rows) > limit else None
    return ListResult(f"[{','.join(items)}]", state, total, cursor)


def facets_response(request: Request, resource: Resource, query: ListQuery[Any], *, kind: str = "") -> Response:
    """The groups of a list as JSON. ``kind`` is the parameter of its media type."""
    name: str = getattr(query, "group_by")  # noqa: B009 - not every list has it
    refuse_paging(query, request.query_params)  # before an order by relevance asks for q
    with snapshot_for(request) as snapshot:
        question = resolve_query(snapshot, resource, query)
        state = answer_state(snapshot, query, question.ids)
        items = read_groups(snapshot, question, name, Site(request.scope).url)
        suggestions = partial(near_names, snapshot, query.q)
        fields = absence_of(request, snapshot, state, len(items), suggestions, resource)
    array = _array(items)
    kind = "; shape=array" if kind and query.shape is Shape.array else kind
    return envelope_response(request, array, state, len(items), None, query.shape, kind=kind, fields=fields)


@cache
def media_types(resource: Resource) -> dict[str, str]:
    """The names of the formats of a list, by media type."""
    return {FORMATS[name].media_type: name for name in format_names(resource)}


def _refuse_partial_json_ld(request: Request, query: Projection[Any], group_by: str | None = None) -> None:
    """Raise ``Problem`` for parameters that choose parts of records: JSON-LD describes whole records."""
    parts = {
        "fields": query.fields,
        "include": query.include,
        "group_by": group_by,
        "shape": isinstance(query, ListQuery) and query.shape is not Shape.page,
        "withdrawn": isinstance(query, ListQuery) and query.withdrawn is WithdrawnRecords.include,
    }
    message = "it cannot be used with JSON-LD: ask for JSON"
    errors = [invalid(name, request.query_params.get(name), message) for name, value in parts.items() if value]
    if errors:
        raise Problem("invalid-parameter", errors)


def _prefers_json_ld(request: Request) -> bool:
    return preferred_type(request.headers.get("accept", ""), (jsonld.MEDIA_TYPE, JSON)) is not None


def _respond(
    request: Request,
    state: DataState,
    body: str,
    headers: Mapping[str, str],
    media_type: str = JSON,
    resource: Resource | None = None,
) -> Response:
    """A response with the body. Records of a ``resource`` become JSON-LD if the client prefers that."""
    all_headers = {"Vary": "Accept", **headers, **state.headers}
    if resource and _prefers_json_ld(request):
        json_ld = jsonld.document(resource, json.loads(body), Site(request.scope).base)
        body, media_type = json_text(json_ld), jsonld.MEDIA_TYPE
    else:
        body = Site(request.scope).json(body)
    return Response(body, headers=all_headers, media_type=media_type)


def list_response(
    request: Request,
    items: Sequence[Any],
    state: DataState,
    *,
    total: int | None = None,
    cursor: str | None = None,
    shape: Shape = Shape.page,
    kind: str = "",
    **fields: Any,
) -> Response:
    """A response in the envelope of all lists, with further ``fields``. Without a ``total``, ``items`` is the whole.

    ``kind`` is the parameter of its media type.
    """
    count = len(items) if total is None else total
    kind = "; shape=array" if shape is Shape.array else kind
    array = _array(items)
    return envelope_response(request, array, state, count, cursor, shape, kind=kind, fields=fields)


def object_response(request: Request, record: Mapping[str, Any], state: DataState) -> Response:
    """A response with one object that is not a record of a resource."""
    return _respond(request, state, json_text(record), {})


def envelope_response(
    request: Request,
    items: str,
    state: DataState,
    total: int,
    cursor: str | None,
    shape: Shape = Shape.page,
    *,
    kind: str = "",
    fields: Mapping[str, Any] | None = None,
    resource: Resource | None = None,
) -> Response:
    """A page of a list: its items, of which ``items`` is the JSON array, total, cursor and further ``fields``. With
    ``Shape.array``, the array alone."""
    headers = _paging(request, total, cursor)
    if shape is Shape.array:
        return _respond(request, state, items, headers, JSON + kind)
    further = {"total": total, "next_cursor": cursor, "coverage_until": state.until, **(fields or {})}
    body = f'{{"items":{items},{json_text(further)[1:]}'
    return _respond(request, state, body, headers, JSON + kind, resource)


def _paging(request: Request, total: int, cursor: str | None) -> dict[str, str]:
    """The headers for the pages of a list: links to the first and next one (RFC 8288), and the total."""
    site = Site(request.scope)
    path = site.link(site.path)
    first = "&".join(pair for pair in site.query[1:].split("&") if pair and not pair.startswith("cursor="))
    links = [f'<{path}{first and "?"}{first}>; rel="first"']
    if cursor:
        links.append(f'<{path}?{first}{first and "&"}cursor={cursor}>; rel="next"')
    return {"Link": ", ".join(links), "X-Total-Count": str(total)}


def item_response(request: Request, resource: Resource, spelling: str, query: Projection[Any]) -> Response:
    """The response to an item request: the stored body, with the fields and includes of the query."""
    if _prefers_json_ld(request):
        _refuse_partial_json_ld(request, query)
    with snapshot_for(request) as snapshot:
        record_id, body = find_record(snapshot, resource.model, spelling)
        bodies = project(snapshot, resource, {record_id: body}, query)
        state = data_state(snapshot)
    kind = "; shape=partial" if query.fields else ""
    return _respond(request, state, bodies[0], {}, JSON + kind, resource)


def item_file(
    request: Request, resource: Resource, spelling: str, query: Projection[Any], name: str, options: FileOptions
) -> Response:
    """The response to a request for a record as a file, in a format that its list has."""
    require_writable(name)
    refuse_unfit_parameters(request.query_params, query, options, name)
    if FORMATS[name].cites:
        query = query.model_copy(update={"include": ["documents"]})
    with snapshot_for(request) as snapshot:
        try:
            record_id, body = find_record(snapshot, resource.model, spelling)
        except Problem as problem:
            record_id, record = _withdrawn_event(snapshot, resource, spelling, name, options, problem)
        else:
            (body,) = project(snapshot, resource, {record_id: body}, query)
            record = json.loads(body)
        state = data_state(snapshot)
    if name == "json":
        return _respond(request, state, body, {}, JSON + ("; shape=partial" if query.fields else ""))
    return record_file(request, resource, record_id, record, state, name, options, query.fields)


def _withdrawn_event(
    snapshot: Snapshot, resource: Resource, spelling: str, name: str, options: FileOptions, problem: Problem
) -> tuple[str, Body]:
    """Id and last form of a withdrawn record in the calendar or feed of that record alone. It is there for a year, as
    in those of its list, so that subscribers see that it was withdrawn. Otherwise raises the ``problem``."""
    date_field = date_name(resource)
    if problem.kind == "withdrawn" and FORMATS[name].needs_date and date_field is not None:
        key = stored_id(resource.model, spelling)
        for record in read_withdrawn_events(snapshot, resource, {}, data_state(snapshot), date_field, key):
            is_shown = has_exact_days(resource, record) or (options.vague and record[f"{date_field}_start"])
            if is_shown or name != "ics":
                return key, record
    raise problem


def item_file_as_accepted(
    request: Request, resource: Resource, spelling: str, query: Projection[Any], other_types: Sequence[str]
) -> Response | None:
    """A record as a file, if ``Accept`` prefers a format of its list to JSON and ``other_types``; otherwise None."""
    formats = media_types(resource)
    name = formats.get(
        preferred_type(request.headers.get("accept", ""), (jsonld.MEDIA_TYPE, JSON, *other_types, *formats)) or JSON
    )
    if name in (None, "json"):
        return None
    response = item_file(request, resource, spelling, query, name, FileOptions())
    response.headers["Vary"] = "Accept"
    return response
