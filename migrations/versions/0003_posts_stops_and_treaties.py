"""Posts with a class, meetings with stops, agreements whose parties have dates of their own, and more types of missions.

Revision ID: 0003_posts_stops_and_treaties
Revises: 0002_venues_and_publishers
Create Date: 2026-11-28 11:00:00

Officials are also found by the words of their names in alphabetical order.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0003_posts_stops_and_treaties"
down_revision: str | None = "0002_venues_and_publishers"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REFERENCE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
PARTIES = "countries"

DAYS = ("possible_first", "possible_last", "certain_first", "certain_last")
CLASSES = (
    "head-of-state", "head-of-government", "foreign-minister", "minister", "deputy-minister", "ambassador",
    "head-of-organization", "other",
)  # fmt: skip
PARTY_DATES = ("signed", "ratified", "in_force", "ended")
WAYS = ("signature", "ratification", "acceptance", "approval", "accession", "succession", "exchange-of-instruments")
RELATIONS = ("amends", "replaces", "under", "contains")
PERIODS = (("possible_last", "possible_first"), ("certain_last", "certain_first"))

OLD: dict[str, dict[str, tuple[str, ...]]] = {
    "meetings": {"type": ("session", "bilateral", "summit", "visit", "conference"), "status": ("held", "planned")},
    "agreements": {
        "type": ("treaty", "plan", "declaration", "joint-statement", "decision", "package"),
        "status": ("signed", "announced"),
    },
    "missions": {"type": ("embassy", "consulate-general", "honorary-consulate")},
}
NEW: dict[str, dict[str, tuple[str, ...]]] = {
    "meetings": {
        "type": (*OLD["meetings"]["type"], "phone-call", "video-call"),
        "status": ("held", "planned", "postponed", "cancelled"),
    },
    "agreements": {
        "type": (*OLD["agreements"]["type"], "protocol", "memorandum", "contract", "exchange-of-letters"),
        "status": ("signed", "announced", "negotiated", "in-force", "terminated"),
    },
    "missions": {
        "type": (
            "embassy", "high-commission", "consulate-general", "consulate", "honorary-consulate", "permanent-mission",
            "liaison-office", "interests-section", "representation",
        )
    },
}  # fmt: skip
"""The controlled values by table and column, before and after."""


def check_values(table: str, columns: dict[str, tuple[str, ...]]) -> None:
    """Replace the checks of controlled values.

    SQLite copies the table for it. The indexes are made again from their texts: Alembic would lose their directions.
    """
    indexes: Any = []
    if op.get_bind().dialect.name == "sqlite":
        texts = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql > ''")
        indexes = op.get_bind().execute(texts, {"name": table}).all()
    for index in indexes:
        op.drop_index(index.name, table)
    with op.batch_alter_table(table) as batch:
        for name, values in columns.items():
            batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_{table}_{name}"), f"{name} IN {values}")
    for index in indexes:
        op.execute(index.sql)


def reference(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], op.f(f"fk_{table}_{column}"), ondelete=ondelete, **REFERENCE
    )


def upgrade() -> None:
    for table, columns in NEW.items():
        check_values(table, columns)
    extend_officials()
    extend_meetings()
    extend_agreements()
    for name in ("opened", "closed"):
        op.add_column("missions", sa.Column(name, TEXT))


def extend_officials() -> None:
    op.add_column("officials", sa.Column("external_ids_wikidata", TEXT))
    with op.batch_alter_table("positions") as batch:
        batch.add_column(sa.Column("class", TEXT, nullable=False, server_default=sa.text("'other'")))
        batch.add_column(sa.Column("party_id", TEXT))
        for name in DAYS:
            batch.add_column(sa.Column(name, sa.Date()))
        batch.create_check_constraint(op.f("ck_positions_class"), f"class IN {CLASSES}")
        batch.create_foreign_key(op.f("fk_positions_party_id"), PARTIES, ["party_id"], ["id"], **REFERENCE)
    op.create_index("ix_positions_class_official_id", "positions", ["class", "official_id"])
    op.create_index("ix_positions_party_id", "positions", ["party_id"])
    op.add_column("names", sa.Column("sorted_words", TEXT))
    present = sa.text("sorted_words IS NOT NULL")
    op.create_index("ix_names_sorted_words", "names", ["sorted_words"], sqlite_where=present, postgresql_where=present)


def extend_meetings() -> None:
    op.add_column("meetings", sa.Column("overdue", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("ix_meetings_counted", "meetings")
    op.create_index("ix_meetings_counted", "meetings", ["type", "status", "overdue"])
    op.create_table(
        "meeting_stops",
        sa.Column("meeting_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        *(sa.Column(name, TEXT) for name in ("city_id", "country_id", "date")),
        reference("meeting_stops", "meeting_id", "meetings", "CASCADE"),
        reference("meeting_stops", "city_id", "cities"),
        reference("meeting_stops", "country_id", PARTIES),
        sa.PrimaryKeyConstraint("meeting_id", "position", name=op.f("pk_meeting_stops")),
    )
    for column in ("city_id", "country_id"):
        op.create_index(f"ix_meeting_stops_{column}_meeting_id", "meeting_stops", [column, "meeting_id"])


def extend_agreements() -> None:
    op.add_column("agreements", sa.Column("text_url", TEXT))
    for name in DAYS:
        op.add_column("agreements", sa.Column(name, sa.Date()))
    with op.batch_alter_table("agreement_parties") as batch:
        for name in (*PARTY_DATES, "how"):
            batch.add_column(sa.Column(name, TEXT))
        for name in DAYS:
            batch.add_column(sa.Column(name, sa.Date()))
        batch.create_check_constraint(op.f("ck_agreement_parties_how"), f"how IN {WAYS}")
    for table in ("agreements", "agreement_parties"):
        for columns in PERIODS:
            op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    op.create_table(
        "related_agreements",
        *(sa.Column(name, TEXT, nullable=False) for name in ("agreement_id", "relation", "other_id")),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(f"relation IN {RELATIONS}", op.f("ck_related_agreements_relation")),
        reference("related_agreements", "agreement_id", "agreements", "CASCADE"),
        reference("related_agreements", "other_id", "agreements"),
        sa.PrimaryKeyConstraint("agreement_id", "relation", "other_id", name=op.f("pk_related_agreements")),
    )
    op.create_index("ix_related_agreements_other_id", "related_agreements", ["other_id"])


def downgrade() -> None:
    """Meetings and agreements with a new value get one that the older version has. Missions of a new type go."""
    op.drop_table("related_agreements")
    op.drop_table("meeting_stops")
    op.drop_index("ix_names_sorted_words", "names")
    op.drop_index("ix_meetings_counted", "meetings")
    for table in ("agreement_parties", "agreements"):
        for columns in PERIODS:
            op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
    with op.batch_alter_table("agreement_parties") as batch:
        batch.drop_constraint(op.f("ck_agreement_parties_how"), type_="check")
        for name in (*PARTY_DATES, "how", *DAYS):
            batch.drop_column(name)
    op.drop_index("ix_positions_class_official_id", "positions")
    op.drop_index("ix_positions_party_id", "positions")
    with op.batch_alter_table("positions") as batch:
        batch.drop_constraint(op.f("fk_positions_party_id"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_positions_class"), type_="check")
        for name in ("class", "party_id", *DAYS):
            batch.drop_column(name)
    dropped = {
        "names": ("sorted_words",), "officials": ("external_ids_wikidata",), "meetings": ("overdue",),
        "agreements": ("text_url", *DAYS), "missions": ("opened", "closed"),
    }  # fmt: skip
    for table, names in dropped.items():
        for name in names:
            op.drop_column(table, name)
    op.create_index("ix_meetings_counted", "meetings", ["type", "status"])
    instead = {"meetings": ("bilateral", "planned"), "agreements": ("treaty", "signed")}
    for table, values in instead.items():
        for name, value in zip(("type", "status"), values, strict=True):
            op.execute(f"UPDATE {table} SET {name} = '{value}' WHERE {name} NOT IN {OLD[table][name]}")  # noqa: S608
    op.execute(f"DELETE FROM missions WHERE type NOT IN {OLD['missions']['type']}")  # noqa: S608
    for table, checked in OLD.items():
        check_values(table, checked)
