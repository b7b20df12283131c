"""The figure that is preferred to another one which agrees with it.

Revision ID: 0011_agreeing_figures
Revises: 0010_status_of_the_timeline
Create Date: 2026-11-28 13:55:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0011_agreeing_figures"
down_revision: str | None = "0010_status_of_the_timeline"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("trade_stats", sa.Column("agrees_with", TEXT))
    op.create_index("ix_trade_stats_agrees_with", "trade_stats", ["agrees_with"])
    # So that the records are published again, which compares the figures.
    op.execute("UPDATE publications SET fingerprint = ''")


def downgrade() -> None:
    op.drop_index("ix_trade_stats_agrees_with", "trade_stats")
    op.drop_column("trade_stats", "agrees_with")
