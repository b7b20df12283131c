"""Writes the names of venues, publishers and products, so that filters resolve them and suggest the nearest.

None of them is a record: its name is its id. The names are updated each time that records are published.
"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.db import bulk
from app.db.records import Document
from app.db.tables import Meeting, TradeStat
from app.db.tables.publication import Name
from app.domain.text import fold
from app.domain.vocabulary import NameRole

COLUMNS = {"venue": Meeting.venue, "publisher": Document.publisher, "product": TradeStat.product_name}
"""The columns with names, by the kind of what they name."""


def update_names(session: Session) -> None:
    """Store the names that each column has, and delete those that it has no more, in the caller's transaction."""
    for kind, column in COLUMNS.items():
        names = {name for name in session.scalars(select(column).distinct()) if name}
        stored_ids = set(session.scalars(select(Name.record_id).where(Name.kind == kind)))
        if old_names := stored_ids - names:
            session.execute(delete(Name).where(Name.kind == kind, Name.record_id.in_(old_names)))
        if new_names := names - stored_ids:
            # The position 0 belongs to the ids of records.
            kind_values = {"kind": kind, "position": 1, "role": NameRole.name.value}
            rows = [
                {**kind_values, "record_id": name, "text": name, "folded": fold(name)} for name in sorted(new_names)
            ]
            bulk.insert(session, Name, rows)
