"""How a document tells a milestone.

Revision ID: 0020_account_of_milestones
Revises: 0019_parts_of_meetings
Create Date: 2026-11-28 14:55:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0020_account_of_milestones"
down_revision: str | None = "0019_parts_of_meetings"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("milestones", sa.Column("account", TEXT))


def downgrade() -> None:
    op.drop_column("milestones", "account")
