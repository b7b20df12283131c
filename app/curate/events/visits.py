"""Finds visits of officials to a country or a city."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from app.curate.events.event import Event, Guest, Spot, TextValue, end_of, guest_of, person_key, start_of, text_value
from app.curate.events.timing import date_of, status_of
from app.curate.mentions.cities import CityMention
from app.curate.mentions.dates import DateMention
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.reading import Passage
from app.domain.prose import UNITS
from app.domain.vocabulary import MeetingStatus, MeetingType, ParticipantRole

_VISIT = re.compile(
    r"\b(?:(?P<kind>official|state|working|private|first|historic)\s)?(?P<noun>visit\b|visits\b(?!\s(?-i:[A-Z]))|(?<=[Hh]is\s)(?:stay|trip)|(?<=[Hh]er\s)(?:stay|trip)|trip(?=\sto\s(?-i:[A-Z])))\b"
    r"|\b(?P<verb>visited|visiting|visits(?=\s(?-i:[A-Z])))\s|\b(?P<due>is\s(?:due|expected)\sin)\b"
    r"|\b(?P<arrive>arrived|arrives|travelled|traveled|travels|flew|flies|went|goes|heads|headed|(?:will|is\sto|is\sdue\sto)\s(?:arrive|travel|fly|go|head))(?:\son)?\s+(?:in|to)\b"
    r"|\b(?P<comes>(?:(?:will|is\sto)\s)?comes?|is\scoming)(?=\s+to\s)"
    r"|(?<=\s)(?P<stays>(?:is|was|will\sbe)\s(?:currently\s)?in)(?=\s(?:the\s)?(?-i:[A-Z]))",
    re.IGNORECASE,
)

_FOR_WORK = re.compile(
    r"\b(?:for|to\s(?:attend|join|take\spart|participate|hold|meet|chair|co-chair|address))\s(?:in\s)?(?:the|an?|talks|his|her)\b"
    r"|,\swhere\s(?:he|she)\s(?:was\sreceived|met|held|will|is\sto)\b"
)
"""Words that make a journey a visit: “travelled to Oslo for the meeting”."""

_STAYS = re.compile(
    r",?\s(?:on|from|between|today|for|to\s(?:attend|join|take|participate|hold|meet|co-?chair|address)|[A-Z][a-z]+\s\d)\b"
)
"""What follows the place where somebody is for a reason, or for some days."""

_TIME_WORDS = re.compile(r"\s(?:in|on|next|this|early|late)\s(?!for\b)[^,.;]{2,30}(?:[,.;]|$)")
"""A time right behind the place to which somebody comes."""

_ARRIVES = re.compile(r"\b(?:arrive[sd]?|landed|flew|began|begins|started|starts|kicked off)\b", re.IGNORECASE)

_LEAVES = re.compile(r"\b(?:left|departed(?:\sfrom)?|(?:flew|returned|travelled)\s(?:back\s)?home\sfrom)\s(?:the\s)?$")
"""Words before the city of a visit that ends."""

_GOES = re.compile(
    r"\b(?:paid|pays|paying|pay(?=\san\s(?:official|state))|began|arrived|visited"
    r"|accepting\s(?:the|his|her|an)\sinvitation)\b",
    re.IGNORECASE,
)

_ACCEPTANCE = re.compile(r"\bthank(?:s|ed)\b[^.;]*\bfor\saccepting\s(?:the|his|her|an)\sinvitation\sto\s\Z")
"""Words of a host to a guest who has come."""

_OTHER_TIME = re.compile(r"\b(?:after|before|since)\s$")
"""Words before “visiting” that make the date of the sentence that of something else."""

_BY_OTHER = re.compile(
    r"\bAccording to\s\Z|,\s(?:who\s(?:is|was|will\sbe)\s)?(?:\w+ed\sby|at\sthe\sinvitation\sof)\s(?:the\s)?\Z"
)
"""Words before a person who is not the visitor: “A, invited by B, is paying a visit”."""

_OTHER_HOLDER = re.compile(r"\b(?:last|first|previous|former|no|any|every|another)\s(?:\w+\s)?$", re.IGNORECASE)

_INVITES = re.compile(r"\b(?:invit(?:ed|es|e|ing|ation)|at a (?:convenient|suitable) time)\b", re.IGNORECASE)

_PREPARATION = re.compile(
    r"\b(?:[Pp]repar(?:ations?|ing)\s(?:for|of)|(?:possibilit(?:y|ies)|idea|prospects?)\sof(?:\s\w+){0,2})"
    r"\s(?:the|this|his|her|an?)\s(?:\w+\s)?\Z|\b[Aa]head\sof\s(?:[\w’'-]+\s){1,7}\Z"
)
"""Words before a visit that is only prepared or thought of, so that the date is not that of the visit."""

_DAY_OF_PLAN = re.compile(r"\b(?:scheduled|planned|slated|set|due)\s(?:for|on|from|in)\s(?:[A-Z]|\d)")
"""Words behind a visit that give its day: “scheduled for 12 May”."""

_STATE = (
    r"(?:the\s)?(?:(?:[Rr]epublic|[Kk]ingdom|[Ss]ultanate|[Ee]mirate|[Uu]nion|capital|city)\s(?:of\s)?(?:the\s)?"
    r"|(?:neighbou?ring|brotherly|fraternal)\s)*"
)

_TO = re.compile(
    rf"(?:\s(?:of|by|from)\s(?P<of>[^,.;]{{3,90}}?))?(?:\s(?:on|next|this|last|later|early|from)\s[^,.;]{{2,30}}?)?\s(?:to|in)\s{_STATE}\Z"
    r"|\s(?:that\s|which\s)?(?:the\s)?(?P<maker>[A-Z][^,.;]{3,80}?)\s(?:(?:is|was|will|would|due|expected|scheduled|set|to)\s){0,4}"
    rf"(?:make|made|makes|pay|paid|pays|undertake|undertook)\s(?:\w+\s){{0,2}}?to\s{_STATE}\Z"
    rf"|\s?{_STATE}\Z"
)
"""What stands between a visit and its place: “visit by X to the Republic of Kenya”, “the visit X is due to make to”."""

_ON_VISIT = re.compile(
    r"(?:[’']s\s[A-Z][\w-]+|,?\s[^.;]{0,40})?\s(?:on|for|with|as\spart\sof)\s(?:an?|his|her)\s(?:[\w-]+\s){0,3}\Z"
)
"""What stands between a place and a visit to it: “in Oslo on Monday on a two-day”, “to Kenya for a”."""

_AT_PLACE = re.compile(rf"\b(?:in|to)\s{_STATE}\Z")

_POSSESSIVE = re.compile(r"\b(?:[Hh]is|[Hh]er)\s\Z|[’']s?\s\Z")
"""Words before the place of “his Oslo visit”."""

_FURTHER = re.compile(rf"(?:,\s|,?\sand\s)(?:then\s)?(?:to\s)?{_STATE}")
"""What stands between the places of a tour: “will visit Kenya, Uganda and Peru”."""

_ANAPHORA = re.compile(r"\b(?:[Tt]he|[Tt]his)\s(?:[\w-]+\s){0,2}\Z")
"""Words before a visit that the text has told of: “the visit”, “this five-day visit”."""

_BEGINS = re.compile(
    r"\s(?:which\s)?(?:(?:is|was)\s)?(?:(?:scheduled|due|expected|set|planned)\s)?(?:to\s)?(?:(?:will|would)\s)?"
    r"(?:start(?:s|ed)?|begin|began|begins|takes?\splace|took\splace|for|from|on)\b"
)
"""What follows “the visit” where the text says its days: “scheduled to start on Monday”."""

_LENGTH = re.compile(rf"\b(?:[2-9]|{'|'.join(UNITS[2:8])})[- ]day\b", re.IGNORECASE)
"""How long a visit takes: “a three-day visit”."""

_MUTUAL = re.compile(r"\b(?:mutual|reciprocal|twin|exchange\sof)\s(?:[\w-]+\s){0,2}\Z")
"""Words before the visits of two to each other."""

_BEFORE_OWN_VISIT = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Aa]n?|[Oo]n|[Pp]aid|[Pp]ays)\s(?!the\b)(?:[\w-]+\s){0,3}\Z|[’']s?\s(?:[\w-]+\s){0,3}\Z"
)
"""Words before a visit that say that somebody makes it: “his first official”, “on an”, “Salim’s”."""

_BEFORE_STAY = (" ", ", ", ", who ", " who ")
"""What stands between somebody and “is in”."""


class _Place(NamedTuple):
    """Where a visit goes."""

    city: CityMention | None
    party: PartyMention | None

    @property
    def end(self) -> int:
        return max(mention.end for mention in self if mention)

    @property
    def start(self) -> int:
        return min(mention.start for mention in self if mention)


def visits(passage: Passage, previous: Passage, latest: Event | None = None) -> Iterator[Event]:
    """The visits of a sentence. ``previous`` is the sentence before, which may name who visits; ``latest`` is the
    last visit before it."""
    for match in _VISIT.finditer(passage.text):
        if _PREPARATION.search(passage.text, 0, match.start()) and not _DAY_OF_PLAN.search(passage.text, match.end()):
            continue
        if match["noun"] and match["noun"].lower() == "visits":
            several = [*_of_several(passage, match)]
            yield from several
            if several or not match["kind"]:
                continue
        place = _place(passage, match)
        event = _visit(passage, previous, match, place)
        if event:
            yield event
            yield from _of_tour(passage, event, place)
            yield from _of_years(passage, event)
        elif place is None and match["noun"] and latest and (event := _of_same_visit(passage, match, latest)):
            yield event


def _places(passage: Passage) -> list[_Place]:
    """The places of a sentence. A city with its country, “Kenya’s Mombasa”, is one."""
    parties = [p for p in passage.parties if p.code in passage.countries and p.form is not PartyForm.people]
    places = [_Place(city, None) for city in passage.cities]
    places += [_Place(None, p) for p in parties if not any(c.start <= p.start < c.end for c in passage.cities)]
    return sorted(places, key=lambda place: place.start)


def _place(passage: Passage, match: re.Match[str]) -> _Place | None:
    """The place of a visit: behind it, or before it as in “in Oslo on a visit”."""
    text = passage.text
    places = _places(passage)
    behind = [p for p in places if p.start >= match.end() and _TO.match(text[: p.start], match.end())]
    if behind or not match["noun"]:
        return behind[0] if behind else None
    for place in reversed(places):
        if text[place.end : match.start()] == " " and _POSSESSIVE.search(text[: place.start]):
            return place
        is_before = place.end <= match.start() and _ON_VISIT.fullmatch(text, place.end, match.start())
        if is_before and _AT_PLACE.search(text[: place.start]):
            return place
        if place.end <= match.start() and _LEAVES.search(text[: place.start]):
            return place
    party = _of_capital(passage, match)
    return _Place(None, party) if party else None


def _visit(passage: Passage, previous: Passage, match: re.Match[str], place: _Place | None) -> Event | None:
    text = passage.text
    names_visit = re.search(r"\b[Vv]isits?\b", text)
    if (match["arrive"] and not (names_visit or _is_journey_for_talks(passage, match))) or (
        match["stays"] and not (place and _STAYS.match(text, place.end))
    ):
        return None
    if place is None and not (match["noun"] and _BEFORE_OWN_VISIT.search(text[: match.start()])):
        return None
    if match["comes"] and not (place and _TIME_WORDS.match(text, place.end) and passage.dates):
        return None
    cue = Spot(passage, *match.span())
    goal = _TO.match(text[: place.start], match.end()) if place and place.start >= match.end() else None
    span = next((goal.span(name) for name in ("of", "maker") if goal and goal[name]), None)
    visitor = _owner_behind(passage, place.end if place else match.end()) or _visitor(passage, previous, match, span)
    if _is_invitation(text, match.start()) or visitor is None or _is_other_holder(visitor):
        return None
    if match["stays"] and text[end_of(visitor.mention) : match.start()] not in _BEFORE_STAY:
        return None
    is_other_time = match["verb"] and _OTHER_TIME.search(text, 0, match.start())
    event = _event(cue, visitor, place)
    event.date = None if is_other_time else date_of(cue)
    if _ACCEPTANCE.search(text, 0, match.start()):
        event.status = MeetingStatus.held
    event.kind_of_visit = (match["kind"] or _kind_near(text, match.start(), match.end()) or "").lower() or None
    event.is_direct = bool(place) and not (match["arrive"] and not names_visit)
    event.is_arrival = (
        bool(match["arrive"]) or _ARRIVES.search(text, max(0, match.start() - 60), match.start()) is not None
    )
    return event


def _event(cue: Spot, visitor: Guest, place: _Place | None) -> Event:
    """A visit of somebody to a place. A city stands for its country."""
    event = Event(MeetingType.visit, status_of(cue), [cue])
    visitor.role, visitor.certain = ParticipantRole.guest, True
    event.guests[person_key(visitor.mention)] = visitor
    if place and place.city:
        event.city = text_value(cue.passage, place.city)
    if place and place.party:
        event.country = TextValue(place.party.code, Spot.of(cue.passage, place.party))
    return event


def _of_tour(passage: Passage, first: Event, place: _Place | None) -> Iterator[Event]:
    """The visits to the other places of a tour: “will visit Kenya, Uganda and Peru”."""
    (visitor,) = first.guests.values()
    offset = passage.sentence.start
    for further in _places(passage):
        if place is None or further.start < place.end:
            continue
        ends = [date.end - offset for date in passage.dates if place.end < date.end - offset <= further.start]
        if _FURTHER.fullmatch(passage.text, place.end, further.start) or (
            ends and _FURTHER.fullmatch(passage.text, ends[-1], further.start)
        ):
            event = _event(first.cues[0], guest_of(visitor.spot.passage, visitor.mention), further)
            if ends:
                event.date = date_of(Spot.of(passage, further))
            if event.country_code != first.country_code:
                yield event
            place = further


def _of_years(passage: Passage, first: Event) -> Iterator[Event]:
    """The visits of the other times of a list: “visited Peru in 2015 and 2017”, “twice: in 1994 and 1999”."""
    if first.date is None or first.date.spot.passage is not passage or first.has_day:
        return
    (visitor,), end, offset = first.guests.values(), first.date.spot.end, passage.sentence.start
    for date in passage.dates:
        start = date.start - offset
        if start >= end and _FURTHER_TIME.fullmatch(passage.text, end, start) and date.edtf:
            end = date.end - offset
            event = replace(first, guests={person_key(visitor.mention): visitor}, topics={})
            event.date = TextValue(date, Spot(passage, start, end), date.reason)
            yield event


_FURTHER_TIME = re.compile(r"(?:,\s|,?\sand\s)(?:then\s|again\s)?(?:in\s)?")
"""What stands between the times of several visits."""


def _of_several(passage: Passage, match: re.Match[str]) -> Iterator[Event]:
    """Each of several visits: “the visits of A to Oslo in May and B to Lima in June”, “visits of A and B”."""
    people = [mention for mention in passage.people if mention.start >= match.end()]
    cue = Spot(passage, *match.span())
    if not (people and _OF.match(passage.text, match.end())):
        return
    is_mutual = len(people) == 2 and _MUTUAL.search(passage.text[: match.start()])
    ends = [*map(start_of, people[1:]), len(passage.text)]
    place: _Place | None = None
    for number, (mention, end) in enumerate(zip(people, ends, strict=True)):
        next_place = next((p for p in _places(passage) if _TO_NEXT.fullmatch(passage.text, mention.end, p.start)), None)
        place = next_place or place
        event = _event(cue, guest_of(passage, mention), place)
        post = people[1 - number].post if is_mutual and place is None else None
        if post and post.party:
            event.country = TextValue(post.party, Spot.of(passage, post))
        first, last = (mention.end, end) if place else (0, len(passage.text))
        event.date = date_of(cue, partial(_is_outside, passage.sentence.start + first, passage.sentence.start + last))
        event.kind_of_visit = (match["kind"] or "").lower() or None
        if event.country_code:
            yield event


def _is_outside(first: int, end: int, date: DateMention) -> bool:
    return not first <= date.start < end


_OF = re.compile(r"\s(?:of|by)\s")

_TO_NEXT = re.compile(rf"\sto\s{_STATE}")


def _of_same_visit(passage: Passage, match: re.Match[str], latest: Event) -> Event | None:
    """“The visit” of which the text told before, where a sentence says its days: “the visit will start on Monday”."""
    cue = Spot(passage, *match.span())
    if not (_ANAPHORA.search(passage.text[: match.start()]) and len(latest.guests) == 1):
        return None
    begins = _BEGINS.match(passage.text, match.end())
    event = Event(MeetingType.visit, latest.status, [cue], guests={**latest.guests})
    event.city, event.country = latest.city, latest.country
    event.date = date_of(cue) if begins else None
    return event if event.date or _LENGTH.search(passage.text, max(0, cue.start - 30), cue.end) else None


def _is_journey_for_talks(passage: Passage, match: re.Match[str]) -> bool:
    """Whether somebody travelled for talks on a day. Who will travel to a summit is only one of its participants."""
    is_ahead = match["arrive"].lower().startswith(("will", "is "))
    to_summit = is_ahead and re.search(r"\bsummit\b", passage.text[match.end() :])
    return bool(passage.dates and _FOR_WORK.search(passage.text, match.end()) and not to_summit)


_CAPITAL = re.compile(r"\s(?:capital|city|side)\s(?:on|for)\s(?:an?\s)?(?:\w+\s){0,2}$")
"""What stands between a country and a visit to it: “arrived in the Kenyan capital on an official visit”."""


def _of_capital(passage: Passage, match: re.Match[str]) -> PartyMention | None:
    """The country in whose capital a visit takes place."""
    before = [party for party in passage.parties if party.end <= match.start() and party.code in passage.countries]
    is_capital = before and _CAPITAL.search(passage.text, before[-1].end, match.start())
    return before[-1] if is_capital and is_capital.start() == before[-1].end else None


def _owner_behind(passage: Passage, end: int) -> Guest | None:
    """Who visits: “the visit to Oslo of President X”. ``end`` is that of the place."""
    for mention in passage.people:
        guest = guest_of(passage, mention)
        if _BY.fullmatch(passage.text, end, guest.spot.start):
            return guest
    return None


_AS_PART = re.compile(r"\b(?:as\spart\sof|during|within|in\sthe\scourse\sof)\s(?:his|her)\s(?:\w+\s){0,2}\Z")
"""Words between talks and the visit of their subject: “A met B as part of his visit”."""

_BY = re.compile(r"\s(?:of|by)\s(?:the\s)?(?:then[-\s])?")


def _is_other_holder(visitor: Guest) -> bool:
    """Whether a post without a name means a holder of another time: “the last Greek prime minister to visit”."""
    spot = visitor.spot
    return visitor.mention.is_inferred and bool(_OTHER_HOLDER.search(spot.passage.text[: spot.start]))


def _is_invitation(text: str, start: int) -> bool:
    """Whether somebody is only invited to visit."""
    before = text[max(0, start - 120) : start]
    return bool(_INVITES.search(before)) and not _GOES.search(text[max(0, start - 120) : start + 8])


def _kind_near(text: str, start: int, end: int) -> str | None:
    match = re.search(r"\b(official|state|working)\s+visit\b", text[max(0, start - 20) : end + 40])
    return match[1] if match else None


def _visitor(
    passage: Passage, previous: Passage, match: re.Match[str], owner_words: tuple[int, int] | None
) -> Guest | None:
    people = passage.people
    if owner_words:
        after = [m for m in people if owner_words[0] <= m.start < owner_words[1]]
        return guest_of(passage, after[0]) if after else None
    text = passage.text
    before = [m for m in people if m.end <= match.start() and not _BY_OTHER.search(text, 0, start_of(m))]
    before = [m for m in before if text[m.end : m.end + 1] != ":"]  # “Aksoy: he will visit Lima” names who speaks
    relative = [m for m in before if text.startswith(", who ", m.end) and "," in text[before[-1].end : match.start()]]
    if relative or (len(before) > 1 and _AS_PART.search(text, 0, match.start())):
        return guest_of(passage, [*relative, *before][0])  # “A, who followed B, is paying a visit”
    if (
        before
        and match.start() - before[-1].end < 120
        and "," not in text[before[-1].end : match.start()].replace(", will", "")
    ):
        return guest_of(passage, before[-1])
    owner = re.search(r"\b(?:[Hh]is|[Hh]er)\s(?:\w+\s){0,3}$|\b(?:He|She)\s", text[: match.start()])
    behind = [m for m in people if m.start >= match.end()]
    if owner and not before and behind and match.start() < 30:  # “As part of his visit to Ankara, X met Y”
        return guest_of(passage, behind[0])
    if before and (owner or match.start() - before[-1].end < 160):
        return guest_of(passage, before[0] if owner else before[-1])
    if owner and previous is not passage and previous.people:
        return guest_of(previous, previous.people[0])
    return None
