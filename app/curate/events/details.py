"""What the sentences around an event say of it: where it is, who takes part, what is discussed."""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.curate.events.event import Event, Guest, Spot, TextValue, end_of, guest_of, person_key, start_of, text_value
from app.curate.events.inherit import (
    cities_elsewhere,
    countries_of_visits,
    days_of_sentences_before,
    eves,
    pairs,
    report_days,
    same_days,
    sides_of_text,
)
from app.curate.events.parts import join_visits
from app.curate.events.profile import Profile
from app.curate.events.sidelines import sidelines
from app.curate.events.timing import date_of, status_by_date
from app.curate.mentions.cities import CityMention
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.reading import Passage, Reading
from app.curate.mentions.topics import topics
from app.curate.names import Names
from app.domain.edtf import Precision, Span
from app.domain.vocabulary import CALLS, MeetingType, ParticipantRole

_VENUE = re.compile(
    r"\bat (?:the )?((?:[A-Z][\w’'-]+ ){0,3}(?:Complex|Palace|Residence|Chancellery|House|Hotel|Castle))\b"
)

_TAKES_PART = re.compile(
    r"\bco-?chair\w*|\bchaired\b|\b(?:led|headed|represented)\b|\btake part\b|\btook part\b|\battend(?:ed|s)?\b"
    r"|\bduring\b|\bmet\b",
    re.IGNORECASE,
)

_ATTENDANCE = re.compile(r"\b(?:attended by|which included|joined by|in the presence of)\b")

_GOES_ON = re.compile(
    r"(?:It|Attending\sthe\s(?:summit|meeting)\swere|The\s(?:[\w-]+\s){0,2}(?:meeting|summit|conference|forum|gathering|event)|Among\sthe\sparticipants)\b"
)
"""The beginning of a sentence that goes on about a summit."""

_ATTENDED_BY = re.compile(
    r"^Attending\sthe\s\w+\swere\b|\b(?:(?:hosted|attended|chaired|opened|joined)\sby|brought\stogether|participation\sof|participants\s(?:were|are))\b"
)

_HE_ATTENDED = re.compile(
    r"\s(?:also\s|has\s|had\s)?(?:attended|joined|addressed|will\sattend|attends|took\spart\sin|is\sto\sattend|spoke\sat)\s"
    r"(?:the|an?)\s[^,.;]{0,60}$"
)
"""What stands between somebody and the summit that he or she attends."""

_MOST_SENTENCES_ON = 4

_THE_MEETING = re.compile(
    r"(?:The|These|It)\s(?:(?:[\w-]+\s){0,2}(?:meeting|talks|discussions|session|round|consultations|commission|council"
    r"|committee|group)\b|was\s(?:co-?)?chaired\b"
    r"|(?:[\w-]+\s)(?:side|delegation|delegations)\s(?:was|were)\s(?:led|headed)\b)"
)
"""The beginning of a sentence that goes on about the meeting of the sentence before."""

_CHAIRS = re.compile(
    r"\bco-?chair|\bchaired by\b|\band\b[^.;]{0,60}\s(?:jointly\s)?chaired\b"
    r"|\b(?:side|delegations?)\s(?:was|were)\s(?:led|headed)\sby\b",
    re.IGNORECASE,
)

_CHAIRS_WITH = re.compile(r"\bco-?chair(?:s|ed|ing)?\s(?:with|alongside|together\swith)\b")

_HOST = re.compile(r"\b(?:host|hosts|hosted|hosting)\b")

_DISCUSS = re.compile(
    r"\b(?:discuss\w*|focus\w*|cover\w*|exchang\w+|agenda|consider\w*|review\w*|address\w*|cent(?:er|r)ed)\b",
    re.IGNORECASE,
)

_PLACE_WORD = re.compile(
    r"(?:\b(?:in|to|at)\s(?:the\s)?(?:[A-Z][\w-]+\s)?(?:city\sof\s|capital,?\s(?:of\s)?)?"
    r"|\b(?:left|leaves|departed|flew|headed)\sfor\s|\b(?:outskirts|suburbs?|centre|center|city)\sof\s|\b(?:near|outside|hosted\sby)\s(?:the\s)?|\b(?:meeting|session|round|commission|council|group|committee):\s)$",
    re.IGNORECASE,
)

_HOSTS = re.compile(r"\s(?:hosts|hosted|will host|is to host)\b")

_OTHER_EVENT = re.compile(
    r"\b(?:after|before|following|since|until|where|ahead of|preceded by|followed by|to (?:discuss|review|consider)"
    r"|(?:planned|located|built) (?:near|in))\b"
)
"""Words between a cue and a city that is that of another event."""

_NEXT_CLAUSE = re.compile(r";\s|,?\s(?:while|whereas)\s")
"""The beginning of a clause on another event than that of the words before."""

_OFFICE = re.compile(r"\b(?:[Mm]inistry|[Ee]mbassy|[Oo]ffice|[Oo]fficials?|[Aa]gency|[Ss]ervice|[Gg]overnment)\sin\s\Z")

_OWNS = re.compile(r"[’']s\s(?:foreign|ministry|government|embassy|top|chief)")
"""Words around a city that is a government, and no place: “the ministry in Oslo said”, “Oslo’s foreign ministry”."""

_IN = re.compile(r"\bin (?:the )?$")

_DATELINE = re.compile(r"^[^–—]{0,60}[A-ZÇĞİÖŞÜ]{3,}[^–—]{0,30}\s[–—]\s")


_LONGEST_NAME = 60
"""Characters of a name with its post."""


def locate(events: Sequence[Event]) -> None:
    """Fill in the city and the country that the sentences of the cues name."""
    for event in events:
        for cue in event.cues:
            if event.type not in CALLS:
                _locate(event, cue)


def add_details(events: Sequence[Event], reading: Reading, people: Mapping[str, Profile], names: Names) -> None:
    """Fill in what the words around the cues say of the events."""
    next_passages = dict(zip(map(id, reading.passages), reading.passages[1:], strict=False))
    for event in events:
        if event.date:
            event.status = status_by_date(event.status, event.date.value, reading.publication)
        if any(_is_online(cue, next_passages.get(id(cue.passage))) for cue in event.cues):
            event.is_online, event.city = True, None
        for cue in event.cues:
            _venue(event, cue.passage)
            if event.type is MeetingType.session:
                _chairs(event, cue.passage, people)
                after = next_passages.get(id(cue.passage))
                if after and _THE_MEETING.match(after.text) and _CHAIRS.search(after.text):
                    _chairs(event, after, people)
            if event.type in (MeetingType.summit, MeetingType.conference):
                _attendees(event, cue.passage, next_passages)
            _participants(event, cue.passage)
            after = next_passages.get(id(cue.passage))
            if after and _THE_MEETING.match(after.text):
                _participants(event, after)
                _venue(event, after)
    countries_of_visits(events, reading, people)
    eves(events)
    sidelines(events)
    same_days(events)
    days_of_sentences_before(events, reading)
    join_visits(events, people, reading)
    report_days(events, reading)
    cities_elsewhere(events, reading, people)
    pairs(events, reading, people)
    sides_of_text(events, reading)
    _hosts(events, people)
    _at_home(events, people)
    _topics(events, reading, names)


_ONLINE = re.compile(
    r"\b(?:online|virtual(?:ly)?|remotely|via\s(?:a\s)?(?:video|Zoom)|by\svideo|video\s?(?:conference|conferencing|link|format)"
    r"|teleconference)\b",
    re.IGNORECASE,
)

_ONLINE_MEETING = re.compile(
    r"\b[Tt]he\s(?:online|virtual)\s(?:meeting|session|talks|round|summit|conference)\b"
    r"|^(?:It|The\s(?:meeting|session|talks))\swas\s(?:\w+\s)?held\s(?:online|virtually|via|by\svideo)"
)
"""Words of the next sentence about the meeting of the sentence before."""


def _is_online(cue: Spot, after: Passage | None) -> bool:
    """Whether a meeting is held online, by its sentence or the next one. A call is no such meeting."""
    near = cue.passage.text[max(0, cue.start - 80) : cue.end + 160]
    return bool(_ONLINE.search(near) or (after and _ONLINE_MEETING.search(after.text)))


def _locate(event: Event, cue: Spot) -> None:
    passage = cue.passage
    if event.type is MeetingType.visit and event.is_direct:
        return
    if event.city is None and (city := _city(passage, cue)) and not _is_of_next(event, cue, city):
        event.city = text_value(passage, city)
    if event.country is None and event.type is not MeetingType.visit:
        party = _host_of(passage, cue) if event.type is MeetingType.summit else None
        party = party or _country_after(passage, cue)
        if party:
            event.country = TextValue(party.code, Spot.of(passage, party))


def _is_of_next(event: Event, cue: Spot, city: CityMention) -> bool:
    """Whether a city is that of another session, whose number stands before it."""
    numbers = (ordinal.start for ordinal in cue.passage.ordinals)
    return event.type is MeetingType.session and any(cue.end < start < city.start for start in numbers)


def _host_of(passage: Passage, cue: Spot) -> PartyMention | None:
    """The country that hosts a summit: “Türkiye will host the 13th summit”."""
    before = [p for p in passage.parties if p.end <= cue.start and p.code in passage.countries]
    return before[-1] if before and _HOST.search(passage.text, before[-1].end, cue.start) else None


def _country_after(passage: Passage, cue: Spot) -> PartyMention | None:
    for party in passage.parties:
        if party.start >= cue.end and party.code in passage.countries and _IN.search(passage.text[: party.start]):
            return None if _OTHER_EVENT.search(passage.text, cue.end, party.start) else party
    return None


def _city(passage: Passage, cue: Spot) -> CityMention | None:
    """The city of an event: the nearest that stands after “in” or the like, not that of a dateline."""
    dateline = _DATELINE.match(passage.text)
    sites = [
        city for city in passage.cities
        if city.start >= (dateline.end() if dateline else 0)
        and (_PLACE_WORD.search(passage.text[: city.start]) or _HOSTS.match(passage.text, city.end))
        and not _OTHER_EVENT.search(passage.text, cue.end, city.start)
        and not _NEXT_CLAUSE.search(passage.text, city.end, max(city.end, cue.start))
        and not (_OFFICE.search(passage.text, 0, city.start) or _OWNS.match(passage.text, city.end))
    ]  # fmt: skip
    after = [city for city in sites if city.start >= cue.start]
    return after[0] if after else sites[-1] if sites else None


def _attendees(event: Event, passage: Passage, next_passages: Mapping[int, Passage]) -> None:
    """The days and the people of a summit that the sentences after it state: “The two-day meeting, held on …”."""
    cue = next(cue for cue in event.cues if cue.passage is passage)
    for mention in passage.people:
        if _HE_ATTENDED.match(passage.text[mention.end : cue.start]):
            event.guests.setdefault(person_key(mention), guest_of(passage, mention))
    after = next_passages.get(id(passage))
    for _ in range(_MOST_SENTENCES_ON):
        if after is None or not _GOES_ON.match(after.text):
            return
        longer = date_of(Spot(after, 0, 0))
        if longer and event.date and _covers(longer.value.span, event.date.value.span):
            event.date = longer
        if match := _ATTENDED_BY.search(after.text):
            for mention in after.people:
                if mention.start >= match.end():
                    event.guests.setdefault(person_key(mention), guest_of(after, mention))
        after = next_passages.get(id(after))


def _covers(longer: Span | None, span: Span | None) -> bool:
    """Whether several days in a row contain a span."""
    if not (longer and span and longer.start and longer.end and span.start and span.end):
        return False
    return longer.start <= span.start and span.end <= longer.end and longer.precision is Precision.range


def _venue(event: Event, passage: Passage) -> None:
    if event.venue is None and event.type is MeetingType.bilateral and (match := _VENUE.search(passage.text)):
        event.venue = TextValue(match[1], Spot(passage, *match.span(1)))


def _chairs(event: Event, passage: Passage, people: Mapping[str, Profile]) -> None:
    """Those who chair a session, or take part in it, as its sentence names them."""
    members = event.mechanism.value.members if event.mechanism else frozenset()
    if not _TAKES_PART.search(passage.text):
        return
    role = ParticipantRole.co_chair if _CHAIRS.search(passage.text) else ParticipantRole.participant
    with_other = _CHAIRS_WITH.search(passage.text)
    for mention in passage.people:
        if with_other and passage.people[0].end < mention.end < with_other.start():
            continue  # “to hold talks with A, and to co-chair with B”
        party = people[person_key(mention)].party
        has_post = mention.post is not None or role is ParticipantRole.co_chair
        is_member = party in members or not members
        if has_post and (is_member or (party is None and mention.post)):
            start = start_of(mention)
            end = end_of(mention) if end_of(mention) - start < _LONGEST_NAME else mention.end
            event.guests.setdefault(person_key(mention), Guest(mention, Spot(passage, start, end), role))


def _participants(event: Event, passage: Passage) -> None:
    """Others who attend: “also attended by Foreign Minister X”."""
    match = _ATTENDANCE.search(passage.text)
    if match and event.type is MeetingType.bilateral:
        for mention in passage.people:
            if mention.start >= match.end():
                event.guests.setdefault(person_key(mention), guest_of(passage, mention))


def _hosts(events: Sequence[Event], people: Mapping[str, Profile]) -> None:
    """Make whoever receives a guest at home the host."""
    for event in events:
        if event.type is MeetingType.bilateral and len(event.guests) >= 2 and event.country_code:
            guests = [*event.guests.items()][:2]
            at_home = [key for key, _ in guests if key in people and people[key].party == event.country_code]
            if len(at_home) == 1 and not any(guest.certain for _, guest in guests):
                for key, guest in guests:
                    guest.role = ParticipantRole.host if key in at_home else ParticipantRole.guest


def _at_home(events: Sequence[Event], people: Mapping[str, Profile]) -> None:
    """Who receives somebody does so at home, if the text names no place."""
    for event in events:
        hosts = [guest for guest in event.guests.values() if guest.role is ParticipantRole.host and guest.certain]
        if event.type is MeetingType.bilateral and event.country_code is None and len(hosts) == 1:
            (host,) = hosts
            if home := people[person_key(host.mention)].party:
                event.country = TextValue(home, host.spot, "Who receives a guest does so at home.")


def _topics(events: Sequence[Event], reading: Reading, names: Names) -> None:
    """What is discussed, by the sentences that say so. They speak of the last event before them."""
    starts = sorted(
        ((reading.order[id(event.cues[0].passage)], event) for event in events if event.type is not MeetingType.visit),
        key=lambda pair: pair[0],
    )
    for number, passage in enumerate(reading.passages):
        match = _DISCUSS.search(passage.text)
        event = next((event for start, event in reversed(starts) if start <= number <= start + 6), None)
        if match and event:
            for topic in topics(passage.text, names):
                event.topics.setdefault(topic.value, Spot.of(passage, topic))


def cue_passages(event: Event) -> Iterator[Passage]:
    """The sentences that tell of an event, each once."""
    return iter({id(passage): passage for passage in event.passages}.values())
