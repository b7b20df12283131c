"""Turns at a scarce resource: in order, with a share for each client."""

import asyncio
from itertools import pairwise

import pytest

from app.api.turns import Signal, Turns, client_key
from app.errors import Problem
from tests.api.test_protocol import HANG
from tests.api.test_spool import run


def test_turns_go_to_the_first_whose_client_has_room() -> None:
    async def work() -> None:
        turns = Turns(at_once=2, share=1, seconds=HANG, busy_message="")
        order: list[str] = []

        async def take(client: str) -> None:
            await turns.take(client)
            order.append(client)

        await take("a")
        waiting = [asyncio.create_task(take(client)) for client in ("a", "b", "c")]
        await asyncio.sleep(0.05)
        assert order == ["a", "b"], "the second of a waits, though there is a turn"
        turns.end("b")
        await asyncio.sleep(0.05)
        assert order == ["a", "b", "c"]
        turns.end("a")
        await asyncio.gather(*waiting)
        assert order == ["a", "b", "c", "a"]

    run(work())


def test_who_waits_too_long_or_leaves_takes_no_turn() -> None:
    async def work() -> None:
        turns = Turns(at_once=1, share=1, seconds=0.05, busy_message="later")
        await turns.take("a")
        with pytest.raises(Problem, match="unavailable"):
            await turns.take("b")
        leaving = asyncio.create_task(turns.take("b"))
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        turns.end("a")
        await turns.take("b")

    run(work())


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1:2::3", "2001:db8:0:1::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_what_counts_as_one_client(address: str, key: str) -> None:
    assert client_key(address) == key


def test_a_signal_wakes_who_can_go_on_and_lets_the_loop_do_other_work_in_between() -> None:
    async def work() -> None:
        signal, size, steps = Signal(), 0, []

        async def wait_for(minimum: int) -> None:
            await signal.until(lambda: size >= minimum)
            steps.append(f"size {minimum}")

        async def other_work() -> None:
            while not all(task.done() for task in waiting[:3]):
                steps.append("other")
                await asyncio.sleep(0)

        waiting = [asyncio.create_task(wait_for(minimum)) for minimum in (1, 1, 1, 2)]
        await asyncio.sleep(0)
        signal.send()
        await asyncio.sleep(0.01)
        assert not steps, "nobody wakes before the condition is true"
        size = 1
        signal.send()
        async with asyncio.timeout(HANG):
            await other_work()
        wake_steps = [number for number, step in enumerate(steps) if step == "size 1"]
        assert len(wake_steps) == 3
        assert all(after - before > 1 for before, after in pairwise(wake_steps)), (
            "other work goes on between two of them"
        )
        assert not waiting[3].done()
        size = 2
        signal.send()
        await asyncio.gather(*waiting)

    run(work())
