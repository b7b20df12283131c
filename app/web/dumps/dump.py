"""The files of a dump, made one after the other from one read of the database."""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from importlib import metadata
from itertools import chain
from typing import Any

from app import __version__
from app.api.addresses import with_prefix
from app.api.exports import list_bodies
from app.api.formats.registry import FORMATS
from app.db.snapshot import Snapshot
from app.query.coverage import DataState
from app.query.list_statement import resolve_query
from app.resource import Resource, fingerprint
from app.web.data_set import (
    CC0,
    DATA_DESCRIPTION,
    TABULAR,
    TITLE,
    data_package,
    list_file_path,
    list_name,
    read_data_set,
)
from app.web.dumps.sqlite import write_sqlite
from app.web.dumps.stored_list import StoredList

SQLITE_FILE, PACKAGE, CHECKSUMS = "communique.sqlite", "datapackage.json", "SHA256SUMS"
ROWS_FILE = "rows.ndjson.zst"
"""The file from which a database is restored."""
ROWS_ENTRY = ("rows", "ndjson.zst", "application/zstd")


@dataclass
class DumpFile:
    """A file of a dump. ``pieces`` is its content, to be read to its end before the next file is asked for. Then
    ``size`` and ``digest``, its SHA-256 in hexadecimal digits, are those of the whole; ``expected_size`` is a guess
    before."""

    name: str
    pieces: Iterable[bytes]
    expected_size: int
    size: int = 0
    digest: str = ""

    def stream(self) -> Iterator[bytes]:
        """The content. Raises what the making of it raises."""
        checksum = sha256()
        for piece in self.pieces:
            checksum.update(piece)
            self.size += len(piece)
            yield piece
        self.digest = checksum.hexdigest()


def installed_suffixes() -> list[str]:
    """The formats of each list that this server can write."""
    return [suffix for suffix in TABULAR if FORMATS[suffix].is_installed]


def dump_tag(state: DataState, resources: Sequence[Resource], public_url: str) -> str:
    """The entity tag of the ZIP of a dump, made of all that its bytes depend on: two servers with the same software and
    data give the same."""
    writers = []
    for package in ("arro3-core", "arro3-io"):
        try:
            writers.append(metadata.version(package))
        except metadata.PackageNotFoundError:
            writers.append("")
    software = [__version__, fingerprint(resources), sqlite3.sqlite_version, zlib.ZLIB_RUNTIME_VERSION, *writers]
    identity = "\n".join(["dump", *software, str(state.revision), str(state.published_at), public_url])
    return f'"{blake2b(identity.encode(), digest_size=12).hexdigest()}"'


def with_checksums(
    files: Iterable[DumpFile], describe: Callable[[Sequence[DumpFile]], dict[str, Any]]
) -> Iterator[DumpFile]:
    """The files, then the package that describes them, and the checksums of all."""
    complete: list[DumpFile] = []
    for file in files:
        yield file
        complete.append(file)
    package = json.dumps(describe(complete), ensure_ascii=False, indent=1).encode()
    complete.append(DumpFile(PACKAGE, [package], len(package)))
    yield complete[-1]
    sums = "".join(f"{file.digest}  {file.name}\n" for file in complete).encode()
    yield DumpFile(CHECKSUMS, [sums], len(sums))


def file_entry(path: str, name: str, suffix: str, media_type: str, checks: dict[str, Any]) -> dict[str, Any]:
    """What a package says of a file that it does not describe as a table.

    Without ``file`` as its type, frictionless would read it as a table, and guess the types of columns.
    """
    entry = {"name": f"{name}-{suffix}", "path": path, "format": suffix, "mediatype": media_type}
    return {"profile": "data-resource", "type": "file", **entry, **checks}


def checks_of(file: DumpFile) -> dict[str, Any]:
    """Bytes and hash of a file that was read to its end."""
    return {"bytes": file.size, "hash": f"sha256:{file.digest}"}


class Dump:
    """All lists of the revision of a snapshot. Its files are made from one short read of the database.

    ``public_url`` is the address of the service, or empty if the operator has set none, and ``root`` the prefix of its
    paths. ``progress`` is called with the bytes of the temporary files as they grow; it may raise, to end the work.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        resources: Sequence[Resource],
        public_url: str = "",
        root: str = "",
        progress: Callable[[int], None] = lambda _: None,
    ) -> None:
        snapshot.hold()
        self.data = read_data_set(snapshot, public_url, resources)
        self._snapshot, self._root, self._progress = snapshot, root, progress
        self._lists: list[StoredList] = []

    def close(self) -> None:
        """Free the connection and the temporary files."""
        self._snapshot.close()
        for stored_list in self._lists:
            stored_list.close()

    def _store_lists(self) -> None:
        """Store all lists, each in its usual order, and give the connection back."""
        for resource in self.data.resources:
            stored_list = StoredList(resource)
            self._lists.append(stored_list)
            query = resolve_query(self._snapshot, resource, resource.query())
            bodies = list_bodies(self._snapshot, query, scan=True)
            batches = ([with_prefix(self._root, body) for body in batch] for batch in bodies)
            stored_list.fill(batches, lambda: self._progress(self._stored_bytes))
        self._snapshot.close()

    @property
    def _stored_bytes(self) -> int:
        return sum(stored_list.bytes_on_disk for stored_list in self._lists)

    @property
    def count(self) -> int:
        """The number of files."""
        return len(self.data.resources) * len(installed_suffixes()) + 3

    def files(self, extra_files: Iterable[DumpFile] = ()) -> Iterator[DumpFile]:
        """The files: each list in each format, the SQLite file and ``extra_files``, then the package and the checksums
        of all others."""
        self._store_lists()
        yield from with_checksums(chain(self._files_of_lists(), [self._sqlite()], extra_files), self._package)

    def _files_of_lists(self) -> Iterator[DumpFile]:
        for stored_list in self._lists:
            for suffix in installed_suffixes():
                pieces = FORMATS[suffix].write(stored_list.export(self.data.state))
                yield DumpFile(list_file_path(stored_list.resource, suffix), pieces, stored_list.length)

    def _sqlite(self) -> DumpFile:
        about = {
            "title": TITLE,
            "description": DATA_DESCRIPTION,
            "revision": self.data.version,
            "published": self.data.published_at or "",
            "licence": CC0,
            "homepage": self.data.base,
        }
        stored_bytes = self._stored_bytes
        pieces = write_sqlite(self._lists, about, lambda size: self._progress(stored_bytes + size))
        return DumpFile(SQLITE_FILE, pieces, 2 * sum(stored_list.length for stored_list in self._lists))

    def _package(self, complete: Sequence[DumpFile]) -> dict[str, Any]:
        """The package of the data set, with bytes and hash of each file."""
        package = data_package(self.data)
        sums = {file.name: checks_of(file) for file in complete}
        tables = [{**entry, **sums.pop(entry["path"])} for entry in package["resources"]]
        names = {
            list_file_path(resource, suffix): (list_name(resource), suffix, FORMATS[suffix].media_type)
            for resource in self.data.resources
            for suffix in installed_suffixes()
        }
        names |= {SQLITE_FILE: ("communique", "sqlite", "application/vnd.sqlite3"), ROWS_FILE: ROWS_ENTRY}
        other_entries = [file_entry(path, *names[path], checks) for path, checks in sums.items()]
        return {**package, "profile": "data-package", "resources": [*tables, *other_entries]}
