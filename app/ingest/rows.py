"""Reads rows with their related rows, for publishing, as plain objects. The ORM's change tracking would be slower.

Rows that many records refer to, such as officials, do not change during a publication. They are read once and cached,
up to ``MAX_CACHED_ROWS`` of a kind.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import RelationshipDirection, Session

from app.db.engine import Base
from app.db.records import Record

K = TypeVar("K", bound=Hashable)

V = TypeVar("V")

MAX_CACHED_ROWS = 10_000
"""Rows cached of a kind. When there would be more, the cache of the kind is emptied."""

UNSHOWN_COLUMNS = frozenset(("digest", *(column for column in Record.__annotations__ if column != "id")))
"""Columns of a record that no body shows."""


@cache
def _columns(model: type[Base]) -> list[Any]:
    """The columns of a model that bodies may show, labelled with the names of its attributes."""
    unshown = UNSHOWN_COLUMNS if issubclass(model, Record) else ()
    return [column.label(name) for name, column in model.__mapper__.columns.items() if name not in unshown]


class Rows:
    """Reads rows in a session's transaction, and caches those that other rows refer to."""

    def __init__(self, session: Session) -> None:
        self.session, self.connection = session, session.connection()
        self._cache: dict[Any, dict[Any, Any]] = {}

    def look_up(
        self, kind: Any, keys: Collection[K], fetch: Callable[[Connection, Collection[K]], dict[K, V]]
    ) -> dict[K, V]:
        """Values by key, from the cache or else from ``fetch``. The returned dict is valid until the next call."""
        rows = self._cache.setdefault(kind, {})
        absent_keys = {key for key in keys if key not in rows}
        if absent_keys and len(rows) + len(absent_keys) > MAX_CACHED_ROWS:
            rows.clear()
            absent_keys = set(keys)
        if absent_keys:
            rows |= fetch(self.connection, absent_keys)
        return rows

    def by_id(self, model: type[Base], ids: Collection[Any]) -> dict[Any, Any]:
        """The rows of a model by id, cached. They come without their own related rows."""

        def fetch(connection: Connection, missing_ids: Collection[Any]) -> dict[Any, Any]:
            rows = connection.execute(select(*_columns(model)).where(model.__mapper__.primary_key[0].in_(missing_ids)))
            return {row.id: row for row in rows.all()}

        return self.look_up(model, ids, fetch)

    def fetch_rows(self, model: type[Record], ids: Sequence[str]) -> list[Any]:
        """The rows with these ids, with the rows that they refer to or own, and the rows that those refer to."""
        result = self.connection.execute(select(*_columns(model), model.body_digest).where(model.id.in_(ids)))
        return self._with_related(model, result)

    def _with_related(self, model: Any, result: Any) -> list[Any]:
        """The rows of a result with all relationships of the model; as they are if it has none."""
        relationships = [getattr(model, relation.key) for relation in model.__mapper__.relationships]
        if not relationships:
            return list(result.all())
        names = tuple(result.keys())
        rows = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in result.all()]
        for relationship in relationships:
            self._attach(rows, relationship)
        return rows

    def _attach(self, rows: list[Any], relationship: Any) -> None:
        relation, name, target = relationship.property, relationship.key, relationship.property.mapper.class_
        if relation.direction is RelationshipDirection.MANYTOONE:
            [local] = relation.local_columns
            key = relation.parent.get_property_by_column(local).key
            ids = [getattr(row, key) for row in rows]
            targets = self.by_id(target, set(ids) - {None})
            for row, target_id in zip(rows, ids, strict=True):
                setattr(row, name, targets.get(target_id))
            return
        by_owner: dict[Any, list[Any]] = {row.id: [] for row in rows}
        result = self.connection.execute(
            _select_linked(relationship).where(relation.parent.primary_key[0].in_(by_owner))
        )
        is_part = not issubclass(target, Record) or target.shown_within
        for linked_row in self._with_related(target, result) if is_part else result.all():
            by_owner[linked_row.owner].append(linked_row)
        for row in rows:
            setattr(row, name, by_owner[row.id])


@cache
def _select_linked(relationship: Any) -> Select[Any]:
    """Select the rows on the other side of a relationship, in its order, each with the id of its owner."""
    relation = relationship.property
    query = select(relation.parent.primary_key[0].label("owner"), *_columns(relation.mapper.class_)).join(relationship)
    return cast("Select[Any]", query.order_by(*(relation.order_by or ())))
