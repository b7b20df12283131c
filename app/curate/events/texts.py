"""Agreements that a text tells of: what was signed or adopted, when, by whom, at which meeting."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.curate.events.event import Event, Guest, Spot, Stated
from app.curate.events.when import date_of
from app.curate.mentions.cities import CityMention
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage, Reading
from app.curate.mentions.topics import topics
from app.curate.mentions.words import word_set
from app.curate.names import Names
from app.domain.prose import numbers
from app.domain.text import fold
from app.domain.vocabulary import AgreementStatus, AgreementType, MeetingStatus, MeetingType

_NOUNS = {
    "memorandum": AgreementType.memorandum, "memorandums": AgreementType.memorandum,
    "memoranda": AgreementType.memorandum, "mou": AgreementType.memorandum, "mous": AgreementType.memorandum,
    "agreement": AgreementType.treaty, "treaty": AgreementType.treaty, "convention": AgreementType.treaty,
    "pact": AgreementType.treaty, "accord": AgreementType.treaty, "plan": AgreementType.plan,
    "program": AgreementType.plan, "programme": AgreementType.plan, "roadmap": AgreementType.plan,
    "map": AgreementType.plan, "strategy": AgreementType.plan, "declaration": AgreementType.declaration,
    "statement": AgreementType.joint_statement, "communiqué": AgreementType.joint_statement,
    "communique": AgreementType.joint_statement, "protocol": AgreementType.protocol,
    "decision": AgreementType.decision, "decisions": AgreementType.decision, "contract": AgreementType.contract,
}  # fmt: skip

_PLURALS = word_set("agreements documents memorandums memoranda deals contracts mous treaties protocols")

_NOUN = re.compile(rf"\b(?:{'|'.join(sorted({*_NOUNS, *_PLURALS}, key=len, reverse=True))})\b", re.IGNORECASE)

_VERB = re.compile(
    r"\b(?P<signed>signed|signing\b(?:\s+of)?|inked|concluded(?=\s+(?:an?|the|\d+)\s)|sign(?=\s+the\b))"
    r"|\b(?P<adopted>adopted|adoption\s+of|approved(?=\s+(?:an?|the)\s)"
    r"|(?:closed|ended|culminated|wrapped\s+up)\b(?=[^.;]{0,80}?\swith\s+an?\s(?:\w+\s){0,2}(?:declaration|statement"
    r"|communiqu[eé])\b))",
    re.IGNORECASE,
)
"""A summit that “ended with a joint declaration” adopted it."""

_UNREAL = re.compile(
    r"\b(?:(?:expected|plans?|planned|ready|going|hopes?|agreed|set|due|intends?|wants?)\s+to|will|would|could|should|may"
    r"|might|[Ii]f)\b(?:\s\w+){0,6}?\s*$"
    r"|\b(?:prepar\w+|plan\w*|expect\w*|ready|readied|possible|upcoming|future|towards?|discuss\w*|consider\w*|propos\w*"
    r"|before|until|pending|await\w*)\s(?:for\s|of\s)?(?:the\s|a\s)?$"
    r"|\b(?:to\s+be|not|never|yet\s+to\s+be)\s*$"
)
"""Words before a verb that make the signing a hope or a plan."""

_PENDING = re.compile(
    r"[^.;]{0,80}?\s(?:is|are|was|were)\s(?:\w+\s)?(?:expected|planned|scheduled|due|postponed|possible)\b"
)
"""Words after “the signing of” that make it a plan."""

_PASSIVE = re.compile(r"\b(?:was|were|been|being|also|both|all)\s*$")

_VERB_AFTER = re.compile(r"\s(?:would|will|could|should|shall|is|are|was|were|has|have|remains?|had)\b")
"""What makes the noun before it the subject of another clause, which is not what was signed."""

_AND = re.compile(r"[,;]?\s*(?:and|as well as|along with|together with)?\s*(?:an?|the|its|also)?\s*")
"""What stands between two texts of a list."""

_AMONG = re.compile(r"[^.;]{0,30}\b(?:including|among (?:them|which)|such as|namely)\b")

_OBJECT_END = re.compile(
    r"[;.](?:\s|$)|\b(?:said|noted|who)\b"
    r"|\band\s(?:announced|agreed|decided|pledged|promised|discussed|expressed|confirmed|reaffirmed|stressed|called|held"
    r"|exchanged|welcomed|instructed|invited|will|would)\b"
)
"""The end of what a verb is about."""

_TAIL = re.compile(r"\s(?:on|of|for|between|until|about|to)\s")

_TAIL_END = re.compile(
    r"[,;:()“”.]|\s(?:and|but)\s(?=announced|agreed|decided|pledged|promised|discussed|expressed|confirmed|held|called)"
    r"|\s(?:would|will|could|should|is|are|had|to be)\b"
    r"|\s(?:in|at|during|after|following|alongside|by|with|which|that|as|was|were|has|have|while|worth|covering|spanning|under)\b"
    r"|\s(?:and|as well as)\s(?:an?|the|\d+)\b"
    r"|\son\s(?:\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b)"
)

_HEAD_STOPS = word_set(
    """
    a an the of signed sign signing adoption adopted approved and with for both by to on in their its his her two sides
    countries leaders ministers parties inked concluded alongside several new following after including also s
    """
)

_COUNTED = re.compile(
    r"(?P<count>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty)\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)

_SEVERAL = re.compile(r"\b(?:several|a\snumber\sof|a\spackage\sof|a\sseries\sof)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)

_NEAR, _FAR = 5, 50
"""Sentences before a signing in which its meeting is looked for: without, and with words such as “the meeting”."""

MOST_SIGNINGS = 200
"""Agreements of a text that are read."""

_THE_MEETING = re.compile(r"\b(?:[Tt]he|[Tt]heir)\s(?:meeting|talks|summit|session|negotiations)\b")
"""The last meeting that the text told of."""

_TERMS = ("for", "until", "from", "through", "over", "within", "starting")
"""Words before the time for which an agreement holds."""

_PERIOD = re.compile(r"^(?:\d{4}/\d{4}|\.\./\d{4})$")


@dataclass
class Signing:
    """An agreement while it is read. ``title`` are its words in the text."""

    type: AgreementType
    status: AgreementStatus
    title: Stated[str]
    cue: Spot
    date: Stated[DateMention] | None = None
    parties: dict[str, Stated[str]] = field(default_factory=dict)
    count: Stated[int] | None = None
    valid: Stated[str] | None = None
    meeting: Event | None = None
    is_near: bool = True
    """Whether the meeting is told of near the signing."""

    city: Stated[CityMention] | None = None
    signatories: list[Guest] = field(default_factory=list)
    topics: dict[str, Spot] = field(default_factory=dict)
    more: list[Spot] = field(default_factory=list)


def signings(reading: Reading, events: Sequence[Event], names: Names) -> list[Signing]:
    """The agreements of a text, each once, in the order of the text."""
    found: list[Signing] = []
    held = _by_passage(events)
    for number, passage in enumerate(reading.passages):
        for signing in islice(_of_passage(passage, names), MOST_SIGNINGS - len(found)):
            signing.meeting = _meeting(signing, reading, number, held)
            _complete(signing, reading, number)
            same = next((other for other in found if _is_same(signing, other)), None)
            if same is None:
                found.append(signing)
            else:
                _take(same, signing)
    return found


def _of_passage(passage: Passage, names: Names) -> Iterator[Signing]:
    text = passage.text
    done: set[int] = set()
    for verb in _VERB.finditer(text):
        if _is_unreal(text, verb):
            continue
        for noun in _nouns(text, verb):
            if noun.start() not in done and (signing := _signing(passage, verb, noun)):
                done.add(noun.start())
                for topic in topics(text[noun.start() :], names):
                    if signing.type is AgreementType.package or topic.end + noun.start() <= signing.title.spot.end:
                        spot = Spot(passage, topic.start + noun.start(), topic.end + noun.start())
                        signing.topics.setdefault(topic.value, spot)
                yield signing


def _is_unreal(text: str, verb: re.Match[str]) -> bool:
    """Whether the signing is a hope, a plan or a condition."""
    planned = verb.group().lower().startswith("signing") and _PENDING.match(text, verb.end())
    return bool(planned or _UNREAL.search(text[max(0, verb.start() - 60) : verb.start()])) or _is_conditional(
        text, verb.start()
    )


def _is_conditional(text: str, start: int) -> bool:
    clause = re.split(r"[,;]", text[:start])[-1]
    return bool(re.search(r"\b(?:if|unless|whether)\b", clause, re.IGNORECASE))


def _nouns(text: str, verb: re.Match[str]) -> list[re.Match[str]]:
    """The texts that a verb is about: before a passive, with those that “including” names after it; else after it."""
    end = min(len(text), verb.end() + 220)
    stop = _OBJECT_END.search(text, verb.end(), end)
    after = [*_NOUN.finditer(text, verb.end(), stop.start() if stop else end)]
    if _PASSIVE.search(text[: verb.start()]):
        return [*_subjects(text, verb.start()), *(after if _AMONG.match(text, verb.end()) else ())]
    return [noun for noun in after if not _VERB_AFTER.match(text, _phrase(text, noun, None)[1])]


def _subjects(text: str, verb: int) -> list[re.Match[str]]:
    """The texts of a list before a passive: “a programme for 2030 and a joint statement were signed”."""
    phrases: list[tuple[re.Match[str], int, int]] = []
    for noun in _NOUN.finditer(text, max(0, verb - 220), verb):
        if not phrases or noun.start() >= phrases[-1][2]:
            phrases.append((noun, *_phrase(text, noun, None)))
    last = len(phrases) - 1
    while last > 0 and _AND.fullmatch(text, phrases[last - 1][2], phrases[last][1]):
        last -= 1
    return [noun for noun, _, _ in phrases[max(last, 0) :]]


def _signing(passage: Passage, verb: re.Match[str], noun: re.Match[str]) -> Signing | None:
    text, word = passage.text, noun.group().lower()
    count = _COUNTED.search(text[max(0, noun.start() - 60) : noun.start()])
    several = _SEVERAL.search(text[max(0, noun.start() - 60) : noun.start()])
    if word in _PLURALS and not (count or several):
        return None
    if word == "statement" and "joint" not in text[max(0, noun.start() - 12) : noun.start()].lower():
        return None
    if word == "map" and not text[: noun.start()].lower().endswith("road "):
        return None
    start, end = _phrase(text, noun, count)
    if any(other.start() < end and noun.end() <= other.start() for other in _NOUN.finditer(text, noun.end(), end)):
        end = noun.end() if word == "memorandum" else end
    kind = AgreementType.package if word in _PLURALS else _NOUNS[word]
    title = " ".join(text[start:end].split())
    status = AgreementStatus.signed if verb["signed"] else AgreementStatus.announced
    signing = Signing(kind, status, Stated(title, Spot(passage, start, end)), Spot(passage, *verb.span()))
    if count and word in _PLURALS:
        value = next((int(number) for number in numbers(count["count"])), None)
        first = max(0, noun.start() - 60) + count.start("count")
        signing.count = Stated(value, Spot(passage, first, noun.end())) if value else None
    _dates(signing, start, end)
    people = [mention for mention in passage.people if mention.end <= verb.start()]
    if len(people) == 2 and verb["signed"] and verb.start() - people[-1].end < 4:
        signing.signatories = [Guest(m, Spot(passage, m.start, m.end)) for m in people]
    for party in passage.parties:
        if start <= party.start < end and party.code in passage.countries:
            signing.parties.setdefault(party.code, Stated(party.code, Spot(passage, party.start, party.end)))
    return signing


def _phrase(text: str, noun: re.Match[str], count: re.Match[str] | None) -> tuple[int, int]:
    """The words that name an agreement: “Cooperation Plan between the ministries for 2026-2027”."""
    start = noun.start()
    for word in reversed([*re.finditer(r"[\w’'-]+", text[:start])][-8:]):
        gap = text[word.end() : start]
        if gap not in (" ", "-") or fold(word.group()) in _HEAD_STOPS or (count and word.group().isdigit()):
            break
        if "’" in word.group() or "'" in word.group():
            break
        start = word.start()
    end = noun.end()
    if text[end:].lower().startswith(" of understanding"):
        end += len(" of understanding")
    if _TAIL.match(text, end):
        stop = _TAIL_END.search(text, end + 4)
        end = stop.start() if stop else len(text)
        if end - start > 160:
            end = noun.end()
    return start, end


def _dates(signing: Signing, start: int, end: int) -> None:
    """The period in the name is how long it is valid; another date of the sentence is that of the signing."""
    passage = signing.cue.passage
    offset = passage.sentence.start
    for date in passage.dates:
        if date.edtf and start <= date.start - offset < end and _PERIOD.match(date.edtf):
            spot = Spot(passage, date.start - offset, date.end - offset)
            signing.valid = Stated(date.edtf, spot)
    signing.date = date_of(signing.cue, lambda date: _is_term(date, signing.valid is not None, start, end, offset))


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


def _meeting(signing: Signing, reading: Reading, number: int, held: Mapping[int, Sequence[Event]]) -> Event | None:
    """The meeting at which it was signed: of the same sentence and day, or the last one before it."""
    again = _THE_MEETING.search(signing.cue.passage.text, 0, signing.cue.start)
    near = reading.passages[max(0, number - (_FAR if again else _NEAR)) : number + 1]
    for passage in reversed(near):
        for event in held.get(id(passage), ()):
            if _fits(signing, event):
                return event
    single = _only_meeting(reading.passages[:number], held)
    if single is None or not _fits(signing, single):
        return None
    signing.is_near = False
    return single


def _only_meeting(before: Sequence[Passage], held: Mapping[int, Sequence[Event]]) -> Event | None:
    """The first meeting of which the text told, if all of them were on one day."""
    events = [event for passage in before for event in held.get(id(passage), ()) if event.type is not MeetingType.visit]
    days = {event.date.value.edtf if event.date else None for event in events}
    return events[0] if len(days) == 1 and events[0].has_day else None


def _fits(signing: Signing, event: Event) -> bool:
    if event.type is MeetingType.visit:
        return False
    if signing.date is None:
        return event.date is not None
    return bool(event.date and event.date.value.edtf == signing.date.value.edtf)


def _complete(signing: Signing, reading: Reading, number: int) -> None:
    event = signing.meeting
    if signing.date is None and event and event.date:
        reason = event.date.reason or "Of the day of the meeting that the text tells of."
        signing.date = Stated(event.date.value, event.date.spot, reason)
    if event and event.city:
        signing.city = Stated(event.city.value, event.city.spot, event.city.reason or "The city of the meeting.")
    else:
        text = signing.cue.passage.text
        for city in signing.cue.passage.cities:
            if city.start > signing.cue.start and text[: city.start].endswith(" in "):
                signing.city = signing.city or Stated(city, Spot(signing.cue.passage, city.start, city.end))
    if len(signing.parties) < 2:
        signing.parties |= _parties(signing, reading, number)


def _parties(signing: Signing, reading: Reading, number: int) -> dict[str, Stated[str]]:
    """The two countries of the sentence, else of the meeting, of the paragraph, or of the headline."""
    passage, event = signing.cue.passage, signing.meeting
    if event and event.mechanism and len(event.mechanism.value.members) != 2 and not event.guests:
        return {}
    before = [
        p for p in reading.passages[max(0, number - 10) : number] if p.sentence.paragraph == passage.sentence.paragraph
    ]
    sources = [[passage], [*event.passages] if event else [], before, reading.of_paragraph(1)[:3]]
    for level, source in enumerate(sources):
        found: dict[str, Stated[str]] = {}
        for p in source:
            for party in p.parties:
                if party.code in p.countries:
                    name = reading.countries[party.code]
                    reason = None if level == 0 else f"“The two” of the text; {name} is one of them."
                    found.setdefault(party.code, Stated(party.code, Spot(p, party.start, party.end), reason))
        if len(found) == 2:
            return found
        if level == 0 and event and (members := _members(event, reading)):
            return members
        if level == 1 and event and (of_guests := _of_guests(event)):
            return of_guests
    return {}


def _members(event: Event, reading: Reading) -> dict[str, Stated[str]]:
    """The two members of the mechanism that met, if one is an organisation."""
    mechanism = event.mechanism
    if mechanism is None or len(mechanism.value.members) != 2 or mechanism.value.members <= reading.countries.keys():
        return {}
    reason = f"A member of the {mechanism.value.name}."
    return {code: Stated(code, mechanism.spot, reason) for code in sorted(mechanism.value.members)}


def _of_guests(event: Event) -> dict[str, Stated[str]]:
    """The two countries of those who meet, of which one may be that of the place."""
    found: dict[str, Stated[str]] = {}
    for guest in event.guests.values():
        if guest.mention.post and guest.mention.post.party:
            code = guest.mention.post.party
            found.setdefault(code, Stated(code, guest.spot, "The country of one who met."))
    if event.city and event.city.value.city.country not in found:
        code = event.city.value.city.country
        found[code] = Stated(code, event.city.spot, "The country in which they met.")
    return found if len(found) == 2 else {}


def _is_same(one: Signing, other: Signing) -> bool:
    if one.type is not other.type:
        return False
    names = [set(fold(signing.title.value).split()) for signing in (one, other)]
    alike = names[0] <= names[1] or names[1] <= names[0]
    return alike and _dates_overlap(one, other)


def _dates_overlap(one: Signing, other: Signing) -> bool:
    spans = [signing.date.value.span if signing.date else None for signing in (one, other)]
    if spans[0] is None or spans[1] is None:
        return True
    return str(spans[0].start) <= str(spans[1].end) and str(spans[1].start) <= str(spans[0].end)


def _take(signing: Signing, other: Signing) -> None:
    signing.more.append(other.cue)
    texts = [s.date.value.edtf or "" if s.date else "" for s in (signing, other)]
    if len(texts[1]) > len(texts[0]):
        signing.date = other.date
    signing.signatories = signing.signatories or other.signatories
    signing.valid = signing.valid or other.valid
    signing.meeting = signing.meeting or other.meeting
    if len(signing.parties) < 2:
        signing.parties = other.parties
