"""Whole lists as files and feeds: ``/meetings.csv`` and its like, streamed, with HEAD and ranges."""

import json
import os
import re
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from threading import BoundedSemaphore, Condition, Lock, Thread
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import false, func, or_, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app import __version__
from app.coverage import Standing, standing
from app.errors import Problem, invalid, passing
from app.formats import EXCEL_ROWS, FORMATS, Batches, Export, Format, columns
from app.grouping import GroupOut, groups, refuse_paging
from app.http import not_modified
from app.known import forget
from app.lists import Asked, ask, shown, total_of, walked
from app.models import Meeting, TimelineEntry
from app.publish import Resource
from app.query import DatedQuery, ListQuery
from app.reading import reading

WAIT = 2.0
"""Seconds that an export waits for its turn to be written."""
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
        schema: dict[str, Any] = {"type": "string", "description": f"`.{name}`: {form.about}."}
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
        "fields": query.fields and form.whole and f"{name} has contents of its own: ask for csv or ndjson",
        "group_by": grouped and form.whole and f"{name} is of single records: ask for csv",
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


def _bodies(session: Session, asked: Asked, state: Standing, *, walk: bool) -> Batches:
    """The bodies of all records in order, a batch at a time, as one state of the data has them."""

    def batch(size: int) -> tuple[list[Any], list[str]]:
        rows = asked.fetch(session.connection(), size, after, walk=walk)
        return rows, shown(session, asked.resource, {row[0]: row[2] for row in rows}, query)

    query = asked.query
    left = query.limit if "limit" in query.model_fields_set else None
    after = asked.start()
    while left is None or left > 0:
        size = BATCH if left is None else min(BATCH, left)
        try:
            rows, bodies = batch(size)
        except DatabaseError as error:
            session.rollback()
            forget(session)
            if not passing(error) or standing(session).revision != state.revision:
                raise
            rows, bodies = batch(size)  # from another server, which has the same state
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


def _undated(session: Session, asked: Asked, when: str) -> int:
    """How many of the records have no day: only months or years, or no date."""
    model = asked.resource.model
    date = getattr(model, when)
    vague = or_(date.is_(None), func.length(date).not_in(_days(asked.resource)))
    some = asked.matching.where(vague)
    start, order = asked.start(), asked.order
    if "limit" in asked.query.model_fields_set:
        some = some.where(model.id.in_([row[0] for row in asked.fetch(session.connection(), asked.query.limit, start)]))
    elif start:
        some = some.join(*order.through) if order.through else some
        some = some.where(or_(order.after(*start), order.unknown if start[0] is not None else false()))
    return session.scalar(select(func.count()).select_from(some.subquery())) or 0


def export(
    request: Request, resource: Resource, query: ListQuery[Any], name: str, title: str | None = None
) -> Response:
    """Answer a list request with the whole result in a format, or as many records as ``limit`` asks for.

    ``title`` is what a calendar is called, where the question has a better name than its parameters.
    """
    form = FORMATS[name]
    writable(name)
    _refuse_misfits(request.query_params, query, name, form)
    session = reading(request)
    try:
        asked = ask(session, resource, query)
        asked.start()  # refuses a wrong cursor while that can still be said
        state = standing(session)
        total = total_of(session, asked)
        if name == "xlsx" and total > EXCEL_ROWS:
            message = f"a sheet of Excel has {EXCEL_ROWS} rows and the list {total}: narrow it, or ask for csv"
            raise Problem("invalid-parameter", [invalid("format", name, message)])
        made, total = _prepared(request, session, asked, form, state, total)
        url = request.url  # of the file, also where ``Accept`` has asked for it
        url = url if url.path.endswith(f".{name}") else url.replace(path=f"{url.path}.{name}")
        made = replace(made, title=title or made.title, address=str(url))
    except BaseException:
        session.close()
        raise
    return deliver(request, made, name, state, total, session)


def deliver(request: Request, made: Export, name: str, state: Standing, total: int, session: Session) -> Response:
    """Send what is to be written, in whole or the range that is asked for; the session is closed when it is sent."""
    form = FORMATS[name]
    told = "\n".join([str(request.url), name, __version__, str(state.revision), str(state.published_at)])
    tag = f'"{blake2b(told.encode(), digest_size=12).hexdigest()}"'
    path = re.sub(r"\.\w+$", "", request.url.path)
    filename = f"{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-')}.{name}"
    headers = {
        "ETag": tag,
        "Vary": "Accept",
        "X-Total-Count": str(total),
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'inline; filename="{filename}"',
        **state.headers,
    }
    if not_modified(request.headers, headers):
        session.close()
        return Response(status_code=304, headers=headers)
    spool: Spool = request.app.state.spool
    file = spool.get(tag)
    if file is None:
        file = spool.put(tag, form.write(made), session.close)
    else:
        session.close()
    head = bool(request.scope.get("head"))
    wanted = None if head or request.headers.get("if-range", tag) != tag else request.headers.get("range")
    if not (form.file or wanted or head):  # sent while it is being written
        return StreamingResponse(file.read(), headers=headers, media_type=form.media_type)
    return _ranged(file, wanted, headers, form.media_type)


def _prepared(
    request: Request, session: Session, asked: Asked, form: Format, state: Standing, total: int
) -> tuple[Export, int]:
    """What is to be written, and of how many rows."""
    resource, query = asked.resource, asked.query
    grouped = getattr(query, "group_by", None)
    walk = walked(session, asked, BATCH)
    batches, flat = _bodies(session, asked, state, walk=walk), columns(resource.out, query.fields)
    if grouped:
        refuse_paging(query, request.query_params)
        found = groups(session, asked, grouped, request.url)
        batches, flat, total = iter([[json.dumps(group) for group in found]]), columns(GroupOut), len(found)
    when = when_of(resource) or "date"
    made = Export(
        batches=batches,
        columns=flat,
        title=_title(asked),
        base=str(request.base_url).rstrip("/"),
        address=str(request.url),
        updated=state.published_at or datetime.fromtimestamp(0, UTC),
        when=when,
        days=_days(resource),
        left_out=_undated(session, asked, when) if form.dated else 0,
    )
    return made, total


def _title(asked: Asked) -> str:
    """What a calendar or feed is called: the list, and what was asked of it."""
    query = asked.query
    given = [getattr(query, name) for name in type(query).wheres() if name in query.model_fields_set]
    told = [one for value in given if isinstance(value, list) for one in map(str, value)]
    return f"{asked.resource.path.strip('/').replace('-', ' ').capitalize()}{': ' * bool(told)}{', '.join(told)}"


# --- files and ranges ----------------------------------------------------------------------


class _File:
    """A file without a name on disk, which goes when nobody reads it any more.

    It is written by a thread of its own, as fast as the database gives: a client that reads slowly holds up
    neither the database nor others, and several can read what one asked for.
    """

    def __init__(self, pieces: Iterator[bytes], done: Callable[[], None]) -> None:
        self.fd, path = tempfile.mkstemp(prefix="communique-")
        Path(path).unlink()
        self.size = 0
        self.whole = False
        self.failed: BaseException | None = None
        self._more = Condition()
        Thread(target=self._write, args=(pieces, done), daemon=True).start()

    def _write(self, pieces: Iterator[bytes], done: Callable[[], None]) -> None:
        try:
            with os.fdopen(self.fd, "wb", buffering=0, closefd=False) as file:
                for piece in pieces:
                    left = memoryview(piece)
                    while left:
                        left = left[file.write(left) :]
                    with self._more:
                        self.size += len(piece)
                        self._more.notify_all()
        except BaseException as error:  # noqa: BLE001 - whoever reads it is told
            self.failed = error
        finally:
            done()
            with self._more:
                self.whole = True
                self._more.notify_all()

    def finish(self) -> int:
        """Wait for the end of it; how many bytes there are."""
        with self._more:
            self._more.wait_for(lambda: self.whole)
        if self.failed:
            raise self.failed
        return self.size

    def read(self, at: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from one on, as they come."""
        while end is None or at < end:
            with self._more:
                self._more.wait_for(lambda: self.whole or self.size > at)  # noqa: B023 - asked before the next turn
            if self.failed:
                raise self.failed
            piece = os.pread(self.fd, min(1 << 16, (self.size if end is None else end) - at), at)
            if not piece:
                return
            at += len(piece)
            yield piece

    def __del__(self) -> None:
        os.close(self.fd)


class Spool:
    """The last few exports, each made once for all who ask for it and for all of its ranges.

    So many are written at a time that requests for pages always find a connection.
    """

    def __init__(self, keep: int = 4, writers: int = 4) -> None:
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._lock = Lock()
        self._keep = keep
        self._writers = BoundedSemaphore(writers)

    def get(self, tag: str) -> _File | None:
        """The file of that tag; none where it is not there."""
        with self._lock:
            if tag in self._files and self._files[tag].failed:
                del self._files[tag]
            if tag in self._files:
                self._files.move_to_end(tag)
            return self._files.get(tag)

    def put(self, tag: str, pieces: Iterator[bytes], done: Callable[[], None] = lambda: None) -> _File:
        """A file of the pieces, under that tag; ``done`` is called when they are at an end.

        Raises ``Problem`` where so many others are being written that it would have to wait for long.
        """
        if not self._writers.acquire(timeout=WAIT):
            done()
            detail = "many files are being written at the moment: try again shortly"
            raise Problem("unavailable", detail=detail, headers={"Retry-After": "5"})

        def end() -> None:
            self._writers.release()
            done()

        file = _File(pieces, end)
        with self._lock:
            self._files[tag] = file
            while len(self._files) > self._keep:
                self._files.popitem(last=False)
        return file


_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def _ranged(file: _File, wanted: str | None, headers: dict[str, str], media_type: str) -> Response:
    """A file or the range of it that is wanted (RFC 9110, 14). Several ranges at once are answered by the whole."""
    size, status = file.finish(), 200
    first, last = 0, size - 1
    asked = _RANGE.fullmatch(wanted or "")
    start, end = asked.groups() if asked else ("", "")
    if (start or end) and not (start and end and int(start) > int(end)):
        first = int(start) if start else max(0, size - int(end))
        last = min(int(end), size - 1) if start and end else size - 1
        if first > last:
            raise Problem("unsatisfiable-range", headers={**headers, "Content-Range": f"bytes */{size}"})
        headers |= {"Content-Range": f"bytes {first}-{last}/{size}"}
        status = 206
    headers |= {"Content-Length": str(last + 1 - first)}
    return StreamingResponse(file.read(first, last + 1), status, headers, media_type)
