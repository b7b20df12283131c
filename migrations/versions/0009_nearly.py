"""a figure that is nearly reached, and figures that are all the same

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-28 02:50:00

"""

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: None = None
depends_on: None = None

BEFORE = {
    ("trade_stats", "qualifier"): ("exact", "about", "over", "under"),
    ("figure_groups", "verdict"): ("disagree", "compatible", "superseded"),
}
AFTER = {
    ("trade_stats", "qualifier"): ("exact", "about", "nearly", "over", "under"),
    ("figure_groups", "verdict"): ("disagree", "compatible", "same", "superseded"),
}


def _allow(values: dict[tuple[str, str], tuple[str, ...]], instead_of: dict[tuple[str, str], tuple[str, ...]]) -> None:
    """Change which values the columns take.

    To alter a check SQLite would copy the table, and could not with the views that read it; its documentation gives
    this way for a change that no stored row can break.
    """
    for (table, column), allowed in values.items():
        new, old = (f"{column} IN {names}" for names in (allowed, instead_of[table, column]))
        if op.get_context().dialect.name != "sqlite":
            op.drop_constraint(op.f(f"ck_{table}_{column}"), table, type_="check")
            op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, new)
            continue
        connection = op.get_bind()
        version = connection.scalar(sa.text("PRAGMA schema_version"))
        connection.execute(sa.text("PRAGMA writable_schema = ON"))
        connection.execute(
            sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"),
            {"old": f"({old})", "new": f"({new})", "table": table},
        )
        connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
        connection.execute(sa.text("PRAGMA writable_schema = OFF"))


def upgrade() -> None:
    _allow(AFTER, BEFORE)


def downgrade() -> None:
    op.execute("UPDATE trade_stats SET qualifier = 'under' WHERE qualifier = 'nearly'")
    op.execute("UPDATE figure_groups SET verdict = 'compatible' WHERE verdict = 'same'")
    _allow(BEFORE, AFTER)
