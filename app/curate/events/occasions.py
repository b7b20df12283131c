"""Finds the events of an article, sentence by sentence, and itself the sessions of mechanisms."""

import re
from collections.abc import Iterator, Sequence

from app.curate.events.conferences import HAPPENS_BEFORE, HAPPENS_BEHIND, conferences
from app.curate.events.event import AHEAD, CAME_TOGETHER, COME_TOGETHER, SESSION, Event, Spot, TextValue
from app.curate.events.gatherings import gatherings
from app.curate.events.next_sessions import next_sessions
from app.curate.events.session_numbers import numbered_sessions, reunions, take_day
from app.curate.events.summits import ORGANIZATIONS, summits
from app.curate.events.timing import date_of, event_at, status_of
from app.curate.events.visits import visits
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Passage, Reading
from app.domain.vocabulary import MechanismKind, MeetingStatus, MeetingType

_NOUN = re.compile(rf"\b(?:{SESSION}|consultations)\b", re.IGNORECASE)

_WITHOUT_NUMBER = re.compile(
    r"\b(?:next|regular|upcoming|forthcoming|latest|previous|annual|inaugural)\b", re.IGNORECASE
)

_DUE = re.compile(r"next|upcoming|forthcoming|inaugural", re.IGNORECASE)
"""Those of them that name one session, which needs no day and no place beside it."""

_REACH = 70
"""Characters between the name of a mechanism and the ordinal of its session."""

_SUBJECT = re.compile(r"\s(?:on|for)\s[a-z][a-z -]{3,80}?(?=,|\s(?:will|met|held|has|is|was|convened)\b)")

_FOR_TIME = re.compile(
    r"(?:\s(?:of|between)\s[^.,;]{3,60}?)?(?:,\swhich)?\s(?:has\s|have\s|had\s)?"
    rf"(?:{CAME_TOGETHER}|(?:{AHEAD}\s)?{COME_TOGETHER})\s(?:[^.,;]{{1,60}}?\s)?"
    rf"(?:for\s(?:the|its|their)\s(?P<which>[\w-]+)\s(?:time|{SESSION}))\b"
)
"""“The council met for the third time”, “The commission convened for its fourth session”."""

_APPOSITION = re.compile(rf",\s(?:in\s|at\s|for\s)?its\s(?P<which>[\w-]+)\s{SESSION}\b")
"""“The commission, its fourth session, in Oslo”."""

_OWN_SESSION = re.compile(
    r"(?:\s(?:between|of)\s[^.,;]{3,90}?)?(?:,\swhich)?\s(?:\([A-Z]{2,8}\)\s)?"
    r"(?:will hold|to hold|held|holds|hold|convened|opened|concluded|completed)\s"
    rf"(?:its|their|the)\s(?:\w+\s)??(?P<which>[\w-]+)\s(?P<noun>{SESSION})\b",
    re.IGNORECASE,
)
"""“The commission held its eleventh session”."""

_MEETS_WORDS = (
    rf"(?:\s(?:(?:{AHEAD}\s(?:next\s)?)?{COME_TOGETHER}|(?:has\s|had\s)?(?:last\s)?{CAME_TOGETHER}"
    rf"|(?:was|were|has\sbeen|had\sbeen|{AHEAD}(?:\sbe)?)\s(?:last\s|next\s)?(?:held|hosted|convened)|took\splace|{AHEAD}\stake\splace)\b"
    r"|(?:\sbetween\s(?:both|the\stwo)\s(?:countries|sides))?,\s(?:which\s(?:was|is|ha[sd]\sbeen)\s)?(?:originally\s)?"
    r"(?:scheduled|planned|set|due|called)\s(?:for|to|on)\b)"
)

_MEETS = re.compile(_MEETS_WORDS)

_OF_TWO_MEETS = re.compile(rf"(?:\s(?:between|of)\s[^.,;]{{3,60}}?)?{_MEETS_WORDS}")
"""A verb after the two parties of the mechanism: “the 8th Joint Committee of Kenya and Peru was held”."""

_FOR_ITS = re.compile(rf"\sfor\s(?:its|their|the|a)\s(?P<which>[\w-]+)\s{SESSION}\b")

_MOST_EARLIER = 50
"""Mechanisms before a sentence to which “the commission” may go back."""

_ANAPHORA = re.compile(
    rf"\b{SESSION}\s+of\s+(?:the|this|that|our|their|its)\s+"
    r"(?P<head>group|commission|council|committee|consultations|dialogue|forum)\b(?!\s+of\s+[A-Z])",
    re.IGNORECASE,
)


def occasions(reading: Reading) -> Iterator[Event]:
    """The sessions, summits, conferences and visits of a text, in order."""
    before: list[MechanismMention] = []
    earlier: list[Event] = []
    summit: Event | None = None
    gathering: Event | None = None
    latest_visit: Event | None = None
    for number, passage in enumerate(reading.passages):
        sessions = [*_sessions(passage, reading.passages[number - 1] if number else None, before, earlier)]
        earlier = [*earlier, *sessions][-_MOST_EARLIER:]
        yield from sessions
        numbers = {_number(event) for event in sessions}
        yield from (event for event in next_sessions(passage, before) if _number(event) not in numbers)
        for event in summits(passage, summit):
            summit = event
            yield event
        for event in gatherings(passage, gathering):
            gathering = event
            yield event
        spots = [event.mechanism.spot for event in sessions if event.mechanism]
        for event in conferences(passage):
            cue = event.cues[0]
            if not any(spot.start < cue.end and cue.start < spot.end for spot in spots):
                yield event
        for event in [*visits(passage, reading.passages[max(0, number - 1)], latest_visit)]:
            latest_visit = event
            yield event
        mentions = [m for m in passage.mechanisms if m.kind not in ORGANIZATIONS]
        inferred_mechanisms = [event.mechanism.value for event in sessions if event.mechanism and not mentions]
        before = [*before, *mentions, *inferred_mechanisms][-_MOST_EARLIER:]


def _number(event: Event) -> int | None:
    return event.session.value if event.session else None


def _sessions(
    passage: Passage, previous: Passage | None, before: Sequence[MechanismMention], earlier: Sequence[Event]
) -> Iterator[Event]:
    for mention in passage.mechanisms:
        is_assembly = mention.kind == MechanismKind.assembly
        find = _own_session if is_assembly else _session
        if (is_assembly or mention.kind not in ORGANIZATIONS) and (event := find(passage, mention)):
            take_day(event, previous)
            yield event
            yield from _session_agreed(passage, mention, event)
    is_alone = all(mention.kind in ORGANIZATIONS for mention in passage.mechanisms)
    if before and is_alone:
        if event := _anaphora(passage, before):
            yield event
        else:
            yield from numbered_sessions(passage, before[-1], earlier)
    yield from reunions(passage, before)


_NEXT_SESSION = re.compile(
    rf"\b(?:to\s(?:hold|convene|host)|will\s(?:hold|convene|host))\s(?:its|their|the)\s(?P<which>[\w-]+)\s{SESSION}\b"
    rf"|[;,]\s(?:and\s|while\s)?the\s(?P<following>next)(?:\s(?:one|{SESSION}))?\s(?=is\s(?:set|due|scheduled|planned|to)|will)"
)


def _session_agreed(passage: Passage, mention: MechanismMention, event: Event) -> Iterator[Event]:
    """The next session, on which a session agrees: “the fifth session agreed to hold its sixth session in Oslo”."""
    match = _NEXT_SESSION.search(passage.text, event.cues[0].end)
    if match is None:
        return
    start = match.start("following" if match["following"] else "which")
    ordinal = next((o for o in passage.ordinals if o.start == start), None)
    if ordinal is None and passage.text[start : start + 4].lower() != "next":
        return
    cue = Spot(passage, start, match.end())
    later = Event(MeetingType.session, MeetingStatus.planned, [cue], date=date_of(cue), is_direct=False)
    later.mechanism = TextValue(mention, Spot.of(passage, mention))
    later.session = TextValue(ordinal.value, cue) if ordinal else None
    if later.session or later.date:
        yield later


def _anaphora(passage: Passage, before: Sequence[MechanismMention]) -> Event | None:
    """A session of the mechanism that the text named before: “The fourth meeting of the group will be held in Oslo”."""
    match = _ANAPHORA.search(passage.text)
    if match is None:
        return None
    head = match["head"].lower()
    latest = next((m for m in reversed(before) if head in m.design.lower().split()), None)
    if latest is None:
        return None
    low = max(0, match.start() - 25)
    ordinal = next((o for o in passage.ordinals if low <= o.start < match.start()), None)
    if ordinal is None and not _WITHOUT_NUMBER.search(passage.text, low, match.start()):
        return None
    cue = Spot(passage, ordinal.start if ordinal else match.start(), match.end())
    event = event_at(MeetingType.session, cue)
    event.mechanism = TextValue(latest, Spot(passage, *match.span()), f"The {match['head']} is the {latest.name}.")
    if ordinal:
        event.session = TextValue(ordinal.value, cue)
    event.is_direct = False
    return event


def _session(passage: Passage, mention: MechanismMention) -> Event | None:
    """A session: its ordinal or a word such as “next” stands near the name, with a word such as “meeting”."""
    text = passage.text
    if event_by_name := _own_session(passage, mention):
        return event_by_name
    if mention.is_regional and _SUMMIT_NEAR.search(text, max(0, mention.start - 40), mention.end + 20):
        return None
    low, high = max(0, mention.start - _REACH), min(len(text), mention.end + 25)
    noun = next(
        (m for m in _NOUN.finditer(text, low, high) if m.end() <= mention.start or m.start() >= mention.end), None
    )
    ordinal = next((o for o in reversed(passage.ordinals) if low <= o.start < mention.end), None)
    has_number = (
        ordinal and mention.start - ordinal.end == 1 and _OF_TWO_MEETS.match(text, _end_of_name(passage, mention))
    )
    has_number = has_number or (
        ordinal and ordinal.value > 1 and _NUMBERS_IT.fullmatch(text, ordinal.end, mention.start)
    )
    has_meeting = _tells_of_meeting(passage, mention)
    if noun is None and mention.kind != MechanismKind.consultations and not (has_number or has_meeting):
        return None
    quality = _WITHOUT_NUMBER.search(text, low, mention.start) or _REGULAR.match(text, mention.end)
    is_due = quality and (passage.cities or passage.dates or _DUE.search(quality.group()))
    if ordinal is None and not (is_due or has_meeting):
        return None
    if ordinal is None and _BEFORE_NUMBER.match(text, mention.end):
        ordinal = next((o for o in passage.ordinals if 0 < o.start - mention.end <= len(", the ")), None)
    first = min([mention.start, *([ordinal.start] if ordinal else []), *([quality.start()] if quality else [])])
    last = max(mention.end, noun.end() if noun else 0, ordinal.end if ordinal else 0)
    event = event_at(MeetingType.session, Spot(passage, first, last))
    event.mechanism = TextValue(mention, Spot.of(passage, mention))
    if ordinal:
        event.session = TextValue(
            ordinal.value,
            Spot(
                passage,
                ordinal.start,
                max(ordinal.end, noun.end() if noun and noun.start() < mention.start else ordinal.end),
            ),
        )
    return event


_PAIR = r"(?:[A-Z]\w+(?:\s[A-Z]\w+)?(?:\s?[–‑-]\s?|\sand\s)[A-Z]\w+(?:\s[A-Z]\w+)?\s)?"

_NUMBERS_IT = re.compile(rf"\s{_PAIR}")
"""What stands between a number and the body that meets: “the 12th Peru–Kenya Binational Cabinet”."""

_MEETINGS = r"(?:meetings?|sessions?|talks|sitting|video\s?conference|round)"

_ITS_MEETING = re.compile(rf"(?:\s\([A-Z]{{2,8}}\))?\s(?i:{_MEETINGS})\b")

_MEETING_OF = re.compile(
    rf"\b(?i:{_MEETINGS})\sof\s(?:the\s|their\s)?(?:two\s(?:countries|sides|states)[’']\s)?{_PAIR}\Z"
)


def _tells_of_meeting(passage: Passage, mention: MechanismMention) -> bool:
    """Whether the words tell of a meeting of a mechanism without its number: “following a meeting of the Council”."""
    text, end = passage.text, _end_of_name(passage, mention)
    meeting_of, behind = _MEETING_OF.search(text, 0, mention.start), _ITS_MEETING.match(text, end)
    is_meeting = bool(meeting_of or behind or (mention.kind == MechanismKind.consultations and not mention.is_regional))
    start = meeting_of.start() if meeting_of else mention.start
    happens_before = HAPPENS_BEFORE.search(text, 0, start)
    is_in_city = any(_IN.fullmatch(text, end, city.start) for city in passage.cities)
    if not is_meeting:
        return bool(
            _WORK_VERB.match(text, end) or _TO_CONVENE.search(text, 0, start) or (happens_before and is_in_city)
        )
    is_single = meeting_of and _SINGLE.search(text, 0, meeting_of.start())
    is_held = bool(is_single) and status_of(Spot(passage, start, end)) is MeetingStatus.held
    return bool(is_held or happens_before or HAPPENS_BEHIND.match(text, behind.end() if behind else end))


_SINGLE = re.compile(r"\b(?:an?|the|their|its)\s(?:[\w-]+\s){0,2}\Z")

_IN = re.compile(r"\sin\s")

_TO_CONVENE = re.compile(r"\bto\s(?:convene|hold|host)\s(?:the|a|their|its)\s(?:[\w–-]+\s){0,3}?\Z")

_WORK_VERB = re.compile(
    r"\s(?:has\s)?(?:concluded|ended|opened|held|wrapped\sup|began)\s(?:its|their)\s(?:meetings?|work|sessions?)\b"
)
"""What stands behind a body that meets: “the committee concluded its meetings in Oslo”."""

_BEFORE_NUMBER = re.compile(r",\sthe\s")
"""What stands between a mechanism and the number of its session: “the next meeting of the committee, the twelfth”."""

_REGULAR = re.compile(
    r"\s(?:has\s)?(?:held|holds|will\shold|is\sto\shold|convened)\s(?:its|an?|the)\s(?:next|regular|annual|inaugural|ordinary)\s"
)
"""“The council held its regular meeting”."""

_SUMMIT_NEAR = re.compile(r"\b(?:summit|leaders|presidents|heads of state)\b", re.IGNORECASE)
"""Words near a format of a region that make it a meeting of its leaders."""


def _own_session(passage: Passage, mention: MechanismMention) -> Event | None:
    end = _end_of_name(passage, mention)
    patterns = (_OWN_SESSION, _FOR_TIME, _APPOSITION)
    match = next((m for pattern in patterns if (m := pattern.match(passage.text, end))), None)
    ordinal = match and next((o for o in passage.ordinals if o.start == match.start("which")), None)
    if match is None or ordinal is None:
        return _without_number(passage, mention)
    event = event_at(MeetingType.session, Spot(passage, mention.start, match.end()))
    event.mechanism = TextValue(mention, Spot.of(passage, mention))
    event.session = TextValue(ordinal.value, Spot(passage, *match.span("which")))
    return event


def _end_of_name(passage: Passage, mention: MechanismMention) -> int:
    """Where the name of a mechanism ends, with its subject in small letters, “commission on economic cooperation”, and
    its acronym."""
    match = _SUBJECT.match(passage.text, mention.end)
    end = match.end() if match else mention.end
    acronym = _ACRONYM.match(passage.text, end)
    return acronym.end() if acronym else end


_ACRONYM = re.compile(r"\s\([A-Z]{2,8}s?\)")


def _without_number(passage: Passage, mention: MechanismMention) -> Event | None:
    """“The commission will meet in Oslo in May”: a session whose number the text does not say."""
    match = _MEETS.match(passage.text, _end_of_name(passage, mention))
    hold_verb = _HOLD_VERB.search(passage.text, 0, mention.start)
    has_number = any(0 <= mention.start - ordinal.end < _REACH for ordinal in passage.ordinals)
    if not (match or hold_verb) or has_number or not passage.dates:
        return None
    first, last = hold_verb.start() if hold_verb else mention.start, match.end() if match else mention.end
    event = event_at(MeetingType.session, Spot(passage, first, last))
    event.mechanism = TextValue(mention, Spot.of(passage, mention))
    event.is_direct = False
    if number := _FOR_ITS.search(passage.text, last):
        ordinal = next((o for o in passage.ordinals if o.start == number.start("which")), None)
        event.session = TextValue(ordinal.value, Spot(passage, *number.span("which"))) if ordinal else None
    return event if event.has_day or (event.date and passage.cities) else None


_HOLD_VERB = re.compile(
    r"\b(?:held|holds|will\shold|are\sto\shold)\s(?:an?\s|the\s|their\s)?(?:(?:latest|last|next|first|annual|regular)\s)?"
    rf"(?:{SESSION}\sof\s(?:the\s|their\s)?)?\Z"
)
"""What stands before a mechanism that meets: “Kenya and Peru held political consultations in Lima on 3 May”."""
