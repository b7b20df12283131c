"""What a question to a list selects: names resolved, rows in a total order, and what is shown of each record."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Integer, Select, Text, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from app.deadline import checked
from app.errors import Problem, invalid
from app.kept import Form, OnceAForm, form_of
from app.known import STILL, Newest, NotKnownError, remembered, still
from app.models import Country
from app.publish import Expand, Resource
from app.query import Chosen, Filters, ListQuery, Order, resolve
from app.records import Evidence

# --- cursor --------------------------------------------------------------------------------

PRESENTATION = {"limit", "cursor", "fields", "include", "shape"}
"""Parameters that change how the rows of a question are shown, not which they are."""


def fingerprint(query: ListQuery[Any]) -> str:
    """Tells one question from another; a cursor is good for the one that it was made for."""
    fields = type(query).model_fields
    asked = {name: getattr(query, name) for name in fields.keys() - PRESENTATION}
    given = sorted((name, repr(value)) for name, value in asked.items() if value != fields[name].default)
    return mark_of(type(query).__name__, given)


def mark_of(*asked: Any) -> str:
    return blake2b(repr(asked).encode(), digest_size=6).hexdigest()


def encode_cursor(mark: str, key: Any, last_id: str) -> str:
    carried = key.isoformat() if isinstance(key, date) else key
    raw = json.dumps([mark, carried, last_id], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def decode_cursor(text: str, mark: str, order: Order) -> tuple[Any, str]:
    """The key and id that a cursor carries. Raises ``Problem`` for one that we did not make for this question."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        made_for, key, last_id = json.loads(raw, parse_constant=_no_number)
        key = order.read(key)
        told = f"{last_id}{key}"
        if not isinstance(last_id, str) or "\0" in told or not told.encode():  # encode refuses lone surrogates
            raise ValueError(last_id)
    except (ValueError, TypeError, RecursionError, binascii.Error):
        message = "it is not a cursor of this service: take next_cursor from the page before, or leave it out"
        raise Problem("invalid-parameter", [invalid("cursor", text, message)]) from None
    if made_for != mark:
        message = "it belongs to another question: keep the other parameters as they were, or leave it out"
        raise Problem("invalid-parameter", [invalid("cursor", text, message)])
    return key, last_id


# --- the question --------------------------------------------------------------------------


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
        connection: Connection,
        limit: int,
        after: tuple[Any, str] | None = None,
        *,
        walk: bool = True,
        at: Newest | None = None,
    ) -> list[Any]:
        """Id, key and body of so many rows in order, from the one after a key and id.

        They are found by a ``walk`` through the list in its order, or by sorting all that are asked for. ``at`` is
        the revision that they are to be of: raises :class:`NotKnownError` where that is not the newest.
        """
        form, values = form_of(self.query, self.ids)
        values |= at._asdict() if at else {}

        def some(place: Place, limit: int, **more: Any) -> list[Any]:
            sort: str = getattr(self.query, "sort")  # noqa: B009 - every resource's query declares it
            rows = _rows(Reading(form, sort, walk, place, at is not None, self.resource, self.order))
            found = list(connection.execute(rows, values | more | {"limit": limit}).all())
            if at and not found and not still(connection, at):
                raise NotKnownError
            return found

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
    still: bool
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
    if asked.still:
        rows = rows.where(STILL)
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


def total_of(session: Session, asked: Asked) -> int:
    """How many records a question has."""
    return count(session, asked.mark, lambda: asked.matching)


def walked(session: Session, asked: Asked, limit: int) -> bool:
    """Whether so many rows of a question are found sooner by walking through the list than by sorting all."""
    if not asked.narrowed:
        return True
    total = total_of(session, asked)
    if total <= FEW:
        return False
    whole = count(session, asked.resource.path, lambda: select(asked.resource.model.id))
    # To fetch and sort one row takes about as long as to test one: of the whole, a page is reached after
    # limit * whole / total.
    return total * total > limit * whole


def count(session: Session, mark: str, rows: Callable[[], Select[Any]]) -> int:
    """How many rows there are of what the mark stands for; counted where it was not since the data's revision."""

    def counted() -> int:
        return session.scalar(select(func.count()).select_from(rows().subquery())) or 0

    return remembered(session, ("count", mark), counted)


def named(query: Filters, ids: dict[str, list[str]], kind: str) -> list[str]:
    """The ids of a kind among those that the names in a query stand for."""
    wheres = query.wheres()
    return [one for name, found in ids.items() if wheres[name].names == kind for one in found]


def ask(session: Session, resource: Resource, query: ListQuery[Any]) -> Asked:
    """Resolve what a question names. Raises ``Problem`` for a name that nothing has."""
    order = query.order(resource.model)
    return Asked(resource, query, resolve(session, query), order)


# --- what is shown -------------------------------------------------------------------------


def shown(session: Session, resource: Resource, bodies: dict[str, str], query: Chosen[Any]) -> list[str]:
    """The bodies of records by id, as far as they are asked for, with what is to be included.

    Each kind of thing to include takes one statement for all records.
    """
    bodies = query.completed(session, bodies)
    if not (query.fields or query.include) or not bodies:
        return list(bodies.values())
    records = {record_id: json.loads(body) for record_id, body in checked(bodies.items())}
    wanted: dict[str, None] = dict.fromkeys(query.fields or ())  # in the order in which they are asked for
    kept = {
        record_id: {name: record[name] for name in wanted if name in record} if wanted else record
        for record_id, record in records.items()
    }
    for name in dict.fromkeys(query.include or ()):
        if name == "evidence":
            found = _evidence(session, resource, list(records))
            for record_id, record in kept.items():
                record["evidence"] = found[record_id]
        else:
            _expand(session, resource.out.expands[name], name, records, kept)
    return [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in kept.values()]


def _evidence(session: Session, resource: Resource, ids: Sequence[str]) -> dict[str, list[Any]]:
    place = aliased(Evidence)
    model = resource.model
    rows = session.execute(
        select(model.id, place.body)
        .select_from(model)
        .join(place, model.evidenced(place))
        .where(model.id.in_(ids))
        .order_by(place.document_id, place.start, place.id)
    )
    found: dict[str, list[Any]] = {record_id: [] for record_id in ids}
    for record_id, body in checked(rows):
        found[record_id].append(json.loads(str(body)))
    return found


def _holders(record: Any, path: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects that hold what a path ends with."""
    for one in record if isinstance(record, list) else [record] if record is not None else []:
        if len(path) == 1:
            yield one
        else:
            yield from _holders(one[path[0]], path[1:])


def _expand(session: Session, expand: Expand, name: str, records: dict[str, Any], kept: dict[str, Any]) -> None:
    """Put whole records where references to them are; of bare ids, make a list under ``name``."""
    key = "code" if expand.model is Country else "id"
    *_, last = expand.path
    places = {i: [(one, _each(one[last])) for one in _holders(record, expand.path)] for i, record in records.items()}
    ids = {
        i: dict.fromkeys(ref if expand.listed else ref[key] for _, refs in found for ref in refs)
        for i, found in places.items()
    }
    wanted = {one for found in ids.values() for one in found}
    rows = session.execute(select(expand.model.id, expand.model.body).where(expand.model.id.in_(wanted)))
    whole = {row.id: json.loads(str(row.body)) for row in checked(rows)}
    for i, found in places.items():
        if expand.listed:
            kept[i][name] = [whole[one] for one in ids[i]]
            continue
        for holder, refs in found:
            full = [whole[ref[key]] for ref in refs]
            holder[last] = full if isinstance(holder[last], list) else next(iter(full), None)
        kept[i][expand.path[0]] = records[i][expand.path[0]]


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
