"""Seed to tables, in one transaction: what is new is added, what changed is changed, what left is withdrawn."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.orm import Session

from app import bulk, stale
from app import models as m
from app import seed as s
from app.dates import Span
from app.db import Base
from app.names import fold, sort_key
from app.publish import Progress
from app.records import Document, Evidence, Name, Record, Seeded, SetAsideParagraph, Withdrawal
from app.texts import Text
from app.vocabulary import NameRole

Row: TypeAlias = tuple[type[Base], dict[str, Any]]
"""A table and what to write into it."""

BATCH = 500
"""Entries written at a time, each table in one go."""


Entry: TypeAlias = tuple[s.SeedRecord, str]
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


def _country(r: s.CountrySeed) -> Iterator[Row]:
    yield row(m.Country, alpha3=r.alpha3, numeric=r.numeric, **_named(r.name), official_name=r.official_name)


def _city(r: s.CitySeed) -> Iterator[Row]:
    yield row(
        m.City, name=r.name, country_id=r.country, latitude=r.latitude, longitude=r.longitude, geonames=r.geonames
    )


def _topic(r: s.TopicSeed) -> Iterator[Row]:
    yield row(m.Topic, name=r.name)


def _document(r: s.DocumentSeed) -> Iterator[Row]:
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


def _mechanism(r: s.MechanismSeed) -> Iterator[Row]:
    yield row(
        m.Mechanism,
        acronym=r.acronym,
        **_named(r.name),
        kind_=r.kind_,
        level=r.level,
        **{f"family_{part}": getattr(r.family, part, None) for part in ("acronym", "name", "editorial")},
        **_dates(r.established, "established"),
    )
    yield from _links(m.MechanismMember, {"mechanism_id": r.id}, "country_id", r.members)


def _official(r: s.OfficialSeed) -> Iterator[Row]:
    yield row(m.Official, **_named(r.name), country_id=r.country)
    for position, post in enumerate(r.positions):
        yield row(
            m.Position,
            official_id=r.id,
            position=position,
            title=post.title,
            body=post.body,
            start=_edtf(post.start),
            end=_edtf(post.end),
            as_of=_edtf(post.as_of),
            former=post.former,
        )


def _mission(r: s.MissionSeed) -> Iterator[Row]:
    yield row(m.Mission, sender_id=r.sender, host_id=r.host, city_id=r.city, type=r.type)


def _timeline(r: Any, countries: Sequence[str]) -> Iterator[Row]:
    yield row(
        m.TimelineEntry,
        id=r.id,
        digest="",
        record_kind=r.kind,
        status=getattr(r, "status", None),
        **_titled(r.title),
        mechanism_id=r.mechanism,
        **_dates(r.date),
    )
    yield from _links(m.TimelineCountry, {"entry_id": r.id}, "country_id", countries)


def _meeting(r: s.MeetingSeed) -> Iterator[Row]:
    own = {"meeting_id": r.id}
    yield row(
        m.Meeting,
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
    yield from _links(m.MeetingCountry, own, "country_id", r.countries)
    for position, one in enumerate(r.participants):
        yield row(
            m.Participant,
            **own,
            official_id=one.official,
            country_id=one.country,
            role=one.role,
            post=one.position,
            position=position,
        )
    yield from _links(m.MeetingTopic, own, "topic_id", r.topics)
    yield from _timeline(r, r.countries)


def _agreement(r: s.AgreementSeed) -> Iterator[Row]:
    own = {"agreement_id": r.id}
    yield row(
        m.Agreement,
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
    yield from _links(m.AgreementParty, own, "country_id", r.parties)
    for position, one in enumerate(r.signatories):
        yield row(
            m.Signatory, **own, official_id=one.official, country_id=one.country, post=one.position, position=position
        )
    yield from _links(m.AgreementTopic, own, "topic_id", r.topics)
    yield from _timeline(r, r.parties)


def _trade_stat(r: s.TradeStatSeed) -> Iterator[Row]:
    yield row(
        m.TradeStat,
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


def _milestone(r: s.MilestoneSeed) -> Iterator[Row]:
    yield row(m.Milestone, **_titled(r.title), type=r.type, **_dates(r.date), mechanism_id=r.mechanism)
    yield from _links(m.MilestoneCountry, {"milestone_id": r.id}, "country_id", r.countries)
    yield from _timeline(r, r.countries)


def _commitment(r: s.CommitmentSeed) -> Iterator[Row]:
    yield row(
        m.Commitment,
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
        yield from _links(m.CommitmentCountry, {"commitment_id": r.id}, "country_id", countries, role=role)


# A kind's table, and the rows that an entry makes: its own first, then those that hang on it.
TABLES: dict[str, tuple[type[Seeded], Callable[[Any], Iterator[Row]]]] = {
    "country": (m.Country, _country),
    "city": (m.City, _city),
    "topic": (m.Topic, _topic),
    "document": (Document, _document),
    "mechanism": (m.Mechanism, _mechanism),
    "official": (m.Official, _official),
    "mission": (m.Mission, _mission),
    "meeting": (m.Meeting, _meeting),
    "agreement": (m.Agreement, _agreement),
    "trade-stat": (m.TradeStat, _trade_stat),
    "milestone": (m.Milestone, _milestone),
    "commitment": (m.Commitment, _commitment),
}


def _names(record: s.SeedRecord) -> Iterator[Row]:
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


def _evidence(record: s.SeedRecord) -> Iterator[Row]:
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


@cache
def _salt(kind: type[s.SeedRecord]) -> Any:
    """Begins the digest of an entry: it changes with the shape of an entry or of the tables, so that a new version
    loads all again. Much longer than an entry, it is taken in once."""
    columns = sorted(str(column) for table in Base.metadata.tables.values() for column in table.columns)
    return sha256(json.dumps([kind.model_json_schema(), columns], sort_keys=True).encode())


def _owned(kind: str) -> Iterator[ColumnElement[str]]:
    """The columns by which rows hang on the records of a kind, and go with them."""
    owners = [TABLES[kind][0].__table__, *([m.TimelineEntry.__table__] if kind in s.TIMELINE_KINDS else [])]
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.ondelete == "CASCADE" and key.column.table in owners for key in column.foreign_keys):
                yield column


def _clear(session: Session, kind: str, ids: Sequence[str]) -> None:
    """Delete the rows that hang on records."""
    for column in _owned(kind):
        session.execute(delete(column.table).where(column.in_(ids)))
    session.execute(delete(Name).where(Name.kind == kind, Name.record_id.in_(ids)))


def _write(
    session: Session, kind: str, entries: Mapping[str, tuple[s.SeedRecord, str]], known: Collection[str]
) -> None:
    """Write entries of a kind, by id with their digests; those that are ``known`` take the place of what was."""
    own, build = TABLES[kind]
    rows: dict[type[Base], list[dict[str, Any]]] = {}
    for record_id, (record, digest) in entries.items():
        for table, values in (*build(record), *_names(record), *_evidence(record)):
            if table is own:
                values |= {"id": record_id, "digest": digest}
            rows.setdefault(table, []).append(values)
    if known:
        stale.mark(session, own, list(known))
        _clear(session, kind, list(known))
    for table, listed in rows.items():
        there: Collection[str] = known if table is own else ()
        if known and table in (Evidence, m.TimelineEntry):
            there = _there(session, table, kind, known, listed)
        new = [values for values in listed if values.get("id") not in there]
        old = [values for values in listed if values.get("id") in there] if there else []
        if new:
            bulk.insert(session, table, new)
        if old:
            session.execute(update(table), old)
    if known and Evidence not in rows:
        _there(session, Evidence, kind, known, [])
    stale.mark(session, own, list(entries), referred=bool(known))


def _there(
    session: Session, table: type[Evidence | m.TimelineEntry], kind: str, known: Collection[str], rows: list[Any]
) -> set[str]:
    """The rows of records that stay, and so keep their ``updated_at``; those that do not are deleted."""
    of = table.record_id if table is Evidence else table.id
    before = set(session.scalars(select(table.id).where(table.record_kind == kind, of.in_(known))))
    gone = before - {values["id"] for values in rows}
    if gone:
        session.execute(delete(table).where(table.id.in_(gone)))
    return before - gone


def _withdraw(session: Session, kind: str, record_id: str) -> None:
    table = TABLES[kind][0]
    stale.mark(session, table, [record_id])
    _clear(session, kind, [record_id])
    session.execute(delete(Evidence).where(Evidence.record_kind == kind, Evidence.record_id == record_id))
    session.execute(delete(m.TimelineEntry).where(m.TimelineEntry.record_kind == kind, m.TimelineEntry.id == record_id))
    session.execute(delete(table).where(table.id == record_id))
    if issubclass(table, Record):
        session.add(Withdrawal(kind=kind, id=record_id, withdrawn_at=datetime.now(UTC)))


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


LOADING = 0x436F6D6D  # "Comm"
"""The key of the lock that one load holds, on PostgreSQL; on SQLite there is one writer anyway."""


def _begin(session: Session) -> None:
    """Wait for another load to end, and check references when the transaction ends: until then a record may name
    one that is still to be written."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        return
    session.execute(select(func.pg_advisory_xact_lock(LOADING)))
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))


def _set_aside(session: Session) -> list[str]:
    """Drop the indexes of SQLite's tables, and tell how to make them again: in order, once all rows are there, that
    takes a tenth of keeping them in step. Not on PostgreSQL, where readers would wait for it."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    rows = session.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")
    ).all()
    for row in rows:
        session.execute(text(f"DROP INDEX {row.name}"))
    return [row.sql for row in rows]


def load(
    session: Session,
    seed: s.Seed,
    progress: Progress = lambda _what, _done, _of: None,
    texts: Mapping[str, Text] | None = None,
) -> tuple[int, int]:
    """Bring the tables in step with the seed, in the caller's transaction.

    ``texts`` are the source texts by hash, all of which the seed's citations were checked against; without
    them there are no quotes. Returns how many entries were written and how many withdrawn. The bodies are not
    up to date until :func:`app.publish.publish` has run.
    """
    _begin(session)
    gone, empty = [], True
    for kind in s.KINDS:  # first, so that what takes the place of a record that left finds it free
        known = set(session.scalars(select(TABLES[kind.kind][0].id)))
        if known:
            empty = False
            known.difference_update(record.id for record in seed.records[kind.kind])
            gone += [(kind.kind, one) for one in known]
    indexes = _set_aside(session) if empty else []
    for kind_name, record_id in gone:
        _withdraw(session, kind_name, record_id)
    written = done = counted = 0
    for kind in s.KINDS:
        if kind is s.MeetingSeed:  # two meetings may have changed numbers
            numbered = session.scalar(select(func.count()).select_from(m.Meeting)) or 0
            for batch in batched(seed.records[kind.kind] if numbered else (), BATCH):
                changed, _ = _changed(session, kind, batch)
                session.execute(update(m.Meeting).where(m.Meeting.id.in_(changed)).values(session=None))
        for batch in batched(seed.records[kind.kind], BATCH):
            changed, known = _changed(session, kind, batch)
            if changed:
                _write(session, kind.kind, changed, known)
                back = (Withdrawal.kind == kind.kind, Withdrawal.id.in_(changed))
                session.execute(delete(Withdrawal).where(*back))
            written, done = written + len(changed), done + len(batch)
            counted = _count(session, written, counted)
            progress("load", done, len(seed))
    for index in indexes:
        session.execute(text(index))
    _quote(session, texts)
    _count(session, written, counted // 4)
    return written, len(gone)


def _count(session: Session, written: int, counted: int) -> int:
    """Let PostgreSQL count the rows, where they are many more than when it last did. Returns how many were then.

    Nobody else can before they are committed, and plans are chosen by their number: without it each batch reads all
    evidence anew, and so does publishing for each figure.
    """
    if written <= max(BATCH, 4 * counted) or session.get_bind().dialect.name != "postgresql":
        return counted
    session.execute(text("ANALYZE"))
    return written


def _changed(
    session: Session, kind: type[s.SeedRecord], batch: Sequence[s.SeedRecord]
) -> tuple[dict[str, Entry], set[str]]:
    """The entries of a batch that are not as the tables have them, by id; and which of these they have."""
    table, salt = TABLES[kind.kind][0], _salt(kind)
    digests = {}
    for record in batch:
        mark = salt.copy()
        mark.update(record.model_dump_json().encode())
        digests[record.id] = (record, mark.hexdigest())
    before = {
        row.id: row.digest for row in session.execute(select(table.id, table.digest).where(table.id.in_(digests)))
    }
    changed = {i: entry for i, entry in digests.items() if before.get(i) != entry[1]}
    return changed, before.keys() & changed.keys()


def batched(records: Iterable[s.SeedRecord], size: int) -> Iterator[list[s.SeedRecord]]:
    """Some records at a time."""
    left = iter(records)
    while batch := list(islice(left, size)):
        yield batch
