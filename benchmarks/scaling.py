"""Measures how much a second worker and a second database server help: ``python -m benchmarks.scaling [1k|10k|100k]``.

It starts a PostgreSQL server and a standby, and fills them with a made-up world. The servers, the workers and the load
generator share this machine, so separate machines would answer more requests per second than the table says.
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
from benchmarks.made_up_world import World
from benchmarks.questions import ITEM, LIST
from tests.postgres import Server, running_pair

ROUNDS, SECONDS, CONNECTIONS, REQUESTS = 3, 4, 16, 1000


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
def serving(workers: int, database: str, standby: str = "") -> Iterator[tuple[str, int]]:
    """The address of the service and the id of its process. ``database`` and ``standby`` are URLs of PostgreSQL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app", "serve", "--port", str(port), "--workers", str(workers)]
    variables = {"COMMUNIQUE_DATABASE_URL": database, "COMMUNIQUE_READ_URL": standby, "COMMUNIQUE_LOG_LEVEL": "error"}
    variables["COMMUNIQUE_CACHE_BYTES"] = "0"  # each answer is made anew, since cached ones cost PostgreSQL nothing
    with subprocess.Popen(command, env=os.environ | variables, stderr=subprocess.DEVNULL) as process:
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
            time.sleep(2)  # until all workers have started
            yield url, process.pid
        finally:
            process.terminate()


def rate(urls: list[str], header: str = "X-None: 1") -> float:
    """Requests per second, of all addresses together."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS // len(urls)}", f"-d{SECONDS}s", "-H", header]
    processes = [subprocess.Popen([*command, url], stdout=subprocess.PIPE, text=True) for url in urls]
    outputs = [process.communicate()[0] for process in processes]
    if any("Non-2xx" in output for output in outputs) and header.startswith("X-None"):
        raise SystemExit("\n".join(outputs))
    return sum(float(re.findall(r"Requests/sec:\s+([\d.]+)", output)[0]) for output in outputs)


def median_rates(bases: list[str]) -> list[float]:
    """Requests per second of a list, an item and an unchanged list: the medians of the rounds after a warm-up."""
    tag = f"If-None-Match: {httpx.get(bases[0] + LIST).headers['etag']}"
    requests = [(LIST, "X-None: 1"), (ITEM, "X-None: 1"), (LIST, tag)]
    rounds = [[rate([base + path for base in bases], header) for path, header in requests] for _ in range(ROUNDS + 1)]
    return [statistics.median(rates) for rates in zip(*rounds[1:], strict=True)]


def processor_time(root: int) -> float:
    """Milliseconds of processor time of a process and its children, both those that run and those that ended."""
    total, tick = 0.0, 1000 / os.sysconf("SC_CLK_TCK")
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(") ")[2].split()
            if root in (int(entry.parent.name), int(fields[1])):
                total += sum(map(int, fields[11:15])) * tick
    return total


def costs(server: Server) -> str:
    """A table of the processor time of a request. Other programs on the machine disturb it less than rates."""
    assert server.process
    rows = []
    with serving(1, server.url()) as (url, worker), httpx.Client(base_url=url) as client:
        for name, path in (("list", LIST), ("item", ITEM)):
            for _ in range(100):
                client.get(path)
            before = (processor_time(worker), processor_time(server.process.pid))
            for _ in range(REQUESTS):
                client.get(path)
            after = (processor_time(worker), processor_time(server.process.pid))
            times = [(end - start) / REQUESTS for start, end in zip(before, after, strict=True)]
            rows.append(f"| {name} | {times[0]:.2f} | {times[1]:.2f} |")
    return "\n".join(["| processor time of a request, in ms | worker | PostgreSQL |", "|---|---|---|", *rows])


def lag(primary: Server, standby: Server) -> float:
    """Milliseconds from the end of a write until the standby shows it: the median of twenty writes."""
    seconds = []
    with (
        psycopg.connect(primary.url(), autocommit=True) as writer,
        psycopg.connect(standby.url(), autocommit=True) as reader,
    ):
        writer.execute("CREATE TABLE lag (n int)")
        while reader.execute("SELECT to_regclass('lag')").fetchone() == (None,):
            pass
        for number in range(21):
            writer.execute("INSERT INTO lag VALUES (%s)", [number])
            start = time.perf_counter()
            while reader.execute("SELECT max(n) FROM lag").fetchone() != (number,):
                pass
            seconds.append(time.perf_counter() - start)
        writer.execute("DROP TABLE lag")
    return statistics.median(seconds[1:]) * 1000


def main(size: int) -> None:
    with running_pair() as (primary, standby):
        fill(primary, size)
        set_ups: dict[str, list[tuple[int, str]]] = {
            "1 worker, 1 server": [(1, "")],
            "2 workers, 1 server": [(2, "")],
            "2 workers, reading from the standby": [(2, standby.url())],
            "1 worker on the primary, 1 on the standby": [(1, ""), (1, standby.url())],
        }
        print(costs(primary), flush=True)
        print(f"{size:,} meetings; {os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}")
        print("| | list | item | unchanged (304) |\n|---|---|---|---|")
        for name, parts in set_ups.items():
            with ExitStack() as stack:
                bases = [stack.enter_context(serving(workers, primary.url(), url))[0] for workers, url in parts]
                rates = median_rates(bases)
            print(f"| {name} | " + " | ".join(f"{value:,.0f}" for value in rates) + " |", flush=True)
        print(f"the standby shows a write after {lag(primary, standby):.1f} ms")


if __name__ == "__main__":
    size = sys.argv[1] if len(sys.argv) > 1 else "10k"
    main(int(size.lower().replace("k", "000")))
