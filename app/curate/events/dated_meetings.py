"""Finds the meetings that no special reader finds: words for a meeting, a date beside them, and two countries in force.

The words may be any verb or noun of meeting, and the sentence need not name the people: “a Kenyan delegation visited
Oslo in May 2019”, “Consultations: Lima, 3 June 2022”. A date belongs to the nearest word for an event, so that one of
a signing or an opening makes no meeting.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from app.curate.events.event import Event, Spot, TextValue, dates_agree, person_key
from app.curate.events.profile import Profile
from app.curate.events.values import countries_of
from app.curate.events.when import is_own, status_by_date, status_of
from app.curate.mentions.dates import DateMention
from app.curate.mentions.denials import is_denied, is_hoped
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.reading import Passage, Reading
from app.domain.edtf import Precision, Span
from app.domain.vocabulary import MeetingStatus, MeetingType

_EVENT = re.compile(
    r"""\b(?:
        (?P<call>phone|telephone[ds]?|phoned)
      | (?P<meeting>met|meet(?:s|ings?)?|talks?|sessions?|rounds?|consultations?|negotiations?|summits?|dialogues?
          |conversations?|discussions?|conferences?|forums?|receives?d?|hosts?|hosted|conven\w+
          |(?P<visit>visit(?:s|ed|ing)?|trips?|tour(?:s|ed)?))
      | (?P<other>sign\w*|agreements?|treat(?:y|ies)|memorand\w+|protocols?|declarations?|conventions?|establish\w*
          |open(?:s|ed|ing)?|recogni[sz]\w+|inaugurat\w+|trade|turnover|exports?|imports?|invest\w*|appoint\w*|elect\w*
          |born|found(?:ed|ing)|join(?:s|ed)?|launch\w*|adopt\w*|ratif\w+|entered|accede\w*|independence|died|amounted
          |announced|said|reported|election\w*|anniversary|letters?|messages?|projects?|flights?)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words for an event. The group says whether it is a meeting, a call or something else."""

_OPENS = re.compile(
    r"(?:\A|[;,(:–—•-]\s?|\b(?:and|while|but)\s)(?:\W{0,3})(?:(?:on|in|from|between|during)\s)?(?:the\s)?\Z", re.I
)
"""What stands before a date that opens a clause, whose word for the event follows."""

_NO_EVENT = re.compile(
    r"\b(?:invit\w+|tourists?|citizens|visitors|people|possib\w+|prepar\w+|propos\w+|(?:agreements?|memorand\w+|protocols?|treat(?:y|ies)|conventions?)\s(?:of|on)"
    r")\b[^.;,()]{0,90}\Z",
    re.IGNORECASE,
)
"""Words before a meeting that is only thought of, or that is a part of the name of a text."""

_OF_BOTH = re.compile(
    r"\b(?:two|both|bilateral|mutual|their|they|each\sother|counterparts?|(?:the|our)\s(?:sides|parties|ministers|presidents|leaders|heads))\b",
    re.IGNORECASE,
)
"""Words of a sentence that goes on about the two countries of the text, which it does not name."""

_SAYS = re.compile(r"(?:\sand\s[A-Z]\w+)?\s(?:said|announced|reported)\b")

_BY_PHONE = re.compile(r"\b(?:tele)?phone", re.IGNORECASE)


def dated_meetings(reading: Reading, people: Mapping[str, Profile], earlier: Sequence[Event]) -> Iterator[Event]:
    """The meetings of the text that are none of the ``earlier`` ones."""
    events = [*earlier]
    for passage in reading.passages:
        if passage.sentence.paragraph in reading.other_articles:
            continue
        spots = [cue for event in events for cue in event.cues if cue.passage is passage]
        taken = {at for spot in spots for at in range(spot.start, spot.end)}
        words = [*_EVENT.finditer(passage.text)] if passage.dates else []
        for date in passage.dates if words else ():
            event = _event(passage, date, words, taken, reading, people)
            if event and not any(_is_same(event, other, people) for other in events):
                events.append(event)
                yield event


def _event(
    passage: Passage,
    date: DateMention,
    words: Sequence[re.Match[str]],
    taken: Set[int],
    reading: Reading,
    people: Mapping[str, Profile],
) -> Event | None:
    word = _owner(passage, date, words)
    if word is None or word["other"] or word.start() in taken:
        return None
    cue = Spot(passage, *word.span())
    sides = _sides(passage, reading, people)
    is_no_event = is_denied(passage.text, *word.span()) or is_hoped(passage.text, word.start())
    is_no_event = is_no_event or bool(_NO_EVENT.search(passage.text, 0, word.start()))
    is_vague = date.span is None or date.span.precision is Precision.range and _days(date.span) > _MOST_DAYS
    codes = {side.code for side in sides}
    is_of_others = any(m.end <= cue.start and not (m.members and m.members <= codes) for m in passage.mechanisms)
    is_of_others = is_of_others or any(p.end <= cue.start and p.code not in reading.countries for p in passage.parties)
    if len(sides) != 2 or is_no_event or is_of_others or is_vague or not is_own(cue, date):
        return None
    kind = MeetingType.phone_call if word["call"] or _BY_PHONE.search(passage.text) else MeetingType.bilateral
    offset = passage.sentence.start
    event = Event(kind, status_of(cue), [cue], sides=sides, is_direct=False)
    event.date = TextValue(date, Spot(passage, date.start - offset, date.end - offset), date.reason)
    event.status = status_by_date(event.status, date, reading.published)
    return event if event.status in (MeetingStatus.held, MeetingStatus.planned) else None


_MOST_DAYS = 14
"""Days of the longest meeting. A longer time is one within which a meeting was."""


def _days(span: Span) -> int:
    return (span.end - span.start).days if span.start and span.end else _MOST_DAYS + 1


def _owner(passage: Passage, date: DateMention, words: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The word for the event to which a date belongs: the nearest before it, or the first behind one that opens a
    clause."""
    start, end = date.start - passage.sentence.start, date.end - passage.sentence.start
    before = [word for word in words if word.end() <= start]
    after = [word for word in words if word.start() >= end]
    if _OPENS.search(passage.text, 0, start) and after:
        return after[0]
    return before[-1] if before else after[0] if after else None


def _sides(passage: Passage, reading: Reading, people: Mapping[str, Profile]) -> list[PartyMention]:
    """The two countries in force: those of the sentence and its people, else the pair of the text."""
    sides = {
        party.code: party
        for party in passage.parties
        if party.code in passage.countries and not _SAYS.match(passage.text, party.end)
    }
    for mention in passage.people:
        code = people[person_key(mention)].party
        if code in reading.countries:
            sides.setdefault(code, PartyMention(code, PartyForm.people, mention.start, mention.end))
    goes_on = sides or not passage.tenses.has_verb or _OF_BOTH.search(passage.text)
    if goes_on and len(sides) < 2 and sides.keys() <= reading.pair.keys():
        sides = {code: party for code, (_, party) in reading.pair.items()} | sides
    return [*sides.values()]


def _is_same(event: Event, other: Event, people: Mapping[str, Profile]) -> bool:
    """Whether an earlier event may be on the day of this one, and is of its countries."""
    codes = {side.code for side in event.sides}
    return other.date is not None and dates_agree(event, other) and codes <= {*countries_of(other, people)}
