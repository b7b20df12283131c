"""Which records must be published again: those that changed, and those that show them or are shown by them.

The references between tables tell which: a meeting shows its officials and is counted by its mechanism. So that
nobody has to remember to say what shows what, the neighbours of a record are all that it refers to and all that
refer to it, one step far; one whose body turns out to be the same keeps it.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, Table, select, update
from sqlalchemy.orm import Session, aliased

from app.db import tables
from app.db.engine import Base
from app.db.records import Document, Evidence, Publication, Record, Seeded
from app.domain.vocabulary import TimelineKind

RECORDS: dict[Any, type[Record]] = {
    mapper.local_table: mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)
}


def _keys(table: Table) -> Iterator[tuple[Column[Any], Table, bool]]:
    """The columns of a table that refer to another, that table, and whether a row goes with what it refers to."""
    for column in table.columns:
        for key in column.foreign_keys:
            yield column, key.column.table, key.ondelete == "CASCADE"


@cache
def _forward(table: Table) -> list[tuple[Table, Column[Any], Column[Any]]]:
    """What the rows of a table refer to, themselves or by rows that hang on them: the table referred to, the
    column with its id, and the column with that of the row."""
    found = [(target, column, table.c.id) for column, target, _ in _keys(table) if target in RECORDS]
    for link in Base.metadata.sorted_tables:
        owners = [column for column, target, owned in _keys(link) if owned and target is table]
        found += [
            (target, column, owner)
            for owner in owners
            for column, target, _ in _keys(link)
            if column is not owner and target in RECORDS
        ]
    return found


@cache
def _backward(table: Table) -> list[tuple[Table, Column[Any], Column[Any]]]:
    """What refers to the rows of a table: the table that does, the column with its id, and the one that refers."""
    found = []
    for other in Base.metadata.sorted_tables:
        owners = [(column, target) for column, target, owned in _keys(other) if owned]
        for column, target, owned in _keys(other):
            if target is table and other in RECORDS:
                found.append((other, other.c.id, column))
            elif target is table and owners and not owned:
                found += [(owner, link, column) for link, owner in owners if owner in RECORDS]
            elif target is table and not owners:  # shown within what it refers to, as a mission is
                found += [(shown, link, column) for link, shown, _ in _keys(other) if shown in RECORDS]
    return found


def _mark(session: Session, table: Any, ids: Select[Any] | Sequence[str]) -> None:
    """Mark the rows that are not: to write a row again that is costs as much."""
    session.execute(update(table).where(table.c.id.in_(ids), ~table.c.stale).values(stale=True))


def mark(session: Session, kind: type[Seeded], ids: Sequence[str], *, referred: bool = True) -> None:
    """Mark records of a kind and their neighbours; those that refer to them only where ``referred``.

    It is called before rows that were there are written or deleted, and after: neighbours may come and go. Until
    something is published all are stale, as rows are from the start.
    """
    if session.scalar(select(Publication.revision).limit(1)) is None:
        return
    table: Any = kind.__table__
    if table in RECORDS:
        _mark(session, table, ids)
    if kind.kind in tuple(TimelineKind):
        _mark(session, tables.TimelineEntry.__table__, ids)
    for target, column, owner in _forward(table):
        _mark(session, target, select(column).where(owner.in_(ids)))
    places = (Evidence.record_kind == kind.kind, Evidence.record_id.in_(ids))
    _mark(session, Document.__table__, select(Evidence.document_id).where(*places))
    session.execute(update(Evidence).where(*places, ~Evidence.stale).values(stale=True))
    if not referred:
        return
    for other, owner, column in _backward(table):
        _mark(session, other, select(owner).where(column.in_(ids)))
    if kind is Document:
        for record, model in RECORDS.items():
            place = aliased(Evidence)
            supported = select(model.id).select_from(model).join(place, model.evidenced(place))
            _mark(session, record, supported.where(place.document_id.in_(ids)))


def mark_all(session: Session) -> None:
    for table in RECORDS:
        session.execute(update(table).where(~table.c.stale).values(stale=True))
