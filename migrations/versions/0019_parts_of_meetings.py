"""What was expected to be discussed at a meeting, how it was held, and of which meeting it is a part.

Revision ID: 0019_parts_of_meetings
Revises: 0018_parts_of_documents
Create Date: 2026-11-28 14:40:00
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0019_parts_of_meetings"
down_revision: str | None = "0018_parts_of_documents"
branch_labels: None = None
depends_on: None = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
REFERENCE: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
FORMATS = ("closed-door", "extended", "one-on-one", "informal", "online")
NEW_COLUMNS = """,
    (SELECT string_agg(t.topic_id, ';' ORDER BY t.position)
       FROM agenda_topics t WHERE t.meeting_id = r.id) AS agenda, r.format, r.part_of_id AS part_of"""
VIEW = """
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
       FROM evidence e WHERE e.record_kind = 'meeting' AND e.record_id = r.id) AS documents, r.updated_at{columns}
FROM meetings r
LEFT JOIN mechanisms m ON m.id = r.mechanism_id
LEFT JOIN cities c ON c.id = r.city_id
LEFT JOIN parties h ON h.id = r.country_id
"""


def indexes_of_meetings() -> list[Any]:
    """Drop the indexes of the table on SQLite, which copies it, and return their names and texts: Alembic would lose
    their directions."""
    if op.get_bind().dialect.name != "sqlite":
        return []
    texts = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'meetings' AND sql > ''")
    indexes: list[Any] = list(op.get_bind().execute(texts).all())
    for index in indexes:
        op.drop_index(index.name, "meetings")
    return indexes


def replace_view(columns: str) -> None:
    """Make the view anew, on PostgreSQL, which alone has it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(VIEW.format(columns=columns))


def drop_view() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP VIEW v_meetings")


def upgrade() -> None:
    drop_view()
    op.drop_index("ix_meetings_counted", "meetings")
    indexes = indexes_of_meetings()
    with op.batch_alter_table("meetings") as batch:
        batch.add_column(sa.Column("format", TEXT))
        batch.add_column(sa.Column("part_of_id", TEXT))
        batch.create_check_constraint(op.f("ck_meetings_format"), f"format IN {FORMATS}")
        batch.create_foreign_key(op.f("fk_meetings_part_of_id"), "meetings", ["part_of_id"], ["id"], **REFERENCE)
    for index in indexes:
        op.execute(index.sql)
    op.create_index("ix_meetings_counted", "meetings", ["type", "status", "overdue", "format"])
    op.create_index("ix_meetings_part_of_id", "meetings", ["part_of_id"])
    nulls = " NULLS LAST" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"CREATE INDEX newest_meetings_part_of_id ON meetings (part_of_id, date_start DESC{nulls}, id)")
    owner = sa.ForeignKeyConstraint(
        ["meeting_id"], ["meetings.id"], op.f("fk_agenda_topics_meeting_id"), ondelete="CASCADE", **REFERENCE
    )
    op.create_table(
        "agenda_topics",
        *(sa.Column(name, TEXT, nullable=False) for name in ("meeting_id", "topic_id")),
        sa.Column("position", sa.Integer(), nullable=False),
        owner,
        sa.ForeignKeyConstraint(["topic_id"], ["topics.id"], op.f("fk_agenda_topics_topic_id"), **REFERENCE),
        sa.PrimaryKeyConstraint("meeting_id", "topic_id", name=op.f("pk_agenda_topics")),
    )
    op.create_index("ix_agenda_topics_topic_id_meeting_id", "agenda_topics", ["topic_id", "meeting_id"])
    replace_view(NEW_COLUMNS)


def downgrade() -> None:
    drop_view()
    op.drop_table("agenda_topics")
    for name in ("newest_meetings_part_of_id", "ix_meetings_part_of_id", "ix_meetings_counted"):
        op.drop_index(name, "meetings")
    indexes = indexes_of_meetings()
    with op.batch_alter_table("meetings") as batch:
        batch.drop_constraint(op.f("fk_meetings_part_of_id"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_meetings_format"), type_="check")
        batch.drop_column("part_of_id")
        batch.drop_column("format")
    for index in indexes:
        op.execute(index.sql)
    op.create_index("ix_meetings_counted", "meetings", ["type", "status", "overdue"])
    replace_view("")
