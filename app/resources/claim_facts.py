"""The facts with which claims are compared, read from the database once a revision."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from app.curate.claims.facts import Fact, Facts, PostHeld, StatFact
from app.curate.claims.wording import content_words
from app.curate.mentions.cities import cities as cities_in
from app.curate.mentions.parties import parties as parties_in
from app.curate.names import CityNames, MechanismNames, Names, PartyNames, PersonNames, TopicNames
from app.db import tables
from app.db.names import PARTY, PARTY_KINDS
from app.db.records import Evidence
from app.db.snapshot import Snapshot
from app.db.tables.publication import Name
from app.domain.deadline import check_each
from app.domain.edtf import Span, parse
from app.domain.figure_vocabulary import Flow
from app.domain.vocabulary import MeetingStatus, NameRole
from app.query.coverage import data_state

SPELLED_ROLES = (NameRole.name, NameRole.alias, NameRole.editorial, NameRole.acronym)
"""Roles of names that texts use. Codes of parties are words of prose too, such as IT, and no text uses ids."""

MAX_RECORDS = 20_000
"""Records of a kind that are read, those of the newest change first. It bounds the memory of a worker."""


MAX_QUOTES = 10 * MAX_RECORDS
"""Quotes of evidence that are read, those of the newest change first."""


def facts_of(snapshot: Snapshot) -> Facts:
    """The facts of the revision, from the cache of facts."""
    return snapshot.fact("claim facts", lambda: _derive_facts(snapshot))


def _derive_facts(snapshot: Snapshot) -> Facts:
    names = _names(snapshot)
    meetings = [*_bodies(snapshot, tables.Meeting)]
    statements = [*_bodies(snapshot, tables.Statement)]
    speakers = _speakers(statements)
    agreements = [*_bodies(snapshot, tables.Agreement)]
    counts = {body["id"]: body["count"] for body in agreements if body["count"]}
    meeting_facts = {body["id"]: _meeting(body, speakers, counts) for body in meetings}
    events = [
        *meeting_facts.values(),
        *(_agreement(body, meeting_facts) for body in agreements),
        *(_milestone(body, names) for body in _bodies(snapshot, tables.Milestone)),
        *_missions(_bodies(snapshot, tables.Mission)),
        *(_commitment(body, names) for body in _bodies(snapshot, tables.Commitment)),
        *(_statement(body, meeting_facts) for body in statements),
    ]
    stats = [_stat(body) for body in _bodies(snapshot, tables.TradeStat) if body["value"] is not None]
    quotes = _quotes(snapshot)
    for body in statements:  # a statement has the words of the figures of which it tells
        for ref in body["about"]:
            quotes["statement", body["id"]] |= quotes[ref["kind"], ref["id"]] if ref["kind"] == "trade-stat" else set()
    events = [replace(fact, quoted_stems=frozenset(quotes[fact.kind, fact.id])) for fact in events]
    stats = [replace(stat, quoted_stems=frozenset(quotes["trade-stat", stat.id])) for stat in stats]
    acts = _acts(events)
    posts = [
        _post(body["id"], post, acts.get(body["id"], ()))
        for body in _bodies(snapshot, tables.Official)
        for post in body["positions"]
    ]
    return Facts.of(names, events, stats, posts, data_state(snapshot).until)


def _quotes(snapshot: Snapshot) -> dict[tuple[str, str], set[str]]:
    """The stems of the words that the evidence of each record quotes, by its kind and its id."""
    stems: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = select(Evidence.record_kind, Evidence.record_id, Evidence.as_written).where(Evidence.as_written.is_not(None))
    for row in check_each(snapshot.execute(rows.order_by(Evidence.revision.desc()).limit(MAX_QUOTES))):
        stems[row.record_kind, row.record_id] |= content_words(row.as_written)
    return stems


def _acts(events: Sequence[Fact]) -> dict[str, list[date]]:
    """The days on which each official met somebody or signed something, by id."""
    days: dict[str, list[date]] = defaultdict(list)
    for fact in events:
        is_past = fact.kind == "agreement" or (fact.kind == "meeting" and fact.status == MeetingStatus.held)
        for person in fact.people if is_past else ():
            days[person] += [day for span in fact.dates for day in (span.start, span.end) if day]
    return days


def _post(person: str, post: Mapping[str, Any], acts: Sequence[date]) -> PostHeld:
    """A post with the days between which it is known to be held. One that is over has only those that are stated."""
    spans = _spans(post["start"], post["end"], post["as_of"])
    days = [day for span in spans for day in (span.start, span.end) if day] + ([] if post["former"] else [*acts])
    party = (post["party"] or {}).get("code")
    return PostHeld(person, post["class"], party, post["title"], min(days, default=None), max(days, default=None))


def _bodies(snapshot: Snapshot, model: Any) -> Iterator[dict[str, Any]]:
    newest = (
        select(model.body).where(model.body.is_not(None)).order_by(model.revision.desc(), model.id).limit(MAX_RECORDS)
    )
    for body in check_each(snapshot.scalars(newest)):
        yield json.loads(body)


# --- names ---------------------------------------------------------------------------------------


def _names(snapshot: Snapshot) -> Names:
    spellings: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kinds = (*PARTY_KINDS, "official", "mechanism", "city")
    rows = select(Name.kind, Name.record_id, Name.text, Name.role).where(Name.kind.in_(kinds)).order_by(Name.position)
    for row in check_each(snapshot.execute(rows)):
        kind = PARTY if row.kind in PARTY_KINDS else row.kind
        spellings[kind, row.record_id]["family" if row.role == NameRole.family else "own"] += (
            [row.text] if row.role in (*SPELLED_ROLES, NameRole.family) else []
        )

    def own_names(kind: str, record_id: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(spellings[kind, record_id]["own"]))

    parties = tuple(
        PartyNames(row.id, own_names(PARTY, row.id)[0], row.kind, own_names(PARTY, row.id))
        for row in snapshot.execute(select(tables.Party.id, tables.Party.kind_))
        if own_names(PARTY, row.id)
    )
    people = tuple(
        PersonNames(
            body["id"], body["name"], own_names("official", body["id"]), (body["country"] or {}).get("code"),
            tuple(post["title"] for post in body["positions"]),
        )
        for body in _bodies(snapshot, tables.Official)
    )  # fmt: skip
    mechanisms = tuple(
        _mechanism(body, own_names("mechanism", body["id"]), spellings) for body in _bodies(snapshot, tables.Mechanism)
    )
    cities = tuple(
        CityNames(row.id, row.name, row.country_id, own_names("city", row.id))
        for row in snapshot.execute(select(tables.City.id, tables.City.name, tables.City.country_id))
    )
    topics = tuple(TopicNames(row.id, row.name) for row in snapshot.execute(select(tables.Topic.id, tables.Topic.name)))
    return Names(parties, people, mechanisms, cities, topics)


def _mechanism(body: Mapping[str, Any], own_names: tuple[str, ...], spellings: Mapping[Any, Any]) -> MechanismNames:
    family = tuple(dict.fromkeys(spellings["mechanism", body["id"]]["family"]))
    family_spellings = {spelling.casefold() for spelling in family}
    members = frozenset(body["members"])
    alone = tuple(spelling for spelling in own_names if spelling.casefold() not in family_spellings)
    return MechanismNames(body["id"], body["name"], alone, family, members, body["kind"])


# --- records -------------------------------------------------------------------------------------


def _spans(*texts: str | None) -> tuple[Span, ...]:
    return tuple(parse(text) for text in texts if text)


def _codes(refs: Any) -> frozenset[str]:
    return frozenset(ref["code"] for ref in refs or () if ref and ref["code"])


def _speakers(statements: list[dict[str, Any]]) -> dict[str, set[str]]:
    """The officials who speak or are spoken of in the statements of each meeting, by its id."""
    people: dict[str, set[str]] = defaultdict(set)
    for body in statements:
        if body["meeting"]:
            people[body["meeting"]["id"]] |= _people_of(body)
    return people


def _people_of(statement: Mapping[str, Any]) -> set[str]:
    speaker = statement["speaker"]["official"]
    about = {ref["id"] for ref in statement["about"] if ref["kind"] == "official"}
    return about | ({speaker["id"] if isinstance(speaker, dict) else speaker} if speaker else set())


def _meeting(body: Mapping[str, Any], speakers: Mapping[str, set[str]], counts: Mapping[str, float]) -> Fact:
    stops = body["places"] or ()
    numbers = [counts[ref["id"]] for ref in body["agreements"] if ref["id"] in counts]
    return Fact(
        "meeting", body["id"], body["title"], body["type"],
        parties=_codes(body["countries"]),
        people=frozenset(person["official"]["id"] for person in body["participants"]),
        associates=frozenset(speakers.get(body["id"], ())),
        cities=frozenset(filter(None, (body["city"], *(stop["city"] for stop in stops)))),
        host=(body["country"] or {}).get("code"),
        mechanism=(body["mechanism"] or {}).get("id"),
        session=body["session"],
        dates=_spans(body["date"]),
        count=numbers[0] if len(numbers) == 1 else None,
        status=body["status"],
        words=content_words(f"{body['title']} {body['occasion'] or ''} {body['format'] or ''} {body['type']}"),
    )  # fmt: skip


def _of_meeting(body: Mapping[str, Any], meeting_facts: Mapping[str, Fact]) -> Fact:
    """The meeting of a record, or one of which nothing is known."""
    return meeting_facts.get((body["meeting"] or {}).get("id", ""), Fact("meeting", "", ""))


def _agreement(body: Mapping[str, Any], meeting_facts: Mapping[str, Fact]) -> Fact:
    meeting = _of_meeting(body, meeting_facts)
    return Fact(
        "agreement", body["id"], body["title"], body["type"],
        parties=_codes(body["parties"]),
        people=frozenset(person["official"]["id"] for person in body["signatories"]), associates=meeting.people,
        cities=frozenset(filter(None, [body["city"]])) or meeting.cities, session=meeting.session,
        mechanism=(body["mechanism"] or {}).get("id"),
        dates=_spans(body["date"]), periods=_spans(body["valid"]), count=body["count"],
        words=content_words(body["title"]),
    )  # fmt: skip


def _milestone(body: Mapping[str, Any], names: Names) -> Fact:
    title, parties = body["title"], parties_in(body["title"], names)
    agents = [party.code for party in parties if title[: party.start].endswith((" by ", " by the "))]
    actors = frozenset(agents or [party.code for party in parties[:1]])
    return Fact(
        "milestone", body["id"], title, body["type"],
        actors=actors if body["type"] == "recognition" else frozenset(),
        parties=_codes(body["countries"]), mechanism=(body["mechanism"] or {}).get("id"), dates=_spans(body["date"]),
        words=content_words(f"{body['title']} {_MILESTONE_WORDS.get(body['type'], '')}"),
    )  # fmt: skip


_MILESTONE_WORDS = {
    "recognition": "recognize recognition independence sovereignty",
    "diplomatic-relations": "establish diplomatic relations ties",
    "embassy": "embassy opened",
    "mechanism": "created established founded launched",
    "foundation": "founded established proclaimed",
    "accession": "join membership accession application",
}
"""Words for milestones beside those of their titles."""


def _missions(bodies: Iterator[dict[str, Any]]) -> Iterator[Fact]:
    """The missions, each with the cities of all of its type, sender and host: sentences list them together."""
    missions = [*bodies]
    cities: dict[Any, set[str]] = defaultdict(set)
    for body in missions:
        cities[body["sender"]["code"], body["host"]["code"], body["type"]] |= {body["city"]} - {None}
    counts = Counter((body["sender"]["code"], body["host"]["code"], body["type"]) for body in missions)
    for body in missions:
        sender, host = body["sender"]["code"], body["host"]["code"]
        yield Fact(
            "mission", body["id"], body["title"], body["type"],
            associates=frozenset(city for key, ids in cities.items() if key[:2] == (sender, host) for city in ids),
            parties=frozenset((sender, host)), host=host, cities=frozenset(cities[sender, host, body["type"]]),
            dates=_spans(body["opened"]), count=counts[sender, host, body["type"]],
            words=content_words(f"{body['type']} {body['title']}"),
        )  # fmt: skip


def _commitment(body: Mapping[str, Any], names: Names) -> Fact:
    parties = _codes([*body["by"], *body["to"]])
    return Fact(
        "commitment", body["id"], body["title"], None,
        parties=parties, actors=_codes(body["by"]),
        cities=frozenset(mention.city.name for mention in cities_in(body["title"], names, parties)),
        dates=_spans(body["due"] or body["made"]), periods=_spans(body["made"]),
        value=(body["value"], body["unit"]) if body["value"] is not None else None,
        words=content_words(body["title"]),
    )  # fmt: skip


def _statement(body: Mapping[str, Any], meeting_facts: Mapping[str, Fact]) -> Fact:
    meeting = _of_meeting(body, meeting_facts)
    party = body["speaker"]["party"]
    return Fact(
        "statement", body["id"], body["title"], body["kind"],
        parties=_codes([party] if isinstance(party, dict) else []) | {
            ref["id"] for ref in body["about"] if ref["kind"] in ("country", "organization")
        },
        host=meeting.host if meeting.host in meeting.parties else None,
        people=frozenset(_people_of(body)), associates=meeting.people, cities=meeting.cities, session=meeting.session,
        mechanism=(body["mechanism"] or {}).get("id") or meeting.mechanism, dates=_spans(body["date"]),
        words=content_words(body["summary"]),
        figure_ids=frozenset(ref["id"] for ref in body["about"] if ref["kind"] == "trade-stat"),
    )  # fmt: skip


_OUTWARD_FLOWS = (Flow.export, Flow.outward)


def _stat(body: Mapping[str, Any]) -> StatFact:
    reporter, partner = body["reporter"]["code"], (body["partner"] or {}).get("code")
    is_directed = body["flow"] not in (None, Flow.turnover)
    pair = (reporter, partner) if body["flow"] in _OUTWARD_FLOWS else (partner, reporter)
    product = body["product"]["name"] if body["product"] else ""
    (span,) = _spans(body["date"]) or (None,)
    return StatFact(
        body["id"], body["title"], body["indicator"], frozenset(filter(None, (reporter, partner))), body["value"],
        body["unit"], body["qualifier"], span,
        source=pair[0] if is_directed else None, target=pair[1] if is_directed else None, flow=body["flow"],
        product=content_words(product), scope=content_words(body["scope"] or ""), growth=body["growth_percent"],
        as_written=body["as_written"], reporter=reporter, attributed_to=body["attributed_to"] or "",
    )  # fmt: skip
