"""Finds summits in an article: of an organisation, or between sides without a mechanism."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.curate.events.event import Event, Spot, TextValue
from app.curate.events.timing import event_at
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.ordinals import Ordinal
from app.curate.mentions.reading import Passage
from app.curate.mentions.regional import members_of_regions
from app.domain.vocabulary import MechanismKind, MeetingFormat, MeetingType

ORGANIZATIONS = (MechanismKind.organization, MechanismKind.assembly)
"""Mechanisms of many members, whose meetings are summits."""

_SUMMIT = re.compile(
    r"\b(?:(?P<informal>informal|extraordinary)\s)?(?P<noun>summit|leaders’ meeting)\b(?!\s+level)", re.IGNORECASE
)

_PHOTO = re.compile(r"\b(?:photo|credit|picture)\b", re.IGNORECASE)

_THE_ORGANIZATION = re.compile(r"\borgani[sz]ation’s\b|\borgani[sz]ation's\b")

_NAME_BEFORE = re.compile(r"(?<!^)\b(?!The|This|That|Next|Last)[A-Z][\w’-]+(?:[–-][A-Z]\w+)*\s$")
"""A name right before a word such as “summit”."""

PLACE_VERB = re.compile(r"\b(?:held|took place|take place|takes place|hosted|host|hosts|convened|opened|in)\b")

_AT_IT = re.compile(r"\b(?:at|during)\s(?:the|their)\s(?:[\w-]+\s){0,3}$")
"""Words before a summit at which something was done."""

_ON_SIDELINES = re.compile(r"\b(?:sidelines|margins|fringes)\sof\s(?:the\s)?$")
"""Words before an organisation at whose meeting others hold their own."""

_BETWEEN = re.compile(r"\s(?:meeting\s)?(?P<join>between|of|with)\s(?P<sides>[^.;:“”]{3,120})", re.IGNORECASE)

_SIDES_END = re.compile(
    r"\s(?:in|on|at|was|were|is|are|will|would|took|opened|closed|ended|began|concluded|convened|gathered|has|held|kicked)\b|,"
)

_DASH = re.compile(r"\s?[–—-]\s?[A-Z]")
"""What follows the name of an organisation that is only one of two sides: “EU–Central Asia summit”."""

_NAME_WITH_DASH = re.compile(r"(?:[A-Z][\w’'.]*\s){0,2}[A-Z][\w’'.]*\s?[–—-]\s?$")

_ONE_OF_SERIES = re.compile(
    r"\b(?:[Ll]ast year[’']s|[Nn]ext year[’']s|[Tt]he (?:previous|next|last|upcoming)|^A|\bbut a)\s$"
)
"""Words before a summit that make it one of the series of which the text tells."""

_IN_CITY = re.compile(r"\s(?:held\s)?in\s(?:the\s)?[A-Z]")
"""What stands behind a summit that the text names by its place: “the summit in Oslo on 3 May”."""

_SCHEDULE = re.compile(r",?\s(?:which\sis\s)?(?:scheduled|planned|set|due|slated|to\sbe\sheld)\b")
"""What stands behind “the summit” that the text has named before."""

_SERIES_GAP = 2
"""Sessions between a summit and another that the text names by its number alone."""


def summits(passage: Passage, latest: Event | None) -> Iterator[Event]:
    """The summits of a sentence. ``latest`` is the last summit before it in the text."""
    for match in _SUMMIT.finditer(passage.text):
        if event := _summit(passage, match, latest):
            yield in_caption(event)


def _summit(passage: Passage, match: re.Match[str], latest: Event | None) -> Event | None:
    text = passage.text
    ordinal = next((o for o in reversed(passage.ordinals) if 0 <= match.start() - o.end < 50), None)
    host = _host(passage, match)
    between = None if host and host.is_regional else _between(passage, match)
    host = None if between else host
    is_announced = text.endswith("the ", 0, match.start()) and _SCHEDULE.match(text, match.end())
    names_its_place = text.endswith("the ", 0, match.start()) and _IN_CITY.match(text, match.end()) and passage.dates
    is_of_series = ordinal or is_announced or names_its_place or _ONE_OF_SERIES.search(text[: match.start()])
    earlier = latest if is_of_series and not (between or host) else None
    name = _NAME_BEFORE.search(text[: match.start()])
    if host is None and ordinal is None and not name and not between and not earlier:
        return None
    is_sited = PLACE_VERB.search(text) or _AT_IT.search(text, 0, match.start())
    has_site = is_sited if host or ordinal or between or passage.dates else None
    if (earlier or (host and host.is_regional)) and not ordinal and not passage.dates:
        return None
    if not (has_site and (passage.cities or passage.parties or passage.dates)):
        return None
    start = ordinal.start if ordinal else between[0] if between else match.start()
    cue = Spot(passage, start, match.end())
    event = event_at(MeetingType.summit, cue)
    if host:
        event.mechanism = TextValue(host, Spot.of(passage, host))
    elif earlier and earlier.mechanism and not name:
        reason = f"The summit is of the {earlier.mechanism.value.name}, which the article names before."
        event.mechanism = TextValue(earlier.mechanism.value, cue, reason)
        if names_its_place and event.date:
            event.date = replace(event.date, value=replace(event.date.value, is_certain=False))
    if ordinal:
        event.session = TextValue(ordinal.value, Spot(passage, ordinal.start, match.end()))
    if match["informal"] and match["informal"].lower() == "informal":
        event.format = TextValue(MeetingFormat.informal, Spot(passage, *match.span()))
    event.is_direct = host is not None
    if event.mechanism is None:
        event.subject = text[start : between[1] if between else match.end()].strip()
        event.sides = [party for party in passage.parties if between and between[0] <= party.start < between[1]]
        region = [] if between else [*members_of_regions(text)]
        event.sides += [*(p for p in passage.parties if region and p.code in passage.countries), *region]
        event.series = _series(latest, ordinal, has_name=bool(between or name))
        if earlier and len(earlier.sides) > 1 and not (name or ordinal or event.sides):
            event.series = earlier
    return event


def _host(passage: Passage, match: re.Match[str]) -> MechanismMention | None:
    """The organisation whose summit it is."""
    organizations = [
        m for m in passage.mechanisms
        if (m.kind in ORGANIZATIONS or m.is_regional)
        and not _ON_SIDELINES.search(passage.text, max(0, m.start - 40), m.start)
        and not any(_AND.fullmatch(passage.text, m.end, p.start) for p in passage.parties)
    ]  # fmt: skip
    near = [m for m in organizations if -90 < m.start - match.end() < 30]
    if not near and _THE_ORGANIZATION.search(passage.text, 0, match.start()):
        near = organizations
    return next(iter(near), None)


_AND = re.compile(r"(?:\s\([A-Z]{2,6}\))?\sand\s(?:the\s)?")
"""What joins an organisation to a country, whose summit is one of both: “leaders of the Union and Japan”."""


def _between(passage: Passage, match: re.Match[str]) -> tuple[int, int] | None:
    """The words of a summit of several sides: “EU–Central Asia summit”, “summit between the Union and Japan”."""
    text = passage.text
    sides = [party for party in passage.parties if match.start() - 60 < party.start < match.start()]
    for party in sides:
        before = _NAME_WITH_DASH.search(text[max(0, party.start - 60) : party.start])
        if before or (_DASH.match(text, party.end) and "," not in text[party.end : match.start()]):
            return party.start - (len(before.group()) if before else 0), match.end()
    after = _BETWEEN.match(text, match.end())
    if after and (after["join"].lower() in ("between", "with")):
        stop = _SIDES_END.search(text, after.start("sides"), after.end("sides"))
        return match.start(), stop.start() if stop else after.end("sides")
    return None


def _series(latest: Event | None, ordinal: Ordinal | None, *, has_name: bool) -> Event | None:
    """The summit before, for one that the text names by its number alone: “the second summit will be held in Oslo”."""
    number = latest.session.value if latest and latest.session else None
    if latest is None or latest.mechanism or ordinal is None or has_name or number is None:
        return None
    return latest if 0 < abs(ordinal.value - number) <= _SERIES_GAP else None


def in_caption(event: Event) -> Event:
    """The event. If its day stands in the caption of a photograph, its date is the month, as a summit may have more
    days."""
    if (
        event.date
        and _PHOTO.search(event.cues[0].passage.text)
        and len(event.date.value.edtf or "") == len("2025-05-21")
    ):
        month = (event.date.value.edtf or "")[:7]
        reason = "A photograph is of that day; the text does not say how long it lasted."
        event.date = replace(event.date, value=replace(event.date.value, edtf=month), reason=reason)
        event.is_direct = False
    return event
