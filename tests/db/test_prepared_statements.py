"""Reusable statements run on the cursor of the driver, and give the same rows as SQLAlchemy."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, Integer, Select, Text, bindparam, event, func, literal, null, select
from sqlalchemy.exc import DBAPIError

from app.db import prepared_statements
from app.db.engine import make_engine, took_too_long, without_transaction
from app.db.prepared_statements import reusable
from app.db.revision import NEWEST_PUBLICATION
from app.db.tables import Country, Meeting, TradeStat
from app.domain import deadline
from app.domain.deadline import DeadlineError
from app.settings import Settings

COLUMNS: tuple[Any, ...] = (
    TradeStat.id, TradeStat.value, TradeStat.date_start.label("start"), TradeStat.preferred, TradeStat.estimate,
    TradeStat.updated_at, TradeStat.kind_, TradeStat.growth_percent, null().label("none"),
)  # fmt: skip
STATEMENTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "each type of column": (select(*COLUMNS).order_by(TradeStat.id), {}),
    "two columns of one name": (select(Meeting.id, Country.id).join(Country, Country.id == Meeting.country_id), {}),
    "a value twice": (
        select(Country.id).where(func.lower(Country.id) <= bindparam("a"), Country.id >= func.upper(bindparam("a"))),
        {"a": "kz"},
    ),
    "values of several types": (
        select(Meeting.id)
        .where(Meeting.date_start >= bindparam("day"), Meeting.updated_at > bindparam("moment"))
        .order_by(Meeting.id)
        .limit(bindparam("limit", type_=Integer())),
        {"day": dt.date(2015, 1, 1), "moment": dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "limit": 5},
    ),
    "a value of the statement": (select(Country.id, literal("a%b", Text()).label("text")), {}),
    "a list of any length": (select(Country.id).where(Country.id.in_(["KZ", "TR"])).order_by(Country.id), {}),
    "the revision": (NEWEST_PUBLICATION, {}),
    "no row": (select(Country.body).where(Country.id == bindparam("id")), {"id": "QQ"}),
}


@pytest.fixture
def engine(seed_database: Settings) -> Iterator[Engine]:
    settings = seed_database.model_copy(update={"statement_timeout_ms": 300})
    engine = make_engine(settings, for_requests=True)
    yield without_transaction(engine, settings)
    engine.dispose()


def read_rows(engine: Engine, statement: Select[Any], parameters: dict[str, Any]) -> list[Any]:
    with engine.connect() as connection:
        return list(prepared_statements.read_prepared(connection, statement, parameters))


@pytest.mark.parametrize("name", STATEMENTS)
def test_rows_are_those_of_sqlalchemy(engine: Engine, name: str) -> None:
    statement, parameters = STATEMENTS[name]
    with engine.connect() as connection:
        expected = connection.execute(statement, parameters).all()
    assert expected or name == "no row"
    statement = reusable(statement)
    for _ in range(2):  # the second time as it was prepared
        rows = read_rows(engine, statement, parameters | {"unused": 1})
        assert [tuple(row) for row in rows] == [tuple(row) for row in expected]
        assert [row._fields for row in rows] == [row._fields for row in expected]
        assert [list(map(type, row)) for row in rows] == [list(map(type, row)) for row in expected]


ALL_IDS = reusable(select(Country.id))


def test_whoever_listens_hears_of_each_statement(engine: Engine) -> None:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        rows = read_rows(engine, ALL_IDS, {})
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(statements) == 1
    assert [tuple(row) for row in rows] == [tuple(row) for row in read_rows(engine, ALL_IDS, {})]


def test_after_the_deadline_no_statement_begins(engine: Engine) -> None:
    with deadline.within(-1), pytest.raises(DeadlineError):
        read_rows(engine, ALL_IDS, {})


def test_a_statement_has_its_time_limit_and_is_not_repeated(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = select(literal(1).label("n")).cte(recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < 10**9))
    forever = reusable(select(func.count()).select_from(numbers))
    with engine.connect() as connection:
        monkeypatch.setattr(type(connection), "execute", None)
        with pytest.raises(DBAPIError) as failure:
            prepared_statements.read_prepared(connection, forever, {})
    assert took_too_long(failure.value.orig)
    assert not failure.value.connection_invalidated
    monkeypatch.undo()
    assert read_rows(engine, ALL_IDS, {})


def test_a_connection_that_is_lost_is_reported_as_such(engine: Engine) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.close()
        with pytest.raises(DBAPIError) as failure:
            prepared_statements.read_prepared(connection, ALL_IDS, {})
    assert failure.value.statement is not None
    if engine.dialect.name == "postgresql":
        assert failure.value.connection_invalidated
        assert read_rows(engine, ALL_IDS, {})
