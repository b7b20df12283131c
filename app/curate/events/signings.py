"""Finds the agreements in an article: what was signed or adopted, when, by whom, and at which meeting."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from app.curate.events.event import Event, Guest, Spot, TextValue
from app.curate.events.lists import headings
from app.curate.events.sides import countries_of_guests, members_of
from app.curate.events.signed_lists import Item, items_under, lettered_list
from app.curate.events.signing_words import (
    NOUN,
    NOUNS,
    OBJECT_END,
    PLURALS,
    VERB,
    end_of_text_amended,
    is_text,
    is_unreal,
    nouns,
    phrase,
)  # fmt: skip
from app.curate.events.summits import ORGANIZATIONS
from app.curate.events.when import date_of
from app.curate.mentions.cities import CityMention
from app.curate.mentions.dates import DateMention
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Passage, Reading
from app.curate.mentions.topics import topics
from app.curate.names import Names
from app.domain.prose import numbers
from app.domain.text import fold
from app.domain.vocabulary import AgreementStatus, AgreementType, MeetingStatus, MeetingType

_PARTS = re.compile(
    r"(?P<signed>(?:Among (?:them|these|the documents)|They include|These (?:include|are)"
    r"|The (?:documents|package) includes?)\b)"
    r"(?P<adopted>\b$)?"
)
"""The beginning of a sentence that names the texts of a package before it."""

_NUMBER_OF = re.compile(
    r"(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty)\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)

_SEVERAL = re.compile(r"\b(?:several|a\snumber\sof|a\spackage\sof|a\sseries\sof)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)

_WELCOMED = re.compile(r"\b(?:welcom|not|recall|prais)\w*\sthe\s$")
"""Words before a signing that may have been on another day."""

_NEAR, _FAR = 5, 50
"""Sentences before a signing in which its meeting is looked for: without, and with words such as “the meeting”."""

MOST_SIGNINGS = 200
"""Agreements of a text that are read."""

_THE_MEETING = re.compile(r"\b(?:[Tt]he|[Tt]heir)\s(?:[Mm]eeting|talks|[Ss]ummit|[Ss]ession|negotiations)\b")
"""The last meeting before it in the text; with a capital letter, the last with a number."""

_SINCE = re.compile(r"\bsince\s(?:the\s|their\s)?$")

_TERMS = ("for", "until", "from", "through", "over", "within", "starting")
"""Words before the time for which an agreement holds."""

_DURING = re.compile(r"\b(?:during|on|in the course of) (?:the|this|his|her) (?:\w+ )?visit\b")

_DATELINE = re.compile(r"[^–—]{0,80}\s[–—]\s")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_ITEM_TERM = re.compile(r",\s[^;]{0,40}")
"""The term after the name of an item: “Programme for culture, 2026 to 2029”."""

_PERIOD = re.compile(r"^(?:\d{4}/\d{4}|\.\./\d{4})$")


@dataclass
class Signing:
    """An agreement while it is read. ``title`` are its words in the text."""

    type: AgreementType
    status: AgreementStatus
    title: TextValue[str]
    cue: Spot
    date: TextValue[DateMention] | None = None
    parties: dict[str, TextValue[str]] = field(default_factory=dict)
    count: TextValue[int] | None = None
    valid: TextValue[str] | None = None
    meeting: Event | None = None
    is_near: bool = True
    """Whether the meeting stands near the signing in the text."""

    is_item: bool = False
    """Whether it is an item of a list, under words such as “Signed”."""

    city: TextValue[CityMention] | None = None
    signatories: list[Guest] = field(default_factory=list)
    topics: dict[str, Spot] = field(default_factory=dict)
    more: list[Spot] = field(default_factory=list)


def signings(reading: Reading, events: Sequence[Event], names: Names) -> list[Signing]:
    """The agreements of a text, each once, in the order of the text."""
    agreements: list[Signing] = []
    by_passage, above = _by_passage(events), headings(reading)
    for number, passage in enumerate(reading.passages):
        if passage.sentence.paragraph in reading.other_articles:
            continue
        package = agreements[-1] if agreements and agreements[-1].cue.passage is reading.passages[number - 1] else None
        of_list = [*_of_list(passage, above)]
        new = chain(_parts(passage, package), of_list or _of_passage(passage, names))
        for signing in islice(new, MOST_SIGNINGS - len(agreements)):
            if signing.date is None and package and signing.cue.start == 0:
                signing.date, signing.meeting, signing.is_near = package.date, package.meeting, package.is_near
            if visit := _visit_of(signing, reading, events):
                is_own = _DURING.search(signing.cue.passage.text)
                signing.date = signing.date or (_date_of_visit(visit) if is_own else None)
            else:
                signing.meeting = signing.meeting or _meeting(signing, reading, number, by_passage)
            if signing.date is None and signing.meeting is None:
                signing.date = _date_before(signing, reading, number) or _date_of_only_visit(signing, events)
            if _WELCOMED.search(passage.text[: signing.cue.start]):
                signing.is_near = False
            _complete(signing, reading, number)
            earlier = next((candidate for candidate in agreements if _is_same(candidate, signing)), None)
            if earlier is None:
                agreements.append(signing)
            else:
                _take(earlier, signing)
    return agreements


def _of_passage(passage: Passage, names: Names) -> Iterator[Signing]:
    text = passage.text
    starts: set[int] = set()
    for verb in VERB.finditer(text):
        if is_unreal(text, verb):
            continue
        amended_until = -1
        for noun in nouns(text, verb):
            if noun.start() < amended_until:
                continue
            amended_until = end_of_text_amended(text, noun)
            if noun.start() not in starts and (signing := _signing(passage, verb, noun)):
                starts.add(noun.start())
                for topic in topics(text[noun.start() :], names):
                    if signing.type is AgreementType.package or topic.end + noun.start() <= signing.title.spot.end:
                        spot = Spot(passage, topic.start + noun.start(), topic.end + noun.start())
                        signing.topics.setdefault(topic.value, spot)
                yield signing


def _of_list(passage: Passage, above: Mapping[int, Passage]) -> Iterator[Signing]:
    """The agreements of a list: of the item that the passage is, or of those within it."""
    for verb, heading, item in items_under(above, passage):
        yield _of_item(item, verb, Spot(heading, *verb.span()))
    if inner_list := lettered_list(passage):
        verb, items = inner_list
        for item in items:
            yield _of_item(item, verb, Spot(passage, *verb.span()))


def _of_item(item: Item, verb: re.Match[str], cue: Spot) -> Signing:
    status = AgreementStatus.signed if verb["signed"] else AgreementStatus.announced
    passage, start, end = item.spot
    signing = Signing(item.kind, status, TextValue(" ".join(item.spot.words.split()), item.spot), cue, is_item=True)
    if item.count:
        signing.count = TextValue(*item.count)
    offset, last = passage.sentence.start, _ITEM_TERM.match(passage.text, end)
    for date in passage.dates:
        if date.edtf and start <= date.start - offset < (last.end() if last else end) and _PERIOD.match(date.edtf):
            signing.valid = TextValue(date.edtf, Spot(passage, date.start - offset, date.end - offset))
    signing.date = date_of(cue, lambda date: _is_term(date, signing.valid is not None, 0, 0, offset))
    return signing


def _parts(passage: Passage, package: Signing | None) -> Iterator[Signing]:
    """The texts of a package that the sentence after it names: “Among them are a programme and a treaty”."""
    verb = _PARTS.match(passage.text)
    if verb and package and package.type is AgreementType.package:
        for noun in nouns(passage.text, verb):
            if signing := _signing(passage, verb, noun):
                signing.status = package.status
                yield signing


def _signing(passage: Passage, verb: re.Match[str], noun: re.Match[str]) -> Signing | None:
    text, word = passage.text, noun.group().lower()
    count = _NUMBER_OF.search(text[max(0, noun.start() - 60) : noun.start()])
    several = _SEVERAL.search(text[max(0, noun.start() - 60) : noun.start()])
    if word in PLURALS and not (count or several):
        return None
    if word == "letters" and not verb.group().lower().startswith("exchanged"):
        return None
    if word == "statement" and not is_text(text, noun):
        return None
    if word == "map" and not text[: noun.start()].lower().endswith("road "):
        return None
    start, end = phrase(text, noun, count)
    if any(inner.start() < end and noun.end() <= inner.start() for inner in NOUN.finditer(text, noun.end(), end)):
        end = noun.end() if word == "memorandum" else end
    kind = AgreementType.package if word in PLURALS else NOUNS[word]
    title = " ".join(text[start:end].split())
    status = AgreementStatus.signed if verb["signed"] else AgreementStatus.announced
    signing = Signing(kind, status, TextValue(title, Spot(passage, start, end)), Spot(passage, *verb.span()))
    if count and word in PLURALS:
        value = next((int(number) for number in numbers(count["count"])), None)
        first = max(0, noun.start() - 60) + count.start("count")
        signing.count = TextValue(value, Spot(passage, first, noun.end())) if value else None
    _dates(signing, start, end)
    people = [mention for mention in passage.people if mention.end <= verb.start()]
    if len(people) == 2 and verb["signed"] and verb.start() - people[-1].end < 4:
        signing.signatories = [Guest(m, Spot(passage, m.start, m.end)) for m in people]
    for party in passage.parties:
        if start <= party.start < end and party.code in passage.countries:
            signing.parties.setdefault(party.code, TextValue(party.code, Spot(passage, party.start, party.end)))
    return signing


def _dates(signing: Signing, start: int, end: int) -> None:
    """The period in the name is how long it is valid; another date of the sentence is that of the signing."""
    passage = signing.cue.passage
    offset = passage.sentence.start
    for date in passage.dates:
        if date.edtf and start <= date.start - offset < end and _PERIOD.match(date.edtf):
            spot = Spot(passage, date.start - offset, date.end - offset)
            signing.valid = TextValue(date.edtf, spot)
    stop = OBJECT_END.search(passage.text, signing.cue.end)
    last = offset + (stop.start() if stop else len(passage.text))
    signing.date = date_of(
        signing.cue,
        lambda date: (
            date.start >= last
            or _is_ahead(date, passage)
            or _is_term(date, signing.valid is not None, start, end, offset)
        ),
    )


def _is_ahead(date: DateMention, passage: Passage) -> bool:
    """Whether a date is after the publication, and so of nothing that was signed."""
    published = passage.article.published
    end, start = published.end if published else None, date.span.start if date.span else None
    return bool(end and start and start > end)


def _is_term(date: DateMention, has_term: bool, start: int, end: int, offset: int) -> bool:
    """Whether a date says how long an agreement holds, not when it was signed."""
    within = start <= date.start - offset < end
    return bool(_PERIOD.match(date.edtf or "")) or date.relation in _TERMS or (within and has_term)


def _by_passage(events: Sequence[Event]) -> dict[int, list[Event]]:
    """The meetings that were held, by the identity of the sentences that tell of them."""
    result: dict[int, list[Event]] = {}
    for event in events:
        if event.status is MeetingStatus.held:
            for passage in event.passages:
                result.setdefault(id(passage), []).append(event)
    return result


def _visit_of(signing: Signing, reading: Reading, events: Sequence[Event]) -> Event | None:
    """The only visit of a text, if the paragraph says that texts were signed during it, which leaves the day open."""
    paragraph = reading.of_paragraph(signing.cue.passage.sentence.paragraph)
    visits = [e for e in events if e.type is MeetingType.visit and e.status is MeetingStatus.held]
    if len(visits) != 1 or not any(_DURING.search(passage.text) for passage in paragraph):
        return None
    return visits[0]


def _date_of_visit(visit: Event) -> TextValue[DateMention] | None:
    if visit.date is None or "/" not in (visit.date.value.edtf or ""):
        return None
    return TextValue(visit.date.value, visit.date.spot, "Of the days of the visit.")


def _date_of_only_visit(signing: Signing, events: Sequence[Event]) -> TextValue[DateMention] | None:
    """The days of the visit, where it is all that the text says was held."""
    past_events = [event for event in events if event.status is MeetingStatus.held]
    if len(past_events) != 1 or past_events[0].type is not MeetingType.visit:
        return None
    signing.is_near = False
    return _date_of_visit(past_events[0])


def _date_before(signing: Signing, reading: Reading, number: int) -> TextValue[DateMention] | None:
    """The day of the sentence before, if that is all that the paragraph says of it: “A joint statement was issued”."""
    before = reading.passages[number - 1] if number else None
    paragraph = signing.cue.passage.sentence.paragraph
    if before is None or before.sentence.paragraph != paragraph:
        return None
    dateline = _DATELINE.match(before.text)
    first = before.sentence.start + (dateline.end() if dateline else 0)
    days = [d for d in before.dates if d.edtf and _DAY.fullmatch(d.edtf) and d.relation not in _TERMS]
    days = [day for day in days if day.start >= first]
    if len(days) != 1:
        return None
    signing.is_near = False
    start = days[0].start - before.sentence.start
    spot = Spot(before, start, start + days[0].end - days[0].start)
    return TextValue(days[0], spot, days[0].reason or "Of the day of the sentence before.")


def _meeting(
    signing: Signing, reading: Reading, number: int, by_passage: Mapping[int, Sequence[Event]]
) -> Event | None:
    """The meeting at which it was signed: of the same sentence and day, or the last one before it."""
    again = _THE_MEETING.search(signing.cue.passage.text, 0, signing.cue.start)
    near = reading.passages[max(0, number - (_FAR if again or signing.is_item else _NEAR)) : number + 1]
    is_of_session = bool(again and any(word[0].isupper() for word in again.group().split()[1:]))
    for passage in reversed(near):
        for event in by_passage.get(id(passage), ()):
            if _fits(signing, event) and not (is_of_session and event.session is None):
                return event
    single = _only_meeting(reading.passages[:number], by_passage)
    if single is None or not _fits(signing, single):
        return None
    signing.is_near = False
    return single


def _only_meeting(before: Sequence[Passage], by_passage: Mapping[int, Sequence[Event]]) -> Event | None:
    """The first meeting in the text so far, if all meetings in it were on one day."""
    events = [
        event for passage in before for event in by_passage.get(id(passage), ()) if event.type is not MeetingType.visit
    ]
    days = {event.date.value.edtf if event.date else None for event in events}
    return events[0] if len(days) == 1 and events[0].has_day else None


def _host(signing: Signing) -> MechanismMention | None:
    """The organisation that adopts a text: “the summit of the Arab League adopted a declaration”."""
    before = (m for m in signing.cue.passage.mechanisms if m.kind in ORGANIZATIONS and m.end <= signing.cue.start)
    return next(before, None) if signing.status is AgreementStatus.announced else None


def _fits(signing: Signing, event: Event) -> bool:
    host = _host(signing)
    if event.type is MeetingType.visit or _is_background(event):
        return False
    if host and not (event.mechanism and event.mechanism.value.id == host.id):
        return False
    if signing.date is None:
        return event.date is not None
    return bool(event.date and event.date.value.edtf == signing.date.value.edtf)


def _is_background(event: Event) -> bool:
    """Whether a meeting is only what something else is counted from: “their first talks since the third session”."""
    cue = event.cues[0]
    return bool(_SINCE.search(cue.passage.text[max(0, cue.start - 12) : cue.start]))


def _complete(signing: Signing, reading: Reading, number: int) -> None:
    event = signing.meeting
    if signing.date is None and event and event.date:
        reason = event.date.reason or "The day is that of the meeting in the article."
        signing.date = TextValue(event.date.value, event.date.spot, reason)
    if event and event.city:
        signing.city = TextValue(event.city.value, event.city.spot, event.city.reason or "The city of the meeting.")
    else:
        text = signing.cue.passage.text
        for city in signing.cue.passage.cities:
            if city.start > signing.cue.start and text[: city.start].endswith(" in "):
                signing.city = signing.city or TextValue(city, Spot(signing.cue.passage, city.start, city.end))
    if len(signing.parties) < 2 and not _host(signing):
        signing.parties |= _parties(signing, reading, number)


def _parties(signing: Signing, reading: Reading, number: int) -> dict[str, TextValue[str]]:
    """The two countries of the sentence, else of the meeting, of the paragraph, or of the headline."""
    passage, event = signing.cue.passage, signing.meeting
    if event and event.mechanism and len(event.mechanism.value.members) != 2 and not event.guests:
        return {}
    before = [
        p for p in reading.passages[max(0, number - 10) : number] if p.sentence.paragraph == passage.sentence.paragraph
    ]
    sources = [[passage], [*event.passages] if event else [], before, reading.of_paragraph(1)[:3]]
    for level, source in enumerate(sources):
        countries: dict[str, TextValue[str]] = {}
        for p in source:
            for party in p.parties:
                if party.code in p.countries:
                    name = reading.countries[party.code]
                    reason = (
                        None if level == 0 else f"“The two” are the countries of the article; {name} is one of them."
                    )
                    countries.setdefault(party.code, TextValue(party.code, Spot(p, party.start, party.end), reason))
        if len(countries) == 2:
            return countries
        if level == 0 and event and (members := members_of(event, reading)):
            return members
        if level == 1 and event and (of_guests := countries_of_guests(event)):
            return of_guests
    return {}


def _is_same(earlier: Signing, later: Signing) -> bool:
    if earlier.type is not later.type:
        return False
    names = [set(fold(signing.title.value).split()) for signing in (earlier, later)]
    alike = names[0] <= names[1] or names[1] <= names[0]
    return alike and _dates_overlap(earlier, later)


def _dates_overlap(earlier: Signing, later: Signing) -> bool:
    spans = [signing.date.value.span if signing.date else None for signing in (earlier, later)]
    if spans[0] is None or spans[1] is None:
        return True
    return str(spans[0].start) <= str(spans[1].end) and str(spans[1].start) <= str(spans[0].end)


def _take(signing: Signing, later: Signing) -> None:
    signing.more.append(later.cue)
    texts = [s.date.value.edtf or "" if s.date else "" for s in (signing, later)]
    if len(texts[1]) > len(texts[0]):
        signing.date = later.date
    signing.signatories = signing.signatories or later.signatories
    signing.valid = signing.valid or later.valid
    signing.meeting = signing.meeting or later.meeting
    if len(signing.parties) < 2:
        signing.parties = later.parties
