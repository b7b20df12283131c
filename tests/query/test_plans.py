"""Every statement of every list, on large tables: read through an index, and never sorted whole."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event, func, select

from app.main import RESOURCES
from tests.api_requests import SAMPLES, Params, ask, choices, parameters, sample, sorts
from tests.conftest import SharedDatabases
from tests.large_database import row_count

PATHS = [resource.path for resource in RESOURCES]
SORT_LIMIT = 2_500
"""The number of rows that may be sorted. On SQLite, as for all numbers of rows, a share of it."""
SCAN_LIMIT = 750
"""To count more rows than this, a table may be read from end to end."""

# Parameters that are about the same rows, or no condition by themselves.
SHOWING = {"as_of", "cursor", "fields", "include", "limit", "shape", "sort", "group_by", "sum", "date_match", "figures"}
# Values that few records have, where those of SAMPLES are had by many.
RARE = {"country": "AZ", "mechanism": "OTS", "topic": "space", "city": "Astana", "q": "jspg"}

# What may be read from end to end, and why:
# - group_by counts all records: nothing is left out that an index could leave out;
# - a total above SCAN_LIMIT, or on PostgreSQL one that its planner takes for so many, which it does of spans of days;
# - a filter that takes one of a few values (status, unit …) leaves a large part of the records, mostly. The page
#   is found by walking through the list in its order; but the count reads all, once for each revision of the data;
# - a country that half of all links are of, within a month: PostgreSQL reads them all, through the index or not;
# - the country of documents: it is that of the records of all kinds that they support.
# - the hits of a word, and what was published since, within a month: where many are found outside it, reading the
#   table is what PostgreSQL takes for the shorter way to count those inside.
#   What was published is of two kinds, by the page and by its part, and PostgreSQL may gather both for the page too.
PUBLICATION_SPAN = {"published_from", "published_to"}
WITHIN = {"q"} | PUBLICATION_SPAN
NO_INDEX: dict[str, list[dict[str, str]]] = {
    "/documents": [{"country": "Turkey"}, {"country": "!KZ"}, {"country": "Turkey", "date_from": "2005"}],
    "/meetings": [{"country": "Turkey", "date": "2015-03"}],
    # Each copy of a conflict rests on the same places, so that a document has a large part of all links.
    "/conflicts": [{"document": "jspg-8-report"}, {"document": "!jspg-8-report"}],
    # The participants of the meetings of a mechanism that is common are half of all, and of all but those nearly all.
    "/officials": [{"mechanism": "JSPG"}, {"mechanism": "!JSPG"}],
}


def questions(client: TestClient, path: str) -> Iterator[dict[str, str]]:
    """The queries of a list: each filter alone, within a month and within years, for ``none`` and for all but a value;
    and each order, with its second page."""
    path_parameters = parameters(client, path)
    yield {}
    for name in sorted(path_parameters.keys() - SHOWING):
        common = SAMPLES.get(name) or (None if name in RARE else sample(client, path, name))
        for value in filter(None, (common, RARE.get(name))):
            yield {name: value}
            if "date_from" in path_parameters and not name.startswith("date"):
                yield {name: value, "date": "2015-03"}
                yield {name: value, "date_from": "2005"}
        for example in path_parameters[name]["schema"]["examples"]:
            value = example[0] if isinstance(example, list) else example
            if value == "none" or str(value).startswith("!"):
                yield {name: value}
    for sort in sorts(client, path):
        yield {"sort": sort}
        yield {"sort": sort, "cursor": ask(client, path, {"sort": sort, "limit": "1"})["next_cursor"] or ""}


@contextmanager
def watch_statements(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements that the service sends while the block runs, with their parameters."""
    queries: list[tuple[str, Any]] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        queries.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield queries
    finally:
        event.remove(engine, "before_cursor_execute", note)


def explain(engine: Engine, statement: str, values: Any) -> Any:
    """The plan of a statement. PostgreSQL runs a statement that sorts, and says how many rows it sorted."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).all()
        if "'Node Type': 'Sort'" not in str(plan[0][0]):
            return plan
        return connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", values).all()


def faults(engine: Engine, statement: str, values: Any, big: set[str], total: int) -> list[str]:
    """Where the plan of a statement reads a big table without an index, or sorts more than a few rows."""
    sqlite = engine.dialect.name == "sqlite"
    plan = explain(engine, statement, values)
    is_long = total > row_count(engine, SORT_LIMIT)
    steps = _of_sqlite([row[3] for row in plan], big, is_long) if sqlite else _of_postgresql(plan[0][0][0]["Plan"], big)
    counts = "count(" in statement
    expected = 0 if sqlite or not counts else _counted_rows(plan[0][0][0]["Plan"])
    may_scan = counts and max(total, expected) > row_count(engine, SCAN_LIMIT)
    return [fault for fault in steps if not (may_scan and fault.startswith(("SCAN", "Seq Scan")))]


def _counted_rows(node: Any) -> int:
    """How many rows PostgreSQL expects to count, by one process or several."""
    while node["Node Type"] in ("Aggregate", "Gather"):
        (node,) = (inner for inner in node["Plans"] if inner["Parent Relationship"] == "Outer")
    return int(node["Plan Rows"])


def _of_sqlite(plan: list[str], big: set[str], is_long: bool) -> Iterator[str]:
    for step in plan:
        scan = re.fullmatch(r"SCAN (\w+?)(_\d+)?", step)
        if scan and scan[1] in big:
            yield step
        # "FOR RIGHT PART OF ORDER BY" sorts ties alone.
        if step == "USE TEMP B-TREE FOR ORDER BY" and is_long:
            yield step


def _of_postgresql(node: Any, big: set[str]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in big:
        yield f"Seq Scan on {node['Relation Name']}"
    # The rows that it found, not those that the planner expected.
    if node["Node Type"] == "Sort" and (rows := node["Plans"][0]["Actual Rows"]) > SORT_LIMIT:
        yield f"Sort of {rows:.0f} rows"
    for inner in node.get("Plans", ()):
        yield from _of_postgresql(inner, big)


@pytest.mark.thorough
@pytest.mark.parametrize("path", PATHS)
def test_every_statement_of_a_list_is_read_through_an_index(
    databases: SharedDatabases, backend: str, path: str
) -> None:
    client, big = databases.large_client(backend)
    engine = cast("FastAPI", client.app).state.engine
    assert {"meetings", "trade_stats", "timeline", "evidence", "search", "meeting_countries", "participants"} <= big
    wrong_plans, plans = [], set()
    for params in questions(client, path):
        few_values = [name for name in params if name not in ("sort", "cursor") and choices(client, path, name)]
        # An empty cursor is of a list of one record.
        if params.get("cursor") == "" or few_values or params in NO_INDEX.get(path, ()):
            continue
        with watch_statements(engine) as queries:
            total = ask(client, path, params)["total"]
        for statement, values in queries:
            if statement.startswith(("SELECT", "WITH")) and (statement, repr(values)) not in plans:
                scan_parameters = WITHIN if "count(" in statement else PUBLICATION_SPAN
                if not ({"date", "date_from"} & params.keys() and scan_parameters & params.keys()):
                    plans.add((statement, repr(values)))
                    wrong_plans += [
                        f"{params} of {total}: {fault}" for fault in faults(engine, statement, values, big, total)
                    ]
    assert not wrong_plans, "\n".join(wrong_plans)
    assert len(plans) > 3


def test_a_plan_without_an_index_is_noticed(databases: SharedDatabases, backend: str) -> None:
    """Otherwise the test above would prove nothing."""
    client, big = databases.large_client(backend)
    engine = cast("FastAPI", client.app).state.engine
    no_values: Any = ()
    assert faults(engine, "SELECT id FROM meetings WHERE body = 'nowhere' ORDER BY id || ''", no_values, big, 0)
    assert faults(engine, "SELECT id FROM meetings ORDER BY occasion", no_values, big, 100_000)
    assert not faults(engine, "SELECT id FROM meetings ORDER BY id LIMIT 9", no_values, big, 100_000)


@pytest.mark.parametrize("params", [{"q": "Turkiye"}, {"country": "TR"}, {"q": "jspg"}, {"country": "AZ"}])
def test_a_walk_finds_what_sorting_finds(
    databases: SharedDatabases, backend: str, params: Params, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = databases.large_client(backend)

    def pages() -> list[str]:
        first = ask(client, "/meetings", {**params, "limit": "7"})
        second = ask(client, "/meetings", {**params, "limit": "7", "cursor": first["next_cursor"]})
        assert first["total"] > 14
        return [item["id"] for item in (*first["items"], *second["items"])]

    walks = []
    for scan in (True, False):
        monkeypatch.setattr("app.api.json_responses.prefers_scan", lambda *_, scan=scan: scan)
        walks.append(pages())
    assert walks[0] == walks[1]
    assert len(set(walks[0])) == 14


@pytest.mark.parametrize("model", [resource.model for resource in RESOURCES], ids=str)
def test_dirty_records_are_found_without_the_rest(databases: SharedDatabases, backend: str, model: Any) -> None:
    """Otherwise it would take as long to publish one change as to publish all."""
    client, big = databases.large_client(backend)
    engine = cast("FastAPI", client.app).state.engine
    for query in (select(model.id).where(model.dirty).order_by(model.id), select(func.count()).where(model.dirty)):
        with watch_statements(engine) as queries, engine.connect() as connection:
            assert connection.execute(query.limit(9)).scalar() in (None, 0)
        for statement, values in queries:
            if statement.startswith("SELECT"):
                plan = str([tuple(row) for row in explain(engine, statement, values)])
                assert f"ix_{model.__tablename__}_dirty" in plan or model.__tablename__ not in big, plan


@pytest.mark.parametrize("path", [*PATHS, "/coverage"])
def test_what_is_counted_is_read_from_indexes(databases: SharedDatabases, path: str) -> None:
    """Rows with their bodies are so large that a disk needs ten seconds or more for those of 100,000 records."""
    client, big = databases.large_client("sqlite")
    engine = cast("FastAPI", client.app).state.engine
    keys: list[Params] = [{"group_by": name} for name in choices(client, path, "group_by")] if path in PATHS else [{}]
    wrong_plans = []
    for params in keys:
        with watch_statements(engine) as queries:
            ask(client, path, params)
        for statement, values in queries:
            for row in explain(engine, statement, values):
                table = re.match(r"(?:SCAN|SEARCH) (\w+?)(?:_\d+)?\b", row[3])
                if table and table[1] in big - {"names"} and "COVERING INDEX" not in row[3]:
                    wrong_plans.append(f"{params}: {row[3]}")
                if "AUTOMATIC" in row[3] and "anon" not in row[3]:
                    wrong_plans.append(f"{params}: {row[3]}")
    assert not wrong_plans, "\n".join(wrong_plans)
