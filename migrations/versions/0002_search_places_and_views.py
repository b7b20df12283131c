"""search, places of cities, and views for dashboards

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-23 22:40:00

The index over ``search`` is each database's own, so no model has it; ``app.migrate.ours`` keeps it out of
comparisons. The views are PostgreSQL's: a migration that changes a column of theirs drops and makes them again.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

FTS5 = (
    "CREATE VIRTUAL TABLE search_index USING fts5(name, text, content='search', content_rowid='id')",
    "CREATE TRIGGER search_added AFTER INSERT ON search BEGIN"
    " INSERT INTO search_index(rowid, name, text) VALUES (new.id, new.name, new.text); END",
    "CREATE TRIGGER search_removed AFTER DELETE ON search BEGIN"
    " INSERT INTO search_index(search_index, rowid, name, text) VALUES ('delete', old.id, old.name, old.text); END",
    "CREATE TRIGGER search_changed AFTER UPDATE OF name, text ON search BEGIN"
    " INSERT INTO search_index(search_index, rowid, name, text) VALUES ('delete', old.id, old.name, old.text);"
    " INSERT INTO search_index(rowid, name, text) VALUES (new.id, new.name, new.text); END",
)

TSVECTOR = (
    "ALTER TABLE search ADD COLUMN vector tsvector GENERATED ALWAYS AS"
    " (setweight(to_tsvector('simple'::regconfig, name), 'A')"
    " || setweight(to_tsvector('simple'::regconfig, text), 'D')) STORED",
    "CREATE INDEX ix_search_vector ON search USING gin (vector)",
)

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
       FROM evidence e WHERE e.record_kind = 'meeting' AND e.record_id = r.id) AS documents, r.updated_at
FROM meetings r
LEFT JOIN mechanisms m ON m.id = r.mechanism_id
LEFT JOIN cities c ON c.id = r.city_id
LEFT JOIN countries h ON h.id = r.country_id
""",
    """
CREATE VIEW v_trade_stats AS
SELECT r.id, r.indicator, r.flow, r.reporter_id AS reporter, f.name AS reporter_name,
    r.partner_id AS partner, t.name AS partner_name, r.product_name AS product, r.product_hs AS hs, r.scope,
    r.date, r.date_start, r.date_end, r.date_precision, r.value, r.unit, r.qualifier, r.growth_percent, r.kind,
    r.authority, r.as_written, r.attributed_to, r.meeting_id AS meeting, r.mechanism_id AS mechanism,
    g.verdict, r.preferred,
    (SELECT string_agg(DISTINCT e.document_id, ';' ORDER BY e.document_id)
       FROM evidence e WHERE e.record_kind = 'trade-stat' AND e.record_id = r.id) AS documents, r.updated_at
FROM trade_stats r
JOIN countries f ON f.id = r.reporter_id
JOIN countries t ON t.id = r.partner_id
LEFT JOIN figure_groups g ON g.id = r.group_id
""",
)


def upgrade() -> None:
    op.create_table(
        "search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("record_id", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("plain", TEXT, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_search_kind_record_id")),
    )
    for name in ("latitude", "longitude", "geonames"):
        op.add_column("cities", sa.Column(name, sa.Integer() if name == "geonames" else sa.Double(), nullable=True))
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in (*TSVECTOR, *VIEWS) if postgresql else FTS5:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for view in ("v_trade_stats", "v_meetings"):
            op.execute(f"DROP VIEW {view}")
    op.drop_table("search")  # and with it its triggers or its column
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    for name in ("geonames", "longitude", "latitude"):
        op.drop_column("cities", name)
