"""Finds visits of officials to a country or a city."""

import re
from collections.abc import Iterator

from app.curate.events.event import Event, Guest, Spot, TextValue, guest_of, person_key, start_of
from app.curate.events.when import date_of, status_of
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import MeetingType, ParticipantRole

_VISIT = re.compile(
    r"\b(?:(?P<kind>official|state|working|private|first|historic)\s)?(?P<noun>visit\b|visits\b(?!\s(?-i:[A-Z]))|(?<=[Hh]is\s)(?:stay|trip)|(?<=[Hh]er\s)(?:stay|trip)|trip(?=\sto\s(?-i:[A-Z])))\b"
    r"|\b(?P<verb>visited|visiting|visits(?=\s(?-i:[A-Z])))\s|\b(?P<due>is\s(?:due|expected)\sin)\b"
    r"|\b(?P<arrive>arrived|arrives|will arrive|travelled|traveled|travels|will travel|flew|flies)\s+(?:in|to)\b"
    r"|\b(?P<comes>(?:(?:will|is\sto)\s)?comes?|is\scoming)(?=\s+to\s)",
    re.IGNORECASE,
)


_FOR_WORK = re.compile(
    r"\b(?:for|to\s(?:attend|join|take\spart|participate|hold|meet|chair|co-chair|address))\s(?:in\s)?(?:the|an?|talks|his|her)\b"
    r"|,\swhere\s(?:he|she)\s(?:was\sreceived|met|held|will|is\sto)\b"
)
"""Words that make a journey a visit: “travelled to Oslo for the meeting”."""


_WHEN = re.compile(r"\s(?:in|on|next|this|early|late)\s(?!for\b)[^,.;]{2,30}(?:[,.;]|$)")
"""A time right behind the place to which somebody comes."""


_ARRIVES = re.compile(r"\b(?:arrive[sd]?|landed|flew|began|begins|started|starts|kicked off)\b", re.IGNORECASE)


_LEAVES = re.compile(r"\b(?:left|departed(?:\sfrom)?|(?:flew|returned|travelled)\s(?:back\s)?home\sfrom)\s(?:the\s)?$")
"""Words before the city of a visit that ends."""


_GOES = re.compile(r"\b(?:paid|pays|paying|pay(?=\san\s(?:official|state))|began|arrived|visited)\b", re.IGNORECASE)


_OTHER_TIME = re.compile(r"\b(?:after|before|since)\s$")
"""Words before “visiting” that make the date of the sentence that of something else."""

_BY_OTHER = re.compile(r"\bAccording to\s\Z|,\s(?:\w+ed\sby|at\sthe\sinvitation\sof)\s(?:the\s)?\Z")
"""Words before a person who is not the visitor: “A, invited by B, is paying a visit”."""

_OTHER_HOLDER = re.compile(r"\b(?:last|first|previous|former|no|any|every|another)\s(?:\w+\s)?$", re.IGNORECASE)


_INVITES = re.compile(r"\b(?:invit(?:ed|es|e|ing|ation)|at a (?:convenient|suitable) time)\b", re.IGNORECASE)


_PREPARED = re.compile(r"\b[Pp]repar(?:ations?|ing)\s(?:for|of)\s(?:the|this|his|her|an?)\s(?:\w+\s)?\Z")
"""Words before a visit that is only prepared, so that the date is not that of the visit."""

_TO = re.compile(r"\s+(?:(?:of|by)\s+(?P<of>[^,.;]{3,90}?)\s+)?(?:to|in)\s+(?:the\s+)?")


def visits(passage: Passage, previous: Passage) -> Iterator[Event]:
    """The visits of a sentence. ``previous`` is the sentence before, which may name who visits."""
    for match in _VISIT.finditer(passage.text):
        if match["noun"] and match["noun"].lower() == "visits" and not match["kind"]:
            continue
        if _PREPARED.search(passage.text, 0, match.start()):
            continue
        event = _visit(passage, previous, match)
        if event:
            yield event


def _visit(passage: Passage, previous: Passage, match: re.Match[str]) -> Event | None:
    text = passage.text
    cue = Spot(passage, *match.span())
    goal = _TO.match(text, match.end())
    target = goal.end() if goal else match.end()
    names_visit = re.search(r"\bvisit\b", text)
    city = next((c for c in passage.cities if 0 <= c.start - target <= 2), None)
    city = city or next((c for c in passage.cities if _LEAVES.search(text[: min(c.start, match.start())])), None)
    party = next((p for p in passage.parties if 0 <= p.start - target <= 2 and p.code in passage.countries), None)
    if match["arrive"] and not (names_visit or _is_journey_for_talks(passage, match)):
        return None
    if not match["noun"] and city is None and party is None:
        return None
    if match["verb"] and city is None and party and party.form is PartyForm.people:
        return None  # “visiting Kenyan minister X” visits another country
    place = city or party
    if match["comes"] and not (place and _WHEN.match(text, place.end) and passage.dates):
        return None
    party = party or _of_capital(passage, match)
    owner = _owner_behind(passage, city.end if city else party.end if party else target)
    visitor = owner or _visitor(
        passage, previous, match, (goal.start("of"), goal.end("of")) if goal and goal["of"] else None
    )
    if (
        _is_invitation(text, match.start())
        or visitor is None
        or _is_other_holder(visitor)
        or (city is None and party is None and not match["noun"])
    ):
        return None
    is_other_time = match["verb"] and _OTHER_TIME.search(text, 0, match.start())
    event = Event(MeetingType.visit, status_of(cue), [cue], date=None if is_other_time else date_of(cue))
    visitor.role, visitor.certain = ParticipantRole.guest, True
    event.guests[person_key(visitor.mention)] = visitor
    event.kind_of_visit = (match["kind"] or _kind_near(text, match.start(), match.end()) or "").lower() or None
    if city:
        event.city = TextValue(city, Spot(passage, city.start, city.end), city.reason)
    if party:
        event.country = TextValue(party.code, Spot(passage, party.start, party.end))
    event.is_direct = bool(city or party) and not (match["arrive"] and not names_visit)
    event.is_arrival = (
        bool(match["arrive"]) or _ARRIVES.search(text, max(0, match.start() - 60), match.start()) is not None
    )
    home = visitor.mention.post.party if visitor.mention.post else None
    return None if home and home == event.country_code else event


def _is_journey_for_talks(passage: Passage, match: re.Match[str]) -> bool:
    """Whether somebody travelled for talks on a day. Who will travel to a summit is only one of its participants."""
    is_ahead = match["arrive"].lower().startswith("will")
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
        if passage.text[end : guest.spot.start] in (" of ", " by ", " of the ", " by the "):
            return guest
    return None


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
