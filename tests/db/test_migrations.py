"""Migrations make the schema that the models describe, from any version, and keep the data."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import Any

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
    Column,
    Engine,
    Text,
    create_engine,
    func,
    inspect,
    select,
    text,
    update,
)

from app.db import migrate, tables, views
from app.db.engine import Base, make_engine, make_sessions
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.ingest.seed_rows import TABLES as SEED_TABLES
from app.main import RESOURCES
from app.settings import Settings
from tests import once_a_run
from tests.conftest import ROOT, on_postgresql, on_sqlite
from tests.seed_copies import SEED

TABLES = Base.metadata.sorted_tables


@pytest.fixture(autouse=True)
def no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Migrate each database here. Elsewhere, an empty database gets a copy of a migrated one."""
    monkeypatch.setattr(migrate, "upgrade", once_a_run.upgrade_by_migrations)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """An engine on a database without tables."""
    result = make_engine(settings)
    yield result
    result.dispose()


def schema(engine: Engine) -> dict[str, Any]:
    """The tables as the database describes them, without details that the models leave to each kind of database.

    The description of a SQLite table depends only on its SQL and that of its indexes, so it is read once for each SQL.
    """
    if engine.dialect.name != "sqlite":
        return describe_tables(engine)
    statements: dict[str, list[str]] = {}
    with engine.connect() as connection:
        for table, statement in connection.execute(text("SELECT tbl_name, sql FROM sqlite_master ORDER BY name")):
            statements.setdefault(table, []).append(statement)
    keys = {table: tuple(sql) for table, sql in statements.items()}
    if new := [table for table, sql in keys.items() if sql not in OF_SQL]:
        descriptions = describe_tables(engine, filter_names=new)
        OF_SQL.update((keys[table], descriptions.get(table)) for table in new)
    return {table: description for table, sql in keys.items() if (description := OF_SQL[sql])}


OF_SQL: dict[tuple[str, ...], Any] = {}
"""The description of each table by its SQL; None for a table that is not in the models."""


def describe_tables(engine: Engine, **options: Any) -> dict[str, Any]:
    """The descriptions of all tables, or of those in ``filter_names``."""
    inspector = inspect(engine)
    columns, indexes = inspector.get_multi_columns(**options), inspector.get_multi_indexes(**options)
    keys, references = inspector.get_multi_pk_constraint(**options), inspector.get_multi_foreign_keys(**options)
    unique = inspector.get_multi_unique_constraints(**options)
    checks = inspector.get_multi_check_constraints(**options)
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


@pytest.mark.thorough
def test_the_schema_is_that_of_the_models(engine: Engine) -> None:
    """Upgrade, upgrade again, and downgrade; then compare with a schema made from the models alone."""
    assert inspect(engine).get_table_names() == []
    migrate.upgrade(engine)
    newest_schema = schema(engine)
    assert newest_schema.keys() == Base.metadata.tables.keys()
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.schema_version(connection) == migrate.head()
        opts = {"compare_type": True, "compare_server_default": True, "include_name": migrate.in_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    assert schema(engine) == newest_schema
    migrate.downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 0
        assert migrate.schema_version(connection) is None
    Base.metadata.create_all(engine)
    assert schema(engine) == newest_schema


SCRIPTS = list(reversed([*ScriptDirectory.from_config(migrate.config()).walk_revisions()]))
"""The migrations, oldest first."""


def test_a_migration_is_named_by_its_number() -> None:
    assert tuple(script.revision for script in SCRIPTS) == migrate.schema_versions()
    assert [script.revision[:5] for script in SCRIPTS] == [f"{n:04}_" for n in range(1, len(SCRIPTS) + 1)]
    assert all(len(script.revision) <= 32 for script in SCRIPTS), "Alembic stores 32 characters"
    assert not migrate.VERSIONS_BEFORE_RELEASE & set(migrate.schema_versions())


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


@pytest.mark.thorough
def test_absent_columns_are_named(engine: Engine) -> None:
    with engine.connect() as connection:
        assert migrate.schema_version(connection) is None
        assert "meetings.id" in migrate.absent_columns(connection)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        assert migrate.absent_columns(connection) == []
        connection.execute(text("ALTER TABLE publications RENAME COLUMN changed TO alterations"))
        assert migrate.absent_columns(connection) == ["publications.changed"]


@pytest.mark.thorough
def test_every_step_goes_down_and_up_with_data(seed_database: Settings) -> None:
    """Down to the first version and up again, one step at a time, with data that each version can hold."""
    engine = make_engine(seed_database)
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


@pytest.mark.thorough
@on_sqlite
def test_a_database_with_data_is_upgraded_from_every_tenth_version(seed_database: Settings, tmp_path: Path) -> None:
    """In one go, with a load afterwards. From the first version, also down to no schema."""
    engine = make_engine(seed_database)
    before, newest = bodies(engine), schema(engine)
    for revision in reversed(migrate.schema_versions()[::10]):
        migrate.downgrade(engine, revision)
        with engine.connect() as connection:
            assert migrate.schema_version(connection) == revision
            assert connection.scalar(text("SELECT count(*) FROM meetings"))
        engine.dispose()  # which leaves all in one file
        url = f"sqlite:///{copyfile(str(engine.url.database), tmp_path / revision)}"
        copy = make_engine(seed_database.model_copy(update={"database_url": SecretStr(url)}))
        assert_upgraded(copy, before)
        assert schema(copy) == newest, revision
        copy.dispose()
    assert revision == SCRIPTS[0].revision
    assert_downgraded(engine)
    engine.dispose()


def assert_upgraded(engine: Engine, before: dict[tuple[str, str], Any]) -> None:
    """The next load restores what the migrations did not keep: then every record is as before."""
    migrate.upgrade(engine)
    assert_references_hold(engine)
    with make_sessions(engine).begin() as session:
        for model in SEED_TABLES.values():  # an older version has digests of its own, as its tables are others
            session.execute(update(model).values(digest=""))
        load(session, Seed(SEED))
        publish(session, RESOURCES, all_records=True)
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


@pytest.mark.parametrize("revision", sorted(migrate.VERSIONS_BEFORE_RELEASE))
def test_a_schema_from_before_the_release_is_refused(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})
    with pytest.raises(CommandError, match=r"^the database has a schema from before the first release, .*load$"):
        migrate.upgrade(engine)


SUMS = migrate.SCRIPTS.parent / "SHA256SUMS"


def test_migrations_are_only_added() -> None:
    """A database that has a migration never runs it again. So each change needs a migration of its own."""
    sums = {name: digest for digest, name in map(str.split, SUMS.read_text("utf-8").splitlines())}
    scripts = {f"versions/{path.name}": path for path in migrate.SCRIPTS.glob("*.py")}
    assert sums.keys() - scripts.keys() == set(), "a migration is gone"
    changed_names = [name for name in sums if sha256(scripts[name].read_bytes()).hexdigest() != sums[name]]
    assert not changed_names, "a migration was changed: take the change back, and make it in a new one"
    new = scripts.keys() - sums.keys()
    assert not new, f"in migrations/, say: sha256sum {' '.join(sorted(new))} >> SHA256SUMS"


@on_sqlite
def test_sqlite_copies_a_table_and_keeps_the_rows_that_refer_to_it(seed_database: Settings) -> None:
    engine = make_engine(seed_database)
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
    refusal = pytest.raises(CommandError, match=r"leaves a row of [a-z_]+ that refers to no row of meetings")
    with refusal, migrate.transaction(engine) as connection:
        connection.execute(text("DELETE FROM meetings"))
    with engine.connect() as connection:
        assert connection.scalar(select(func.count(tables.Meeting.id)))
    engine.dispose()


@on_postgresql
def test_going_down_with_data(seed_database: Settings) -> None:
    engine = make_engine(seed_database)
    assert_downgraded(engine)
    engine.dispose()


def assert_downgraded(engine: Engine) -> None:
    migrate.downgrade(engine)
    assert inspect(engine).get_table_names() == ["alembic_version"]
