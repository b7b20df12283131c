"""A made-up world of any size. It is the same every time, and nothing in it is a fact.

A meeting has 2 to 4 participants, 1 to 3 topics and 1 or 2 sources. There are 20 mechanisms, of which a few have most
of the meetings, up to 200 countries and up to 50,000 officials, and as many trade stats as meetings. One meeting in 20
is on one of three days, so that thousands have the same date. One in 200 has a rare word in its title.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from random import Random
from string import ascii_uppercase
from typing import Any

from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Authority, Flow, Indicator, Qualifier, StatKind, Unit
from app.domain.vocabulary import DocumentKind, MechanismKind, MeetingStatus, MeetingType, ParticipantRole
from app.ingest import seed_schema

FIRST = dt.date(1992, 1, 1)
DAYS = 12_000
MECHANISMS = 20
CROWD_DAYS = tuple(FIRST + dt.timedelta(days=days) for days in (3_000, 6_000, 9_000))
"""One meeting in 20 is on one of these days."""
RARE = "extraordinary"
"""The word in the title of one meeting in 200."""
TOPICS = (
    "trade", "energy", "transport", "culture", "defence", "education", "water", "health", "space", "law", "arts",
)  # fmt: skip
SYLLABLES = ("ba", "ko", "ri", "tem", "ul", "sha", "ne", "dor", "li", "gan", "ye", "mur", "az", "po", "vel", "ka")
MEETING_FIELDS = ("status", "date", "mechanism", "city", "country", "countries", "participants", "topics")
STAT_FIELDS = ("value", "unit", "qualifier", "indicator", "flow", "reporter", "partner", "date")
"""The fields that the evidence of a meeting and of a trade stat supports."""
HASH = sha256(b"").hexdigest()


class RecordStream:
    """Records to iterate over more than once. Each pass makes them anew, so that no more than one is in memory."""

    def __init__(self, make: Callable[[], Iterator[Any]]) -> None:
        self.make = make

    def __iter__(self) -> Iterator[Any]:
        return self.make()


def day(date: dt.date) -> Span:
    return Span(date.isoformat(), date, date, Precision.day)


def year(number: int) -> Span:
    return Span(str(number), dt.date(number, 1, 1), dt.date(number, 12, 31), Precision.year)


class World:
    """The loader takes it as a seed. ``stats`` is the number of trade stats, without it that of the meetings."""

    def __init__(self, meetings: int, stats: int | None = None) -> None:
        self.meetings, self.stats = meetings, meetings if stats is None else stats
        self.countries = [a + b for a in ascii_uppercase for b in ascii_uppercase][: min(200, max(20, meetings // 50))]
        self.officials = min(50_000, max(50, meetings // 20))
        self.documents = min(2_000, max(20, meetings // 500))
        makers = {
            "country": self._countries, "city": self._cities, "topic": self._topics, "document": self._documents,
            "mechanism": self._mechanisms, "official": self._officials, "meeting": self._meetings,
            "trade-stat": self._stats,
        }  # fmt: skip
        self.records: dict[str, Any] = {
            kind.kind: RecordStream(makers[kind.kind]) if kind.kind in makers else ()
            for kind in seed_schema.SEED_MODELS
        }

    def __len__(self) -> int:
        entities = len(self.countries) * 2 + len(TOPICS) + self.documents + MECHANISMS + self.officials
        return entities + self.meetings + self.stats

    def _countries(self) -> Iterator[seed_schema.CountrySeed]:
        for number, code in enumerate(self.countries):
            yield seed_schema.CountrySeed(
                id=code,
                alpha3=f"{code}X",
                numeric=f"{number:03}",
                name=f"Country {code}",
                evidence=[self._place(number)],
            )

    def _cities(self) -> Iterator[seed_schema.CitySeed]:
        for number, code in enumerate(self.countries):
            yield seed_schema.CitySeed(
                id=f"city-{code.lower()}", name=f"City {code}", country=code,
                latitude=number % 90, longitude=number % 180, geonames=number + 1,
            )  # fmt: skip

    def _topics(self) -> Iterator[seed_schema.TopicSeed]:
        for topic in TOPICS:
            yield seed_schema.TopicSeed(id=topic, name=topic.capitalize())

    def _documents(self) -> Iterator[seed_schema.DocumentSeed]:
        for number in range(self.documents):
            publication = FIRST + dt.timedelta(days=number * DAYS // self.documents)
            yield seed_schema.DocumentSeed.model_construct(
                id=f"document-{number}", title=f"Report {number}", publisher=f"Agency {number % 40}", author=None,
                date=day(publication), language="en", sha256=sha256(str(number).encode()).hexdigest(), paragraphs=50,
                kind_=DocumentKind.article, source_url=None, archived_url=None, licence=None, version=None,
                retrieved=None, supersedes=None, editorial=[], rows=None, key=[],
                set_aside=[], evidence=[self._place(number)],
            )  # fmt: skip

    def _mechanisms(self) -> Iterator[seed_schema.MechanismSeed]:
        for number in range(MECHANISMS):
            yield seed_schema.MechanismSeed.model_construct(
                id=f"mechanism-{number}", acronym=f"M{number}", name=f"Made-up Council {number}", aliases=[],
                editorial_aliases=[], kind_=MechanismKind.council, level=None,
                members=self.countries[number : number + 3], established=year(1992 + number),
                evidence=[self._place(number)],
            )  # fmt: skip

    def name(self, number: int) -> str:
        chance = Random(number)
        first, last = ("".join(chance.choices(SYLLABLES, k=k)).capitalize() for k in (2, 3))
        return f"{first} {last} {number}"

    def _officials(self) -> Iterator[seed_schema.OfficialSeed]:
        for number in range(self.officials):
            yield seed_schema.OfficialSeed.model_construct(
                id=f"official-{number}", name=self.name(number), aliases=[], editorial_aliases=[],
                country=self.countries[number % len(self.countries)], positions=[], evidence=[self._place(number)],
            )  # fmt: skip

    def _place(self, number: int, fields: Sequence[str] = ()) -> seed_schema.EvidenceSeed:
        return seed_schema.EvidenceSeed.model_construct(
            document=f"document-{number % self.documents}", paragraph=number % 50 + 1, quote="words", until="of it",
            occurrence=None, fields=list(fields), says=None, reason=None, reviewed=0,
            start=number, end=number + 8, sha256=HASH,
        )  # fmt: skip

    def _meetings(self) -> Iterator[seed_schema.MeetingSeed]:
        chance = Random(1)
        sessions = [0] * MECHANISMS
        for number in range(self.meetings):
            mechanism = min(int(chance.expovariate(0.35)), MECHANISMS - 1)
            sessions[mechanism] += 1
            people = chance.sample(range(self.officials), chance.randint(2, 4))
            countries = list(dict.fromkeys(self.countries[person % len(self.countries)] for person in people))
            date = FIRST + dt.timedelta(days=int(DAYS * chance.random() ** 0.6))
            if number % 20 == 0:
                date = CROWD_DAYS[number // 20 % len(CROWD_DAYS)]
            title = f"Meeting {sessions[mechanism]} of Made-up Council {mechanism}"
            host = countries[0]
            yield seed_schema.MeetingSeed.model_construct(
                id=f"meeting-{number}", title=title if number % 200 else f"{RARE.capitalize()} {title}",
                type=MeetingType.session, status=MeetingStatus.held, date=day(date), mechanism=f"mechanism-{mechanism}",
                session=None, city=f"city-{host.lower()}", venue=None, country=host, countries=countries,
                participants=[
                    seed_schema.ParticipantSeed.model_construct(
                        official=f"official-{person}", country=self.countries[person % len(self.countries)],
                        post="Foreign Minister", role=ParticipantRole.participant,
                    )
                    for person in people
                ],
                topics=chance.sample(TOPICS, chance.randint(1, 3)), occasion=None,
                evidence=[self._place(number + offset, MEETING_FIELDS) for offset in range(chance.randint(1, 2))],
            )  # fmt: skip

    def _stats(self) -> Iterator[seed_schema.TradeStatSeed]:
        chance = Random(2)
        kinds = (Indicator.trade, Indicator.tourists, Indicator.students)
        for number in range(self.stats):
            reporter, partner = chance.sample(self.countries, 2)
            value = chance.randint(1_000, 9_999_999_999)
            indicator = kinds[number % 3]
            yield seed_schema.TradeStatSeed.model_construct(
                id=f"stat-{number}", indicator=indicator, flow=Flow.turnover if indicator == Indicator.trade else None,
                reporter=reporter, partner=partner, product=None, scope=None, date=year(1992 + number % 33),
                value=float(value), unit=Unit("USD" if indicator == Indicator.trade else "count"),
                qualifier=Qualifier.exact, growth_percent=None, kind_=StatKind.actual, authority=Authority.statistics,
                as_written=f"{value:,}", attributed_to=None, meeting=None, mechanism=None,
                evidence=[self._place(number, STAT_FIELDS)],
            )  # fmt: skip
