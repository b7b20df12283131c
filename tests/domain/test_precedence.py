"""Long work waits for short work, but not forever."""

import time
from contextvars import copy_context
from threading import Event, Thread

import pytest

from app.domain import deadline, precedence
from app.domain.precedence import Precedence, Work

AGES = 3600


@pytest.fixture(autouse=True)
def no_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long work waits at each pause for its turn, and for nothing else."""
    monkeypatch.setattr(precedence, "LULL", 0)
    monkeypatch.setattr(precedence, "SLICE", 0)
    monkeypatch.setattr(precedence, "PATIENCE", AGES)
    monkeypatch.setattr(precedence, "TURN", AGES)


class Long:
    """Long work in a thread. It pauses once when ``may_pause`` is set."""

    def __init__(self, order: Precedence, *, short: bool = False) -> None:
        self.work = Work(order, short=short)
        self.running, self.may_pause, self.has_paused = Event(), Event(), Event()
        self.thread = Thread(target=copy_context().run, args=(self.work.run, self.call), daemon=True)
        self.thread.start()

    def call(self) -> None:
        self.running.set()
        self.may_pause.wait()
        deadline.check()
        self.resumed_at = time.monotonic()
        self.has_paused.set()

    def end(self) -> None:
        self.thread.join(30)
        self.work.end()


def begin_short(order: Precedence) -> Work:
    """Start short work, for which long work waits until it ends."""
    work = Work(order, short=True)
    order.begin(work)
    return work


@pytest.fixture
def order() -> Precedence:
    return Precedence()


def test_outside_of_work_nothing_waits(order: Precedence) -> None:
    short = begin_short(order)
    precedence.pause()
    short.end()


def test_long_work_waits_until_the_last_short_work_ends(order: Precedence) -> None:
    first, second = begin_short(order), begin_short(order)
    long = Long(order)
    long.may_pause.set()
    first.end()
    assert not long.has_paused.wait(0.05)
    second.end()
    assert long.has_paused.wait(30)
    long.end()


def test_long_work_goes_on_when_its_patience_ends(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "PATIENCE", 0.001)
    begin_short(order)  # it never ends
    longs = [Long(order) for _ in range(5)]
    for long in longs:
        long.may_pause.set()
    assert all(long.has_paused.wait(30) for long in longs)


def test_long_work_waits_for_a_moment_after_short_work(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "LULL", 0.2)
    short, long = begin_short(order), Long(order)
    ended_at = time.monotonic()
    short.end()
    long.may_pause.set()
    assert long.has_paused.wait(30)  # nobody wakes it: it looks again by itself
    assert long.resumed_at >= ended_at + precedence.LULL
    long.end()


def test_old_work_is_less_patient(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "OLD_PATIENCE", 0.001)
    begin_short(order)  # it never ends
    young, old = Long(order), Long(order)
    old.work.seconds_in_line = precedence.FILE_AGE
    old.may_pause.set()
    assert old.has_paused.wait(30)
    young.may_pause.set()
    assert not young.has_paused.wait(0.05)


def test_an_answer_is_old_before_a_file(order: Precedence) -> None:
    """An answer has a time limit."""
    answer, file = Work(order, short=True), Work(order, short=False)
    answer.seconds_in_line = file.seconds_in_line = precedence.ANSWER_AGE
    assert (answer.is_old, file.is_old) == (True, False)


def test_old_work_has_longer_slices(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits once, when its patience ends, and not again at each step."""
    monkeypatch.setattr(precedence, "OLD_SLICE", AGES)
    monkeypatch.setattr(precedence, "OLD_PATIENCE", 0.001)
    begin_short(order)  # it never ends
    work = Work(order, short=False)
    work.seconds_in_line = precedence.FILE_AGE

    def call() -> float:
        deadline.check()
        seconds_after_one_wait = work.seconds_in_line
        for _ in range(100):
            deadline.check()
        return work.seconds_in_line - seconds_after_one_wait

    assert copy_context().run(work.run, call) == 0
    work.end()


def test_work_grows_old_in_line(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "PATIENCE", 0.001)
    begin_short(order)  # it never ends
    long = Long(order)
    long.may_pause.set()
    assert long.has_paused.wait(30)
    assert long.work.seconds_in_line >= 0.001


def test_short_work_does_not_wait_for_other_short_work(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "SHORT_SECONDS", AGES)
    begin_short(order)
    short = Long(order, short=True)
    short.may_pause.set()
    assert short.has_paused.wait(30)


def test_long_work_gives_way_before_its_time_is_up(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "SLICE", AGES)
    long = Long(order)
    assert long.running.wait(30)
    short = begin_short(order)
    long.may_pause.set()
    assert not long.has_paused.wait(0.05)
    short.end()
    assert long.has_paused.wait(30)
    long.end()


def test_long_work_whose_patience_has_ended_uses_its_slice(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it would wait again at each step as long as there is short work."""
    monkeypatch.setattr(precedence, "SLICE", AGES)
    monkeypatch.setattr(precedence, "PATIENCE", 0.001)
    begin_short(order)
    waits, wait = 0, order.wait

    def count(work: Work) -> bool:
        nonlocal waits
        waits += 1
        return wait(work)

    monkeypatch.setattr(order, "wait", count)

    def call() -> None:
        for _ in range(100):
            deadline.check()

    work = Work(order, short=False)
    copy_context().run(work.run, call)
    assert waits == 1
    work.end()


def test_an_answer_that_gives_way_holds_nobody_up(order: Precedence) -> None:
    work = Work(order, short=True)
    work.give_way()
    assert not work.run(lambda: order.has_short)


def test_work_that_ended_before_it_began_holds_nobody_up(order: Precedence) -> None:
    """A client may have left while its request waited for a thread."""
    work = Work(order, short=True)
    work.end()
    order.begin(work)
    assert not order.has_short


def test_short_work_becomes_long(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    """From then on it waits for other work, and other work no longer waits for it."""
    monkeypatch.setattr(precedence, "SHORT_SECONDS", 0)
    short, long = begin_short(order), Long(order, short=True)
    long.may_pause.set()
    assert not long.has_paused.wait(0.05)
    short.end()
    assert long.has_paused.wait(30)
    long.end()
    assert order._seconds_until_free() <= 0


def test_one_long_work_runs_at_a_time(order: Precedence) -> None:
    first, second = Long(order), Long(order)
    first.may_pause.set()
    assert first.has_paused.wait(30)  # and computes on
    second.may_pause.set()
    assert not second.has_paused.wait(0.05)
    first.end()
    assert second.has_paused.wait(30)


def test_work_that_waits_for_the_database_holds_nobody_up(order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precedence, "TURN", 0.001)
    first, second = Long(order), Long(order)
    first.may_pause.set()
    assert first.has_paused.wait(30)  # and does not pause again
    second.may_pause.set()
    assert second.has_paused.wait(30)
