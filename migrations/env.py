"""Runs migrations on the connection that the caller hands over, else on the database of the settings."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection, Text

from app.db import migrate
from app.db.engine import Base, Instant, make_engine
from app.settings import Settings


def render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Types in a migration are plain SQLAlchemy: it must read the same when the models have moved on."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return "TEXT" if kind == "type" and isinstance(item, Text) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_name=migrate.ours,
        render_item=render,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(Settings()).begin() as own:
        run(own)
