"""Proposes milestones: recognition, diplomatic relations, embassies, accessions, new mechanisms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from app.curate.articles import Article
from app.curate.events.anniversaries import beginnings_of_relations
from app.curate.events.event import Spot, TextValue, text_value
from app.curate.events.milestone_words import (
    ANNIVERSARY,
    BY_STRANGERS,
    FUTURE,
    MISSION_NOUN,
    OF_HOUSE,
    PATTERNS,
    TIME_JOINT,
    is_of_other_house,
)
from app.curate.events.partnerships import partnerships
from app.curate.events.signing import Signing
from app.curate.events.signing_meetings import TextEvents, complete_agreement
from app.curate.events.timing import is_of_report
from app.curate.events.turning_points import (
    TurningPoint,
    founded_body,
    named_countries,
    of_organization,
    once_each,
)
from app.curate.events.values import join_quotes, slug
from app.curate.mentions.dates import DateMention
from app.curate.mentions.denials import is_denied, is_hoped
from app.curate.mentions.reading import Passage, Reading, reading_of
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.curate.rules import rule
from app.curate.rules.agreements import signings_of
from app.curate.rules.meetings import events_of
from app.domain.prose import UNITS
from app.domain.vocabulary import AgreementStatus, AgreementType, MilestoneType

VERSION = 24

_PRONOUN = re.compile(r"\b(?:it|its|they)\b", re.IGNORECASE)

_UNION = "European Union"

_WORDS = {
    MilestoneType.recognition: "{0} recognises the independence of {1}",
    MilestoneType.diplomatic_relations: "{0} and {1} establish diplomatic relations",
    MilestoneType.embassy: "{0} opens its {2} in {1}",
}


@rule("milestones", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each milestone in the article."""
    reading = reading_of(article, names)
    events, agreements = TextEvents.of(reading, events_of(article, names)), signings_of(article, names)
    milestones: dict[object, TurningPoint] = {}
    for number, passage in enumerate(reading.passages):
        if passage.sentence.paragraph in reading.other_articles:
            continue
        so_far = [signing for signing in agreements if signing.cue.passage.position <= passage.position]
        for milestone in (*_of_passage(reading, number, passage), *_partnerships(events, number, passage, so_far)):
            key = (
                milestone.type,
                _sides(milestone),
                milestone.mechanism and milestone.mechanism.value,
                milestone.level,
                "consul" in milestone.cue.words.lower(),  # a consulate is not the embassy in the same country
            )
            earlier = milestones[key].date if key in milestones else None
            if key not in milestones or (milestone.date and not (earlier and earlier.value.is_certain)):
                milestones[key] = milestone
    yield from (_proposal(milestone, reading) for milestone in milestones.values())


def _sides(milestone: TurningPoint) -> frozenset[str] | tuple[str, ...]:
    """The countries of a milestone; in order, if one does something in the other, as each opens an embassy of its
    own."""
    codes = tuple(country.value for country in milestone.countries)
    return codes if milestone.type in (MilestoneType.embassy, MilestoneType.recognition) else frozenset(codes)


def _of_passage(reading: Reading, number: int, passage: Passage) -> Iterator[TurningPoint]:
    matches = [(kind, match) for kind, pattern in PATTERNS for match in pattern.finditer(passage.text)]
    starts = sorted(match.start() for _, match in matches)
    for kind, match in sorted(matches, key=lambda pair: pair[1].start()):
        before = passage.text[: match.start()]
        is_aside = ", which " in match.group()  # “the anniversary of their relations, which were established on …”
        is_future = not is_aside and (ANNIVERSARY.search(before) or FUTURE.search(before))
        is_unreal = is_future or is_denied(passage.text, *match.span())
        if is_unreal or BY_STRANGERS.match(passage.text, match.end()):
            continue
        if kind is MilestoneType.embassy and is_of_other_house(passage.text, *match.span()):
            continue
        limit = next((start for start in starts if start >= match.end()), len(passage.text))
        if TIME_JOINT.search(passage.text, match.end(), limit):
            limit = len(passage.text)
        milestone = _milestone(reading, number, kind, Spot(passage, *match.span()), limit)
        if milestone:
            yield from _embassies(milestone, reading)
    for cue, date in beginnings_of_relations(passage, reading.publication):
        countries = _countries(reading, number, MilestoneType.diplomatic_relations, cue)
        if len(countries) == 2:
            yield TurningPoint(MilestoneType.diplomatic_relations, cue, countries, TextValue(date, cue, date.reason))


def _embassies(milestone: TurningPoint, reading: Reading) -> Iterator[TurningPoint]:
    """“Embassies were opened in both capitals in the same year”: one of each country."""
    if milestone.type is not MilestoneType.embassy or not _PLURAL.search(milestone.cue.words):
        yield milestone
        return
    if _SEVERAL.search(milestone.cue.passage.text, 0, milestone.cue.end):
        return
    if milestone.date is None and _SAME_YEAR.search(milestone.cue.passage.text, milestone.cue.start):
        sentences = reading.of_paragraph(milestone.cue.passage.sentence.paragraph)
        before = [d for p in sentences for d in p.dates if d.edtf and d.start < milestone.cue.passage.sentence.start]
        before = before or [d for p in sentences for d in p.dates if d.edtf]
        if before and before[-1].edtf:
            value = replace(before[-1], edtf=before[-1].edtf[:4], reason="“The same year”.")
            milestone.date = TextValue(value, milestone.cue, "“The same year”.")
    yield milestone
    yield replace(milestone, countries=milestone.countries[::-1])


_PLURAL = re.compile(r"\b[Ee]mbassies\b")

_SEVERAL = re.compile(rf"\b(?:\d+|{'|'.join(UNITS[3:11])}|several|many|other)\s(?:\w+\s)?embassies\b", re.IGNORECASE)
"""Embassies of one country in several others."""

_SAME_YEAR = re.compile(r"\b(?:the|that)\ssame\syear\b")


def _partnerships(
    text: TextEvents, number: int, passage: Passage, agreements: Sequence[Signing]
) -> Iterator[TurningPoint]:
    """The partnerships that a sentence reports, each with its own date and countries, else with those of the meeting
    or of the ``agreements`` up to it."""
    steps = [*partnerships(passage)]
    for (cue, level, is_plan), limit in zip_longest(steps, (cue.start for cue, *_ in steps[1:])):
        act = Signing(AgreementType.declaration, AgreementStatus.signed, TextValue(level, cue), cue)
        act.date = _date(cue, limit or len(passage.text))
        complete_agreement(act, number, text, agreements)
        kind = MilestoneType.diplomatic_relations
        countries = _countries(text.reading, number, kind, cue)
        countries = countries if len(countries) == 2 else [*act.parties.values()]
        if act.date and len(countries) > 1:
            yield TurningPoint(kind, cue, countries, act.date, level=level.lower(), is_plan=is_plan)


def _milestone(reading: Reading, number: int, kind: MilestoneType, cue: Spot, limit: int) -> TurningPoint | None:
    date = _date(cue, limit)
    if kind is MilestoneType.foundation:
        return founded_body(reading, number, cue, date)
    if kind in (MilestoneType.accession, MilestoneType.mechanism):
        return of_organization(reading, number, kind, cue, date)
    if date is None and kind is MilestoneType.embassy and not _PLURAL.search(cue.words):
        return None  # “the embassy that was opened”
    countries = _countries(reading, number, kind, cue)
    return TurningPoint(kind, cue, countries, date) if len(countries) == 2 else None


def _date(cue: Spot, limit: int) -> TextValue[DateMention] | None:
    """The date of a milestone: the first after its cue and before the next, else the last before it."""
    passage = cue.passage
    offset = passage.sentence.start
    is_since = bool(_SINCE.search(cue.words))  # “the embassy has operated since 1965” opened in that year
    dates = [d for d in passage.dates if d.edtf and d.relation not in _NO_DAY and not is_of_report(cue, d)]
    dates = [replace(d, edtf=d.point) if is_since and d.relation in ("since", "from") else d for d in dates]
    dates = [d for d in dates if d.edtf and not d.edtf.endswith("..")]
    after = [d for d in dates if cue.start <= d.start - offset < limit]
    before = [d for d in dates if d.start - offset < cue.start]
    nearest = after[0] if after else before[-1] if before else None
    if nearest is None or (not after and _VAGUE_TIME.match(passage.text, cue.end)):
        return None
    return text_value(passage, nearest)


_VAGUE_TIME = re.compile(
    r",?\s(?:in\sa\smatter\sof|soon\s|shortly\s|later\b|(?:a\sfew|some|several|\w+)\s(?:days|weeks|months|years)\s(?:later|after))"
)
"""Words behind a milestone that make it later than the date before it: “within a few months”."""


_NO_DAY = ("before", "until", "till")
"""Words before a date on which nothing began."""

_SINCE = re.compile(r"\bsince\Z|\b(?:been|had|maintain(?:ed)?|enjoyed)\b")
"""Words of a state that began on the date behind “since”."""


def _countries(reading: Reading, number: int, kind: MilestoneType, cue: Spot) -> list[TextValue[str]]:
    """The two countries: who does it, and to whom; else the two of the sentence, the paragraph or the headline."""
    passage = cue.passage
    sides = named_countries(passage)
    before = [s for s in sides if s.spot.start < cue.start]
    after = [s for s in sides if s.spot.start >= cue.start]
    if kind is MilestoneType.recognition and _OF_NO_STATE.match(passage.text, cue.end):
        return []
    if (
        kind is MilestoneType.recognition
        and cue.words.endswith(" ")
        and not any(s.spot.start == cue.end for s in after)
    ):
        return []  # “recognized the opposition on 3 May”
    if kind is MilestoneType.recognition and cue.words.endswith(" by"):  # “its independence was recognized by”
        states = [s for s in sides if s.spot.start < cue.end][-1:] or _subject(reading, number)[:1]
        by = [s for s in sides if s.spot.start >= cue.end][:1]
        return [*by, *states] if by and states and by[0].value != states[0].value else []
    if kind is MilestoneType.recognition and after:
        subject = before[-1:] or _subject(reading, number)
        return [subject[0], after[0]] if subject and subject[0].value != after[0].value else []
    if kind is MilestoneType.embassy and (sides_of_owner := _of_owner(cue, sides)):
        return sides_of_owner
    if kind is MilestoneType.embassy:
        countries_of_cities = [
            TextValue(c.city.country, Spot.of(passage, c), f"{c.city.name} is in this country.")
            for c in passage.cities
            if c.start >= cue.start
        ]
        if not before and len(countries_of_cities) == 1 and not after:
            of_paragraph = reading.of_paragraph(passage.sentence.paragraph)
            before = [s for p in of_paragraph for s in named_countries(p) if s.value != countries_of_cities[0].value]
            before = before if len(once_each(before)) == 1 else []
        hosts = [s for s in [*after, *countries_of_cities] if before and s.value != before[-1].value]
        if before:
            return [before[-1], hosts[0]] if hosts else []
    sentence = once_each(sides)
    the_two = _THE_TWO.search(passage.text, 0, cue.start)
    if len(sentence) == 2 and not the_two:
        return sentence
    paragraph = once_each([s for p in reading.of_paragraph(passage.sentence.paragraph) for s in named_countries(p)])
    headline = once_each([s for p in reading.of_paragraph(1) for s in named_countries(p)])
    of_text = [TextValue(c, Spot.of(p, m), _OF_TEXT) for c, (p, m) in reading.pair.items()]
    if of_text and the_two:
        return of_text
    for level in (paragraph, headline):
        if len(level) == 2:
            return [TextValue(s.value, s.spot, "Named in a sentence before.") for s in level]
    return of_text if {s.value for s in sentence} <= reading.pair.keys() else []


_OF_NO_STATE = re.compile(r"[^.;,]{0,40}?\bof\s(?:an?|his|her|some)\s[a-z]")
"""What is recognised and has no name: “the independence of an island”."""

_OF_TEXT = "One of the two countries of the text."

_THE_TWO = re.compile(
    r"\b[Tt]he\stwo\s(?:countries|states|nations|neighbou?rs)(?:,\s(?:which|who)|\swhich)?\s(?:\w+\s)?\Z"
)
"""A subject that means the two countries of the text, even if the sentence names others."""

_OWNER = re.compile(r"\s?(?:of|for)\s(?:the\s)?(?:Republic\sof\s|Kingdom\sof\s)?$")


def _of_owner(cue: Spot, sides: list[TextValue[str]]) -> list[TextValue[str]]:
    """Whose embassy it is, and the country of its city: “the Embassy of Kenya in Lima”."""
    passage, text = cue.passage, cue.passage.text
    noun = re.search(r"[Ee]mbassy|[Cc]onsulate(?:\s[Gg]eneral)?", text[cue.start : cue.end])
    first = cue.start + noun.end() if noun else cue.end
    owner = next((s for s in sides if s.spot.start >= first and _OWNER.fullmatch(text, first, s.spot.start)), None)
    if owner is None:
        return []
    sites = [
        TextValue(c.city.country, Spot.of(passage, c), f"{c.city.name} is in this country.")
        for c in passage.cities
        if c.start >= owner.spot.end
    ]
    hosts = [s for s in [*sites, *sides] if s.spot.start > owner.spot.end and s.value != owner.value]
    return [owner, min(hosts, key=lambda s: s.spot.start)] if hosts else []


def _subject(reading: Reading, number: int) -> list[TextValue[str]]:
    """The country that “it” stands for: the first of the sentence before."""
    if number and _PRONOUN.search(reading.passages[number].text):
        countries = named_countries(reading.passages[number - 1])[:1]
        return [TextValue(s.value, s.spot, "“It” is the country of the sentence before.") for s in countries]
    return []


def _proposal(milestone: TurningPoint, reading: Reading) -> Proposal:
    date = milestone.date.value.edtf if milestone.date else None
    codes = [country.value for country in milestone.countries]
    names = [reading.countries.get(code, _UNION) for code in codes]
    if milestone.type is MilestoneType.accession:
        verb = "joins" if re.match("joined|acceded|became|ha[sv]", milestone.cue.words) else "applies to join"
        title = f"{names[0]} {verb} {'the ' if ' ' in (milestone.name or '') else ''}{milestone.name}"
    elif milestone.type is MilestoneType.foundation:
        title = f"{milestone.name} established"
    elif milestone.type is MilestoneType.mechanism:
        title = f"{' and '.join(names)} create the {milestone.name}"
    elif milestone.level:
        title = f"{' and '.join(names)} raise their relations to {_with_article(milestone.level)}"
    else:
        mission = MISSION_NOUN.search(milestone.cue.words)
        noun = mission.group().lower().replace("embassies", "embassy") if mission else "embassy"
        title = _WORDS[milestone.type].format(*names[:2], noun)
    mechanism = milestone.mechanism.value if milestone.mechanism else None
    values = {
        "id": slug(*codes, mechanism, milestone.level or milestone.type.value, (date or "").removeprefix("../")[:4]),
        "title": title, "type": milestone.type.value, "date": date, "countries": codes, "mechanism": mechanism,
    }  # fmt: skip
    cue = milestone.cue
    is_sure = milestone.date is not None and milestone.date.value.is_certain
    is_sure = is_sure and not (milestone.is_plan or is_hoped(cue.passage.text, cue.start))
    if milestone.type is MilestoneType.embassy:
        is_opener_named = milestone.countries[0].spot.passage is cue.passage or _PLURAL.search(cue.words)
        is_sure = is_sure and bool(is_opener_named) and not OF_HOUSE.search(cue.words)
    return Proposal(
        kind="milestone",
        confidence=Confidence.of(is_sure),
        values=stated_values(values),
        quotes=join_quotes([*_quotes(milestone)]),
        why="A sentence reports a turning point in relations.",
        by=f"rule:milestones/{VERSION}",
    )


def _with_article(level: str) -> str:
    """A kind of relations as a title names it: “an enhanced partnership” of “enhanced partners”."""
    level = re.sub(r"partners$", "partnership", level)
    return level if level.endswith("relations") else f"{'an' if level[0] in 'aei' else 'a'} {level}"


def _quotes(milestone: TurningPoint) -> Iterator[Quote]:
    yield milestone.cue.quote("title", "type")
    if date := milestone.date:
        yield date.spot.passage.quote_date(date.value, date.reason)
    for country in milestone.countries:
        yield country.quote("countries")
    if milestone.mechanism:
        yield milestone.mechanism.spot.quote("mechanism")
