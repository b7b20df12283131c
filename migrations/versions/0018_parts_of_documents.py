"""Parts of documents, with a date and a standing of their own.

Revision ID: 0018_parts_of_documents
Revises: 0017_dates_before
Create Date: 2026-11-28 14:55:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0018_parts_of_documents"
down_revision: str | None = "0017_dates_before"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CHECKS = {
    "status": "status IN ('related', 'update', 'annex')",
    "extent_first": "extent_first > 0",
    "extent": "extent_first <= extent_last",
    "date_order": "date_start <= date_end",
    "date_precision": "date_precision IN ('day', 'month', 'year', 'range', 'before')",
    "date_whole": "(date IS NULL AND date_start IS NULL AND date_end IS NULL AND date_precision IS NULL)"
    " OR (date IS NOT NULL AND date_start IS NOT NULL AND date_end IS NOT NULL AND date_precision IS NOT NULL)",
}


def upgrade() -> None:
    op.create_table(
        "document_parts",
        sa.Column("document_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=True),
        sa.Column("extent_first", sa.Integer(), nullable=False),
        sa.Column("extent_last", sa.Integer(), nullable=False),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name="fk_document_parts_document_id", ondelete="CASCADE",
            deferrable=True, initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_document_parts")),
        *(sa.CheckConstraint(check, name=op.f(f"ck_document_parts_{name}")) for name, check in CHECKS.items()),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("document_parts")
