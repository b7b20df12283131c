"""Figures in any currency, with a sign, and with what data sets tell figures apart by.

Revision ID: 0006_signed_figures
Revises: 0005_parties
Create Date: 2026-11-28 11:45:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0006_signed_figures"
down_revision: str | None = "0005_parties"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

PRODUCT = ("product_system", "product_edition", "product_code")
ADDED = (*PRODUCT, "valuation", "instrument", "dimensions")
OLD_UNITS = "unit IN ('USD', 'EUR', 'KZT', 'TRY', 'count', 'rank', 'days')"
UNITS = "unit IN ('count', 'rank', 'days') OR (length(unit) = 3 AND unit = upper(unit))"
OLD_CHECKS = {
    "trade_stats": {"unit": OLD_UNITS, "value": "value >= 0"},
    "commitments": {"unit": OLD_UNITS},
}
CHECKS = {
    "trade_stats": {
        "unit": UNITS,
        "value": "value >= 0 OR indicator IN ('investment-flow', 'investment-stock')",
        "valuation": "valuation IN ('cif', 'fob')",
    },
    "commitments": {"unit": UNITS},
}


def replace_checks(table: str, checks: dict[str, str], dropped: tuple[str, ...]) -> None:
    """Replace checks of a table.

    SQLite copies the table for it. The indexes are made again from their texts: Alembic would lose their directions.
    """
    indexes: list[sa.Row[tuple[str, str]]] = []
    if op.get_bind().dialect.name == "sqlite":
        texts = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql > ''")
        indexes = list(op.get_bind().execute(texts, {"name": table}).all())
    for index in indexes:
        op.drop_index(index.name, table)
    with op.batch_alter_table(table) as batch:
        for name in dropped:
            batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        for name, condition in checks.items():
            batch.create_check_constraint(op.f(f"ck_{table}_{name}"), condition)
    for index in indexes:
        op.execute(index.sql)


def upgrade() -> None:
    for name in ADDED:
        op.add_column("trade_stats", sa.Column(name, TEXT))
    op.add_column("trade_stats", sa.Column("estimate", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE trade_stats SET product_system = 'HS', product_code = product_hs WHERE product_hs IS NOT NULL")
    for table, checks in CHECKS.items():
        replace_checks(table, checks, tuple(OLD_CHECKS[table]))


def downgrade() -> None:
    """Delete figures that the version before cannot hold, with their evidence."""
    op.execute(f"UPDATE commitments SET value = NULL, unit = NULL WHERE NOT ({OLD_UNITS})")  # noqa: S608
    figures = f"SELECT id FROM trade_stats WHERE value < 0 OR NOT ({OLD_UNITS})"  # noqa: S608
    op.execute(f"DELETE FROM evidence WHERE record_kind = 'trade-stat' AND record_id IN ({figures})")  # noqa: S608
    op.execute(f"DELETE FROM trade_stats WHERE id IN ({figures})")  # noqa: S608
    for table, checks in OLD_CHECKS.items():
        replace_checks(table, checks, tuple(CHECKS[table]))
    for name in (*ADDED, "estimate"):
        op.drop_column("trade_stats", name)
