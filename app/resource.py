"""Tables to published form: each record's JSON is rendered once, when data changes, and kept in its row.

``publish`` is the only writer of ``body``, ``revision`` and ``updated_at``. It renders the records that a load
has marked: those that changed, and their neighbours, which show them or are shown by them. Of these it writes
those whose JSON is not what it was.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, PlainSerializer, WithJsonSchema
from sqlalchemy.orm import QueryableAttribute, Session

from app.db.records import Document, Record

BATCH = 500
"""Records rendered and written at a time."""


class Source(BaseModel):
    """A document that supports a record."""

    document: str = Field(description="Its id, under `/documents`.", examples=["jspg-8-report"])
    title: str | None = Field(description="Its title; null where the text carries none.", examples=[None])
    publisher: str | None = Field(description="Who published it; null where the text does not say.", examples=[None])
    author: str | None = Field(description="Its author; null where the text does not say.", examples=[None])
    published: str | None = Field(description="Day of publication, EDTF.", examples=["2026-02-03"])
    paragraphs: list[int] = Field(
        description="Its paragraphs that support the record, counted from 1 over the lines that are not blank.",
        examples=[[1, 8]],
    )


@dataclass(frozen=True)
class Expand:
    """A reference that can be asked to show the whole record: where it is, dotted, and to what.

    Where the reference is a bare id, the whole ones are ``listed`` in a field of their own.
    """

    where: str
    model: type[Record]
    listed: bool = False

    @property
    def path(self) -> list[str]:
        return self.where.split(".")


class RecordOut(BaseModel):
    """What every record has."""

    expands: ClassVar[dict[str, Expand]] = {"documents": Expand("sources.document", Document, listed=True)}

    id: str = Field(description="Stable and never given to another record.", examples=["jspg-kz-tr-8"])
    url: str = Field(description="The record's own path.", examples=["/meetings/jspg-kz-tr-8"])
    sources: list[Source] = Field(description="The documents that support it, newest first.")
    updated_at: datetime = Field(
        description="When we last changed this record; not when it happened and not when it was reported.",
        examples=["2026-11-22T09:00:00Z"],
    )


@dataclass(frozen=True, eq=False)
class Resource:
    """How the rows of a table become records under a path; ``example`` is the id of one.

    ``query`` is the model of its list's parameters. ``render`` gives the public fields of one row apart from
    those of :class:`RecordOut`; ``prepare`` fetches for a batch of ids what ``render`` needs beyond the row and
    the relationships that it ``shows``.
    Rows that only repeat other records are not ``searched`` by themselves. So many are a ``batch`` that what
    they show takes little memory.
    """

    path: str
    example: str
    model: type[Record]
    out: type[RecordOut]
    query: Any
    render: Callable[[Any, Any], dict[str, Any]]
    shows: Sequence[QueryableAttribute[Any]] = ()
    prepare: Callable[[Session, Sequence[str]], Any] = field(default=lambda _session, _ids: None)
    address: Callable[[Any], str] | None = None
    searched: bool = True
    batch: int = BATCH

    def url(self, row: Any) -> str:
        return self.address(row) if self.address else f"{self.path}/{row.id}"


def fingerprint(resources: Iterable[Resource]) -> str:
    """Changes when the shape of what is published does."""
    return _fingerprint(tuple((resource.path, resource.out) for resource in resources))


@cache
def _fingerprint(shapes: tuple[tuple[str, type[RecordOut]], ...]) -> str:
    schemas = [(path, out.model_json_schema()) for path, out in shapes]
    return sha256(json.dumps(schemas, sort_keys=True).encode()).hexdigest()


def whole(value: Any) -> Any:
    """Whole numbers without a decimal point, as readers expect of a count, as far as 64 bits hold them: many readers of
    JSON take no longer ones."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**63 else value


Number = Annotated[float, PlainSerializer(whole, when_used="json"), WithJsonSchema({"type": "number"})]
"""A number of a record."""


def _content(record: RecordOut) -> str:
    """The record as JSON without the end, where its ``updated_at`` is to stand."""
    own = record.model_dump_json(by_alias=True, exclude={"sources", "updated_at"})
    return f"{own[:-1]},{record.model_dump_json(include={'sources'})[1:-1]}"
