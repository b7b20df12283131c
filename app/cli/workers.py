"""The supervisor of several workers: that of uvicorn, except that a worker that hangs does not delay a stop.

Uvicorn heeds no signal while it waits for a worker to answer, for as long as a worker may take to start. After that it
waits for the end of each worker, however long that takes.
"""

import logging
import signal
import time
from socket import socket
from threading import Event
from typing import ClassVar

from uvicorn.config import Config
from uvicorn.supervisors import multiprocess

log = logging.getLogger("uvicorn.error")

STEP_SECONDS = 0.1
"""Seconds between two looks at whether the server is to stop, while a worker is silent."""

END_SECONDS = 5
"""Seconds that a worker has to end after the time that its open requests have."""


class Worker(multiprocess.Process):
    """A worker whose answer is awaited until the server is to stop, and whose end is awaited for a limited time."""

    stop: ClassVar[Event]
    """Set when the server is to stop."""

    deadline: float | None = None
    """When the worker must have ended, on the clock of ``time.monotonic``; None until it is asked to end."""

    def _healthcheck(self, timeout: float) -> bool | None:
        """Whether the worker has started; False also if the server is to stop first. None if the worker is dead, or
        silent for ``timeout`` seconds."""
        until = time.monotonic() + timeout
        try:
            self.parent_conn.send(b"ping")
            while not self.parent_conn.poll(STEP_SECONDS):
                if self.stop.is_set():
                    return False
                if time.monotonic() > until or not self.process.is_alive():
                    return None
            return bool(self.parent_conn.recv())
        except (OSError, EOFError):
            return None

    def terminate(self) -> None:
        """Ask the worker to end."""
        self.deadline = time.monotonic() + (self.config.timeout_graceful_shutdown or 0) + END_SECONDS
        super().terminate()

    def join(self) -> None:
        """Wait for the end of the worker. If it does not end in time, kill it."""
        if self.deadline is not None:
            self.process.join(max(0, self.deadline - time.monotonic()))
            if self.process.is_alive():
                log.warning(f"Child process [{self.pid}] did not end in time, killing it.")
                self.process.kill()
        super().join()


class Supervisor(multiprocess.Multiprocess):
    """Keeps workers running, until SIGTERM or SIGINT."""

    def __init__(self, config: Config, sockets: list[socket]) -> None:
        multiprocess.Process = Worker  # type: ignore[misc]  # uvicorn takes no other class
        super().__init__(config, sockets)
        Worker.stop = self.should_exit
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda number, _frame: self._stop(number))

    def _stop(self, number: int) -> None:
        log.info(f"Received {signal.Signals(number).name}, exiting.")
        self.should_exit.set()
