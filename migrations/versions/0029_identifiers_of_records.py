"""The identifiers of records are names of kinds of their own, which older versions do not know.

They delete names by kind, so that a downgrade takes these away. No table changes.

Revision ID: 0029_identifiers_of_records
Revises: 0028_views_of_all_lists
Create Date: 2026-11-29 02:20:00
"""

from alembic import op

revision: str = "0029_identifiers_of_records"
down_revision: str | None = "0028_views_of_all_lists"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    """The next load writes them."""


def downgrade() -> None:
    op.execute("DELETE FROM names WHERE kind LIKE '% identifier'")
