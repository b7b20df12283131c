"""Conflicts of all kinds, and an index of the evidence that differs from its record.

Revision ID: 0023_conflicts
Revises: 0022_products_of_figures
Create Date: 2026-11-28 15:20:00
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0023_conflicts"
down_revision: str | None = "0022_products_of_figures"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SAYS = sa.text("says IS NOT NULL")
INDEXES = {
    "counted": ("kind", "record_kind", "verdict"), "mechanism_id_id": ("mechanism_id", "id"),
    "updated_at": ("updated_at",),
}  # fmt: skip


def column(name: str, kind: Any = TEXT, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def reference(table: str, name: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    options: dict[str, Any] = {"ondelete": ondelete, "deferrable": True, "initially": "DEFERRED"}
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], op.f(f"fk_{table}_{name}"), **options)


def upgrade() -> None:
    op.create_table(
        "conflicts",
        *(column(name) for name in ("id", "digest", "kind", "record_kind", "content")),
        *(sa.Column(name, TEXT) for name in ("body", "body_digest", "verdict", "mechanism_id")),
        sa.Column("revision", MOMENT),
        sa.Column("updated_at", sa.DateTime(timezone=True)),
        column("dirty", sa.Boolean(), server_default=sa.true()),
        sa.CheckConstraint("kind IN ('figures', 'value', 'trend', 'implausible')", op.f("ck_conflicts_kind")),
        sa.CheckConstraint("verdict IN ('disagree', 'compatible', 'same', 'superseded')", op.f("ck_conflicts_verdict")),
        reference("conflicts", "mechanism_id", "mechanisms"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts")),
    )
    for name, columns in INDEXES.items():
        op.create_index(f"ix_conflicts_{name}", "conflicts", columns)
    op.create_index(
        "ix_conflicts_dirty",
        "conflicts",
        ["id"],
        sqlite_where=sa.text("dirty = 1"),
        postgresql_where=sa.text("dirty"),
    )
    create_link("conflict_countries", "country_id", column("position", sa.Integer()),
                reference("conflict_countries", "country_id", "parties"))  # fmt: skip
    create_link("conflict_evidence", "evidence_id")
    op.create_index(
        "ix_evidence_says", "evidence", ["record_kind", "record_id"], sqlite_where=SAYS, postgresql_where=SAYS
    )


def create_link(table: str, other: str, *more: Any) -> None:
    op.create_table(
        table,
        column("conflict_id"),
        column(other),
        *more,
        reference(table, "conflict_id", "conflicts", "CASCADE"),
        sa.PrimaryKeyConstraint("conflict_id", other, name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_{other}_conflict_id", table, [other, "conflict_id"])


def downgrade() -> None:
    """Conflicts go, with their search entries."""
    op.drop_index("ix_evidence_says", "evidence")
    for table in ("conflict_evidence", "conflict_countries", "conflicts"):
        op.drop_table(table)
    op.execute("DELETE FROM search WHERE kind = 'conflict'")
