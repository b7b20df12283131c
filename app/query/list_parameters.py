"""The parameters of a list. A pydantic model for each resource parses them, refuses others, and makes the conditions.

The order of work is: parse, resolve names, count, select. Cached facts save the statements of names and counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, TypeAlias, TypeVar

from pydantic import AfterValidator, ConfigDict, Field
from sqlalchemy import not_

from app.db.engine import without_index
from app.db.records import Document
from app.db.snapshot import Snapshot
from app.domain import edtf
from app.domain.model import Model
from app.domain.text import NO_VALUE
from app.errors import invalid_parameter
from app.query import fulltext
from app.query.facets import FacetKey, GroupBy
from app.query.filters import Condition, Filter, between_days, within_days
from app.query.name_choices import FieldOf, IncludeOf, OutT
from app.query.parameter_types import (
    EXCEPT,
    ChoiceOfMany,
    Commas,
    Day,
    IntervalOrNone,
    Maybe,
    Selection,
    Single,
    Spelling,
    Spellings,
    WholeNumber,
)
from app.query.revisions import first_moment_after
from app.query.sorting import RELEVANCE, Order, OrderBy
from app.query.statement_cache import Days
from app.query.states import Since, StateName

T = TypeVar("T")

if TYPE_CHECKING:
    SearchText: TypeAlias = fulltext.Words
else:
    SearchText = Annotated[Spelling, AfterValidator(fulltext.parse_words)]


class PastQuery(Model):
    """The parameter of every route that answers from the data. A parameter that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Maybe[StateName] = Field(
        None,
        description="The answer as it was at this revision (the header `X-Data-Revision`), at the end of this day "
        "(UTC), or at this moment. It comes from the newest data published by then. SDMX REST calls this `asOf`.",
        examples=["2030-12-31"],
    )


MAX_PAGE_SIZE = 1000
"""Greatest number of records on a page."""


Cursor = Annotated[
    Maybe[Annotated[str, Field(max_length=2000)]],
    Field(description="The `next_cursor` of the previous page. Leave the other parameters unchanged."),
]


class PagedQuery(PastQuery):
    """The parameters of a list in pages that has no filters of records."""

    limit: Annotated[int, WholeNumber(1, MAX_PAGE_SIZE)] = Field(50, description="Items on a page.", examples=[50])
    cursor: Cursor = None


class Filters(PastQuery):
    """Filters that every list has. A parameter that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    is_dated: ClassVar[bool] = False
    """Whether the records have a date to filter by."""

    joint_filters: ClassVar[frozenset[str]] = frozenset()
    """Filters that must hold for the same related row, so that two together find fewer records than each alone."""

    document: Annotated[
        Maybe[Spellings],
        Filter(
            lambda model, ids: model.sourced_by(Document.id.in_(ids)),
            "document",
            scan=lambda model, ids: model.sourced_by(Document.id.in_(ids), scan=True),
            absent=lambda model, _scan: not_(model.sourced_by(scan=True)),
            selects=True,
        ),
    ] = Field(
        None,
        description="Only records that this document supports, by its id.",
        examples=[["jspg-8-report"]],
    )
    published_from: Maybe[Day] = Field(
        None,
        description="Only records that have a source published on or after this day, month or year. "
        "It is the date of the report, not of the event. A part of a document that has a date counts by that date.",
        examples=["2026-02-01"],
    )
    published_to: Maybe[Day] = Field(
        None,
        description="Only records that have a source published on or before this day, month or year.",
        examples=["2026-02"],
    )
    updated_since: Annotated[
        Maybe[Since],
        Filter(
            lambda model, moment: model.updated_at >= moment,
            scan=lambda model, moment: without_index(model.updated_at) >= moment,
        ),
    ] = Field(
        None,
        description="Only records that we changed at or after this moment (ISO 8601; without a time zone, in UTC), or "
        "after this revision. A moment more than a day ahead is refused.",
        examples=["2026-01-01T00:00:00Z"],
    )
    q: Annotated[Maybe[SearchText], Filter(fulltext.is_among_hits, scan=fulltext.has_hit)] = Field(
        None,
        description="Only records that contain all these words in their names, titles or topics, or in the names of "
        "the records that they refer to. Any spelling matches: `Erdogan` finds Erdoğan. "
        'A word also finds its singular or plural: `scholarship` finds scholarships, `"scholarship"` does not. '
        '`"strategic planning"` is a phrase, `kosher*` is the beginning of a word, `Ankara OR Astana` finds either '
        "word, and `trade -oil` excludes the second. `/guide/filters` explains more.",
        examples=["Erdogan"],
    )

    def criteria(self, ids: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the filters by name: ids in place of names, and days in place of dates."""
        criteria = {
            name: Days(value.start, value.end) if isinstance(value, edtf.Span) else ids.get(name, value)
            for name in self.filters_by_name()
            if (value := getattr(self, name)) is not None
        }
        if isinstance(self.updated_since, int):
            criteria["updated_since"] = first_moment_after(self.updated_since)
        publication_days = window([("published_from", self.published_from)], [("published_to", self.published_to)])
        return criteria | ({"published": publication_days} if any(publication_days) else {})

    def check(self) -> None:
        """Raise ``Problem`` for values of parameters that do not go together."""

    @classmethod
    def source_class(cls, model: Any, criteria: Mapping[str, Any]) -> Any:  # noqa: ARG003 - for subclasses
        """The class whose ``sourced_by`` and ``published_within`` make the conditions on sources."""
        return model

    @classmethod
    def conditions(cls, model: Any, criteria: Mapping[str, Any], *, scan: bool = False) -> Iterator[Condition]:
        """The conditions of the criteria; see :class:`Filter` for ``scan``."""
        source_class = cls.source_class(model, criteria)
        for name, filter_ in cls.filters_by_name().items():
            if name in criteria:
                yield filter_.condition(source_class if name == "document" else model, criteria[name], scan=scan)
        if "published" in criteria:
            first, last = criteria["published"]
            yield source_class.published_within(lambda start, end: between_days(start, end, first, last), scan=scan)

    @classmethod
    @cache
    def filters_by_name(cls) -> dict[str, Filter]:
        """The filters of the parameters, by parameter."""
        return {
            name: mark
            for name, field in cls.model_fields.items()
            for mark in field.metadata
            if isinstance(mark, Filter)
        }

    @classmethod
    @cache
    def facet_key(cls, name: str) -> FacetKey:
        """The values of a facet: those of the filter with its name, unless the list has others for it."""
        keys = cls.annotation("group_by", GroupBy).keys
        facet = None if name in keys else cls.filters_by_name()[name].facet
        return facet() if facet else keys[name]

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: Any) -> None:
        """Document for each filter of several values that they can be repeated and excluded, and whether ``none`` is
        one."""
        for name, filter_ in cls.filters_by_name().items():
            field = cls.model_fields[name]
            text = field.description or ""
            if filter_.selects and not text.endswith("all others.") and field.examples:
                example = f"{EXCEPT}{field.examples[0][0]}"
                says_none = f"`{NO_VALUE}`" in text
                sentences = [
                    text,
                    *([] if says_none or "Repeat for" in text else ["Repeat for any of several."]),
                    *([f"`{NO_VALUE}` finds records without any,"] if filter_.absent and not says_none else []),
                    f"`{example}` finds all others.",
                ]
                field.description = " ".join(sentences)
                field.examples = [*field.examples, *([[NO_VALUE]] if filter_.absent else []), [example]]

    @classmethod
    def annotation(cls, name: str, kind: type[T]) -> T:
        """The annotation of that kind on a parameter."""
        return next(mark for mark in cls.model_fields[name].metadata if isinstance(mark, kind))


def window(lower: Sequence[tuple[str, edtf.Span | None]], upper: Sequence[tuple[str, edtf.Span | None]]) -> Days:
    """The days within all bounds. Raises ``Problem`` if there is none."""
    starts = [(span.start, name, span.text) for name, span in lower if span and span.start]
    ends = [(span.end, name, span.text) for name, span in upper if span and span.end]
    first, last = max(starts, default=None), min(ends, default=None)
    if first and last and first[0] > last[0]:
        message = f"it begins on {first[0]}, but {last[1]} ends on {last[0]}, which is earlier"
        raise invalid_parameter(first[1], first[2], message)
    return Days(first and first[0], last and last[0])


class DateMatch(StrEnum):
    possible = "possible"
    certain = "certain"


def _precision(model: Any) -> Any:
    return getattr(model, f"{model.event_date}_precision")


HAS_PRECISION = Filter(
    lambda model, values: _precision(model).in_(values),
    absent=lambda model, _scan: _precision(model).is_(None),
    selects=True,
)


class DatedFilters(Filters):
    """Filters of records with a date. A subclass may override which columns have the date."""

    is_dated = True
    other_dates: ClassVar[frozenset[str]] = frozenset()
    """Filters by other dates than that of the event, which ``date_match`` is about too."""

    date: Maybe[IntervalOrNone] = Field(
        None,
        description="Date of the event: a day, month, year or EDTF interval. One end of an interval may be open. "
        "`none` finds records without a date, `!none` those with one.",
        examples=["2025", "2025-07", "2025-01-01/2025-06-30", "../2010", "none", "!none"],
    )
    date_from: Maybe[Day] = Field(
        None, description="Happened on or after this day, month or year.", examples=["2025-07"]
    )
    date_to: Maybe[Day] = Field(None, description="Happened on or before this day, month or year.", examples=["2026"])
    date_match: Single[DateMatch] = Field(
        DateMatch.possible,
        description="`possible`: the event may have been within the requested dates. "
        "`certain`: all days that it may have been on are within them.",
        examples=["certain"],
    )

    precision: Annotated[Maybe[ChoiceOfMany[edtf.Precision]], HAS_PRECISION] = Field(
        None,
        description="Precision of that date: `year` finds records of which only the year is stated, or figures of a "
        "whole year.",
        examples=[["day"]],
    )

    @classmethod
    def date_columns(cls, model: Any) -> tuple[Any, Any]:
        """The columns with the earliest and latest day of a record."""
        return getattr(model, f"{model.event_date}_start"), getattr(model, f"{model.event_date}_end")

    @property
    def by_date(self) -> bool:
        """Whether the list is sorted by date."""
        return getattr(self, "sort", "").removeprefix("-") == "date"

    @property
    def has_other_date(self) -> bool:
        return any(getattr(self, name) is not None for name in self.other_dates)

    def days(self) -> Days:
        """The days of the date filters. Raises ``Problem`` if there is none."""
        if self.date is None and self.date_from is None and self.date_to is None:
            return Days(None, None)
        date = None if isinstance(self.date, Selection) else self.date
        days = window([("date_from", self.date_from), ("date", date)], [("date_to", self.date_to), ("date", date)])
        if any(days) and isinstance(self.date, Selection) and self.date.absent:
            message = "it finds records without a date: leave it out, or leave out date_from and date_to"
            raise invalid_parameter("date", NO_VALUE, message)
        return days

    def criteria(self, ids: Mapping[str, Any]) -> dict[str, Any]:
        days = self.days()
        criteria: dict[str, Any] = {"happened": days} if any(days) else {}
        if isinstance(self.date, Selection):
            criteria["dated"] = self.date.present
        if criteria:
            criteria["by_date"] = self.by_date
        if any(days) or self.has_other_date:
            criteria["date_match"] = self.date_match
        return super().criteria(ids) | criteria

    @classmethod
    def conditions(cls, model: Any, criteria: Mapping[str, Any], *, scan: bool = False) -> Iterator[Condition]:
        yield from super().conditions(model, criteria, scan=scan)
        if not {"happened", "dated"} & criteria.keys():
            return
        start, end = cls.date_columns(model)
        if scan:  # ordered by date, an index finds the first row by its start; no other column may be looked up
            start, end = start if criteria["by_date"] else without_index(start), without_index(end)
        if "dated" in criteria:
            yield start.is_not(None) if criteria["dated"] else start.is_(None)
        if "happened" not in criteria:
            return
        first, last = criteria["happened"]
        match = between_days if criteria["date_match"] is DateMatch.possible else within_days
        yield match(start, end, first, last)


class Projection(PastQuery, Generic[OutT]):
    """Which fields of a record to show, and which records to include. A parameter that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    fields: Annotated[Maybe[list[FieldOf[OutT]]], Commas] = Field(
        None,
        description="Only these fields of each record (top level), separated by commas.",
        examples=[["id", "sources"]],
    )
    include: Annotated[Maybe[list[IncludeOf[OutT]]], Commas] = Field(
        None,
        description="What each record has in addition, separated by commas. `evidence`: the passages of documents that "
        "support each field. `history`: all its versions, as its path `/history` has them; with `as_of`, those up to "
        "then. SDMX REST calls this `includeHistory`. `documents`: the documents that `sources` names. Each other "
        "value names a field, and its references become whole records.",
        examples=[["evidence"]],
    )

    def complete(self, _snapshot: Snapshot, bodies: dict[str, str]) -> dict[str, str]:
        """The bodies of records, with whatever the query adds to the stored ones."""
        return bodies


class Shape(StrEnum):
    page = "page"
    array = "array"


class WithdrawnRecords(StrEnum):
    leave_out = "leave-out"
    include = "include"


class ListQuery(Filters, Projection[OutT], Generic[OutT]):
    """The parameters of every list."""

    withdrawn: Single[WithdrawnRecords] = Field(
        WithdrawnRecords.leave_out,
        description="`include` adds `withdrawn` to the answer: the records of this list that were withdrawn or renamed "
        "since `updated_since`, whatever the other filters, each with `kind`, `id`, `url`, `revision`, `changed_at`, "
        "`reason` and `renamed_to`, and with `include=history` their `history`. More than 1000 are refused: `/changes` "
        "has them in pages.",
        examples=["include"],
    )

    shape: Single[Shape] = Field(
        Shape.page,
        description="`array` gives the items as a bare array. It is the whole list, or 422 if that has more than 1000 "
        "records. With `limit` or `cursor` it is a page, and the headers `Link` and `X-Total-Count` say so. "
        "It has no effect on files.",
        examples=["array"],
    )
    limit: Annotated[int, WholeNumber(1, MAX_PAGE_SIZE)] = Field(50, description="Records on a page.", examples=[50])
    cursor: Cursor = None

    @property
    def is_whole_list(self) -> bool:
        """Whether a bare array without ``limit`` and ``cursor`` is requested: it is whole or refused, never cut."""
        return self.shape is Shape.array and not {"limit", "cursor"} & self.model_fields_set

    def order(self, model: Any) -> Order:
        sort: str = getattr(self, "sort")  # noqa: B009 - every resource's query declares it
        if sort != RELEVANCE:
            return Order(self.annotation("sort", OrderBy).keys[sort.removeprefix("-")], model.id, sort.startswith("-"))
        if self.q is None:
            raise invalid_parameter("sort", RELEVANCE, "it sorts by the words of q: give q too")
        hits = fulltext.hits(model, self.q).subquery()
        return Order(hits.c.rank, model.id, descending=True, through=(hits, hits.c.record_id == model.id))


class DatedQuery(DatedFilters, ListQuery[OutT], Generic[OutT]):
    """The parameters of every list of records with a date."""
