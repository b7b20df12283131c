"""Trade stats without a figure: what a document only names, trends, and ranks of a country among all.

Revision ID: 0014_named_without_figure
Revises: 0013_sentences
Create Date: 2026-11-28 14:30:00
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0014_named_without_figure"
down_revision: str | None = "0013_sentences"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
OLD_INDICATORS = (
    "trade", "trade-target", "trade-rank", "investment-stock", "investment-flow", "investment-rank", "companies",
    "joint-projects", "joint-project-value", "tourists", "tourist-rank", "students", "scholarships",
    "presidential-meetings", "presidential-visits",
)  # fmt: skip
RANKS = ("production-rank", "export-rank")
NEW_CHECKS = {
    "trend": "trend IN ('rising', 'falling', 'steady')",
    "figure": "(value IS NULL) = (unit IS NULL) AND (value IS NULL) = (qualifier IS NULL)",
    "unmeasured": "trend IS NULL OR value IS NULL",
}
OPTIONAL = {"partner_id": TEXT, "value": sa.Float(), "unit": TEXT, "qualifier": TEXT}
VIEW = """
CREATE VIEW v_trade_stats AS
SELECT r.id, r.indicator, r.flow, r.reporter_id AS reporter, f.name AS reporter_name,
    r.partner_id AS partner, t.name AS partner_name, r.product_name AS product, r.product_hs AS hs, r.scope,
    r.date, r.date_start, r.date_end, r.date_precision, r.value, r.unit, r.qualifier, r.growth_percent, r.kind,
    r.authority, r.as_written, r.attributed_to, r.meeting_id AS meeting, r.mechanism_id AS mechanism,
    g.verdict, r.preferred,
    (SELECT string_agg(DISTINCT e.document_id, ';' ORDER BY e.document_id)
       FROM evidence e WHERE e.record_kind = 'trade-stat' AND e.record_id = r.id) AS documents, r.updated_at,
    r.product_system, r.product_edition, r.product_code, r.estimate, r.valuation, r.instrument, r.dimensions{trend}
FROM trade_stats r
JOIN parties f ON f.id = r.reporter_id
{join} parties t ON t.id = r.partner_id
LEFT JOIN figure_groups g ON g.id = r.group_id
"""


def change_table(table: str, *, optional: bool) -> None:
    """Let figures be absent and take the new ranks, or neither.

    SQLite copies the table for it. The indexes are made again from their texts: Alembic would lose their directions.
    """
    indexes: list[sa.Row[tuple[str, str]]] = []
    if op.get_bind().dialect.name == "sqlite":
        texts = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :name AND sql > ''")
        indexes = list(op.get_bind().execute(texts, {"name": table}).all())
    for index in indexes:
        op.drop_index(index.name, table)
    indicators = (*OLD_INDICATORS, *RANKS) if optional else OLD_INDICATORS
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_indicator"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_indicator"), f"indicator IN {indicators}")
        columns, checks = (OPTIONAL, NEW_CHECKS) if table == "trade_stats" else ({}, {})
        for name, kind in columns.items():
            batch.alter_column(name, existing_type=kind, nullable=optional)
        for name, condition in checks.items():
            if optional:
                batch.create_check_constraint(op.f(f"ck_trade_stats_{name}"), condition)
            else:
                batch.drop_constraint(op.f(f"ck_trade_stats_{name}"), type_="check")
    for index in indexes:
        op.execute(index.sql)


def replace_view(*, optional: bool) -> None:
    """Make the view anew, on PostgreSQL, which alone has it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(VIEW.format(trend=", r.trend" if optional else "", join="LEFT JOIN" if optional else "JOIN"))


def drop_view() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW v_trade_stats")


def upgrade() -> None:
    drop_view()
    op.add_column("trade_stats", sa.Column("trend", TEXT))
    change_table("trade_stats", optional=True)
    change_table("figure_groups", optional=True)
    replace_view(optional=True)


def downgrade() -> None:
    """Delete what the version before cannot hold, with its evidence and names."""
    groups = f"SELECT id FROM figure_groups WHERE indicator IN {RANKS}"  # noqa: S608
    op.execute(f"UPDATE trade_stats SET group_id = NULL WHERE group_id IN ({groups})")  # noqa: S608
    op.execute(f"DELETE FROM figure_groups WHERE indicator IN {RANKS}")  # noqa: S608
    stats = f"SELECT id FROM trade_stats WHERE value IS NULL OR partner_id IS NULL OR indicator IN {RANKS}"  # noqa: S608
    op.execute(f"DELETE FROM evidence WHERE record_kind = 'trade-stat' AND record_id IN ({stats})")  # noqa: S608
    op.execute(f"DELETE FROM names WHERE kind = 'trade-stat' AND record_id IN ({stats})")  # noqa: S608
    op.execute(f"DELETE FROM trade_stats WHERE id IN ({stats})")  # noqa: S608
    if op.get_bind().dialect.name == "postgresql":  # it alters no table with checks left for the end
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    drop_view()
    change_table("trade_stats", optional=False)
    change_table("figure_groups", optional=False)
    op.drop_column("trade_stats", "trend")
    replace_view(optional=False)
