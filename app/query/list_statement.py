"""The plan of a list: its rows are read page by page, by an ordered scan or by sorting all matches."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import Integer, Select, Text, bindparam, func, select

from app.db.revision import IS_NEWEST
from app.db.snapshot import Snapshot
from app.query.coverage import DataState, data_state
from app.query.cursor import PRESENTATION, decode_cursor, encode_cursor, fingerprint_of
from app.query.list_parameters import Filters, ListQuery
from app.query.name_resolution import resolve_names
from app.query.parameter_types import Selection
from app.query.sorting import Order
from app.query.statement_cache import QueryShape, StatementCache, shape_of
from app.resource import Resource


@dataclass(frozen=True)
class ResolvedQuery:
    """A validated list query with its names resolved to ids. ``ids`` are by parameter."""

    resource: Resource
    query: ListQuery[Any]
    ids: dict[str, Any]
    order: Order

    @cached_property
    def fingerprint(self) -> str:
        return fingerprint_of(self.resource.model.kind, self.query)

    @property
    def matching_ids(self) -> Select[Any]:
        """Selects the ids of all matching records, in no order."""
        model, query = self.resource.model, self.query
        return select(model.id).where(*query.conditions(model, query.criteria(self.ids)))

    @property
    def has_filters(self) -> bool:
        """Whether the query has a filter."""
        filter_names = self.query.model_fields_set - PRESENTATION - {"sort", "group_by", "sum", "date_match"}
        return any(getattr(self.query, name) is not None for name in filter_names)

    def fetch(
        self,
        snapshot: Snapshot,
        limit: int,
        after: tuple[Any, str] | None = None,
        *,
        scan: bool = True,
    ) -> list[Any]:
        """Up to ``limit`` rows of id, sort key and body in order, from the one behind the key and id of ``after``.

        They are found by an ordered ``scan`` of the list, or by sorting all matching rows.
        """
        shape, values = shape_of(self.query, self.ids)

        def read_rows(rows_from: RowsFrom, limit: int, **parameters: Any) -> list[Any]:
            sort: str = getattr(self.query, "sort")  # noqa: B009 - every resource's query declares it

            def rows(is_guarded: bool) -> Select[Any]:
                return _rows(RowsStatement(shape, sort, scan, rows_from, is_guarded, self.resource, self.order))

            return list(snapshot.fetch(rows, values | parameters | {"limit": limit}))

        scan = scan and not self.order.through
        if after is None:
            return read_rows(RowsFrom.start, limit)
        key, last_id = after
        if key is None:
            return read_rows(RowsFrom.after_unknown, limit, last_id=last_id)
        page_rows = read_rows(RowsFrom.after, limit, key=key, last_id=last_id)
        if len(page_rows) < limit:  # continue with the records without a key
            page_rows += read_rows(RowsFrom.unknown, limit - len(page_rows))
        return page_rows

    def start(self) -> tuple[Any, str] | None:
        """The sort key and id that the query's cursor stands for. Raises ``Problem`` for a cursor of another query."""
        if self.query.cursor is None:
            return None
        return decode_cursor(self.query.cursor, self.fingerprint, self.order.read)

    def cursor(self, key: Any, last_id: str) -> str:
        return encode_cursor(self.fingerprint, key, last_id)


class RowsFrom(StrEnum):
    """Where a page begins: at the first row, behind a row with or without a sort key, or at the first without."""

    start = "start"
    after = "after"
    after_unknown = "after_unknown"
    unknown = "unknown"


@dataclass(frozen=True)
class RowsStatement:
    """The key of a cached statement for rows. ``sort`` implies ``order``; ``is_guarded`` as in ``Snapshot.fetch``."""

    shape: QueryShape
    sort: str
    scan: bool
    rows_from: RowsFrom
    is_guarded: bool
    resource: Resource
    order: Order = field(compare=False)

    @property
    def cacheable(self) -> bool:
        # The statement of an order by relevance contains the words of the search.
        return self.shape.cacheable and self.order.through is None


@StatementCache
def _rows(statement: RowsStatement) -> Select[Any]:
    """Builds the statement. Only the rows of the page get their bodies, because sorting the large bodies is slow."""
    model, order = statement.resource.model, statement.order
    rows = select(model.id, order.column.label("key"), *([model.body] if statement.scan else []))
    rows = rows.where(*statement.shape.conditions(model, scan=statement.scan))
    if order.through:
        rows = rows.join(*order.through)
    if statement.is_guarded:
        rows = rows.where(IS_NEWEST)
    key = bindparam("key", type_=order.column.type) if statement.rows_from is RowsFrom.after else None
    if statement.rows_from is RowsFrom.unknown:
        rows = rows.where(order.unknown)
    elif statement.rows_from is not RowsFrom.start:
        rows = rows.where(order.after(key, bindparam("last_id", type_=Text())))
    rows = rows.order_by(*order.clauses()).limit(bindparam("limit", type_=Integer()))
    if statement.scan:
        return rows
    page_rows = rows.subquery()
    with_bodies = select(page_rows.c.id, page_rows.c.key, model.body).join(model, model.id == page_rows.c.id)
    return with_bodies.order_by(*replace(order, column=page_rows.c.key, id=page_rows.c.id).clauses())


CHEAP_SORT = 1_000
"""Number of rows that can be sorted without a noticeable cost."""


def total_of(snapshot: Snapshot, question: ResolvedQuery) -> int:
    """How many records match the query."""
    return count_rows(snapshot, question.fingerprint, lambda: question.matching_ids)


def prefers_scan(snapshot: Snapshot, question: ResolvedQuery, limit: int) -> bool:
    """Whether an ordered scan reaches ``limit`` rows sooner than a sort of all matching rows."""
    if not question.has_filters:
        return True
    total = total_of(snapshot, question)
    if total <= CHEAP_SORT:
        return False
    list_size = count_rows(snapshot, question.resource.path, lambda: select(question.resource.model.id))
    # Testing a row takes about as long as fetching and sorting one. A scan tests about
    # limit * list_size / total rows.
    return total * total > limit * list_size


def count_rows(snapshot: Snapshot, fingerprint: str, rows: Callable[[], Select[Any]]) -> int:
    """The number of rows, cached by revision under the fingerprint of the query."""

    def run() -> int:
        return snapshot.scalar(select(func.count()).select_from(rows().subquery())) or 0

    return snapshot.fact(("count", fingerprint), run)


def answer_state(snapshot: Snapshot, query: Filters, ids: dict[str, Any]) -> DataState:
    """The state of the data of an answer: up to the newest document about the mechanisms and parties that the query
    names."""
    return data_state(snapshot, _named_ids(query, ids, "mechanism"), _named_ids(query, ids, "party"))


def _named_ids(query: Filters, ids: dict[str, Any], kind: str) -> list[str]:
    """The ids of a kind among those that the names in a query stand for, without those that it excludes."""
    filters = query.filters_by_name()
    selections = [selection for name, selection in ids.items() if filters[name].names == kind]
    return [record_id for ids in selections for record_id in (ids.choices if isinstance(ids, Selection) else ids)]


def resolve_query(snapshot: Snapshot, resource: Resource, query: ListQuery[Any]) -> ResolvedQuery:
    """Resolve the names in a list query. Raises ``Problem`` for a name that no record has."""
    order = query.order(resource.model)
    return ResolvedQuery(resource, query, resolve_names(snapshot, query), order)
