"""The text of a whole state of the data: its archive, and behind that all versions of records up to then.

Unlike the archive alone it has the history, so that a database can be made from it. The text of a later state may be
given as what differs.
"""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import cast

from sqlalchemy import Connection, Table

from app.db import archive, migrate
from app.db.tables import RecordVersion

_SAME_PREFIX, _BASE_PREFIX = b'{"same":', b'{"base":'


class BaseMismatchError(Exception):
    """The changes of a text were made for another base than the text at hand."""


def text_of_state(connection: Connection, revision: int) -> Iterator[bytes]:
    """The lines of the text of a revision. Raises ``ArchiveAbsentError``, or at the end of the archive
    ``ArchiveDamagedError``."""
    yield from archive.read_archive(connection, revision)
    # "of" makes this line another one than the first: no two lines of a text may be equal, or no run would be found.
    yield archive.line_of({"schema": migrate.schema_version(connection), "of": "history"})
    table = cast("Table", RecordVersion.__table__)
    yield from archive.table_lines(connection, table, RecordVersion.revision <= revision)


def changes_between(base: Iterable[bytes], lines: Iterable[bytes]) -> Iterator[bytes]:
    """The changes that turn the base into the lines: each new line, and ``{"same": [first, number]}`` for each run of
    lines that the base has too. The last line has the SHA-256 of the base."""
    digest = sha256()
    for piece in archive.compare_lines(archive.hash_lines(base, digest), lines):
        yield piece if isinstance(piece, bytes) else archive.line_of({"same": piece})
    yield archive.line_of({"base": digest.hexdigest()})


def lines_after_changes(base: Iterable[bytes], changes: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a text, made of its base and the ``changes`` that :func:`changes_between` gave.

    Raises :class:`BaseMismatchError`, at the end at the latest, if the changes were made for another base. The lines
    before it are then worthless.
    """
    digest, position = sha256(), 0
    lines = archive.hash_lines(base, digest)
    for line in changes:
        if line.startswith(_SAME_PREFIX):
            first, number = json.loads(line)["same"]
            if first < position:
                raise BaseMismatchError
            next(islice(lines, first - position, first - position), None)
            yield from islice(lines, number)
            position = first + number
        elif line.startswith(_BASE_PREFIX):
            for _ in lines:
                pass
            if json.loads(line)["base"] != digest.hexdigest():
                raise BaseMismatchError
        else:
            yield line
