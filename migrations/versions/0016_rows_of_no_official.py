"""Delete what is left of officials that are gone.

Going down to a version that knows no organisations deletes the officials who acted for one, but not their names,
search entries and evidence. The next load would write these a second time.

Revision ID: 0016_rows_of_no_official
Revises: 0015_statements
Create Date: 2026-11-28 14:30:00
"""

from alembic import op

revision: str = "0016_rows_of_no_official"
down_revision: str | None = "0015_statements"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    gone = "record_id NOT IN (SELECT id FROM officials)"
    for table, kind in (("names", "kind"), ("search", "kind"), ("evidence", "record_kind")):
        op.execute(f"DELETE FROM {table} WHERE {kind} = 'official' AND {gone}")  # noqa: S608


def downgrade() -> None:
    """There is nothing to bring back."""
