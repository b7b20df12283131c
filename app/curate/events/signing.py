"""An agreement while it is read."""

from dataclasses import dataclass, field

from app.curate.events.event import Event, Guest, Spot, TextValue
from app.curate.mentions.cities import CityMention
from app.curate.mentions.dates import DateMention
from app.domain.vocabulary import AgreementStatus, AgreementType

TERMS = ("for", "until", "from", "through", "over", "within", "starting")
"""Words before the time for which an agreement holds."""


@dataclass
class Signing:
    """An agreement while it is read. ``title`` are its words in the text."""

    type: AgreementType
    status: AgreementStatus
    title: TextValue[str]
    cue: Spot
    date: TextValue[DateMention] | None = None
    parties: dict[str, TextValue[str]] = field(default_factory=dict)
    count: TextValue[int] | None = None
    valid: TextValue[str] | None = None
    meeting: Event | None = None
    is_ahead: bool = False
    """Whether it shall be signed later."""

    is_item: bool = False
    """Whether it is an item of a list, under words such as “Signed”."""

    is_quoted: bool = False
    """Whether the article quotes it or is it, and tells no news of its release."""

    is_of_plural: bool = False
    """Whether it is one of several texts under one noun, so that its title is made up from their subjects."""

    city: TextValue[CityMention] | None = None
    signatories: list[Guest] = field(default_factory=list)
    topics: dict[str, Spot] = field(default_factory=dict)
    other_cues: list[Spot] = field(default_factory=list)
