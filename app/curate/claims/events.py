"""Judges what a sentence says of events, agreements, milestones, missions and commitments.

A sentence is about a record if enough of what it names is in it: the mechanism and the session, the people, the day,
the city, the words of the title. A record that has all of it supports the sentence. One that is the same and differs in
a date, a place, a person or a number contradicts it.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from app.curate.claims.facts import Fact, Facts
from app.curate.claims.figures import overlap
from app.curate.claims.readings import Reading
from app.curate.claims.verdicts import Claim, Difference, Reference, Verdict
from app.curate.claims.wording import any_word, content_words
from app.domain.edtf import Precision, Span, parse
from app.domain.prose import numbers

_TRIGGER = {
    "meeting": any_word(
        "met meet* talks session sessions summit summits visit* host* receiv* welcom* co-chair* chair* conference "
        "conven* gather* call called sitting trip trips travel* arriv* flew paid negotiat* held attend* council"
    ),
    "agreement": any_word(
        "sign* agreement agreements treaty treaties declaration declarations adopt* memorand* accord accords pact "
        "pacts strategy document documents decision decisions deal deals", r"plans?\b(?! to\b)", "agreed on"
    ),
    "milestone": any_word(
        "recognis* recogniz* diplomatic establish* found* embass* creat* join* independence appl* launch* proclaim* "
        "anniversary accession membership", "set up", "goes back", r"dat(?:es|ing) (?:from|back)"
    ),
    "mission": any_word("embass* consul*"),
    "commitment": any_word("build* complet* school construct* pledg* promis* will invest terminal*", "plans? to"),
}  # fmt: skip
"""By kind of record, the words of which a sentence about one has at least one."""

IDENTIFYING = 4.0
"""The score from which a record is taken for the one that the sentence speaks of."""

SUPPORTING = 2.5
"""The score from which a record that has all that the sentence names supports it."""

MOST_COMPARED = 60
"""Records that are compared with a sentence: those with which it shares most."""


@dataclass
class _Comparison:
    fact: Fact
    score: float = 0.0
    common: int = 0
    matched: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)

    def match(self, name: str, points: float) -> None:
        self.matched.add(name)
        self.score += points

    def differ(self, name: str, claimed: str, recorded: str) -> None:
        self.differences.append(Difference(name, claimed, recorded))


def judge_event(reading: Reading, *, with_figures: bool) -> Claim | None:
    """The claim that a sentence makes of an event, or None if it speaks of none. ``with_figures`` says that its amounts
    are judged as figures, so that its dates may be theirs."""
    kinds = {kind for kind, pattern in _TRIGGER.items() if pattern.search(reading.text)}
    if not (kinds or reading.people) or not _names_something(reading):
        return None
    if with_figures and not (reading.people or reading.mechanisms or reading.cities or reading.sessions):
        return None
    comparisons = [_compare(reading, fact) for fact in _candidates(reading, kinds)]
    for comparison in comparisons if not with_figures else ():
        _compare_money(reading, comparison)
    comparisons.sort(key=lambda c: (c.fact.kind == "statement", -c.score, len(c.differences), c.fact.id))
    supporting = [c for c in comparisons if not c.differences and not c.absent and _supports(c)]
    values = _values(reading)
    differing = next((c for c in comparisons if c.differences and _identifies(reading, c)), None)
    if supporting and (differing is None or supporting[0].fact.kind != "statement"):
        best = supporting[0]
        return _claim(reading, Verdict.supported, values, [best.fact, *(c.fact for c in supporting[1:4])], best.matched)
    if differing:
        fields = {difference.field for difference in differing.differences}
        return _claim(reading, Verdict.contradicted, values, [differing.fact], fields, differing.differences)
    if not kinds:
        return None
    close = [c.fact for c in comparisons if not c.differences and c.score >= SUPPORTING][:2]
    return _claim(
        reading, Verdict.not_recorded, values, close, set(), kind=next(kind for kind in _TRIGGER if kind in kinds)
    )


def _supports(comparison: _Comparison) -> bool:
    """Whether a record without differences supports a sentence: a statement only if its words do."""
    return comparison.score >= SUPPORTING and (comparison.fact.kind != "statement" or comparison.common > 1)


def _names_something(reading: Reading) -> bool:
    named = reading.people or reading.mechanisms or reading.cities or reading.sessions
    return bool(named or (reading.parties and reading.spans) or len(reading.parties) > 1)


def _candidates(reading: Reading, kinds: set[str]) -> list[Fact]:
    index = reading.facts.index
    keys = [f"person:{person}" for person in reading.people]
    keys += [f"city:{city}" for city in reading.cities]
    keys += [f"mechanism:{mechanism}" for mechanism in reading.mechanisms]
    keys += [f"word:{word}" for word in reading.words]
    shared: Counter[str] = Counter()
    by_id: dict[str, Fact] = {}
    for key in keys:
        for fact in index.get(key, ()):
            if fact.kind in kinds or fact.kind == "statement":
                shared[f"{fact.kind}/{fact.id}"] += 2 if not key.startswith("word:") else 1
                by_id[f"{fact.kind}/{fact.id}"] = fact
    return [by_id[key] for key, _ in shared.most_common(MOST_COMPARED)]


def _compare(reading: Reading, fact: Fact) -> _Comparison:
    comparison = _Comparison(fact)
    _compare_words(reading, comparison)
    _compare_type(reading, comparison)
    _compare_parties(reading, comparison)
    _compare_mechanism(reading, comparison)
    _compare_people(reading, comparison)
    _compare_places(reading, comparison)
    _compare_dates(reading, comparison)
    _compare_count(reading, comparison)
    return comparison


def _compare_words(reading: Reading, comparison: _Comparison) -> None:
    common = comparison.fact.words & reading.words
    comparison.common = len(common)
    comparison.score += min(3.0, 0.7 * len(common))
    if comparison.fact.words and len(common) >= 0.6 * len(comparison.fact.words) and len(common) > 1:
        comparison.match("title", 1.0)


_MISSION_TYPES = {"honorary": "honorary", "general": "general", "embassy": "embass"}
"""Words of the types of missions, and their beginnings in a sentence."""


_KEEPS = re.compile(r"\s(?:has|have|opened|keeps|operates|maintains|runs|set up|also)\b", re.IGNORECASE)
"""What follows the country that keeps a mission."""


def _compare_type(reading: Reading, comparison: _Comparison) -> None:
    fact, lower = comparison.fact, reading.text.lower()
    if fact.kind == "mission":
        wrong = [word for word, start in _MISSION_TYPES.items() if (word in (fact.type or "")) != (start in lower)]
        if wrong:
            comparison.absent.add("type")
        keepers = {mention.code for mention in reading.passage.parties if _KEEPS.match(reading.text, mention.end)}
        if fact.host and keepers == {fact.host} and fact.cities & reading.cities:
            comparison.differ("sender", _joined(reading, keepers), _joined(reading, fact.parties - keepers))


def _compare_parties(reading: Reading, comparison: _Comparison) -> None:
    fact = comparison.fact
    parties = {code for code in reading.parties if code in reading.countries}
    comparison.score += 0.5 * len(parties & fact.parties)
    strange = parties - fact.parties - ({fact.host} if fact.host else set())
    if strange and fact.kind in ("milestone", "mission", "agreement") and fact.parties:
        comparison.differ("parties", _joined(reading, strange), _joined(reading, fact.parties))
    elif strange and fact.kind == "meeting":
        comparison.absent.add("countries")


def _joined(reading: Reading, codes: frozenset[str] | set[str]) -> str:
    names = {party.code: party.name for party in reading.facts.names.parties}
    return " and ".join(sorted(names.get(code, code) for code in codes))


def _compare_mechanism(reading: Reading, comparison: _Comparison) -> None:
    fact = comparison.fact
    if reading.mechanisms:
        if fact.mechanism in reading.mechanisms:
            comparison.match("mechanism", 3.0)
        elif fact.kind in ("meeting", "milestone"):
            comparison.absent.add("mechanism")
    _compare_acronym(reading, comparison)
    if reading.sessions:
        if fact.session in reading.sessions:
            comparison.match("session", 2.0)
        elif fact.kind == "meeting" and fact.session is not None and fact.mechanism in reading.mechanisms:
            claimed = ", ".join(map(str, sorted(reading.sessions)))
            comparison.differ("session", claimed, str(fact.session))
        else:
            comparison.absent.add("session")


_ACRONYM = re.compile(r"\b([A-Z]{2,6})[- ]?(\d{1,3})\b(?![.,]\d)")
"""The name of a conference with its number, such as COP29."""


def _compare_acronym(reading: Reading, comparison: _Comparison) -> None:
    fact = comparison.fact
    recorded = dict(_ACRONYM.findall(fact.title))
    for name, number in _ACRONYM.findall(reading.text):
        if name not in recorded:
            if f"{name}{number}".lower() not in fact.words:
                comparison.absent.add("title")
        elif recorded[name] == number:
            comparison.match("mechanism", 3.0)
            comparison.match("session", 2.0)
        else:
            comparison.score += 3.0
            comparison.differ("session", number, recorded[name])


def _compare_people(reading: Reading, comparison: _Comparison) -> None:
    fact = comparison.fact
    present = reading.people & fact.people
    if present:
        comparison.match("participants", 2.0 * min(len(present), 3))
    chaired = fact.kind == "meeting" and _CHAIRED.search(reading.text)
    for person in sorted(reading.people - fact.people):
        if content_words(person) and content_words(person) <= fact.words:
            comparison.score += 0.7  # the title has the name
        elif person in fact.others and not chaired:
            comparison.score += 0.3
        elif fact.kind in ("meeting", "agreement") and fact.people:
            comparison.differ(
                "participants",
                _name(reading.facts, person),
                ", ".join(_name(reading.facts, p) for p in sorted(fact.people)),
            )
        else:
            comparison.absent.add("participants")


_CHAIRED = any_word("chair* co-chair*")


def _name(facts: Facts, person: str) -> str:
    return next((each.name for each in facts.names.people if each.id == person), person)


_SEVERAL_TYPES = re.compile(r"\bgeneral\b.*\bhonorary\b|\bhonorary\b.*\bgeneral\b|\bhonorary ones\b", re.IGNORECASE)
"""A sentence with two types of missions, each in some of its cities."""


def _compare_places(reading: Reading, comparison: _Comparison) -> None:
    fact = comparison.fact
    for city in sorted(reading.cities):
        if city in fact.cities or (not fact.cities and content_words(city) <= fact.words):
            comparison.match("city", 1.5)
        elif city in fact.others and _SEVERAL_TYPES.search(reading.text):
            comparison.score += 0.5
        elif fact.cities and fact.kind != "statement":
            comparison.differ("city", city, ", ".join(sorted(fact.cities)))
        else:
            comparison.absent.add("city")
    host = _host(reading)
    if host and fact.host and fact.kind == "meeting" and not reading.cities:
        if host == fact.host:
            comparison.match("country", 1.0)
        else:
            comparison.differ("country", _joined(reading, {host}), _joined(reading, {fact.host}))


_HOST = re.compile(
    r"\b(?:held|place|met|meeting|summit|hosted|convened?|gathered?)\b[^.]{0,40}\bin (?:the )?$"
    r"|\bvisit(?:ed|s)?\b[^.]{0,30}\bto $",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    r"^(?:[’']s)?\s(?:will|is (?:set|due|expected|scheduled|preparing) to|is to|would|plans to)?\s?(?:\w+\s)?host",
    re.IGNORECASE,
)


def _host(reading: Reading) -> str | None:
    """The country in which an event is, as the sentence has it: “held in Kazakhstan”, “Türkiye will host”."""
    hosts = {
        mention.code
        for mention in reading.passage.parties
        if _HOST.search(reading.text[max(0, mention.start - 80) : mention.start])
        or _HOSTS.search(reading.text[mention.end : mention.end + 50])
    }
    return next(iter(hosts)) if len(hosts) == 1 else None


def _compare_dates(reading: Reading, comparison: _Comparison) -> None:
    fact = comparison.fact
    points = [parse(mention.point) for mention in reading.dates if mention.point]
    several = any(overlap(point, own) for point in points for own in fact.dates)
    periods = [period.text.strip("./") for period in fact.periods]
    for mention in reading.dates:
        span = parse(mention.point) if mention.point else None
        if span is None or (mention.reason and re.search(r"[“\"]", reading.text[: reading.offsets(mention)[0]])):
            continue  # somebody who is quoted measures “next year” by another day
        if _lasts_years(span):
            if span.text in periods:
                comparison.match("valid", 1.0)
            elif not periods:
                comparison.absent.add("date")
            else:
                comparison.differ("valid", mention.text, fact.periods[0].text)
        elif any(overlap(span, own) for own in fact.dates):
            weight = {Precision.day: 3.0, Precision.month: 2.0}.get(min(_fineness(span), _fineness(fact.dates[0])), 1.0)
            comparison.match("date", weight)
        elif span.text in periods:
            comparison.match("valid", 0.5)
        elif several and mention.relation != "until":
            continue
        elif fact.dates:
            comparison.differ("date", mention.text, fact.dates[0].text)
        else:
            comparison.absent.add("date")


def _lasts_years(span: Span) -> bool:
    return bool(span.start and span.end and (span.end - span.start).days > 366)


def _fineness(span: Span) -> Precision:
    days = (span.end - span.start).days if span.start and span.end else 10_000
    return Precision.day if days < 8 else Precision.month if days < 32 else Precision.year


def _compare_count(reading: Reading, comparison: _Comparison) -> None:
    fact = comparison.fact
    if fact.value and (same_unit := [amount for amount in reading.amounts if amount.unit == fact.value[1]]):
        if any(amount.value == fact.value[0] for amount in same_unit):
            comparison.match("value", 2.0)
        else:
            comparison.differ("value", same_unit[0].text, f"{fact.value[0]:,.0f} {fact.value[1]}")
    for amount in reading.amounts:
        after = reading.text[amount.end : amount.end + 50]
        if amount.unit == "count" and re.match(
            r"\s(?:\w+\s){0,2}(?:agreements|documents|deals|accords|texts)\b", after
        ):
            if fact.count is None:
                comparison.absent.add("count")
            elif amount.value == fact.count:
                comparison.match("count", 2.0)
            else:
                comparison.differ("count", amount.text, f"{fact.count:g}")


def _compare_money(reading: Reading, comparison: _Comparison) -> None:
    """Money that is no figure of trade must be in the record."""
    stated = numbers(comparison.fact.title)
    for amount in reading.amounts:
        if len(amount.unit) == 3 and comparison.fact.value is None and amount.value not in stated:
            comparison.absent.add("value")


def _identifies(reading: Reading, comparison: _Comparison) -> bool:
    """Whether a record that differs is the one that the sentence speaks of, so that the difference contradicts it."""
    fields = Counter(difference.field for difference in comparison.differences)
    if len(fields) > 2 or comparison.absent & {"mechanism", "session", "type"}:
        return False
    matched, fact = comparison.matched, comparison.fact
    if fact.kind == "statement" or (fact.kind == "milestone" and "anniversary" in reading.text.lower()):
        return False
    if "parties" in fields and "date" not in matched:
        return False
    numbered = {"mechanism", "session"} <= matched
    if fact.kind == "mission":
        return comparison.score >= 2.0 and (set(fields) == {"city"} or set(fields) == {"sender"})
    if fact.kind in ("milestone", "commitment", "agreement"):
        enough = 0 if fact.type == "recognition" else 1
        same_parties = comparison.common > enough and (reading.countries == fact.parties or fact.kind == "commitment")
        return len(fields) == 1 and ("title" in matched or comparison.score >= IDENTIFYING or same_parties)
    if numbered:
        return True
    if comparison.score < IDENTIFYING or len(fields) > 1:
        return False
    if "date" in fields:
        return _slipped(reading, fact) and bool({"participants", "mechanism", "title"} & matched)
    if "session" in fields:
        return "date" in matched
    return "date" in matched or "session" in matched


def _slipped(reading: Reading, fact: Fact) -> bool:
    """Whether a date differs in its day, its month or its year alone, or by some days: another meeting seldom does."""
    return any(
        _parts_that_differ(span, own) == 1 or _days_between(span, own) <= 31
        for span in reading.spans
        for own in fact.dates
    )


def _parts_that_differ(a: Span, b: Span) -> int:
    pairs = list(zip(a.text.split("/")[0].split("-"), b.text.split("/")[0].split("-"), strict=False))
    return sum(one != other for one, other in pairs) if len(pairs) > 1 else 3


def _days_between(a: Span, b: Span) -> int:
    def distance(one: date | None, other: date | None) -> int:
        return abs((one - other).days) if one and other else 10_000

    return min(distance(a.start, b.end), distance(b.start, a.end))


def _values(reading: Reading) -> dict[str, object]:
    names: dict[str, object] = {
        "mechanism": sorted(reading.mechanisms), "session": sorted(reading.sessions),
        "date": [mention.edtf for mention in reading.dates], "city": sorted(reading.cities),
        "participants": sorted(reading.people), "countries": sorted(reading.parties),
    }  # fmt: skip
    return {name: value for name, value in names.items() if value}


def _claim(
    reading: Reading, verdict: Verdict, values: dict[str, object], facts: list[Fact], fields: set[str],
    differences: list[Difference] | None = None, kind: str = "meeting",
) -> Claim:  # fmt: skip
    names = tuple(sorted(fields - {"title"}))
    references = [Reference(fact.kind, fact.id, fact.title, names) for fact in facts]
    return Claim(facts[0].kind if facts else kind, verdict, 0, len(reading.text), values, references, differences or [])
