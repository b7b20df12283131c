"""Migrate the schema of a database, and say which state it is in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

from app import DATA
from app.db import tables  # noqa: F401 - describes all tables in Base.metadata
from app.db.engine import Base
from app.db.writers import wait_for_writers

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = DATA / "migrations" / "versions"

VERSIONS_BEFORE_RELEASE = frozenset(f"{number:04}" for number in range(1, 14))
"""Versions of the schema before the first release. They were squashed into ``0001_first_schema``."""

NOT_MIGRATED = "the database is not migrated: run communique migrate"

NAME_EMPTY_DATABASE = "name an empty one in COMMUNIQUE_DATABASE_URL"

BEFORE_RELEASE = (
    "the database has a schema from before the first release, which cannot be migrated: "
    "create a new database, then run communique migrate and communique load"
)


def config(connection: Connection | None = None) -> "Config":
    """Alembic's configuration, with which migrations run on the connection.

    The ``alembic`` command has its own in ``pyproject.toml``, which is not in the wheel.
    """
    from alembic.config import Config  # takes a tenth of a second, and a worker does not need it

    configuration = Config(attributes={"connection": connection})
    configuration.set_main_option("script_location", str(SCRIPTS.parent).replace("%", "%%"))
    return configuration


def in_models(name: str | None, kind: str, parents: Any) -> bool:
    """Whether the models describe an object of the database; ``kind`` and ``parents`` are Alembic's.

    They do not describe what each database has in its own way: the full-text index, and the indexes in the order of
    lists. Migrations make those.
    """
    if kind == "index" and (name or "").startswith("newest_"):
        return False
    if kind == "table":
        return not (name or "").startswith("search_index")
    return not (parents.get("table_name") == "search" and name in ("vector", "ix_search_vector"))


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction for migrations.

    SQLite changes a table by copying it and dropping the old one. With foreign keys on, that would delete every row
    that refers to the table, so they are off meanwhile, and checked at the end.
    """
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            wait_for_writers(connection)
            yield connection
        return
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if violation := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    from alembic.util import CommandError

                    raise CommandError(
                        f"the migration leaves a row of {violation[0]} that refers to no row of {violation[2]}"
                    )
        finally:
            cursor.execute("PRAGMA foreign_keys = ON")


def upgrade(engine: Engine, revision: str = "head") -> None:
    from alembic import command

    with transaction(engine) as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    from alembic import command

    with transaction(engine) as connection:
        command.downgrade(config(connection), revision)


@cache
def schema_versions() -> tuple[str, ...]:
    """The versions of the schema that this program knows, oldest first. Each is the name of a migration, which begins
    with a number. Alembic calls it a revision."""
    return tuple(sorted(path.stem for path in SCRIPTS.glob("[0-9]*.py")))


def head() -> str:
    """The newest version of the schema that this program knows."""
    return schema_versions()[-1]


def schema_version(connection: Connection) -> str | None:
    """The version of the schema of a database; None if it has no schema."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def why_foreign(connection: Connection, schema: str | None) -> str | None:
    """Why a database of this schema is of another program, and what to do; None if it is not."""
    if schema:
        is_ours = re.match(r"\d{4}(?!\d)", schema)
        return None if is_ours else f"the database is of another program, with schema {schema}: {NAME_EMPTY_DATABASE}"
    name = next((name for name in inspect(connection).get_table_names() if name in Base.metadata.tables), None)
    return f"the database has a table {name}, but no version of our schema: {NAME_EMPTY_DATABASE}" if name else None


def why_unusable(connection: Connection) -> str | None:
    """Why a database is of another program or too old, and what to do; None if it is not."""
    schema = schema_version(connection)
    return why_foreign(connection, schema) or why_outdated(schema)


def why_outdated(schema: str | None) -> str | None:
    """Why a database of this schema is too old, and what to do; None if it is not."""
    if schema in VERSIONS_BEFORE_RELEASE:
        return BEFORE_RELEASE
    return NOT_MIGRATED if not schema or (schema != head() and schema in schema_versions()) else None


def is_newer(schema: str | None) -> bool:
    """Whether a schema is newer than this program knows."""
    return bool(schema) and schema not in VERSIONS_BEFORE_RELEASE and schema not in schema_versions()


def absent_objects(connection: Connection) -> list[str]:
    """The tables, columns, indexes and constraints that the models describe and a migrated database does not have."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"include_name": in_models})
    changes = [change for change in compare_metadata(context, Base.metadata) if isinstance(change, tuple)]
    return [f"{kind.removeprefix('add_')} {details[-1].name}" for kind, *details in changes if kind.startswith("add_")]


def absent_columns(connection: Connection) -> list[str]:
    """The columns that this program reads and the database does not have, as ``table.column``."""
    reflection = inspect(connection).get_multi_columns(filter_names=list(Base.metadata.tables))
    present = {(table, column["name"]) for (_, table), columns in reflection.items() for column in columns}
    model_columns = [(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns]
    return [f"{table}.{column}" for table, column in model_columns if (table, column) not in present]
