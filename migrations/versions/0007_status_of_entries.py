"""the status of an entry of the timeline

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-25 04:00:00

"""

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: None = None
depends_on: None = None


TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("timeline", sa.Column("status", TEXT, nullable=True))
    status = (
        "UPDATE timeline SET status = (SELECT status FROM {0}s WHERE {0}s.id = timeline.id) WHERE record_kind = '{0}'"
    )
    for kind in ("meeting", "agreement"):
        op.execute(status.format(kind))


def downgrade() -> None:
    op.drop_column("timeline", "status")
