"""How it is measured, from core 1: requests a second, the slowest in a hundred, whole files, memory."""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from benchmarks.database import ROOT, WORK
from benchmarks.memory import forget_peak, memory
from benchmarks.peers import Server

ROUNDS, SECONDS = 3, 2
ATTACK = 20.0
"""Seconds for which a hostile client asks."""
WRK = ("taskset", "-c", "1", "wrk", "-t1")


@dataclass(frozen=True)
class Timed:
    """A request to be repeated; one with a ``body`` is a POST of JSON."""

    url: str
    header: str = "X-None: 1"
    body: str | None = None
    status: int = 200


def rate(timed: Timed, seconds: int = SECONDS) -> float:
    """Requests a second over eight connections."""
    alone = min(_alone(timed), _alone(timed))  # the first may wait for what was given up before
    if alone > seconds / 2:  # what wrk gives up would go on and slow the next
        return 1 / alone
    script: list[str | Path] = []
    if timed.body is not None:
        post = WORK / "post.lua"
        text = f'wrk.method = "POST"\nwrk.body = {json.dumps(timed.body)}\n'
        post.write_text(f'{text}wrk.headers["Content-Type"] = "application/json"\n', "utf-8")
        script = ["-s", post]
    command = [*WRK, "-c8", f"-d{seconds}s", "--timeout", "60s", "-H", timed.header, *script, timed.url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told and timed.status < 300:
        raise SystemExit(f"{timed.url} failed: {told}")
    found = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", told)
    assert found, told
    return float(found[1]) / (float(found[2]) * {"ms": 0.001, "s": 1, "m": 60}[found[3]])


def _alone(timed: Timed) -> float:
    """Seconds that one request takes by itself, of which a core does one after another."""
    name, _, value = timed.header.partition(": ")
    headers = {name: value} | ({"Content-Type": "application/json"} if timed.body else {})
    started = time.perf_counter()
    httpx.request("POST" if timed.body else "GET", timed.url, headers=headers, content=timed.body, timeout=300)
    return time.perf_counter() - started


def rounds(timed: dict[str, Timed]) -> dict[str, float]:
    """The middle rate of each, in rounds that take turns; the first warms up and does not count."""
    found: dict[str, list[float]] = {name: [] for name in timed}
    for number in range(ROUNDS + 1):
        for name, one in timed.items():
            per_second = rate(one, SECONDS if number else 1)
            if number:
                found[name].append(per_second)
    return {name: statistics.median(rates) for name, rates in found.items()}


def latencies(base: str, paths: Sequence[str]) -> list[float]:
    """Milliseconds that each request took, one after another on one connection, in order of length."""
    where = urlsplit(base)
    connection = http.client.HTTPConnection(where.hostname or "", where.port)
    took = []
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        took.append(1000 * (time.perf_counter() - started))
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
    connection.close()
    return sorted(took)


def slowest(took: Sequence[float]) -> float:
    """The 99th percentile."""
    return took[min(len(took) - 1, int(0.99 * len(took)))]


@contextmanager
def looping(url: str) -> Iterator[None]:
    """One client asks the same again and again."""
    with subprocess.Popen([*WRK, "-c1", "-d600s", "--timeout", "60s", url], stdout=subprocess.DEVNULL) as client:
        time.sleep(0.5)
        try:
            yield
        finally:
            client.kill()


def beside_a_search(base: str, items: Sequence[str], broad: str) -> tuple[float, float]:
    """p99 of items alone, and while one client loops a broad search, in ms; the middle of rounds that take turns."""
    alone, beside = [], []
    latencies(base, items)
    for _ in range(ROUNDS):
        alone.append(slowest(latencies(base, items)))
        with looping(base + broad):
            beside.append(slowest(latencies(base, items)))
    return statistics.median(alone), statistics.median(beside)


def beside_a_hostile_client(base: str, paths: Sequence[str]) -> tuple[float, float]:
    """p99 of requests alone, and while a hostile client asks for all it can, in ms; the middle of rounds in turns."""
    alone, beside = [], []
    latencies(base, paths)
    for _ in range(ROUNDS):
        alone.append(slowest(latencies(base, paths)))
        # It shares a core with the client that is measured, which must not wait for that core (decision 010).
        last = ("chrt", "--idle", "0", "taskset", "-c", "1")
        attack = [*last, sys.executable, "-m", "benchmarks.hostile", base, str(ATTACK)]
        with subprocess.Popen(attack, cwd=ROOT) as attacker:
            time.sleep(3)  # until all of it runs
            try:
                until, took = time.monotonic() + ATTACK / 2, []
                while time.monotonic() < until:
                    took += latencies(base, paths)
                beside.append(slowest(sorted(took)))
            finally:
                attacker.kill()
        time.sleep(2)  # for what it left behind
    return statistics.median(alone), statistics.median(beside)


def first_and_again(base: str, paths: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of questions that were not asked before, and of the same asked again."""
    first = [latencies(base, [path])[0] for path in paths]
    again = [latencies(base, [path] * 3)[0] for path in paths]
    return statistics.median(first), statistics.median(again)


@dataclass(frozen=True)
class File:
    """A whole list as it came: how many lines, bytes, seconds; and by how many MiB the server's memory rose at most,
    without pages of a mapped file."""

    lines: int
    size: int
    seconds: float
    growth: float

    @property
    def rate(self) -> float:
        return self.lines / self.seconds

    def __str__(self) -> str:
        return f"{self.rate:,.0f} rows/s ({self.size / 1e6:,.1f} MB in {self.seconds:.1f} s)"


def exported(server: Server, path: str) -> File:
    lines = size = 0
    before = memory(server.pid)
    forget_peak(server.pid)
    started = time.perf_counter()
    plain = {"Accept-Encoding": "identity"}  # lines are counted, and the textbook does not compress
    with httpx.stream("GET", server.url + path, headers=plain, timeout=3600) as answer:
        answer.raise_for_status()
        for piece in answer.iter_raw():
            lines += piece.count(b"\n")
            size += len(piece)
    seconds = time.perf_counter() - started
    after = memory(server.pid)
    mapped = after["RssFile"] - before["RssFile"]
    return File(lines, size, seconds, max(0, after["VmHWM"] - before["VmRSS"] - max(0, mapped)))


def walked(base: str, path: str, keep: Callable[[httpx.Response], list[str]]) -> Iterator[str]:
    """What is kept of each page, over all pages."""
    with httpx.Client(base_url=base, timeout=60) as client:
        url: str | None = path
        while url is not None:
            answer = client.get(url).raise_for_status()
            yield from keep(answer)
            url = answer.links.get("next", {}).get("url")


def deep(base: str, pages: int) -> str:
    """The address of a page that many pages deep."""
    url = "/meetings?limit=50"
    with httpx.Client(base_url=base, timeout=60) as client:
        for _ in range(pages - 1):
            following = client.get(url).links.get("next")
            if following is None:
                break
            url = following["url"]
    return url


def busy(seconds: float = 5) -> float:
    """The share of all cores that is in use, from 0 to 1: that of other work, if nothing is measured meanwhile."""

    def read() -> tuple[int, int]:
        times = [int(ticks) for ticks in Path("/proc/stat").read_text("utf-8").split("\n", 1)[0].split()[1:9]]
        return sum(times), times[3] + times[4]

    all_before, idle_before = read()
    time.sleep(seconds)
    all_after, idle_after = read()
    return 1 - (idle_after - idle_before) / (all_after - all_before)


def pinned() -> None:
    """This process too runs on core 1."""
    with suppress(OSError):
        os.sched_setaffinity(0, {1})
