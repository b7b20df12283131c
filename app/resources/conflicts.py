"""Conflicts of all kinds in one list: figures, values of fields, trends against figures, and implausible parts."""

import json
from typing import Annotated, Any

from pydantic import Field

from app.db.kinds import RecordKind
from app.db.tables import Conflict, ConflictCountry, Mechanism
from app.domain.model import Model
from app.domain.vocabulary import ConflictKind, Verdict
from app.query.facets import GroupBy, group_by_field
from app.query.filters import any_of, one_of
from app.query.list_parameters import ListQuery
from app.query.parameter_types import Choice, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, Number, RecordOut, RecordPage, Resource, Source
from app.resources.refs import EventDate, MechanismRef, TraderRef


class ConflictingRecord(Model):
    """A record in a conflict, or a group of figures."""

    kind: str = Field(description="Kind of record; `figure-group` of a group of figures.", examples=["trade-stat"])
    id: str = Field(description="Its id.", examples=["trade-2025-01-11-jspg-8-erdogan-talks"])
    url: str = Field(description="Its path.", examples=["/trade-stats/trade-2025-01-11-jspg-8-erdogan-talks"])
    title: str = Field(description="Its title.", examples=["Trade turnover, Kazakhstan and Türkiye"])
    label: str = Field(
        description="What to show people for it.", examples=["Trade turnover, Kazakhstan and Türkiye: 8.95 billion"]
    )


class SideOut(Model):
    """One of the values that contradict each other, with its sources."""

    record: ConflictingRecord = Field(description="The record that has the value, or of whose field it is.")
    value: Number | str | None = Field(
        description="The figure, the value of the field, or the trend. Of other records a field has the ids; a list is "
        "one text, separated by semicolons. Null if the record has no value.",
        examples=[8950000000],
    )
    as_written: str | None = Field(description="A few words of the passage.", examples=["$8.95 billion"])
    date: EventDate
    document: str | None = Field(
        description="Id of the newest document that has the value.", examples=["jspg-8-erdogan-talks"]
    )
    paragraph: int | None = Field(description="The first paragraph of it that does; null in a data set.", examples=[7])
    sources: list[Source] = Field(description="The documents that have the value, newest first.")


class ConflictOut(RecordOut):
    """What documents say that differs, or cannot well be true together."""

    includes = RecordOut.includes | {"mechanism": Include("mechanism", Mechanism)}

    title: str = Field(
        description="What differs.", examples=["Trade turnover, Türkiye and Kazakhstan: a part does not fit the whole"]
    )
    kind: ConflictKind = Field(
        description="`figures`: figures for the same subject and time differ, as in `/trade-stats/conflicts`. `value`: "
        "documents differ on a field of a record. `trend`: a trend in words goes another way than the figures. "
        "`implausible`: a flow does not fit that of a longer period around its own.",
        examples=["implausible"],
    )
    record_kind: RecordKind = Field(description="Kind of the records.", examples=["trade-stat"])
    field: str | None = Field(description="The field on which documents differ (`value`).", examples=[None])
    verdict: Verdict | None = Field(
        description="Result of comparing (`figures`, `value`): `disagree`, `compatible` if all can be true, "
        "`superseded` if a later document or target replaced the earlier. Null for the other kinds.",
        examples=[None],
    )
    subject: ConflictingRecord = Field(
        description="The record it is about: the group of `figures`, the record with the field, the trend, or the flow "
        "of the longer period."
    )
    countries: list[TraderRef] = Field(description="The countries that the record is about.")
    mechanism: MechanismRef | None = Field(description="The mechanism of the record, or of the first that has one.")
    explanation: str = Field(
        description="What differs, in words; of figures the arithmetic.",
        examples=[
            "1.9 billion in 5 months is 0.38 a month; the other 6 months of 8.95 would have 1.18 a month, 3.1 times as "
            "much"
        ],
    )
    sides: list[SideOut] = Field(
        description="The values side by side: the preferred figure first, the value of the record, the trend, or the "
        "longer period."
    )


class ConflictQuery(ListQuery[ConflictOut]):
    kind: Annotated[Maybe[Choice[ConflictKind]], one_of(Conflict.kind_)] = Field(
        None, description="What contradicts what.", examples=[["value"]]
    )
    record_kind: Annotated[Maybe[Choice[RecordKind]], one_of(Conflict.record_kind)] = Field(
        None, description="About records of this kind.", examples=[["meeting"]]
    )
    verdict: Annotated[Maybe[Choice[Verdict | None]], one_of(Conflict.verdict)] = Field(
        None, description="Result of the comparison.", examples=[["disagree"]]
    )
    mechanism: Annotated[Maybe[Spellings], one_of(Conflict.mechanism_id, "mechanism")] = Field(
        None, description="About records of this mechanism: id, acronym, name or alias.", examples=[["HLSCC"]]
    )
    country: Annotated[Maybe[Spellings], any_of(Conflict.countries, ConflictCountry.country_id, "party")] = Field(
        None, description="About records of this country.", examples=[["KZ"]]
    )
    group_by: Annotated[Maybe[str], GroupBy("kind record_kind verdict mechanism country", has_date=False)] = (
        group_by_field("kind", "record_kind")
    )
    sort: Annotated[str, OrderBy(id=Conflict.id)] = sort_field("id", "-id")


def render(conflict: Conflict, _context: None) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(conflict.content)
    return content


CONFLICT_WORDS = {
    ConflictKind.figures: "figures differ",
    ConflictKind.trend: "the figures go another way",
    ConflictKind.implausible: "a part does not fit the whole",
}


FIELD_WORDS = {
    "account": "the course of events",
    "by": "who promised it",
    "due": "the due date",
    "established": "the date of establishment",
    "made": "the date of the promise",
    "to": "to whom it was promised",
}
"""The subject of a conflict about a field whose name does not say it."""


def title(record: Body) -> str:
    words = CONFLICT_WORDS.get(record["kind"])
    if not words:
        field = record["field"]
        words = f"documents differ on {FIELD_WORDS.get(field) or 'the ' + field.replace('_', ' ')}"
    return f"{record['subject']['label']}: {words}"


def linked_data(record: Body, base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": title(record),
        "abstract": record["explanation"],
        "about": [{"@id": base + side["record"]["url"]} for side in record["sides"]],
    }


resource = Resource(
    path="/conflicts",
    example="implausible.trade-2025-01-11-jspg-8-erdogan-talks.trade-2025-01-05-hlscc-5-preview",
    tag_description="What documents say that differs, or cannot well be true together.",
    list_description="List conflicts of all kinds: figures that differ, documents that differ on a field of a record, "
    "trends against figures, and parts of a period that do not fit the whole. Try `kind=implausible`.",
    item_description="One conflict, with all values side by side.",
    model=Conflict,
    out=ConflictOut,
    query=ConflictQuery,
    render=render,
    title=title,
    linked_data=linked_data,
    list_page=ListPage(facets=("kind", "verdict", "record_kind", "country", "mechanism")),
    card=Card(("kind", "verdict"), facts=("sides", "explanation")),
    page=RecordPage("Disagreement"),
)
