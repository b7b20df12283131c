"""Warns of values that are valid but implausible. ``check`` and ``load`` print the warnings, and go on.

Each rule says what it warns of and why that is implausible. No rule needs the source texts, so they also work for
those who do not have them. ``app.ingest.cited_values`` compares values with the words cited for them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz.distance import OSA

from app.domain.edtf import Span
from app.domain.prose import numbers
from app.domain.text import fold, sorted_words

DATE_FIELDS = ("date", "established", "made", "due", "valid", "opened", "closed")
"""The fields of records that have a date, besides those of positions and of parties to an agreement."""

FIRST_YEAR = 1600

YEARS_AHEAD = 30

MAX_SESSIONS = 500

MAX_AGREEMENTS = 1000

MAX_GROWTH = 1000

NEAR_ZERO = 0.01
"""Degrees, about a kilometre."""

NOT_HAPPENED = ("planned", "postponed", "cancelled", "announced", "negotiated", "target")
"""Values of ``status`` and ``kind`` that mean that the event has not happened, or not yet."""

ImplausibleFields = Iterator[tuple[str, str]]
"""Pairs of a field and what is implausible about it."""


class SeedIndex:
    """What the rules compare a value with: dates of documents and mechanisms, officials by name."""

    def __init__(self, records: Mapping[str, Iterable[Any]]) -> None:
        self.publication_days: dict[str, date] = {d.id: d.date.end for d in records["document"] if d.date}
        self.foundations: dict[str, Span] = {m.id: m.established for m in records["mechanism"] if m.established}
        self._documents = {document.id: document for document in records["document"]}
        later = Counter(
            name for kind_records in records.values() for record in kind_records
            for name, publication_day in self._cited_days(record).items()
            if (span := _event_date(record)) and publication_day and span.start and span.start > publication_day
        )  # fmt: skip
        self.updated_pages = {name for name, count in later.items() if count > 1}
        """Ids of documents that were extended after their date: several of their records are later than it."""
        self.officials = _officials_by_name(records["official"])
        self.by_name = _records_by_name(record for kind in ("mechanism", "official") for record in records[kind])
        self.families = _families(records["mechanism"])
        self.country_of_city = {city.id: city.country for city in records["city"]}
        self._newest = sorted(self.publication_days, key=lambda name: self.publication_days[name])[-2:]

    def newest_other(self, record: Any) -> date | None:
        """The day of the newest document, except the record itself, whose own date may be the wrong one."""
        other_documents = [name for name in self._newest if record.kind != "document" or name != record.id]
        return self.publication_days[other_documents[-1]] if other_documents else None

    def newest_cited(self, record: Any) -> date | None:
        """The day of the newest document cited for a record; ``None`` if one of them is undated or was extended."""
        newest_days = self._cited_days(record)
        days = [day for day in newest_days.values() if day]
        if newest_days.keys() & self.updated_pages or len(days) < len(newest_days):
            return None
        return max(days, default=None)

    def _cited_days(self, record: Any) -> dict[str, date | None]:
        """The documents cited for a record, each with the last day on which its newest cited part may have appeared."""
        newest: dict[str, date | None] = {}
        for evidence in record.evidence:
            part = self._documents[evidence.document].part_of(evidence.paragraph)
            day = part.date.end if part and part.date else self.publication_days.get(evidence.document)
            newest[evidence.document] = max(filter(None, (newest.get(evidence.document), day)), default=None)
        return newest


def _near_spellings(words: str) -> Iterator[str]:
    """A name, and what is left of it without any one of its letters. Names one letter apart share one of these."""
    yield words
    yield from (words[:at] + words[at + 1 :] for at in range(len(words)))


def _officials_by_name(officials: Iterable[Any]) -> dict[tuple[Any, str], list[Any]]:
    """The officials of each country by near spelling of their name."""
    officials_by_spelling = defaultdict(list)
    for official in officials:
        for spelling in set(_near_spellings(sorted_words(fold(official.name)))):
            officials_by_spelling[official.country, spelling].append(official)
    return officials_by_spelling


def _nearly_equal_officials(record: Any, context: SeedIndex) -> ImplausibleFields:
    if record.kind != "official":
        return
    name = sorted_words(fold(record.name))
    near = {
        namesake.id: namesake
        for spelling in _near_spellings(name)
        for namesake in context.officials[record.country, spelling]
        if namesake.id < record.id and OSA.distance(name, sorted_words(fold(namesake.name))) <= 1
    }
    for namesake in near.values():
        yield "name", f"it is nearly the name of “{namesake.id}”, “{namesake.name}”"


def _records_by_name(records: Iterable[Any]) -> dict[tuple[str, str], list[str]]:
    """The ids of the records of a kind by folded name, in the order of the seed."""
    ids_by_name: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for record in records:
        for _, spelling in record.names():
            ids_by_name[record.kind, fold(spelling)][record.id] = None
    return {name: list(ids) for name, ids in ids_by_name.items()}


def _families(mechanisms: Iterable[Any]) -> dict[str, list[str]]:
    """The ids of the mechanisms of each family by its name, in the order of the seed."""
    ids_by_family = defaultdict(list)
    for mechanism in mechanisms:
        if mechanism.family:
            ids_by_family[mechanism.family.name].append(mechanism.id)
    return ids_by_family


def _name_of_another(record: Any, context: SeedIndex) -> ImplausibleFields:
    from app.ingest.seed_schema import NAME_FIELD_OF_ROLE  # the rules are in the help, which does not wait for pydantic

    if record.kind not in ("mechanism", "official"):
        return
    family = getattr(record, "family", None)
    generic = {fold(spelling) for spelling in family.spellings} if family else set()
    for role, spelling in record.names():
        first, *other_ids = context.by_name[record.kind, fold(spelling)]
        if first != record.id and fold(spelling) not in generic:
            other_ids = [first, *(record_id for record_id in other_ids if record_id != record.id)]
            yield NAME_FIELD_OF_ROLE.get(role, "name"), f"{spelling!r} is a name of “{', '.join(other_ids)}” too"


def _family_by_name_alone(record: Any, context: SeedIndex) -> ImplausibleFields:
    family = getattr(record, "family", None)
    if family is None:
        return
    members = context.families[family.name]
    if members[0] != record.id and not any("family" in evidence.fields for evidence in record.evidence):
        siblings = ", ".join(member for member in members if member != record.id)
        yield (
            "family",
            f"it joins the family “{family.name}” by name, as “{siblings}”; cite `family` if it belongs there",
        )


def _event_date(record: Any) -> Any:
    """The date of a past event; ``None`` for what is planned, announced or a target, and for documents."""
    is_ahead = getattr(record, "status", None) in NOT_HAPPENED or getattr(record, "kind_", None) in NOT_HAPPENED
    if is_ahead or record.kind == "document":
        return None
    return getattr(record, "made" if record.kind == "commitment" else "date", None)


def _dates(record: Any) -> Iterator[tuple[str, Span]]:
    """Every date of a record, of its positions and of its parties."""
    for name in DATE_FIELDS:
        span = getattr(record, name, None)
        if isinstance(span, Span):
            yield name, span
    parts = {"positions": ("start", "end", "as_of"), "parties": ("signed", "ratified", "in_force", "ended")}
    for field, names in parts.items():
        for number, part in enumerate(getattr(record, field, ())):
            yield from ((f"{field}.{number}.{name}", span) for name in names if (span := getattr(part, name)))


def _date_too_early(record: Any, _context: SeedIndex) -> ImplausibleFields:
    for name, span in _dates(record):
        first = span.start or span.end
        if first and first.year < FIRST_YEAR:
            yield name, f"{span.text} is before {FIRST_YEAR}"


def _date_too_late(record: Any, context: SeedIndex) -> ImplausibleFields:
    newest = context.newest_other(record)
    for name, span in _dates(record):
        last = span.end or span.start
        if newest and last and last.year > newest.year + YEARS_AHEAD:
            yield name, f"{span.text} is more than {YEARS_AHEAD} years after the newest document, of {newest}"


def _date_after_its_documents(record: Any, context: SeedIndex) -> ImplausibleFields:
    span, newest = _event_date(record), context.newest_cited(record)
    if span and span.start and newest and span.start > newest:
        yield (
            "made" if record.kind == "commitment" else "date",
            f"{span.text} is after {newest}, when the newest document that is cited for it appeared",
        )


def _before(first: Span | None, second: Span | None) -> bool:
    """Whether the second span ends before the first one starts."""
    return bool(first and second and first.start and second.end and second.end < first.start)


def _end_before_start(record: Any, _context: SeedIndex) -> ImplausibleFields:
    for number, post in enumerate(getattr(record, "positions", ())):
        if _before(post.start, post.end):
            yield f"positions.{number}.end", f"{post.end.text} is before its start, {post.start.text}"
        if _before(post.start, post.as_of) or _before(post.as_of, post.end):
            yield f"positions.{number}.as_of", f"{post.as_of.text} is not between its start and end"
    if record.kind == "commitment" and _before(record.made, record.due):
        yield "due", f"{record.due.text} is before it was made, {record.made.text}"
    for number, party in enumerate(record.parties if record.kind == "agreement" else ()):
        if _before(party.in_force, party.ended):
            yield f"parties.{number}.ended", f"{party.ended.text} is before it was in force, {party.in_force.text}"
    if record.kind == "mission" and _before(record.opened, record.closed):
        yield "closed", f"{record.closed.text} is before it opened, {record.opened.text}"
    if record.kind == "agreement" and _before(record.date, record.valid):
        yield "valid", f"{record.valid.text} ends before its date, {record.date.text}"


def _before_its_mechanism(record: Any, context: SeedIndex) -> ImplausibleFields:
    foundation = context.foundations.get(getattr(record, "mechanism", None) or "")
    if foundation and record.kind == "meeting" and _before(foundation, record.date):
        yield "date", f"{record.date.text} is before its mechanism was established, {foundation.text}"


def _number_too_great(record: Any, _context: SeedIndex) -> ImplausibleFields:
    if record.kind == "meeting" and (record.session or 0) > MAX_SESSIONS:
        yield "session", f"{record.session} is over {MAX_SESSIONS}"
    if record.kind == "agreement" and (record.count or 0) > MAX_AGREEMENTS:
        yield "count", f"{record.count} is over {MAX_AGREEMENTS}"


def _growth_out_of_range(record: Any, _context: SeedIndex) -> ImplausibleFields:
    growth = getattr(record, "growth_percent", None)
    if growth is not None and not -100 <= growth <= MAX_GROWTH:
        yield "growth_percent", f"{growth:.15g} is not from -100 to {MAX_GROWTH}"


def _value_not_in_its_words(record: Any, _context: SeedIndex) -> ImplausibleFields:
    has_value = record.kind == "trade-stat" and record.value is not None
    stated_numbers = numbers(record.as_written) if has_value else set()
    if stated_numbers and not {record.value, -record.value} & stated_numbers:
        yield "value", f"{record.value:.15g} is not in the words {record.as_written!r}"


def _count_with_a_fraction(record: Any, _context: SeedIndex) -> ImplausibleFields:
    value = getattr(record, "value", None)
    if value is not None and record.unit in ("count", "rank") and not value.is_integer():
        yield "value", f"{value:.15g} is not a whole {record.unit}"


def _city_in_the_sea(record: Any, _context: SeedIndex) -> ImplausibleFields:
    has_point = record.kind == "city" and record.latitude is not None
    if has_point and abs(record.latitude) < NEAR_ZERO and abs(record.longitude) < NEAR_ZERO:
        yield "latitude", "latitude and longitude are 0"


def _city_abroad(record: Any, context: SeedIndex) -> ImplausibleFields:
    """Meetings and their stops have the country of the city in ``country``, missions in ``host``."""
    for place in getattr(record, "places", ()) or (record,):
        city = getattr(place, "city", None)
        city_country = context.country_of_city.get(city)
        country = getattr(place, "country", None) or getattr(place, "host", None)
        if city_country and country and city_country != country:
            yield "city", f"the city {city} is in {city_country}, not in {country}"


def _host_as_party(record: Any, _context: SeedIndex) -> ImplausibleFields:
    if record.kind != "meeting" or record.type != "bilateral" or len(record.countries) < 3:
        return
    delegate_countries = {delegate.country for delegate in record.participants}
    if record.country in record.countries and record.country not in delegate_countries:
        yield "countries", f"no participant is from {record.country}"


@dataclass(frozen=True)
class PlausibilityRule:
    """A plausibility rule: what it warns of, why that is implausible, and the function that looks for it."""

    case: str
    reason: str
    find: Callable[[Any, SeedIndex], ImplausibleFields]


PLAUSIBILITY_RULES = (
    PlausibilityRule(
        f"a date before {FIRST_YEAR}", "no recorded state or body is so old; 0204 may be 2024", _date_too_early
    ),
    PlausibilityRule(
        f"a date more than {YEARS_AHEAD} years after the newest document",
        "no document plans so far ahead",
        _date_too_late,
    ),
    PlausibilityRule(
        "a past meeting, a signed agreement, a milestone, a commitment, a statement or a figure that is dated after "
        "every document cited for it (unless several such records cite the same page, which was then extended later)",
        "a document reports the past",
        _date_after_its_documents,
    ),
    PlausibilityRule(
        "an end before the start: of a position (or its `as_of` is not between the two), a commitment, an agreement "
        "(of a party's part: before it is in force) or a mission",
        "two dates or two digits may be swapped",
        _end_before_start,
    ),
    PlausibilityRule(
        "a meeting before its mechanism was established", "one of the two dates is wrong", _before_its_mechanism
    ),
    PlausibilityRule(
        f"a session over {MAX_SESSIONS}, or a package of more than {MAX_AGREEMENTS} agreements",
        "no body has met so often; it may be a year",
        _number_too_great,
    ),
    PlausibilityRule(
        f"growth of more than {MAX_GROWTH} percent or less than -100",
        "it may be a value, not a percentage",
        _growth_out_of_range,
    ),
    PlausibilityRule(
        "a value that differs from every number in `as_written`", "its scale may be wrong", _value_not_in_its_words
    ),
    PlausibilityRule(
        "a count or a rank that is not whole", "counts and ranks are whole numbers", _count_with_a_fraction
    ),
    PlausibilityRule(
        "two officials of one country whose names have the same words, or differ by one letter",
        "they may be one person",
        _nearly_equal_officials,
    ),
    PlausibilityRule(
        "a name of a mechanism or an official that an earlier one has too, unless it is that of a family",
        "the name means several now, and an address that has it no longer leads to one",
        _name_of_another,
    ),
    PlausibilityRule(
        "a mechanism that is of a family by its acronym or the end of its name alone",
        "the names of the family mean several now, and an address that has one no longer leads to one",
        _family_by_name_alone,
    ),
    PlausibilityRule("a city in another country than the record says", "one of the two is wrong", _city_abroad),
    PlausibilityRule(
        "a bilateral meeting that lists its host as a third country",
        "a country in which two others meet is no party",
        _host_as_party,
    ),
    PlausibilityRule("a city at latitude 0 and longitude 0", "that is in the sea; leave both out", _city_in_the_sea),
)


def warnings(records: Iterable[Any], context: SeedIndex) -> Iterator[tuple[Any, str, str]]:
    """Every implausible value: its record, its field, and a sentence that says why."""
    for record in records:
        for rule in PLAUSIBILITY_RULES:
            for field, message in rule.find(record, context):
                yield record, field, f"{message}: {rule.reason}"
