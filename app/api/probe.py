"""A question that is asked in a thread of its own, once for all who wait for the answer, none of them for long."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from app.api.turns import Signal

T = TypeVar("T")


@dataclass(eq=False)
class _Run(Generic[T]):
    done: bool = False
    value: T | None = None
    error: BaseException | None = None
    signal: Signal = field(default_factory=Signal)


class Probe(Generic[T]):
    """Calls ``ask`` where nobody has yet, and lets go of who has waited long enough: the call goes on for others."""

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._run: _Run[T] | None = None
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "probe")

    @property
    def running(self) -> bool:
        return self._run is not None

    def start(self) -> _Run[T]:
        with self._lock:
            run = self._run
            if run is None:
                run = self._run = _Run()
                self._thread.submit(self._call, run)
        return run

    def _call(self, run: _Run[T]) -> None:
        try:
            run.value = self._ask()
        except BaseException as error:  # noqa: BLE001 - whoever waits is told
            run.error = error
        with self._lock:
            self._run, run.done = None, True
        run.signal.send()

    async def answer(self, seconds: float) -> T:
        """The answer. Raises ``TimeoutError`` where there is none in time, or what the call raised."""
        run = self.start()
        async with asyncio.timeout(seconds):
            await run.signal.until(lambda: run.done)
        if run.error:
            raise run.error
        return run.value  # type: ignore[return-value]

    def close(self) -> None:
        """Let a call that is under way end, before what it uses is closed. An application may be started again."""
        self._thread.shutdown(cancel_futures=True)
        self._thread, self._run = ThreadPoolExecutor(1, "probe"), None
