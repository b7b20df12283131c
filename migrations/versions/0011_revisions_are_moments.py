"""revisions are moments

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-28 03:10:00

A revision is the moment at which it was published, as 20261128031000, for which PostgreSQL's integers are too small.
Those of SQLite are not.
"""

from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: None = None
depends_on: None = None

TABLES = (
    "agreements",
    "commitments",
    "countries",
    "documents",
    "evidence",
    "figure_groups",
    "meetings",
    "mechanisms",
    "milestones",
    "officials",
    "timeline",
    "trade_stats",
    "publications",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"ALTER TABLE {table} ALTER COLUMN revision TYPE BIGINT")


def downgrade() -> None:
    """Revisions are counted from 1 again."""
    if op.get_bind().dialect.name == "postgresql":
        counted = "SELECT count(*) FROM publications WHERE publications.revision <= other.revision"
        for table in TABLES:
            op.execute(f"UPDATE {table} AS other SET revision = ({counted}) WHERE revision IS NOT NULL")  # noqa: S608
            op.execute(f"ALTER TABLE {table} ALTER COLUMN revision TYPE INTEGER")
