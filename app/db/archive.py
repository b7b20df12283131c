"""The archive of a revision: all rows of the published data as one compressed text, from which past answers are made.

The text has a line of JSON for each row, in the order of the keys, with its values as SQLite stores them. So it is the
same for both kinds of database, and filling the file of a past revision needs no knowledge of the tables. An archive
whose text resembles that of an older one has only what differs, which takes a few kilobytes. Why: decision 013.
"""

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b, sha256
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import JSON, ColumnElement, Connection, LargeBinary, Table, delete, func, insert, select, update

from app.db import migrate, tables  # noqa: F401 - describes all tables in Base.metadata
from app.db.engine import Base
from app.db.tables.publication import Publication, RevisionArchive
from app.db.writers import wait_for_writers
from app.domain.compression import zstd

NOT_ARCHIVED = ("record_versions", "seed_archives")
"""Tables that have the history themselves."""

COMPRESSION_LEVEL = 9
"""The level of zstd: higher ones take forty times as long, for a tenth less."""

MAX_SHARE = 0.25
"""The greatest share of an older archive's bytes that the changes to it may take. An archive with more changes stores
its whole text."""

MAX_HELD_BYTES = 1 << 26
"""Greatest number of bytes of lines in memory, where the whole text never is. An archive with more new lines stores its
whole text. The new lines are compressed against old ones, of which only the first so many bytes are used."""

_NUMBER_BYTES = 8
"""Bytes of a number in the content. The first number is the revision of the archive that this one changes; 0 if it has
its whole text."""

_SHORTEST_DICTIONARY = 8
"""Old lines help to compress only if they have more bytes: zstd refuses a shorter dictionary."""

LineRun: TypeAlias = tuple[int, int, int]
"""A number of new lines, and then the first line and the number of lines that are as in an older archive."""

READ_ROWS = 1000
"""Rows that are read, or archives that are dropped, at a time."""


class ArchiveAbsentError(Exception):
    """The revision has no archive: it was published before there were any, or the archive was deleted."""


class ArchiveDamagedError(Exception):
    """The text of an archive does not have its hash."""


def _sqlite_text(value: Any) -> str:
    """A value that JSON lacks, as SQLite stores it."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_sqlite_text)


def line_of(value: Any) -> bytes:
    """A value as a line of the text."""
    return _ENCODER.encode(value).encode() + b"\n"


def table_lines(connection: Connection, table: Table, *criteria: ColumnElement[bool]) -> Iterator[bytes]:
    """The lines of a table: its columns, and then its rows, those that the criteria choose."""
    columns = [column.name for column in table.columns]
    json_columns = [at for at, column in enumerate(table.columns) if isinstance(column.type, JSON)]
    yield line_of({"table": table.name, "columns": columns})
    rows = select(table).where(*criteria).order_by(*table.primary_key)
    for row in connection.execute(rows.execution_options(yield_per=READ_ROWS)):
        values = list(row)
        for at in json_columns:
            values[at] = None if values[at] is None else json.dumps(values[at])
        yield line_of(values)


def data_lines(connection: Connection) -> Iterator[bytes]:
    """The lines of the text of the data now: the schema, then for each table its columns and its rows."""
    yield line_of({"schema": migrate.schema_version(connection)})
    for table in sorted(Base.metadata.tables.values(), key=lambda table: table.name):
        if table.name not in NOT_ARCHIVED:
            yield from table_lines(connection, table)


def write_archive(connection: Connection, revision: int) -> None:
    """Archive the data as it is in this transaction, as that of a revision."""
    base = _newest_whole(connection)
    difference = _changed_content(connection, *base) if base else None
    if base is None or difference is None or len(difference[0]) > MAX_SHARE * len(base[1]):
        difference = None
    content, digest = difference or _whole_content(connection)
    connection.execute(delete(RevisionArchive).where(RevisionArchive.revision == revision))
    connection.execute(insert(RevisionArchive).values(revision=revision, content=content, digest=digest, pinned=False))


def _newest_whole(connection: Connection) -> tuple[int, bytes] | None:
    """Revision and content of the archive that the next one changes."""
    archives = select(RevisionArchive.revision, RevisionArchive.content)
    row = connection.execute(archives.order_by(RevisionArchive.revision.desc()).limit(1)).first()
    if row is not None and (base := _number(row.content)):
        row = connection.execute(archives.where(RevisionArchive.revision == base)).first()
    return row and (row.revision, row.content)


def _number(content: bytes, at: int = 0) -> int:
    return int.from_bytes(content[at : at + _NUMBER_BYTES])


def _whole_content(connection: Connection) -> tuple[bytes, str]:
    """The content of an archive with its whole text, and the digest of that."""
    compressor, digest, pieces = zstd.ZstdCompressor(level=COMPRESSION_LEVEL), sha256(), [bytes(_NUMBER_BYTES)]
    for line in data_lines(connection):
        digest.update(line)
        if piece := compressor.compress(line):
            pieces.append(piece)
    return b"".join([*pieces, compressor.flush()]), digest.hexdigest()


def _lines_of_whole(content: bytes) -> Iterator[bytes]:
    return iter(zstd.ZstdFile(BytesIO(content[_NUMBER_BYTES:])))


def _changed_content(connection: Connection, base: int, base_content: bytes) -> tuple[bytes, str] | None:
    """The content of an archive that changes a whole one, and the digest of its text; None if too much is new.

    It has the runs, and the new lines, which are compressed against the lines of the base that are in no run: most new
    lines resemble one of them.
    """
    runs: list[LineRun] = []
    new, size, digest = list[bytes](), 0, sha256()
    new_count, end = 0, 0
    for piece in compare_lines(_lines_of_whole(base_content), hash_lines(data_lines(connection), digest)):
        if isinstance(piece, bytes):
            new.append(piece)
            new_count, size = new_count + 1, size + len(piece)
            if size > MAX_HELD_BYTES:
                return None
        else:
            runs.append((new_count, *piece))
            new_count, end = 0, sum(piece)
    runs.append((new_count, end, 0))
    old = _old_lines(base_content, runs)
    packed_runs = zstd.compress(json.dumps(runs).encode(), COMPRESSION_LEVEL)
    packed_new = zstd.compress(b"".join(new), COMPRESSION_LEVEL, zstd_dict=old)
    head = base.to_bytes(_NUMBER_BYTES) + len(packed_runs).to_bytes(_NUMBER_BYTES)
    return head + packed_runs + packed_new, digest.hexdigest()


def compare_lines(base: Iterable[bytes], lines: Iterable[bytes]) -> Iterator[bytes | tuple[int, int]]:
    """The changes that turn a base, an older text, into the lines: new lines, and runs of lines that the base has too.

    A run is the number of its first line in the base, and the number of its lines. The hashes of all lines of the base
    are in memory.
    """
    numbers = {key: number for number, (key, _) in enumerate(_with_keys(base))}
    start = end = 0
    for key, line in _with_keys(lines):
        number = numbers.get(key, -1)
        if number == end:
            end += 1
            continue
        if end > start:
            yield start, end - start
            start = end
        if number > end:
            start, end = number, number + 1
        else:  # also a line of the base that is behind: both texts are in the order of the keys
            yield line
    if end > start:
        yield start, end - start


def hash_lines(lines: Iterable[bytes], digest: Any) -> Iterator[bytes]:
    """Yield the lines, and add each to a digest."""
    for line in lines:
        digest.update(line)
        yield line


def _with_keys(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each line, preceded by a hash of the line and its table."""
    table = b""
    for line in lines:
        table = line if line.startswith(b"{") else table
        yield blake2b(table + line, digest_size=16).digest(), line


def _old_lines(base_content: bytes, runs: Sequence[LineRun]) -> Any:
    """The lines of a whole archive that are in no run, to compress against; None if there are hardly any."""
    lines, pieces, size, position = _lines_of_whole(base_content), list[bytes](), 0, 0
    for _, start, count in (*runs, (0, sys.maxsize, 0)):
        for line in islice(lines, max(0, start - position)):
            if size < MAX_HELD_BYTES:
                pieces.append(line)
                size += len(line)
        position = start + sum(1 for _ in islice(lines, count))
    return zstd.ZstdDict(b"".join(pieces), is_raw=True).as_prefix if size > _SHORTEST_DICTIONARY else None


def read_archive(connection: Connection, revision: int) -> Iterator[bytes]:
    """The lines of the archive of a revision. Raises :class:`ArchiveAbsentError`, or at the end
    :class:`ArchiveDamagedError`."""
    content, stored_digest = _stored_content(connection, revision)
    base, digest = _number(content), sha256()
    try:
        lines = _apply_changes(_stored_content(connection, base)[0], content) if base else _lines_of_whole(content)
        yield from hash_lines(lines, digest)
    except (zstd.ZstdError, EOFError, ValueError) as error:
        raise ArchiveDamagedError(revision) from error
    if digest.hexdigest() != stored_digest:
        raise ArchiveDamagedError(revision)


def _stored_content(connection: Connection, revision: int) -> tuple[bytes, str]:
    """The content of an archive, and the digest of its text."""
    statement = select(RevisionArchive.content, RevisionArchive.digest).where(RevisionArchive.revision == revision)
    row = connection.execute(statement).first()
    if row is None:
        raise ArchiveAbsentError(revision)
    return row.content, row.digest


def _apply_changes(base_content: bytes, content: bytes) -> Iterator[bytes]:
    """The lines of an archive that changes a whole one."""
    runs_end = 2 * _NUMBER_BYTES + _number(content, _NUMBER_BYTES)
    runs = json.loads(zstd.decompress(content[2 * _NUMBER_BYTES : runs_end]))
    old = _old_lines(base_content, runs)
    new = iter(zstd.ZstdFile(BytesIO(content[runs_end:]), zstd_dict=old))
    base, position = _lines_of_whole(base_content), 0
    for new_count, start, count in runs:
        yield from islice(new, new_count)
        yield from islice(base, start - position, start - position + count)
        position = start + count


def archive_newest(connection: Connection) -> None:
    """Archive the data of the newest revision, unless there are none or they are archived already."""
    wait_for_writers(connection)
    newest = connection.scalar(select(func.max(Publication.revision)))
    archive_query = select(RevisionArchive.revision).where(RevisionArchive.revision == newest)
    if newest is not None and connection.scalar(archive_query) is None:
        write_archive(connection, newest)


def set_pinned(connection: Connection, revision: int, *, is_pinned: bool) -> None:
    """Say whether the file of a revision stays, however many others are made."""
    connection.execute(update(RevisionArchive).where(RevisionArchive.revision == revision).values(pinned=is_pinned))


class Pruning(NamedTuple):
    """The archives to drop, and their ``size`` in bytes. Old ones stay if they are pinned, ``pinned_count`` of them, or
    if a newer archive needs them to be read, ``base_count``."""

    revisions: list[int]
    size: int
    pinned_count: int
    base_count: int


def prunable(connection: Connection, before: int) -> Pruning:
    """The archives of revisions before ``before`` that may be dropped: neither the newest, nor pinned ones, nor bases
    of archives that stay. So every archive that stays can be read."""
    wait_for_writers(connection)
    head = func.substr(RevisionArchive.content, 1, _NUMBER_BYTES, type_=LargeBinary).label("head")
    columns = (
        RevisionArchive.revision,
        RevisionArchive.pinned,
        head,
        func.length(RevisionArchive.content).label("size"),
    )
    rows = connection.execute(select(*columns).order_by(RevisionArchive.revision)).all()
    old = [row for row in rows[:-1] if row.revision < before]
    free = [row for row in old if not row.pinned]
    stay = {row.revision for row in rows} - {row.revision for row in free}
    bases = {_number(row.head) for row in rows if row.revision in stay}
    prunable_rows = [row for row in free if row.revision not in bases]
    revisions = [row.revision for row in prunable_rows]
    return Pruning(
        revisions, sum(row.size for row in prunable_rows), len(old) - len(free), len(free) - len(prunable_rows)
    )


def prune(connection: Connection, revisions: Sequence[int]) -> None:
    """Drop the archives of revisions that :func:`prunable` has found in this transaction."""
    for first in range(0, len(revisions), READ_ROWS):
        connection.execute(
            delete(RevisionArchive).where(RevisionArchive.revision.in_(revisions[first : first + READ_ROWS]))
        )
