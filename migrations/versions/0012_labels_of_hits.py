"""The label of a record beside its title in search.

Revision ID: 0012_labels_of_hits
Revises: 0011_agreeing_figures
Create Date: 2026-11-28 14:00:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0012_labels_of_hits"
down_revision: str | None = "0011_agreeing_figures"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("search", sa.Column("label", TEXT, nullable=False, server_default=sa.text("''")))
    # So that the records are published again, which writes their labels.
    op.execute("UPDATE publications SET fingerprint = ''")


def downgrade() -> None:
    op.drop_column("search", "label")
