"""the indexes that 0005 made only after it had been changed

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-28 03:00:00

A database that had 0005 as it was first has, in six tables, an index of the mechanism alone, and not the one from which
meetings of a mechanism and a date are counted. Any other database has them as they should be.
"""

from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: None = None
depends_on: None = None

DATES = {
    "agreements": "date",
    "commitments": "made",
    "meetings": "date",
    "milestones": "date",
    "timeline": "date",
    "trade_stats": "date",
}


def upgrade() -> None:
    for table, date in DATES.items():
        op.execute(f"DROP INDEX IF EXISTS ix_{table}_mechanism_id")
        columns = ("mechanism_id", f"{date}_end", f"{date}_start")
        op.execute(f"CREATE INDEX IF NOT EXISTS ix_{table}_{'_'.join(columns)} ON {table} ({', '.join(columns)})")


def downgrade() -> None:
    """What 0005 makes stays."""
