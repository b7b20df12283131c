"""Reads a file that a user names, if it is a regular file of bounded size. Writes files through to the disk."""

import os
import stat
from pathlib import Path


class FileError(ValueError):
    """A file cannot be read. The message says why, in a sentence."""


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file. Raises :class:`FileError` for a pipe, a device or more than ``limit`` bytes.

    Reading a pipe or a device might never end.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise FileError("it is a folder" if stat.S_ISDIR(mode) else "it is a pipe or device, and no file")
        with path.open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        raise FileError(f"it cannot be read: {error.strerror}") from None
    if len(raw) > limit:
        raise FileError(f"it has more than {limit:,} bytes")
    return raw


def decode(raw: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark. Raises :class:`FileError` that names the line of a fault."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileError(f"it is not in UTF-8: line {line} has the byte {raw[error.start]:#04x}") from None


def write_to_disk(path: Path, content: bytes) -> None:
    """Write a file, and return when it is on the disk. A crash meanwhile leaves a part: write beside it, and rename."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
