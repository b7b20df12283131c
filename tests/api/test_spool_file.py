"""A file of the spool: readers get each byte as it is written, and the error if the writing fails."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.api.spool_file import PIECE, SpoolFile
from tests.api.test_spool import run


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, None, b"a" * PIECE + b"end"), (PIECE, None, b"end"), (PIECE - 1, PIECE + 1, b"ae"), (PIECE + 3, None, b"")],
)
def test_a_reader_gets_the_bytes_of_its_range(
    threads: ThreadPoolExecutor, start: int, end: int | None, expected: bytes
) -> None:
    async def work() -> None:
        file = SpoolFile()
        file.append(b"a" * PIECE)
        reading = file.read(threads, start, end)
        threads.submit(file.append, b"end").add_done_callback(lambda _: file.end())
        assert b"".join([piece async for piece in reading]) == expected
        file.close()

    run(work())


def test_a_reader_of_a_file_that_is_cut_gets_the_error(threads: ThreadPoolExecutor) -> None:
    async def work() -> None:
        file = SpoolFile()
        file.append(b"a")
        reading = file.read(threads, 0, None)
        assert await anext(reading) == b"a"
        file.cut(LookupError("no room"))
        with pytest.raises(LookupError, match="no room"):
            await anext(reading)
        file.close()

    run(work())
