"""Missions as records with a list of their own, and the days between which each opened.

Revision ID: 0021_missions_as_records
Revises: 0020_account_of_milestones
Create Date: 2026-11-28 15:00:00
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0021_missions_as_records"
down_revision: str | None = "0020_account_of_milestones"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATE = ("opened", "opened_start", "opened_end", "opened_precision")
COLUMNS: dict[str, Any] = {
    "body": TEXT, "body_digest": TEXT, "revision": MOMENT, "updated_at": sa.DateTime(timezone=True),
    "opened_start": sa.Date(), "opened_end": sa.Date(), "opened_precision": TEXT,
}  # fmt: skip
CHECKS = {
    "opened_order": "opened_start <= opened_end",
    "opened_precision": "opened_precision IN ('day', 'month', 'year', 'range', 'before')",
    "opened_whole": "({}) OR ({})".format(
        *(" AND ".join(f"{name} IS {state}" for name in DATE) for state in ("NULL", "NOT NULL"))
    ),
}
INDEXES = {
    "ix_missions_opened_start_id": ["opened_start", "id"],
    "ix_missions_opened_end_opened_start": ["opened_end", "opened_start"],
    "ix_missions_updated_at": ["updated_at"],
}


def upgrade() -> None:
    """The next load fills in the days, and therefore takes every mission for changed."""
    op.execute("UPDATE missions SET opened = NULL, digest = ''")
    with op.batch_alter_table("missions") as batch:
        batch.add_column(sa.Column("dirty", sa.Boolean(), nullable=False, server_default=sa.true()))
        for name, kind in COLUMNS.items():
            batch.add_column(sa.Column(name, kind))
        for name, condition in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_missions_{name}"), condition)
    for name, columns in INDEXES.items():
        op.create_index(name, "missions", columns)
    op.create_index(
        "ix_missions_dirty", "missions", ["id"], sqlite_where=sa.text("dirty = 1"), postgresql_where=sa.text("dirty")
    )
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"CREATE INDEX newest_missions ON missions (opened_start DESC{nulls}, id)")


def downgrade() -> None:
    op.execute("DELETE FROM search WHERE kind = 'mission'")
    op.execute("UPDATE missions SET digest = ''")
    for name in ("newest_missions", "ix_missions_dirty", *INDEXES):
        op.drop_index(name, "missions")
    with op.batch_alter_table("missions") as batch:
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_missions_{name}"), type_="check")
        for name in ("dirty", *COLUMNS):
            batch.drop_column(name)
