"""The spool of files: bytes and files are bounded, readers are independent, and a file without a reader ends."""

import asyncio
import errno
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.api import spool
from app.api.spool import AbandonedError, Spool, SpoolReader
from app.api.spool_file import Check, PreparedFile, SpoolFile
from app.errors import Problem
from tests.api.test_protocol import HANG
from tests.conftest import on_sqlite

pytestmark = [on_sqlite, pytest.mark.usefixtures("spools_closed")]


def file_of(tag: str, pieces: Iterator[bytes], close: Callable[[], None] = lambda: None, **options: Any) -> Any:
    def prepare(_check: Check) -> PreparedFile:
        return PreparedFile(tag, {}, "text/plain", pieces, close, **options)

    return prepare


async def open_file(files: Spool, tag: str, *pieces: bytes, client: str = "") -> tuple[SpoolReader, SpoolFile]:
    reader = files.open(tag, client, file_of(tag, iter(pieces)))
    _, file = await reader.wait()
    assert file is not None
    return reader, file


async def made_whole(reader: SpoolReader) -> SpoolFile:
    _, file = await reader.wait()
    assert file is not None
    await file.ready()
    return file


async def content(reader: SpoolReader, file: SpoolFile) -> bytes:
    return b"".join([piece async for piece in reader.read(file)])


def run(work: Any) -> None:
    async def work_in_time() -> None:
        async with asyncio.timeout(HANG):
            await work

    asyncio.run(work_in_time())


def test_a_full_disk_gets_the_room_of_files_that_nobody_reads() -> None:
    def without_room() -> Iterator[bytes]:
        raise OSError(errno.ENOSPC, "No space left on device")
        yield b""

    async def work() -> None:
        files = Spool()
        idle_reader, idle_file = await open_file(files, "idle", b"x")
        await content(idle_reader, idle_file)
        idle_reader.leave()
        reader, file = await open_file(files, "read", b"y")
        late_reader = files.open("late", "", file_of("late", without_room()))
        with pytest.raises(Problem, match="unavailable"):
            await made_whole(late_reader)
        late_reader.leave()
        assert files.bytes_in_use == 1
        assert await content(reader, file) == b"y"
        reader.leave()

    run(work())


def test_the_last_files_are_kept_for_their_ranges() -> None:
    async def work() -> None:
        files = Spool()
        for number in range(spool.MAX_UNREAD + 3):
            reader, file = await open_file(files, str(number), b"x" * 10)
            assert await content(reader, file) == b"x" * 10
            reader.leave()
        await asyncio.sleep(0)
        assert len(files) == spool.MAX_UNREAD
        assert files.bytes_in_use == spool.MAX_UNREAD * 10

    run(work())


def test_a_slow_reader_holds_up_no_writer() -> None:
    async def work() -> None:
        close_event = threading.Event()
        files = Spool()
        reader = files.open("a", "", file_of("a", (b"x" * 100_000 for _ in range(20)), close_event.set))
        _, file = await reader.wait()
        assert file is not None
        pieces = reader.read(file)
        first = await anext(pieces)
        await asyncio.to_thread(close_event.wait, HANG)
        assert close_event.is_set()
        assert len(first) + sum([len(piece) async for piece in pieces]) == 2_000_000

    run(work())


def test_bytes_are_bounded_and_what_nobody_reads_gives_way() -> None:
    async def work() -> None:
        files = Spool(size=1000)
        stored_reader, _ = await open_file(files, "a", b"x" * 600)
        await asyncio.sleep(0.1)
        reader, file = await open_file(files, "b", b"y" * 600)
        with pytest.raises(Problem) as full:
            await file.ready()
        assert full.value.detail == spool.NO_ROOM
        reader.leave()
        stored_reader.leave()
        reader, file = await open_file(files, "c", b"y" * 600)
        assert await content(reader, file) == b"y" * 600
        assert files.bytes_in_use == 600
        reader, file = await open_file(files, "d", b"y" * 1001)
        with pytest.raises(Problem) as large:
            await file.ready()
        assert large.value.detail == spool.TOO_LARGE

    run(work())


def test_a_lasting_file_is_made_to_its_end_and_stays() -> None:
    async def work() -> None:
        go, close_event = threading.Event(), threading.Event()

        def pieces() -> Iterator[bytes]:
            yield b"x"
            go.wait(HANG)
            yield b"y"

        files = Spool()
        reader = files.open("a", "", file_of("dump", pieces(), close_event.set, slow=True))
        await reader.wait()
        reader.leave()
        go.set()
        await asyncio.to_thread(close_event.wait, HANG)
        for number in range(spool.MAX_UNREAD + 2):
            second_reader, file = await open_file(files, str(number), b"z")
            await content(second_reader, file)
            second_reader.leave()
        again = files.open("b", "", file_of("dump", iter([b"made again"]), slow=True))
        assert await content(again, await made_whole(again)) == b"xy"
        again.leave()
        newer = [f"newer {number}" for number in range(spool.MAX_SLOW)]
        for tag in newer:
            second_reader = files.open(tag, "", file_of(tag, iter([b"newer"]), slow=True))
            await made_whole(second_reader)
            second_reader.leave()
        assert [tag for file, tag in files._files.items() if file.slow] == newer

    run(work())


def test_a_lasting_file_counts_what_its_making_takes_and_is_not_tried_again_if_that_is_too_much() -> None:
    async def work() -> None:
        attempts: list[int] = []

        def prepare(check: Check) -> PreparedFile:
            def pieces() -> Iterator[bytes]:
                attempts.append(1)
                for beside in (500, 900):
                    check(beside)
                    yield b"x" * 200

            return PreparedFile("dump", {}, "text/plain", pieces(), lambda: None, needs_all_records=True, slow=True)

        files = Spool(size=1000)
        for key in "ab":
            reader = files.open(key, "", prepare)
            with pytest.raises(Problem) as large:
                await made_whole(reader)
            assert large.value.detail == spool.TOO_LARGE
            reader.leave()
        assert attempts == [1]
        assert files.bytes_in_use == 0

    run(work())


def test_what_is_read_for_long_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "READ_SECONDS", 0.0)

    async def work() -> None:
        files = Spool(size=1000)
        slow, old = await open_file(files, "a", b"x" * 600)
        await old.ready()
        reader, file = await open_file(files, "b", b"y" * 600)
        assert await content(reader, file) == b"y" * 600
        with pytest.raises(Problem):
            await content(slow, old)
        slow.leave()
        assert old._file.closed
        assert len(files) == 1

    run(work())


def test_the_number_of_files_is_bounded() -> None:
    async def work() -> None:
        files = Spool(files=3)
        readers = [await open_file(files, str(number), b"x") for number in range(3)]
        with pytest.raises(Problem) as full:
            await open_file(files, "more", b"x")
        assert full.value.detail == spool.NO_ROOM
        await readers[0][1].ready()
        readers[0][0].leave()
        await open_file(files, "more", b"x")

    run(work())


def test_what_is_read_for_a_file_that_comes_at_the_end_counts() -> None:
    """A workbook is such a file: it is written elsewhere before its first byte."""

    async def work() -> None:
        files = Spool(size=1000)

        def prepare(check: Check) -> PreparedFile:
            def pieces() -> Iterator[bytes]:
                check(600)
                assert files.bytes_in_use == 600
                check(1001)
                yield b"never"

            return PreparedFile("a", {}, "", pieces(), lambda: None, needs_all_records=True)

        reader = files.open("a", "", prepare)
        _, file = await reader.wait()
        assert file is not None
        with pytest.raises(Problem) as large:
            await file.ready()
        assert large.value.detail == spool.TOO_LARGE

    run(work())


def test_a_fault_in_the_middle_ends_the_reading() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"
        raise ValueError("the database is gone")

    async def work() -> None:
        files = Spool()
        reader = files.open("a", "", file_of("a", pieces()))
        _, file = await reader.wait()
        assert file is not None
        with pytest.raises(ValueError, match="gone"):
            await content(reader, file)
        reader.leave()
        assert len(files) == 0
        reader, file = await open_file(files, "a", b"again")
        assert await content(reader, file) == b"again"

    run(work())


def test_who_leaves_early_takes_nothing_from_others() -> None:
    async def work() -> None:
        files, go = Spool(), threading.Event()

        def prepare(check: Check) -> PreparedFile:
            go.wait(HANG)
            check(0)
            return PreparedFile("a", {}, "", iter([b"x" * 10]), lambda: None)

        first, second = files.open("k", "", prepare), files.open("k", "", prepare)
        first.leave()
        go.set()
        _, file = await second.wait()
        assert file is not None
        assert await content(second, file) == b"x" * 10

    run(work())


def test_a_preparation_that_nobody_waits_for_ends() -> None:
    async def work() -> None:
        files, go, refusals = Spool(), threading.Event(), []

        def prepare(check: Check) -> PreparedFile:
            go.wait(HANG)
            try:
                check(0)
            except AbandonedError as error:
                refusals.append(error)
                raise
            return PreparedFile("a", {}, "", iter([b"x"]), lambda: None)

        reader = files.open("k", "", prepare)
        await asyncio.sleep(0.05)
        reader.leave()
        go.set()
        while not refusals:
            await asyncio.sleep(0.02)
        assert len(files) == 0

    run(work())
