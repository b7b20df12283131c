"""What an event takes from others: “the same day”, the city of another meeting of the day, that of the dateline."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.curate.events.event import Event, Spot, TextValue, dates_agree, person_key
from app.curate.events.profile import Profile
from app.curate.events.timing import date_of, day_of_lead, day_of_report, is_of_report
from app.curate.mentions.cities import CityMention
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage, Reading
from app.domain.edtf import Precision
from app.domain.prose import UNITS
from app.domain.vocabulary import CALLS, MeetingStatus, MeetingType

_AT_INVITATION = re.compile(r"\b(?:at|on|upon)\sthe\s(?:\w+\s)?invitation\sof\b", re.IGNORECASE)


def countries_of_visits(events: Sequence[Event], reading: Reading, people: Mapping[str, Profile]) -> None:
    """Give a visit without a country that of who invites, else the other one of a text on two countries."""
    for event in events:
        if event.type is not MeetingType.visit or event.country_code or len(event.guests) != 1:
            continue
        (home,), cue = (people[key].party for key in event.guests), event.cues[0]
        match = _AT_INVITATION.search(cue.passage.text)
        hosts = [people[person_key(m)].party for m in cue.passage.people if match and m.start >= match.end()]
        codes = [code for code in (*hosts[:1], *(reading.codes if len(reading.codes) == 2 else ())) if code]
        codes = [code for code in codes if home and code != home]
        if codes:
            event.country = TextValue(codes[0], cue, "The country that invites, or the other one of the text.")
            event.is_inferred = True


_SAME_DAY = re.compile(r"\b(?:same|that) day\b|\b(?:earlier|later) in the day\b", re.IGNORECASE)

_AFTERWARDS = re.compile(
    r"^(?:[\w’',-]+\s){1,8}?(?:then|afterwards)\s(?:(?:also|jointly)\s)?(?:co-?chaired|chaired|held|met|attended|opened|took)\b"
    r"|^(?:[Tt]hen|Afterwards|Later),?\s|^(?:[Ff]ollowing|[Aa]fter|[Bb]efore|[Pp]rior\sto|[Aa]head\sof)\s(?:the|their)\s"
    r"(?:talks|meeting|negotiations|ceremony|one-on-one|session|summit|forum)\b"
)
"""Words at the beginning of a sentence on what followed at once."""

_EVE = re.compile(
    r"\b[Oo]n the eve of the\s(?:\w+\s)?(?:meeting|summit|session|conference|forum|congress)\b", re.IGNORECASE
)

_DAY_EARLIER = re.compile(r"\b(?:[Aa]|[Oo]ne|[Tt]he) day (?:earlier|before)\b|\b[Tt]he previous day\b")

_NEAR = 40

_DATELINE_END = re.compile(r"\s?(?:,|\(|[–—]|\.|:|$)")
"""What stands after the city of a dateline."""

_DATELINE_PARAGRAPHS = 4
"""Paragraphs at the beginning of an article that may have the dateline."""

_REPORTED_WITHIN = timedelta(days=3)
"""Days after an event in which the author of a report is likely to be still at the site."""

_IN = re.compile(r"\b(?:in|to)\s$")

_NUMBER = rf"(?P<number>{'|'.join(UNITS[2:8])}|[2-7])"

_LENGTH = re.compile(rf"\b{_NUMBER}[- ]day\b", re.IGNORECASE)

_SPENDS = re.compile(rf"\b(?:spen[dt]\w*|stay\w*|visit\sof)\s(?:for\s)?{_NUMBER}\sdays\b", re.IGNORECASE)
"""How long somebody stays, in another sentence on the visit: “is spending two days in Oslo”."""

_ENDS = re.compile(
    r"\b(?:wound up|ended|ends|concluded|concludes|completed|finished|wrapped up|closed|rounded off"
    r"|(?:flew|returned|went|travelled|left for) home|(?:left|departed)\b(?![^.;]{0,40}\b(?:to|on|for)\b)"
    r"|after (?:an?|his|her)(?=\s[\w-]*day))\b"
)
"""Words before a visit whose date is its last day: “ended”, “returned home”."""

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}


_PAIR_TYPES = (MeetingType.bilateral, *CALLS)


def pairs(events: Sequence[Event], reading: Reading, people: Mapping[str, Profile]) -> None:
    """The two countries of those who meet, where their posts do not say them: of the heading of the item, or the only
    two of the text."""
    for event in events:
        parties = {people[key].party for key in event.guests if people[key].party}
        if event.type not in _PAIR_TYPES or len(event.guests) != 2 or len(parties) > 1 or event.sides:
            continue
        first = reading.of_paragraph(event.cues[0].passage.sentence.paragraph)[0]
        heads = len(first.countries) == 2 and len(first.text) <= _LONGEST_HEAD
        codes = {*first.countries} if heads else {*reading.codes}
        if len(codes) == 2 and parties <= codes:
            sources = [first] if heads else reading.passages
            sides = {party.code: party for p in sources for party in p.parties if party.code in codes}
            event.sides = [*sides.values()]


def sides_of_text(events: Sequence[Event], reading: Reading) -> None:
    """The two countries of the text, for a business forum, or for a summit with somebody, of which fewer are named."""
    for event in events:
        is_of_people = not event.sides and event.cues[0].passage.people
        is_summit = event.type is MeetingType.summit and bool(is_of_people or _OF_TWO.search(event.subject or ""))
        is_forum = event.type is MeetingType.conference and (event.subject or "").endswith(" forum")
        codes = {side.code for side in event.sides if side.code in reading.codes}
        if event.mechanism is None and (is_summit or is_forum) and len(codes) < 2 and codes <= reading.pair.keys():
            event.sides = [party for _, party in reading.pair.values()]


_OF_TWO = re.compile(r"\b[Ss]ummit\swith\s|\bbetween\s(?:the\stwo|both)\b")

_LONGEST_HEAD = 40
"""Characters of a heading at the beginning of an item: “OMAN–NORWAY.”"""


def eves(events: Sequence[Event]) -> None:
    """“On the eve of the summit” and “a day earlier” are the day before the event that the text tells of before."""
    for number, event in enumerate(events):
        cue = event.cues[0]
        before_cue, behind = cue.passage.text[: cue.start], cue.passage.text[cue.end : cue.end + _NEAR]
        is_eve = _EVE.search(before_cue) or _DAY_EARLIER.search(before_cue) or _DAY_EARLIER.search(behind)
        if event.date is None and is_eve:
            before = next((e for e in events[:number] if e.status is event.status and e.has_day), None)
            first = before.date.value.span.start if before and before.date and before.date.value.span else None
            if before and before.date and first:
                reason = "“The eve” is the day before the event that the text names first."
                value = replace(before.date.value, edtf=f"{first - timedelta(days=1)}", reason=reason)
                event.date, event.is_inferred = TextValue(value, before.date.spot, reason), True


def same_days(events: Sequence[Event]) -> None:
    """“On the same day” is the day of the event before."""
    for number, event in enumerate(events):
        match = _SAME_DAY.search(event.cues[0].passage.text) or _AFTERWARDS.search(event.cues[0].passage.text)
        if event.date is None and match:
            earlier = [e for e in events[:number] if e.status is event.status and not _is_background(e)]
            before = next((e for e in reversed(earlier) if e.has_day), None)
            if before and before.date:
                reason = before.date.reason or f"“{match.group().strip()}”: on the day of the event before."
                is_last = not any(e.date is None for e in earlier[earlier.index(before) :])
                value = replace(before.date.value, is_certain=before.date.value.is_certain and is_last)
                event.date = TextValue(value, before.date.spot, reason)
                event.is_inferred = True


def report_days(events: Sequence[Event], reading: Reading) -> None:
    """Give the sessions, conferences and summits that were held, and the event of which a report tells first, the day
    of the report, where the text names no other."""
    day = day_of_report(reading.passages)
    kinds = (MeetingType.session, MeetingType.conference, MeetingType.summit)
    _set_main_day(events, day or day_of_lead(reading.passages))
    for event in events:
        is_undated = event.date is None and event.status is MeetingStatus.held and event.type in kinds
        if day and is_undated and not _is_background(event):
            _set_day_of_report(event, day)


def _set_main_day(events: Sequence[Event], day: TextValue[DateMention] | None) -> None:
    """Give the first event of a report its day, if another sentence or the verb of the report states it."""
    main = next((event for event in events if event.status is MeetingStatus.held), None)
    if main is None or main.date or day is None or _is_background(main):
        return
    if day.spot.passage is not main.cues[0].passage or is_of_report(main.cues[0], day.value):
        _set_day_of_report(main, day)


def _set_day_of_report(event: Event, day: TextValue[DateMention]) -> None:
    event.date = TextValue(replace(day.value, is_certain=False), day.spot, "The day of which the report tells.")
    event.is_inferred = True


_GOES_ON = re.compile(
    r"(?:(?:This|The|These)\s(?:\w+\s){0,3}?(?:was|were)\s(?:signed|announced|reached|made|agreed|discussed)"
    r"|(?:The\s(?:\w+\s)?(?:two|sides|parties|ministers|presidents|leaders)|They|He|She|Both)\s)"
)
"""The beginning of a sentence that goes on from the one before: “The document was signed at the meeting of …”."""


def days_of_sentences_before(events: Sequence[Event], reading: Reading) -> None:
    """The day of the sentence before, for a meeting in a sentence that goes on from it and has no date."""
    previous = dict(zip(map(id, reading.passages[1:]), reading.passages, strict=False))
    for event in events:
        passage = event.cues[0].passage
        before = previous.get(id(passage))
        is_open = event.date is None and event.type in _PAIR_TYPES and event.status is MeetingStatus.held
        if not (is_open and before and before.sentence.paragraph == passage.sentence.paragraph):
            continue
        day = date_of(Spot(before, len(before.text), len(before.text))) if _GOES_ON.match(passage.text) else None
        if day and not passage.dates and day.value.span and day.value.span.precision is Precision.day:
            event.date, event.is_inferred = replace(day, reason=day.reason or "As in the sentence before."), True


_WHICH_WAS = re.compile(r"[^.;]{0,90}?,\s(?:which\s(?:was|were|had\sbeen|took)\s|held\s|signed\s)")
"""What follows an event that a sentence only recalls: “the sixth meeting of the Council, which was held in Oslo”."""

_AGREED_AT = re.compile(
    r"\b(?:reached|agreed|adopted|signed|made|taken|outcomes?|results?|decisions?|agreements?)\s(?:[\w-]+\s){0,2}?"
    r"(?:at|during|of|in)\s(?:the|their|its)\s(?:[\w-]+\s){0,3}$"
)
"""Words before a meeting of which only the results are told."""


def _is_background(event: Event) -> bool:
    """Whether a sentence only recalls an event, and does not go on from its day."""
    cue = event.cues[0]
    text = cue.passage.text
    is_recalled = _AGREED_AT.search(text, 0, cue.start)
    return len(event.cues) == 1 and bool(_WHICH_WAS.match(text, cue.end) or is_recalled)


def _stay(event: Event, reading: Reading) -> re.Match[str] | None:
    """The words of a sentence on the visitor that say how many days the latest visit takes."""
    publication = reading.publication.end if reading.publication else None
    span = event.date.value.span if event.date else None
    is_latest = publication and span and span.start and timedelta() <= publication - span.start <= _REPORTED_WITHIN
    passages = (p for p in reading.passages if any(person_key(mention) in event.guests for mention in p.people))
    return next((days for p in passages if (days := _SPENDS.search(p.text))), None) if is_latest else None


def lengths_of_visits(events: Sequence[Event], parts: Mapping[int, Sequence[Event]], reading: Reading) -> None:
    """The last day of visits of which the text has the first: by “two-day”, or by the last meeting on them.

    ``parts`` are the meetings that may be part of a visit, by its identity.
    """
    for event in events:
        span = event.date.value.span if event.date else None
        if event.type is not MeetingType.visit or event.date is None or span is None or span.start != span.end:
            continue
        first = span.start
        if first is None:
            continue
        if _is_of_other_verb(event):
            event.date = replace(event.date, value=replace(event.date.value, is_certain=False))
            continue
        lengths = ((cue, _LENGTH.search(cue.passage.text, max(0, cue.start - 30), cue.end)) for cue in event.cues)
        cue, days = next(((cue, days) for cue, days in lengths if days), (event.cues[0], None))
        days = days or _stay(event, reading)
        if days:
            number = _NUMBERS.get(days["number"].lower()) or int(days["number"])
            before = (
                timedelta(days=number - 1)
                if _ENDS.search(cue.passage.text, max(0, cue.start - 90), cue.start)
                else timedelta()
            )
            last = first - before + timedelta(days=number - 1)
            _lengthen(event, first - before, last, "The text says how many days it takes.")
        elif event.is_arrival:
            event.is_inferred = True
            later = [day for part in parts.get(id(event), ()) if (day := _last_day(part)) and day > first]
            if later:
                _lengthen(event, first, max(later), "From the arrival to the last meeting of the visit.")


_MEANWHILE = re.compile(r"\b(?:as|while|when|during)\s(?:the|his|her|he|she|an?|[A-Z]\w+)\b")


def _is_of_other_verb(event: Event) -> bool:
    """Whether the day is only one of the visit: “agreed on Tuesday to trade more, as he paid a three-day visit”."""
    date, cue = event.date, event.cues[0]
    if date is None or date.spot.passage is not cue.passage or date.spot.end > cue.start:
        return False
    is_longer = _LENGTH.search(cue.passage.text, max(0, cue.start - 30), cue.end)
    return bool(is_longer and _MEANWHILE.search(cue.passage.text, date.spot.end, cue.start))


def _lengthen(event: Event, first: date, last: date, reason: str) -> None:
    if event.date:
        value = replace(event.date.value, edtf=f"{first}/{last}", reason=reason)
        event.date = TextValue(value, event.date.spot, reason)
        event.is_inferred = True


def _last_day(event: Event) -> date | None:
    span = event.date.value.span if event.date and event.has_day else None
    return span.end if span else None


def cities_elsewhere(events: Sequence[Event], reading: Reading, people: Mapping[str, Profile]) -> None:
    """The city where the text names it elsewhere: with another meeting of the day, in the dateline or headline."""
    sites = [*_datelines(reading)]
    for event in events:
        if (
            event.city
            or event.is_online
            or event.type in CALLS
            or event.status is not MeetingStatus.held
            or not event.has_day
        ):
            continue
        cities = {e.city.value.city for e in events if e.city and e.has_day and dates_agree(event, e)}
        likely_sites = [site for site in sites if cities <= {site.value.city}]  # the author may be elsewhere
        site = _of_the_day(event, events) or _of_dateline(event, likely_sites, reading, people)
        if site and event.country_code in (None, site.value.city.country):
            event.city = site


def _of_the_day(event: Event, events: Sequence[Event]) -> TextValue[CityMention] | None:
    """The city in which somebody who takes part was on that day."""
    if event.type is MeetingType.visit:
        return None
    sites = {
        candidate.city.value.city: candidate.city
        for candidate in events
        if candidate is not event and candidate.city and candidate.has_day and candidate.status is event.status
        and candidate.type not in CALLS and dates_agree(event, candidate)
        and not event.guests.keys().isdisjoint(candidate.guests)
    }  # fmt: skip
    if len(sites) != 1:
        return None
    (site,) = sites.values()
    return TextValue(site.value, site.spot, "Who takes part was there on that day.")


def _of_dateline(
    event: Event, sites: Sequence[TextValue[CityMention]], reading: Reading, people: Mapping[str, Profile]
) -> TextValue[CityMention] | None:
    last = _last_day(event)
    publication = reading.publication.start if reading.publication else None
    if last is None or publication is None or not timedelta() <= publication - last <= _REPORTED_WITHIN:
        return None
    guests = {people[key].party for key in event.guests}
    members = event.mechanism.value.members if event.mechanism else frozenset()
    for site in sites:
        country = site.value.city.country
        if event.type is MeetingType.visit:
            fits = event.country_code == country and country not in guests
        else:
            fits = country in guests | members and event.country_code in (None, country)
        if fits:
            return site
    return None


def _datelines(reading: Reading) -> Iterator[TextValue[CityMention]]:
    """The cities of the dateline, and the one that the headline names with “in”."""
    for passage in reading.passages:
        if passage.sentence.paragraph > _DATELINE_PARAGRAPHS:
            return
        for city in passage.cities:
            spot = Spot.of(passage, city)
            if city.start == 0 and passage.sentence.number == 1 and _DATELINE_END.match(passage.text, city.end):
                yield TextValue(city, spot, "The city of the dateline.")
            elif _is_headline(passage) and _IN.search(passage.text[: city.start]):
                yield TextValue(city, spot, "The city of the headline.")


def _is_headline(passage: Passage) -> bool:
    return passage.sentence.paragraph == 1 and passage.sentence.number == 1 and not passage.text.endswith(".")
