"""A delta: what brings a dump of one revision to a later one.

For each list it has the records that were created or updated since, as NDJSON, in the order of their ids; the ids that
are gone; and the rows that differ, from which a service is restored.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine

from app.api.addresses import with_prefix
from app.api.formats.registry import FORMATS
from app.db import archive
from app.db.revision import moment_of
from app.db.snapshot import Snapshot
from app.db.state_text import changes_between, text_of_state
from app.domain.compression import zstd
from app.domain.json_text import json_text
from app.domain.moments import moment_text
from app.query.changes import ChangeFilter, ChangePosition, changed_bodies, read_changes
from app.resource import Resource
from app.web.data_set import LICENCES, TITLE, list_file_path, list_name
from app.web.dumps.dump import ROWS_ENTRY, ROWS_FILE, DumpFile, checks_of, file_entry, with_checksums

GONE_FILE = "gone.ndjson"
"""The records that were withdrawn or renamed, as ``/changes`` has them."""

ENDS_BATCH = 1000
"""Withdrawn and renamed records that are read at a time."""

EXPECTED_BYTES = 1 << 20
"""Bytes of a file, at a guess. Only a ZIP needs a better one."""


def rows_file(engine: Engine, revision: int) -> DumpFile:
    """The rows of a revision. Reading it raises ``ArchiveAbsentError`` or ``ArchiveDamagedError``."""

    def pieces() -> Iterator[bytes]:
        with engine.connect() as connection:
            yield from _compress(text_of_state(connection, revision))

    return DumpFile(ROWS_FILE, pieces(), EXPECTED_BYTES)


def _compress(lines: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zstd.ZstdCompressor(level=archive.COMPRESSION_LEVEL)
    for line in lines:
        if piece := compressor.compress(line):
            yield piece
    yield compressor.flush()


class Delta:
    """The changes after the revision ``since`` and up to ``until``. ``root`` is the prefix of the service's paths."""

    def __init__(
        self, snapshot: Snapshot, resources: Sequence[Resource], since: int, until: int, root: str = ""
    ) -> None:
        self._snapshot, self._resources, self._root = snapshot, resources, root
        self.since, self.until = since, until

    @property
    def count(self) -> int:
        """The number of files."""
        return len(self._resources) + 4

    def files(self) -> Iterator[DumpFile]:
        """The files: the changed records of each list, the ids that are gone and the rows, then the package and the
        checksums of all others. Reading them raises as :func:`rows_file`."""
        yield from with_checksums(self._contents(), self._package)

    def _contents(self) -> Iterator[DumpFile]:
        for resource in self._resources:
            yield DumpFile(list_file_path(resource, "ndjson"), self._records(resource), EXPECTED_BYTES)
        yield DumpFile(GONE_FILE, self._ends(), EXPECTED_BYTES)
        base, lines = (text_of_state(self._snapshot.connection, number) for number in (self.since, self.until))
        yield DumpFile(ROWS_FILE, _compress(changes_between(base, lines)), EXPECTED_BYTES)

    def _records(self, resource: Resource) -> Iterator[bytes]:
        change_filter = ChangeFilter(self.since, self.until, kinds=(resource.model.kind,))
        for bodies in changed_bodies(self._snapshot, change_filter):
            yield "".join(f"{with_prefix(self._root, body)}\n" for body in bodies).encode()

    def _ends(self) -> Iterator[bytes]:
        change_filter = ChangeFilter(self.since, self.until, only_ends=True)
        after: ChangePosition | None = None
        while rows := read_changes(self._snapshot, self._resources, change_filter, ENDS_BATCH, after):
            after = rows[-1].position
            lines = (json_text(row.entry()) for row in rows)
            yield "".join(f"{with_prefix(self._root, line)}\n" for line in lines).encode()

    def _package(self, complete: Sequence[DumpFile]) -> dict[str, Any]:
        """What the files are, with bytes and hash of each, and from which revision to which they lead."""
        lines = ("ndjson", FORMATS["ndjson"].media_type)
        entries = {list_file_path(resource, "ndjson"): (list_name(resource), *lines) for resource in self._resources}
        entries |= {GONE_FILE: ("gone", *lines), ROWS_FILE: ROWS_ENTRY}
        return {
            "profile": "data-package",
            "name": "communique-delta",
            "title": f"{TITLE}: changes since revision {self.since}",
            "version": str(self.until),
            "since": str(self.since),
            "created": moment_text(moment_of(self.until)),
            "licenses": list(LICENCES),
            "resources": [file_entry(file.name, *entries[file.name], checks_of(file)) for file in complete],
        }
