"""The versions of records, what each publication did, and why a record is gone.

The records of a database with data get their present form as their first version.

Revision ID: 0027_versions_of_records
Revises: 0026_overdue_commitments
Create Date: 2026-11-28 23:58:00
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0027_versions_of_records"
down_revision: str | None = "0026_overdue_commitments"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PUBLICATION: dict[str, Any] = {
    "seed_digest": TEXT, "source_commit": TEXT, "message": TEXT,
    "created": sa.Integer(), "updated": sa.Integer(), "withdrawn": sa.Integer(), "renamed": sa.Integer(),
}  # fmt: skip
WITHDRAWAL: dict[str, Any] = {"revision": MOMENT, "reason": TEXT, "renamed_to": TEXT}
KINDS = {
    "meetings": "meeting", "agreements": "agreement", "trade_stats": "trade-stat", "timeline": "timeline",
    "milestones": "milestone", "commitments": "commitment", "statements": "statement", "mechanisms": "mechanism",
    "officials": "official", "missions": "mission", "documents": "document", "evidence": "evidence",
    "figure_groups": "figure-group", "conflicts": "conflict",
}  # fmt: skip
PARTIES = ("state", "former-state", "territory", "organization", "aggregate")
BATCH = 500


def upgrade() -> None:
    for name, kind in PUBLICATION.items():
        op.add_column("publications", sa.Column(name, kind))
    for name, kind in WITHDRAWAL.items():
        op.add_column("withdrawals", sa.Column(name, kind))
    versions = op.create_table(
        "record_versions",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("revision", MOMENT, nullable=False, autoincrement=False),
        sa.Column("change", TEXT, nullable=False),
        sa.Column("body", TEXT),
        sa.Column("subjects", TEXT, nullable=False),
        sa.Column("reason", TEXT),
        sa.Column("renamed_to", TEXT),
        sa.CheckConstraint(
            "change IN ('created', 'updated', 'withdrawn', 'renamed')", name=op.f("ck_record_versions_change")
        ),
        sa.CheckConstraint(
            "(body IS NULL) = (change IN ('withdrawn', 'renamed'))", name=op.f("ck_record_versions_body")
        ),
        sa.CheckConstraint(
            "(renamed_to IS NOT NULL) = (change = 'renamed')", name=op.f("ck_record_versions_renamed_to")
        ),
        sa.PrimaryKeyConstraint("kind", "id", "revision", name=op.f("pk_record_versions")),
    )
    op.create_table(
        "seed_archives",
        sa.Column("revision", MOMENT, nullable=False, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_seed_archives")),
    )
    date_withdrawals()
    connection = op.get_bind()
    for table in (*KINDS, "parties"):
        for rows in bodies(connection, table):
            op.bulk_insert(versions, rows)
    op.create_index("ix_record_versions_revision_kind_id", "record_versions", ["revision", "kind", "id"])


def date_withdrawals() -> None:
    """Give each withdrawal the revision of its publication: the first that is not before it, to the second."""
    connection = op.get_bind()
    at = sa.DateTime(timezone=True)
    publications = sa.table("publications", sa.column("revision", MOMENT), sa.column("published_at", at))
    withdrawals = sa.table(
        "withdrawals", sa.column("kind"), sa.column("id"), sa.column("withdrawn_at", at), sa.column("revision", MOMENT)
    )
    revisions = connection.execute(sa.select(publications).order_by(publications.c.revision)).all()
    for row in connection.execute(sa.select(withdrawals)).all():
        moment = row.withdrawn_at.replace(microsecond=0)
        number = next((number for number, published_at in revisions if published_at >= moment), None)
        this = (withdrawals.c.kind == row.kind, withdrawals.c.id == row.id)
        connection.execute(sa.update(withdrawals).where(*this).values(revision=number))


def bodies(connection: sa.Connection, name: str) -> Iterator[list[dict[str, Any]]]:
    """The records of a table as first versions, in batches."""
    columns: list[Any] = [sa.column("id", TEXT), sa.column("revision", MOMENT), sa.column("body", TEXT)]
    table = sa.table(name, *columns, sa.column("kind", TEXT))
    chosen = [*columns, table.c.kind] if name == "parties" else columns
    last = ""
    while True:
        page = sa.select(*(table.c[column.name] for column in chosen)).where(
            table.c.id > last, table.c.body.is_not(None), table.c.revision.is_not(None)
        )
        rows = connection.execute(page.order_by(table.c.id).limit(BATCH)).all()
        if not rows:
            return
        last = rows[-1].id
        yield [version(KINDS.get(name) or party_kind(row.kind), row) for row in rows]


def party_kind(kind: str) -> str:
    return kind if kind in ("organization", "aggregate") else "country"


def version(kind: str, row: Any) -> dict[str, Any]:
    body = json.loads(row.body)
    names = {*([row.id] if kind in ("country", "organization", "mechanism") else []), *subjects(body)}
    return {
        "kind": kind,
        "id": row.id,
        "revision": row.revision,
        "change": "created",
        "body": row.body,
        "subjects": f" {' '.join(sorted(names))} " if names else "",
        "reason": None,
        "renamed_to": None,
    }


def subjects(value: Any) -> Iterator[str]:
    """The codes of the parties and the ids of the mechanisms that a body names."""
    if isinstance(value, list):
        for item in value:
            yield from subjects(item)
    elif isinstance(value, dict):
        if value.get("kind") in PARTIES and value.get("code"):
            yield value["code"]
        for name, part in value.items():
            if name in ("mechanism", "mechanisms"):
                for mechanism in part if isinstance(part, list) else [part]:
                    yield from [mechanism["id"]] if isinstance(mechanism, dict) else [mechanism] if mechanism else []
            elif isinstance(part, dict | list):
                yield from subjects(part)


def downgrade() -> None:
    op.drop_table("seed_archives")
    op.drop_table("record_versions")
    for name in WITHDRAWAL:
        op.drop_column("withdrawals", name)
    for name in PUBLICATION:
        op.drop_column("publications", name)
