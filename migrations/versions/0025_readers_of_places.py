"""How many reviewers checked a place, in place of whether any did.

Revision ID: 0025_readers_of_places
Revises: 0024_order_of_optional_values
Create Date: 2026-11-28 17:30:00
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision: str = "0025_readers_of_places"
down_revision: str | None = "0024_order_of_optional_values"
branch_labels: None = None
depends_on: None = None


def retype(old: TypeEngine[Any], new: TypeEngine[Any], conversion: str) -> None:
    """Give the column another type. SQLite alters none, so the table is made anew, and its indexes as they were."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table is altered with checks left for the end
        op.alter_column("evidence", "reviewed", existing_type=old, type_=new, postgresql_using=conversion)
        return
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'evidence' AND sql IS NOT NULL"
    indexes = connection.execute(sa.text(query)).all()
    for index in indexes:
        op.drop_index(index.name, "evidence")
    with op.batch_alter_table("evidence") as batch:
        batch.alter_column("reviewed", existing_type=old, type_=new, existing_nullable=False)
    for index in indexes:
        op.execute(index.sql)


def upgrade() -> None:
    retype(sa.Boolean(), sa.Integer(), "reviewed::integer")


def downgrade() -> None:
    op.execute("UPDATE evidence SET reviewed = 1 WHERE reviewed > 1")
    retype(sa.Integer(), sa.Boolean(), "reviewed > 0")
