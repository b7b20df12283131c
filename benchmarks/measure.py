"""The measurements, which run on core 1: requests per second, the slowest of a hundred, whole files, memory."""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
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
"""How many seconds a hostile client sends requests."""
WRK = ("taskset", "-c", "1", "wrk", "-t1")


@dataclass(frozen=True)
class Request:
    """A request to repeat, with the status of its answer. With a ``body``, it is a POST of JSON."""

    url: str
    header: str = "X-None: 1"
    body: str | None = None
    status: int = 200


def rate(request: Request, seconds: int = SECONDS) -> float:
    """Requests per second over eight connections. For a slow request, the rate of single ones."""
    duration = min(_duration(request), _duration(request))  # the first may wait for an unfinished one before it
    if duration > seconds / 2:  # wrk would leave unfinished requests, which slow the next measurement
        return 1 / duration
    script: list[str | Path] = []
    if request.body is not None:
        post = WORK / "post.lua"
        text = f'wrk.method = "POST"\nwrk.body = {json.dumps(request.body)}\n'
        post.write_text(f'{text}wrk.headers["Content-Type"] = "application/json"\n', "utf-8")
        script = ["-s", post]
    command = [*WRK, "-c8", f"-d{seconds}s", "--timeout", "60s", "-H", request.header, *script, request.url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output and request.status < 300:
        raise SystemExit(f"{request.url} failed: {output}")
    match = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", output)
    assert match, output
    return float(match[1]) / (float(match[2]) * {"ms": 0.001, "s": 1, "m": 60}[match[3]])


def _duration(request: Request) -> float:
    """How many seconds one request takes while no other runs."""
    name, _, value = request.header.partition(": ")
    headers = {name: value} | ({"Content-Type": "application/json"} if request.body else {})
    start = time.perf_counter()
    httpx.request("POST" if request.body else "GET", request.url, headers=headers, content=request.body, timeout=300)
    return time.perf_counter() - start


def median_rates(requests: dict[str, Request]) -> dict[str, float]:
    """The median rate of each request. Each round measures all of them; the first one warms up and does not count."""
    rates: dict[str, list[float]] = {name: [] for name in requests}
    for number in range(ROUNDS + 1):
        for name, request in requests.items():
            per_second = rate(request, SECONDS if number else 1)
            if number:
                rates[name].append(per_second)
    return {name: statistics.median(values) for name, values in rates.items()}


def latencies(base: str, paths: Sequence[str]) -> list[float]:
    """How many milliseconds each request takes, shortest first. One connection sends them one after another."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    durations = []
    for path in paths:
        start = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        durations.append(1000 * (time.perf_counter() - start))
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
    connection.close()
    return sorted(durations)


def p99(durations: Sequence[float]) -> float:
    """The 99th percentile of durations in ascending order."""
    return durations[min(len(durations) - 1, int(0.99 * len(durations)))]


@contextmanager
def endless_requests(url: str) -> Iterator[None]:
    """Within the block, a client repeats one request."""
    with subprocess.Popen([*WRK, "-c1", "-d600s", "--timeout", "60s", url], stdout=subprocess.DEVNULL) as client:
        time.sleep(0.5)
        try:
            yield
        finally:
            client.kill()


def p99_beside_a_search(base: str, items: Sequence[str], search: str) -> tuple[float, float]:
    """The p99 of items in ms, first alone and then while another client repeats a search: the medians of all rounds."""
    alone, beside = [], []
    latencies(base, items)
    for _ in range(ROUNDS):
        alone.append(p99(latencies(base, items)))
        with endless_requests(base + search):
            beside.append(p99(latencies(base, items)))
    return statistics.median(alone), statistics.median(beside)


def p99_beside_a_hostile_client(base: str, paths: Sequence[str]) -> tuple[float, float]:
    """The p99 of requests in ms, first alone and then beside a hostile client: the medians of all rounds."""
    alone, beside = [], []
    latencies(base, paths)
    for _ in range(ROUNDS):
        alone.append(p99(latencies(base, paths)))
        # It shares a core with the client that is measured, which must not wait for that core (decision 010).
        lowest_priority = ("chrt", "--idle", "0", "taskset", "-c", "1")
        attack = [*lowest_priority, sys.executable, "-m", "benchmarks.hostile", base, str(ATTACK)]
        with subprocess.Popen(attack, cwd=ROOT) as attacker:
            time.sleep(3)  # until all its threads run
            try:
                until, durations = time.monotonic() + ATTACK / 2, []
                while time.monotonic() < until:
                    durations += latencies(base, paths)
                beside.append(p99(sorted(durations)))
            finally:
                attacker.kill()
        time.sleep(2)  # until the service has ended the requests of that client
    return statistics.median(alone), statistics.median(beside)


def first_and_repeated_latency(base: str, paths: Sequence[str]) -> tuple[float, float]:
    """The median latency in ms of requests that no client sent before, and of the same ones when repeated."""
    first = [latencies(base, [path])[0] for path in paths]
    second = [latencies(base, [path] * 3)[0] for path in paths]
    return statistics.median(first), statistics.median(second)


@dataclass(frozen=True)
class Download:
    """A whole list as a file: its lines, its bytes (``size``), the seconds that it took, and the peak growth of the
    server's memory in MiB, without pages of a mapped file."""

    lines: int
    size: int
    seconds: float
    growth: float

    @property
    def rate(self) -> float:
        return self.lines / self.seconds

    def __str__(self) -> str:
        return f"{self.rate:,.0f} rows/s ({self.size / 1e6:,.1f} MB in {self.seconds:.1f} s)"


def download(server: Server, path: str) -> Download:
    lines = size = 0
    before = memory(server.pid)
    forget_peak(server.pid)
    start = time.perf_counter()
    plain = {"Accept-Encoding": "identity"}  # the lines are counted, and the textbook service does not compress
    with httpx.stream("GET", server.url + path, headers=plain, timeout=3600) as answer:
        answer.raise_for_status()
        for piece in answer.iter_raw():
            lines += piece.count(b"\n")
            size += len(piece)
    seconds = time.perf_counter() - start
    after = memory(server.pid)
    file_pages = after["RssFile"] - before["RssFile"]
    return Download(lines, size, seconds, max(0, after["VmHWM"] - before["VmRSS"] - max(0, file_pages)))


def ids_of_pages(base: str, path: str) -> Iterator[str]:
    """The ids of the records of a list, page by page."""
    with httpx.Client(base_url=base, timeout=60) as client:
        url: str | None = path
        while url is not None:
            answer = client.get(url).raise_for_status()
            yield from (item["id"] for item in answer.json()["items"])
            url = answer.links.get("next", {}).get("url")


def page_path(base: str, number: int) -> str:
    """The path of a page of the meetings by its number, from 1. It follows the links from page to page."""
    url = "/meetings?limit=50"
    with httpx.Client(base_url=base, timeout=60) as client:
        for _ in range(number - 1):
            following = client.get(url).links.get("next")
            if following is None:
                break
            url = following["url"]
    return url


def busy_share(seconds: float = 5) -> float:
    """The share of all cores that is in use, from 0 to 1. Between measurements it is the share of other programs."""

    def total_and_idle_time() -> tuple[int, int]:
        times = [int(ticks) for ticks in Path("/proc/stat").read_text("utf-8").split("\n", 1)[0].split()[1:9]]
        return sum(times), times[3] + times[4]

    all_before, idle_before = total_and_idle_time()
    time.sleep(seconds)
    all_after, idle_after = total_and_idle_time()
    return 1 - (idle_after - idle_before) / (all_after - all_before)


def run_on_core_1() -> None:
    """Let this process run on core 1 only."""
    with suppress(OSError):
        os.sched_setaffinity(0, {1})
