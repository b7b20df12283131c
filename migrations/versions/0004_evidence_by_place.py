"""One row of evidence a place, with the names of the fields that it supports, in place of a row a field. A place is a
span of a text or a row of a data set. The kinds of records are no longer listed.

Revision ID: 0004_evidence_by_place
Revises: 0003_posts_stops_and_treaties
"""

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0004_evidence_by_place"
down_revision: str | None = "0003_posts_stops_and_treaties"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
PLACE = ("record_kind", "record_id", "document_id", "start", "method", "says", "reason", "end")
"""What the rows of one place have in common."""
SPAN_OR_ROW = (
    '("row" IS NULL) = (start IS NOT NULL)'
    ' AND ("row" IS NULL) = (paragraph IS NOT NULL) AND ("row" IS NULL) = ("end" IS NOT NULL)'
)
KINDS = (
    "country", "mission", "official", "mechanism", "meeting", "agreement", "trade-stat", "milestone", "commitment",
    "document",
)  # fmt: skip
BY_KIND = "CREATE INDEX newest_evidence_record_kind ON evidence (record_kind, id)"


def _evidence() -> sa.Table:
    return sa.Table("evidence", sa.MetaData(), autoload_with=op.get_bind())


def _check_references() -> None:
    """Check the references of changed rows now: PostgreSQL alters no table with checks left for the end."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _in_batches(rows: list[dict[str, Any]], statement: Any) -> None:
    for at in range(0, len(rows), 1000):
        op.get_bind().execute(statement, rows[at : at + 1000])


def _join_fields() -> None:
    """Name the fields of each place in one of its rows, and delete the others."""
    evidence = _evidence()
    rows = op.get_bind().execute(sa.select(evidence.c.id, evidence.c.field, *(evidence.c[name] for name in PLACE)))

    def place(row: Any) -> tuple[str, ...]:
        return tuple(str(getattr(row, name)) for name in PLACE)

    sets, others = [], []
    for _, group in groupby(sorted(rows, key=lambda row: (place(row), row.id)), key=place):
        first, *further = group
        fields = sorted({row.field for row in (first, *further) if row.field})
        sets.append({"b_id": first.id, "fields": " ".join(fields)})
        others += [{"b_id": row.id} for row in further]
    this = evidence.c.id == sa.bindparam("b_id")
    _in_batches(sets, sa.update(evidence).where(this).values(fields=sa.bindparam("fields")))
    _in_batches(others, sa.delete(evidence).where(this))
    field_sets = sa.table("evidence_field_sets", sa.column("field"), sa.column("fields"))
    pairs = {(field, one["fields"]) for one in sets for field in one["fields"].split()}
    _in_batches([{"field": field, "fields": fields} for field, fields in sorted(pairs)], sa.insert(field_sets))


def upgrade() -> None:
    op.create_table(
        "evidence_field_sets",
        sa.Column("field", TEXT, nullable=False),
        sa.Column("fields", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("field", "fields", name=op.f("pk_evidence_field_sets")),
    )
    op.add_column("evidence", sa.Column("fields", TEXT, nullable=False, server_default=""))
    _join_fields()
    _check_references()
    op.drop_index("newest_evidence_record_kind", "evidence")
    op.drop_index("ix_evidence_counted", "evidence")
    with op.batch_alter_table("evidence") as batch:
        batch.drop_constraint(op.f("ck_evidence_record_kind"), type_="check")
        batch.drop_column("field")
        batch.alter_column("fields", server_default=None)
        for name in ("paragraph", "start", "end"):
            batch.alter_column(name, nullable=True)
        batch.add_column(sa.Column("row", TEXT, nullable=True))
        batch.add_column(sa.Column("columns", TEXT, nullable=True))
        batch.create_check_constraint(op.f("ck_evidence_place"), sa.text(SPAN_OR_ROW))
        batch.create_index("ix_evidence_counted", ["record_kind", "fields", "method"])
        batch.create_index("ix_evidence_fields_id", ["fields", "id"])
    op.execute(BY_KIND)
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"CREATE INDEX newest_evidence_start_first ON evidence (start DESC{nulls}, id)")


def _split_fields() -> None:
    """Give each field of a place a row of its own. The place of a row of a data set has no other form: it goes."""
    evidence = _evidence()
    op.get_bind().execute(sa.delete(evidence).where(evidence.c.row.is_not(None)))
    rows = op.get_bind().execute(sa.select(evidence).where(evidence.c.fields != "")).mappings().all()
    sets, others = [], []
    for row in rows:
        first, *further = row["fields"].split()
        sets.append({"b_id": row["id"], "field": first})
        others += [{**row, "id": f"{row['id']}.{field}", "field": field} for field in further]
    this = evidence.c.id == sa.bindparam("b_id")
    _in_batches(sets, sa.update(evidence).where(this).values(field=sa.bindparam("field")))
    _in_batches(others, sa.insert(evidence))


def downgrade() -> None:
    op.add_column("evidence", sa.Column("field", TEXT, nullable=True))
    _split_fields()
    _check_references()
    for name in ("newest_evidence_start_first", "newest_evidence_record_kind", "ix_evidence_fields_id"):
        op.drop_index(name, "evidence")
    op.drop_index("ix_evidence_counted", "evidence")
    with op.batch_alter_table("evidence") as batch:
        batch.drop_constraint(op.f("ck_evidence_place"), type_="check")
        for name in ("fields", "row", "columns"):
            batch.drop_column(name)
        for name in ("paragraph", "start", "end"):
            batch.alter_column(name, nullable=False)
        batch.create_check_constraint(op.f("ck_evidence_record_kind"), sa.column("record_kind").in_(KINDS))
        batch.create_index("ix_evidence_counted", ["record_kind", "field", "method"])
    op.execute(BY_KIND)
    op.drop_table("evidence_field_sets")
