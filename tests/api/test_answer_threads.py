"""Threads for routes: in order, with a share for each client, and nobody waits for ever."""

import asyncio
import gc
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread, current_thread
from typing import cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api import answer_threads
from app.api.answer_threads import ALL_BUSY, IN_PROCESS_SHARE, SERVER_SHARE, AnswerThreads, Share
from app.errors import Problem
from tests.api.test_protocol import HANG
from tests.api.test_spool import run


@dataclass
class Call:
    """A call of a client, which lasts until ``end`` is called. The result of ``task`` is the name of its thread."""

    task: "asyncio.Task[str]"
    end: Callable[[], None]


class Calls:
    """``starts`` has the clients of the calls that got a thread, in order, and ``gave_way`` those of calls that gave
    way to others."""

    def __init__(self, threads: AnswerThreads) -> None:
        self.threads = threads
        self.starts: list[str] = []
        self.gave_way: list[str] = []

    async def make(self, client: str, seconds: float = HANG) -> Call:
        may_end = Event()

        def call() -> str:
            self.starts.append(client)
            assert may_end.wait(HANG)
            return current_thread().name

        give_way = partial(self.gave_way.append, client)
        task = asyncio.create_task(self.threads.run(client, call, seconds, give_way))
        await asyncio.sleep(0.05)
        return Call(task, may_end.set)


def test_a_thread_goes_to_the_first_in_line_whose_client_has_room() -> None:
    async def work() -> None:
        calls = Calls(AnswerThreads(Share(1, 1), limit=2))
        first, second = await calls.make("a"), await calls.make("a")
        of_b, of_c = await calls.make("b"), await calls.make("c")
        assert calls.starts == ["a", "b"], "the second of a waits, though there was a thread"
        of_b.end()
        name = await of_b.task
        await asyncio.sleep(0.05)
        assert calls.starts == ["a", "b", "c"]
        first.end()
        await first.task
        second.end()
        of_c.end()
        assert await of_c.task == name, "the thread has gone on with the next in line"
        await second.task
        assert calls.starts == ["a", "b", "c", "a"]

    run(work())


def test_a_client_has_more_threads_when_it_has_been_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        calls = Calls(AnswerThreads(Share(alone=2, beside_others=1)))
        monkeypatch.setattr(answer_threads, "ALONE_SECONDS", HANG)
        client_calls = [await calls.make(client) for client in ("b", "a", "a")]
        assert calls.starts == ["b", "a"], "a has one thread beside b"
        client_calls[0].end()
        await asyncio.sleep(0.05)
        assert calls.starts == ["b", "a"], "and for a while after it"
        monkeypatch.setattr(answer_threads, "ALONE_SECONDS", 0)
        client_calls.append(await calls.make("a"))
        assert calls.starts == ["b", "a", "a"], "two alone, and no more"
        for call in client_calls:
            call.end()
            await call.task

    run(work())


def test_a_client_with_many_calls_in_line_gives_way_unless_it_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        for alone_seconds, clients in ((HANG, ["a"]), (0, [])):
            monkeypatch.setattr(answer_threads, "ALONE_SECONDS", alone_seconds)
            calls = Calls(AnswerThreads(Share(1, 1)))
            client_calls = [await calls.make(client) for client in ("b", *"a" * (answer_threads.CROWD + 2))]
            for call in client_calls:
                call.end()
                await call.task
            assert calls.gave_way == clients, "the second call of a, after which three more are in line"

    run(work())


def test_a_call_for_which_no_thread_is_free_is_refused_in_time() -> None:
    async def work() -> None:
        calls = Calls(AnswerThreads(Share(1, 1), limit=1, seconds=0.1))
        first, refused_call = await calls.make("a"), await calls.make("b")
        with pytest.raises(Problem) as problem:
            await refused_call.task
        assert problem.value.detail == ALL_BUSY
        first.end()
        await first.task
        after = await calls.make("b")
        after.end()
        await after.task
        assert calls.starts == ["a", "b"], "the call that was refused is never made"

    run(work())


def test_a_call_that_hangs_is_given_up() -> None:
    """Its time begins when it gets its thread."""

    async def work() -> None:
        calls = Calls(AnswerThreads(Share(1, 1), limit=1, seconds=0.01))
        hanging = await calls.make("a", seconds=0.2)
        assert not hanging.task.done(), "it has its thread, so that its time in line does not count"
        with pytest.raises(TimeoutError):
            await hanging.task
        hanging.end()

    run(work())


def test_a_call_that_nobody_waits_for_is_not_made() -> None:
    async def work() -> None:
        calls = Calls(AnswerThreads(Share(1, 1), limit=1))
        first, leaving = await calls.make("a"), await calls.make("b")
        leaving.task.cancel()
        await asyncio.gather(leaving.task, return_exceptions=True)
        first.end()
        await first.task
        after = await calls.make("c")
        after.end()
        await after.task
        assert calls.starts == ["a", "c"]

    run(work())


@pytest.mark.parametrize("end", ["client leaves", "time is up"])
def test_a_call_that_nobody_waits_for_leaves_the_line_while_a_thread_hangs(end: str) -> None:
    async def work() -> None:
        calls = Calls(AnswerThreads(Share(1, 1), limit=1, seconds=0.1 if end == "time is up" else HANG))
        hanging, waiting = await calls.make("a"), await calls.make("a")
        assert len(calls.threads._line) == 1
        if end == "client leaves":
            waiting.task.cancel()
        await asyncio.gather(waiting.task, return_exceptions=True)
        assert not calls.threads._line
        hanging.end()
        await hanging.task

    run(work())


def test_every_error_of_a_call_reaches_the_one_who_waits() -> None:
    async def work(error: BaseException) -> None:
        def fail() -> None:
            raise error

        with pytest.raises((type(error), RuntimeError)):
            await asyncio.wait_for(AnswerThreads(Share(1, 1)).run("a", fail, HANG), HANG)

    for error in (StopIteration(), StopAsyncIteration(), GeneratorExit(), MemoryError(), RecursionError()):
        run(work(error))


def test_a_thread_that_the_system_does_not_start_takes_no_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container may have reached its number of processes."""

    class NoThread(Thread):
        def start(self) -> None:
            raise RuntimeError("can't start new thread")

    async def work() -> None:
        calls = Calls(AnswerThreads(Share(1, 1), seconds=0.2))
        monkeypatch.setattr(answer_threads, "Thread", NoThread)
        refused_call = await calls.make("a")
        with pytest.raises(Problem) as problem:
            await refused_call.task
        assert problem.value.detail == ALL_BUSY
        monkeypatch.setattr(answer_threads, "Thread", Thread)
        first = await calls.make("a")
        monkeypatch.setattr(answer_threads, "Thread", NoThread)
        second = await calls.make("b")
        first.end()
        second.end()
        assert await second.task == await first.task, "it waited for the thread that there is"

    run(work())


class Result:
    pass


class FaultError(Exception):
    pass


def test_a_thread_without_a_call_holds_no_result_and_no_error() -> None:
    async def work() -> None:
        threads = AnswerThreads(Share(1, 1), limit=1)
        result = await threads.run("a", Result, HANG)
        of_result = weakref.ref(result)
        del result

        def fail() -> None:
            raise FaultError

        try:
            await threads.run("a", fail, HANG)
        except FaultError as error:
            of_error = weakref.ref(error)
        await asyncio.sleep(0.05)
        assert (of_result(), of_error()) == (None, None)

    gc.disable()  # what only the collector could free would stay for long
    try:
        run(work())
    finally:
        gc.enable()


@pytest.mark.thorough
def test_one_client_gets_no_more_threads_than_its_database_can_use(backend: str, client: TestClient) -> None:
    share = SERVER_SHARE if backend == "postgresql" else IN_PROCESS_SHARE

    async def work() -> None:
        calls = Calls(cast("FastAPI", client.app).state.threads)
        client_calls = [await calls.make("a") for _ in range(share.alone + 1)]
        client_calls.append(await calls.make("b"))
        assert calls.starts == ["a"] * share.alone + ["b"], "the last of a waits, though there are threads"
        for call in client_calls:
            call.end()
            await call.task

    run(work())
