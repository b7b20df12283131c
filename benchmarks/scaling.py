"""Measures what a worker and a server of the database more are worth: ``python -m benchmarks.scaling [1k|10k|100k]``.

PostgreSQL and a standby from the wheel, a made-up world in them. Everything shares this machine, load included: so the
rows say what each way costs, and bound from below what machines of their own give.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import psycopg

from app.db import migrate
from app.db.engine import make_engine, make_sessions
from app.ingest.loader import load
from app.ingest.publish import publish
from app.main import RESOURCES
from app.settings import Settings
from benchmarks.made import World
from benchmarks.questions import ITEM, LIST
from tests.postgres import Server, running_pair

ROUNDS, SECONDS, CONNECTIONS, COUNTED = 3, 4, 16, 1000


def fill(server: Server, size: int) -> None:
    engine = make_engine(Settings.model_validate({"database_url": server.url()}))
    migrate.upgrade(engine)
    with make_sessions(engine).begin() as session:
        load(session, World(size, 0))  # type: ignore[arg-type]
        publish(session, RESOURCES)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
    engine.dispose()


@contextmanager
def serving(workers: int, database: str, read: str = "") -> Iterator[tuple[str, int]]:
    """The address of the service and its process; ``read`` is the URL of a standby."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app", "serve", "--port", str(port), "--workers", str(workers)]
    given = {"COMMUNIQUE_DATABASE_URL": database, "COMMUNIQUE_READ_URL": read, "COMMUNIQUE_LOG_LEVEL": "error"}
    given["COMMUNIQUE_CACHE_BYTES"] = "0"  # each answer is made: what is kept costs neither of them anything
    with subprocess.Popen(command, env=os.environ | given, stderr=subprocess.DEVNULL) as process:
        try:
            url, until = f"http://127.0.0.1:{port}", time.monotonic() + 60
            while True:
                try:
                    httpx.get(url + LIST).raise_for_status()
                    break
                except httpx.TransportError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.2)
            time.sleep(2)  # for the workers that were not yet there
            yield url, process.pid
        finally:
            process.terminate()


def rate(urls: list[str], header: str = "X-None: 1") -> float:
    """Requests a second, over all addresses at once."""
    each = str(CONNECTIONS // len(urls))
    command = ["wrk", "-t1", f"-c{each}", f"-d{SECONDS}s", "-H", header]
    with_each = [subprocess.Popen([*command, url], stdout=subprocess.PIPE, text=True) for url in urls]
    told = [one.communicate()[0] for one in with_each]
    if any("Non-2xx" in one for one in told) and header.startswith("X-None"):
        raise SystemExit("\n".join(told))
    return sum(float(re.findall(r"Requests/sec:\s+([\d.]+)", one)[0]) for one in told)


def measured(bases: list[str]) -> list[float]:
    """Requests a second of a list, an item and a list that is unchanged: the middle of the rounds, after a warm-up."""
    tag = f"If-None-Match: {httpx.get(bases[0] + LIST).headers['etag']}"
    asked = [(LIST, "X-None: 1"), (ITEM, "X-None: 1"), (LIST, tag)]
    turns = [[rate([base + path for base in bases], header) for path, header in asked] for _ in range(ROUNDS + 1)]
    return [statistics.median(one) for one in zip(*turns[1:], strict=True)]


def spent(root: int) -> float:
    """Milliseconds of processor time of a process and its children, alive or ended."""
    total, tick = 0.0, 1000 / os.sysconf("SC_CLK_TCK")
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(") ")[2].split()
            if root in (int(entry.parent.name), int(fields[1])):
                total += sum(map(int, fields[11:15])) * tick
    return total


def costs(server: Server) -> str:
    """Processor time of a request, which others on the machine change less than they do rates."""
    assert server.process
    rows = []
    with serving(1, server.url()) as (url, worker), httpx.Client(base_url=url) as client:
        for name, path in (("list", LIST), ("item", ITEM)):
            for _ in range(100):
                client.get(path)
            before = (spent(worker), spent(server.process.pid))
            for _ in range(COUNTED):
                client.get(path)
            took = (spent(worker) - before[0], spent(server.process.pid) - before[1])
            rows.append(f"| {name} | {took[0] / COUNTED:.2f} | {took[1] / COUNTED:.2f} |")
    return "\n".join(["| processor ms a request | worker | PostgreSQL |", "|---|---|---|", *rows])


def lag(primary: Server, standby: Server) -> float:
    """Milliseconds from the end of a write to when the standby shows it: the middle of twenty."""
    taken = []
    with psycopg.connect(primary.url(), autocommit=True) as at, psycopg.connect(standby.url(), autocommit=True) as by:
        at.execute("CREATE TABLE lag (n int)")
        while by.execute("SELECT to_regclass('lag')").fetchone() == (None,):
            pass
        for number in range(21):
            at.execute("INSERT INTO lag VALUES (%s)", [number])
            written = time.perf_counter()
            while by.execute("SELECT max(n) FROM lag").fetchone() != (number,):
                pass
            taken.append(time.perf_counter() - written)
        at.execute("DROP TABLE lag")
    return statistics.median(taken[1:]) * 1000


def main(size: int) -> None:
    with running_pair() as (primary, standby):
        fill(primary, size)
        ways: dict[str, list[tuple[int, str]]] = {
            "1 worker, 1 server": [(1, "")],
            "2 workers, 1 server": [(2, "")],
            "2 workers, reading from the standby": [(2, standby.url())],
            "1 worker on the primary, 1 on the standby": [(1, ""), (1, standby.url())],
        }
        print(costs(primary), flush=True)
        print(f"{size:,} meetings; {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}")
        print("| | list | item | unchanged (304) |\n|---|---|---|---|")
        for name, parts in ways.items():
            with ExitStack() as stack:
                bases = [stack.enter_context(serving(workers, primary.url(), read))[0] for workers, read in parts]
                found = measured(bases)
            print(f"| {name} | " + " | ".join(f"{one:,.0f}" for one in found) + " |", flush=True)
        print(f"the standby shows a write after {lag(primary, standby):.1f} ms")


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else "10k"
    main(int(asked.lower().replace("k", "000")))
