"""Finds visits to come by an invitation that says when: “invited his colleague to visit Oslo in 2027”.

Without a time it is only a courtesy.
"""

import re
from collections.abc import Iterator, Sequence

from app.curate.events.event import Event, Guest, Spot, TextValue, guest_of, person_key, text_value
from app.curate.events.timing import is_ahead
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import MeetingStatus, MeetingType, ParticipantRole

_INVITATION = re.compile(
    r"\b(?:(?P<active>invited|invites|has\sinvited|(?:extended|conveyed|handed|gave)\s(?:an|the|his|her)\sinvitation\sto)"
    r"\s(?P<guest>[^.;:]{2,90}?)\s|(?P<passive>(?:was|is|has\sbeen)\sinvited|accept(?:ed|s)\s(?:an|the|his|her|this)\sinvitation)\s)"
    r"(?:to|for)\s(?:(?:(?:pay|make)\s)?(?:an?\s)?(?:(?P<kind>official|state|working|return)\s)?visit\s(?:to\s)?|(?=[A-Z]))(?:the\s)?"
)

_DESCRIPTION = re.compile(
    r"(?:(?:his|her|my|our|the)\s)?(?:\w+\s){0,2}(?:him|her|colleague|counterpart|brother|friend|guest|president|leader|minister)\b",
    re.IGNORECASE,
)
"""Words for somebody whom the text names elsewhere."""


def invitations(passage: Passage, earlier: Sequence[Passage]) -> Iterator[Event]:
    """The visits to which a sentence invites. ``earlier`` are the sentences before it."""
    for match in _INVITATION.finditer(passage.text):
        city = next((c for c in passage.cities if 0 <= c.start - match.end() <= 2), None)
        party = next((p for p in passage.parties if 0 <= p.start - match.end() <= 2), None)
        guest = _guest(passage, match, earlier)
        date = next((d for d in passage.dates if d.start - passage.sentence.start >= match.end()), None)
        if guest is None or date is None or not (city or party) or not is_ahead(date, passage.article.publication):
            continue
        event = Event(MeetingType.visit, MeetingStatus.planned, [Spot(passage, *match.span())], is_direct=False)
        event.date = text_value(passage, date)
        guest.role = ParticipantRole.guest
        event.guests[person_key(guest.mention)] = guest
        event.kind_of_visit = match["kind"]
        if city:
            event.city = text_value(passage, city)
        elif party and party.code in passage.countries:
            event.country = TextValue(party.code, Spot.of(passage, party))
        yield event


def _guest(passage: Passage, match: re.Match[str], earlier: Sequence[Passage]) -> Guest | None:
    """Who is invited: by name, or the holder of the same post as the host, or the only other person of the text."""
    before = [mention for mention in passage.people if mention.end <= match.start()]
    if match["passive"]:
        return guest_of(passage, before[-1]) if before else None
    mentions = [m for m in passage.people if match.start("guest") <= m.start < match.end("guest")]
    if mentions:
        return guest_of(passage, mentions[-1])
    if not _DESCRIPTION.fullmatch(match["guest"]):
        return None
    titles: dict[str, set[str]] = {}
    for source in (*earlier, passage):
        for mention in source.people:
            titles.setdefault(person_key(mention), set()).update([mention.post.title] if mention.post else [])
    host = next((person_key(m) for m in (before[-1:] or passage.people[-1:])), "")
    for source in (passage, *reversed(earlier)):
        for mention in reversed(source.people):
            is_peer = titles[person_key(mention)] & titles.get(host, set()) or len(titles) == 2
            if person_key(mention) != host and is_peer:
                return guest_of(source, mention)
    return None
