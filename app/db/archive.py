"""The archive of a revision: all rows of the published data as one compressed text, from which past answers are made.

The text has a line of JSON for each row, in the order of the keys, with its values as SQLite stores them. So it is the
same for both kinds of database, and a file of the past is filled without a word about what the rows mean. An archive
whose text resembles that of an older one is compressed against it, and then takes a few kilobytes.
"""

import datetime as dt
import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Connection, Table, delete, func, insert, select, update

from app.db import migrate, tables  # noqa: F401 - describes all tables in Base.metadata
from app.db.engine import Base
from app.db.tables.published import Publication, SeedArchive
from app.domain.compression import zstd

NOT_ARCHIVED = ("record_versions", "seed_archives")
"""Tables that have the history themselves."""

LEVEL = 9
"""The level of zstd: higher ones take forty times as long, for a tenth less."""

MAX_WINDOW_LOG = 27
"""The logarithm of the bytes in which zstd looks for a repetition. A text that is longer is compressed on its own."""

MAX_SHARE = 4
"""A text is compressed on its own if it takes more than this part of the whole archive that it resembles."""

_BASE = 8
"""Bytes of the content before the compressed text: the revision of the archive that it is compressed against, or 0."""

ROWS = 1000
"""Rows that are read at a time."""


class ArchiveAbsentError(Exception):
    """The revision has no archive: it was published before there were any, or the archive was deleted."""


class ArchiveDamagedError(Exception):
    """The text of an archive does not have its hash."""


def _stored(value: Any) -> str:
    """A value that JSON lacks, as SQLite stores it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_stored)


def _line(value: Any) -> bytes:
    return _ENCODER.encode(value).encode() + b"\n"


def _rows(connection: Connection, table: Table) -> Iterator[bytes]:
    columns = [column.name for column in table.columns]
    documents = [at for at, column in enumerate(table.columns) if isinstance(column.type, JSON)]
    yield _line({"table": table.name, "columns": columns})
    rows = connection.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=ROWS))
    for row in rows:
        values = list(row)
        for at in documents:
            values[at] = None if values[at] is None else json.dumps(values[at])
        yield _line(values)


def text_of(connection: Connection) -> Iterator[bytes]:
    """The lines of the text of the data now: the schema, then for each table its columns and its rows."""
    yield _line({"schema": migrate.revision(connection)})
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        if table.name not in NOT_ARCHIVED:
            yield from _rows(connection, table)


def write(connection: Connection, revision: int) -> None:
    """Archive the data as it is in this transaction, as that of a revision."""
    base = _newest_whole(connection)
    text = b"".join(text_of(connection))
    content = None
    if base is not None and (window := _window_log(base[1], text)) is not None:
        against = zstd.ZstdDict(base[1], is_raw=True).as_prefix
        options: dict[int, int] = {
            zstd.CompressionParameter.compression_level: LEVEL,
            zstd.CompressionParameter.window_log: window,
            zstd.CompressionParameter.enable_long_distance_matching: 1,
        }
        content = base[0].to_bytes(_BASE) + zstd.compress(text, options=options, zstd_dict=against)
        if len(content) * MAX_SHARE > base[2]:
            content = None
    content = content or bytes(_BASE) + zstd.compress(text, LEVEL)
    values = {"content": content, "digest": sha256(text).hexdigest(), "pinned": False}
    connection.execute(delete(SeedArchive).where(SeedArchive.revision == revision))
    connection.execute(insert(SeedArchive).values(revision=revision, **values))


def _window_log(base: bytes, text: bytes) -> int | None:
    """The window in which a text finds all of its base; None if there is none so large."""
    window = max(20, (len(base) + len(text)).bit_length())
    return window if window <= MAX_WINDOW_LOG else None


def _newest_whole(connection: Connection) -> tuple[int, bytes, int] | None:
    """Revision, text and compressed size of the archive against which the next is compressed."""
    newest = select(SeedArchive.revision, SeedArchive.content).order_by(SeedArchive.revision.desc()).limit(1)
    row = connection.execute(newest).first()
    if row is None:
        return None
    base = int.from_bytes(row.content[:_BASE])
    if base:
        row = connection.execute(newest.where(SeedArchive.revision == base)).first()
    return None if row is None else (row.revision, zstd.decompress(row.content[_BASE:]), len(row.content))


def read(connection: Connection, revision: int) -> bytes:
    """The text of the archive of a revision. Raises :class:`ArchiveAbsentError` or :class:`ArchiveDamagedError`."""
    statement = select(SeedArchive.content, SeedArchive.digest)
    row = connection.execute(statement.where(SeedArchive.revision == revision)).first()
    if row is None:
        raise ArchiveAbsentError(revision)
    base, content = int.from_bytes(row.content[:_BASE]), row.content[_BASE:]
    try:
        if base:
            whole = connection.execute(statement.where(SeedArchive.revision == base)).first()
            if whole is None:
                raise ArchiveAbsentError(base)
            against = zstd.ZstdDict(zstd.decompress(whole.content[_BASE:]), is_raw=True).as_prefix
            options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: MAX_WINDOW_LOG}
            text = zstd.decompress(content, zstd_dict=against, options=options)
        else:
            text = zstd.decompress(content)
    except zstd.ZstdError as error:
        raise ArchiveDamagedError(revision) from error
    if sha256(text).hexdigest() != row.digest:
        raise ArchiveDamagedError(revision)
    return text


def archive_newest(connection: Connection) -> None:
    """Archive the data of the newest revision, unless there are none or they are archived already."""
    newest = connection.scalar(select(func.max(Publication.revision)))
    archived = select(SeedArchive.revision).where(SeedArchive.revision == newest)
    if newest is not None and connection.scalar(archived) is None:
        write(connection, newest)


def pin(connection: Connection, revision: int, *, pinned: bool) -> None:
    """Say whether the file of a revision stays, however many others are made."""
    connection.execute(update(SeedArchive).where(SeedArchive.revision == revision).values(pinned=pinned))
