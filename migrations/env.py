"""Run migrations on the connection that the caller passes, else on the database of the settings."""

import re
from typing import Any, Literal

from alembic import command, context
from alembic.util import CommandError
from sqlalchemy import Connection, Text, event

from app.db import migrate, views
from app.db.engine import Base, Instant, make_engine
from app.settings import Settings


def render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write types into a new migration as plain SQLAlchemy: it must read the same when the models have moved on."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return "TEXT" if kind == "type" and isinstance(item, Text) else False


LONGEST = 32
"""Characters of a revision that Alembic's table has room for."""


def number(_context: object, _revision: object, directives: list[Any]) -> None:
    """Name a new migration by the next number and its message."""
    for script in directives:
        words = re.sub(r"\W+", "_", (script.message or "").lower()).strip("_")
        name = f"{len(migrate.schema_versions()) + 1:04}_{words}"
        script.rev_id = name if len(name) <= LONGEST else name[: LONGEST + 1].rpartition("_")[0]


def check_references(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
    """Check the rows whose references wait for the end: PostgreSQL alters no table that still has some."""
    if statement.lstrip().startswith("ALTER TABLE"):
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


def changes_schema() -> bool:
    """Whether migrations run: not for a command of Alembic that only looks, such as ``alembic check``."""
    options = context.config.cmd_opts
    return options is None or options.cmd[0] in (command.upgrade, command.downgrade)


def run(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        event.listen(connection, "before_cursor_execute", check_references)
    if migrate.schema_version(connection) in migrate.VERSIONS_BEFORE_RELEASE:
        raise CommandError(migrate.BEFORE_RELEASE)
    migrates = changes_schema()
    grants = views.drop_views(connection) if migrates else []
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_name=migrate.in_models,
        render_item=render,
        process_revision_directives=number,
    )
    with context.begin_transaction():
        context.run_migrations()
    if migrates and migrate.schema_version(connection) == migrate.head() and not migrate.absent_columns(connection):
        # Of a damaged database views cannot be made; communique migrate says what it lacks.
        from app.api.formats.sql_views import sql_views
        from app.main import RESOURCES  # takes a second, and most commands of alembic do not get here

        views.create_views(connection, sql_views(RESOURCES, connection.dialect.name), grants)


passed: Connection | None = context.config.attributes.get("connection")
if passed is not None:
    run(passed)
else:
    with migrate.transaction(make_engine(Settings())) as connection:
        run(connection)
