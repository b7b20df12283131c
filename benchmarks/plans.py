"""How the databases answer the peers: the plan of each statement, shown in the log of the run.

A peer whose plan scans or sorts a large table would be slow for a reason that is ours to mend, so the run ends there.
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
"""The mechanism and the first day that the list is asked for: see ``questions.LIST``."""


def statements(backend: str) -> dict[str, str]:
    """The SQL of each peer, by peer and question."""
    dialect: Dialect = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}[backend]()
    textbook = {"page": page(*LIST, 50, 0), "total": total(*LIST)}
    made = {
        f"textbook, {name}": str(select.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        for name, select in textbook.items()
    }
    if backend == "sqlite":
        made["Datasette, rows of the list"] = q.LISTED
        made |= {f"Datasette, {name}": sql for name, sql in q.QUERIES.items()}
        made |= {f"soul-cli, {name}": sql for name, sql in q.SOUL_SQL.items()}
    else:
        made["PostGraphile, rows"] = q.LISTED
    return made


def explained(engine: Engine, sql: str) -> list[str]:
    """The lines of a plan."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            return [str(row.detail) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
        return [str(row[0]) for row in connection.exec_driver_sql(f"EXPLAIN {sql.replace('%', '%%')}")]


def faults(name: str, plan: list[str]) -> list[str]:
    """The lines of a plan that read or sort a whole large table."""
    scans = re.compile(rf"(?:^SCAN (?:{'|'.join(LARGE)})$)|(?:Seq Scan on (?:{'|'.join(LARGE)})\b)")
    sorts = re.compile(r"USE TEMP B-TREE FOR ORDER BY|^\s*(?:->\s*)?Sort\b")
    one_list = "page" in name or "rows" in name
    return [line for line in plan if scans.search(line) or (one_list and sorts.search(line))]


def show(peer_url: str, backend: str) -> Mapping[str, list[str]]:
    """Print the plan of each peer's statements. Ends the run where one reads or sorts a whole large table."""
    engine = create_engine(peer_url)
    plans = {name: explained(engine, sql) for name, sql in statements(backend).items()}
    engine.dispose()
    for name, plan in plans.items():
        print(f"plan of {name}:", *(f"  {line}" for line in plan), sep="\n", flush=True)
    wrong = {name: found for name, plan in plans.items() if (found := faults(name, plan))}
    if wrong:
        raise SystemExit(f"a peer lacks an index: {wrong}")
    return plans
