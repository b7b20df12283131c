"""Whole lists as files and feeds: ``/meetings.csv`` and its like, streamed, with HEAD and ranges."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import false, func, or_, select
from starlette.types import Receive, Scope, Send

from app import __version__
from app.api.addresses import Site
from app.api.formats.columns import Batches, columns
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS, Format
from app.api.formats.xlsx import EXCEL_ROWS
from app.api.middleware.responses import not_modified
from app.api.query_route import DeferredResponse
from app.api.snapshots import REVISION_HEADER, snapshot_for
from app.api.spool import Check, Prepared, Reader, Spool, SpoolFile
from app.api.turns import client_of
from app.db.retry import retried
from app.db.snapshot import Snapshot
from app.db.tables import Meeting, TimelineEntry
from app.domain import deadline
from app.errors import Problem, invalid
from app.query.coverage import DataState, data_state
from app.query.expand import project
from app.query.facets import GroupOut, groups, refuse_paging
from app.query.list_query import DatedQuery, ListQuery
from app.query.plan import ResolvedQuery, prefers_scan, resolve_query, total_of
from app.resource import Resource

T = TypeVar("T")

FIRST = 65_536
"""Bytes of a file, or all, that are there before it begins to be sent."""

_DECIDES = ("if-none-match", "if-modified-since", REVISION_HEADER)
"""Headers by which the preparation of a file differs."""

BATCH = 500
"""Records read at a time; memory is bounded by this, whatever the list's length."""


def when_of(resource: Resource) -> str | None:
    """The name of the date that a list is about; none where it has no whole date."""
    if not issubclass(resource.query, DatedQuery):
        return None
    name = resource.query.dated(resource.model)[0].key.removesuffix("_start")
    return name if f"{name}_precision" in resource.out.model_fields else None


def offered(resource: Resource) -> list[str]:
    """The formats of a list, by suffix."""
    return [
        name
        for name, form in FORMATS.items()
        if not (form.dated and when_of(resource) is None)
        and not (form.placed and "coordinates" not in resource.out.model_fields)
    ]


def contents(resource: Resource) -> dict[str, Any]:
    """The formats of a list as OpenAPI has them."""
    described = {}
    for name in offered(resource):
        form = FORMATS[name]
        schema: dict[str, Any] = {"type": "string", "description": f"`.{name}`: {form.description}."}
        if form.flat:
            schema["description"] += f" Columns: {', '.join(column.name for column in columns(resource.out))}."
        if form.file:
            schema["format"] = "binary"
        described[form.media_type] = {"schema": schema}
    return described


def _refuse_misfits(given: Mapping[str, str], query: ListQuery[Any], name: str, form: Format) -> None:
    """Refuse what a format has no room for, rather than leave it out."""
    grouped = getattr(query, "group_by", None) is not None
    reasons = {
        "include": query.include and name != "ndjson" and f"{name} has no room for it: ask for ndjson",
        "fields": query.fields and form.has_own_fields and f"{name} has contents of its own: ask for csv or ndjson",
        "group_by": grouped and form.has_own_fields and f"{name} is of single records: ask for csv",
    }
    wrong = [invalid(one, given.get(one), message) for one, message in reasons.items() if message]
    if wrong:
        raise Problem("invalid-parameter", wrong)


def writable(name: str) -> None:
    """Refuse a format that this installation cannot write."""
    form = FORMATS[name]
    if not form.installed:
        message = f"this server cannot write it: it lacks {form.needs}"
        others = [other for other, one in FORMATS.items() if one.installed]
        raise Problem("invalid-parameter", [invalid("format", name, message, others)])


def _bodies(snapshot: Snapshot, selection: ResolvedQuery, *, scan: bool) -> Batches:
    """The bodies of all records in order, a batch at a time, as one state of the data has them."""

    def batch(size: int) -> tuple[list[Any], list[str]]:
        snapshot.hold()
        rows = selection.fetch(snapshot, size, after, scan=scan)
        return rows, project(snapshot, selection.resource, {row[0]: row[2] for row in rows}, query)

    query = selection.query
    left = query.limit if "limit" in query.model_fields_set else None
    after = selection.start()
    while left is None or left > 0:
        size = BATCH if left is None else min(BATCH, left)
        # Another server can go on if it has the same revision.
        rows, bodies = retried(partial(batch, size), before_retry=snapshot.close)
        if rows:
            yield bodies
            after = (rows[-1][1], rows[-1][0])
        if len(rows) < size:
            return
        left = None if left is None else left - size


DAY, DAYS = len("2026-02-02"), len("2025-08-31/2025-09-01")


def _days(resource: Resource) -> list[int]:
    """The lengths of dates, as written, that say on which days something was.

    A meeting lasts from one day to another; anything else was on one day of such a span, which is not known.
    """
    return [DAY, DAYS] if resource.model in (Meeting, TimelineEntry) else [DAY]


def _undated(snapshot: Snapshot, selection: ResolvedQuery, when: str) -> int:
    """How many of the records have no day: only months or years, or no date."""
    model = selection.resource.model
    date = getattr(model, when)
    vague = or_(date.is_(None), func.length(date).not_in(_days(selection.resource)))
    some = selection.matching.where(vague)
    start, order = selection.start(), selection.order
    if "limit" in selection.query.model_fields_set:
        some = some.where(model.id.in_([row[0] for row in selection.fetch(snapshot, selection.query.limit, start)]))
    elif start:
        some = some.join(*order.through) if order.through else some
        some = some.where(or_(order.after(*start), order.unknown if start[0] is not None else false()))
    return snapshot.scalar(select(func.count()).select_from(some.subquery())) or 0


def export(
    request: Request, resource: Resource, query: ListQuery[Any], name: str, title: str | None = None
) -> Response:
    """Answer a list request with the whole result in a format, or as many records as ``limit`` asks for.

    ``title`` is what a calendar is called, where the question has a better name than its parameters.
    """
    writable(name)
    _refuse_misfits(request.query_params, query, name, FORMATS[name])
    return FileAnswer(name, lambda check: _whole(request, resource, query, name, title, check))


def _whole(
    request: Request, resource: Resource, query: ListQuery[Any], name: str, title: str | None, check: Check
) -> Prepared:
    """The file of a whole list, with the snapshot that it is written from."""
    snapshot = snapshot_for(request)
    try:
        snapshot.hold()
        selection = resolve_query(snapshot, resource, query)
        selection.start()  # refuses a wrong cursor while that can still be said
        state = data_state(snapshot)
        total = total_of(snapshot, selection)
        if name == "xlsx" and total > EXCEL_ROWS:
            message = f"a sheet of Excel has {EXCEL_ROWS} rows and the list {total}: narrow it, or ask for csv"
            raise Problem("invalid-parameter", [invalid("format", name, message)])
        made, total = _prepared(request, snapshot, selection, FORMATS[name], state, total)
        site = Site(request.scope)
        path = site.path if site.path.endswith(f".{name}") else f"{site.path}.{name}"  # also where ``Accept`` asks
        address = site.base + path + site.query
        made = replace(made, batches=_checked(made.batches, check), title=title or made.title, address=address)
    except BaseException:
        snapshot.close()
        raise
    return prepared(request, made, name, state, total, snapshot.close)


def _checked(batches: Batches, check: Check) -> Batches:
    """The batches, as long as somebody reads what is made of them."""
    read = 0
    for batch in batches:
        read += sum(map(len, batch))
        check(read)
        yield batch


def prepared(
    request: Request, made: Export, name: str, state: DataState, total: int, close: Callable[[], None]
) -> Prepared:
    """What is to be written, with its headers; nothing, where the client has it."""
    form = FORMATS[name]
    site = Site(request.scope)
    if not form.dated:  # which have absolute addresses
        made = replace(made, batches=([site.json(body) for body in batch] for batch in made.batches))
    told = "\n".join([site.address, name, __version__, str(state.revision), str(state.published_at)])
    tag = f'"{blake2b(told.encode(), digest_size=12).hexdigest()}"'
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
    return Prepared(tag, headers, form.media_type, None if unchanged else form.write(made), close, whole=form.file)


def _prepared(
    request: Request, snapshot: Snapshot, selection: ResolvedQuery, form: Format, state: DataState, total: int
) -> tuple[Export, int]:
    """What is to be written, and of how many rows."""
    resource, query = selection.resource, selection.query
    grouped = getattr(query, "group_by", None)
    scan = prefers_scan(snapshot, selection, BATCH)
    batches, flat = _bodies(snapshot, selection, scan=scan), columns(resource.out, query.fields)
    if grouped:
        refuse_paging(query, request.query_params)
        found = groups(snapshot, selection, grouped, Site(request.scope).url)
        batches, flat, total = iter([[json.dumps(group) for group in found]]), columns(GroupOut), len(found)
    when = when_of(resource) or "date"
    made = Export(
        batches=batches,
        columns=flat,
        title=_title(selection),
        base=Site(request.scope).base,
        address="",
        updated=state.published_at or datetime.fromtimestamp(0, UTC),
        when=when,
        days=_days(resource),
        title_of=resource.title,
        left_out=_undated(snapshot, selection, when) if form.dated else 0,
    )
    return made, total


def _title(selection: ResolvedQuery) -> str:
    """What a calendar or feed is called: the list, and the values of its filters."""
    query = selection.query
    given = [getattr(query, name) for name in type(query).filters_by_name() if name in query.model_fields_set]
    told = [one for value in given if isinstance(value, list) for one in map(str, value)]
    return f"{selection.resource.path.strip('/').replace('-', ' ').capitalize()}{': ' * bool(told)}{', '.join(told)}"


class GoneError(Exception):
    """The client has left."""


async def _unless_gone(request: Request, work: Awaitable[T]) -> T:
    """The outcome of the work. Raises ``GoneError`` as soon as the client has left."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    waited, left = asyncio.ensure_future(work), asyncio.ensure_future(gone())
    try:
        await asyncio.wait({waited, left}, return_when=asyncio.FIRST_COMPLETED)
        if not waited.done():
            raise GoneError
        return waited.result()
    finally:
        waited.cancel()
        left.cancel()


class _Sent(StreamingResponse):
    """A file, or a range of it; whoever has sent it, or cannot, no longer reads it."""

    reader: Reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.reader.leave()


class FileAnswer(DeferredResponse):
    """The answer that is a file. ``prepare`` is called in a thread for files, and may refuse what it is asked for."""

    def __init__(self, name: str, prepare: Callable[[Check], Prepared]) -> None:
        super().__init__()
        self.name, self.prepare = name, prepare

    async def respond(self, request: Request) -> Response:
        deciding = tuple(request.headers.getlist(name) and ",".join(request.headers.getlist(name)) for name in _DECIDES)
        spool: Spool = request.app.state.spool
        key = (Site(request.scope).address, self.name, *map(str, deciding))

        def prepare(check: Check) -> Prepared:
            with deadline.within(request.app.seconds):  # not for the writing
                return retried(partial(self.prepare, check))

        reader = spool.open(key, client_of(request.scope), prepare)
        try:
            prepared, file = await _unless_gone(request, reader.wait())
            if file is None:
                reader.leave()
                return Response(status_code=304, headers=prepared.headers)
            head = bool(request.scope.get("head"))
            tag = prepared.tag
            wanted = None if head or request.headers.get("if-range", tag) != tag else request.headers.get("range")
            whole = FORMATS[self.name].file or wanted or head
            # Before anything is sent, while what goes wrong can still be told.
            await _unless_gone(request, file.ready(None if whole else FIRST))
            answer = _ranged(reader, file, wanted, prepared)
        except GoneError:
            reader.leave()
            return Response(status_code=499)  # which nobody reads, but the log has it
        except BaseException:
            reader.leave()
            raise
        answer.reader = reader
        return answer


_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def _ranged(reader: Reader, file: SpoolFile, wanted: str | None, prepared: Prepared) -> _Sent:
    """A file or the range of it that is wanted (RFC 9110, 14). Several ranges at once are answered by the whole; one
    that is still being written has no length yet."""
    headers = dict(prepared.headers)
    if not file.whole:
        return _Sent(reader.read(file), headers=headers, media_type=prepared.media_type)
    size, status = file.size, 200
    first, last = 0, size - 1
    selection = _RANGE.fullmatch(wanted or "")
    start, end = selection.groups() if selection else ("", "")
    if (start or end) and not (start and end and int(start) > int(end)):
        first = int(start) if start else max(0, size - int(end))
        last = min(int(end), size - 1) if start and end else size - 1
        if first > last:
            raise Problem("unsatisfiable-range", headers={**headers, "Content-Range": f"bytes */{size}"})
        headers |= {"Content-Range": f"bytes {first}-{last}/{size}"}
        status = 206
    headers |= {"Content-Length": str(last + 1 - first)}
    return _Sent(reader.read(file, first, last + 1), status, headers, prepared.media_type)
