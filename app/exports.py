"""Whole lists as files and feeds: ``/meetings.csv`` and its like, streamed, with HEAD and ranges."""

import json
import os
import re
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app import __version__
from app.coverage import Standing, standing
from app.errors import Problem, invalid
from app.formats import EXCEL_ROWS, FORMATS, Batches, Export, Format, columns
from app.grouping import GroupOut, groups, refuse_paging
from app.http import not_modified
from app.lists import Asked, ask, refuse_repeats, shown
from app.publish import Resource
from app.query import DatedQuery, ListQuery

BATCH = 1000
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


def _refuse_misfits(query: ListQuery[Any], name: str, form: Format) -> None:
    """Refuse what a format has no room for, rather than leave it out."""
    grouped = getattr(query, "group_by", None) is not None
    reasons = {
        "include": query.include and name != "ndjson" and f"{name} has no room for it: ask for ndjson",
        "fields": query.fields and form.whole and f"{name} has contents of its own: ask for csv or ndjson",
        "group_by": grouped and form.whole and f"{name} is of single records: ask for csv",
    }
    wrong = [invalid(parameter, name, message) for parameter, message in reasons.items() if message]
    if wrong:
        raise Problem("invalid-parameter", wrong)


def writable(name: str) -> None:
    """Refuse a format that this installation cannot write."""
    form = FORMATS[name]
    if not form.installed:
        message = f"this server cannot write it: it lacks {form.needs}"
        others = [other for other, one in FORMATS.items() if one.installed]
        raise Problem("invalid-parameter", [invalid("format", name, message, others)])


def _bodies(session: Session, asked: Asked) -> Batches:
    """The bodies of all records in order, a batch at a time, as one state of the data has them."""
    query = asked.query
    left = query.limit if "limit" in query.model_fields_set else None
    after = asked.start()
    while left is None or left > 0:
        size = BATCH if left is None else min(BATCH, left)
        rows = session.execute(asked.rows(size, after)).all()
        if rows:
            yield shown(session, asked.resource, {row[0]: row[2] for row in rows}, query)
            after = (rows[-1][1], rows[-1][0])
        if len(rows) < size:
            return
        left = None if left is None else left - size


def _undated(session: Session, asked: Asked, when: str) -> int:
    """How many of the records have no day: only a month or a year, or no date."""
    model = asked.resource.model
    precision = getattr(model, f"{when}_precision")
    vague = asked.matching.where(or_(precision.is_(None), precision.in_(["month", "year"])))
    return session.scalar(select(func.count()).select_from(vague.subquery())) or 0


def export(
    request: Request, resource: Resource, query: ListQuery[Any], name: str, title: str | None = None
) -> Response:
    """Answer a list request with the whole result in a format, or as many records as ``limit`` asks for.

    ``title`` is what a calendar is called, where the question has a better name than its parameters.
    """
    form = FORMATS[name]
    refuse_repeats(request, query)
    writable(name)
    _refuse_misfits(query, name, form)
    session: Session = request.app.state.sessions()
    try:
        asked = ask(session, resource, query)
        asked.start()  # refuses a wrong cursor while that can still be said
        state = standing(session)
        total = asked.total(session)
        if name == "xlsx" and total > EXCEL_ROWS:
            message = f"a sheet of Excel has {EXCEL_ROWS} rows and the list {total}: narrow it, or ask for csv"
            raise Problem("invalid-parameter", [invalid("format", name, message)])
        made, total = _prepared(request, session, asked, form, state, total)
        made = replace(made, title=title or made.title)
    except BaseException:
        session.close()
        raise
    return deliver(request, made, name, resource.path, state, total, session)


def deliver(
    request: Request, made: Export, name: str, path: str, state: Standing, total: int, session: Session
) -> Response:
    """Send what is to be written, in whole or the range that is asked for; the session is closed when it is sent."""
    form = FORMATS[name]
    told = "\n".join([str(request.url), name, __version__, str(state.revision), str(state.published_at)])
    tag = f'"{blake2b(told.encode(), digest_size=12).hexdigest()}"'
    filename = f"{path.strip('/').replace('/', '-')}.{name}"
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

    def pieces() -> Iterator[bytes]:
        try:
            yield from form.write(made)
        finally:
            session.close()

    wanted = request.headers.get("range") if request.headers.get("if-range", tag) == tag else None
    if not (form.file or wanted or request.scope.get("head")):
        return StreamingResponse(pieces(), headers=headers, media_type=form.media_type)
    spool: Spool = request.app.state.spool
    file = spool.get(tag)
    if file is None:
        file = spool.put(tag, pieces())
    else:
        session.close()
    return _ranged(file, wanted, headers, form.media_type)


def _prepared(
    request: Request, session: Session, asked: Asked, form: Format, state: Standing, total: int
) -> tuple[Export, int]:
    """What is to be written, and of how many rows."""
    resource, query = asked.resource, asked.query
    grouped = getattr(query, "group_by", None)
    batches, flat = _bodies(session, asked), columns(resource.out, query.fields)
    if grouped:
        refuse_paging(query)
        parameters = request.query_params.multi_items()
        found = groups(session, asked, grouped, resource.path, parameters)
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
    """A file without a name on disk, which goes when nobody reads it any more."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.fd, path = tempfile.mkstemp(prefix="communique-")
        Path(path).unlink()
        with os.fdopen(self.fd, "wb", closefd=False) as file:
            self.size = sum(file.write(piece) for piece in pieces)

    def __del__(self) -> None:
        os.close(self.fd)


class Spool:
    """The last few exports that were asked for as files, each made once for all of its ranges."""

    def __init__(self, keep: int = 4) -> None:
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._lock = Lock()
        self._keep = keep

    def get(self, tag: str) -> _File | None:
        """The file of that tag; none where it is not there."""
        with self._lock:
            if tag in self._files:
                self._files.move_to_end(tag)
            return self._files.get(tag)

    def put(self, tag: str, pieces: Iterator[bytes]) -> _File:
        """A file of the pieces, under that tag."""
        file = _File(pieces)
        with self._lock:
            self._files[tag] = file
            while len(self._files) > self._keep:
                self._files.popitem(last=False)
        return file


_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def _ranged(file: _File, wanted: str | None, headers: dict[str, str], media_type: str) -> Response:
    """A file or the range of it that is wanted (RFC 9110, 14). Several ranges at once are answered by the whole."""
    size, status = file.size, 200
    first, last = 0, size - 1
    asked = _RANGE.fullmatch(wanted or "")
    if asked and any(asked.groups()):
        start, end = asked.groups()
        first = int(start) if start else max(0, size - int(end))
        last = min(int(end), size - 1) if start and end else size - 1
        if first > last:
            return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
        headers |= {"Content-Range": f"bytes {first}-{last}/{size}"}
        status = 206

    def pieces() -> Iterator[bytes]:
        at = first
        while at <= last:
            piece = os.pread(file.fd, min(1 << 16, last + 1 - at), at)
            at += len(piece)
            yield piece

    headers |= {"Content-Length": str(last + 1 - first)}
    return StreamingResponse(pieces(), status, headers, media_type)
