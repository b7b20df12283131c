"""Finds the meetings that the other readers leave: a word for a meeting, a date beside it, and the countries that met.

The words may be any verb or noun of meeting, and the sentence need not name the people: “a Kenyan delegation visited
Oslo in May 2019”, “Consultations: Lima, 3 June 2022”. A date belongs to the nearest word for an event, so that one of
a signing or an opening makes no meeting.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.curate.events.event import Event, Spot, TextValue, dates_agree, guest_of, person_key, text_value
from app.curate.events.lists import headings
from app.curate.events.merge import MAX_EVENTS, is_recalled
from app.curate.events.profile import Profile
from app.curate.events.summits import ORGANIZATIONS
from app.curate.events.timing import is_own, status_by_date, status_of
from app.curate.events.values import countries_of
from app.curate.mentions.dates import DateMention
from app.curate.mentions.denials import is_denied, is_hoped
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.reading import Passage, Reading
from app.domain.edtf import Precision
from app.domain.vocabulary import MeetingStatus, MeetingType, ParticipantRole

_EVENT = re.compile(
    r"""\b(?:
        (?P<call>(?:tele)?phone[ds]?)
      | (?P<meeting>met|meet(?:s|ings?)?|talks?|sessions?|sittings?|gather(?:s|ed|ings?)|rounds?|consultations?
          |negotiations?|summits?|dialogues?|conversations?|discussions?|conferences?|forums?|audience|conven\w+|assembled?
          |(?<!\bas\s)(?<!\bhis\s)(?<!\bher\s)(?:received|receives?|hosts?|hosted)(?!\sits\sfirst)|(?:came|got)\stogether|sat\sdown|(?<=the\s)one(?=\s(?:held\s)?in\s)
          |reconven\w+|conferred|negotiated|set\sfoot|visit(?:s|ed|ing)?|trips?|tour(?:s|ed)?)
      | (?P<journey>(?:(?:was|were|is|are|been|be|stays?|stayed)\s(?:again\s|also\s|back\s){0,2}in
          |(?:came|comes?|coming|went|goes|going|go|travel\w*|flew|fly|flies|return\w*|head(?:s|ed)|journey\w*)
          (?:\s\w+)?\sto)\s(?:the\s)?(?=(?-i:[A-Z])))
      | (?P<arrival>(?:arriv\w+|landed)\s(?:in|at|to)\s(?:the\s)?(?=(?-i:[A-Z])))
      | (?P<other>sign\w*|agreements?|treat(?:y|ies)|memorand\w+|protocols?|declarations?|conventions?|establish\w*
          |open(?:s|ed|ing)?|recogni[sz]\w+|inaugurat\w+|trade|turnover|exports?|imports?|invest\w*|appoint\w*|elect\w*
          |born|found(?:ed|ing)|join(?:s|ed)?|launch\w*|adopt\w*|ratif\w+|entered|accede\w*|independence|died|amounted
          |announced|said|reported|anniversary|letters?|messages?|projects?|flights?|put\stheir\snames?|set\sup|introduced
          |raised|elevated|created|experts?)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words for an event. The group says whether it is a meeting, a call, a journey or something else."""

_LATER_WORDS = {
    MeetingType.visit: re.compile(r"visit|trip|tour|stay|journey|came|arriv|landed", re.IGNORECASE),
    MeetingType.session: re.compile(r"session|meeting|round|talks|consultations|dialogue", re.IGNORECASE),
    MeetingType.bilateral: re.compile(r"met\b|meeting|talks|negotiations|conversation|discussions", re.IGNORECASE),
    MeetingType.summit: re.compile(r"summit", re.IGNORECASE),
    MeetingType.conference: re.compile(r"forum|conference", re.IGNORECASE),
}
"""What a later sentence may call an event of which the text has told."""

_NEW_EVENT = re.compile(
    r"\b(?:an?|another|any|no|last|previous|earlier|next|first|following|recent|several|two|three|each|every)"
    r"\s(?:[\w-]+\s){0,2}\Z",
    re.IGNORECASE,
)
"""Words before an event of which the text has not told."""

_OPENS = re.compile(
    r"(?:\A|[;,(:–—•-]\s?|\b(?:and|while|but)\s)\W{0,3}(?:(?:on|in|from|between|during)\s)?(?:the\s)?\Z", re.IGNORECASE
)
"""What stands before a date that opens a clause, whose word for the event follows."""

_FOLLOWING = re.compile(
    r",?\s(?:following|after|during|at)\s(?:an?|the|their)\s(?:[\w-]+\s){0,3}|[’']s\s(?:[\w-]+\s){0,2}|\s"
)
"""What stands between the date of something else and a meeting of that day: “signed on 3 May, after a meeting”,
“followed Sunday’s talks”."""

_TIME_CLAUSE = re.compile(r",?\swhen\s[^.;]{2,60}")
"""What stands between the date of something else and a meeting of then: “was opened in 2007, when he came to Oslo”."""

_NO_EVENT = re.compile(
    r"\b(?:invit\w+|tourists?|citizens|visitors|people|possib\w+|prepar\w+|propos\w+"
    r"|(?:agreements?|memorand\w+|protocols?|treat(?:y|ies)|conventions?)\s(?:of|on))\b[^.;,()]{0,90}\Z",
    re.IGNORECASE,
)
"""Words before a meeting that is only an idea, a part of the name of a text, or a journey of tourists."""

_OF_BOTH = re.compile(
    r"\b(?:two|both|bilateral|mutual|their|they|each\sother|counterparts?"
    r"|(?:the|our)\s(?:sides|parties|ministers|presidents|leaders|heads))\b",
    re.IGNORECASE,
)
"""Words of a sentence that goes on about the two countries of the text, which it does not name."""

_OF_SERIES = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[\w-]+\s){0,2}?(?:[Ss]ession|[Ss]itting|[Rr]ound|edition|one|(?:[\w-]+\s)?"
    r"(?:Council|Commission|Committee|Group|Cabinet|Dialogue|Consultations?))\s(?!on\b)"
)
"""A series of meetings, or one of it, of the two countries of the text."""

_OF_THREE = re.compile(r"\b(?:trilateral|tripartite|three)\b", re.IGNORECASE)

_SAYS = re.compile(r"(?:\sand\s[A-Z]\w+)?\s(?:said|announced|reported)\b")
"""What stands behind countries that only tell of an event."""

_BY_PHONE = re.compile(r"\b(?:tele)?phone", re.IGNORECASE)

_MOST_DAYS = 14
"""Days of the longest meeting. A longer time is one within which a meeting was."""


_HALF_YEAR = 185
"""Days of the longest time within which a meeting is planned: “in the first half of 2027”."""


def dated_meetings(reading: Reading, people: Mapping[str, Profile], earlier: Sequence[Event]) -> Iterator[Event]:
    """The meetings of the text that are none of the ``earlier`` ones."""
    events = [*earlier]
    for event, word in _mentions(reading, people, events):
        twin = next((earlier_event for earlier_event in events if _is_same(event, earlier_event, people)), None)
        is_open = event.status in (MeetingStatus.held, MeetingStatus.planned)
        if twin:
            _refine_date(twin, event)
        elif is_open and not word["arrival"] and len(events) < MAX_EVENTS:
            events.append(event)
            yield event


def date_by_later_words(events: Sequence[Event], reading: Reading, people: Mapping[str, Profile]) -> None:
    """Give each event without a date the one that another sentence states: “The delegation landed in Oslo on Sunday”,
    “at Wednesday’s session”."""
    for mention, word in _mentions(reading, people, events):
        words, before = word.group(), _NEW_EVENT.search(word.string, 0, word.start())
        sides = {*countries_of(mention, people)}
        passage = mention.date.spot.passage if mention.date else mention.cues[0].passage
        keys = {person_key(person) for person in passage.people}
        candidates = [
            event
            for event in events
            if event.date is None and event.status is mention.status and not before and not mention.mechanism
            and event.type in _LATER_WORDS and _LATER_WORDS[event.type].match(words)
            and sides == {*countries_of(event, people)}
            and (not keys or keys & event.guests.keys() or not event.guests) and not is_recalled(mention)
            and not (event.type is MeetingType.visit and _goal(mention.cues[0]) not in (None, event.country_code))
        ]  # fmt: skip
        if len(candidates) == 1 and mention.date:
            candidates[0].date, candidates[0].is_inferred = mention.date, True
            candidates[0].is_arrival = bool(word["arrival"])


def _goal(cue: Spot) -> str | None:
    """The code of the country right behind a word for a journey."""
    places = [(city.start, city.city.country) for city in cue.passage.cities]
    places += [(party.start, party.code) for party in cue.passage.parties]
    return next((code for start, code in places if start == cue.end), None)


def _mentions(
    reading: Reading, people: Mapping[str, Profile], events: Sequence[Event]
) -> Iterator[tuple[Event, re.Match[str]]]:
    """Each word for a meeting with a date, outside the words of the ``events``, as an event of the two who meet."""
    heads = headings(reading)
    for number, passage in enumerate(reading.passages):
        words = [*_EVENT.finditer(passage.text)] if passage.dates else []
        if passage.sentence.paragraph in reading.other_articles:
            continue
        if passage.dates and not words and (head := heads.get(passage.sentence.paragraph)):
            yield from _of_heading(passage, head, reading, people)
        spots = [cue for event in events for cue in event.cues if cue.passage is passage]
        cue_offsets = {at for spot in spots for at in range(spot.start, spot.end)}
        before = reading.passages[number - 1] if number else None
        for date in passage.dates:
            word = _owner(passage, date, words)
            if word is None or word["other"] or word.start() in cue_offsets or _is_unreal(passage, word, date):
                continue
            if word["journey"] and spots:
                continue  # the journey to the meeting of the sentence
            event, host = _event(Spot(passage, *word.span()), word, passage, date, reading), _host(passage, word)
            if host:
                event.type, event.mechanism = MeetingType.session, TextValue(host, Spot.of(passage, host))
            elif not _is_of_other_country(passage, word, reading):
                event.sides = _sides(passage, before, reading, people) or _visitor_and_place(passage, word, people)
            if event.sides or event.mechanism:
                yield event, word


def _of_heading(
    passage: Passage, head: Passage, reading: Reading, people: Mapping[str, Profile]
) -> Iterator[tuple[Event, re.Match[str]]]:
    """The meetings of an item of a list whose heading alone says what they are: “Visits to Norway: • X (May 2019)”."""
    word = next((match for match in _EVENT.finditer(head.text) if not match["other"]), None)
    if word is None or not passage.people or passage.tenses.has_verb:
        return
    for date in passage.dates:
        event = _event(Spot(head, *word.span()), word, passage, date, reading)
        event.sides = _sides(passage, head, reading, people)
        if _LATER_WORDS[MeetingType.visit].match(word.group()):
            _make_visit(event, passage, people)
        if event.sides and date.span:
            yield event, word


def _make_visit(event: Event, passage: Passage, people: Mapping[str, Profile]) -> None:
    """Make an event of two countries the visit of the only person of a sentence to the country of the others."""
    (mention, *hosts), codes = passage.people, {side.code: side for side in event.sides}
    home = people[person_key(mention)].party
    if not hosts and home in codes and len(codes) == 2:
        (goal,) = codes.keys() - {home}
        event.type, event.sides = MeetingType.visit, [codes[home]]
        event.guests = {person_key(mention): replace(guest_of(passage, mention), role=ParticipantRole.guest)}
        event.country = TextValue(goal, event.cues[0], "The other one of the two countries of the text.")


def _event(cue: Spot, word: re.Match[str], passage: Passage, date: DateMention, reading: Reading) -> Event:
    """The event of a word, with a date that a sentence states."""
    is_call = word["call"] or _BY_PHONE.search(passage.text)
    kind = MeetingType.phone_call if is_call else MeetingType.bilateral
    status = status_by_date(status_of(cue), date, reading.publication)
    event = Event(kind, status, [cue], is_direct=False)
    event.date = text_value(passage, replace(date, is_certain=False))
    return event


def _is_unreal(passage: Passage, word: re.Match[str], date: DateMention) -> bool:
    """Whether the words deny a meeting or only hope for it, or the date is not that of a meeting."""
    span, cue = date.span, Spot(passage, *word.span())
    if not (span and span.start and span.end):
        return True
    publication = passage.article.publication
    is_later = publication is None or publication.end is None or span.start > publication.end
    is_planned = is_later and status_of(cue) is MeetingStatus.planned
    if span.precision is Precision.range and (span.end - span.start).days > (_HALF_YEAR if is_planned else _MOST_DAYS):
        return True
    is_no_event = is_denied(passage.text, *word.span()) or is_hoped(passage.text, word.start())
    return is_no_event or bool(_NO_EVENT.search(passage.text, 0, word.start())) or not is_own(cue, date)


def _owner(passage: Passage, date: DateMention, words: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The word for the event to which a date belongs: the nearest before it, or the first behind one that opens a
    clause."""
    start, end = date.start - passage.sentence.start, date.end - passage.sentence.start
    before = [word for word in words if word.end() <= start]
    after = [word for word in words if word.start() >= end]
    if after and (_OPENS.search(passage.text, 0, start) or _FOLLOWING.fullmatch(passage.text, end, after[0].start())):
        return after[0]
    if after and before and before[-1]["other"] and _TIME_CLAUSE.fullmatch(passage.text, end, after[0].start()):
        return after[0]
    return before[-1] if before else after[0] if after else None


def _host(passage: Passage, word: re.Match[str]) -> MechanismMention | None:
    """The organisation or format of many countries that meets: the last before the word for the meeting or right
    behind it."""
    last = word.end() + _NEAR
    of_many = [m for m in passage.mechanisms if m.start < last and (m.is_regional or m.kind in ORGANIZATIONS)]
    return of_many[-1] if of_many else None


_NEAR = 20
"""Characters behind “meeting” in which the name of the organisation stands that meets."""


def _is_of_other_country(passage: Passage, word: re.Match[str], reading: Reading) -> bool:
    """Whether a party that is none of the text's countries stands before the word for a meeting."""
    return any(p.end <= word.start() and p.code not in reading.countries for p in passage.parties)


def _sides(
    passage: Passage, before: Passage | None, reading: Reading, people: Mapping[str, Profile]
) -> list[PartyMention]:
    """The countries that met: those of the sentence and its people, else the pair of the text. Empty if they are not
    two, or three that meet together."""
    sides = {
        party.code: party
        for party in passage.parties
        if party.code in passage.countries and not _SAYS.match(passage.text, party.end)
    }
    for mention in passage.people:
        code = people[person_key(mention)].party
        if code and code in reading.countries:
            sides.setdefault(code, PartyMention(code, PartyForm.people, mention.start, mention.end))
    if _OF_THREE.search(passage.text):
        of_before = {party.code: party for party in before.parties if party.code in before.countries} if before else {}
        three = sides if len(sides) == 3 else of_before
        return [*three.values()] if len(three) == 3 else []
    is_of_series = not passage.parties and _OF_SERIES.search(passage.text)
    goes_on = sides or not passage.tenses.has_verb or _OF_BOTH.search(passage.text) or is_of_series
    if goes_on and len(sides) < 2 and sides.keys() <= reading.pair.keys():
        sides = {code: party for code, (_, party) in reading.pair.items()} | sides
    return [*sides.values()] if len(sides) == 2 else []


_TO_PLACE = re.compile(r"visit|trip|tour|set\sfoot|received|(?:in|to|at)\s(?:the\s)?\Z", re.IGNORECASE)


def _visitor_and_place(passage: Passage, word: re.Match[str], people: Mapping[str, Profile]) -> list[PartyMention]:
    """The country of the only people of a sentence and that of the city to which they went."""
    homes = {code: mention for mention in passage.people if (code := people[person_key(mention)].party)}
    site = next((city for city in passage.cities if city.start >= word.end()), None)
    if site is None or len(homes) != 1 or site.city.country in homes or not _TO_PLACE.search(word.group()):
        return []
    ((home, mention),) = homes.items()
    visitor = PartyMention(home, PartyForm.people, mention.start, mention.end)
    return [visitor, PartyMention(site.city.country, PartyForm.name, site.start, site.end)]


def _is_same(event: Event, earlier_event: Event, people: Mapping[str, Profile]) -> bool:
    """Whether an earlier event may be on the day of this one, and is of its countries or its organisation."""
    is_wider = event.status is not earlier_event.status and not event.has_day
    if earlier_event.date is None or is_wider or not dates_agree(event, earlier_event):
        return False
    if event.mechanism:
        return bool(earlier_event.mechanism and earlier_event.mechanism.value.id == event.mechanism.value.id)
    return {*countries_of(event, people)} <= {*countries_of(earlier_event, people)}


def _refine_date(event: Event, later: Event) -> None:
    """Give an event of a month the day that a later sentence states, and one of a year the month beside it."""
    wide, fine = event.date, later.date
    if not (wide and fine and wide.value.span and fine.value.span):
        return
    precisions = wide.value.span.precision, fine.value.span.precision
    has_month_beside = precisions == (Precision.year, Precision.month) and event.cues[0] == later.cues[0]
    if has_month_beside or (precisions[0] is Precision.month and later.has_day):
        event.date = replace(fine, value=replace(fine.value, is_certain=wide.value.is_certain))
