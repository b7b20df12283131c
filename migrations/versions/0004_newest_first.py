"""indexes in the order of lists

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 00:20:00

Lists are newest first, unknown dates last, ties by id; the two databases write that differently, so these indexes
are not in the models, and ``app.migrate.ours`` keeps them out of comparisons.
"""

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: None = None
depends_on: None = None

# The date of each list's records, and whether they are of a mechanism.
LISTS = {
    "agreements": ("date_start", True),
    "commitments": ("made_start", True),
    "documents": ("date_start", False),
    "meetings": ("date_start", True),
    "milestones": ("date_start", True),
    "timeline": ("date_start", True),
    "trade_stats": ("date_start", True),
}


def upgrade() -> None:
    # SQLite has nulls last in descending order, and takes no word about it.
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    for table, (date, of_mechanism) in LISTS.items():
        op.execute(f"CREATE INDEX newest_{table} ON {table} ({date} DESC{nulls}, id)")
        if of_mechanism:
            op.execute(f"CREATE INDEX newest_{table}_mechanism ON {table} (mechanism_id, {date} DESC{nulls}, id)")


def downgrade() -> None:
    for table, (_, of_mechanism) in LISTS.items():
        op.execute(f"DROP INDEX newest_{table}")
        if of_mechanism:
            op.execute(f"DROP INDEX newest_{table}_mechanism")
