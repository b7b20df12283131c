"""What a document is, where it is from, under which terms, and which one it supersedes; data sets, which have rows.

Revision ID: 0007_kinds_of_documents
Revises: 0006_signed_figures
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0007_kinds_of_documents"
down_revision: str | None = "0006_signed_figures"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KINDS = ("article", "press-release", "statement", "transcript", "report", "treaty", "law", "data-set", "other")
TEXTS = ("source_url", "archived_url", "licence", "version", "retrieved", "supersedes_id")
LISTS = ("editorial", "key")


def _indexes() -> None:
    """The indexes in the order of the list, which a copy of the table does not have."""
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"CREATE INDEX newest_documents ON documents (date_start DESC{nulls}, id)")
    op.execute(f"CREATE INDEX newest_documents_title_first ON documents (title_key DESC{nulls}, id)")
    op.execute(f"CREATE INDEX newest_documents_publisher ON documents (publisher, date_start DESC{nulls}, id)")


def _drop_indexes() -> None:
    for name in ("newest_documents", "newest_documents_title_first", "newest_documents_publisher"):
        op.drop_index(name, "documents")


def upgrade() -> None:
    _drop_indexes()
    with op.batch_alter_table("documents") as batch:
        batch.add_column(sa.Column("kind", TEXT, nullable=False, server_default="article"))
        for name in TEXTS:
            batch.add_column(sa.Column(name, TEXT, nullable=True))
        for name in LISTS:
            batch.add_column(sa.Column(name, TEXT, nullable=False, server_default=sa.text("'[]'")))
        batch.alter_column("paragraphs", nullable=True)
        batch.add_column(sa.Column("rows", sa.Integer(), nullable=True))
        batch.create_check_constraint(op.f("ck_documents_kind"), sa.column("kind").in_(KINDS))
        batch.create_check_constraint(op.f("ck_documents_extent"), sa.text("(paragraphs IS NULL) = (rows IS NOT NULL)"))
        batch.create_foreign_key(
            op.f("fk_documents_supersedes_id"),
            "documents",
            ["supersedes_id"],
            ["id"],
            deferrable=True,
            initially="DEFERRED",
        )
        batch.create_index("ix_documents_supersedes_id", ["supersedes_id"])
        batch.create_index("ix_documents_counted", ["kind"])
    with op.batch_alter_table("documents") as batch:  # later writers say the kind
        batch.alter_column("kind", server_default=None)
    _indexes()


def downgrade() -> None:
    """A data set has no form in the older version: it counts as a text of one paragraph, until the next load."""
    _drop_indexes()
    op.execute("UPDATE documents SET paragraphs = 1, rows = NULL WHERE paragraphs IS NULL")
    for name in ("ix_documents_counted", "ix_documents_supersedes_id"):
        op.drop_index(name, "documents")
    with op.batch_alter_table("documents") as batch:
        batch.drop_constraint(op.f("fk_documents_supersedes_id"), type_="foreignkey")
        for name in ("kind", "extent"):
            batch.drop_constraint(op.f(f"ck_documents_{name}"), type_="check")
        for name in ("kind", *TEXTS, *LISTS, "rows"):
            batch.drop_column(name)
        batch.alter_column("paragraphs", nullable=False)
    _indexes()
