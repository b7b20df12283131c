"""Seed to tables, in one transaction: what is new is added, what changed is changed, what left is withdrawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db import tables
from app.db.engine import Base
from app.db.records import Document, Evidence, Name, Seeded, SetAsideParagraph
from app.domain.edtf import Span
from app.domain.text import fold, sort_key
from app.domain.vocabulary import NameRole
from app.ingest import seed_schema
from app.ingest.places import Text

Row: TypeAlias = tuple[type[Base], dict[str, Any]]
"""A table and what to write into it."""

Entry: TypeAlias = tuple[seed_schema.SeedRecord, str]
"""An entry of the seed and its digest."""


def row(table: type[Base], **values: Any) -> Row:
    return table, values


def _dates(span: Span | None, name: str = "date") -> dict[str, Any]:
    """The four columns of a date."""
    if span is None:
        return {name + part: None for part in ("", "_start", "_end", "_precision")}
    return {
        name: span.text,
        f"{name}_start": span.start,
        f"{name}_end": span.end,
        f"{name}_precision": span.precision.value,
    }


def _titled(title: str | None) -> dict[str, Any]:
    return {"title": title, "title_key": title and sort_key(title)}


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "name_key": sort_key(name)}


def _edtf(span: Span | None) -> str | None:
    return span.text if span else None


def _links(table: type[Base], owner: dict[str, str], column: str, values: Sequence[str], **more: Any) -> Iterator[Row]:
    for position, value in enumerate(values):
        yield row(table, **owner, **{column: value}, position=position, **more)


def _country(r: seed_schema.CountrySeed) -> Iterator[Row]:
    yield row(tables.Country, alpha3=r.alpha3, numeric=r.numeric, **_named(r.name), official_name=r.official_name)


def _city(r: seed_schema.CitySeed) -> Iterator[Row]:
    yield row(
        tables.City, name=r.name, country_id=r.country, latitude=r.latitude, longitude=r.longitude, geonames=r.geonames
    )


def _topic(r: seed_schema.TopicSeed) -> Iterator[Row]:
    yield row(tables.Topic, name=r.name)


def _document(r: seed_schema.DocumentSeed) -> Iterator[Row]:
    yield row(
        Document,
        **_titled(r.title),
        publisher=r.publisher,
        author=r.author,
        **_dates(r.date),
        language=r.language,
        sha256=r.sha256,
        paragraphs=r.paragraphs,
    )
    for aside in r.set_aside:
        for paragraph in aside.paragraphs:
            yield row(SetAsideParagraph, document_id=r.id, paragraph=paragraph, why=aside.why)


def _mechanism(r: seed_schema.MechanismSeed) -> Iterator[Row]:
    yield row(
        tables.Mechanism,
        acronym=r.acronym,
        **_named(r.name),
        kind_=r.kind_,
        level=r.level,
        **{f"family_{part}": getattr(r.family, part, None) for part in ("acronym", "name", "editorial")},
        **_dates(r.established, "established"),
    )
    yield from _links(tables.MechanismMember, {"mechanism_id": r.id}, "country_id", r.members)


def _official(r: seed_schema.OfficialSeed) -> Iterator[Row]:
    yield row(tables.Official, **_named(r.name), country_id=r.country)
    for position, post in enumerate(r.positions):
        yield row(
            tables.Position,
            official_id=r.id,
            position=position,
            title=post.title,
            body=post.body,
            start=_edtf(post.start),
            end=_edtf(post.end),
            as_of=_edtf(post.as_of),
            former=post.former,
        )


def _mission(r: seed_schema.MissionSeed) -> Iterator[Row]:
    yield row(tables.Mission, sender_id=r.sender, host_id=r.host, city_id=r.city, type=r.type)


def _timeline(r: Any, countries: Sequence[str]) -> Iterator[Row]:
    yield row(
        tables.TimelineEntry,
        id=r.id,
        digest="",
        record_kind=r.kind,
        status=getattr(r, "status", None),
        **_titled(r.title),
        mechanism_id=r.mechanism,
        **_dates(r.date),
    )
    yield from _links(tables.TimelineCountry, {"entry_id": r.id}, "country_id", countries)


def _meeting(r: seed_schema.MeetingSeed) -> Iterator[Row]:
    own = {"meeting_id": r.id}
    yield row(
        tables.Meeting,
        **_titled(r.title),
        type=r.type,
        status=r.status,
        **_dates(r.date),
        mechanism_id=r.mechanism,
        session=r.session,
        city_id=r.city,
        venue=r.venue,
        country_id=r.country,
        occasion=r.occasion,
    )
    yield from _links(tables.MeetingCountry, own, "country_id", r.countries)
    for position, one in enumerate(r.participants):
        yield row(
            tables.Participant,
            **own,
            official_id=one.official,
            country_id=one.country,
            role=one.role,
            post=one.position,
            position=position,
        )
    yield from _links(tables.MeetingTopic, own, "topic_id", r.topics)
    yield from _timeline(r, r.countries)


def _agreement(r: seed_schema.AgreementSeed) -> Iterator[Row]:
    own = {"agreement_id": r.id}
    yield row(
        tables.Agreement,
        **_titled(r.title),
        type=r.type,
        status=r.status,
        **_dates(r.date),
        city_id=r.city,
        mechanism_id=r.mechanism,
        meeting_id=r.meeting,
        valid=_edtf(r.valid),
        count=r.count,
    )
    yield from _links(tables.AgreementParty, own, "country_id", r.parties)
    for position, one in enumerate(r.signatories):
        yield row(
            tables.Signatory,
            **own,
            official_id=one.official,
            country_id=one.country,
            post=one.position,
            position=position,
        )
    yield from _links(tables.AgreementTopic, own, "topic_id", r.topics)
    yield from _timeline(r, r.parties)


def _trade_stat(r: seed_schema.TradeStatSeed) -> Iterator[Row]:
    yield row(
        tables.TradeStat,
        indicator=r.indicator,
        flow=r.flow,
        reporter_id=r.reporter,
        partner_id=r.partner,
        product_name=r.product and r.product.name,
        product_hs=r.product and r.product.hs,
        scope=r.scope,
        **_dates(r.date),
        value=r.value,
        unit=r.unit,
        qualifier=r.qualifier,
        growth_percent=r.growth_percent,
        kind_=r.kind_,
        authority=r.authority,
        as_written=r.as_written,
        attributed_to=r.attributed_to,
        meeting_id=r.meeting,
        mechanism_id=r.mechanism,
    )


def _milestone(r: seed_schema.MilestoneSeed) -> Iterator[Row]:
    yield row(tables.Milestone, **_titled(r.title), type=r.type, **_dates(r.date), mechanism_id=r.mechanism)
    yield from _links(tables.MilestoneCountry, {"milestone_id": r.id}, "country_id", r.countries)
    yield from _timeline(r, r.countries)


def _commitment(r: seed_schema.CommitmentSeed) -> Iterator[Row]:
    yield row(
        tables.Commitment,
        **_titled(r.title),
        **_dates(r.made, "made"),
        **_dates(r.due, "due"),
        value=r.value,
        unit=r.unit,
        status=r.status,
        meeting_id=r.meeting,
        mechanism_id=r.mechanism,
    )
    for role, countries in (("by", r.by), ("to", r.to)):
        yield from _links(tables.CommitmentCountry, {"commitment_id": r.id}, "country_id", countries, role=role)


# A kind's table, and the rows that an entry makes: its own first, then those that hang on it.
TABLES: dict[str, tuple[type[Seeded], Callable[[Any], Iterator[Row]]]] = {
    "country": (tables.Country, _country),
    "city": (tables.City, _city),
    "topic": (tables.Topic, _topic),
    "document": (Document, _document),
    "mechanism": (tables.Mechanism, _mechanism),
    "official": (tables.Official, _official),
    "mission": (tables.Mission, _mission),
    "meeting": (tables.Meeting, _meeting),
    "agreement": (tables.Agreement, _agreement),
    "trade-stat": (tables.TradeStat, _trade_stat),
    "milestone": (tables.Milestone, _milestone),
    "commitment": (tables.Commitment, _commitment),
}


def _names(record: seed_schema.SeedRecord) -> Iterator[Row]:
    spelled = [(NameRole.id, record.id), *record.names()]
    for position, (role, spelling) in enumerate(spelled):
        yield row(
            Name,
            kind=record.kind,
            record_id=record.id,
            position=position,
            text=spelling,
            folded=fold(spelling),
            role=role,
        )


def _evidence(record: seed_schema.SeedRecord) -> Iterator[Row]:
    """One row a place and field; its id says both, so that it stays when other places come or go."""
    for place in record.evidence:
        for field in place.field or (None,):
            yield row(
                Evidence,
                id=f"{record.kind}.{record.id.lower()}.{field or 'record'}.{place.document}.{place.start}",
                digest="",
                record_kind=record.kind,
                record_id=record.id,
                field=field,
                document_id=place.document,
                paragraph=place.paragraph,
                start=place.start,
                end=place.end,
                sha256=place.sha256,
                as_written=place.as_written,
                says=place.says,
                method=place.method,
                reason=place.reason,
                reviewed=place.reviewed,
            )


def _quote(session: Session, texts: Mapping[str, Text] | None) -> None:
    """Set the quote of every place: the sentence around it where there are texts, else none."""
    if texts is None:
        session.execute(update(Evidence).where(Evidence.quote.is_not(None)).values(quote=None, stale=True))
        return
    places = session.execute(
        select(Evidence.id, Evidence.start, Evidence.end, Evidence.quote, Document.sha256).join(
            Document, Document.id == Evidence.document_id
        )
    )
    quotes = [(row.id, row.quote, texts[row.sha256].quote(row.start, row.end)) for row in places]
    changed = [{"id": place, "quote": new, "stale": True} for place, old, new in quotes if new != old]
    if changed:
        session.execute(update(Evidence), changed)
