"""The file of a past state is made once for all who wait for it, and no client keeps the others waiting."""

import asyncio
import gc
from threading import Event
from typing import Any

import pytest

from app.api import past
from app.api.past import PastStates
from app.errors import Problem
from app.settings import Settings

FIRST_CLIENT, SECOND_CLIENT = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def gate() -> Event:
    return Event()


@pytest.fixture
def made_revisions() -> list[int]:
    return []


@pytest.fixture
def states(gate: Event, made_revisions: list[int]) -> PastStates:
    def make(_settings: Settings, revision: int) -> None:
        gate.wait(10)
        made_revisions.append(revision)

    return PastStates(Settings(), make)


def run(states: PastStates, gate: Event, *waits: tuple[int, str]) -> list[Any]:
    """What each wait ends with, if no file is made before all wait."""

    async def all_of_them() -> list[Any]:
        tasks = [asyncio.create_task(states.wait(*wait)) for wait in waits]
        await asyncio.sleep(0.02)
        gate.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    return [error.headers if isinstance(error, Problem) else error for error in asyncio.run(all_of_them())]


BUSY = {"Retry-After": "5"}


@pytest.mark.parametrize(
    ("waits", "ends", "files"),
    [
        ([(1, FIRST_CLIENT), (1, FIRST_CLIENT), (1, SECOND_CLIENT)], [None, None, None], [1]),
        ([(1, FIRST_CLIENT), (2, FIRST_CLIENT), (3, SECOND_CLIENT)], [None, BUSY, None], [1, 3]),
    ],
)
def test_a_file_is_made_once_and_each_client_has_one_in_line(
    states: PastStates, gate: Event, made_revisions: list[int], waits: Any, ends: Any, files: list[int]
) -> None:
    assert run(states, gate, *waits) == ends
    assert made_revisions == files


def test_a_request_waits_for_a_bounded_time(
    states: PastStates, gate: Event, made_revisions: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "FILE_WAIT_SECONDS", 0.001)
    assert run(states, gate, (1, FIRST_CLIENT)) == [BUSY]
    monkeypatch.setattr(past, "FILE_WAIT_SECONDS", 8.0)
    assert run(states, gate, (2, SECOND_CLIENT)) == [None]  # after the first, which went on alone
    assert made_revisions == [1, 2]


def test_the_line_is_bounded(states: PastStates, gate: Event) -> None:
    ends = run(states, gate, *((number, f"192.0.2.{number}") for number in range(past.QUEUE_LENGTH + 2)))
    assert ends == [None] * past.QUEUE_LENGTH + [BUSY] * 2


def test_a_failure_is_told_to_all_and_not_for_ever(made_revisions: list[int]) -> None:
    def fail(_settings: Settings, revision: int) -> None:
        made_revisions.append(revision)
        raise Problem("unavailable", headers={"Retry-After": "60"})

    states, gate = PastStates(Settings(), fail), Event()
    assert run(states, gate, (1, FIRST_CLIENT)) == run(states, gate, (1, FIRST_CLIENT)) == [{"Retry-After": "60"}]
    assert made_revisions == [1, 1]


def test_a_failure_that_nobody_waits_for_any_more_is_no_traceback(
    gate: Event, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_settings: Settings, _revision: int) -> None:
        gate.wait(10)
        raise Problem("unavailable")

    states = PastStates(Settings(), fail)

    async def leave_before_it_fails() -> None:
        with pytest.raises(Problem):
            await states.wait(1, FIRST_CLIENT)
        gate.set()
        await asyncio.to_thread(states._thread.shutdown)
        await asyncio.sleep(0.01)
        gc.collect()

    monkeypatch.setattr(past, "FILE_WAIT_SECONDS", 0.001)
    gc.freeze()  # to collect what is made from here on takes no second
    asyncio.run(leave_before_it_fails())
    assert caplog.messages == []
