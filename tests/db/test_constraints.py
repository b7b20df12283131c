"""Constraints: the database refuses wrong rows from any program, and the models declare enough of them."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args

import pytest
from sqlalchemy import (
    CheckConstraint,
    Connection,
    Engine,
    ForeignKeyConstraint,
    Table,
    UniqueConstraint,
    and_,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import ColumnCollectionConstraint

from app.db import tables
from app.db.engine import Base, make_engine
from app.db.records import Document, SeedRow, unit_check
from app.domain.figure_vocabulary import Unit
from app.domain.vocabulary import EvidenceMethod, ParticipantRole
from app.ingest.seed_rows import TABLES as SEED_TABLES
from app.ingest.seed_schema import SEED_MODELS
from tests.conftest import ROOT, SharedDatabases

TABLES = Base.metadata.sorted_tables

# The change that breaks a check, by the form of its condition.
BREAKS = {
    r"(\w+) IN \(.*": r"\1 = 'nonsense'",
    r"(\w+)_start <= \w+_end": r"\1_start = '9999-12-31', \1_end = '0001-01-01' WHERE \1 IS NOT NULL",
    r"\((\w+) IS NULL AND.*": r"\1_precision = NULL WHERE \1 IS NOT NULL",
    r"(speaker_official_id) IS NOT NULL OR .*": r"\1 = NULL, speaker_party_id = NULL, speaker_source = NULL",
    r"(\w+) > 0": r"\1 = 0",
    r"(\w+) >= 0": r"\1 = -1",
    r"(value) >= 0 OR indicator IN .*": r"\1 = -1, indicator = 'trade'",
    r"(\w+) <> (\w+)": r"\1 = \2",
    r"length\((\w+)\) = \d+": r"\1 = ''",
    r"length\(id\) > 1 AND id = upper\(id\)": "id = 'xx'",
    r"method <> 'inferred' OR reason IS NOT NULL": "method = 'inferred', reason = NULL",
    r"\(paragraphs IS NULL\) = \(rows IS NOT NULL\)": "rows = 1",
    r"extent_first <= extent_last": "extent_first = 2, extent_last = 1",
    r"\(value IS NULL\) = .*": "value = NULL WHERE value IS NOT NULL",
    r"\(body IS NULL\) = .*": "body = NULL",
    r"\(renamed_to IS NOT NULL\) = .*": "renamed_to = 'another'",
    r"trend IS NULL OR value IS NULL": "trend = 'rising' WHERE value IS NOT NULL",
    r'start >= 0 AND start < "end"': 'start = "end"',
    r'\("row" IS NULL\) = \(start IS NOT NULL\).*': "\"row\" = 'a span is there too'",
}


def all_of(kind: type[ColumnCollectionConstraint]) -> list[Any]:
    """Every constraint of a type with its table, as parameters of a test."""
    constraints = {
        f"{table.name}.{item.name or '-'.join(column.name for column in item.columns)}": (table, item)
        for table in TABLES
        for item in table.constraints
        if isinstance(item, kind)
    }
    return [pytest.param(*constraints[name], id=name) for name in sorted(constraints)]


@pytest.fixture(scope="module")
def full_database(
    backend: str, databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database in which every table has rows. Tests roll back what they write."""
    directory = tmp_path_factory.mktemp("filled")
    engine = make_engine(databases.copy(backend, directory, ROOT / "tests" / "data", databases.made_up_seed()))
    yield engine
    engine.dispose()


@pytest.fixture
def connection(full_database: Engine) -> Iterator[Connection]:
    with full_database.connect() as connection:
        yield connection


@pytest.mark.parametrize(("table", "check"), all_of(CheckConstraint))
def test_checks(connection: Connection, table: Table, check: CheckConstraint) -> None:
    condition = str(check.sqltext)
    (change,) = (re.sub(form, change, condition) for form, change in BREAKS.items() if re.fullmatch(form, condition))
    # Where a date has no precision, or a figure no trend, another check refuses one.
    rows = f" WHERE {change.split(' = ')[0]} IS NOT NULL" if str(check.name).endswith(("_precision", "_trend")) else ""
    with pytest.raises(IntegrityError, match=str(check.name)):
        connection.execute(text(f"UPDATE {table.name} SET {change}{rows}"))


@pytest.mark.parametrize(("table", "key"), all_of(ForeignKeyConstraint))
def test_references(connection: Connection, table: Table, key: ForeignKeyConstraint) -> None:
    row = connection.execute(select(*table.primary_key).limit(1)).one()
    is_the_row = and_(*(column == value for column, value in zip(table.primary_key, row, strict=True)))
    connection.execute(update(table).where(is_the_row).values({column.name: "nobody" for column in key.columns}))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.commit()
    connection.rollback()
    assert not connection.scalar(select(func.count()).where(*(column == "nobody" for column in key.columns)))


@pytest.mark.parametrize(("table", "unique"), all_of(UniqueConstraint))
def test_unique(connection: Connection, table: Table, unique: UniqueConstraint) -> None:
    whole = and_(*(column.is_not(None) for column in unique.columns))
    row = connection.execute(select(table.c.id, *unique.columns).where(whole).order_by(table.c.id)).first()
    assert row
    newest_id = select(func.max(table.c.id)).scalar_subquery()
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        connection.execute(update(table).where(table.c.id == newest_id).values(dict(row._mapping) | {"id": newest_id}))


@pytest.mark.parametrize(
    "model", [tables.Country, tables.Official, tables.Mechanism, tables.Meeting, Document, tables.City, tables.Topic]
)
def test_a_record_that_others_refer_to_stays(connection: Connection, model: type[SeedRow]) -> None:
    connection.execute(delete(model))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.commit()
    connection.rollback()
    assert connection.scalar(select(func.count(model.id)))


@pytest.mark.parametrize(("table", "key"), all_of(ForeignKeyConstraint))
def test_references_are_checked_at_the_end(table: Table, key: ForeignKeyConstraint) -> None:
    """So a load may write a record before the one that it refers to, also on a cluster whose nodes ignore ``SET
    CONSTRAINTS``."""
    assert (key.deferrable, key.initially) == (True, "DEFERRED"), f"{table.name}: {key.name}"


# The tests above prove that the database enforces what the models say; those below, that the models say enough.


def conditions(table: Table) -> set[str]:
    return {str(item.sqltext) for item in table.constraints if isinstance(item, CheckConstraint)}


def test_controlled_values_are_checked() -> None:
    values: dict[str, type[StrEnum]] = {"participants.role": ParticipantRole, "evidence.method": EvidenceMethod}
    for kind in SEED_MODELS:
        for name, field in kind.model_fields.items():
            for kind_of_value in (field.annotation, *get_args(field.annotation)):
                if isinstance(kind_of_value, type) and issubclass(kind_of_value, StrEnum):
                    values[f"{SEED_TABLES[kind.kind].__tablename__}.{field.alias or name}"] = kind_of_value
    assert len(values) > 15
    for path, enum in values.items():
        table, column = path.split(".")
        values_in_sql = ", ".join(f"'{value}'" for value in enum)
        # ISO 4217 gains codes: the database has the form of one.
        check = str(unit_check().sqltext) if enum is Unit else f"{column} IN ({values_in_sql})"
        assert check in conditions(Base.metadata.tables[table])


def test_dates_are_checked() -> None:
    starts = [column for table in TABLES for column in table.c if column.name.endswith("_start")]
    assert len(starts) > 7
    for start in starts:
        name = start.name.removesuffix("_start")
        forms = [f"{name}_start <= {name}_end", f"{name}_precision IN ", f"({name} IS NULL AND {name}_start IS NULL "]
        for form in forms:
            assert any(condition.startswith(form) for condition in conditions(start.table)), (start.table.name, form)


@pytest.mark.parametrize(
    ("table", "condition"),
    [
        ("parties", "length(id) > 1 AND id = upper(id)"),
        ("trade_stats", "value >= 0 OR indicator IN ('investment-flow', 'investment-stock')"),
        ("commitments", "value >= 0"),
        ("meetings", "session > 0"),
        ("evidence", "paragraph > 0"),
        ("evidence", 'start >= 0 AND start < "end"'),
        ("evidence", "method <> 'inferred' OR reason IS NOT NULL"),
    ],
)
def test_values_are_checked(table: str, condition: str) -> None:
    assert condition in conditions(Base.metadata.tables[table])


def test_a_session_is_unique_in_its_mechanism() -> None:
    uniques = [item for item in Base.metadata.tables["meetings"].constraints if isinstance(item, UniqueConstraint)]
    assert [[column.name for column in unique.columns] for unique in uniques] == [["mechanism_id", "session"]]
