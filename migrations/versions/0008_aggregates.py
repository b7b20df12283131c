"""Aggregates, such as the world, as parties of trade.

Revision ID: 0008_aggregates
Revises: 0007_kinds_of_documents
Create Date: 2026-11-28 11:55:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0008_aggregates"
down_revision: str | None = "0007_kinds_of_documents"
branch_labels: None = None
depends_on: None = None

OLD_KINDS = "kind IN ('state', 'former-state', 'territory', 'organization')"
KINDS = "kind IN ('state', 'former-state', 'territory', 'organization', 'aggregate')"
AGGREGATES = "SELECT id FROM parties WHERE kind = 'aggregate'"
FIGURES = f"SELECT id FROM trade_stats WHERE reporter_id IN ({AGGREGATES}) OR partner_id IN ({AGGREGATES})"  # noqa: S608


def check_kind(old: str, new: str) -> None:
    """Replace the check of kinds. SQLite copies the table into one whose definition has the new text."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE parties DROP CONSTRAINT ck_parties_kind")
        op.execute(f"ALTER TABLE parties ADD CONSTRAINT ck_parties_kind CHECK ({new})")
        return
    definitions = "SELECT sql FROM sqlite_master WHERE tbl_name = 'parties' AND sql IS NOT NULL ORDER BY type DESC"
    table, *indexes = op.get_bind().execute(sa.text(definitions)).scalars().all()
    body = " ".join(table.partition("(")[2].split())
    if old not in body:
        raise ValueError(f"parties has no {old!r}: {body}")
    op.execute(f"CREATE TABLE copy_of_parties ({body.replace(old, new)}")
    op.execute("INSERT INTO copy_of_parties SELECT * FROM parties")
    op.execute("DROP TABLE parties")
    op.execute("ALTER TABLE copy_of_parties RENAME TO parties")
    for index in indexes:
        op.execute(index)


def upgrade() -> None:
    check_kind(OLD_KINDS, KINDS)


def downgrade() -> None:
    """Delete aggregates, with their figures and the evidence of these."""
    op.execute(f"DELETE FROM evidence WHERE record_kind = 'trade-stat' AND record_id IN ({FIGURES})")  # noqa: S608
    op.execute(f"DELETE FROM trade_stats WHERE id IN ({FIGURES})")  # noqa: S608
    for side in ("reporter_id", "partner_id"):
        op.execute(f"DELETE FROM figure_groups WHERE {side} IN ({AGGREGATES})")  # noqa: S608
    op.execute("DELETE FROM names WHERE kind = 'aggregate'")
    op.execute("DELETE FROM parties WHERE kind = 'aggregate'")
    check_kind(KINDS, OLD_KINDS)
