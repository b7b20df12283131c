"""The status in the index by which the timeline is counted.

Revision ID: 0010_status_of_the_timeline
Revises: 0009_views_of_new_columns
Create Date: 2026-11-28 12:30:00
"""

from alembic import op

revision: str = "0010_status_of_the_timeline"
down_revision: str | None = "0009_views_of_new_columns"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    op.drop_index("ix_timeline_counted", "timeline")
    op.create_index("ix_timeline_counted", "timeline", ["record_kind", "status"])


def downgrade() -> None:
    op.drop_index("ix_timeline_counted", "timeline")
    op.create_index("ix_timeline_counted", "timeline", ["record_kind"])
