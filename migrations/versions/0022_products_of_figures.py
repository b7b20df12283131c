"""An index of the products of figures, in the order of their list.

Revision ID: 0022_products_of_figures
Revises: 0021_missions_as_records
Create Date: 2026-11-28 15:40:00
"""

from alembic import op

revision: str = "0022_products_of_figures"
down_revision: str | None = "0021_missions_as_records"
branch_labels: None = None
depends_on: None = None

NAME = "newest_trade_stats_product_name"


def upgrade() -> None:
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"CREATE INDEX {NAME} ON trade_stats (product_name, date_start DESC{nulls}, id)")


def downgrade() -> None:
    op.execute(f"DROP INDEX {NAME}")
