"""Statements: who said what, to whom, and of which records; and the statements that make a commitment.

Revision ID: 0015_statements
Revises: 0014_named_without_figure
Create Date: 2026-11-28 14:00:00
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0015_statements"
down_revision: str | None = "0014_named_without_figure"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFERENCE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
KINDS = ("expectation", "pledge", "position", "assessment", "request", "announcement", "courtesy")
SUBJECTS = (
    "meeting", "agreement", "trade-stat", "milestone", "commitment", "statement", "mechanism", "official", "party",
)  # fmt: skip
REFERENCES = {
    "speaker_official_id": "officials", "speaker_party_id": "parties", "addressee_official_id": "officials",
    "addressee_party_id": "parties", "mechanism_id": "mechanisms", "meeting_id": "meetings",
}  # fmt: skip
INDEXES = (
    ("date_start", "id"), ("date_end", "date_start"), ("summary_key", "id"), ("speaker_official_id",),
    ("speaker_party_id",), ("addressee_official_id",), ("addressee_party_id",), ("meeting_id",),
    ("mechanism_id", "date_end", "date_start"), ("updated_at",),
)  # fmt: skip
NEWEST = {"mechanism": "mechanism_id", "speaker_party_id": "speaker_party_id", "meeting_id": "meeting_id"}
"""Columns by which a list that is newest first is read, by the end of the name of the index."""

BY_MEETING = {"agreements": "date_start", "commitments": "made_start", "trade_stats": "date_start"}
"""Lists that are read by meeting now, and their dates."""


def column(name: str, kind: Any = TEXT, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, **options)


def reference(table: str, name: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [f"{target}.id"], op.f(f"fk_{table}_{name}"), ondelete=ondelete, **REFERENCE)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    create_statements()
    create_link("statement_topics", "statement", "topic_id", reference("statement_topics", "topic_id", "topics"))
    op.create_table(
        "statement_subjects",
        *(column(name) for name in ("statement_id", "kind", "record_id")),
        column("position", sa.Integer()),
        check("statement_subjects", "kind", f"kind IN {SUBJECTS}"),
        reference("statement_subjects", "statement_id", "statements", "CASCADE"),
        sa.PrimaryKeyConstraint("statement_id", "kind", "record_id", name=op.f("pk_statement_subjects")),
    )
    op.create_index("ix_statement_subjects_record_id_statement_id", "statement_subjects", ["record_id", "statement_id"])
    statement = reference("commitment_statements", "statement_id", "statements")
    create_link("commitment_statements", "commitment", "statement_id", statement)
    index_newest()


def create_statements() -> None:
    date = ("date", "date_start", "date_end", "date_precision")
    empty, full = (" AND ".join(f"{name} IS {state}" for name in date) for state in ("NULL", "NOT NULL"))
    op.create_table(
        "statements",
        *(column(name) for name in ("id", "digest", "kind", "summary")),
        *(sa.Column(name, TEXT) for name in ("body", "body_digest", "role", "speaker_source", "addressee_source")),
        *(sa.Column(name, TEXT) for name in REFERENCES),
        *(sa.Column(name, sa.Date() if name.endswith(("_start", "_end")) else TEXT) for name in date),
        sa.Column("revision", MOMENT),
        sa.Column("updated_at", sa.DateTime(timezone=True)),
        column("dirty", sa.Boolean(), server_default=sa.true()),
        column("summary_key", server_default=sa.text("''")),
        *(reference("statements", name, target) for name, target in REFERENCES.items()),
        check("statements", "kind", f"kind IN {KINDS}"),
        check(
            "statements",
            "speaker",
            "speaker_official_id IS NOT NULL OR speaker_party_id IS NOT NULL OR speaker_source IS NOT NULL",
        ),
        check("statements", "date_order", "date_start <= date_end"),
        check("statements", "date_precision", "date_precision IN ('day', 'month', 'year', 'range')"),
        check("statements", "date_whole", f"({empty}) OR ({full})"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    for columns in INDEXES:
        op.create_index(f"ix_statements_{'_'.join(columns)}", "statements", columns)
    op.create_index("ix_statements_counted", "statements", ["kind"])
    op.create_index(
        "ix_statements_dirty",
        "statements",
        ["id"],
        sqlite_where=sa.text("dirty = 1"),
        postgresql_where=sa.text("dirty"),
    )


def index_newest() -> None:
    """Indexes in the order of lists, with nulls last."""
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"CREATE INDEX newest_statements ON statements (date_start DESC{nulls}, id)")
    for end, name in NEWEST.items():
        op.execute(f"CREATE INDEX newest_statements_{end} ON statements ({name}, date_start DESC{nulls}, id)")
    for table, date in BY_MEETING.items():
        op.execute(f"CREATE INDEX newest_{table}_meeting_id ON {table} (meeting_id, {date} DESC{nulls}, id)")


def create_link(table: str, owner: str, other: str, linked: sa.ForeignKeyConstraint) -> None:
    own = f"{owner}_id"
    op.create_table(
        table,
        column(own),
        column(other),
        column("position", sa.Integer()),
        reference(table, own, f"{owner}s", "CASCADE"),
        linked,
        sa.PrimaryKeyConstraint(own, other, name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_{other}_{own}", table, [other, own])


def downgrade() -> None:
    """Statements go, with their evidence, names and search entries."""
    for table in BY_MEETING:
        op.drop_index(f"newest_{table}_meeting_id", table)
    for table in ("commitment_statements", "statement_subjects", "statement_topics", "statements"):
        op.drop_table(table)
    op.execute("DELETE FROM evidence WHERE record_kind = 'statement'")
    for table in ("names", "search", "withdrawals", "coverage_counts"):
        op.execute(f"DELETE FROM {table} WHERE kind = 'statement'")  # noqa: S608
