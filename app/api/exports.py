"""Whole lists, and single records, as files and feeds: `/meetings.csv`, `/meetings/jspg-kz-tr-8.ics`."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from sqlalchemy import false, func, or_, select

from app import __version__
from app.api.addresses import Site
from app.api.export_response import ExportResponse
from app.api.file_options import FileOptions, refuse_unfit_parameters
from app.api.formats.columns import Batches, columns
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS
from app.api.formats.xlsx import EXCEL_ROWS
from app.api.list_formats import date_name, day_lengths, download_name, require_writable
from app.api.middleware.conditions import not_modified
from app.api.snapshots import snapshot_for
from app.api.spool_file import Check, PreparedFile
from app.db.retry import with_retry
from app.db.snapshot import Snapshot
from app.domain.edtf import Precision
from app.errors import Problem, invalid_parameter
from app.query.coverage import DataState
from app.query.expand import project
from app.query.groups import group_model, read_groups, refuse_paging
from app.query.list_parameters import ListQuery, Shape
from app.query.list_statement import ResolvedQuery, answer_state, prefers_scan, resolve_query, total_of
from app.query.parameter_types import Selection, Truth
from app.query.withdrawn_events import read_withdrawn_events
from app.resource import Resource

EXPORT_BATCH = 500
"""Records that are read at a time. This bounds the memory, whatever the length of the list."""


def list_bodies(snapshot: Snapshot, question: ResolvedQuery, *, scan: bool) -> Batches:
    """The bodies of all records in order, in batches. All are of the same revision."""

    def batch(size: int) -> tuple[list[Any], list[str]]:
        snapshot.hold()
        rows = question.fetch(snapshot, size, after, scan=scan)
        return rows, project(snapshot, question.resource, {row[0]: row[2] for row in rows}, query)

    query = question.query
    quota = query.limit if "limit" in query.model_fields_set else None
    after = question.start()
    while quota is None or quota > 0:
        size = EXPORT_BATCH if quota is None else min(EXPORT_BATCH, quota)
        # After a failure another server may continue, if it has the same revision.
        rows, bodies = with_retry(partial(batch, size), before_retry=snapshot.close)
        if rows:
            yield bodies
            after = (rows[-1][1], rows[-1][0])
        if len(rows) < size:
            return
        quota = None if quota is None else quota - size


def _count_without_day(snapshot: Snapshot, question: ResolvedQuery, date_field: str, *, vague: bool) -> int:
    """How many of the records a calendar leaves out: their date is a month or a year, or there is none. A ``vague``
    calendar leaves out only those without a first day."""
    model = question.resource.model
    date = getattr(model, date_field)
    precision = getattr(model, f"{date_field}_precision")
    without_day = or_(date.is_(None), precision == Precision.before)
    if not vague:
        without_day = or_(without_day, func.length(date).not_in(day_lengths(question.resource)))
    records = question.matching_ids.where(without_day)
    start, order = question.start(), question.order
    if "limit" in question.query.model_fields_set:
        records = records.where(model.id.in_([row[0] for row in question.fetch(snapshot, question.query.limit, start)]))
    elif start:
        records = records.join(*order.through) if order.through else records
        records = records.where(or_(order.after(*start), order.unknown if start[0] is not None else false()))
    return snapshot.scalar(select(func.count()).select_from(records.subquery())) or 0


def export(
    request: Request,
    resource: Resource,
    query: ListQuery[Any],
    name: str,
    options: FileOptions | None = None,
    *,
    title: str | None = None,
    page: str | None = None,
) -> Response:
    """The response with the whole list in a format, or with at most ``limit`` records.

    ``title`` is the name of a calendar or feed; without one it is made of the path and the parameters. ``page`` is the
    path of the page with the same list, if it is not that of the resource with the parameters of the request.
    """
    require_writable(name)
    options = options or FileOptions()
    refuse_unfit_parameters(request.query_params, query, options, name)
    if FORMATS[name].cites:
        query = query.model_copy(update={"include": ["documents"]})
    names = {"title": title, "page": page or _list_page(request, resource, query)}
    return ExportResponse(name, lambda check: _prepare_list(request, resource, query, name, options, names, check))


def _list_page(request: Request, resource: Resource, query: ListQuery[Any]) -> str | None:
    """Path and query of the page with the records of a list, or None if there is no such page."""
    filters = type(query).filters_by_name().keys() | {"date", "date_from", "date_to", "date_match"}
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name in filters]
    return resource.list_html_url and resource.list_html_url + (f"?{urlencode(pairs)}" if pairs else "")


def _prepare_list(
    request: Request,
    resource: Resource,
    query: ListQuery[Any],
    name: str,
    options: FileOptions,
    names: Mapping[str, str | None],
    check: Check,
) -> PreparedFile:
    """The file of a list. Its snapshot stays open until the file is written."""
    snapshot = snapshot_for(request)
    try:
        snapshot.hold()
        if getattr(query, "group_by", None):
            refuse_paging(query, request.query_params)  # before an order by relevance asks for q
        question = resolve_query(snapshot, resource, query)
        question.start()  # raises for a wrong cursor, before the response begins
        state = answer_state(snapshot, query, question.ids)
        total = total_of(snapshot, question)
        if name == "xlsx" and total > EXCEL_ROWS:
            raise _too_long_for_excel(total)
        content, total = _list_export(request, snapshot, question, name, options, state, total)
        site = Site(request.scope)
        suffix = "" if site.path.endswith(f".{name}") else f".{name}"  # the client may have sent ``Accept`` instead
        address = site.base + site.path + suffix + site.query
        content = replace(
            content,
            batches=_with_check(content.batches, check),
            title=names["title"] or content.title,
            address=address,
            page=names["page"] and site.base + names["page"],
        )
    except BaseException:
        snapshot.close()
        raise
    return prepare_file(request, content, name, state, None if options.rows else total, snapshot.close)


def has_exact_days(resource: Resource, record: Mapping[str, Any]) -> bool:
    """Whether a calendar can have a record: it has a date that names its days."""
    name = date_name(resource)
    return name is not None and record[f"{name}_start"] is not None and len(record[name]) in day_lengths(resource)


def record_file(
    request: Request,
    resource: Resource,
    record_id: str,
    record: Mapping[str, Any],
    state: DataState,
    name: str,
    options: FileOptions,
    fields: Sequence[str] | None,
) -> Response:
    """A record alone, as a file in a format that its list has. Raises ``Problem`` for a calendar without a day."""
    form, site = FORMATS[name], Site(request.scope)
    date_field = date_name(resource) or "date"
    if name == "ics" and not has_exact_days(resource, record):
        _require_vague_day(record[date_field], record[f"{date_field}_start"], vague=options.vague)
    body = json.dumps(record, ensure_ascii=False)
    batches: Batches = iter([[body if form.needs_date else site.json(body)]])
    content = _export(
        request,
        resource,
        state,
        options,
        batches=_item_rows(batches, options.rows, None) if options.rows else batches,
        columns=columns(resource.out, fields, rows=options.rows),
        title=record_id if fields else resource.title(record),
        page=record.get("html_url") and site.base + record["html_url"],
    )
    disposition = {"Content-Disposition": f'attachment; filename="{download_name(record_id, (), name)}"'}
    headers = {**state.headers, **disposition}
    return Response(b"".join(form.write(content)), headers=headers, media_type=form.media_type)


def _export(request: Request, resource: Resource, state: DataState, options: FileOptions, **fields: Any) -> Export:
    """The content of a file. Lists and records share what is set here; ``fields`` are the other ones of ``Export``."""
    site = Site(request.scope)
    return Export(
        base=site.base,
        address=site.address,
        updated_at=state.updated_at,
        date_field=date_name(resource) or "date",
        days=day_lengths(resource),
        title_of=resource.title,
        vague=options.vague,
        separator=options.separator,
        join=options.join,
        bom=options.bom,
        revision=state.revision,
        **fields,
    )


def _require_vague_day(date: str | None, start: str | None, *, vague: bool) -> None:
    """Raise ``Problem`` unless a calendar can have a record without an exact day."""
    if start is None:
        message = "no document states its first day"
        raise invalid_parameter("format", "ics", message, ["json", "csv"])
    if not vague:
        message = f"no document states its day, only {date}: add vague=include for an event over all possible days"
        raise invalid_parameter("format", "ics", message)


def _with_check(batches: Batches, check: Check) -> Batches:
    """The batches; ``check`` is called with the bytes read so far, and raises when no request reads the file."""
    size = 0
    for batch in batches:
        size += sum(map(len, batch))
        check(size)
        yield batch


def _item_rows(batches: Batches, field: str, limit: int | None) -> Batches:
    """A copy of the record for each item of a field, with that item alone. Raises ``Problem`` beyond ``limit`` rows."""
    count = 0
    for batch in batches:
        rows = [
            json.dumps(record | {field: [item]}, ensure_ascii=False)
            for record in map(json.loads, batch)
            for item in record[field]
        ]
        count += len(rows)
        if limit is not None and count > limit:
            raise _too_long_for_excel(f"more than {limit:,}")
        yield rows


def _too_long_for_excel(rows: object) -> Problem:
    message = f"a sheet of Excel has {EXCEL_ROWS} rows and the list {rows}: narrow it, or ask for csv"
    return invalid_parameter("format", "xlsx", message)


def prepare_file(
    request: Request, content: Export, name: str, state: DataState, total: int | None, close: Callable[[], None]
) -> PreparedFile:
    """The pieces of a file and its headers; no pieces if the client's copy is still good. ``total`` is the number of
    its rows, if that is known."""
    form = FORMATS[name]
    site = Site(request.scope)
    if not form.needs_date:  # a dated format has absolute addresses
        content = replace(content, batches=([site.json(body) for body in batch] for batch in content.batches))
    identity = "\n".join([site.address, name, __version__, str(state.revision), str(state.published_at)])
    tag = f'"{blake2b(identity.encode(), digest_size=12).hexdigest()}"'
    filename = download_name(site.path, request.query_params.multi_items(), name)
    headers = {
        "ETag": tag,
        "Vary": "Accept",
        **({} if total is None else {"X-Total-Count": str(total)}),
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'inline; filename="{filename}"',
        **state.headers,
    }
    is_unchanged = not_modified(request.headers, headers)
    return PreparedFile(
        tag,
        headers,
        form.media_type,
        None if is_unchanged else form.write(content),
        close,
        needs_all_records=form.needs_all_records,
    )


def _list_export(
    request: Request,
    snapshot: Snapshot,
    question: ResolvedQuery,
    name: str,
    options: FileOptions,
    state: DataState,
    total: int,
) -> tuple[Export, int]:
    """The content of a list's file, and its number of records or groups."""
    resource, query = question.resource, question.query
    form = FORMATS[name]
    group_by = getattr(query, "group_by", None)
    scan = prefers_scan(snapshot, question, EXPORT_BATCH)
    batches, flat = list_bodies(snapshot, question, scan=scan), columns(resource.out, query.fields, rows=options.rows)
    if group_by:
        counts = read_groups(snapshot, question, group_by, Site(request.scope).url)
        batches, flat, total = (
            iter([[json.dumps(group) for group in counts]]),
            columns(group_model(query)),
            len(counts),
        )
    elif options.rows:
        batches = _item_rows(batches, options.rows, EXCEL_ROWS if name == "xlsx" else None)
    date_field = date_name(resource) or "date"
    if form.needs_date and query.cursor is None:
        batches = chain(_withdrawn_records(snapshot, question, state, date_field), batches)
    content = _export(
        request,
        resource,
        state,
        options,
        batches=batches,
        columns=flat,
        title=_title(question),
        left_out=_count_without_day(snapshot, question, date_field, vague=options.vague) if form.needs_date else 0,
        total=total,
        next_cursor=_next_cursor(snapshot, question) if name == "json" and not group_by else None,
        until=state.until,
        is_array=query.shape is Shape.array,
    )
    return content, total


def _withdrawn_records(snapshot: Snapshot, question: ResolvedQuery, state: DataState, date_field: str) -> Batches:
    """The withdrawn records that a calendar or feed still has."""
    resource, criteria = question.resource, question.query.criteria(question.ids)
    records = read_withdrawn_events(snapshot, resource, criteria, state, date_field)
    return iter([[json.dumps(record, ensure_ascii=False) for record in records]] if records else [])


def _next_cursor(snapshot: Snapshot, question: ResolvedQuery) -> str | None:
    """The cursor behind the last record of a file that ``limit`` cuts."""
    if "limit" not in question.query.model_fields_set:
        return None
    limit = question.query.limit
    rows = question.fetch(snapshot, limit + 1, question.start())
    return question.cursor(rows[limit - 1][1], rows[limit - 1][0]) if len(rows) > limit else None


def _title(question: ResolvedQuery) -> str:
    """The name of a calendar or feed: the list, and the values of its filters."""
    query = question.query
    names = [name for name in type(query).filters_by_name() if name in query.model_fields_set]
    values = [words for name in names for words in _words(name, getattr(query, name))]
    title = question.resource.path.strip("/").replace("-", " ").capitalize()
    return f"{title}: {', '.join(values)}" if values else title


def _words(name: str, value: Any) -> Iterator[str]:
    """The values of a filter in words: "Ankara", "not Ankara", "no city"."""
    if isinstance(value, Selection):
        yield from map(str, value.choices)
        yield from [f"no {name}"] if value.absent else []
        yield from (f"not {exclusion}" for exclusion in value.exclusions)
        yield from [f"any {name}"] if value.present else []
    elif isinstance(value, list):
        yield from map(str, value)
    elif isinstance(value, Truth):
        yield name if value is Truth.true else f"not {name}"
