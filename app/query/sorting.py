"""Orders of a list: total, with unknown keys last, and readable from a cursor."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from pydantic import Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema
from sqlalchemy import ColumnElement, FromClause, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.text import sort_key
from app.query.filters import Condition
from app.query.name_choices import OneOf

RELEVANCE = "relevance"


class OrderBy(OneOf):
    """The keys by which a list can be sorted. Ties are broken by id, and nulls come last in both directions."""

    def __init__(self, **keys: InstrumentedAttribute[Any]) -> None:
        self.keys = keys
        self.without_words = OneOf("an order of this list", [sign + key for key in keys for sign in ("", "-")])
        super().__init__(self.without_words.description, [*self.without_words.choices, RELEVANCE])

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check_with_words, handler(source))

    def _check_with_words(self, value: str, info: ValidationInfo) -> str:
        """The value. Without the words of ``q`` it is refused with orders other than by relevance."""
        return (
            self.check(value) if value == RELEVANCE or (info.data or {}).get("q") else self.without_words.check(value)
        )


def sort_field(default: str, example: str, note: str = "") -> Any:
    """The field of the parameter ``sort``, with its default, an example, and what else a reader must know of it."""
    description = f"Order. A leading minus reverses it. {note}".rstrip()
    return Field(default, description=description, examples=[example])


@dataclass(frozen=True)
class Order:
    """A total order: by a column in one direction, then by id ascending. ``through`` is the table to join and its
    condition, if the column is not one of the model."""

    column: Any
    id: Any
    descending: bool
    through: tuple[FromClause, Condition] | None = None

    def clauses(self) -> list[ColumnElement[Any]]:
        if self.column is self.id:
            return [self.id.desc() if self.descending else self.id.asc()]
        ordering = self.column.desc() if self.descending else self.column.asc()
        # NULLS LAST on a column without nulls would keep PostgreSQL from using its index.
        return [ordering.nulls_last() if getattr(self.column, "nullable", True) else ordering, self.id.asc()]

    # A range for an index, and records without a key by themselves: decision 002.
    def after(self, key: Any, last_id: Any) -> Condition:
        """True of the rows with a key after the one with that key and id. With the key None, it is true of the rows
        without a key after that id.

        The first part is a range at which an index can start, so every page costs the same.
        """
        if key is None:
            return and_(self.column.is_(None), self.id > last_id)
        from_here, further = (
            (self.column <= key, self.column < key) if self.descending else (self.column >= key, self.column > key)
        )
        return and_(from_here, or_(further, self.id > last_id))

    @property
    def unknown(self) -> Condition:
        """True of the rows without a key, which come last."""
        return cast("Condition", self.column.is_(None))

    def read(self, value: Any) -> Any:
        """A sort key from a cursor, as the column's type. Raises ``ValueError`` for any other value."""
        kind = self.column.type.python_type
        if isinstance(value, str) and kind is date:
            return date.fromisoformat(value)
        types = (int, float) if kind is float else (kind,)
        if value is not None and (isinstance(value, bool) or not isinstance(value, types)):
            raise ValueError(value)
        if isinstance(value, str) and self.column.key.endswith("_key") and value != sort_key(value):
            raise ValueError(value)  # from a version that sorted by the name itself
        # Beyond these bounds no database has a whole number; a float may be greater.
        if isinstance(value, int) and abs(value) >= (10**308 if kind is float else 2**63):
            raise ValueError(value)
        return float(value) if kind is float and value is not None else value
