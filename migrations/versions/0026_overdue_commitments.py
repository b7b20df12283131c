"""Whether the day by which a commitment was due has passed, and no later document mentions it.

Revision ID: 0026_overdue_commitments
Revises: 0025_readers_of_places
Create Date: 2026-11-28 20:50:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0026_overdue_commitments"
down_revision: str | None = "0025_readers_of_places"
branch_labels: None = None
depends_on: None = None


def recount(*columns: str) -> None:
    """Make the index that facets count from anew, of these columns."""
    op.drop_index("ix_commitments_counted", "commitments")
    op.create_index("ix_commitments_counted", "commitments", columns)


def upgrade() -> None:
    op.add_column("commitments", sa.Column("overdue", sa.Boolean(), nullable=False, server_default=sa.false()))
    recount("status", "overdue")


def downgrade() -> None:
    recount("status")
    op.drop_column("commitments", "overdue")
