"""The SQL views have the columns of the CSV files, and the values of the API."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Boolean, Connection, Date, DateTime, Float, Integer, Numeric, inspect, select, text

from app.api.formats.columns import columns, value_type
from app.api.formats.sql_views import LONG, sql_views
from app.db import migrate, views
from app.db.engine import make_engine
from app.main import RESOURCES
from app.resource import Resource
from app.settings import Settings
from tests.conftest import ROOT, SharedDatabases, on_postgresql, on_sqlite

DATA = ROOT / "tests" / "data"

TYPES: dict[str, Any] = {
    "date": Date, "moment": DateTime, "integer": Integer, "number": (Float, Numeric), "boolean": Boolean,
}  # fmt: skip


@pytest.fixture(scope="module")
def connection(backend: str, databases: SharedDatabases) -> Iterator[Connection]:
    """A connection to the database with the real seed and the records of ``made_up_tables``."""
    engine = make_engine(databases.settings(backend, DATA, databases.made_up_seed()))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def view_of(resource: Resource, field: str = "") -> str:
    return f"v{resource.path}".replace("/", "_").replace("-", "_") + (field and f"_{field}")


def flat(value: Any, path: Sequence[str], level: int = 0) -> Any:
    """The value at a path of a record. Several values are joined by semicolons, and lists within lists by commas."""
    if isinstance(value, list):
        texts = ["" if part is None else str(part) for part in (flat(item, path, level + 1) for item in value)]
        return (";,,"[level]).join(texts) or None
    if isinstance(value, dict) and path:
        return flat(value.get(path[0]), path[1:], level)
    return str(value).lower() if level and isinstance(value, bool) else value


def comparable(value: Any) -> Any:
    """A value of a row or a record, in the same form for both kinds of database."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return value
    if isinstance(value, str) and value.startswith("{"):
        return json.loads(value)
    return value if value != "" else None


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource.path))
def test_a_view_says_what_the_api_says(connection: Connection, resource: Resource) -> None:
    rows = {row["id"]: row for row in connection.execute(text(f"SELECT * FROM {view_of(resource)}")).mappings()}
    bodies = connection.execute(select(resource.model.id, resource.model.body)).all()
    assert rows.keys() == {row.id for row in bodies}
    assert rows
    for id, body in bodies:
        record = json.loads(body)
        for column in columns(resource.out):
            if column.name != "updated_at":
                expected = comparable(flat(record, column.path))
                assert comparable(rows[id][column.name]) == expected, (id, column.name)
        moment = comparable(rows[id]["updated_at"])
        assert moment[:19].replace(" ", "T") == record["updated_at"][:19]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource.path))
def test_the_columns_are_those_of_csv(connection: Connection, resource: Resource) -> None:
    """Also a field that a model gets later, with its meaning. Tools that read the database see days as days."""
    view = view_of(resource)
    view_columns = {column["name"]: column for column in inspect(connection).get_columns(view)}
    assert sorted(view_columns) == sorted(column.name for column in columns(resource.out))
    descriptions = connection.execute(
        text("SELECT column_name, type, description FROM v_columns WHERE view_name = :view AND position > 0"),
        {"view": view},
    ).all()
    assert [row.column_name for row in descriptions] == list(view_columns)
    postgresql = connection.dialect.name == "postgresql"
    for name, kind, description in descriptions:
        view_column = view_columns[name]
        if postgresql:
            assert view_column["comment"] == (description or None)
        if kind in TYPES and (postgresql or (kind in ("date", "moment") and "conflict" not in view)):
            assert isinstance(view_column["type"], TYPES[kind]), (name, view_column["type"])


@pytest.mark.parametrize(
    ("resource", "field"),
    [(resource, field) for resource in RESOURCES for field in LONG.get(resource.path, ())],
    ids=lambda value: str(getattr(value, "path", value)),
)
def test_a_long_view_has_a_row_for_each_item(connection: Connection, resource: Resource, field: str) -> None:
    view = view_of(resource, field)
    rows = {(row["id"], row["item"]): row for row in connection.execute(text(f"SELECT * FROM {view}")).mappings()}
    kind, several = value_type(resource.out.model_fields[field].annotation)
    assert several
    inner = {f"{field}_{column.name}": column.path for column in columns(kind)} if kind is not str else {field: ()}
    expected = {
        (id, number): {name: comparable(flat(item, path)) for name, path in inner.items()}
        for id, body in connection.execute(select(resource.model.id, resource.model.body)).all()
        for number, item in enumerate(json.loads(body)[field], 1)
    }
    assert expected
    assert rows.keys() == expected.keys()
    for key, values in expected.items():
        for name, value in values.items():
            value_in_view = comparable(rows[key][name])
            assert value_in_view == (str(value) if isinstance(value_in_view, str) else value), (key, name)
    names = {row["id"]: row["label"] for row in rows.values()}
    assert all(names.values())


def test_names_are_joined_in(connection: Connection) -> None:
    row = connection.execute(
        text(
            "SELECT mechanism_name, country_name, date_start, participants_official_name FROM v_meetings_participants"
            " WHERE id = 'jspg-kz-tr-8' ORDER BY item"
        )
    ).first()
    assert row is not None
    assert row.mechanism_name == "Kazakhstan–Türkiye Joint Strategic Planning Group"
    assert row.country_name == "Türkiye"
    assert str(row.date_start) == "2026-02-02"
    assert row.participants_official_name


@on_postgresql
def test_who_may_read_the_views_may_read_them_after_a_migration(seed_database: Settings) -> None:
    engine = make_engine(seed_database)
    with migrate.transaction(engine) as connection:
        connection.execute(text("CREATE ROLE dashboards_of_views"))
        connection.execute(text("GRANT SELECT ON v_columns, v_meetings TO dashboards_of_views"))
        connection.execute(text("GRANT SELECT ON v_documents TO PUBLIC"))
        grants = views.drop_views(connection)
        assert views.view_names(connection) == []
        connection.execute(text("ALTER TABLE meetings DROP COLUMN title CASCADE, ADD COLUMN title text"))
        views.create_views(connection, sql_views(RESOURCES, "postgresql"), grants)
        connection.execute(text("SET LOCAL ROLE dashboards_of_views"))
        for view in views.view_names(connection):  # a new view too
            connection.execute(text(f"SELECT * FROM {view} LIMIT 1"))
        may_select = text("SELECT has_table_privilege(:table, 'SELECT')")
        assert not connection.scalar(may_select, {"table": "meetings"})
        connection.execute(text("RESET ROLE"))
        public = "SELECT relacl::text LIKE '%,=r/%' FROM pg_class WHERE relname = :view"
        assert connection.scalar(text(public), {"view": "v_documents"})
        assert not connection.scalar(text(public), {"view": "v_meetings"})
        connection.rollback()
    engine.dispose()


@on_sqlite
def test_a_migration_below_a_view_needs_no_care(seed_database: Settings) -> None:
    """To change a table, SQLite copies and renames it, which it refuses if a view reads the table."""
    engine = make_engine(seed_database)
    migrate.downgrade(engine, "0018_parts_of_documents")
    with engine.connect() as connection:
        assert views.view_names(connection) == []
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert views.COLUMNS_VIEW in views.view_names(connection)
        assert connection.scalar(text("SELECT count(*) FROM v_meetings"))
    engine.dispose()
