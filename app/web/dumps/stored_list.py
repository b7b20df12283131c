"""A list that is read from the database once, and then from a temporary file as often as there are formats."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import IO, Any

from app.api.exports import EXPORT_BATCH
from app.api.formats.columns import Batches, columns
from app.api.formats.export import Export
from app.domain.compression import zstd
from app.domain.deadline import check_each
from app.query.coverage import DataState
from app.resource import Resource

LEVEL = 1
"""Level of compression: the file is read again within seconds, and is a tenth as long as the records."""


class StoredList:
    """The records of a list in a file without a name, compressed. ``length`` is the bytes of their JSON."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.count = self.length = 0
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="communique-")  # noqa: SIM115 - see close

    @property
    def bytes_on_disk(self) -> int:
        return self._file.seek(0, 2)

    def fill(self, batches: Iterable[list[str]], progress: Callable[[], None]) -> None:
        """Store the bodies. ``progress`` is called after each batch, and may raise."""
        with zstd.ZstdFile(self._file, "wb", level=LEVEL) as file:
            for batch in batches:
                lines = "".join(f"{body}\n" for body in batch).encode()
                file.write(lines)
                self.count += len(batch)
                self.length += len(lines)
                progress()

    def batches(self) -> Batches:
        """The bodies in the order of the list."""
        if not self.count:  # without a byte to compress the file has no beginning and no end of a stream
            return
        self._file.seek(0)
        with zstd.ZstdFile(self._file, "rb") as file:
            while lines := list(islice(file, EXPORT_BATCH)):
                yield [line[:-1].decode() for line in lines]

    def records(self) -> Iterator[list[dict[str, Any]]]:
        """The parsed records, in batches."""
        for batch in self.batches():
            yield [json.loads(body) for body in check_each(batch)]

    def export(self, state: DataState) -> Export:
        """What a writer of a format gets: the same as for the list's file without parameters."""
        return Export(
            batches=self.batches(),
            columns=columns(self.resource.out),
            title=self.resource.path,
            base="",
            address="",
            updated_at=state.updated_at,
            total=self.count,
            revision=state.revision,
        )

    def close(self) -> None:
        self._file.close()
