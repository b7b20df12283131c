"""Compares the service with its peers, and with servers that do no work, on the same facts in one run.

``make bench SIZE=100k``. The project's own load and publish fill a database with a made-up world. Before any
measurement, all answers are compared with those of plain SQL. The peers share tables of their own, which lack the
service's stored answers, but have the indexes and statistics that their statements need; the log shows the query plans.
The service runs as `communique serve` runs it, with its limits of connections and headers. The servers run on one core,
and the client that measures on another. Each round measures all requests, and the median of the rounds counts.
“Uncached” means without the service's cache of answers. Of 100 requests, 99 take less time than p99. Compare only
figures of the same run, since other machines give others.
"""

import csv
import datetime as dt
import io
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
from sqlalchemy.engine import make_url

from benchmarks import database, measure, peer_tables, peers, plans, report
from benchmarks import questions as q
from benchmarks.measure import Download, Request
from benchmarks.memory import memory
from benchmarks.peers import NotRunError, Server
from benchmarks.report import Row, at_least, at_most, not_run, per_second

SMALL = 1_000
"""How many meetings the small database has, which shows how costs grow."""
EXPORT_SIZE = 100_000
"""How many meetings a file has at most."""
GOALS = {
    "sqlite": {"textbook": 25, "peer": 5, "item": 15, "csv": 4},
    "postgresql": {"textbook": 12, "peer": 5, "item": 6, "csv": 5},
}
"""The goals that differ between the kinds of database."""
BACKENDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@contextmanager
def data(size: int, backend: str) -> Iterator[tuple[str, str, database.Making, database.Making]]:
    """The URLs of a database of that many meetings and of a small one, and what filling each of them took."""
    if backend == "sqlite":
        (small_path, small_making), (path, making) = database.sqlite(SMALL), database.sqlite(size)
        yield f"sqlite:///{path}", f"sqlite:///{small_path}", making, small_making
        return
    with database.postgresql(SMALL) as (small_url, small_making), database.postgresql(size) as (url, making):
        yield url, small_url, making, small_making


@dataclass
class Bench:
    """The servers over one database, and the requests to measure.

    ``small_url`` is the URL of the small database. ``missing`` has the reason for each peer that cannot run here.
    """

    size: int
    backend: str
    url: str
    small_url: str
    stack: ExitStack
    missing: dict[str, str] = field(default_factory=dict)
    requests: dict[str, Request] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.psycopg_url = self.url.replace("postgresql://", "postgresql+psycopg://")
        self.peer_url = peer_tables.copy(self.url)
        plans.show(self.peer_url, self.backend)
        self.service = self._start(peers.service(self.url, cache=False))
        self.service_with_cache = self._start(peers.service(self.url, cache=True))
        self.small = self._start(peers.service(self.small_url, cache=False))
        self.textbook = self._start(peers.python("benchmarks.textbook:app", BENCH_DATABASE_URL=self.peer_url))

    def _start(self, server: AbstractContextManager[Server]) -> Server:
        return self.stack.enter_context(server)

    def _peer(self, name: str, server: AbstractContextManager[Server]) -> Server | None:
        """Start a peer. If it cannot run here, return None and keep the reason."""
        try:
            return self._start(server)
        except NotRunError as error:
            self.missing[name] = str(error)
            return None

    def ids(self, sql: str) -> list[str]:
        return q.ids(self.psycopg_url, sql)

    def _check(self, server: str, answer: httpx.Response, sql: str) -> None:
        body = answer.raise_for_status().json()
        items = body if isinstance(body, list) else body.get("items", [body])
        q.compare(f"{server} ({answer.url})", [item["id"] for item in items], self.ids(sql))

    def prepare(self) -> None:
        """Start the other servers, compare all answers with plain SQL, and list the requests to measure."""
        url, search_sql = self.service.url, q.SEARCH_SQL if self.backend == "sqlite" else q.TITLE_SQL
        for name, server in {"the service": self.service, "its cache": self.service_with_cache}.items():
            for path, sql in {q.LIST: q.LIST_SQL, q.ITEM: q.ITEM_SQL, q.SEARCH: search_sql}.items():
                for _ in range(2):  # the second answer may come from the cache
                    self._check(name, httpx.get(server.url + path, timeout=60), sql)
        rows = [row for row in httpx.get(url + q.SERIES, timeout=60).json()["items"] if not row["gap"]]
        figures = self.ids(q.SERIES_SQL)  # a row shows one of several figures for a period
        q.compare("the series", [row["trade_stat"] for row in rows if row["trade_stat"] not in figures] or [0], [0])
        q.compare("the series", [sum(row["figures"] for row in rows)], [len(figures)])
        for path, sql in {q.LIST: q.LIST_SQL, q.ITEM: q.ITEM_SQL}.items():
            self._check("the textbook service", httpx.get(self.textbook.url + path, timeout=60), sql)
        answer = httpx.get(url + q.LIST)
        body = database.WORK / "body.json"
        body.write_bytes(answer.content)
        constant = self._start(peers.python("benchmarks.limits:constant", BENCH_BODY=str(body)))
        bare = self._start(peers.python("benchmarks.limits:bare", BENCH_BODY=str(body)))
        tag = httpx.get(self.service_with_cache.url + q.LIST).headers["etag"]
        self.last_page = min(2000, self.size // 50)
        self.requests |= {
            "list": Request(url + q.LIST),
            "textbook list": Request(self.textbook.url + q.LIST),
            "constant": Request(constant.url + "/meetings"),
            "bare": Request(bare.url + "/meetings"),
            "cached list": Request(self.service_with_cache.url + q.LIST),
            "unchanged list": Request(self.service_with_cache.url + q.LIST, f"If-None-Match: {tag}", status=304),
            "small list": Request(self.small.url + q.LIST),
            "item": Request(url + q.ITEM),
            "textbook item": Request(self.textbook.url + q.ITEM),
            "page 1": Request(url + "/meetings?limit=50"),
            "last page": Request(url + measure.page_path(url, self.last_page)),
            "search": Request(url + q.SEARCH),
            "series": Request(url + q.SERIES),
        }
        paths = {"item": q.ITEM, "search": q.SEARCH, "series": q.SERIES}
        self.requests |= {f"cached {name}": Request(self.service_with_cache.url + path) for name, path in paths.items()}
        if self.backend == "sqlite":
            self._prepare_sqlite_peers()
        else:
            self._prepare_postgraphile()

    def _prepare_sqlite_peers(self) -> None:
        path = Path(make_url(self.peer_url).database or "")
        self.datasette = self._peer("Datasette", peers.datasette(path))
        if self.datasette:
            base = self.datasette.url
            statements = {"list": q.LIST_SQL, "item": q.ITEM_SQL, "series": q.SERIES_SQL}
            statements |= {"search": q.SEARCH_SQL, "search_in_order": q.SEARCH_SQL}
            for name, sql in statements.items():
                self._check("Datasette", httpx.get(base + q.DATASETTE[name], timeout=60), sql)
                self.requests[f"Datasette {name}"] = Request(base + q.DATASETTE[name])
        if soul := self._peer("soul-cli", peers.soul(path)):
            rows = httpx.get(soul.url + q.SOUL, timeout=60).raise_for_status().json()["data"]
            dates = [row["date_start"] for row in httpx.get(self.textbook.url + q.LIST).json()["items"]]
            q.compare("soul-cli", [row["date_start"] for row in rows], dates)  # it does not order the meetings of a day
            self.requests["soul-cli list"] = Request(soul.url + q.SOUL)

    def _prepare_postgraphile(self) -> None:
        if server := self._peer("PostGraphile", peers.postgraphile(self.url)):
            address = server.url + "/graphql"
            answer = httpx.post(address, content=q.GRAPHQL, headers={"Content-Type": "application/json"}, timeout=60)
            meetings = answer.raise_for_status().json()["data"]["allMeetingsList"]
            q.compare("PostGraphile", [meeting["id"] for meeting in meetings], self.ids(q.LIST_SQL))
            self.requests["PostGraphile list"] = Request(address, body=q.GRAPHQL)

    # --- rows --------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        goals = GOALS[self.backend]
        rates = measure.median_rates(self.requests)
        if rate_in_order := rates.pop("Datasette search_in_order", None):
            rates["Datasette search"] = max(rate_in_order, rates["Datasette search"])

        def ratio(label: str, name: str, peer: str, peer_request: str, goal: float, unit: str = "×") -> Row:
            """The rate of a request divided by that of the request of a peer."""
            if peer_request not in rates:
                return not_run(f"{label} against {peer}", self.missing[peer])
            rate, peer_rate = rates[name], rates[peer_request]
            texts = f"{label} against {peer}", per_second(rate), f"{peer.removeprefix('the ')}: {per_second(peer_rate)}"
            return at_least(*texts, rate / peer_rate, goal, unit)

        textbook = "the textbook service"
        yield ratio("uncached list", "list", textbook, "textbook list", goals["textbook"])
        if self.backend == "sqlite":
            yield ratio("uncached list", "list", "Datasette", "Datasette list", goals["peer"])
            soul = ratio("uncached list", "list", "soul-cli", "soul-cli list", 1)
            yield replace(soul, beside=f"{soul.beside}{', flat rows' * bool(soul.result)}", goal="", share=None)
        else:
            yield ratio("uncached list", "list", "PostGraphile", "PostGraphile list", goals["peer"])
        yield ratio("uncached list", "list", "a constant answer of FastAPI", "constant", 0.4, "%")
        yield ratio("cached list", "cached list", "bare ASGI", "bare", 0.55, "%")
        yield ratio("unchanged list (304)", "unchanged list", "bare ASGI", "bare", 0.55, "%")
        texts = per_second(rates["list"]), f"{SMALL:,} meetings: {per_second(rates['small list'])}"
        slowdown = rates["small list"] / rates["list"]
        yield at_most(f"uncached list, times slower than for {SMALL:,} meetings", *texts, slowdown, 1.5)
        for cache, name in {"uncached": "item", "cached": "cached item"}.items():
            yield ratio(f"{cache} item", name, textbook, "textbook item", goals["item"])
        yield ratio(f"page {self.last_page:,}", "last page", "page 1", "page 1", 0.8, "%")
        if self.backend == "sqlite":
            hits = httpx.get(self.service.url + q.SEARCH).json()["total"]
            requests = {"item": ("item", 4), "search": (f"search by date, {hits:,} hits,", 3), "series": ("series", 1)}
            for name, (label, goal) in requests.items():
                for cache, request in {"uncached": name, "cached": f"cached {name}"}.items():
                    yield ratio(f"{cache} {label}", request, "Datasette", f"Datasette {name}", goal)
            yield from self.item_beside_a_search()
        yield from self.requests_beside_a_hostile_client()
        yield from self.totals()
        yield from self.files(goals["csv"])
        yield self.complete_lists()
        yield self.memory_of_workers()

    def item_beside_a_search(self) -> Iterator[Row]:
        """How long items take while another client repeats a search that finds every meeting."""
        start = time.perf_counter()
        answer = httpx.get(self.service.url + q.BROAD_SEARCH, timeout=60)
        duration, hits = 1000 * (time.perf_counter() - start), answer.json().get("total", 0)
        items = [f"/meetings/meeting-{number * 7919 % self.size}" for number in range(500)]
        alone, beside = measure.p99_beside_a_search(self.service.url, items, q.BROAD_SEARCH)
        texts = f"{beside:.1f} ms", f"alone: {alone:.1f} ms"
        yield at_most("p99 of items beside a broad search, against alone", *texts, beside / alone, 3)
        yield at_most("p99 of items beside a broad search", f"{beside:.1f} ms", "", beside, 15, "ms")
        yield Row(f"broad search, {hits:,} hits", f"{answer.status_code} after {duration:,.0f} ms", "")

    def requests_beside_a_hostile_client(self) -> Iterator[Row]:
        """How long lists and items take while a hostile client causes as much work as it can.

        A constant answer in their place shows how much of the wait comes from the shared cores and other programs.
        """
        paths = [q.LIST.replace("2010-01-01", f"{1992 + number % 20}-01-01") for number in range(100)]
        paths += [f"/meetings/meeting-{number * 7919 % self.size}" for number in range(100)]
        alone, beside = measure.p99_beside_a_hostile_client(self.service.url, paths)
        texts = f"{beside:.1f} ms", f"alone: {alone:.1f} ms"
        yield at_most("p99 of requests beside a hostile client, against alone", *texts, beside / alone, 3)
        constant = self.requests["constant"].url.removesuffix("/meetings")
        alone, beside = measure.p99_beside_a_hostile_client(constant, ["/meetings"] * len(paths))
        text = f"constant answer: {beside:.1f} ms, alone: {alone:.1f} ms"
        yield Row("the same for a constant answer", "", text, f"{beside / alone:.1f} ×")

    def totals(self) -> Iterator[Row]:
        """How much of the time of a list goes into its total. The service keeps totals, so a repeated list lacks it."""
        days = [dt.date(2010, 2, 1) + dt.timedelta(days=number) for number in range(30)]
        paths = [q.LIST.replace("2010-01-01", day.isoformat()) for day in days]
        first, second = measure.first_and_repeated_latency(self.service.url, paths)
        texts = f"first time: {first:.1f} ms", f"with the total kept: {second:.1f} ms"
        yield at_most("share of a list's time that its total takes", *texts, max(0, first - second) / first, 0.1, "%")

    def files(self, goal: float) -> Iterator[Row]:
        """Whole lists as files. Each has another last day, so that no cache has it, but the same meetings.

        The textbook service, which is slow, exports a fifth of them. More would take minutes and show nothing new.
        """
        day, count = self._newest(EXPORT_SIZE)
        textbook_day, textbook_count = self._newest(EXPORT_SIZE // 5)
        for number, form in enumerate(("csv", "ndjson")):
            path = f"/meetings.{form}?date_to=2100-01-0"
            downloads = [measure.download(self.service, f"{path}{1 + turn}&date_from={day}") for turn in range(3)]
            peer_download = measure.download(self.textbook, f"{path}{4 + number}&date_from={textbook_day}")
            q.compare(form, [file.lines for file in downloads], [count + (form == "csv")] * 3)
            q.compare(f"{form} of the textbook service", [peer_download.lines], [textbook_count + (form == "csv")])
            median: Download = sorted(downloads, key=lambda file: file.seconds)[1]
            texts = str(median), f"textbook service: {peer_download}"
            label = f"{count:,} meetings as {form.upper()} against the textbook service"
            yield at_least(label, *texts, median.rate / peer_download.rate, goal)
            growth = max(file.growth for file in downloads)
            texts = f"{growth:.0f} MiB", f"textbook service: {peer_download.growth:.0f} MiB"
            yield at_most(f"growth of memory while {form.upper()} is sent", *texts, growth, 20, "MiB")

    def _newest(self, count: int) -> tuple[str, int]:
        """The day of the last of the ``count`` newest meetings, and the number of meetings from that day on."""
        newest = f"SELECT date_start FROM meetings ORDER BY date_start DESC LIMIT {count}"
        [day] = self.ids(f"SELECT CAST(min(date_start) AS VARCHAR) AS id FROM ({newest}) AS newest")
        return day, len(self.ids(f"SELECT id FROM meetings WHERE date_start >= '{day}'"))

    def complete_lists(self) -> Row:
        """Whether exports and pages have each record exactly once, also if thousands have the same date."""

        def differences(ids: list[str], expected_ids: list[str]) -> str:
            losses, repeats = len(set(expected_ids) - set(ids)), len(ids) - len(set(ids))
            return f"{losses} lost, {repeats} repeated of {len(expected_ids):,}"

        crowd_ids, all_ids = self.ids(q.CROWD_SQL), self.ids(q.ALL_SQL)
        page_ids = list(measure.ids_of_pages(self.service.url, q.CROWD))
        csv_ids = self._ids_of_csv(self.service, "/meetings.csv?fields=id")
        exact = page_ids == crowd_ids and csv_ids == all_ids
        counts = f"CSV: {differences(csv_ids, all_ids)}; pages of a day: {differences(page_ids, crowd_ids)}"
        peer_counts = ""
        if self.backend == "sqlite" and self.datasette:
            ids = self._ids_of_csv(self.datasette, q.DATASETTE_CSV)
            peer_counts = f"Datasette's CSV by date: {differences(ids, all_ids)}"
        return Row(
            "each record exactly once", counts, peer_counts, "exact" if exact else "not exact", "exact", float(exact)
        )

    def _ids_of_csv(self, server: Server, path: str) -> list[str]:
        text = httpx.get(server.url + path, timeout=3600).raise_for_status().text
        return [row["id"] for row in csv.DictReader(io.StringIO(text))]

    def memory_of_workers(self) -> Row:
        """The memory of a worker itself, without the pages of a mapped database, which the system keeps anyway."""
        sizes = max(
            (memory(server.pid) for server in (self.service, self.service_with_cache)),
            key=lambda sizes: sizes["RssAnon"],
        )
        peer_size = memory(self.textbook.pid)["RssAnon"]
        texts = (
            f"{sizes['RssAnon']:.0f} MiB, and {sizes['RssFile']:.0f} MiB of the mapped database",
            f"textbook service: {peer_size:.0f} MiB",
        )
        return at_most("memory in the end against the textbook service", *texts, sizes["RssAnon"] / peer_size, 1)


def bench(size: int, backend: str) -> tuple[str, str, list[Row]]:
    """The title, what filling the database took, and the measurements."""
    with data(size, backend) as (url, small_url, making, small_making), ExitStack() as stack:
        servers = Bench(size, backend, url, small_url, stack)
        servers.prepare()
        rows = list(servers.rows())
    rates = f"{making.load:,.0f} loaded, {making.publish:,.0f} published per second"
    rows.append(at_least("load and publish", rates, "", making.load_and_publish, 5_000, "meetings/s"))
    texts = f"{making.memory:.0f} MiB", f"{SMALL:,} meetings: {small_making.memory:.0f} MiB"
    label = f"memory of load and publish, against {SMALL:,} meetings"
    rows.append(at_most(label, *texts, making.memory / small_making.memory, 2))
    return f"{size:,} meetings on {BACKENDS[backend]}", str(making), rows


def main(size_text: str, backends: list[str]) -> None:
    for tool in ("wrk", "taskset"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is not installed, and the measurements need it")
    size = int(size_text.lower().replace("m", "000k").replace("k", "000"))
    database.WORK.mkdir(exist_ok=True)
    measure.run_on_core_1()
    sections: dict[str, str] = {}
    all_rows: list[Row] = []
    for backend in backends:
        start, busy_before = time.perf_counter(), measure.busy_share()
        title, making, rows = bench(size, backend)
        busy = (busy_before, measure.busy_share())
        sections[title] = report.section(title, making, peers.versions(), rows, busy)
        all_rows += [replace(row, label=f"{BACKENDS[backend]}: {row.label}") for row in rows]
        print(sections[title], f"measured in {time.perf_counter() - start:,.0f} s", sep="\n", flush=True)
    folder = Path(__file__).parent
    report.write(folder / "RESULTS.md", HEAD, sections)
    (folder / "results.svg").write_text(report.svg(f"{size:,} meetings: results and goals", all_rows), "utf-8")


HEAD = f"""# Results

Made by `make bench SIZE=1k`, `100k` or `1m`. {(__doc__ or "").split("``. ", 1)[1].strip()}

![The results of the last run, each as a share of its goal](results.svg)
"""

if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1k", sys.argv[2].split(",") if len(sys.argv) > 2 else list(BACKENDS))
