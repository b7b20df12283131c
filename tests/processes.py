"""Runs the tests in several processes, a file in each at a time.

The processes are forked when the tests are collected, so that modules are loaded once, and memory is shared.
"""

import mmap
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any, cast

import pytest

FORK = multiprocessing.get_context("fork")

File = list[pytest.Item]


def pytest_addoption(parser: pytest.Parser) -> None:
    # Only plugins of pytest's own may have a lower-case letter; this is the one that all know from pytest-xdist.
    parser.getgroup("processes")._addoption(
        "-n", dest="processes", type=int, default=(os.cpu_count() or 1) + 1, metavar="NUMBER",
        help="Processes that run tests: by default one more than there are cores, as tests wait for servers part of"
        " the time; 0 is this process alone.",
    )  # fmt: skip


def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the tests in processes, unless one file, a debugger, or a failed collection leaves nothing to share."""
    option = session.config.option
    files: dict[Path, File] = {}
    for item in session.items:
        files.setdefault(item.path, []).append(item)
    count = min(option.processes, len(files))
    if count < 2 or option.collectonly or option.usepdb or session.testsfailed:
        return None
    _run_in(count, list(files.values()), session)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)
    return True


def _run_in(count: int, files: list[File], session: pytest.Session) -> None:
    """Run files in processes, and report each test when it has ended."""
    basetemp = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    number, stop = FORK.Value("i", 0), mmap.mmap(-1, 1)
    running: dict[Connection, Any] = {}
    last: dict[Connection, str] = {}
    try:
        for index in range(count):
            here, there = FORK.Pipe(duplex=False)
            process = FORK.Process(
                target=_run, args=(session.config, _tests(files, number, stop), there, basetemp / f"process{index}")
            )
            process.start()
            there.close()
            running[here] = process
        while running:
            for connection in cast("list[Connection]", wait(list(running))):
                message = _received(connection)
                if isinstance(message, str):
                    last[connection] = message
                elif message:
                    _report(session.config, *message)
                else:
                    process = running.pop(connection)
                    process.join()
                    if process.exitcode:
                        test = last.get(connection, "before its first test")
                        session.shouldfail = f"a process ended with {process.exitcode}: {test}"
                if session.shouldfail or session.shouldstop:
                    stop[0] = 1
    finally:
        for process in running.values():
            process.terminate()
            process.join()


def _received(connection: Connection) -> Any:
    """The id of a test that starts, a test that has ended, or None if the process has no more, or is gone."""
    try:
        return connection.recv()
    except EOFError:
        return None


def _report(config: pytest.Config, nodeid: str, location: Any, reports: Iterable[dict[str, Any]]) -> None:
    config.hook.pytest_runtest_logstart(nodeid=nodeid, location=location)
    for data in reports:
        report = config.hook.pytest_report_from_serializable(config=config, data=data)
        config.hook.pytest_runtest_logreport(report=report)
    config.hook.pytest_runtest_logfinish(nodeid=nodeid, location=location)


def _tests(files: list[File], number: "Synchronized[int]", stop: mmap.mmap) -> Iterator[pytest.Item]:
    """The tests of files that no other process has taken."""
    while True:
        with number.get_lock():
            taken = number.value
            number.value += 1
        if taken >= len(files):
            return
        for item in files[taken]:
            if stop[0]:
                return
            yield item


def _run(config: pytest.Config, tests: Iterator[pytest.Item], parent: Connection, basetemp: Path) -> None:
    """Run tests in this process, which has just been forked."""
    basetemp.mkdir()
    config._tmp_path_factory._basetemp = basetemp  # type: ignore[attr-defined]
    capture: Any = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()  # what it writes to is the parent's as well
    capture.start_global_capturing()
    config.pluginmanager.unregister(name="terminalreporter")
    config.pluginmanager.register(Reporter(config, parent))
    item = next(tests, None)
    while item:
        following = next(tests, None)  # without one, pytest ends what tests share
        config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        item = following
    parent.send(None)


class Reporter:
    """Tells the parent process of tests."""

    def __init__(self, config: pytest.Config, parent: Connection) -> None:
        self._config, self._parent = config, parent
        self._reports: list[dict[str, Any]] = []

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._reports = []
        self._parent.send(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        self._reports.append(data)

    def pytest_runtest_logfinish(self, nodeid: str, location: Any) -> None:
        self._parent.send((nodeid, location, self._reports))
