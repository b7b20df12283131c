"""What a resource is: how rows of a table become records, and all that the API, the pages and the index say of them.

Whoever reads and whoever writes import this; it imports neither.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Generic, TypeAlias

from fastapi import APIRouter
from pydantic import BaseModel, Field, PlainSerializer, WithJsonSchema
from sqlalchemy.orm import QueryableAttribute, Session
from typing_extensions import TypeVar

from app.db.records import Document, Record
from app.domain.titles import title_of

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


Body: TypeAlias = Mapping[str, Any]
"""The JSON of a record."""

ModelT = TypeVar("ModelT", bound=Record, default=Any)

OutT = TypeVar("OutT", bound=RecordOut, default=Any)


def thing(_record: Body, _base: str) -> dict[str, Any]:
    """A record for which schema.org has no word."""
    return {"@type": "Thing"}


@dataclass(frozen=True)
class RelatedList:
    """A list on the page of a record: a heading, the path of the list without its slash, and the parameter that takes
    the record's id."""

    heading: str
    resource: str
    parameter: str


@dataclass(frozen=True)
class RecordPage:
    """What the page of a record shows besides its fields: what kind of record it is, and related lists."""

    kind: str
    lists: Sequence[RelatedList] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Resource(Generic[ModelT, OutT]):
    """How the rows of a table become records under a path.

    ``query`` is the model of the list's parameters. ``render`` gives the public fields of a row besides those of
    :class:`RecordOut`, from the row, the relationships that it ``shows`` and what ``prepare`` reads for a batch of ids.
    ``address`` is for records that have their own address elsewhere, as entries of the timeline have: such a resource
    has only a list.

    ``tag_description`` introduces the resource in the documentation; one under the path of another has that one's.
    ``more`` are further routes. ``title`` names a record, ``linked_data`` gives its type and properties in schema.org,
    ``page`` is what its page shows; a resource without has no pages.
    """

    path: str
    example: str
    model: type[ModelT]
    out: type[OutT]
    query: Any
    render: Callable[[ModelT, Any], dict[str, Any]]
    list_description: str
    item_description: str | None = None
    tag_description: str | None = None
    noun: str | None = None
    shows: Sequence[QueryableAttribute[Any]] = ()
    prepare: Callable[[Session, Sequence[str]], Any] = field(default=lambda _session, _ids: None)
    address: Callable[[ModelT], str] | None = None
    searched: bool = True
    batch: int = BATCH
    more: Sequence[APIRouter] = ()
    title: Callable[[Body], str] = title_of
    linked_data: Callable[[Body, str], dict[str, Any]] = thing
    page: RecordPage | None = None

    def url(self, row: ModelT) -> str:
        return self.address(row) if self.address else f"{self.path}/{row.id}"

    @property
    def plural(self) -> str:
        return self.path.rpartition("/")[2].replace("-", " ")

    @property
    def singular(self) -> str:
        return self.noun or self.model.kind.replace("-", " ")

    @property
    def tag(self) -> str:
        """What the documentation lists its routes under."""
        return self.path.split("/")[1].replace("-", " ")

    @property
    def owner(self) -> str:
        """Of a list under another: one of those."""
        return self.tag.removesuffix("s") if self.path.count("/") > 1 else ""


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
