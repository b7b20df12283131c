"""Rows together with those that they show, for publishing: plain objects, without the ORM's keeping track of each.

What many records refer to, such as an official, does not change while records are published. It is read once and
kept, as far as there is room.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import QueryableAttribute, RelationshipDirection, Session

from app.db.engine import Base
from app.db.records import Record

K = TypeVar("K", bound=Hashable)

V = TypeVar("V")

ROOM = 10_000
"""Rows kept of a kind; more are forgotten all at once."""

OWN = frozenset(("digest", *(column for column in Record.__annotations__ if column != "id")))
"""Columns of a record that neither it nor another shows."""


@cache
def _columns(model: type[Base]) -> list[Any]:
    """The columns of a model that are shown, by the names of its attributes."""
    hidden = OWN if issubclass(model, Record) else ()
    return [column.label(name) for name, column in model.__mapper__.columns.items() if name not in hidden]


class Rows:
    """Reads rows in a session's transaction."""

    def __init__(self, session: Session) -> None:
        self.session, self.connection = session, session.connection()
        self._kept: dict[Any, dict[Any, Any]] = {}

    def kept(
        self, what: Any, keys: Collection[K], fetch: Callable[[Connection, Collection[K]], dict[K, V]]
    ) -> dict[K, V]:
        """What was once fetched for the keys; what was not is fetched now. Good until the next call."""
        there = self._kept.setdefault(what, {})
        missing = {key for key in keys if key not in there}
        if missing and len(there) + len(missing) > ROOM:
            there.clear()
            missing = set(keys)
        if missing:
            there |= fetch(self.connection, missing)
        return there

    def referred(self, model: type[Base], ids: Collection[Any]) -> dict[Any, Any]:
        """The rows with these ids, by id; none has what it refers to in turn."""

        def fetch(connection: Connection, wanted: Collection[Any]) -> dict[Any, Any]:
            rows = connection.execute(select(*_columns(model)).where(model.__mapper__.primary_key[0].in_(wanted)))
            return {row.id: row for row in rows.all()}

        return self.kept(model, ids, fetch)

    def read(self, model: type[Record], ids: Sequence[str], shows: Sequence[QueryableAttribute[Any]]) -> list[Any]:
        """The rows with these ids. ``shows`` are the relationships that each row, and each row that hangs on it, is
        to have."""
        found = self.connection.execute(select(*_columns(model), model.body_digest).where(model.id.in_(ids)))
        return self._with(model, found, shows)

    def _with(self, model: Any, found: Any, shows: Sequence[QueryableAttribute[Any]]) -> list[Any]:
        """The rows of a result with what they show, as objects that can take it if they show anything."""
        own = [shown for shown in shows if shown.property.parent.class_ is model]
        if not own:
            return list(found.all())
        names = tuple(found.keys())
        rows = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in found.all()]
        for shown in own:
            self._attach(rows, shown, shows)
        return rows

    def _attach(self, rows: list[Any], shown: Any, shows: Sequence[QueryableAttribute[Any]]) -> None:
        relation, name = shown.property, shown.key
        if relation.direction is RelationshipDirection.MANYTOONE:
            [local] = relation.local_columns
            key = relation.parent.get_property_by_column(local).key
            ids = [getattr(row, key) for row in rows]
            there = self.referred(relation.mapper.class_, set(ids) - {None})
            for row, wanted in zip(rows, ids, strict=True):
                setattr(row, name, there.get(wanted))
            return
        by_owner: dict[Any, list[Any]] = {row.id: [] for row in rows}
        owned = _linked(shown).where(relation.parent.primary_key[0].in_(by_owner))
        for link in self._with(relation.mapper.class_, self.connection.execute(owned), shows):
            by_owner[link.owner].append(link)
        for row in rows:
            setattr(row, name, by_owner[row.id])


@cache
def _linked(shown: Any) -> Select[Any]:
    """All rows that hang on those of a model, in their order, each with the id of its owner."""
    relation = shown.property
    linked = select(relation.parent.primary_key[0].label("owner"), *_columns(relation.mapper.class_)).join(shown)
    return cast("Select[Any]", linked.order_by(*(relation.order_by or ())))
