"""Indexes of venues and publishers, in the order of their lists.

Revision ID: 0002_venues_and_publishers
Revises: 0001_first_schema
"""

from alembic import op

revision: str = "0002_venues_and_publishers"
down_revision: str | None = "0001_first_schema"
branch_labels: None = None
depends_on: None = None

COLUMNS = {"meetings": "venue", "documents": "publisher"}


def upgrade() -> None:
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    for table, column in COLUMNS.items():
        op.execute(f"CREATE INDEX newest_{table}_{column} ON {table} ({column}, date_start DESC{nulls}, id)")


def downgrade() -> None:
    for table, column in COLUMNS.items():
        op.execute(f"DROP INDEX newest_{table}_{column}")
