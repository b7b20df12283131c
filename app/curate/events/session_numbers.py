"""Finds the sessions that a sentence names by number alone, and takes a day from the sentence before."""

import re
from collections.abc import Iterator, Sequence

from app.curate.events.event import AHEAD, CAME_TOGETHER, COME_TOGETHER, SESSION, Event, Spot, TextValue
from app.curate.events.next_sessions import names_other_body
from app.curate.events.summits import ORGANIZATIONS
from app.curate.events.timing import event_at
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import MeetingStatus, MeetingType

_AHEAD = (
    r"(?P<ahead>will|would|shall|is\s(?:to|due|set|scheduled|planned|expected)|to\sbe"
    r"|is\s(?!held|hosted|opened)[a-z]+ed\s(?:in\s)?for|goes\sto|moves\sto|falls\sto|follows\sin)"
)

_SESSION_VERB = re.compile(
    rf"\s(?P<noun>{SESSION})(?:(?:,?\s(?:which|that))?\s(?:{_AHEAD}|was|took|had|has|met|went\sto|opened|began|convened|concluded|ended|closed)\b|:\s)"
    rf"|\s{_AHEAD.replace('ahead', 'alone')}\b|\s(?:was|had\sbeen)\s(?:held|hosted)\b"
    r"|(?P<ellipsis>\s(?:one\s)?in\s(?=[A-Z]))"
)
"""“The sixth session will be held in Oslo”, “the seventh goes to Bergen”."""

_EARLIER_SESSION = re.compile(rf"\b(?:[Ff]irst|[\w-]+(?:th|st|nd|rd))\s{SESSION}\b.*\band\sthe\s\Z")
"""“Its first meeting was held in Oslo and the second in Bergen”."""

_CLAUSE = re.compile(r"(?:^|[,;:–—]\s|\band\s|\bbut\s)(?:the\s)?$", re.IGNORECASE)
"""What stands before a number that is the subject of its clause."""

_NEXT = re.compile(
    rf"\b[Tt]he\s(?P<noun>(?:next|previous|last|latest|first)\s{SESSION})\s"
    r"(?:will|would|shall|is to|is due|was|took|is scheduled|is planned|had been)\b"
)
"""A session that is named by neither number nor group."""

_HOSTED_BY = re.compile(r"\bhosted\sby\b|\bwill\shost\b")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def numbered_sessions(passage: Passage, last_mechanism: MechanismMention, earlier: Sequence[Event]) -> Iterator[Event]:
    """The sessions of the mechanism that the text names last, or of that whose next ``earlier`` session has the number
    before: “The sixth session will be held in Oslo”."""
    is_next = True
    series = {e.session.value: e.mechanism.value for e in earlier if e.session and e.mechanism}
    for ordinal in passage.ordinals:
        match = _SESSION_VERB.match(passage.text, ordinal.end)
        if match is None or not (match["noun"] or _is_subject(passage, ordinal.start)):
            continue
        if match["ellipsis"] and not _EARLIER_SESSION.search(passage.text, 0, ordinal.start):
            continue
        is_next = False
        cue = Spot(passage, ordinal.start, match.end("noun") if match["noun"] else ordinal.end)
        latest = series.get(ordinal.value - 1) or series.get(ordinal.value + 1) or last_mechanism
        reason = f"The mechanism is the {latest.name}, which the article names before."
        event = event_at(MeetingType.session, cue, is_direct=False)
        if event.status is MeetingStatus.held and (match["ahead"] or match["alone"]):
            event.status = MeetingStatus.planned
        event.mechanism, event.session = TextValue(latest, cue, reason), TextValue(ordinal.value, cue)
        yield event
    has_site = passage.cities or _HOSTED_BY.search(passage.text)
    match = _NEXT.search(passage.text) if is_next and has_site and passage.dates else None
    if match:
        cue = Spot(passage, *match.span("noun"))
        event = event_at(MeetingType.session, cue, is_direct=False)
        reason = f"The mechanism is the {last_mechanism.name}, which the article names before."
        event.mechanism = TextValue(last_mechanism, cue, reason)
        yield event


_REUNION = re.compile(
    rf"\b(?P<next>{AHEAD}\snext\s{COME_TOGETHER}|(?:{AHEAD}|agreed\sto|plans?\sto)\s{COME_TOGETHER}\s(?:again|next))\b"
    rf"|\b(?P<past>(?:last|previously|first)\s{CAME_TOGETHER})\b"
    rf"|\b(?P<noun>(?:[Ii]ts|[Tt]heir)\s(?:next|previous|last|first)\s{SESSION})\b"
)
"""A session without a number, of a mechanism of which the text tells: “Its next session will be held in Oslo”."""

_BODY = re.compile(
    r"\b(?:[Ii]t|[Tt]hey|(?:[Tt]he|[Bb]oth)\s(?:two\s)?(?:ministers|sides|parties|co-chairs|delegations))\b"
)
"""A subject that may stand for those who meet in a mechanism."""


_BESIDE = re.compile(r"\bon\sthe\s(?:margins|sidelines|fringes)\sof\b")
"""Words before an event beside which people meet: “The ministers last met on the margins of …”."""


def reunions(passage: Passage, before: Sequence[MechanismMention]) -> Iterator[Event]:
    """The sessions, with a day and a city, of the mechanism that the text named last."""
    for match in _REUNION.finditer(passage.text):
        mentions = [m for m in passage.mechanisms if m.kind not in ORGANIZATIONS and m.end <= match.start()]
        latest = next(reversed([*before, *mentions]), None)
        if match["noun"] and names_other_body(passage.text, mentions, match.start()):
            continue
        head = latest.design.split(" on ")[0].split(" for ")[0].split()[-1] if latest else "Group"
        subject = passage.text[: match.start()]
        is_concerned = (
            match["noun"]
            or mentions
            or _BODY.search(subject)
            or re.search(rf"\bthe\b.*\b{head}\b", subject, re.IGNORECASE)
        )
        if match["past"] and not mentions and _BESIDE.search(passage.text, match.end()):
            continue
        if latest is None or not is_concerned or not any(city.start >= match.end() for city in passage.cities):
            continue
        cue = Spot(passage, *match.span())
        event = event_at(MeetingType.session, cue, is_direct=False)
        if match["next"]:
            event.status = MeetingStatus.planned
        elif match["past"]:
            event.status = MeetingStatus.held
        event.mechanism = TextValue(latest, cue, f"The mechanism is the {latest.name}, which the article names before.")
        if match["noun"] and " first " in match["noun"].lower():
            event.session = TextValue(1, cue)
        offset = passage.sentence.start
        if event.date and event.date.value.start - offset >= match.end():
            yield event


def _is_subject(passage: Passage, start: int) -> bool:
    """Whether a number without a noun is a session: the subject of a clause of a sentence with a place and a time."""
    return bool(_CLAUSE.search(passage.text[max(0, start - 12) : start]) and passage.cities and passage.dates)


_TALKS_OF_IT = re.compile(
    r"(?:The|These)\s(?:[\w-]+\s){0,2}(?:talks|meeting|discussions|negotiations)\s(?:was|were|took)\b"
)
"""The beginning of a paragraph that goes on about the talks of the sentence before."""


def take_day(event: Event, previous: Passage | None) -> None:
    """Give a session that was held the only day and city of the sentence before, where its own has neither."""
    passage = event.cues[0].passage
    is_bare = event.date is None and event.status is MeetingStatus.held and not (passage.dates or passage.cities)
    if not is_bare or previous is None:
        return
    if previous.sentence.paragraph != passage.sentence.paragraph and not _TALKS_OF_IT.match(passage.text):
        return
    days = [day for day in previous.dates if day.edtf and _DAY.fullmatch(day.edtf)]
    if len(days) != 1 or len(previous.cities) != 1:
        return
    day, city = days[0], previous.cities[0]
    reason = "The day of the sentence before."
    event.date = TextValue(day, Spot.of(previous, day), day.reason or reason)
    event.city = TextValue(city, Spot.of(previous, city), "The city of the sentence before.")
    event.is_inferred = True
