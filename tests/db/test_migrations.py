"""The schema: up, down, up again, as the models have it; and what it refuses whoever writes."""

import re
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
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
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import ColumnCollectionConstraint

from app.db import migrate, tables
from app.db.engine import Base, make_engine
from app.db.records import Document, Seeded
from app.domain.vocabulary import EvidenceMethod, ParticipantRole
from app.ingest.seed_rows import TABLES as LOADED
from app.ingest.seed_schema import KINDS
from app.settings import Settings
from tests.conftest import fill, new_settings

TABLES = Base.metadata.sorted_tables
# How to break a check, by the form of its condition.
BREAKS = {
    r"(\w+) IN \(.*": r"\1 = 'nonsense'",
    r"(\w+)_start <= \w+_end": r"\1_start = '9999-12-31', \1_end = '0001-01-01' WHERE \1 IS NOT NULL",
    r"\((\w+) IS NULL AND.*": r"\1_precision = NULL WHERE \1 IS NOT NULL",
    r"(\w+) > 0": r"\1 = 0",
    r"(\w+) >= 0": r"\1 = -1",
    r"(\w+) <> (\w+)": r"\1 = \2",
    r"length\((\w+)\) = \d+": r"\1 = ''",
    r"length\(id\) = 2 AND id = upper\(id\)": "id = 'xx'",
    r"method <> 'inferred' OR reason IS NOT NULL": "method = 'inferred', reason = NULL",
    r'start >= 0 AND start < "end"': 'start = "end"',
}


def all_of(kind: type[ColumnCollectionConstraint]) -> list[Any]:
    """Every constraint of a type, as a parameter of a test."""
    called = {
        f"{table.name}.{one.name or '-'.join(column.name for column in one.columns)}": (table, one)
        for table in TABLES
        for one in table.constraints
        if isinstance(one, kind)
    }
    return [pytest.param(*called[name], id=name) for name in sorted(called)]


def schema(engine: Engine) -> dict[str, Any]:
    """All that the database says about its tables."""
    seen = inspect(engine)
    return {
        name: {
            "columns": sorted(
                str(column | {"type": repr(column["type"])})
                for column in seen.get_columns(name)
                if migrate.ours(column["name"], "column", {"table_name": name})
            ),
            "key": seen.get_pk_constraint(name),
            "references": sorted(map(str, seen.get_foreign_keys(name))),
            "unique": sorted(map(str, seen.get_unique_constraints(name))),
            "checks": sorted(map(str, seen.get_check_constraints(name))),
            "indexes": sorted(
                str(index | {"dialect_options": {k: str(v) for k, v in index.get("dialect_options", {}).items()}})
                for index in seen.get_indexes(name)
                if migrate.ours(index["name"], "index", {"table_name": name})
            ),
        }
        for name in seen.get_table_names()
        if migrate.ours(name, "table", {}) and name != "alembic_version"
    }


def test_up_down_and_up_again(engine: Engine) -> None:
    assert inspect(engine).get_table_names() == []
    migrate.upgrade(engine)
    first = schema(engine)
    assert first.keys() == Base.metadata.tables.keys()
    with engine.connect() as connection:
        assert migrate.revision(connection) == migrate.head()
    migrate.downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 0
        assert migrate.revision(connection) is None
    migrate.upgrade(engine)
    assert schema(engine) == first


def test_the_head_is_told_by_the_names_of_the_files() -> None:
    scripts = ScriptDirectory.from_config(migrate.config())
    assert migrate.head() == scripts.get_current_head()
    for script in scripts.walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_what_a_version_misses_is_named(engine: Engine) -> None:
    with engine.connect() as connection:
        assert migrate.revision(connection) is None
        assert "meetings.id" in migrate.missing(connection)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        assert migrate.missing(connection) == []
        connection.execute(text("ALTER TABLE publications RENAME COLUMN changed TO alterations"))
        assert migrate.missing(connection) == ["publications.changed"]


def test_every_step_goes_up_and_down(engine: Engine) -> None:
    for step in reversed([*ScriptDirectory.from_config(migrate.config()).walk_revisions()]):
        migrate.upgrade(engine, step.revision)
        after = schema(engine)
        migrate.downgrade(engine, "-1")
        migrate.upgrade(engine, step.revision)
        assert schema(engine) == after


CHANGED = ("agreements", "commitments", "meetings", "milestones", "timeline", "trade_stats")


def test_a_database_that_had_0005_as_it_was_first(engine: Engine) -> None:
    """It gets the indexes that were put into that migration afterwards."""
    migrate.upgrade(engine)
    wanted = schema(engine)
    migrate.downgrade(engine, "0009")
    with engine.begin() as connection:
        for table in CHANGED:
            date = "made" if table == "commitments" else "date"
            connection.execute(text(f"DROP INDEX ix_{table}_mechanism_id_{date}_end_{date}_start"))
            connection.execute(text(f"CREATE INDEX ix_{table}_mechanism_id ON {table} (mechanism_id)"))
    assert schema(engine) != wanted
    migrate.upgrade(engine)
    assert schema(engine) == wanted


SUMS = migrate.SCRIPTS.parent / "SHA256SUMS"


def test_no_migration_is_changed_once_it_is_there() -> None:
    """A database that has had it would never have the change: what is to change is a migration of its own."""
    sums = {name: digest for digest, name in map(str.split, SUMS.read_text("utf-8").splitlines())}
    there = {f"versions/{path.name}": path for path in migrate.SCRIPTS.glob("*.py")}
    assert sums.keys() - there.keys() == set(), "a migration is gone"
    changed = [name for name in sums if sha256(there[name].read_bytes()).hexdigest() != sums[name]]
    assert not changed, "a migration was changed: take the change back, and make it in a new one"
    new = there.keys() - sums.keys()
    assert not new, f"in migrations/, say: sha256sum {' '.join(sorted(new))} >> SHA256SUMS"


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    migrate.upgrade(engine)
    first = schema(engine)
    migrate.upgrade(engine)
    assert schema(engine) == first


def test_models_and_migrations_agree(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.connect() as connection:
        opts = {"compare_type": True, "compare_server_default": True, "include_name": migrate.ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    migrated = schema(engine)
    migrate.downgrade(engine)
    Base.metadata.create_all(engine)
    assert schema(engine) == migrated


def test_going_down_with_data(seeded: Settings) -> None:
    engine = make_engine(seeded)
    migrate.downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_sort_keys_are_filled_before_the_next_load(seeded: Settings) -> None:
    engine = make_engine(seeded)
    keyed = [(table, column) for table in TABLES for column in table.c if column.name.endswith("_key")]
    assert len(keyed) == 9
    with engine.connect() as connection:
        before = {table.name: connection.execute(select(table.c.id, key)).all() for table, key in keyed}
    migrate.downgrade(engine, "0008")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        for table, key in keyed:
            assert sorted(map(str, connection.execute(select(table.c.id, key)))) == sorted(map(str, before[table.name]))
            assert connection.scalar(select(func.count()).where(key != "")) or table.name == "documents"
    engine.dispose()


@pytest.fixture(scope="module")
def filled(backend: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database with the real seed; what a test writes is rolled back."""
    settings = new_settings(backend, tmp_path_factory.mktemp("filled"), request)
    fill(settings)
    engine = make_engine(settings)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(filled: Engine) -> Iterator[Connection]:
    with filled.connect() as made:
        yield made


@pytest.mark.parametrize(("table", "check"), all_of(CheckConstraint))
def test_checks(connection: Connection, table: Table, check: CheckConstraint) -> None:
    condition = str(check.sqltext)
    (change,) = (re.sub(form, change, condition) for form, change in BREAKS.items() if re.fullmatch(form, condition))
    with pytest.raises(IntegrityError, match=str(check.name)):
        connection.execute(text(f"UPDATE {table.name} SET {change}"))


@pytest.mark.parametrize(("table", "key"), all_of(ForeignKeyConstraint))
def test_references(connection: Connection, table: Table, key: ForeignKeyConstraint) -> None:
    row = connection.execute(select(*table.primary_key).limit(1)).one()
    this = and_(*(column == value for column, value in zip(table.primary_key, row, strict=True)))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.execute(update(table).where(this).values({column.name: "nobody" for column in key.columns}))


@pytest.mark.parametrize(("table", "unique"), all_of(UniqueConstraint))
def test_unique(connection: Connection, table: Table, unique: UniqueConstraint) -> None:
    whole = and_(*(column.is_not(None) for column in unique.columns))
    one = connection.execute(select(table.c.id, *unique.columns).where(whole).order_by(table.c.id)).first()
    assert one
    other = select(func.max(table.c.id)).scalar_subquery()
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        connection.execute(update(table).where(table.c.id == other).values(dict(one._mapping) | {"id": other}))


@pytest.mark.parametrize(
    "model", [tables.Country, tables.Official, tables.Mechanism, tables.Meeting, Document, tables.City, tables.Topic]
)
def test_what_others_name_stays(connection: Connection, model: type[Seeded]) -> None:
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.execute(delete(model))


# The tests above prove what the models have; those below, that the models have what they must.


def conditions(table: Table) -> set[str]:
    return {str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)}


def test_controlled_values_are_checked() -> None:
    values: dict[str, type[StrEnum]] = {"participants.role": ParticipantRole, "evidence.method": EvidenceMethod}
    for kind in KINDS:
        for name, field in kind.model_fields.items():
            for one in (field.annotation, *get_args(field.annotation)):
                if isinstance(one, type) and issubclass(one, StrEnum):
                    values[f"{LOADED[kind.kind].__tablename__}.{field.alias or name}"] = one
    assert len(values) > 15
    for place, enum in values.items():
        table, column = place.split(".")
        listed = ", ".join(f"'{value}'" for value in enum)
        assert f"{column} IN ({listed})" in conditions(Base.metadata.tables[table])


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
        ("countries", "length(id) = 2 AND id = upper(id)"),
        ("trade_stats", "value >= 0"),
        ("commitments", "value >= 0"),
        ("meetings", "session > 0"),
        ("evidence", "paragraph > 0"),
        ("evidence", "method <> 'inferred' OR reason IS NOT NULL"),
    ],
)
def test_values_are_checked(table: str, condition: str) -> None:
    assert condition in conditions(Base.metadata.tables[table])


def test_a_session_is_unique_in_its_mechanism() -> None:
    uniques = [one for one in Base.metadata.tables["meetings"].constraints if isinstance(one, UniqueConstraint)]
    assert [[column.name for column in one.columns] for one in uniques] == [["mechanism_id", "session"]]
