"""What is set aside of a document is a paragraph or sentences of it, with a reason in words, and each paragraph has the
numbers of its sentences.

Revision ID: 0013_sentences
Revises: 0012_labels_of_hits
Create Date: 2026-11-28 14:05:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0013_sentences"
down_revision: str | None = "0012_labels_of_hits"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INTEGER = sa.Integer()
WHY = "why IN ('furniture', 'opinion', 'repetition', 'background')"
COUNTS = ("total", "cited", "furniture", "opinion", "repetition", "background", "open")


def _owner(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("document_id", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=f"fk_{table}_document_id", ondelete="CASCADE",
            deferrable=True, initially="DEFERRED",
        ),
    ]  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "set_aside",
        *_owner("set_aside"),
        sa.Column("position", INTEGER, nullable=False),
        sa.Column("paragraph", INTEGER, nullable=False),
        sa.Column("sentences", TEXT, nullable=True),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("because", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_set_aside")),
        sa.CheckConstraint(WHY, name=op.f("ck_set_aside_why")),
        sa.CheckConstraint("paragraph > 0", name=op.f("ck_set_aside_paragraph")),
    )
    op.execute(
        "INSERT INTO set_aside (document_id, position, paragraph, why) "
        "SELECT document_id, paragraph - 1, paragraph, why FROM set_aside_paragraphs"
    )
    op.drop_table("set_aside_paragraphs")
    op.create_table(
        "document_paragraphs",
        *_owner("document_paragraphs"),
        sa.Column("paragraph", INTEGER, nullable=False),
        *(sa.Column(name, INTEGER, nullable=False) for name in COUNTS),
        sa.PrimaryKeyConstraint("document_id", "paragraph", name=op.f("pk_document_paragraphs")),
        sa.CheckConstraint("paragraph > 0", name=op.f("ck_document_paragraphs_paragraph")),
    )


def downgrade() -> None:
    op.drop_table("document_paragraphs")
    op.create_table(
        "set_aside_paragraphs",
        *_owner("set_aside_paragraphs"),
        sa.Column("paragraph", INTEGER, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "paragraph", name=op.f("pk_set_aside_paragraphs")),
        sa.CheckConstraint(WHY, name=op.f("ck_set_aside_paragraphs_why")),
    )
    op.execute(
        "INSERT INTO set_aside_paragraphs (document_id, paragraph, why) "
        "SELECT document_id, paragraph, why FROM set_aside WHERE sentences IS NULL"
    )
    op.drop_table("set_aside")
