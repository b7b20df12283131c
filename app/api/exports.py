"""Whole lists as files and feeds, such as ``/meetings.csv``."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from typing import Any

from fastapi import Request, Response
from sqlalchemy import false, func, or_, select

from app import __version__
from app.api.addresses import Site
from app.api.export_response import ExportResponse
from app.api.formats.columns import Batches, columns
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS, Format
from app.api.formats.xlsx import EXCEL_ROWS
from app.api.middleware.responses import not_modified
from app.api.snapshots import snapshot_for
from app.api.spool import Check, PreparedFile
from app.db.records import Evidence
from app.db.retry import with_retry
from app.db.snapshot import Snapshot
from app.db.tables import Meeting, TimelineEntry
from app.domain.edtf import Precision
from app.errors import Problem, invalid
from app.query.coverage import DataState, data_state
from app.query.expand import project
from app.query.groups import group_model, groups, refuse_paging
from app.query.list_query import DatedQuery, ListQuery
from app.query.parameter_types import Selection, Truth
from app.query.plan import ResolvedQuery, prefers_scan, resolve_query, total_of
from app.resource import Resource

EXPORT_BATCH = 500
"""Records that are read at a time. This bounds the memory, whatever the length of the list."""


def date_name(resource: Resource) -> str | None:
    """The name of the date of a resource's records, or None if they have no date with a precision."""
    if not issubclass(resource.query, DatedQuery):
        return None
    name = resource.query.date_columns(resource.model)[0].key.removesuffix("_start")
    return name if f"{name}_precision" in resource.out.model_fields else None


def format_names(resource: Resource) -> list[str]:
    """The names of the formats of a list, which are also the suffixes of their addresses."""
    return [
        name
        for name, form in FORMATS.items()
        if not (form.dated and date_name(resource) is None)
        and not (form.placed and "coordinates" not in resource.out.model_fields)
        and not (form.cites and resource.model is not Evidence)
    ]


def openapi_content(resource: Resource) -> dict[str, Any]:
    """The formats of a list as the ``content`` of an OpenAPI response, by media type."""
    content = {}
    for name in format_names(resource):
        form = FORMATS[name]
        schema: dict[str, Any] = {"type": "string", "description": f"`.{name}`: {form.description}."}
        if form.flat:
            schema["description"] += f" Columns: {', '.join(column.name for column in columns(resource.out))}."
        if form.file:
            schema["format"] = "binary"
        content[form.media_type] = {"schema": schema}
    return content


def _refuse_misfits(parameters: Mapping[str, str], query: ListQuery[Any], name: str, form: Format) -> None:
    """Raise ``Problem`` for a parameter that has no effect on a format, rather than ignore it."""
    has_groups = getattr(query, "group_by", None) is not None
    reasons = {
        "include": query.include and name != "ndjson" and f"{name} cannot contain it: ask for ndjson",
        "fields": query.fields and form.has_own_fields and f"the contents of {name} are fixed: ask for csv or ndjson",
        "group_by": has_groups and form.has_own_fields and f"{name} has single records: ask for csv",
    }
    errors = [invalid(key, parameters.get(key), message) for key, message in reasons.items() if message]
    if errors:
        raise Problem("invalid-parameter", errors)


def require_writable(name: str) -> None:
    """Raise ``Problem`` for a format whose package is not installed."""
    form = FORMATS[name]
    if not form.installed:
        message = f"this server cannot write it: it lacks {form.needs}"
        others = [other for other, other_form in FORMATS.items() if other_form.installed]
        raise Problem("invalid-parameter", [invalid("format", name, message, others)])


def _bodies(snapshot: Snapshot, selection: ResolvedQuery, *, scan: bool) -> Batches:
    """The bodies of all records in order, in batches. All are of the same revision."""

    def batch(size: int) -> tuple[list[Any], list[str]]:
        snapshot.hold()
        rows = selection.fetch(snapshot, size, after, scan=scan)
        return rows, project(snapshot, selection.resource, {row[0]: row[2] for row in rows}, query)

    query = selection.query
    left = query.limit if "limit" in query.model_fields_set else None
    after = selection.start()
    while left is None or left > 0:
        size = EXPORT_BATCH if left is None else min(EXPORT_BATCH, left)
        # After a failure another server may continue, if it has the same revision.
        rows, bodies = with_retry(partial(batch, size), before_retry=snapshot.close)
        if rows:
            yield bodies
            after = (rows[-1][1], rows[-1][0])
        if len(rows) < size:
            return
        left = None if left is None else left - size


DAY_LENGTH, INTERVAL_LENGTH = len("2026-02-02"), len("2025-08-31/2025-09-01")


def _day_lengths(resource: Resource) -> list[int]:
    """The lengths of the dates, as text, that name the days of a record.

    A meeting lasts from the first day of an interval to its last. Anything else happened on one day of the interval,
    and which one is not known.
    """
    return [DAY_LENGTH, INTERVAL_LENGTH] if resource.model in (Meeting, TimelineEntry) else [DAY_LENGTH]


def _count_without_day(snapshot: Snapshot, selection: ResolvedQuery, when: str) -> int:
    """How many of the records name no day: their date is a month or a year, or there is none."""
    model = selection.resource.model
    date = getattr(model, when)
    precision = getattr(model, f"{when}_precision")
    vague = or_(func.length(date).not_in(_day_lengths(selection.resource)), precision == Precision.before)
    without_day = or_(date.is_(None), vague)
    records = selection.matching.where(without_day)
    start, order = selection.start(), selection.order
    if "limit" in selection.query.model_fields_set:
        records = records.where(
            model.id.in_([row[0] for row in selection.fetch(snapshot, selection.query.limit, start)])
        )
    elif start:
        records = records.join(*order.through) if order.through else records
        records = records.where(or_(order.after(*start), order.unknown if start[0] is not None else false()))
    return snapshot.scalar(select(func.count()).select_from(records.subquery())) or 0


def export(
    request: Request, resource: Resource, query: ListQuery[Any], name: str, title: str | None = None
) -> Response:
    """The response with the whole list in a format, or with at most ``limit`` records.

    ``title`` is the name of a calendar or feed; without one it is made of the path and the parameters.
    """
    require_writable(name)
    _refuse_misfits(request.query_params, query, name, FORMATS[name])
    if FORMATS[name].cites:
        query = query.model_copy(update={"include": ["documents"]})
    return ExportResponse(name, lambda check: _prepare_list(request, resource, query, name, title, check))


def _prepare_list(
    request: Request, resource: Resource, query: ListQuery[Any], name: str, title: str | None, check: Check
) -> PreparedFile:
    """The file of a list. Its snapshot stays open until the file is written."""
    snapshot = snapshot_for(request)
    try:
        snapshot.hold()
        selection = resolve_query(snapshot, resource, query)
        selection.start()  # raises for a wrong cursor, before the response begins
        state = data_state(snapshot)
        total = total_of(snapshot, selection)
        if name == "xlsx" and total > EXCEL_ROWS:
            message = f"a sheet of Excel has {EXCEL_ROWS} rows and the list {total}: narrow it, or ask for csv"
            raise Problem("invalid-parameter", [invalid("format", name, message)])
        content, total = _list_export(request, snapshot, selection, FORMATS[name], state, total)
        site = Site(request.scope)
        suffix = "" if site.path.endswith(f".{name}") else f".{name}"  # the client may have sent ``Accept`` instead
        address = site.base + site.path + suffix + site.query
        content = replace(
            content, batches=_with_check(content.batches, check), title=title or content.title, address=address
        )
    except BaseException:
        snapshot.close()
        raise
    return prepare_file(request, content, name, state, total, snapshot.close)


def has_exact_days(resource: Resource, record: Mapping[str, Any]) -> bool:
    """Whether a calendar can have a record: it has a date that names its days."""
    name = date_name(resource)
    return name is not None and record[f"{name}_start"] is not None and len(record[name]) in _day_lengths(resource)


def record_file(
    request: Request, resource: Resource, record: Mapping[str, Any], state: DataState, name: str
) -> Response:
    """A record alone, as a file in a format that its list has."""
    form, site = FORMATS[name], Site(request.scope)
    body = json.dumps(record, ensure_ascii=False)
    content = Export(
        batches=iter([[body if form.dated else site.json(body)]]),
        columns=columns(resource.out),
        title=resource.title(record),
        base=site.base,
        address=site.address,
        updated=state.published_at or datetime.fromtimestamp(0, UTC),
        when=date_name(resource) or "date",
        days=_day_lengths(resource),
        title_of=resource.title,
    )
    disposition = {"Content-Disposition": f'attachment; filename="{record["id"]}.{name}"'}
    headers = {**state.headers, **disposition}
    return Response(b"".join(form.write(content)), headers=headers, media_type=form.media_type)


def _with_check(batches: Batches, check: Check) -> Batches:
    """The batches; ``check`` is called with the bytes read so far, and raises when no request reads the file."""
    size = 0
    for batch in batches:
        size += sum(map(len, batch))
        check(size)
        yield batch


def prepare_file(
    request: Request, content: Export, name: str, state: DataState, total: int, close: Callable[[], None]
) -> PreparedFile:
    """The pieces of a file and its headers; no pieces if the client's copy is still good."""
    form = FORMATS[name]
    site = Site(request.scope)
    if not form.dated:  # a dated format has absolute addresses
        content = replace(content, batches=([site.json(body) for body in batch] for batch in content.batches))
    identity = "\n".join([site.address, name, __version__, str(state.revision), str(state.published_at)])
    tag = f'"{blake2b(identity.encode(), digest_size=12).hexdigest()}"'
    path = re.sub(r"\.\w+$", "", site.path)
    filename = f"{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-')}.{name}"
    headers = {
        "ETag": tag,
        "Vary": "Accept",
        "X-Total-Count": str(total),
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'inline; filename="{filename}"',
        **state.headers,
    }
    unchanged = not_modified(request.headers, headers)
    return PreparedFile(
        tag, headers, form.media_type, None if unchanged else form.write(content), close, whole=form.file
    )


def _list_export(
    request: Request, snapshot: Snapshot, selection: ResolvedQuery, form: Format, state: DataState, total: int
) -> tuple[Export, int]:
    """The content of a list's file, and its number of rows."""
    resource, query = selection.resource, selection.query
    group_by = getattr(query, "group_by", None)
    scan = prefers_scan(snapshot, selection, EXPORT_BATCH)
    batches, flat = _bodies(snapshot, selection, scan=scan), columns(resource.out, query.fields)
    if group_by:
        refuse_paging(query, request.query_params)
        counts = groups(snapshot, selection, group_by, Site(request.scope).url)
        batches, flat, total = (
            iter([[json.dumps(group) for group in counts]]),
            columns(group_model(query)),
            len(counts),
        )
    when = date_name(resource) or "date"
    content = Export(
        batches=batches,
        columns=flat,
        title=_title(selection),
        base=Site(request.scope).base,
        address="",
        updated=state.published_at or datetime.fromtimestamp(0, UTC),
        when=when,
        days=_day_lengths(resource),
        title_of=resource.title,
        left_out=_count_without_day(snapshot, selection, when) if form.dated else 0,
    )
    return content, total


def _title(selection: ResolvedQuery) -> str:
    """The name of a calendar or feed: the list, and the values of its filters."""
    query = selection.query
    names = [name for name in type(query).filters_by_name() if name in query.model_fields_set]
    values = [words for name in names for words in _words(name, getattr(query, name))]
    title = selection.resource.path.strip("/").replace("-", " ").capitalize()
    return f"{title}: {', '.join(values)}" if values else title


def _words(name: str, value: Any) -> Iterator[str]:
    """The values of a filter in words: "Ankara", "not Ankara", "no city"."""
    if isinstance(value, Selection):
        yield from map(str, value.included)
        yield from [f"no {name}"] if value.absent else []
        yield from (f"not {excluded}" for excluded in value.excluded)
        yield from [f"any {name}"] if value.present else []
    elif isinstance(value, list):
        yield from map(str, value)
    elif isinstance(value, Truth):
        yield name if value is Truth.true else f"not {name}"
