"""lists by name or title are sorted as people sort

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-26 09:00:00

A column beside each name or title has it folded to plain letters, which both databases sort alike. It is filled here,
so that lists are right before the next load.
"""

import re

import sqlalchemy as sa
from alembic import op
from anyascii import anyascii

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TITLED = ("agreements", "commitments", "documents", "meetings", "milestones", "timeline")
NAMED = ("countries", "mechanisms", "officials")
SORTED = dict.fromkeys(TITLED, "title") | dict.fromkeys(NAMED, "name")
INDEXED = (*TITLED, "officials")
BATCH = 1000


def key(text: str) -> str:
    return re.sub("[^a-z0-9]+", " ", anyascii(text).lower()).strip()[:200]


def fill(name: str, column: str) -> None:
    table = sa.table(name, sa.column("id", TEXT), sa.column(column, TEXT), sa.column(f"{column}_key", TEXT))
    named = table.c[column]
    change = sa.update(table).where(table.c.id == sa.bindparam("record")).values({f"{column}_key": sa.bindparam("key")})
    last = ""
    while True:
        rows = sa.select(table.c.id, named).where(named.is_not(None), table.c.id > last).order_by(table.c.id)
        found = op.get_bind().execute(rows.limit(BATCH)).all()
        if not found:
            return
        op.get_bind().execute(change, [{"record": row[0], "key": key(row[1])} for row in found])
        last = found[-1][0]


def upgrade() -> None:
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    for table, column in SORTED.items():
        default = None if table == "documents" else sa.text("''")  # whose titles may be unknown
        op.add_column(table, sa.Column(f"{column}_key", TEXT, server_default=default, nullable=default is None))
        fill(table, column)
    op.execute("DROP INDEX newest_documents_title_first")
    op.execute("DROP INDEX newest_officials_country")
    for table in INDEXED:
        op.drop_index(f"ix_{table}_{SORTED[table]}_id", table)
        op.create_index(f"ix_{table}_{SORTED[table]}_key_id", table, [f"{SORTED[table]}_key", "id"])
    op.execute(f"CREATE INDEX newest_documents_title_first ON documents (title_key DESC{nulls}, id)")
    op.execute("CREATE INDEX newest_officials_country ON officials (country_id, name_key, id)")


def downgrade() -> None:
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute("DROP INDEX newest_documents_title_first")
    op.execute("DROP INDEX newest_officials_country")
    for table in INDEXED:
        op.drop_index(f"ix_{table}_{SORTED[table]}_key_id", table)
        op.create_index(f"ix_{table}_{SORTED[table]}_id", table, [SORTED[table], "id"])
    for table, column in SORTED.items():
        op.drop_column(table, f"{column}_key")
    op.execute(f"CREATE INDEX newest_documents_title_first ON documents (title DESC{nulls}, id)")
    op.execute("CREATE INDEX newest_officials_country ON officials (country_id, name, id)")
