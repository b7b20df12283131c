"""an index for every order, and for what many records have in common

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24 04:10:00

A list can be read in each of its orders, and in order of date by city, country or indicator, without sorting it. One
index serves both directions, but for columns with nulls, which come last in both, and for those of few values, whose
ties would be sorted: these indexes are each database's own, as those of 0004. What is asked
for by mechanism and date is counted from an index alone.
"""

from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: None = None
depends_on: None = None

ORDERS = {
    "agreements": ("title",),
    "commitments": ("title", "due_start"),
    "documents": ("title",),
    "evidence": ("document_id", "record_id", "start"),
    "figure_groups": ("first_day", "indicator"),
    "meetings": ("session", "title"),
    "milestones": ("title",),
    "officials": ("name",),
    "timeline": ("title",),
    "trade_stats": ("indicator", "value"),
}
RECORDS = (*ORDERS, "countries", "mechanisms")
# Indexes that begin as a new one does.
INSTEAD_OF = {"commitments": ("due_start",), "evidence": ("document_id", "record_id")}
DATES = {
    "agreements": "date",
    "commitments": "made",
    "documents": "date",
    "meetings": "date",
    "milestones": "date",
    "timeline": "date",
    "trade_stats": "date",
}
LINKS = {
    "agreement_parties": ("country_id", "agreement_id"),
    "agreement_topics": ("topic_id", "agreement_id"),
    "commitment_countries": ("country_id", "commitment_id"),
    "mechanism_members": ("country_id", "mechanism_id"),
    "meeting_countries": ("country_id", "meeting_id"),
    "meeting_topics": ("topic_id", "meeting_id"),
    "milestone_countries": ("country_id", "milestone_id"),
    "participants": ("official_id", "meeting_id"),
    "signatories": ("official_id", "agreement_id"),
    "timeline_countries": ("country_id", "entry_id"),
}
IN_MECHANISM = {table: date for table, date in DATES.items() if table != "documents"}
SUPPORT = ["document_id", "record_kind", "record_id"]
ALONE = {"figure_groups": ("partner_id", "reporter_id")}

DESCENDING = {
    "commitments": ("due_start",),
    "documents": ("title",),
    "figure_groups": ("first_day", "indicator"),
    "meetings": ("session",),
    "trade_stats": ("indicator",),
}
BY_DATE = {
    "agreements": ("city_id",),
    "meetings": ("city_id", "country_id"),
    "trade_stats": ("indicator", "partner_id", "reporter_id"),
}


def upgrade() -> None:
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    for table, columns in INSTEAD_OF.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table)
    for table, columns in ALONE.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
    for table, columns in ORDERS.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}_id", table, [column, "id"])
    for table, columns in DESCENDING.items():
        for column in columns:
            # PostgreSQL reads a column that has no nulls backwards only where nothing is said of them.
            last = "" if column == "indicator" else nulls
            op.execute(f"CREATE INDEX newest_{table}_{column}_first ON {table} ({column} DESC{last}, id)")
    for table, columns in BY_DATE.items():
        for column in columns:
            op.execute(f"CREATE INDEX newest_{table}_{column} ON {table} ({column}, date_start DESC{nulls}, id)")
    for table, (to, record) in LINKS.items():
        op.drop_index(f"ix_{table}_{to}", table)
        op.create_index(f"ix_{table}_{to}_{record}", table, [to, record])
    for table, date in DATES.items():
        op.create_index(f"ix_{table}_{date}_end_{date}_start", table, [f"{date}_end", f"{date}_start"])
    for table, date in IN_MECHANISM.items():
        op.drop_index(f"ix_{table}_mechanism_id", table)
        columns = ("mechanism_id", f"{date}_end", f"{date}_start")
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    op.create_index("ix_figure_groups_last_day_first_day", "figure_groups", ["last_day", "first_day"])
    op.create_index("ix_names_folded", "names", ["folded"])
    op.create_index("ix_evidence_document_id_record_kind_record_id", "evidence", SUPPORT)
    for table in RECORDS:
        op.create_index(f"ix_{table}_updated_at", table, ["updated_at"])
    op.execute("CREATE INDEX newest_officials_country ON officials (country_id, name, id)")
    op.execute("CREATE INDEX newest_evidence_record_kind ON evidence (record_kind, id)")


def downgrade() -> None:
    op.execute("DROP INDEX newest_evidence_record_kind")
    op.execute("DROP INDEX newest_officials_country")
    for table, columns in BY_DATE.items():
        for column in columns:
            op.execute(f"DROP INDEX newest_{table}_{column}")
    for table, columns in DESCENDING.items():
        for column in columns:
            op.execute(f"DROP INDEX newest_{table}_{column}_first")
    op.drop_index("ix_names_folded", "names")
    op.drop_index("ix_figure_groups_last_day_first_day", "figure_groups")
    op.drop_index("ix_evidence_document_id_record_kind_record_id", "evidence")
    for table, date in IN_MECHANISM.items():
        op.drop_index(f"ix_{table}_mechanism_id_{date}_end_{date}_start", table)
        op.create_index(f"ix_{table}_mechanism_id", table, ["mechanism_id"])
    for table, (to, record) in LINKS.items():
        op.drop_index(f"ix_{table}_{to}_{record}", table)
        op.create_index(f"ix_{table}_{to}", table, [to])
    for table, date in DATES.items():
        op.drop_index(f"ix_{table}_{date}_end_{date}_start", table)
    for table in RECORDS:
        op.drop_index(f"ix_{table}_updated_at", table)
    for table, columns in ORDERS.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}_id", table)
    for table, columns in ALONE.items():
        for column in columns:
            op.drop_index(f"ix_{table}_{column}", table)
    for table, columns in INSTEAD_OF.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])
