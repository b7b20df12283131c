"""Marks the records that must be published again: those that changed, and their neighbours.

A body shows parts of other records: a meeting shows its officials, and a mechanism counts its meetings. The foreign
keys say which records these are, so nobody has to maintain a list. The neighbours of a record are all records that it
refers to or that refer to it, one step away. A neighbour whose body turns out unchanged keeps it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Select, Table, select, update
from sqlalchemy.orm import Session, aliased

from app.db import tables
from app.db.engine import Base
from app.db.records import Document, Evidence, Record, SeedRow
from app.db.tables.publication import Publication
from app.domain.vocabulary import TimelineKind

MODELS: dict[Any, list[type[Record]]] = defaultdict(list)
"""The records of each table. One table has the countries and the organisations."""

for _mapper in Base.registry.mappers:
    if issubclass(_mapper.class_, Record):
        MODELS[_mapper.local_table].append(_mapper.class_)


def _keys(table: Table) -> Iterator[tuple[Column[Any], Table, bool]]:
    """The foreign keys of a table: the column, the table it refers to, and whether deletion cascades."""
    for column in table.columns:
        for key in column.foreign_keys:
            yield column, key.column.table, key.ondelete == "CASCADE"


@cache
def _forward(table: Table) -> list[tuple[Table, Column[Any], Column[Any]]]:
    """What the rows of a table refer to, directly or through link rows that they own.

    Each entry is the table referred to, the column with its id, and the column with the id of the row.
    """
    references = [(target, column, table.c.id) for column, target, _ in _keys(table) if target in MODELS]
    for link in Base.metadata.sorted_tables:
        owners = [column for column, target, cascades in _keys(link) if cascades and target is table]
        references += [
            (target, column, owner)
            for owner in owners
            for column, target, _ in _keys(link)
            if column is not owner and target in MODELS
        ]
    return references


def _shown_within(table: Table) -> bool:
    """Whether the rows of a table are shown by the records that they refer to."""
    return table not in MODELS or any(model.shown_within for model in MODELS[table])


@cache
def _backward(table: Table) -> list[tuple[Table, Column[Any], Column[Any]]]:
    """What refers to the rows of a table, directly or through link rows.

    Each entry is the referring table, the column with its id, and the column with the reference.
    """
    references = []
    for referrer in Base.metadata.sorted_tables:
        owners = [(column, target) for column, target, cascades in _keys(referrer) if cascades]
        for column, target, cascades in _keys(referrer):
            if target is table and referrer in MODELS:
                references.append((referrer, referrer.c.id, column))
            elif target is table and owners and not cascades:
                references += [(owner, link, column) for link, owner in owners if owner in MODELS]
            if target is table and not owners and _shown_within(referrer):  # those rows show it
                references += [
                    (container, link, column) for link, container, _ in _keys(referrer) if container in MODELS
                ]
    return references


def _mark_dirty(session: Session, table: Any, ids: Select[Any] | Sequence[str]) -> None:
    """Mark rows as dirty, except those that are already: writing them again would cost as much."""
    session.execute(update(table).where(table.c.id.in_(ids), ~table.c.dirty).values(dirty=True))


def invalidate(session: Session, kind: type[SeedRow], ids: Sequence[str], *, with_referrers: bool = True) -> None:
    """Mark records of a kind and their neighbours as dirty. A new record has no referrers: ``with_referrers=False``.

    Call it both before and after existing rows are changed or deleted, because their neighbours may change too.
    Before the first publication it does nothing, because every new row is dirty.
    """
    if session.scalar(select(Publication.revision).limit(1)) is None:
        return
    table: Any = kind.__table__
    if table in MODELS:
        _mark_dirty(session, table, ids)
    if kind.kind in tuple(TimelineKind):
        _mark_dirty(session, tables.TimelineEntry.__table__, ids)
    for target, column, owner in _forward(table):
        _mark_dirty(session, target, select(column).where(owner.in_(ids)))
    evidence = (Evidence.record_kind == kind.kind, Evidence.record_id.in_(ids))
    _mark_dirty(session, Document.__table__, select(Evidence.document_id).where(*evidence))
    session.execute(update(Evidence).where(*evidence, ~Evidence.dirty).values(dirty=True))
    if not with_referrers:
        return
    for referrer, owner, column in _backward(table):
        _mark_dirty(session, referrer, select(owner).where(column.in_(ids)))
    if kind is Document:
        for record, model in ((table, model) for table, models in MODELS.items() for model in models):
            evidence_alias = aliased(Evidence)
            supported_ids = select(model.id).select_from(model).join(evidence_alias, model.has_evidence(evidence_alias))
            _mark_dirty(session, record, supported_ids.where(evidence_alias.document_id.in_(ids)))


def invalidate_all(session: Session) -> None:
    for table in MODELS:
        session.execute(update(table).where(~table.c.dirty).values(dirty=True))
