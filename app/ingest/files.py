"""Reading of a file that somebody names: a regular one, of a bounded size."""

import stat
from pathlib import Path


class FileError(ValueError):
    """A file cannot be read; the message is a sentence that says why."""


def read(path: Path, limit: int) -> bytes:
    """The bytes of a file. A pipe or a device is refused, as reading one may never end, and so is a large file."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            raise FileError("it is a folder" if stat.S_ISDIR(kind) else "it is a pipe or device, and no file")
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise FileError(f"it cannot be read: {error.strerror}") from None
    if len(raw) > limit:
        raise FileError(f"it has more than {limit:,} bytes")
    return raw


def decode(raw: bytes) -> str:
    """The text of bytes in UTF-8, without a byte order mark."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileError(f"it is not in UTF-8: line {line} has the byte {raw[error.start]:#04x}") from None
