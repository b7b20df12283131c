"""Values that are well-formed and hardly true: ``check-seed`` warns of them, and they are loaded all the same.

Each rule says what it warns of and why that is hardly true. They need no text of a document, so that they hold for
those who have none; ``communique verify`` compares a value with the text.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.edtf import Span
from app.domain.prose import numbers

FIRST_YEAR = 1600

YEARS_AHEAD = 30

MOST_SESSIONS = 500

MOST_TEXTS = 1000

MOST_GROWTH = 1000

NEAR_ZERO = 0.01
"""Degrees, about a kilometre."""

EXPECTED = ("planned", "announced", "target")
"""Values of ``status`` and ``kind`` of what has not happened yet."""

Found = Iterator[tuple[str, str]]
"""Fields, and what is odd about each."""


class Context:
    """What a value is compared with: the dates of documents and mechanisms."""

    def __init__(self, records: Mapping[str, Iterable[Any]]) -> None:
        self.published: dict[str, date] = {d.id: d.date.end for d in records["document"] if d.date}
        self.established: dict[str, Span] = {m.id: m.established for m in records["mechanism"] if m.established}
        later = Counter(
            name for listed in records.values() for record in listed for name in self._cited(record)
            if (span := _happened(record)) and name in self.published and span.start > self.published[name]
        )  # fmt: skip
        self.added_to = {name for name, count in later.items() if count > 1}
        """Pages that were added to after their date, as several records are younger."""
        self._newest = sorted(self.published, key=lambda name: self.published[name])[-2:]

    def newest_but(self, record: Any) -> date | None:
        """The day of the newest document other than the record: it may be the one that is wrong."""
        others = [name for name in self._newest if record.kind != "document" or name != record.id]
        return self.published[others[-1]] if others else None

    def newest_cited(self, record: Any) -> date | None:
        """The day of the newest document that is cited for a record; none where one has no date."""
        cited = self._cited(record)
        if not cited or cited & self.added_to or not cited <= self.published.keys():
            return None
        return max(self.published[name] for name in cited)

    @staticmethod
    def _cited(record: Any) -> set[str]:
        return {place.document for place in record.evidence}


def _happened(record: Any) -> Any:
    """The date of what has happened, where a record tells of such."""
    expected = getattr(record, "status", None) in EXPECTED or getattr(record, "kind_", None) in EXPECTED
    if expected or record.kind == "document":
        return None
    return getattr(record, "made" if record.kind == "commitment" else "date", None)


def _dates(record: Any) -> Iterator[tuple[str, Span]]:
    """Every date of a record and of its positions."""
    for name in ("date", "established", "made", "due", "valid"):
        span = getattr(record, name, None)
        if isinstance(span, Span):
            yield name, span
    for number, post in enumerate(getattr(record, "positions", ())):
        for name in ("start", "end", "as_of"):
            span = getattr(post, name)
            if span:
                yield f"positions.{number}.{name}", span


def _early(record: Any, _context: Context) -> Found:
    for name, span in _dates(record):
        first = span.start or span.end
        if first and first.year < FIRST_YEAR:
            yield name, f"{span.text} is before {FIRST_YEAR}"


def _late(record: Any, context: Context) -> Found:
    newest = context.newest_but(record)
    for name, span in _dates(record):
        last = span.end or span.start
        if newest and last and last.year > newest.year + YEARS_AHEAD:
            yield name, f"{span.text} is more than {YEARS_AHEAD} years after the newest document, of {newest}"


def _unreported(record: Any, context: Context) -> Found:
    span, newest = _happened(record), context.newest_cited(record)
    if span and newest and span.start > newest:
        yield (
            "made" if record.kind == "commitment" else "date",
            f"{span.text} is after {newest}, when the newest document that is cited for it appeared",
        )


def _before(first: Span | None, second: Span | None) -> bool:
    """Whether all of the second is before the first begins."""
    return bool(first and second and first.start and second.end and second.end < first.start)


def _backwards(record: Any, _context: Context) -> Found:
    for number, post in enumerate(getattr(record, "positions", ())):
        if _before(post.start, post.end):
            yield f"positions.{number}.end", f"{post.end.text} is before its start, {post.start.text}"
        if _before(post.start, post.as_of) or _before(post.as_of, post.end):
            yield f"positions.{number}.as_of", f"{post.as_of.text} is not between its start and end"
    if record.kind == "commitment" and _before(record.made, record.due):
        yield "due", f"{record.due.text} is before it was made, {record.made.text}"
    if record.kind == "agreement" and _before(record.date, record.valid):
        yield "valid", f"{record.valid.text} ends before its date, {record.date.text}"


def _unfounded(record: Any, context: Context) -> Found:
    founded = context.established.get(getattr(record, "mechanism", None) or "")
    if founded and record.kind == "meeting" and _before(founded, record.date):
        yield "date", f"{record.date.text} is before its mechanism was established, {founded.text}"


def _many(record: Any, _context: Context) -> Found:
    if record.kind == "meeting" and (record.session or 0) > MOST_SESSIONS:
        yield "session", f"{record.session} is over {MOST_SESSIONS}"
    if record.kind == "agreement" and (record.count or 0) > MOST_TEXTS:
        yield "count", f"{record.count} is over {MOST_TEXTS}"


def _growth(record: Any, _context: Context) -> Found:
    growth = getattr(record, "growth_percent", None)
    if growth is not None and not -100 <= growth <= MOST_GROWTH:
        yield "growth_percent", f"{growth:.15g} is not from -100 to {MOST_GROWTH}"


def _unscaled(record: Any, _context: Context) -> Found:
    written = numbers(record.as_written) if record.kind == "trade-stat" else set()
    if written and record.value not in written:
        yield "value", f"{record.value:.15g} is not in the words {record.as_written!r}"


def _parts(record: Any, _context: Context) -> Found:
    value = getattr(record, "value", None)
    if value is not None and record.unit in ("count", "rank") and not value.is_integer():
        yield "value", f"{value:.15g} is not a whole {record.unit}"


def _nowhere(record: Any, _context: Context) -> Found:
    placed = record.kind == "city" and record.latitude is not None
    if placed and abs(record.latitude) < NEAR_ZERO and abs(record.longitude) < NEAR_ZERO:
        yield "latitude", "latitude and longitude are 0"


@dataclass(frozen=True)
class Rule:
    """What is warned of, why it is hardly true, and how it is found in a record."""

    when: str
    why: str
    find: Callable[[Any, Context], Found]


RULES = (
    Rule(f"a date before {FIRST_YEAR}", "the states and bodies of the records are younger; 0204 is 2024", _early),
    Rule(f"a date more than {YEARS_AHEAD} years after the newest document", "no document plans so far ahead", _late),
    Rule(
        "a meeting held, an agreement signed, a milestone, a promise or a figure dated after every document that is "
        "cited for it (but for a page that was added to later, as several records are younger)",
        "a document reports what was",
        _unreported,
    ),
    Rule(
        "a position that ends before it starts, or is stated outside of that; a promise due before it was made; an "
        "agreement that expires before it is signed",
        "two dates were exchanged, or a digit",
        _backwards,
    ),
    Rule("a meeting before its mechanism was established", "one of the two dates is wrong", _unfounded),
    Rule(
        f"a session over {MOST_SESSIONS}, or a package of more than {MOST_TEXTS} agreements",
        "no body has met so often; it may be a year",
        _many,
    ),
    Rule(
        f"growth of more than {MOST_GROWTH} percent or less than -100", "it may be a value, not a percentage", _growth
    ),
    Rule("a value that is not in `as_written`, where that has numbers", "it may be of another scale", _unscaled),
    Rule("a count or a rank that is not whole", "there are no parts of them", _parts),
    Rule("a city at latitude 0 and longitude 0", "that is in the sea; leave both out", _nowhere),
)


def warnings(records: Iterable[Any], context: Context) -> Iterator[tuple[Any, str, str]]:
    """Every record and field that has a value which is hardly true, with a sentence that says why."""
    for record in records:
        for rule in RULES:
            for field, message in rule.find(record, context):
                yield record, field, f"{message}: {rule.why}"
