"""what is counted, from indexes, and coverage ready to be read

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-28 03:50:00

"""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: None = None
depends_on: None = None

COUNTED = {
    "meetings": ("type", "status"),
    "agreements": ("type", "status"),
    "trade_stats": ("flow", "kind", "unit"),
    "milestones": ("type",),
    "commitments": ("status",),
    "timeline": ("record_kind",),
    "evidence": ("record_kind", "field", "method"),
    "figure_groups": ("verdict",),
}
DATED = {
    "meeting": ("meetings", "date_start"),
    "agreement": ("agreements", "date_start"),
    "milestone": ("milestones", "date_start"),
    "trade-stat": ("trade_stats", "date_start"),
    "commitment": ("commitments", "made_start"),
}
FILL = """
INSERT INTO coverage_counts (mechanism_id, year, kind, records, documents)
SELECT coalesce(r.mechanism_id, ''), coalesce({year}, 0), '{kind}', count(DISTINCT r.id), coalesce({documents}, '')
FROM {table} r LEFT JOIN evidence e ON e.record_kind = '{kind}' AND e.record_id = r.id
GROUP BY 1, 2
"""


def upgrade() -> None:
    for table, columns in COUNTED.items():
        op.create_index(f"ix_{table}_counted", table, columns)
    op.create_index(
        "ix_evidence_record_kind_record_id_document_id", "evidence", ["record_kind", "record_id", "document_id"]
    )
    op.drop_index("ix_evidence_record_kind_record_id", "evidence")
    sqlite = op.get_context().dialect.name == "sqlite"
    text = sa.Text() if sqlite else sa.Text(collation="C")
    op.create_table(
        "coverage_counts",
        sa.Column("mechanism_id", text, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", text, nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("documents", text, nullable=False),
        sa.PrimaryKeyConstraint("mechanism_id", "year", "kind", name=op.f("pk_coverage_counts")),
    )
    for kind, (table, day) in DATED.items():
        year = f"CAST(strftime('%Y', r.{day}) AS INTEGER)" if sqlite else f"extract(year from r.{day})::integer"
        documents = "group_concat(DISTINCT e.document_id)" if sqlite else "string_agg(DISTINCT e.document_id, ',')"
        op.execute(FILL.format(kind=kind, table=table, year=year, documents=documents))


def downgrade() -> None:
    op.drop_table("coverage_counts")
    op.create_index("ix_evidence_record_kind_record_id", "evidence", ["record_kind", "record_id"])
    op.drop_index("ix_evidence_record_kind_record_id_document_id", "evidence")
    for table in COUNTED:
        op.drop_index(f"ix_{table}_counted", table)
