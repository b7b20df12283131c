"""The indexes that several tables have in common: of links, of counts, and of records to publish."""

from sqlalchemy import Index, text

from app.db.engine import Base
from app.db.tables import conflicts  # noqa: F401 - describes its tables
from app.db.tables.agreements import Agreement
from app.db.tables.commitments import Commitment
from app.db.tables.meetings import Meeting
from app.db.tables.milestones import Milestone
from app.db.tables.statements import Statement
from app.db.tables.timeline import TimelineEntry
from app.db.tables.trade_stats import TradeStat

LINKS = {
    "agenda_topics": ("topic_id", "meeting_id"),
    "agreement_parties": ("country_id", "agreement_id"),
    "agreement_topics": ("topic_id", "agreement_id"),
    "commitment_countries": ("country_id", "commitment_id"),
    "commitment_statements": ("statement_id", "commitment_id"),
    "conflict_countries": ("country_id", "conflict_id"),
    "conflict_evidence": ("evidence_id", "conflict_id"),
    "mechanism_members": ("country_id", "mechanism_id"),
    "meeting_countries": ("country_id", "meeting_id"),
    "meeting_topics": ("topic_id", "meeting_id"),
    "milestone_countries": ("country_id", "milestone_id"),
    "organization_members": ("party_id", "organization_id"),
    "participants": ("official_id", "meeting_id"),
    "party_successors": ("successor_id", "party_id"),
    "signatories": ("official_id", "agreement_id"),
    "statement_subjects": ("record_id", "statement_id"),
    "statement_topics": ("topic_id", "statement_id"),
    "timeline_countries": ("country_id", "entry_id"),
}
"""Indexes from a linked record to the records that link to it. Both columns are in the index, so the table itself need
not be read."""

STOPS = (("meeting_stops", ("city_id", "meeting_id")), ("meeting_stops", ("country_id", "meeting_id")))

for _name, _columns in (*LINKS.items(), *STOPS):
    _link = Base.metadata.tables[_name]
    Index(None, *(_link.c[_column] for _column in _columns))

for _model in (Meeting, Agreement, TradeStat, Milestone, Commitment, Statement, TimelineEntry):
    _date = "made" if _model is Commitment else "date"
    # Counts by mechanism and date read the index alone.
    Index(None, *(_model.__table__.c[_column] for _column in ("mechanism_id", f"{_date}_end", f"{_date}_start")))

COUNT_KEYS = {
    "meetings": ("type", "status", "overdue", "format"),
    "agreements": ("type", "status"),
    "trade_stats": ("flow", "kind", "unit", "trend"),
    "milestones": ("type",),
    "commitments": ("status", "overdue"),
    "statements": ("kind",),
    "timeline": ("record_kind", "status"),
    "documents": ("kind",),
    "evidence": ("record_kind", "fields", "method"),
    "figure_groups": ("verdict",),
    "conflicts": ("kind", "record_kind", "verdict"),
}
"""Columns that facets count by and no other index has. Counting from an index avoids reading the large bodies."""

for _name, _keys in COUNT_KEYS.items():
    _record = Base.metadata.tables[_name]
    Index(f"ix_{_name}_counted", *(_record.c[_column] for _column in _keys))

for _table in Base.metadata.tables.values():
    if "dirty" in _table.columns:  # few rows are dirty, and only those are in the index
        _dirty = text("dirty = 1")  # SQLite uses the index only for a condition that is written as this one is
        Index(f"ix_{_table.name}_dirty", _table.c.id, sqlite_where=_dirty, postgresql_where=_table.c.dirty)
        Index(None, _table.c.updated_at)  # for updated_since
