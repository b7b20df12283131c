"""What a question to a list selects: names resolved, rows in a total order, and what is shown of each record."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import Integer, Select, Text, bindparam, func, select

from app.db.revision import IS_NEWEST
from app.db.snapshot import Snapshot
from app.query.cursor import PRESENTATION, decode_cursor, encode_cursor, fingerprint
from app.query.list_query import Filters, ListQuery, resolve
from app.query.sorting import Order
from app.query.statement_cache import Form, OnceAForm, form_of
from app.resource import Resource


@dataclass(frozen=True)
class Asked:
    """A question to a list, its names resolved to ids by parameter."""

    resource: Resource
    query: ListQuery[Any]
    ids: dict[str, list[str]]
    order: Order

    @cached_property
    def mark(self) -> str:
        return fingerprint(self.query)

    @property
    def matching(self) -> Select[Any]:
        """The ids that are asked for, in no order."""
        model, query = self.resource.model, self.query
        return select(model.id).where(*query.conditions(model, query.asked(self.ids)))

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than the whole list."""
        given = self.query.model_fields_set - PRESENTATION - {"sort", "group_by", "date_match"}
        return any(getattr(self.query, name) is not None for name in given)

    def fetch(
        self,
        snapshot: Snapshot,
        limit: int,
        after: tuple[Any, str] | None = None,
        *,
        walk: bool = True,
    ) -> list[Any]:
        """Id, key and body of so many rows in order, from the one after a key and id.

        They are found by a ``walk`` through the list in its order, or by sorting all that are asked for.
        """
        form, values = form_of(self.query, self.ids)

        def some(place: Place, limit: int, **more: Any) -> list[Any]:
            sort: str = getattr(self.query, "sort")  # noqa: B009 - every resource's query declares it

            def rows(guarded: bool) -> Select[Any]:
                return _rows(Reading(form, sort, walk, place, guarded, self.resource, self.order))

            return list(snapshot.fetch(rows, values | more | {"limit": limit}))

        walk = walk and not self.order.through
        if after is None:
            return some(Place.start, limit)
        key, last_id = after
        if key is None:
            return some(Place.after_unknown, limit, last_id=last_id)
        found = some(Place.after, limit, key=key, last_id=last_id)
        if len(found) < limit:  # on to those without a key
            found += some(Place.unknown, limit - len(found))
        return found

    def start(self) -> tuple[Any, str] | None:
        """The key and id behind which the question's cursor goes on."""
        if self.query.cursor is None:
            return None
        return decode_cursor(self.query.cursor, self.mark, self.order)

    def cursor(self, key: Any, last_id: str) -> str:
        return encode_cursor(self.mark, key, last_id)

    def named(self, kind: str) -> list[str]:
        """The records of a kind that the question names, in whichever parameter."""
        return named(self.query, self.ids, kind)


class Place(StrEnum):
    """Where rows begin: with the first, behind one with a key, behind one without, or with the first of these."""

    start = "start"
    after = "after"
    after_unknown = "after_unknown"
    unknown = "unknown"


@dataclass(frozen=True)
class Reading:
    """What makes the statement for the rows of a question: the sort says which ``order`` it is."""

    form: Form
    sort: str
    walk: bool
    place: Place
    guarded: bool
    resource: Resource
    order: Order = field(compare=False)

    @property
    def usual(self) -> bool:
        return self.form.usual and self.order.through is None  # which is of these words alone


@OnceAForm
def _rows(asked: Reading) -> Select[Any]:
    """The statement. What is sorted is chosen without the bodies, which are large, and of which a page has few."""
    model, order = asked.resource.model, asked.order
    rows = select(model.id, order.column.label("key"), *([model.body] if asked.walk else []))
    rows = rows.where(*asked.form.conditions(model, walk=asked.walk))
    if order.through:
        rows = rows.join(*order.through)
    if asked.guarded:
        rows = rows.where(IS_NEWEST)
    key = bindparam("key", type_=order.column.type) if asked.place is Place.after else None
    if asked.place is Place.unknown:
        rows = rows.where(order.unknown)
    elif asked.place is not Place.start:
        rows = rows.where(order.after(key, bindparam("last_id", type_=Text())))
    rows = rows.order_by(*order.clauses()).limit(bindparam("limit", type_=Integer()))
    if asked.walk:
        return rows
    chosen = rows.subquery()
    whole = select(chosen.c.id, chosen.c.key, model.body).join(model, model.id == chosen.c.id)
    return whole.order_by(*replace(order, column=chosen.c.key, id=chosen.c.id).clauses())


FEW = 1_000
"""So many rows are sorted in no time."""


def total_of(snapshot: Snapshot, asked: Asked) -> int:
    """How many records a question has."""
    return count(snapshot, asked.mark, lambda: asked.matching)


def walked(snapshot: Snapshot, asked: Asked, limit: int) -> bool:
    """Whether so many rows of a question are found sooner by walking through the list than by sorting all."""
    if not asked.narrowed:
        return True
    total = total_of(snapshot, asked)
    if total <= FEW:
        return False
    whole = count(snapshot, asked.resource.path, lambda: select(asked.resource.model.id))
    # To fetch and sort one row takes about as long as to test one: of the whole, a page is reached after
    # limit * whole / total.
    return total * total > limit * whole


def count(snapshot: Snapshot, mark: str, rows: Callable[[], Select[Any]]) -> int:
    """How many rows there are of what the mark stands for; counted where it was not since the data's revision."""

    def counted() -> int:
        return snapshot.scalar(select(func.count()).select_from(rows().subquery())) or 0

    return snapshot.fact(("count", mark), counted)


def named(query: Filters, ids: dict[str, list[str]], kind: str) -> list[str]:
    """The ids of a kind among those that the names in a query stand for."""
    wheres = query.wheres()
    return [one for name, found in ids.items() if wheres[name].names == kind for one in found]


def ask(snapshot: Snapshot, resource: Resource, query: ListQuery[Any]) -> Asked:
    """Resolve what a question names. Raises ``Problem`` for a name that nothing has."""
    order = query.order(resource.model)
    return Asked(resource, query, resolve(snapshot, query), order)
