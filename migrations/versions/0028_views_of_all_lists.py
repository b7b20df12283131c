"""The two views of PostgreSQL give way to one of each list, on both databases.

``migrations/env.py`` creates those when the schema is the newest, and drops them before any migration.

Revision ID: 0028_views_of_all_lists
Revises: 0027_versions_of_records
Create Date: 2026-11-29 00:15:00
"""

from alembic import op

revision: str = "0028_views_of_all_lists"
down_revision: str | None = "0027_versions_of_records"
branch_labels: None = None
depends_on: None = None

VIEWS = (
    """
CREATE VIEW v_meetings AS
SELECT r.id, r.title, r.type, r.status, r.date, r.date_start, r.date_end, r.date_precision,
    r.mechanism_id AS mechanism, m.acronym AS mechanism_acronym, m.name AS mechanism_name, r.session,
    c.name AS city, c.latitude, c.longitude, r.venue, r.country_id AS country, h.name AS country_name, r.occasion,
    (SELECT string_agg(x.country_id, ';' ORDER BY x.position)
       FROM meeting_countries x WHERE x.meeting_id = r.id) AS countries,
    (SELECT string_agg(o.name, ';' ORDER BY p.position)
       FROM participants p JOIN officials o ON o.id = p.official_id WHERE p.meeting_id = r.id) AS participants,
    (SELECT string_agg(p.official_id, ';' ORDER BY p.position)
       FROM participants p WHERE p.meeting_id = r.id) AS participant_ids,
    (SELECT string_agg(t.topic_id, ';' ORDER BY t.position)
       FROM meeting_topics t WHERE t.meeting_id = r.id) AS topics,
    (SELECT string_agg(a.id, ';' ORDER BY a.id) FROM agreements a WHERE a.meeting_id = r.id) AS agreements,
    (SELECT string_agg(DISTINCT e.document_id, ';' ORDER BY e.document_id)
       FROM evidence e WHERE e.record_kind = 'meeting' AND e.record_id = r.id) AS documents, r.updated_at,
    (SELECT string_agg(t.topic_id, ';' ORDER BY t.position)
       FROM agenda_topics t WHERE t.meeting_id = r.id) AS agenda, r.format, r.part_of_id AS part_of
FROM meetings r
LEFT JOIN mechanisms m ON m.id = r.mechanism_id
LEFT JOIN cities c ON c.id = r.city_id
LEFT JOIN parties h ON h.id = r.country_id
""",
    """
CREATE VIEW v_trade_stats AS
SELECT r.id, r.indicator, r.flow, r.reporter_id AS reporter, f.name AS reporter_name,
    r.partner_id AS partner, t.name AS partner_name, r.product_name AS product, r.product_hs AS hs, r.scope,
    r.date, r.date_start, r.date_end, r.date_precision, r.value, r.unit, r.qualifier, r.growth_percent, r.kind,
    r.authority, r.as_written, r.attributed_to, r.meeting_id AS meeting, r.mechanism_id AS mechanism,
    g.verdict, r.preferred,
    (SELECT string_agg(DISTINCT e.document_id, ';' ORDER BY e.document_id)
       FROM evidence e WHERE e.record_kind = 'trade-stat' AND e.record_id = r.id) AS documents, r.updated_at,
    r.product_system, r.product_edition, r.product_code, r.estimate, r.valuation, r.instrument, r.dimensions, r.trend
FROM trade_stats r
JOIN parties f ON f.id = r.reporter_id
LEFT JOIN parties t ON t.id = r.partner_id
LEFT JOIN figure_groups g ON g.id = r.group_id
""",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW v_meetings, v_trade_stats")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for view in VIEWS:
            op.execute(view)
