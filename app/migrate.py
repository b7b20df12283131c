"""The database's schema: brought to the newest, or compared with it."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

ROOT = Path(__file__).parent.parent


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, which stands in ``pyproject.toml``."""
    made = Config(toml_file=ROOT / "pyproject.toml")
    made.attributes["connection"] = connection
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
    with engine.begin() as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    with engine.begin() as connection:
        command.downgrade(config(connection), revision)


def at_head(connection: Connection) -> bool:
    """Whether every migration has been applied."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == head
