"""A dump as one ZIP file: the same bytes for the same data, whenever and wherever it is made."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from app.web.dumps.dump import DumpFile

MEDIA_TYPE = "application/zip"

LARGE_BYTES = 1 << 30
"""Bytes, at a guess, from which on a file has the sizes of ZIP64, which older programs cannot read."""

PIECE = 1 << 16

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a ZIP can name."""


class _Pieces:
    """What ``ZipFile`` writes to: it cannot seek, so that sizes come behind each file."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        whole, self._pieces, self.size = b"".join(self._pieces), [], 0
        return whole


def zip_pieces(files: Iterable[DumpFile], published_at: datetime | None) -> Iterator[bytes]:
    """The ZIP, in pieces. All files have the time at which the data was published."""
    moment = max(published_at or _EARLIEST, _EARLIEST).astimezone(UTC).timetuple()[:6]
    target = _Pieces()
    with ZipFile(target, "w") as archive:  # type: ignore[call-overload]
        for file in files:
            entry = ZipInfo(file.name, moment)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            with archive.open(entry, "w", force_zip64=file.expected_size >= LARGE_BYTES) as content:
                for piece in file.stream():
                    content.write(piece)
                    if target.size >= PIECE:
                        yield target.take()
    yield target.take()
