"""The query plans of the peers' statements, which a run prints.

If a plan reads or sorts a whole large table, our schema for the peers lacks an index, and a comparison would be unfair.
The run ends then.
"""

import datetime as dt
import re
from collections.abc import Mapping

from sqlalchemy import Dialect, Engine, create_engine
from sqlalchemy.dialects import postgresql, sqlite

from benchmarks import questions as q
from benchmarks.peer_tables import page, total

LARGE = ("meetings", "trade_stats")
LIST = ("mechanism-1", dt.date(2010, 1, 1))
"""The mechanism and the first day of ``questions.LIST``."""


def statements(backend: str) -> dict[str, str]:
    """The SQL statements of the peers, by peer and question."""
    dialect: Dialect = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}[backend]()
    textbook = {"page": page(*LIST, 50, 0), "total": total(*LIST)}
    sql_by_name = {
        f"textbook, {name}": str(select.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        for name, select in textbook.items()
    }
    if backend == "sqlite":
        sql_by_name["Datasette, rows of the list"] = q.LIST_SQL
        sql_by_name |= {f"Datasette, {name}": sql for name, sql in q.QUERIES.items()}
        sql_by_name |= {f"soul-cli, {name}": sql for name, sql in q.SOUL_SQL.items()}
    else:
        sql_by_name["PostGraphile, rows"] = q.LIST_SQL
    return sql_by_name


def plan_lines(engine: Engine, sql: str) -> list[str]:
    """The lines of the plan of a statement."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return [str(row.detail) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
        return [str(row[0]) for row in connection.exec_driver_sql(f"EXPLAIN {sql.replace('%', '%%')}")]


def faults(name: str, plan: list[str]) -> list[str]:
    """Those lines of a plan that read or sort a whole large table."""
    scans = re.compile(rf"(?:^SCAN (?:{'|'.join(LARGE)})$)|(?:Seq Scan on (?:{'|'.join(LARGE)})\b)")
    sorts = re.compile(r"USE TEMP B-TREE FOR ORDER BY|^\s*(?:->\s*)?Sort\b")
    one_list = "page" in name or "rows" in name
    return [line for line in plan if scans.search(line) or (one_list and sorts.search(line))]


def show(peer_url: str, backend: str) -> Mapping[str, list[str]]:
    """Print the plans of the peers' statements. Raises SystemExit if one reads or sorts a whole large table."""
    engine = create_engine(peer_url)
    plans = {name: plan_lines(engine, sql) for name, sql in statements(backend).items()}
    engine.dispose()
    for name, plan in plans.items():
        print(f"plan of {name}:", *(f"  {line}" for line in plan), sep="\n", flush=True)
    faults_by_name = {name: lines for name, plan in plans.items() if (lines := faults(name, plan))}
    if faults_by_name:
        raise SystemExit(f"a peer lacks an index: {faults_by_name}")
    return plans
