"""An event while it is read: what each sentence says of it, with the words that say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from app.curate.mentions.cities import CityMention
from app.curate.mentions.dates import DateMention
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage
from app.curate.proposals import Quote
from app.domain.edtf import Precision
from app.domain.text import fold
from app.domain.vocabulary import MeetingFormat, MeetingStatus, MeetingType, ParticipantRole

T = TypeVar("T")

R = TypeVar("R", CityMention, DateMention)

SESSION = (
    r"(?i:(?:(?:plenary|regular|ordinary|joint|annual)\s)?(?:meeting|session|round|sitting|gathering|edition|plenary"
    r"|(?<!-)term(?!\sof\soffice)|ministerial(?=\s(?:will|would|is|was|in|to|took)\b)))"
)
"""What a meeting of a mechanism is called."""

CAME_TOGETHER = (
    r"(?:met|(?:re)?convened|gathered|assembled|sat(?:\sdown(?!\swith))?|(?:came|got)\stogether"
    r"|held\s(?:talks|an?\s(?:\w+\s)?meeting))"
)
"""What those who met did."""

COME_TOGETHER = r"(?:meets?|(?:re)?convenes?|gathers?|assembles?|sits?(?:\sdown)?|(?:comes?|gets?)\stogether)"

AHEAD = r"(?:will|would|shall|(?:is|are)\s(?:(?:due|set|expected|scheduled|planned)\s)?to)"

DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
"""A day, or the first and the last of several."""


class Mention(Protocol):
    """What stands between two offsets of a sentence, or a date of its paragraph."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Spot(NamedTuple):
    """Words of a sentence. The offsets count characters in the sentence, from 0; ``end`` is exclusive."""

    passage: Passage
    start: int
    end: int

    @classmethod
    def of(cls, passage: Passage, mention: Mention) -> "Spot":
        """Where a mention stands in its sentence."""
        offset = passage.sentence.start if isinstance(mention, DateMention) else 0
        return cls(passage, mention.start - offset, mention.end - offset)

    def quote(self, *fields: str, reason: str | None = None) -> Quote:
        return self.passage.quote(self.start, self.end, *fields, reason=reason)

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True)
class TextValue(Generic[T]):
    """A value with the words that state it. ``reason`` says how it was worked out, if the words do not state it."""

    value: T
    spot: Spot
    reason: str | None = None

    def quote(self, *fields: str) -> Quote:
        return self.spot.quote(*fields, reason=self.reason)


def text_value(passage: Passage, mention: R) -> TextValue[R]:
    """A city or a date, with its words and how it was worked out."""
    return TextValue(mention, Spot.of(passage, mention), mention.reason)


@dataclass
class Guest:
    """A person who takes part, with the role."""

    mention: PersonMention
    spot: Spot
    role: ParticipantRole = ParticipantRole.participant
    certain: bool = True
    """Whether the words around say the role."""


def start_of(mention: PersonMention) -> int:
    """Where a person begins, with the post before the name."""
    return min(mention.start, mention.post.start) if mention.post else mention.start


def end_of(mention: PersonMention) -> int:
    """Where a person ends, with the post behind the name: “A and B, the trade minister, held talks”."""
    return max(mention.end, mention.post.end) if mention.post else mention.end


def guest_of(passage: Passage, mention: PersonMention) -> Guest:
    """A person who takes part, with the place of the post and the name."""
    return Guest(mention, Spot(passage, start_of(mention), mention.end))


def person_key(mention: PersonMention) -> str:
    """The id of a person: of the known one, else made of the name."""
    return mention.id or "-".join(fold(mention.name).split())


@dataclass
class Event:
    """An event of a meeting. ``cues`` are the words that tell of it, in the order of the text."""

    type: MeetingType
    status: MeetingStatus
    cues: list[Spot]
    guests: dict[str, Guest] = field(default_factory=dict)
    date: TextValue[DateMention] | None = None
    mechanism: TextValue[MechanismMention] | None = None
    session: TextValue[int] | None = None
    city: TextValue[CityMention] | None = None
    country: TextValue[str] | None = None
    format: TextValue[MeetingFormat] | None = None
    venue: TextValue[str] | None = None
    topics: dict[str, Spot] = field(default_factory=dict)
    subject: str | None = None
    """What people meet for, if it is no mechanism: COP29."""

    kind_of_visit: str | None = None
    is_direct: bool = True
    """Whether the cue names the event with its people, so that it is hardly something else."""

    sides: list[PartyMention] = field(default_factory=list)
    """The parties that the text names as those that meet. The parties of guests and of a mechanism are added to
    them."""

    is_arrival: bool = False
    """Whether the date of a visit is the day of the arrival."""

    is_inferred: bool = False
    """Whether the day is worked out of what other sentences say."""

    is_online: bool = False
    """Whether the sentences of the event say that it is held online, and so in no city."""

    series: "Event | None" = None
    """The summit before it, with the same sides."""

    part_of: "Event | None" = None

    @property
    def country_code(self) -> str | None:
        """The code of the country where it is."""
        if self.country:
            return self.country.value
        return self.city.value.city.country if self.city else None

    @property
    def passages(self) -> Iterator[Passage]:
        return (cue.passage for cue in self.cues)

    @property
    def has_day(self) -> bool:
        """Whether the date is a day, or some days in a row."""
        return bool(self.date and DAYS.fullmatch(self.date.value.edtf or ""))

    @property
    def is_dated(self) -> bool:
        """Whether the date identifies the event: a day does, so does the month of an event that was held, and the year
        of a visit."""
        span = self.date.value.span if self.date else None
        wide = (Precision.month, Precision.year) if self.type is MeetingType.visit else (Precision.month,)
        return self.has_day or (span is not None and span.precision in wide and self.status is MeetingStatus.held)


class DatedEvent(Protocol):
    """What has a date: an event or a signing."""

    date: TextValue[DateMention] | None


def dates_agree(event: DatedEvent, candidate: DatedEvent) -> bool:
    """Whether two events may be on the same day."""
    first, second = (dated_event.date.value.span if dated_event.date else None for dated_event in (event, candidate))
    return first is None or second is None or first.overlaps(second)
