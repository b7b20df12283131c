"""A temporary file for libraries that cannot handle a full disk."""

import tempfile
from collections.abc import Iterator
from typing import Any, Self


class ScratchFile:
    """A temporary file that hides errors of the disk from the library that writes it.

    Such an error would end the process in one library, and leave files open in another. After an error the file takes
    all that the library writes, and drops it. :meth:`check` raises the error.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - see __exit__
        self._error: OSError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    @property
    def _is_usable(self) -> bool:
        return self._error is None and not self._file.closed

    def check(self) -> None:
        """Raise the error of the disk, if there was one."""
        if self._error is not None:
            raise self._error

    def write(self, data: Any) -> int:
        remainder = memoryview(data)
        try:
            while remainder and self._is_usable:
                remainder = remainder[self._file.write(remainder) :]
        except OSError as error:
            self._error = error
        return len(data)

    def tell(self) -> int:
        return self._file.tell() if self._is_usable else 0

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence) if self._is_usable else 0

    def flush(self) -> None:
        """Do nothing: all is written at once."""

    def pieces(self) -> Iterator[bytes]:
        """The content from its beginning, 64 KiB at a time. Raises the error of the disk."""
        self.check()
        self._file.seek(0)
        while piece := self._file.read(1 << 16):
            yield piece
