"""The recorded facts, in the form in which claims are compared with them."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from app.curate.claims.wording import MINISTRY, content_words, root
from app.curate.mentions.words import words
from app.curate.names import Names
from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Qualifier
from app.domain.prose import numbers
from app.domain.vocabulary import MeetingStatus


@dataclass(frozen=True)
class Fact:
    """An event, agreement, milestone, mission, commitment or statement.

    ``people`` take part. ``associates`` are the people whom related records name; of a mission, the cities of its
    sender’s other missions. ``dates`` are those of the record, its own date first; ``periods`` are further ones, such
    as the time for which a plan is valid. ``host`` is a country. ``actors`` are the parties that recognise or promise.
    ``value`` is a number with its unit. ``quoted_stems`` are those of the words that the evidence quotes;
    ``figure_ids`` are the figures of which a statement tells.
    """

    kind: str
    id: str
    title: str
    type: str | None = None
    parties: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    associates: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    host: str | None = None
    mechanism: str | None = None
    session: int | None = None
    dates: tuple[Span, ...] = ()
    periods: tuple[Span, ...] = ()
    count: float | None = None
    value: tuple[float, str] | None = None
    status: str | None = None
    words: frozenset[str] = frozenset()
    quoted_stems: frozenset[str] = frozenset()
    figure_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StatFact:
    """A figure. ``source`` and ``target`` are the parties from which and to which a flow goes. ``reporter`` is the
    party whose statistics have the figure; of a rank, the one whose partners are ranked. ``attributed_to`` is who told
    the figure."""

    id: str
    title: str
    indicator: str
    parties: frozenset[str]
    value: float
    unit: str
    qualifier: str
    span: Span | None
    source: str | None = None
    target: str | None = None
    flow: str | None = None
    product: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    growth: float | None = None
    as_written: str = ""
    reporter: str | None = None
    attributed_to: str = ""
    quoted_stems: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RecordContent:
    """What a sentence is compared with, for records of all kinds: the roots of the words of a record, and the values
    of its fields. ``rank_holder`` has the party that a record puts at ``rank``, if the rank is exact. ``institution``
    is the ministry that reported a figure, or that the title names."""

    kind: str
    id: str
    title: str
    words: frozenset[str]
    parties: frozenset[str]
    years: frozenset[str]
    numbers: frozenset[float] = frozenset()
    people: frozenset[str] = frozenset()
    associates: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    mechanisms: frozenset[str] = frozenset()
    dates: tuple[Span, ...] = ()
    session: int | None = None
    is_planned: bool = False
    rank: float | None = None
    rank_holder: frozenset[str] = frozenset()
    institution: str = ""


@dataclass(frozen=True)
class PostHeld:
    """A post of an official: its class, such as ``foreign-minister``, its party and its title. Documents show the
    official in it on the days ``first`` and ``last``; None if they state none."""

    person: str
    post_class: str
    party: str | None
    title: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Facts:
    """All that is recorded. ``until`` is the day of the newest document that was read; ``read_about`` are the parties
    about which something is recorded. ``days`` are the days of events, in EDTF. ``pair`` are the two countries of all
    meetings and agreements between two; empty if there are more such pairs."""

    names: Names
    events: Sequence[Fact] = ()
    stats: Sequence[StatFact] = ()
    posts: Sequence[PostHeld] = ()
    until: date | None = None
    read_about: frozenset[str] = frozenset()
    index: dict[str, list[Fact]] = field(default_factory=dict)
    days: frozenset[str] = frozenset()
    pair: frozenset[str] = frozenset()

    @staticmethod
    def of(
        names: Names, events: Sequence[Fact], stats: Sequence[StatFact], posts: Sequence[PostHeld], until: date | None
    ) -> "Facts":
        index: dict[str, list[Fact]] = defaultdict(list)
        for fact in events:
            for key in keys_of(fact):
                index[key].append(fact)
        pairs = [item.parties for item in events] + [item.parties for item in stats]
        read_about = frozenset(code for parties in pairs for code in parties)
        days = frozenset(span.text for fact in events for span in fact.dates if span.precision is Precision.day)
        two_sided = {
            fact.parties for fact in events if fact.kind in ("meeting", "agreement") and len(fact.parties) == 2
        }
        pair = next(iter(two_sided)) if len(two_sided) == 1 else frozenset[str]()
        return Facts(names, events, stats, posts, until, read_about, dict(index), days, pair)

    @cached_property
    def contents(self) -> list[RecordContent]:
        return [_content_of(record) for records in (self.events, self.stats) for record in records]

    @cached_property
    def positions_by_key(self) -> dict[str, list[int]]:
        """The positions in ``contents`` of the records with a key: the root of a word, or a value after
        ``participants:``, ``city:``, ``party:``, ``mechanism:`` or ``value:``."""
        index: dict[str, list[int]] = defaultdict(list)
        for position, content in enumerate(self.contents):
            keys = {*content.words, *(f"participants:{person}" for person in content.people)}
            keys |= {f"city:{city}" for city in content.cities}
            keys |= {f"party:{party}" for party in content.parties}
            keys |= {f"mechanism:{mechanism}" for mechanism in content.mechanisms}
            keys |= {f"value:{value}" for value in map(float, content.numbers)}
            for key in keys:
                index[key].append(position)
        return dict(index)

    def weight(self, word: str) -> float:
        """How much a word says: the more, the fewer records have it."""
        return math.log((len(self.contents) + 1) / (len(self.positions_by_key.get(word, ())) + 0.5))

    def event(self, kind: str, record_id: str) -> Fact:
        """A fact by the kind and the id of its record. Raises ``StopIteration`` if there is none."""
        return next(fact for fact in self.events if (fact.kind, fact.id) == (kind, record_id))


def _content_of(record: Fact | StatFact) -> RecordContent:
    title_words = words(record.title)
    roots = frozenset(map(root, record.quoted_stems)) | {root(word.key) for word in title_words}
    years = frozenset(word.text for word in title_words if word.text.isdigit() and len(word.text) == 4)
    values = numbers(record.title)
    if isinstance(record, StatFact):
        roots |= frozenset(map(root, record.product | record.scope | content_words(record.as_written)))
        content = RecordContent("trade-stat", record.id, record.title, roots, record.parties, years)
        content = replace(
            content,
            dates=(record.span,) if record.span else (),
            numbers=frozenset({*values, record.value}),
            institution=record.attributed_to if MINISTRY.search(record.attributed_to) else "",
        )
        if record.unit != "rank":
            return content
        rank_holder = record.parties - {record.reporter} or record.parties
        return replace(
            content, rank=record.value, rank_holder=rank_holder if record.qualifier == Qualifier.exact else frozenset()
        )
    institution = MINISTRY.search(record.title)
    values |= {value for value in (record.session, record.count, (record.value or [None])[0]) if value is not None}
    parties = record.parties | record.actors | frozenset(filter(None, [record.host]))
    return RecordContent(
        record.kind, record.id, record.title, roots | frozenset(map(root, record.words)), parties, years,
        numbers=frozenset(values), people=record.people, associates=record.associates, cities=record.cities,
        mechanisms=frozenset(filter(None, [record.mechanism])), dates=(*record.dates, *record.periods),
        session=record.session, is_planned=record.status == MeetingStatus.planned,
        institution=institution[0] if institution else "",
    )  # fmt: skip


def keys_of(fact: Fact) -> set[str]:
    """The keys by which claims find a fact."""
    keys = {f"person:{person}" for person in fact.people}
    keys |= {f"city:{city}" for city in fact.cities}
    keys |= {f"word:{word}" for word in fact.words | content_words(fact.title)}
    if fact.mechanism:
        keys.add(f"mechanism:{fact.mechanism}")
    return keys
