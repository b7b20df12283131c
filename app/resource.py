"""A resource: how rows of a table become records, and how the API, the pages and the search index describe them.

Both the code that reads and the code that writes import this module; it imports neither.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Generic, TypeAlias

from fastapi import APIRouter
from pydantic import Field, PlainSerializer, WithJsonSchema
from sqlalchemy.orm import Session
from typing_extensions import TypeVar

from app.db.records import Document, Record
from app.domain.edtf import Precision
from app.domain.model import Model
from app.domain.text import nearest
from app.domain.titles import title_of
from app.errors import invalid_parameter

BATCH = 500
"""Records rendered and written at a time."""


class SourcePart(Model):
    """A part of a document with a date or a status of its own."""

    id: str = Field(description="Its id, among the `parts` of the document.", examples=["related-articles"])
    title: str | None = Field(description="Its title; null if it has none.", examples=["Related articles"])
    date: str | None = Field(description="Its own date (EDTF); null if it has none.", examples=["../2025-12"])


class Source(Model):
    """A document that supports a record."""

    document: str = Field(description="Its id, under `/documents`.", examples=["jspg-8-report"])
    title: str | None = Field(description="Its title; null if the text has none.", examples=[None])
    publisher: str | None = Field(description="Its publisher; null if the text names none.", examples=[None])
    author: str | None = Field(description="Its author; null if the text names none.", examples=[None])
    published: str | None = Field(
        description="Day of publication (EDTF): of the part, if `part` has a date.", examples=["2026-02-03"]
    )
    part: SourcePart | None = Field(
        description="The part of the document that the record is from, such as links to related articles; null if it "
        "is not from one part alone."
    )
    paragraphs: list[int] = Field(
        description="The paragraphs that support the record. Lines that are not blank are counted from 1.",
        examples=[[1, 8]],
    )
    rows: list[str] = Field(description="The keys of the rows that support it, in a data set.", examples=[[]])


@dataclass(frozen=True)
class Include:
    """A reference that ``include`` can replace by the whole record.

    ``path`` is the path of the reference, with dots; ``model`` is the table that it refers to. With ``own_field``, the
    reference is a bare id, and the records are added in a field of their own.
    """

    path: str
    model: type[Record]
    own_field: bool = False

    @property
    def parts(self) -> list[str]:
        return self.path.split(".")


Label = Annotated[
    str,
    Field(
        description="Text to show for it in a list, a chart or a link.",
        examples=["Hakan Fidan, Foreign Minister, Türkiye"],
    ),
]


class RecordOut(Model):
    """The fields of every record."""

    includes: ClassVar[dict[str, Include]] = {"documents": Include("sources.document", Document, own_field=True)}

    id: str = Field(
        description="Id. It is never reused. If the record is renamed, its former id leads to it.",
        examples=["jspg-kz-tr-8"],
    )
    url: str = Field(description="Path of the record.", examples=["/meetings/jspg-kz-tr-8"])
    html_url: str | None = Field(
        description="Path of its page, for people. Null if it has none.", examples=["/explore/meetings/jspg-kz-tr-8"]
    )
    title: str | None = Field(
        description="Title or name. Null for a document whose text has no title.", examples=["Hakan Fidan"]
    )
    label: Label
    sources: list[Source] = Field(description="The documents that support it, newest first.")
    updated_at: datetime = Field(
        description="When we last changed this record. It is neither the date of the event nor of the report.",
        examples=["2026-11-22T09:00:00Z"],
    )


Body: TypeAlias = Mapping[str, Any]
"""The JSON of a record."""

ModelT = TypeVar("ModelT", bound=Record, default=Any)

OutT = TypeVar("OutT", bound=RecordOut, default=Any)


def page_path(path: str) -> str:
    """The path of a record's page, from its path in the API."""
    return f"/explore{path}"


def columns_of(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """The columns of a row, by name. A date with an open start has no earliest day."""
    columns = {name: getattr(row, name) for name in names}
    dates = [name.removesuffix("_precision") for name in columns if name.endswith("_precision")]
    return columns | {f"{date}_start": None for date in dates if columns[f"{date}_precision"] == Precision.before}


def untyped_node(_record: Body, _base: str) -> dict[str, Any]:
    """A record for which schema.org has no word."""
    return {"@type": "Thing"}


@dataclass(frozen=True)
class RelatedList:
    """A list on the page of a record: its heading, its path without the slash, and the parameter for the record's
    id."""

    heading: str
    resource: str
    parameter: str


@dataclass(frozen=True)
class RecordPage:
    """The page of a record shows this beside its fields: the name of its kind, and related lists."""

    kind: str
    lists: Sequence[RelatedList] = ()


@dataclass(frozen=True)
class ListPage:
    """The page of a list. What it does not name comes from the list's query."""

    path: str | None = None
    """Its path below ``/explore``, if it is not that of the list. A list whose records have no page needs one."""

    heading: str | None = None
    """Its heading, if it is not the name of the records' kind in the plural."""

    facets: Sequence[str] = ()
    """Its facets, the most useful first, if they are not all of the list. The first ones are open."""

    switches: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Filters to show beside the facets: a parameter and its value, and what they select in words."""

    view: tuple[str, str] | None = None
    """Another page that takes the list's filters: its path, and the words of the link."""

    start: Sequence[tuple[str, str]] = ()
    """The parameters with which other pages link to it, if the whole list has much that no document mentions."""


@dataclass(frozen=True)
class Card:
    """The card of a record in lists: names of fields. A field that a record does not have is left out."""

    lead: Sequence[str] = ("date", "city", "status")
    """Fields above the title, without labels: "2 Feb 2026 · Ankara · held"."""

    value: str | None = None
    """The field behind the title."""

    facts: Sequence[str | Sequence[str]] = (("participants", "countries"), "mechanism")
    """Fields below the title, each with its label; of several names together, the first that has a value."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Resource(Generic[ModelT, OutT]):
    """A kind of record with a list: its table, how a row becomes a record, and how it is described everywhere."""

    path: str
    """Path of the list. A list may be below another one: ``/trade-stats/conflicts``."""

    item_path: str | None = None
    """Path of records without their ids, if it is not that of the list. A list below another one needs it:
    ``/trade-stats/conflicts/{id}`` and ``/trade-stats/{id}/history`` match the same addresses."""

    example: str
    """Id of a record, for the documentation."""

    model: type[ModelT]
    out: type[OutT]

    query: type[Any]
    """The model of the list's parameters, a ``ListQuery``."""

    render: Callable[[ModelT, Any], dict[str, Any]]
    """The fields of a record that its row does not have as columns of the same name, from the row and from what
    ``prepare`` returned. The row has all relationships of the model, and the rows that it owns have theirs."""

    prepare: Callable[[Session, Sequence[str]], Any] = field(default=lambda _session, _ids: None)
    """Reads what ``render`` needs besides the rows, for the ids of a batch."""

    batch: int = BATCH
    """Rows rendered at a time: fewer if records are large."""

    address: Callable[[ModelT], str] | None = None
    """Path of a row's record, if the record belongs to another resource. Then this one has no items and citations."""

    searchable: bool = True
    """Whether the full-text index has its records. False if they repeat other records."""

    list_description: str
    item_description: str | None = None

    tag_description: str | None = None
    """Introduces the resource in the documentation. A list below another one has the tag of that one."""

    noun: str | None = None
    """Name of one record in the documentation, if it is not the kind of the table."""

    routers: Sequence[APIRouter] = ()
    """Further routes."""

    title: Callable[[Body], str] = title_of
    """Gives the title of a record."""

    label: Callable[[Body], str] | None = None
    """What people are shown for a record, where that is not its title."""

    linked_data: Callable[[Body, str], dict[str, Any]] = untyped_node
    """Type and properties of a record in schema.org; the second argument is the address of the service."""

    page: RecordPage | None = None
    """The page of a record; None if records have no page."""

    list_page: ListPage = ListPage()
    """The page of the list."""

    card: Card = Card()
    """What lists on pages show of a record."""

    page_address: Callable[[Body], str] | None = None
    """Path of the page that shows a record, if records have no page of their own."""

    def url(self, row: ModelT) -> str:
        return self.address(row) if self.address else self.record_url(row.id)

    def record_url(self, record_id: str) -> str:
        """Path of the record with an id."""
        return f"{self.item_path or self.path}/{record_id}"

    def html_url(self, record: Body) -> str | None:
        """Path of the page that shows a record, or None."""
        if self.page_address:
            return self.page_address(record)
        return page_path(record["url"]) if self.page or self.address else None

    @property
    def list_html_url(self) -> str | None:
        """Path of the page that shows the list, or None."""
        return page_path(self.list_page.path or self.path) if self.page or self.list_page.path else None

    @cached_property
    def _column_names(self) -> frozenset[str]:
        """The columns that have the name of a field."""
        return frozenset(self.out.model_fields.keys() & set(self.model.__mapper__.columns.keys()) - {"updated_at"})

    def fields(self, row: ModelT, context: Any) -> dict[str, Any]:
        """The fields of a record from its row: the columns of the same names, and what ``render`` makes."""
        fields = columns_of(row, self._column_names) | self.render(row, context) | {"url": self.url(row)}
        return {name: fields[name] for name in self.out.model_fields if name in fields}

    def names(self, record: Body) -> dict[str, str | None]:
        """The fields ``html_url``, ``title`` and ``label`` of a record."""
        title = self.title(record)
        return {
            "html_url": self.html_url(record),
            "title": record.get("title", title),
            "label": self.label(record) if self.label else title,
        }

    @property
    def plural(self) -> str:
        """Name of its records in the documentation."""
        return self.path.rpartition("/")[2].replace("-", " ")

    @property
    def singular(self) -> str:
        """Name of one record in the documentation."""
        return self.noun or self.model.kind.replace("-", " ")

    @property
    def tag(self) -> str:
        """The heading of its routes in the documentation."""
        return self.path.split("/")[1].replace("-", " ")

    @property
    def owner(self) -> str:
        """The singular of the list above, for a list below another one; otherwise empty."""
        return self.tag.removesuffix("s") if self.path.count("/") > 1 else ""


def by_record_path(resources: Iterable[Resource]) -> dict[str, Resource]:
    """The resources by the path of their records, without slashes around it. The path of the list counts too."""
    addressable = [resource for resource in resources if resource.address is None]
    return {path.strip("/"): resource for resource in addressable for path in (resource.record_url(""), resource.path)}


def record_at(path: str, by_path: Mapping[str, Resource], parameter: str, address: str) -> tuple[Resource, str]:
    """The resource and the id in a path without slashes around it; the path of a page counts too.

    ``parameter`` has the ``address`` with the path. Raises ``Problem`` about it if no record can have the path.
    """
    path = path.removeprefix("explore/").strip("/")
    name, _, record_id = path.rpartition("/")
    if resource := by_path.get(name):
        return resource, record_id
    near = [f"/{folder}/{record_id if name else 'ID'}" for folder in nearest(name or path, by_path)]
    message = "it is not the path of a record, such as /meetings/jspg-kz-tr-8"
    raise invalid_parameter(parameter, address, message, near)


def fingerprint(resources: Iterable[Resource]) -> str:
    """A hash that changes when the shape of published records changes."""
    return _fingerprint(tuple((resource.record_url("{id}"), resource.out) for resource in resources))


@cache
def _fingerprint(shapes: tuple[tuple[str, type[RecordOut]], ...]) -> str:
    schemas = [(path, out.model_json_schema()) for path, out in shapes]
    return sha256(json.dumps(schemas, sort_keys=True).encode()).hexdigest()


def json_number(value: Any) -> Any:
    """The number; a whole one without a decimal point, as clients expect of a count, if it fits into 64 bits. Many JSON
    parsers accept no longer integers."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**63 else value


Number = Annotated[float, PlainSerializer(json_number, when_used="json"), WithJsonSchema({"type": "number"})]
"""A number of a record."""
