"""The view of trade stats with the columns that came since the first schema.

Revision ID: 0009_views_of_new_columns
Revises: 0008_aggregates
Create Date: 2026-11-28 12:25:00
"""

from alembic import op

revision: str = "0009_views_of_new_columns"
down_revision: str | None = "0008_aggregates"
branch_labels: None = None
depends_on: None = None

NEW_COLUMNS = (
    ", r.product_system, r.product_edition, r.product_code, r.estimate, r.valuation, r.instrument, r.dimensions"
)
VIEW = """
CREATE VIEW v_trade_stats AS
SELECT r.id, r.indicator, r.flow, r.reporter_id AS reporter, f.name AS reporter_name,
    r.partner_id AS partner, t.name AS partner_name, r.product_name AS product, r.product_hs AS hs, r.scope,
    r.date, r.date_start, r.date_end, r.date_precision, r.value, r.unit, r.qualifier, r.growth_percent, r.kind,
    r.authority, r.as_written, r.attributed_to, r.meeting_id AS meeting, r.mechanism_id AS mechanism,
    g.verdict, r.preferred,
    (SELECT string_agg(DISTINCT e.document_id, ';' ORDER BY e.document_id)
       FROM evidence e WHERE e.record_kind = 'trade-stat' AND e.record_id = r.id) AS documents, r.updated_at{columns}
FROM trade_stats r
JOIN parties f ON f.id = r.reporter_id
JOIN parties t ON t.id = r.partner_id
LEFT JOIN figure_groups g ON g.id = r.group_id
"""


def replace_view(columns: str) -> None:
    """Make the view anew, on PostgreSQL, which alone has it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW v_trade_stats")
        op.execute(VIEW.format(columns=columns))


def upgrade() -> None:
    replace_view(NEW_COLUMNS)


def downgrade() -> None:
    replace_view("")
