"""Multiplies the records of the seed by SQL, in seconds, to enough rows for realistic query plans.

The copies describe no real events. A copy has the links of its record. But only one in ``RARE`` copies has a link to a
value that is not ``COMMON``, so that some values are frequent and others rare.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, text

from app.db import tables
from app.db.engine import Base
from app.db.kinds import RecordKind
from app.db.records import Document
from app.domain.edtf import EARLIEST

COPIES = {
    tables.Meeting: 750,
    tables.TimelineEntry: 750,
    tables.TradeStat: 250,
    tables.Agreement: 250,
    tables.Milestone: 250,
    tables.Commitment: 250,
    tables.Statement: 100,
    tables.Official: 500,
    tables.FigureGroup: 500,
    tables.Conflict: 500,
    Document: 50,
}
COMMON = ("KZ", "TR", "jspg-kz-tr", "trade", "ankara")
RARE = 50
SQLITE_SHARE = 2
"""SQLite gets this fraction of the rows. It plans without statistics, so that fewer rows give the same plans."""
BODY = """'{"id":"' || r.id || '-' || n || '","padding":\"""" + "x" * 400 + "\"}'"
"""A body about as long as real ones, because PostgreSQL plans by the width of rows."""
_TABLES = {model.__tablename__: count for model, count in COPIES.items()}


def row_count(connection: Connection | Engine, rows: int) -> int:
    """The number of rows on this kind of database, from the number on PostgreSQL."""
    return rows // SQLITE_SHARE if connection.dialect.name == "sqlite" else rows


def large_tables(connection: Connection, rows: int = 7_500) -> set[str]:
    """The names of the tables with more than ``rows`` rows, which no query should scan."""
    rows = row_count(connection, rows)
    row_counts = {
        table.name: connection.scalar(text(f"SELECT count(*) FROM {table.name}")) for table in _tables_to_fill()
    }
    return {name for name, count in row_counts.items() if (count or 0) > rows}


def _tables_to_fill() -> list[Table]:
    return [
        table
        for table in Base.metadata.sorted_tables
        if _copies(table) or table.name in ("evidence", "search", "names")
    ]


def _owner(table: Table) -> str | None:
    """The owner of a link table: the table that the first column of its primary key refers to."""
    first = next(iter(table.primary_key.columns))
    return next((key.column.table.name for key in first.foreign_keys), None)


def _copies(table: Table) -> int:
    return _TABLES.get(table.name) or _TABLES.get(_owner(table) or "", 0)


def _references(column: Any) -> str | None:
    return next((key.column.table.name for key in column.foreign_keys), None)


def _rare(name: str) -> str:
    return f"({name} IN {COMMON} OR n % {RARE} = 0)"


def _values(table: Table, *, sqlite: bool) -> Iterator[tuple[str, str]]:
    """The name and the SQL value of each column, for the copy number ``n`` of the row ``r``."""
    owner = _owner(table)
    for column in table.columns:
        name = f'r."{column.name}"'
        to = _references(column)
        if column.name == "id" or (to and to == owner):
            yield column.name, f"{name} || '-' || n"
        elif to == "officials":  # the one in the seed now and then, mostly one of its copies
            yield column.name, f"CASE WHEN n % {RARE} = 0 THEN {name} ELSE {name} || '-' || (n % {_TABLES[to]} + 1) END"
        elif to and column.nullable and column.name != "speaker_party_id":  # a statement has a speaker
            yield column.name, f"CASE WHEN {_rare(name)} THEN {name} END"
        elif column.name.endswith(("_start", "_end", "_day")):
            earlier = f"date({name}, '-' || (n % 9000) || ' days')" if sqlite else f"{name} - n % 9000"
            # An open start is the earliest day that there is.
            yield column.name, f"CASE WHEN {name} = '{EARLIEST}' THEN {name} ELSE {earlier} END"
        elif column.name in ("name", "title", "summary", "name_key", "title_key", "summary_key"):
            yield column.name, f"{name} || ' ' || n"
        elif column.name == "session":
            yield column.name, f"CASE WHEN {name} IS NOT NULL THEN {name} * 10000 + n END"
        elif column.name == "sha256" and table.name == "documents":
            yield column.name, "substr(r.sha256, 1, 56) || (10000000 + n)"
        elif column.name == "value":
            yield column.name, f"{name} + n"
        elif column.name == "body" and "dirty" in table.columns:
            yield column.name, BODY
        elif column.name == "dirty":
            yield column.name, "false"
        else:
            yield column.name, name


def _copy(table: Table, *, sqlite: bool) -> str:
    columns, values = zip(*_values(table, sqlite=sqlite), strict=True)
    column_list = ", ".join(f'"{name}"' for name in columns)
    links_of_columns = [
        column for column in table.columns if _references(column) and _references(column) != _owner(table)
    ]
    links = " AND ".join(
        ["true"]
        + [
            _rare(f'r."{column.name}"')
            for column in links_of_columns
            if column.primary_key and _references(column) != "officials"
        ]
    )
    return (
        f"{_numbers(_copies(table), sqlite=sqlite)}"
        f" INSERT INTO {table.name} ({column_list}) SELECT {', '.join(values)}"
        f" FROM {table.name} r, numbers WHERE {links}"
    )


def _related_rows(*, sqlite: bool) -> Iterator[str]:
    """Statements for rows of other tables about the copies: evidence, search entries and names."""
    vector = "" if sqlite else ", vector"
    for model, copies in COPIES.items():
        kind = model.kind
        places = Base.metadata.tables["evidence"]
        columns = [column.name for column in places.columns]
        new_values = {
            "id": f"r.id || '-{kind}-' || n",
            "record_kind": f"'{kind}'",
            "record_id": "r.record_id || '-' || n",
            "document_id": f"CASE WHEN n % {RARE} = 0 THEN r.document_id"
            " ELSE r.document_id || '-' || (n % 200 + 1) END",
            "body": BODY,
        }
        column_list = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(new_values.get(column, f'r."{column}"') for column in columns)
        if kind in tuple(RecordKind):
            first = f"SELECT min(id) FROM evidence WHERE record_kind = '{kind}' GROUP BY record_id"
            yield (
                f"{_numbers(copies, sqlite=sqlite)} INSERT INTO evidence ({column_list})"
                f" SELECT {values} FROM evidence r, numbers WHERE id IN ({first})"
            )
        search_copies = copies if model is tables.Meeting else min(copies, 250)
        yield (
            f"{_numbers(search_copies, sqlite=sqlite)}"
            f" INSERT INTO search (kind, record_id, url, title, plain, length, name, text{vector})"
            " SELECT kind, record_id || '-' || n, url || '-' || n, title || ' ' || n, plain, length + 4,"
            f" name || ' ' || n, text{vector} FROM search r, numbers WHERE kind = '{kind}'"
        )
        if model is tables.Official:
            yield (
                f"{_numbers(copies, sqlite=sqlite)} INSERT INTO names (kind, record_id, position, text, folded, role)"
                " SELECT kind, record_id || '-' || n, position, text || ' ' || n, folded || ' ' || n, role"
                f" FROM names r, numbers WHERE kind = '{kind}' AND role = 'name'"
            )


def _numbers(copies: int, *, sqlite: bool) -> str:
    last = copies // SQLITE_SHARE if sqlite else copies
    return f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {last})"


@contextmanager
def _without_indexes(connection: Connection, *, sqlite: bool) -> Iterator[None]:
    """Drop the indexes during the block, and create them again after it: inserting is faster without them."""
    definitions = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if sqlite
        else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    indexes = connection.execute(text(definitions)).all()
    for name, _ in indexes:
        connection.execute(text(f"DROP INDEX {name}"))
    yield
    for _, make in indexes:
        connection.execute(text(make))


def fill(engine: Engine) -> None:
    """Multiply the rows of a database with the seed. On PostgreSQL, collect statistics."""
    sqlite = engine.dialect.name == "sqlite"
    tables = [_copy(table, sqlite=sqlite) for table in Base.metadata.sorted_tables if _copies(table)]
    with engine.connect() as connection:
        if sqlite:
            connection.execute(text("ROLLBACK"))
            for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -200000"):
                connection.execute(text(f"PRAGMA {pragma}"))
            connection.execute(text("BEGIN"))
        else:
            connection.execute(text("SET session_replication_role = replica"))  # skips foreign keys
            connection.execute(text("SET maintenance_work_mem = '256MB'"))
            # A copy has the words of its record, which need not be taken from its text again.
            connection.execute(text("ALTER TABLE search ALTER COLUMN vector DROP EXPRESSION"))
        with _without_indexes(connection, sqlite=sqlite):
            for statement in (*tables, *_related_rows(sqlite=sqlite)):
                connection.execute(text(statement))
        connection.commit()
        connection.invalidate()
    if not sqlite:  # a PostgreSQL server collects statistics by itself; SQLite in service has none
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # The sample of 120,000 rows is the whole table, or nearly, so that plans do not vary between runs.
            connection.execute(text("SET default_statistics_target = 400"))
            connection.execute(text("VACUUM ANALYZE"))
