"""Measures the service beside its peers and beside what is possible, on the same facts in the same run.

``make bench SIZE=100k``. A made-up world goes through the project's own load and publish; answers are compared with
plain SQL before anything is timed. Each peer has tables of its own, without our published bodies, with the indexes and
statistics that its questions want, and its plans stand in the log. The service runs as
``communique serve`` runs it, with its limits of connections and headers. Servers run on one core, the load on another,
in rounds that take turns, and the middle round counts. Figures of one run compare with each other, not with those of
another machine.
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
from benchmarks.measure import File, Timed
from benchmarks.memory import memory
from benchmarks.peers import NotRunError, Server
from benchmarks.report import Row, at_least, at_most, not_run, per_second

SMALL = 1_000
"""Meetings of the database that growth is told from."""
EXPORTED = 100_000
GOALS = {
    "sqlite": {"textbook": 25, "peer": 5, "item": 15, "csv": 4},
    "postgresql": {"textbook": 12, "peer": 5, "item": 6, "csv": 5},
}
"""Goals that differ between the databases."""
CALLED = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@contextmanager
def data(size: int, backend: str) -> Iterator[tuple[str, str, database.Making, database.Making]]:
    """The URLs of a database of that size and of a small one, and how each was made."""
    if backend == "sqlite":
        (small, before), (path, how) = database.sqlite(SMALL), database.sqlite(size)
        yield f"sqlite:///{path}", f"sqlite:///{small}", how, before
        return
    with database.postgresql(SMALL) as (small_url, before), database.postgresql(size) as (url, how):
        yield url, small_url, how, before


@dataclass
class Bench:
    """The servers over one database, and what was found."""

    size: int
    backend: str
    url: str
    small: str
    stack: ExitStack
    missing: dict[str, str] = field(default_factory=dict)
    timed: dict[str, Timed] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plain = self.url.replace("postgresql://", "postgresql+psycopg://")
        self.peer_url = peer_tables.copy(self.url)
        plans.show(self.peer_url, self.backend)
        self.ours = self._up(peers.service(self.url, cached=False))
        self.hot = self._up(peers.service(self.url, cached=True))
        self.young = self._up(peers.service(self.small, cached=False))
        self.textbook = self._up(peers.python("benchmarks.textbook:app", BENCH_DATABASE_URL=self.peer_url))

    def _up(self, server: AbstractContextManager[Server]) -> Server:
        return self.stack.enter_context(server)

    def _peer(self, name: str, server: AbstractContextManager[Server]) -> Server | None:
        """A peer, or why there is none."""
        try:
            return self._up(server)
        except NotRunError as error:
            self.missing[name] = str(error)
            return None

    def ids(self, sql: str) -> list[str]:
        return q.ids(self.plain, sql)

    def _checked(self, who: str, answer: httpx.Response, sql: str) -> None:
        found = answer.raise_for_status().json()
        items = found if isinstance(found, list) else found.get("items", [found])
        q.compare(f"{who} ({answer.url})", [item["id"] for item in items], self.ids(sql))

    def prepare(self) -> None:
        """Start what is left, compare all answers with plain SQL, and name what is to be timed."""
        ours, rare = self.ours.url, q.FOUND if self.backend == "sqlite" else q.TITLED
        for who, server in {"the service": self.ours, "its cache": self.hot}.items():
            for path, sql in {q.LIST: q.LISTED, q.ITEM: q.ONE, q.RARELY: rare}.items():
                for _ in range(2):  # made, and kept
                    self._checked(who, httpx.get(server.url + path, timeout=60), sql)
        rows = [row for row in httpx.get(ours + q.SERIES, timeout=60).json()["items"] if not row["gap"]]
        figures = self.ids(q.PAIR)  # of several for a period a row shows one
        q.compare("the series", [row["trade_stat"] for row in rows if row["trade_stat"] not in figures] or [0], [0])
        q.compare("the series", [sum(row["figures"] for row in rows)], [len(figures)])
        for path, sql in {q.LIST: q.LISTED, q.ITEM: q.ONE}.items():
            self._checked("the textbook", httpx.get(self.textbook.url + path, timeout=60), sql)
        answer = httpx.get(ours + q.LIST)
        body = database.WORK / "body.json"
        body.write_bytes(answer.content)
        constant = self._up(peers.python("benchmarks.limits:constant", BENCH_BODY=str(body)))
        bare = self._up(peers.python("benchmarks.limits:bare", BENCH_BODY=str(body)))
        tag = httpx.get(self.hot.url + q.LIST).headers["etag"]
        self.deepest = min(2000, self.size // 50)
        self.timed |= {
            "list": Timed(ours + q.LIST),
            "textbook": Timed(self.textbook.url + q.LIST),
            "constant": Timed(constant.url + "/meetings"),
            "bare": Timed(bare.url + "/meetings"),
            "hot": Timed(self.hot.url + q.LIST),
            "304": Timed(self.hot.url + q.LIST, f"If-None-Match: {tag}", status=304),
            "young": Timed(self.young.url + q.LIST),
            "item": Timed(ours + q.ITEM),
            "item, textbook": Timed(self.textbook.url + q.ITEM),
            "page 1": Timed(ours + "/meetings?limit=50"),
            "deep": Timed(ours + measure.deep(ours, self.deepest)),
            "search": Timed(ours + q.RARELY),
            "series": Timed(ours + q.SERIES),
        }
        kept = {"item": q.ITEM, "search": q.RARELY, "series": q.SERIES}
        self.timed |= {f"{name}, hot": Timed(self.hot.url + path) for name, path in kept.items()}
        if self.backend == "sqlite":
            self._prepare_sqlite_peers()
        else:
            self._prepare_postgraphile()

    def _prepare_sqlite_peers(self) -> None:
        path = Path(make_url(self.peer_url).database or "")
        self.datasette = self._peer("Datasette", peers.datasette(path))
        if self.datasette:
            base = self.datasette.url
            wanted = {"list": q.LISTED, "item": q.ONE, "search": q.FOUND, "search_in_order": q.FOUND, "series": q.PAIR}
            for name, sql in wanted.items():
                self._checked("Datasette", httpx.get(base + q.DATASETTE[name], timeout=60), sql)
                self.timed[f"{name}, Datasette"] = Timed(base + q.DATASETTE[name])
        if soul := self._peer("soul-cli", peers.soul(path)):
            rows = httpx.get(soul.url + q.SOUL, timeout=60).raise_for_status().json()["data"]
            dates = [row["date_start"] for row in httpx.get(self.textbook.url + q.LIST).json()["items"]]
            q.compare("soul-cli", [row["date_start"] for row in rows], dates)  # it leaves the order of a day open
            self.timed["list, soul-cli"] = Timed(soul.url + q.SOUL)

    def _prepare_postgraphile(self) -> None:
        if server := self._peer("PostGraphile", peers.postgraphile(self.url)):
            address = server.url + "/graphql"
            answer = httpx.post(address, content=q.GRAPHQL, headers={"Content-Type": "application/json"}, timeout=60)
            found = answer.raise_for_status().json()["data"]["allMeetingsList"]
            q.compare("PostGraphile", [one["id"] for one in found], self.ids(q.LISTED))
            self.timed["list, PostGraphile"] = Timed(address, body=q.GRAPHQL)

    # --- rows --------------------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        goals = GOALS[self.backend]
        rates = measure.rounds(self.timed)
        if other_way := rates.pop("search_in_order, Datasette", None):
            rates["search, Datasette"] = max(other_way, rates["search, Datasette"])

        def against(what: str, mine: str, other: str, called: str, goal: float, *, part: bool = False) -> Row:
            if other not in rates:
                return not_run(what, self.missing[called])
            told = (what, per_second(rates[mine]), f"{called}: {per_second(rates[other])}")
            return at_least(*told, rates[mine] / rates[other], goal, "%" if part else "×")

        yield against("list, cache off, and textbook", "list", "textbook", "textbook", goals["textbook"])
        if self.backend == "sqlite":
            yield against("list, cache off, and Datasette", "list", "list, Datasette", "Datasette", goals["peer"])
            soul = against("list, cache off, and soul-cli", "list", "list, soul-cli", "soul-cli", 1)
            yield replace(soul, beside=f"{soul.beside}{', flat rows' * bool(soul.compared)}", goal="", share=None)
        else:
            beside = ("list", "list, PostGraphile", "PostGraphile")
            yield against("list, cache off, and PostGraphile", *beside, goals["peer"])
        yield against("list, cache off, of a constant in FastAPI", "list", "constant", "constant", 0.4, part=True)
        yield against("list, hot, of bare ASGI", "hot", "bare", "bare ASGI", 0.55, part=True)
        yield against("list, 304, of bare ASGI", "304", "bare", "bare ASGI", 0.55, part=True)
        grown = rates["young"] / rates["list"]
        told = f"of {SMALL:,} meetings: {per_second(rates['young'])}"
        yield at_most("list, dearer than of 1,000", per_second(rates["list"]), told, grown, 1.5)
        for cache, mine in {"cache off": "item", "hot": "item, hot"}.items():
            yield against(f"item, {cache}, and textbook", mine, "item, textbook", "textbook", goals["item"])
        yield against(f"page {self.deepest:,}, of page 1", "deep", "page 1", "page 1", 0.8, part=True)
        if self.backend == "sqlite":
            hits = httpx.get(self.ours.url + q.RARELY).json()["total"]
            asked = {"item": ("item", 4), "search": (f"search, {hits:,} hits, by date", 3), "series": ("series", 1)}
            for name, (what, goal) in asked.items():
                for cache, mine in {"cache off": name, "hot": f"{name}, hot"}.items():
                    yield against(f"{what}, {cache}, and Datasette", mine, f"{name}, Datasette", "Datasette", goal)
            yield from self.patience()
        yield from self.hostility()
        yield from self.totals()
        yield from self.files(goals["csv"])
        yield self.crowds()
        yield self.resident()

    def patience(self) -> Iterator[Row]:
        """Items while somebody searches."""
        started = time.perf_counter()
        answer = httpx.get(self.ours.url + q.BROAD, timeout=60)
        took, hits = 1000 * (time.perf_counter() - started), answer.json().get("total", 0)
        items = [f"/meetings/meeting-{number * 7919 % self.size}" for number in range(500)]
        alone, beside = measure.beside_a_search(self.ours.url, items, q.BROAD)
        told = f"{beside:.1f} ms", f"alone: {alone:.1f} ms"
        yield at_most("item beside a broad search, p99, and alone", *told, beside / alone, 3)
        yield at_most("item beside a broad search, p99", f"{beside:.1f} ms", "", beside, 15, "ms")
        yield Row(f"broad search, {hits:,} hits", f"{answer.status_code} after {took:,.0f} ms", "")

    def hostility(self) -> Iterator[Row]:
        """Lists and items while another client asks for all the work that it can; and a constant in their place, which
        tells how much of the wait is due to the two cores and the load of the machine."""
        paths = [q.LIST.replace("2010-01-01", f"{1992 + number % 20}-01-01") for number in range(100)]
        paths += [f"/meetings/meeting-{number * 7919 % self.size}" for number in range(100)]
        alone, beside = measure.beside_a_hostile_client(self.ours.url, paths)
        figures = f"{beside:.1f} ms", f"alone: {alone:.1f} ms"
        yield at_most("lists and items beside a hostile client, p99, and alone", *figures, beside / alone, 3)
        constant = self.timed["constant"].url.removesuffix("/meetings")
        alone, beside = measure.beside_a_hostile_client(constant, ["/meetings"] * len(paths))
        figure = f"constant: {beside:.1f} ms, alone: {alone:.1f} ms"
        yield Row("a constant in their place, p99, and alone", "", figure, f"{beside / alone:.1f} ×")

    def totals(self) -> Iterator[Row]:
        days = [dt.date(2010, 2, 1) + dt.timedelta(days=number) for number in range(30)]
        paths = [q.LIST.replace("2010-01-01", day.isoformat()) for day in days]
        first, again = measure.first_and_again(self.ours.url, paths)
        told = f"first: {first:.1f} ms", f"again, the total kept: {again:.1f} ms"
        yield at_most("total, of a question not asked before", *told, max(0, first - again) / first, 0.1, "%")

    def files(self, goal: float) -> Iterator[Row]:
        """Whole lists, each made anew: no two ask for the same days, though for the same meetings.

        Of the textbook, which is slow, a fifth of them: a minute for each form tells no more.
        """
        day, wanted = self._newest(EXPORTED)
        late, fewer = self._newest(EXPORTED // 5)
        for number, form in enumerate(("csv", "ndjson")):
            path = f"/meetings.{form}?date_to=2100-01-0"
            ours = [measure.exported(self.ours, f"{path}{1 + again}&date_from={day}") for again in range(3)]
            theirs = measure.exported(self.textbook, f"{path}{4 + number}&date_from={late}")
            q.compare(form, [one.lines for one in ours], [wanted + (form == "csv")] * 3)
            q.compare(f"the textbook's {form}", [theirs.lines], [fewer + (form == "csv")])
            best: File = sorted(ours, key=lambda one: one.seconds)[1]
            told = str(best), f"textbook: {theirs}"
            yield at_least(f"{wanted:,} meetings as {form.upper()}", *told, best.rate / theirs.rate, goal)
            growth = max(one.growth for one in ours)
            beside = f"textbook: {theirs.growth:.0f} MiB"
            yield at_most(f"{form.upper()}, growth of memory", f"{growth:.0f} MiB", beside, growth, 20, "MiB")

    def _newest(self, count: int) -> tuple[str, int]:
        """The day from which on there are so many meetings, and how many there are from it."""
        newest = f"SELECT date_start FROM meetings ORDER BY date_start DESC LIMIT {count}"
        [day] = self.ids(f"SELECT CAST(min(date_start) AS VARCHAR) AS id FROM ({newest}) AS newest")
        return day, len(self.ids(f"SELECT id FROM meetings WHERE date_start >= '{day}'"))

    def crowds(self) -> Row:
        """Every row once, where thousands share a date."""

        def wrong(found: list[str], wanted: list[str]) -> str:
            return f"{len(set(wanted) - set(found))} lost, {len(found) - len(set(found))} repeated of {len(wanted):,}"

        crowd, every = self.ids(q.CROWDED_ONES), self.ids(q.EVERY)
        pages = list(
            measure.walked(self.ours.url, q.CROWD, lambda answer: [one["id"] for one in answer.json()["items"]])
        )
        ours = self._ids_of_csv(self.ours, "/meetings.csv?fields=id")
        exact = pages == crowd and ours == every
        told, beside = f"CSV: {wrong(ours, every)}; pages of a day: {wrong(pages, crowd)}", ""
        if self.backend == "sqlite" and self.datasette:
            theirs = self._ids_of_csv(self.datasette, q.DATASETTE_CSV)
            beside = f"Datasette's CSV by date: {wrong(theirs, every)}"
        return Row("every row once", told, beside, "exact" if exact else "not exact", "exact", float(exact))

    def _ids_of_csv(self, server: Server, path: str) -> list[str]:
        text = httpx.get(server.url + path, timeout=3600).raise_for_status().text
        return [row["id"] for row in csv.DictReader(io.StringIO(text))]

    def resident(self) -> Row:
        """What the workers hold of their own: of a mapped database the system keeps the pages, mapped or not."""
        most = max((memory(server.pid) for server in (self.ours, self.hot)), key=lambda one: one["RssAnon"])
        theirs = memory(self.textbook.pid)["RssAnon"]
        told = f"{most['RssAnon']:.0f} MiB, and {most['RssFile']:.0f} of the database mapped"
        return at_most("memory after all that", told, f"textbook: {theirs:.0f} MiB", most["RssAnon"] / theirs, 1)


def bench(size: int, backend: str) -> tuple[str, str, list[Row]]:
    """Title, how the data was made, and what was found."""
    with data(size, backend) as (url, small, how, before), ExitStack() as stack:
        measured = Bench(size, backend, url, small, stack)
        measured.prepare()
        rows = list(measured.rows())
    told = f"{how.load:,.0f} loaded, {how.publish:,.0f} published a second"
    made = [at_least("load and publish", told, "", how.both, 5_000, "meetings/s")]
    flat = f"{how.memory:.0f} MiB", f"of {SMALL:,} meetings: {before.memory:.0f} MiB"
    made.append(at_most("load and publish, memory", *flat, how.memory / before.memory, 2))
    return f"{size:,} meetings on {CALLED[backend]}", str(how), rows + made


def main(asked: str, backends: list[str]) -> None:
    for tool in ("wrk", "taskset"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is not here: install it to measure")
    size = int(asked.lower().replace("m", "000k").replace("k", "000"))
    database.WORK.mkdir(exist_ok=True)
    measure.pinned()
    sections: dict[str, str] = {}
    drawn: list[Row] = []
    for backend in backends:
        started, before = time.perf_counter(), measure.busy()
        title, how, rows = bench(size, backend)
        sections[title] = report.section(title, how, peers.versions(), rows, (before, measure.busy()))
        drawn += [replace(row, what=f"{CALLED[backend]}: {row.what}") for row in rows]
        print(sections[title], f"measured in {time.perf_counter() - started:,.0f} s", sep="\n", flush=True)
    here = Path(__file__).parent
    report.write(here / "RESULTS.md", HEAD, sections)
    (here / "results.svg").write_text(report.svg(f"{size:,} meetings: what was reached of each goal", drawn), "utf-8")


HEAD = f"""# Results

Made by `make bench SIZE=1k`, `100k` or `1m`. {(__doc__ or "").split("``. ", 1)[1].strip()}

![How far each goal was reached, in the last run](results.svg)
"""

if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1k", sys.argv[2].split(",") if len(sys.argv) > 2 else list(CALLED))
