"""Indexes of columns that may be null by now: figures by value and trend, statements by person.

Revision ID: 0024_order_of_optional_values
Revises: 0023_conflicts
Create Date: 2026-11-28 15:40:00
"""

from alembic import op

revision: str = "0024_order_of_optional_values"
down_revision: str | None = "0023_conflicts"
branch_labels: None = None
depends_on: None = None

STATEMENTS_BY = ("speaker_official_id", "addressee_official_id", "addressee_party_id")


def upgrade() -> None:
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"CREATE INDEX newest_trade_stats_value_first ON trade_stats (value DESC{nulls}, id)")
    for name in STATEMENTS_BY:
        op.execute(f"CREATE INDEX newest_statements_{name} ON statements ({name}, date_start DESC{nulls}, id)")
    op.drop_index("ix_trade_stats_counted", "trade_stats")
    op.create_index("ix_trade_stats_counted", "trade_stats", ["flow", "kind", "unit", "trend"])


def downgrade() -> None:
    op.drop_index("ix_trade_stats_counted", "trade_stats")
    op.create_index("ix_trade_stats_counted", "trade_stats", ["flow", "kind", "unit"])
    for name in STATEMENTS_BY:
        op.drop_index(f"newest_statements_{name}", "statements")
    op.drop_index("newest_trade_stats_value_first", "trade_stats")
