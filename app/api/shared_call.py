"""A call in a thread of its own, shared by all coroutines that wait for its result; each waits for a limited time."""

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
    is_complete: bool = False
    value: T | None = None
    error: BaseException | None = None
    signal: Signal = field(default_factory=Signal)


class SharedCall(Generic[T]):
    """Runs ``call`` in a thread, at most once at a time.

    A coroutine that asks while a call is running waits for that one. If its time is up it goes on without the result,
    and the call runs on for the others.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        self._target = call
        self._run: _Run[T] | None = None
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "shared")

    def start(self) -> _Run[T]:
        """The running call, begun if there was none."""
        with self._lock:
            run = self._run
            if run is None:
                run = self._run = _Run()
                self._thread.submit(self._run_call, run)
        return run

    def _run_call(self, run: _Run[T]) -> None:
        try:
            run.value = self._target()
        except BaseException as error:  # noqa: BLE001 - it is raised for everyone who waits
            run.error = error
        with self._lock:
            self._run, run.is_complete = None, True
        run.signal.send()

    async def answer(self, seconds: float) -> T:
        """The result. Raises ``TimeoutError`` if there is none after so many seconds, or what the call raised."""
        run = self.start()
        async with asyncio.timeout(seconds):
            await run.signal.until(lambda: run.is_complete)
        if run.error:
            raise run.error
        return run.value  # type: ignore[return-value]

    def close(self) -> None:
        """Wait for a running call to end, so that what it uses can be closed. It can be used again."""
        self._thread.shutdown(cancel_futures=True)
        self._thread, self._run = ThreadPoolExecutor(1, "shared"), None
