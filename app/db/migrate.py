"""The database's schema: brought to the newest, or compared with it."""

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

from app import DATA
from app.db.engine import Base

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = DATA / "migrations" / "versions"


def config(connection: Connection | None = None) -> "Config":
    """Alembic's configuration. That of the ``alembic`` command stands in ``pyproject.toml``, which no wheel has."""
    from alembic.config import Config  # a tenth of a second, which a worker need not spend

    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(SCRIPTS.parent).replace("%", "%%"))
    return made


def ours(name: str | None, kind: str, parents: Any) -> bool:
    """Whether a thing in the database is one that the models have.

    The index of the search and those in the order of lists are each database's own: migrations make them.
    """
    if kind == "index" and (name or "").startswith("newest_"):
        return False
    if kind == "table":
        return not (name or "").startswith("search_index")
    return not (parents.get("table_name") == "search" and name in ("vector", "ix_search_vector"))


def upgrade(engine: Engine, revision: str = "head") -> None:
    from alembic import command

    with engine.begin() as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


@cache
def head() -> str:
    """The newest migration of this version. Migrations are numbered, and their files begin with the number."""
    return max(path.name.partition("_")[0] for path in SCRIPTS.glob("[0-9]*_*.py"))


def revision(connection: Connection) -> str | None:
    """The newest migration that the database has had; None where it has had none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def lacking(connection: Connection) -> list[str]:
    """The tables, columns, indexes and constraints of the models that a migrated database does not have. The indexes
    that are each database's own are not compared."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"include_name": ours})
    found = [one for one in compare_metadata(context, Base.metadata) if isinstance(one, tuple)]
    return [f"{kind.removeprefix('add_')} {rest[-1].name}" for kind, *rest in found if kind.startswith("add_")]


def missing(connection: Connection) -> list[str]:
    """The columns that this version reads and the database does not have."""
    found = inspect(connection).get_multi_columns(filter_names=list(Base.metadata.tables))
    there = {(table, column["name"]) for (_, table), columns in found.items() for column in columns}
    wanted = [(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns]
    return [f"{table}.{column}" for table, column in wanted if (table, column) not in there]
