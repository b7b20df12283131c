"""Finds the next session of a mechanism, as an article announces it: “agreed to hold the next, tenth meeting of the
Group in Oslo in 2027”, “the next one is due in autumn”."""

import re
from collections.abc import Iterator, Sequence

from app.curate.events.event import SESSION, Event, Spot, TextValue
from app.curate.events.summits import ORGANIZATIONS
from app.curate.events.timing import date_of, is_ahead
from app.curate.mentions.mechanism_names import HEADS
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import MeetingStatus, MeetingType

_PLAN = re.compile(
    r"\b(?:will|would|shall|to\sbe\s(?:held|hosted|convened)|to\stake\splace|scheduled|planned|slated|due|set\sfor|expected"
    r"|agreed|concurred|decided|understanding|hosts?|to\s(?:hold|convene|host|meet|organi[sz]e)|invited)\b"
)
"""Words of a sentence that announces a session."""

_NOUN = (
    rf"(?:(?:[\w’'-]+\s){{0,3}}?(?:{SESSION})\b|(?:one|time|gathering)\b"
    r"|(?:[A-Z][\w-]+\s){0,3}?(?:Group|Council|Commission|Committee|Dialogue|Consultations)\b)"
)
"""What a session is called."""

_NEXT = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa])\s(?:next|following|subsequent|upcoming|forthcoming),?\s"
    rf"(?:{_NOUN}|(?=is\s(?:due|set|scheduled|planned)\b|will\b))"
)

_SESSION_NOUN = re.compile(rf"\s{_NOUN}")

_OF = re.compile(r"\sof\s(?:the|this|that|our|their)\s(?P<head>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,5}|[a-z][\w-]+)")
"""Whose session it is."""

_OF_OTHERS = re.compile(r"\s(?:of|between)\s")


def next_sessions(passage: Passage, before: Sequence[MechanismMention]) -> Iterator[Event]:
    """The sessions to come that a sentence announces with a date. ``before`` are the mechanisms of the text so far."""
    text = passage.text
    if not _PLAN.search(text) or not passage.dates:
        return
    mentions = [mention for mention in passage.mechanisms if mention.kind not in ORGANIZATIONS]
    if not mentions and (not before or any(mention.kind in ORGANIZATIONS for mention in passage.mechanisms)):
        return
    for start, end, number in _sessions(passage):
        latest = _mechanism_of_session(text, start, end, mentions, before)
        if latest is None or (latest not in mentions and not _is_of(latest, text, end)):
            continue
        cue = Spot(passage, start, end)
        date = date_of(cue)
        if date is None or not is_ahead(date.value, passage.article.publication):
            continue
        event = Event(MeetingType.session, MeetingStatus.planned, [cue], date=date, is_direct=False)
        reason = f"The mechanism is the {latest.name}, which the article names before."
        is_own = latest in mentions
        spot = Spot.of(passage, latest) if is_own else cue
        event.mechanism = TextValue(latest, spot, None if is_own else reason)
        event.session = TextValue(number, cue) if number else None
        yield event


_REACH = 40
"""Characters between the words for a session and the name of its mechanism."""


_OTHER_CLAUSE = re.compile(r";\s|,?\s(?:while|whereas)\s|,\s(?:and|but)\s(?:that\s|the\s)")
"""The beginning of a clause on something else."""


def _mechanism_of_session(
    text: str, start: int, end: int, mentions: Sequence[MechanismMention], before: Sequence[MechanismMention]
) -> MechanismMention | None:
    """The mechanism whose session it is: that of its own clause, else the last that the text names before it."""
    behind = [m for m in mentions if m.start >= start and not _OTHER_CLAUSE.search(text, end, max(end, m.start))]
    earlier = [m for m in mentions if m.start < start]
    near = [m for m in behind if m.start - end < _REACH]
    of_text = [] if names_other_body(text, earlier, start) else before[-1:]
    return next(iter([*near[:1], *earlier[-1:], *behind[-1:], *of_text]), None)


_BODY = re.compile(rf"\b(?:{'|'.join(head.title() for head in HEADS)})\b")


def names_other_body(text: str, earlier: Sequence[MechanismMention], end: int) -> bool:
    """Whether a body that is no mechanism of the text stands between those ``earlier`` in a sentence and ``end``: “They
    founded the Council of Mayors and will hold its first session in May”."""
    return bool(_BODY.search(text, earlier[-1].end if earlier else 0, end))


def _sessions(passage: Passage) -> Iterator[tuple[int, int, int | None]]:
    """Where the words for a session begin and end, and its number."""
    spans: list[tuple[int, int]] = []
    for ordinal in passage.ordinals:
        if match := _SESSION_NOUN.match(passage.text, ordinal.end):
            spans.append((ordinal.start, match.end()))
            yield ordinal.start, match.end(), ordinal.value
    for match in _NEXT.finditer(passage.text):
        if not any(match.start() < end and start < match.end() + _REACH // 4 for start, end in spans):
            yield match.start(), match.end(), None


def _is_of(latest: MechanismMention, text: str, end: int) -> bool:
    """Whether a session is that of a mechanism, by the words behind it: of the “Planning Group”, or of none."""
    if match := _OF.match(text, end):
        return {*match["head"].lower().split()} <= {*latest.design.lower().split(), *latest.name.lower().split()}
    return not _OF_OTHERS.match(text, end)
