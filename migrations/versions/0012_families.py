"""families of mechanisms, and countries without a code of three letters or a number

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-28 09:00:00

"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {"acronym": TEXT, "name": TEXT, "editorial": sa.Boolean()}
ROLES = ("id", "code", "acronym", "name", "alias", "editorial")
CODES = ("alpha3", "numeric")


def _rewrite(table: str, old: str, new: str) -> None:
    """Change the definition of a table of SQLite in place.

    To alter it otherwise SQLite would copy the table, and could not with the views that read it; its documentation
    gives this way for a change that no stored row can break.
    """
    connection = op.get_bind()
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    connection.execute(sa.text("PRAGMA writable_schema = ON"))
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"),
        {"old": old, "new": new, "table": table},
    )
    connection.execute(sa.text(f"PRAGMA schema_version = {version + 1}"))
    connection.execute(sa.text("PRAGMA writable_schema = OFF"))


def _roles(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    old, new = (f"role IN {names}" for names in (before, after))
    if op.get_bind().dialect.name == "sqlite":
        _rewrite("names", old, new)
        return
    op.drop_constraint(op.f("ck_names_role"), "names", type_="check")
    op.create_check_constraint(op.f("ck_names_role"), "names", new)


def _codes(*, nullable: bool) -> None:
    for code in CODES:
        if op.get_bind().dialect.name == "sqlite":
            old, new = f"{code} TEXT NOT NULL", f"{code} TEXT"
            _rewrite("countries", *((old, new) if nullable else (f"{new},", f"{old},")))
        else:
            op.alter_column("countries", code, nullable=nullable)


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("mechanisms", sa.Column(f"family_{name}", kind, nullable=True))
    _roles(ROLES, (*ROLES, "family"))
    _codes(nullable=True)


def downgrade() -> None:
    for code in CODES:
        column = sa.column(code, TEXT)
        empty = sa.table("countries", sa.column("id", TEXT), column).update().where(column.is_(None))
        op.execute(empty.values({code: sa.literal("X") + sa.column("id", TEXT)}))
    _codes(nullable=False)
    op.execute("DELETE FROM names WHERE role = 'family'")
    _roles((*ROLES, "family"), ROLES)
    for name in COLUMNS:
        op.drop_column("mechanisms", f"family_{name}")
