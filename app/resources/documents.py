"""Documents: the sources of all records. Their texts are cited and never served."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import Field
from sqlalchemy import exists, func, not_, or_, select
from sqlalchemy.orm import Session

from app.api.formats import jsonld
from app.db.engine import join_first, without_index
from app.db.records import Document, Evidence
from app.db.tables import Agreement, AgreementParty, Meeting, MeetingCountry, Milestone, MilestoneCountry, TradeStat
from app.domain.model import Model
from app.domain.titles import name_without_title
from app.domain.vocabulary import DocumentKind, PartStatus, SetAside
from app.query.facets import GroupBy, by_relation, group_by_field
from app.query.filters import Condition, Filter, by_lookup, one_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Choice, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, RecordOut, RecordPage, Resource, columns_of
from app.resources.refs import DatePrecision, EarliestDay, EventDate, LatestDay, TitleRef, title_ref


def _supports(model: type[Any], *criteria: Any) -> Condition:
    """True of a document that supports some record of the model which meets the criteria."""
    return exists().where(
        Evidence.document_id == Document.id,
        Evidence.record_kind == model.kind,
        Evidence.record_id == model.id,
        *criteria,
    )


def _bears_on(_model: Any, countries: Sequence[Any] | None = None) -> Condition:
    """True of a document that supports a record of one of the countries, or of any country."""

    def concerns(*columns: Any) -> Condition:
        return or_(*(column.is_not(None) if countries is None else column.in_(countries) for column in columns))

    return or_(
        _supports(
            Meeting, or_(Meeting.countries.any(concerns(MeetingCountry.country_id)), concerns(Meeting.country_id))
        ),
        _supports(Agreement, Agreement.parties.any(concerns(AgreementParty.country_id))),
        _supports(Milestone, Milestone.countries.any(concerns(MilestoneCountry.country_id))),
        _supports(TradeStat, concerns(TradeStat.reporter_id, TradeStat.partner_id)),
    )


BEARS_ON = Filter(_bears_on, "party", absent=lambda model, _scan: not_(_bears_on(model)), selects=True)


class SetAsideOut(Model):
    """A paragraph that supports no record, or some sentences of one."""

    paragraph: int = Field(description="Number of the paragraph.", examples=[6])
    sentences: list[int] | None = Field(
        description="Numbers of the sentences of the paragraph, from 1; null if it is the whole paragraph.",
        examples=[[2, 3]],
    )
    why: SetAside = Field(
        description="`furniture` of the page (headings, credits, links), `opinion`, `repetition`, or `background` "
        "without an event, figure or commitment between countries.",
        examples=["furniture"],
    )
    because: str | None = Field(
        description="The reason, in our words; may be null for furniture.",
        examples=["The figure of paragraph 2 again."],
    )


class PartOut(Model):
    """Consecutive paragraphs of a document with a date or a status of their own."""

    id: str = Field(description="Its id, unique in the document.", examples=["related-articles"])
    title: str | None = Field(description="Its title; null if it has none.", examples=["Related articles"])
    first_paragraph: int = Field(description="Number of its first paragraph.", examples=[13])
    last_paragraph: int = Field(description="Number of its last paragraph.", examples=[29])
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    status: PartStatus | None = Field(
        description="`related` (links to other articles), `update` (added later) or `annex`; null if it is none.",
        examples=["related"],
    )


PART_COLUMNS = ("id", "title", "date", "date_start", "date_end", "date_precision", "status")


class SentencesOut(Model):
    """Numbers of sentences. All others add up to `total`."""

    total: int = Field(description="Sentences.", examples=[24])
    cited: int = Field(description="Those that support a record.", examples=[20])
    furniture: int = Field(description="Those set aside as furniture of the page.", examples=[1])
    opinion: int = Field(description="Those set aside as opinion.", examples=[0])
    repetition: int = Field(description="Those set aside as repetition.", examples=[0])
    background: int = Field(description="Those set aside as background.", examples=[3])
    open: int = Field(description="Those that are neither cited nor set aside.", examples=[0])


class ParagraphOut(SentencesOut):
    """Numbers of the sentences of a paragraph."""

    paragraph: int = Field(description="Number of the paragraph.", examples=[5])


class DocumentRef(Model):
    """Another document, by id and title."""

    id: str = Field(description="Its id.", examples=["example-figures-2025"])
    title: str | None = Field(description="Its title; null if it has none.", examples=["Example figures, 2025"])


class ReportedMeeting(TitleRef):
    """A meeting that a document reports."""

    part: str | None = Field(
        description="The part of the document that alone reports it, such as links to related articles; null if the "
        "document itself does.",
        examples=["related-articles"],
    )


class DocumentOut(RecordOut):
    """A document: the source of records."""

    includes: ClassVar = {"meetings": Include("meetings", Meeting)}

    kind: DocumentKind = Field(description="Kind of document. We judge it from the text.", examples=["article"])
    title: str | None = Field(
        description="Title; null if the text has none and we gave it none.",
        examples=["President Erdoğan hosts Kazakh top diplomat in Ankara for talks"],
    )
    publisher: str | None = Field(
        description="Publisher; null if the text names none.", examples=["Kazinform News Agency"]
    )
    author: str | None = Field(description="Author; null if the text names none.", examples=["Nuha Jaber"])
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    language: str = Field(description="ISO 639-1 language of the text.", examples=["en"])
    source_url: str | None = Field(description="Where it was published.", examples=["https://example.org/figures.csv"])
    archived_url: str | None = Field(
        description="A copy in an archive.",
        examples=["https://web.archive.org/web/20260203000000/https://example.org/figures.csv"],
    )
    licence: str | None = Field(description="Terms under which it may be used.", examples=["CC BY 4.0"])
    version: str | None = Field(description="Version, as its publisher counts.", examples=["2.0"])
    retrieved: str | None = Field(description="When this copy was retrieved (EDTF).", examples=["2026-02-03"])
    supersedes: DocumentRef | None = Field(description="Its older edition.")
    superseded_by: DocumentRef | None = Field(description="Its newer edition.")
    editorial: list[str] = Field(
        description="The fields whose values are ours: the document does not state them.", examples=[["title"]]
    )
    sha256: str = Field(
        description="SHA-256 of its bytes, in hexadecimal.",
        examples=["9e293e01abffca5620a6936778d1ebab1993cd678249431b46119d3e3817c48d"],
    )
    paragraphs: int | None = Field(
        description="Number of paragraphs; null for a data set. Each line that is not blank is one; evidence counts "
        "them from 1.",
        examples=[11],
    )
    rows: int | None = Field(description="Number of rows of a data set; null for a text.", examples=[200])
    key: list[str] = Field(
        description="The columns that identify a row of a data set. The key of a row is their values, joined by "
        "hyphens.",
        examples=[["country", "year"]],
    )
    meetings: list[ReportedMeeting] = Field(description="The meetings it reports.")
    parts: list[PartOut] = Field(
        description="Parts with a date or a status of their own, such as links to related articles."
    )
    set_aside: list[SetAsideOut] = Field(description="The paragraphs and sentences that support no record, and why.")
    sentences: SentencesOut | None = Field(
        description="Numbers of its sentences: cited, set aside and open. Null for a data set."
    )
    paragraph_sentences: list[ParagraphOut] = Field(description="The same for each paragraph.")


def _values_of(model: type[Any], value: Any, owner: Any = None) -> Any:
    """Pairs of a document and a value of a record that it supports, from the record's row or a row that it owns."""
    owner = model.id if owner is None else owner
    # It joins two indexes, because reading the large rows is slow.
    pairs = select(Evidence.document_id, value).join(owner.class_, Evidence.record_id == without_index(owner))
    return pairs.where(Evidence.record_kind == join_first(owner, model.kind), value.is_not(None))


COUNTRIES = by_relation(
    "party",
    _values_of(Meeting, Meeting.country_id),
    _values_of(Meeting, MeetingCountry.country_id, MeetingCountry.meeting_id),
    _values_of(Agreement, AgreementParty.country_id, AgreementParty.agreement_id),
    _values_of(Milestone, MilestoneCountry.country_id, MilestoneCountry.milestone_id),
    _values_of(TradeStat, TradeStat.reporter_id),
    _values_of(TradeStat, TradeStat.partner_id),
)


class DocumentQuery(DatedQuery[DocumentOut]):
    mechanism: Annotated[
        Maybe[Spellings],
        by_lookup(lambda _model, criterion: _supports(Meeting, criterion), Meeting.mechanism_id, "mechanism"),
    ] = Field(None, description="Reports a meeting of this mechanism: id, acronym, name or alias.", examples=[["JSPG"]])
    country: Annotated[Maybe[Spellings], BEARS_ON] = Field(
        None, description="Supports a meeting, agreement, milestone or figure of this country.", examples=[["KZ"]]
    )
    kind: Annotated[Maybe[Choice[DocumentKind]], one_of(Document.kind_)] = Field(
        None, description="Is of this kind.", examples=[["article"]]
    )
    publisher: Annotated[Maybe[Spellings], one_of(Document.publisher, "publisher")] = Field(
        None, description="Has this publisher.", examples=[["Kazinform News Agency"]]
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "kind publisher country mechanism",
            country=COUNTRIES,
            mechanism=by_relation("mechanism", _values_of(Meeting, Meeting.mechanism_id)),
        ),
    ] = group_by_field("month")
    sort: Annotated[str, OrderBy(date=Document.date_start, title=Document.title_key, id=Document.id)] = sort_field(
        "-date", "-date", "`date` is the day of publication."
    )


class DocumentRelations(NamedTuple):
    """By document: the meetings that it reports, in order of date, and its newer edition."""

    meetings: Mapping[str, list[Any]]
    newer: Mapping[str, Any]


def prepare(session: Session, ids: Sequence[str]) -> DocumentRelations:
    """What documents show of other records."""
    rows = session.execute(
        select(
            Evidence.document_id,
            Meeting.id,
            Meeting.title,
            Meeting.date_start,
            func.min(Evidence.paragraph).label("first"),
            func.max(Evidence.paragraph).label("last"),
        )
        .join(Meeting, (Evidence.record_kind == Meeting.kind) & (Evidence.record_id == Meeting.id))
        .where(Evidence.document_id.in_(ids))
        .group_by(Evidence.document_id, Meeting.id, Meeting.title, Meeting.date_start)
        .order_by(Meeting.date_start.nulls_last(), Meeting.id)
    )
    meetings: dict[str, list[Any]] = {document_id: [] for document_id in ids}
    for row in rows:
        meetings[row.document_id].append(row)
    newer = session.execute(
        select(Document.supersedes_id, Document.id, Document.title).where(Document.supersedes_id.in_(ids))
    )
    return DocumentRelations(meetings, {row.supersedes_id: row for row in newer})


def _part_of(document: Document, meeting: Any) -> str | None:
    """The part of the document in which all that it says of the meeting stands."""
    if meeting.first is None:  # a row of a data set
        return None
    around = (
        part.id for part in document.parts if part.extent_first <= meeting.first <= meeting.last <= part.extent_last
    )
    return next(around, None)


def render(document: Document, context: DocumentRelations) -> dict[str, Any]:
    return {
        "kind": document.kind_,
        "supersedes": title_ref(document.supersedes),
        "superseded_by": title_ref(context.newer.get(document.id)),
        "editorial": json.loads(document.editorial),
        "key": json.loads(document.key),
        "meetings": [
            {"id": row.id, "title": row.title, "part": _part_of(document, row)} for row in context.meetings[document.id]
        ],
        "parts": [
            columns_of(part, PART_COLUMNS) | {"first_paragraph": part.extent_first, "last_paragraph": part.extent_last}
            for part in document.parts
        ],
        "set_aside": [
            {
                "paragraph": row.paragraph,
                "sentences": row.sentences and json.loads(row.sentences),
                "why": row.why,
                "because": row.because,
            }
            for row in document.passages
        ],
        "sentences": sum_sentences(document.sentences),
        "paragraph_sentences": [
            {name: getattr(row, name) for name in ParagraphOut.model_fields} for row in document.sentences
        ],
    }


def sum_sentences(paragraphs: Sequence[Any]) -> dict[str, int] | None:
    """The numbers of sentences of some paragraphs together; None without any."""
    names = SentencesOut.model_fields if paragraphs else ()
    return {name: sum(getattr(row, name) for row in paragraphs) for name in names} or None


def label(record: Body) -> str:
    """The title; of a text without one, who published it and when."""
    return str(record["title"] or name_without_title(record["publisher"] or record["author"], record["date"]))


def _license(licence: str | None) -> Any:
    """A licence by its address, or by its name."""
    by_address = licence is None or licence.startswith(("https://", "http://"))
    return licence if by_address else {"@type": "CreativeWork", "name": licence}


LINKED_TYPES = {DocumentKind.article: "Article", DocumentKind.report: "Report", DocumentKind.data_set: "Dataset"}
"""Kinds that schema.org has a type for. Others are a ``CreativeWork``."""


def linked_data(record: Body, base: str) -> dict[str, Any]:
    older = record.get("supersedes")
    return {
        "@type": [LINKED_TYPES.get(record["kind"], "CreativeWork"), "prov:Entity"],
        "description": f"{record['rows']:,} rows, told apart by {', '.join(record['key'])}."
        if record["rows"]
        else None,
        "datePublished": jsonld.point(record["date"]),
        "inLanguage": record["language"],
        "author": record["author"] and {"@type": "Person", "name": record["author"]},
        "publisher": record["publisher"] and {"@type": "Organization", "name": record["publisher"]},
        "identifier": f"sha256:{record['sha256']}",
        "url": record["source_url"],
        "archivedAt": record["archived_url"],
        "license": _license(record["licence"]),
        "version": record["version"],
        "prov:wasRevisionOf": older and {"@id": f"{base}/documents/{older['id']}"},
        jsonld.DERIVED_FROM: [],  # records derive from documents, not the other way round
    }


resource = Resource(
    path="/documents",
    example="jspg-8-report",
    tag_description="The source documents. Their texts are not published, only their hashes.",
    list_description="List the documents, newest first. The date is the day of publication.",
    item_description="One document: its description, and what it reports.",
    model=Document,
    out=DocumentOut,
    query=DocumentQuery,
    render=render,
    title=label,
    linked_data=linked_data,
    list_page=ListPage(facets=("kind", "publisher", "year", "country", "mechanism")),
    card=Card(("date", "kind", "publisher"), facts=("author", "meetings")),
    page=RecordPage("Document"),
    prepare=prepare,
    batch=20,  # a document may report hundreds of meetings
)
