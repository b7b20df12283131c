"""Dates of which only the end is known: the precision `before`.

Revision ID: 0017_dates_before
Revises: 0016_rows_of_no_official
Create Date: 2026-11-28 14:45:00
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision: str = "0017_dates_before"
down_revision: str | None = "0016_rows_of_no_official"
branch_labels: None = None
depends_on: None = None

PRECISIONS = ("day", "month", "year", "range")


def date_groups() -> Iterator[tuple[str, list[str]]]:
    """Each table with date groups, and the names of their columns."""
    inspector = sa.inspect(op.get_bind())
    for table in sorted(inspector.get_table_names()):
        ending = "_precision"
        start = f"ck_{table}_"
        names = [str(check["name"]) for check in inspector.get_check_constraints(table)]
        if columns := sorted(name.removeprefix(start) for name in names if name.endswith(ending)):
            yield table, columns


def replace_checks(precisions: tuple[str, ...]) -> None:
    """Replace the checks of all precisions.

    SQLite copies a table for it. The indexes are made again from their texts: Alembic would lose their directions.
    """
    for table, columns in list(date_groups()):
        indexes: list[sa.Row[tuple[str, str]]] = []
        if op.get_bind().dialect.name == "sqlite":
            texts = sa.text(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql > ''"
            )
            indexes = list(op.get_bind().execute(texts, {"name": table}).all())
        for index in indexes:
            op.drop_index(index.name, table)
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
                batch.create_check_constraint(op.f(f"ck_{table}_{column}"), f"{column} IN {precisions}")
        for index in indexes:
            op.execute(index.sql)


def upgrade() -> None:
    replace_checks((*PRECISIONS, "before"))


def downgrade() -> None:
    """Make such a date a range that has no start but the earliest day there is."""
    for table, columns in list(date_groups()):
        for column in columns:
            op.execute(f"UPDATE {table} SET {column} = 'range' WHERE {column} = 'before'")  # noqa: S608
    replace_checks(PRECISIONS)
