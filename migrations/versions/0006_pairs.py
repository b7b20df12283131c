"""an index for the figures of a pair, and none that begins as another does

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-25 03:00:00

"""

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: None = None
depends_on: None = None

PAIR = ("reporter_id", "partner_id", "indicator")
# Those of 0005 that are in the order of a list begin with these columns.
TWICE = {
    "agreements": ("city_id",),
    "meetings": ("city_id", "country_id"),
    "officials": ("country_id",),
    "trade_stats": ("indicator", "partner_id", "reporter_id"),
}


def upgrade() -> None:
    for table, columns in TWICE.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table)
    op.create_index(f"ix_trade_stats_{'_'.join(PAIR)}", "trade_stats", PAIR)


def downgrade() -> None:
    op.drop_index(f"ix_trade_stats_{'_'.join(PAIR)}", "trade_stats")
    for table, columns in TWICE.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
