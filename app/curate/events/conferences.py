"""Finds conferences and forums in a sentence, and words around what meets."""

import re
from collections.abc import Iterator

from app.curate.events.event import CAME_TOGETHER, Event, Spot, TextValue
from app.curate.events.summits import PLACE_VERB, in_caption
from app.curate.events.timing import event_at
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import MeetingType

_SUMMIT_NUMBER = re.compile(
    r"\b(?P<name>COP|CHOGM|CICA|C5\+1|G)(?P<number>[1-9]\d?)\b(?=\s+(?:in|was|will|is|took|summit)\b)"
)

_CONFERENCE = re.compile(
    r"\b(?P<words>(?:[A-Za-z][\w–-]{0,40}\s){0,3}(?:[Cc]onference|[Ff]orum))\b"
    r"(?P<of>\s+of\s+(?:the\s+)?[A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,4})?"
)

_BUSINESS_FORUM = re.compile(
    r"\b(?:[A-Z]\w+[–‑-][A-Z]\w+\s|joint\s|bilateral\s)?(?P<name>(?:business|investment|economic)\sforum)\b"
)
"""A forum of two countries that is no body: “the Kenya-Peru business forum was held on 3 May”."""

_LEAD = re.compile(
    r"(?:(?:to|at|in|of|for|the|a|an|this|that|and|by|on|their|its|(?:held|hold|host|attend|open)(?:s|ed)?)\s)+",
    re.IGNORECASE,
)
"""Words before a conference that are no part of its name."""

_NO_CONFERENCE = re.compile(r"\b(?:press|news|video|joint)\b", re.IGNORECASE)

_OFF = re.compile(r"\b(?:postponed|cancell?ed|put off)\b")

_VERB = re.compile(
    r"\b(?:held|take place|took place|hosts?|hosted|opened|postponed|cancell?ed|put off|planned for|scheduled)\b"
)

HAPPENS_BEFORE = re.compile(
    r"\b(?:during|following|after|at|within|including|attended|addressed|chaired|hosted|hosts|held|holds|convened|opened"
    r"|concluded|(?:sidelines|margins|framework|part|course|end|conclusion|results|outcomes?|session|day)\sof"
    r"|(?:partici?pat(?:ed|es|ing)|took\spart|takes\spart)\sin)\s(?:the\s|an?\s|their\s)?(?:[\w–-]+(?:’s?|'s?)?\s){0,4}?\Z",
    re.IGNORECASE,
)
HAPPENS_BEHIND = re.compile(
    r"[^.;]{0,90}?\b(?:(?:was|were|is|are|being|will\sbe|been)\s(?:also\s)?(?:held|convened|hosted|opened)|(?:took|takes|taking|take)\splace"
    rf"|kicked\soff|opened|began|got\sunder\sway|brought\stogether|gather(?:ed|s)|{CAME_TOGETHER}|concluded|ended|closed|(?:wrapped|wound)\sup)\b"
)
"""Words around a mechanism or a forum that show that it meets. Without them it may only be founded or praised."""


def conferences(passage: Passage) -> Iterator[Event]:
    """The conferences and forums of a sentence."""
    for match in _SUMMIT_NUMBER.finditer(passage.text):
        cue = Spot(passage, *match.span())
        event = event_at(MeetingType.conference, cue)
        event.subject, event.is_direct = match.group(), False
        event.session = TextValue(int(match["number"]), cue)
        yield in_caption(event)
    named_conferences = [c for match in _CONFERENCE.finditer(passage.text) if (c := _conference(passage, match))]
    ends = {event.cues[0].end for event in named_conferences}
    for match in _BUSINESS_FORUM.finditer(passage.text):
        before = HAPPENS_BEFORE.search(passage.text, 0, match.start())
        if match.end() not in ends and (before or HAPPENS_BEHIND.match(passage.text, match.end())):
            event = event_at(MeetingType.conference, Spot(passage, *match.span()))
            event.subject, event.is_direct = match["name"], False
            yield event
    yield from named_conferences


def _conference(passage: Passage, match: re.Match[str]) -> Event | None:
    """A conference or forum with a number, or with its day and city."""
    ordinal = next((o for o in passage.ordinals if o.end <= match.end() and match.end() - o.start < 60), None)
    has_site = PLACE_VERB.search(passage.text) and passage.cities
    is_off = passage.dates and _OFF.search(passage.text)
    if _NO_CONFERENCE.search(match["words"]) or not (has_site or is_off):
        return None
    lead = _LEAD.match(passage.text, match.start(), match.end())
    cue = Spot(passage, ordinal.start if ordinal else lead.end() if lead else match.start(), match.end())
    event = event_at(MeetingType.conference, cue)
    if ordinal is None and not (event.has_day and "forum" in match["words"].lower() and _VERB.search(passage.text)):
        return None
    event.subject, event.is_direct = cue.words, False
    event.sides = [p for p in passage.parties if cue.start <= p.start < cue.end and p.code in passage.countries]
    if ordinal:
        event.session = TextValue(ordinal.value, Spot.of(passage, ordinal))
    return event
