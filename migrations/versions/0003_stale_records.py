"""mark records that are to be published again

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23 23:50:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: None = None
depends_on: None = None

RECORDS = (
    "agreements", "commitments", "countries", "documents", "evidence", "figure_groups", "mechanisms", "meetings",
    "milestones", "officials", "timeline", "trade_stats",
)  # fmt: skip


def upgrade() -> None:
    for table in RECORDS:
        op.add_column(table, sa.Column("stale", sa.Boolean(), server_default=sa.true(), nullable=False))
        # SQLite uses the index only for a condition that is written as this one is.
        name, only = f"ix_{table}_stale", sa.text("stale = 1")
        op.create_index(name, table, ["id"], sqlite_where=only, postgresql_where=sa.text("stale"))


def downgrade() -> None:
    for table in RECORDS:
        op.drop_index(f"ix_{table}_stale", table)
        op.drop_column(table, "stale")
