"""Migrations make the schema that the models describe, and the schema refuses wrong rows from any writer."""

import json
import re
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import Any, get_args

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from pydantic import SecretStr
from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    and_,
    create_engine,
    delete,
    func,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import ColumnCollectionConstraint

from app.db import migrate, tables, views
from app.db.engine import Base, make_engine, make_sessions
from app.db.records import Document, Seeded, unit_check
from app.domain.vocabulary import EvidenceMethod, ParticipantRole, Unit
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.ingest.seed_rows import TABLES as LOADED
from app.ingest.seed_schema import KINDS
from app.main import RESOURCES
from app.settings import Settings
from tests.conftest import ROOT, SharedDatabases, fill, new_settings, on_sqlite
from tests.seed_copies import SEED, copy_seed

TABLES = Base.metadata.sorted_tables


@pytest.fixture(scope="module", autouse=True)
def scripts_read_once() -> Iterator[None]:
    """Alembic reads all migrations again for each command, which takes longer than most of them do."""
    from_config, directories = ScriptDirectory.from_config, {}

    def read_once(configuration: Config) -> ScriptDirectory:
        key = tuple(configuration.get_main_option(name) for name in ("script_location", "version_locations"))
        if key not in directories:
            directories[key] = from_config(configuration)
        return directories[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptDirectory, "from_config", read_once)
        yield


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """An engine on a database without tables."""
    result = make_engine(settings)
    yield result
    result.dispose()


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


def schema(engine: Engine) -> dict[str, Any]:
    """The tables as the database describes them, without what the models leave to each database."""
    inspector = inspect(engine)
    columns, indexes = inspector.get_multi_columns(), inspector.get_multi_indexes()
    keys, references = inspector.get_multi_pk_constraint(), inspector.get_multi_foreign_keys()
    unique, checks = inspector.get_multi_unique_constraints(), inspector.get_multi_check_constraints()
    return {
        table[1]: {
            "columns": sorted(
                str(column | {"type": repr(column["type"])})
                for column in columns[table]
                if migrate.in_models(column["name"], "column", {"table_name": table[1]})
            ),
            "key": keys[table],
            "references": sorted(map(str, references[table])),
            "unique": sorted(map(str, unique[table])),
            "checks": sorted(map(str, checks[table])),
            "indexes": sorted(
                str(index | {"dialect_options": {k: str(v) for k, v in index.get("dialect_options", {}).items()}})
                for index in indexes[table]
                if migrate.in_models(index["name"], "index", {"table_name": table[1]})
            ),
        }
        for table in columns
        if migrate.in_models(table[1], "table", {}) and table[1] != "alembic_version"
    }


def test_the_schema_is_that_of_the_models(engine: Engine) -> None:
    """Up, up again, and down; and then as the models alone make it."""
    assert inspect(engine).get_table_names() == []
    migrate.upgrade(engine)
    migrated = schema(engine)
    assert migrated.keys() == Base.metadata.tables.keys()
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.revision(connection) == migrate.head()
        opts = {"compare_type": True, "compare_server_default": True, "include_name": migrate.in_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    assert schema(engine) == migrated
    migrate.downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 0
        assert migrate.revision(connection) is None
    Base.metadata.create_all(engine)
    assert schema(engine) == migrated


SCRIPTS = list(reversed([*ScriptDirectory.from_config(migrate.config()).walk_revisions()]))
"""The migrations, oldest first."""


def test_a_migration_is_named_by_its_number() -> None:
    assert tuple(script.revision for script in SCRIPTS) == migrate.revisions()
    assert [script.revision[:5] for script in SCRIPTS] == [f"{n:04}_" for n in range(1, len(SCRIPTS) + 1)]
    assert all(len(script.revision) <= 32 for script in SCRIPTS), "Alembic stores 32 characters"
    assert not migrate.UNRELEASED & set(migrate.revisions())


def test_a_new_migration_is_numbered(tmp_path: Path) -> None:
    configuration = Config(toml_file=ROOT / "pyproject.toml")
    configuration.set_main_option("version_locations", f"{migrate.SCRIPTS}:{tmp_path}")
    configuration.set_main_option("path_separator", ":")
    message = "add the treaties, and what each of them replaces"
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        configuration.attributes["connection"] = connection
        command.revision(configuration, message, version_path=str(tmp_path))
    (script,) = tmp_path.glob("*.py")
    assert script.name == f"{len(SCRIPTS) + 1:04}_add_the_treaties_and_what.py"
    assert f"down_revision: str | None = {migrate.head()!r}" in script.read_text("utf-8")


def test_absent_columns_are_named(engine: Engine) -> None:
    with engine.connect() as connection:
        assert migrate.revision(connection) is None
        assert "meetings.id" in migrate.absent_columns(connection)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        assert migrate.absent_columns(connection) == []
        connection.execute(text("ALTER TABLE publications RENAME COLUMN changed TO alterations"))
        assert migrate.absent_columns(connection) == ["publications.changed"]


def test_every_step_goes_down_and_up_with_data(seeded: Settings) -> None:
    """Down to the first version and up again, one step at a time, with what each version may hold."""
    engine = make_engine(seeded)
    before = bodies(engine)
    schemas = {}
    for script in reversed(SCRIPTS[1:]):
        schemas[script.revision] = schema(engine)
        migrate.downgrade(engine, "-1")
    for script in SCRIPTS[1:]:
        migrate.upgrade(engine, script.revision)
        assert schema(engine) == schemas[script.revision], script.revision
    assert_upgraded(engine, before)
    engine.dispose()


@on_sqlite
def test_a_database_with_data_is_upgraded_from_every_tenth_version(seeded: Settings, tmp_path: Path) -> None:
    """In one go, and loaded again."""
    engine = make_engine(seeded)
    before, newest = bodies(engine), schema(engine)
    for revision in reversed(migrate.revisions()[::10]):
        migrate.downgrade(engine, revision)
        with engine.connect() as connection:
            assert migrate.revision(connection) == revision
            assert connection.scalar(text("SELECT count(*) FROM meetings"))
        engine.dispose()  # which leaves all in one file
        url = f"sqlite:///{copyfile(str(engine.url.database), tmp_path / revision)}"
        copy = make_engine(seeded.model_copy(update={"database_url": SecretStr(url)}))
        assert_upgraded(copy, before)
        assert schema(copy) == newest, revision
        copy.dispose()
    engine.dispose()


def assert_upgraded(engine: Engine, before: dict[tuple[str, str], Any]) -> None:
    """What the migrations did not keep, the next load fills in: then every record is as it was."""
    migrate.upgrade(engine)
    assert_references_hold(engine)
    with make_sessions(engine).begin() as session:
        for model in LOADED.values():  # an older version has digests of its own, as its tables are others
            session.execute(update(model).values(digest=""))
        load(session, Seed(SEED))
        publish(session, RESOURCES, everything=True)
    assert bodies(engine) == before


def bodies(engine: Engine) -> dict[tuple[str, str], Any]:
    """The published records by kind and id, without the moment of their last change."""
    with engine.connect() as connection:
        return {
            (resource.model.kind, id): json.loads(body or "") | {"updated_at": None}
            for resource in RESOURCES
            for id, body in connection.execute(select(resource.model.id, resource.model.body))
        }


def assert_references_hold(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        for key in (key for table in TABLES for key in table.foreign_keys):
            dangling = key.parent.is_not(None) & key.parent.not_in(select(key.column))
            assert not connection.scalar(select(func.count(key.parent)).where(dangling)), key.parent


@pytest.mark.parametrize("revision", sorted(migrate.UNRELEASED))
def test_a_schema_from_before_the_release_is_refused(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    with pytest.raises(CommandError, match=r"^the database has a schema from before the first release, .*load$"):
        migrate.upgrade(engine)


SUMS = migrate.SCRIPTS.parent / "SHA256SUMS"


def test_migrations_are_only_added() -> None:
    """A database that had a migration never sees a later change to it, so each change is a migration of its own."""
    sums = {name: digest for digest, name in map(str.split, SUMS.read_text("utf-8").splitlines())}
    there = {f"versions/{path.name}": path for path in migrate.SCRIPTS.glob("*.py")}
    assert sums.keys() - there.keys() == set(), "a migration is gone"
    changed = [name for name in sums if sha256(there[name].read_bytes()).hexdigest() != sums[name]]
    assert not changed, "a migration was changed: take the change back, and make it in a new one"
    new = there.keys() - sums.keys()
    assert not new, f"in migrations/, say: sha256sum {' '.join(sorted(new))} >> SHA256SUMS"


@on_sqlite
def test_sqlite_copies_a_table_and_keeps_the_rows_that_refer_to_it(seeded: Settings) -> None:
    engine = make_engine(seeded)
    count = select(func.count()).select_from(tables.MeetingCountry)
    with engine.connect() as connection:
        before = connection.scalar(count)
    with migrate.transaction(engine) as connection:
        views.drop_views(connection)
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("meetings", recreate="always") as batch:
            batch.add_column(Column("weather", Text))
    assert_references_hold(engine)
    with engine.connect() as connection:
        assert connection.scalar(count) == before
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    broken = pytest.raises(CommandError, match=r"leaves a row of [a-z_]+ that refers to no row of meetings")
    with broken, migrate.transaction(engine) as connection:
        connection.execute(text("DELETE FROM meetings"))
    with engine.connect() as connection:
        assert connection.scalar(select(func.count(tables.Meeting.id)))
    engine.dispose()


def test_going_down_with_data(seeded: Settings) -> None:
    engine = make_engine(seeded)
    migrate.downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


@pytest.fixture(scope="module")
def filled(
    backend: str, shared: SharedDatabases, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Engine]:
    """A database in which every table has rows. Tests roll back what they write."""
    directory = tmp_path_factory.mktemp("filled")
    settings = new_settings(backend, directory, request)
    fill(settings, copy_seed(directory / "seed", ROOT / "tests" / "data", shared.made_up_seed()))
    engine = make_engine(settings)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(filled: Engine) -> Iterator[Connection]:
    with filled.connect() as connection:
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
    this = and_(*(column == value for column, value in zip(table.primary_key, row, strict=True)))
    connection.execute(update(table).where(this).values({column.name: "nobody" for column in key.columns}))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.commit()
    connection.rollback()
    assert not connection.scalar(select(func.count()).where(*(column == "nobody" for column in key.columns)))


@pytest.mark.parametrize(("table", "unique"), all_of(UniqueConstraint))
def test_unique(connection: Connection, table: Table, unique: UniqueConstraint) -> None:
    whole = and_(*(column.is_not(None) for column in unique.columns))
    row = connection.execute(select(table.c.id, *unique.columns).where(whole).order_by(table.c.id)).first()
    assert row
    other = select(func.max(table.c.id)).scalar_subquery()
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        connection.execute(update(table).where(table.c.id == other).values(dict(row._mapping) | {"id": other}))


@pytest.mark.parametrize(
    "model", [tables.Country, tables.Official, tables.Mechanism, tables.Meeting, Document, tables.City, tables.Topic]
)
def test_a_record_that_others_refer_to_stays(connection: Connection, model: type[Seeded]) -> None:
    connection.execute(delete(model))
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        connection.commit()
    connection.rollback()
    assert connection.scalar(select(func.count(model.id)))


@pytest.mark.parametrize(("table", "key"), all_of(ForeignKeyConstraint))
def test_references_are_checked_at_the_end(table: Table, key: ForeignKeyConstraint) -> None:
    """A load may then write a record before the one that it refers to, also on a cluster whose nodes ignore
    ``SET CONSTRAINTS``."""
    assert (key.deferrable, key.initially) == (True, "DEFERRED"), f"{table.name}: {key.name}"


# The tests above prove that the database enforces what the models say; those below, that the models say enough.


def conditions(table: Table) -> set[str]:
    return {str(item.sqltext) for item in table.constraints if isinstance(item, CheckConstraint)}


def test_controlled_values_are_checked() -> None:
    values: dict[str, type[StrEnum]] = {"participants.role": ParticipantRole, "evidence.method": EvidenceMethod}
    for kind in KINDS:
        for name, field in kind.model_fields.items():
            for kind_of_value in (field.annotation, *get_args(field.annotation)):
                if isinstance(kind_of_value, type) and issubclass(kind_of_value, StrEnum):
                    values[f"{LOADED[kind.kind].__tablename__}.{field.alias or name}"] = kind_of_value
    assert len(values) > 15
    for path, enum in values.items():
        table, column = path.split(".")
        listed = ", ".join(f"'{value}'" for value in enum)
        # ISO 4217 gains codes: the database has the form of one.
        check = str(unit_check().sqltext) if enum is Unit else f"{column} IN ({listed})"
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
