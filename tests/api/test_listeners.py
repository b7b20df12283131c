"""Clients that wait for changes: how many there may be, and what ends their waiting."""

import asyncio
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from app.api import listeners
from app.api.listeners import EndOfStreamError, Listeners
from app.errors import Problem


class Database:
    """A database whose version is the number of its revision; None while it is away."""

    revision: int | None = 1
    reads = 0

    async def current(self) -> int | None:
        return self.revision

    def newest(self) -> int:
        self.reads += 1
        if self.revision is None:
            raise OperationalError("select", {}, Exception("away"))
        return self.revision


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(listeners, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(listeners, "SILENCE_SECONDS", 0.05)
    return Database()


def listeners_of(database: Any, limit: int = 4) -> Listeners:
    return Listeners(limit, database, database.newest)


def test_one_look_serves_all_who_wait(database: Database) -> None:
    async def run() -> list[bool]:
        all_listeners = listeners_of(database)
        for client in ("a", "a", "b", "b"):
            all_listeners.add(client)
        waiting = [asyncio.create_task(all_listeners.wait_for_newer(1, 5)) for _ in range(4)]
        assert not await all_listeners.wait_for_newer(1, 0.03)
        database.revision = 2
        answers = await asyncio.gather(*waiting)
        all_listeners.close()
        return answers

    assert asyncio.run(run()) == [True] * 4
    assert database.reads == 2


def test_how_many_may_listen(database: Database) -> None:
    async def run() -> None:
        all_listeners = listeners_of(database)
        for client in ("a", "a", "b"):
            all_listeners.add(client)
        with pytest.raises(Problem):
            all_listeners.add("a")  # half of them are one client's
        all_listeners.add("c")
        with pytest.raises(Problem):
            all_listeners.add("d")
        for client in ("a", "a", "b", "c"):
            all_listeners.remove(client)
        assert len(all_listeners) == 0
        all_listeners.add("a")
        all_listeners.close()

    asyncio.run(run())


def test_all_are_let_go_when_the_database_is_gone(database: Database) -> None:
    async def run() -> None:
        all_listeners = listeners_of(database)
        all_listeners.add("a")
        assert await all_listeners.wait_for_newer(0, 5)
        database.revision = None
        with pytest.raises(EndOfStreamError):
            await all_listeners.wait_for_newer(1, 5)
        with pytest.raises(Problem):
            all_listeners.add("b")  # until the last has ended
        all_listeners.remove("a")
        database.revision = 2
        all_listeners.add("b")
        assert await all_listeners.wait_for_newer(1, 5)
        all_listeners.close()

    asyncio.run(run())
