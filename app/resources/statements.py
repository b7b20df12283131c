"""Statements: who said what, in our words."""

from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.api.formats import jsonld
from app.db.records import Evidence
from app.db.tables import Mechanism, Meeting, Official, Party, Statement, StatementSubject, StatementTopic
from app.domain.model import Model
from app.domain.titles import record_path
from app.domain.vocabulary import EvidenceMethod, PartyKind, StatementKind, SubjectKind
from app.query.facets import GroupBy, by_relation, group_by_field
from app.query.filters import any_of, either, one_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Choice, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, RecordOut, RecordPage, Resource
from app.resources.refs import (
    DatePrecision,
    EarliestDay,
    EventDate,
    LatestDay,
    MechanismRef,
    NameRef,
    PartyRef,
    RecordRef,
    TitleRef,
    mechanism_ref,
    party_ref,
    title_ref,
)


class SpeakerOut(Model):
    """Who speaks or is spoken to: an official, a party, or a source in the words of the document."""

    name: str = Field(
        description="Text to show: the name of the official, else the source, else the name of the party.",
        examples=["Yermek Kosherbayev"],
    )
    official: NameRef | None = Field(description="The official; null for a party or a source.")
    party: PartyRef | None = Field(
        description="The party that speaks, or for which the official or source speaks; null if no document says so."
    )
    source: str | None = Field(
        description="The speaker in the words of the document; null for an official, or for a party alone.",
        examples=["Diplomatic sources"],
    )
    inferred: bool = Field(
        description="True if no passage says so: the evidence gives the reason why we take it to be this one.",
        examples=[False],
    )


class SubjectOut(RecordRef):
    """A record that a statement speaks of."""


class StatementOut(RecordOut):
    """What somebody said, stressed, expects, asked for or promised, as a document reports it."""

    includes = RecordOut.includes | {
        "speaker": Include("speaker.official", Official),
        "meeting": Include("meeting", Meeting),
        "mechanism": Include("mechanism", Mechanism),
    }

    title: str = Field(
        description="The same as `summary`.",
        examples=["Kazakhstan offers itself as a reliable supplier of good food to Türkiye"],
    )
    speaker: SpeakerOut = Field(description="Who says it. What two people say together is two statements.")
    role: str | None = Field(
        description="The capacity in which the speaker speaks, if the document names it.",
        examples=["Foreign Minister"],
    )
    kind: StatementKind = Field(
        description="What the statement does. `expectation`: it says what will or may happen, without promising it. "
        "`pledge`: it promises to do something. `position`: it states a view or a policy. `assessment`: it "
        "judges how things are or were. `request`: it asks, advises or instructs somebody. `announcement`: it says as "
        "news what was decided or will be done. `courtesy`: greetings, thanks, congratulations.",
        examples=["position"],
    )
    summary: str = Field(
        description="What the speaker says, in our words, never in a sentence of the document.",
        examples=["Kazakhstan offers itself as a reliable supplier of good food to Türkiye"],
    )
    topics: list[str] = Field(description="Topics of the statement.", examples=[["agriculture", "trade"]])
    about: list[SubjectOut] = Field(description="The records that it speaks of.")
    addressee: SpeakerOut | None = Field(description="To whom it is said; null if the document names nobody.")
    meeting: TitleRef | None = Field(description="The meeting at which it was said, or with which it is reported.")
    mechanism: MechanismRef | None = Field(description="The mechanism with which it is reported.")
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision


def sides(name: str) -> list[Any]:
    """Pairs of a statement and a value of its speaker, and of its addressee."""
    columns = [getattr(Statement, f"{side}_{name}") for side in ("speaker", "addressee")]
    return [select(Statement.id, column).where(column.is_not(None)) for column in columns]


class StatementQuery(DatedQuery[StatementOut]):
    official: Annotated[Maybe[Spellings], one_of(Statement.speaker_official_id, "official")] = Field(
        None, description="Said by this official: id, name or alias.", examples=[["Kosherbayev"]]
    )
    addressee: Annotated[Maybe[Spellings], one_of(Statement.addressee_official_id, "official")] = Field(
        None,
        description="Said to this official: id, name or alias. Repeat for any of several. `country` finds what was "
        "said to a country.",
        examples=[["Fidan"]],
    )
    party: Annotated[Maybe[Spellings], one_of(Statement.speaker_party_id, "party")] = Field(
        None, description="Said by this country or organisation, or for it: code, name or alias.", examples=[["KZ"]]
    )
    country: Annotated[
        Maybe[Spellings],
        either(one_of(Statement.speaker_party_id, "party"), one_of(Statement.addressee_party_id, "party")),
    ] = Field(None, description="Said by or for this country, or to it.", examples=[["TR"]])
    kind: Annotated[Maybe[Choice[StatementKind]], one_of(Statement.kind_)] = Field(
        None, description="What the statement does.", examples=[["expectation"]]
    )
    topic: Annotated[Maybe[Spellings], any_of(Statement.topics, StatementTopic.topic_id, "topic")] = Field(
        None, description="About this topic.", examples=[["trade"]]
    )
    about: Annotated[Maybe[Spellings], any_of(Statement.about, StatementSubject.record_id, "record")] = Field(
        None, description="Speaks of this record, by its id.", examples=[["jspg-kz-tr-8"]]
    )
    meeting: Annotated[Maybe[Spellings], one_of(Statement.meeting_id, "meeting")] = Field(
        None, description="Said at this meeting, or reported with it, by its id.", examples=[["jspg-kz-tr-8"]]
    )
    mechanism: Annotated[Maybe[Spellings], one_of(Statement.mechanism_id, "mechanism")] = Field(
        None, description="Reported with this mechanism: id, acronym, name or alias.", examples=[["JSPG"]]
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "kind official addressee party country topic meeting mechanism",
            country=by_relation("party", *sides("party_id")),
        ),
    ] = group_by_field("kind", "party")
    sort: Annotated[str, OrderBy(date=Statement.date_start, title=Statement.summary_key, id=Statement.id)] = sort_field(
        "-date", "date", "`title` is the summary."
    )


class StatementParties(NamedTuple):
    """Of the statements: the kind of each party that they speak of, by code, and the sides that are only inferred."""

    parties: dict[str, PartyKind]
    inferred_sides: set[tuple[str, str]]


def _inferred_sides(session: Session, ids: Sequence[str]) -> set[tuple[str, str]]:
    """The ids of statements, each with the side, ``speaker`` or ``addressee``, that no passage states."""
    places = select(Evidence.record_id, Evidence.fields, Evidence.method).where(
        Evidence.record_kind == Statement.kind, Evidence.record_id.in_(ids)
    )
    methods: dict[tuple[str, str], set[str]] = {}
    for statement, fields, method in session.execute(places):
        for side in {"speaker", "addressee"}.intersection(fields.split()):
            methods.setdefault((statement, side), set()).add(method)
    return {side for side, side_methods in methods.items() if side_methods == {EvidenceMethod.inferred}}


def prepare(session: Session, ids: Sequence[str]) -> StatementParties:
    """What statements show of other rows."""
    parties = (
        select(Party.id, Party.kind_)
        .join(StatementSubject, StatementSubject.record_id == Party.id)
        .where(StatementSubject.kind == SubjectKind.party, StatementSubject.statement_id.in_(ids))
        .distinct()
    )
    kinds = {code: PartyKind(kind) for code, kind in session.execute(parties)}
    return StatementParties(kinds, _inferred_sides(session, ids))


def _speaker(statement: Statement, side: str, inferred_sides: set[tuple[str, str]]) -> dict[str, Any] | None:
    official, party, source = (getattr(statement, f"{side}_{name}") for name in ("official", "party", "source"))
    if not (official or party or source):
        return None
    return {
        "name": official.name if official else source or party.name,
        "official": official and {"id": official.id, "name": official.name},
        "party": party_ref(party),
        "source": source,
        "inferred": (statement.id, side) in inferred_sides,
    }


def _subject(row: StatementSubject, parties: dict[str, PartyKind]) -> dict[str, Any]:
    kind = str(row.kind)
    if kind == SubjectKind.party:
        kind = "organization" if parties[row.record_id] is PartyKind.organization else "country"
    return {"kind": kind, "id": row.record_id, "url": record_path(kind, row.record_id)}


def render(statement: Statement, context: StatementParties) -> dict[str, Any]:
    return {
        "title": statement.summary,
        "speaker": _speaker(statement, "speaker", context.inferred_sides),
        "kind": statement.kind_,
        "topics": [row.topic_id for row in statement.topics],
        "about": [_subject(row, context.parties) for row in statement.about],
        "addressee": _speaker(statement, "addressee", context.inferred_sides),
        "meeting": title_ref(statement.meeting),
        "mechanism": mechanism_ref(statement.mechanism),
    }


def label(record: Body) -> str:
    """Who says it, as what, and what kind of statement it is: "Yermek Kosherbayev, Foreign Minister (position): …"."""
    speaker = ", ".join(filter(None, (record["speaker"]["name"], record["role"])))
    return f"{speaker} ({record['kind']}): {record['summary']}"


def _actor(speaker: Body | None, base: str) -> Body | None:
    """A speaker as one who acts; a source is an organisation without an address."""
    if speaker is None:
        return None
    if speaker["official"]:
        return jsonld.person(speaker, base)
    if speaker["source"]:
        return {"@type": "Organization", "name": speaker["source"]}
    return jsonld.party(speaker["party"], base)


def linked_data(record: Body, base: str) -> dict[str, Any]:
    """A message has a sender and recipients. Its text is our summary, not the words of the sender."""
    return {
        "@type": "Message",
        "abstract": record["summary"],
        "sender": _actor(record["speaker"], base),
        "recipient": _actor(record["addressee"], base),
        "about": [{"@id": base + subject["url"]} for subject in record["about"]],
        "keywords": record["topics"],
        "dateCreated": jsonld.point(record["date"]),
    }


resource = Resource(
    path="/statements",
    example="kosherbayev-food-supplier-2026",
    tag_description="Who said what: expectations, pledges, positions, assessments, requests, announcements.",
    list_description="List statements, newest first: who said, stressed, expects, asked for or promised what, in our "
    "words. Try `official=Kosherbayev` or `meeting=jspg-kz-tr-8&kind=expectation`.",
    model=Statement,
    out=StatementOut,
    query=StatementQuery,
    render=render,
    prepare=prepare,
    label=label,
    linked_data=linked_data,
    list_page=ListPage(facets=("kind", "topic", "official", "year", "country", "addressee", "mechanism")),
    card=Card(("date",), facts=("addressee", "topics", "mechanism")),
    page=RecordPage("Statement"),
)
