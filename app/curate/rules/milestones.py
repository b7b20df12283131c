"""Proposes milestones: recognition, diplomatic relations, embassies, accessions, new mechanisms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.curate.articles import Article
from app.curate.events.anniversaries import beginnings_of_relations
from app.curate.events.event import Spot, TextValue
from app.curate.events.milestone_words import ANNIVERSARY, BY_STRANGERS, FUTURE, PATTERNS, WHEN
from app.curate.events.summits import ORGANIZATIONS
from app.curate.events.values import join_quotes, slug
from app.curate.events.when import is_of_report
from app.curate.mentions.dates import DateMention
from app.curate.mentions.denials import is_denied, is_hoped
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Passage, Reading, read
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote
from app.curate.rules import rule
from app.domain.vocabulary import MilestoneType

VERSION = 16

_PRONOUN = re.compile(r"\b(?:it|its|they)\b", re.IGNORECASE)

_UNION = "European Union"

_WORDS = {
    MilestoneType.recognition: "{0} recognises the independence of {1}",
    MilestoneType.diplomatic_relations: "{0} and {1} establish diplomatic relations",
    MilestoneType.embassy: "{0} opens its embassy in {1}",
}


@dataclass
class _Milestone:
    type: MilestoneType
    cue: Spot
    countries: list[TextValue[str]]
    date: TextValue[DateMention] | None
    mechanism: TextValue[str] | None = None
    name: str | None = None


@rule("milestones", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each milestone in the article."""
    reading = read(article, names)
    found: dict[object, _Milestone] = {}
    for number, passage in enumerate(reading.passages):
        if passage.sentence.paragraph in reading.other_articles:
            continue
        for milestone in _of_passage(reading, number, passage):
            key = (
                milestone.type,
                _sides(milestone),
                milestone.mechanism and milestone.mechanism.value,
                "consul" in milestone.cue.words.lower(),  # a consulate is not the embassy in the same country
            )
            earlier = found[key].date if key in found else None
            if key not in found or (milestone.date and not (earlier and earlier.value.is_certain)):
                found[key] = milestone
    yield from (_proposal(milestone, reading) for milestone in found.values())


def _sides(milestone: _Milestone) -> frozenset[str] | tuple[str, ...]:
    """The countries, in order where one does something in the other: each opens an embassy of its own."""
    codes = tuple(country.value for country in milestone.countries)
    return codes if milestone.type in (MilestoneType.embassy, MilestoneType.recognition) else frozenset(codes)


def _of_passage(reading: Reading, number: int, passage: Passage) -> Iterator[_Milestone]:
    matches = [(kind, match) for kind, pattern in PATTERNS for match in pattern.finditer(passage.text)]
    starts = sorted(match.start() for _, match in matches)
    for kind, match in sorted(matches, key=lambda pair: pair[1].start()):
        before = passage.text[: match.start()]
        is_aside = ", which " in match.group()  # “the anniversary of their relations, which were established on …”
        is_future = not is_aside and (ANNIVERSARY.search(before) or FUTURE.search(before))
        is_unreal = is_future or is_denied(passage.text, *match.span())
        if is_unreal or BY_STRANGERS.match(passage.text, match.end()):
            continue
        following = next((start for start in starts if start >= match.end()), len(passage.text))
        if WHEN.search(passage.text, match.end(), following):
            following = len(passage.text)
        milestone = _milestone(reading, number, kind, Spot(passage, *match.span()), following)
        if milestone:
            yield from _embassies(milestone, reading)
    for cue, date in beginnings_of_relations(passage, reading.published):
        countries = _countries(reading, number, MilestoneType.diplomatic_relations, cue)
        if len(countries) == 2:
            yield _Milestone(MilestoneType.diplomatic_relations, cue, countries, TextValue(date, cue, date.reason))


def _embassies(milestone: _Milestone, reading: Reading) -> Iterator[_Milestone]:
    """“Embassies were opened in both capitals in the same year”: one of each country."""
    if milestone.type is not MilestoneType.embassy or not _PLURAL.search(milestone.cue.words):
        yield milestone
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

_SAME_YEAR = re.compile(r"\b(?:the|that)\ssame\syear\b")


def _milestone(reading: Reading, number: int, kind: MilestoneType, cue: Spot, following: int) -> _Milestone | None:
    date = _date(cue, following)
    if kind is MilestoneType.foundation:
        return _foundation(reading, number, cue, date)
    if kind in (MilestoneType.accession, MilestoneType.mechanism):
        return _of_organization(reading, number, kind, cue, date)
    if date is None and kind is MilestoneType.embassy and not _PLURAL.search(cue.words):
        return None  # “the embassy that was opened”
    countries = _countries(reading, number, kind, cue)
    return _Milestone(kind, cue, countries, date) if len(countries) == 2 else None


def _date(cue: Spot, following: int) -> TextValue[DateMention] | None:
    """The date of a milestone: the first after its cue and before the next, else the last before it."""
    passage = cue.passage
    offset = passage.sentence.start
    is_since = cue.words.endswith("since")  # “the embassy has operated since 1965” opened in that year
    dates = [replace(d, edtf=d.point) if is_since else d for d in passage.dates if d.edtf and not is_of_report(cue, d)]
    dates = [d for d in dates if d.edtf and not d.edtf.endswith("..")]
    after = [d for d in dates if cue.start <= d.start - offset < following]
    before = [d for d in dates if d.start - offset < cue.start]
    nearest = after[0] if after else before[-1] if before else None
    if nearest is None:
        return None
    return TextValue(nearest, Spot(passage, nearest.start - offset, nearest.end - offset), nearest.reason)


def _countries(reading: Reading, number: int, kind: MilestoneType, cue: Spot) -> list[TextValue[str]]:
    """The two countries: who does it, and to whom; else the two of the sentence, the paragraph or the headline."""
    passage = cue.passage
    own = _named_countries(passage)
    before = [s for s in own if s.spot.start < cue.start]
    after = [s for s in own if s.spot.start >= cue.start]
    if (
        kind is MilestoneType.recognition
        and cue.words.endswith(" ")
        and not any(s.spot.start == cue.end for s in after)
    ):
        return []  # “recognized the opposition on 3 May”
    if kind is MilestoneType.recognition and cue.words.endswith(" by"):  # “its independence was recognized by”
        recognised = [s for s in own if s.spot.start < cue.end][-1:] or _subject(reading, number)[:1]
        by = [s for s in own if s.spot.start >= cue.end][:1]
        return [*by, *recognised] if by and recognised and by[0].value != recognised[0].value else []
    if kind is MilestoneType.recognition and after:
        subject = before[-1:] or _subject(reading, number)
        return [subject[0], after[0]] if subject and subject[0].value != after[0].value else []
    if kind is MilestoneType.embassy and (owned := _of_owner(cue, own)):
        return owned
    if kind is MilestoneType.embassy and before:
        countries_of_cities = [
            TextValue(c.city.country, Spot(passage, c.start, c.end), f"{c.city.name} is in this country.")
            for c in passage.cities
            if c.start >= cue.start
        ]
        hosts = [s for s in [*after, *countries_of_cities] if s.value != before[-1].value]
        return [before[-1], hosts[0]] if hosts else []
    sentence = _each_once(own)
    the_two = _THE_TWO.search(passage.text, 0, cue.start)
    if len(sentence) == 2 and not the_two:
        return sentence
    paragraph = _each_once([s for p in reading.of_paragraph(passage.sentence.paragraph) for s in _named_countries(p)])
    headline = _each_once([s for p in reading.of_paragraph(1) for s in _named_countries(p)])
    of_text = [TextValue(c, Spot(p, m.start, m.end), _OF_TEXT) for c, (p, m) in reading.pair.items()]
    if of_text and the_two:
        return of_text
    for level in (paragraph, headline):
        if len(level) == 2:
            return [TextValue(s.value, s.spot, "Named in a sentence before.") for s in level]
    return of_text if {s.value for s in sentence} <= reading.pair.keys() else []


_OF_TEXT = "One of the two countries of the text."

_THE_TWO = re.compile(
    r"\b[Tt]he\stwo\s(?:countries|states|nations|neighbou?rs)(?:,\s(?:which|who)|\swhich)?\s(?:\w+\s)?\Z"
)
"""A subject that means the two countries of the text, even if the sentence names others."""

_OWNER = re.compile(r"\s?(?:of|for)\s(?:the\s)?(?:Republic\sof\s|Kingdom\sof\s)?$")


def _of_owner(cue: Spot, own: list[TextValue[str]]) -> list[TextValue[str]]:
    """Whose embassy it is, and the country of its city: “the Embassy of Kenya in Lima”."""
    passage, text = cue.passage, cue.passage.text
    noun = re.search(r"[Ee]mbassy|[Cc]onsulate(?:\s[Gg]eneral)?", text[cue.start : cue.end])
    first = cue.start + noun.end() if noun else cue.end
    owner = next((s for s in own if s.spot.start >= first and _OWNER.fullmatch(text, first, s.spot.start)), None)
    if owner is None:
        return []
    sites = [
        TextValue(c.city.country, Spot(passage, c.start, c.end), f"{c.city.name} is in this country.")
        for c in passage.cities
        if c.start >= owner.spot.end
    ]
    hosts = [s for s in [*sites, *own] if s.spot.start > owner.spot.end and s.value != owner.value]
    return [owner, min(hosts, key=lambda s: s.spot.start)] if hosts else []


def _subject(reading: Reading, number: int) -> list[TextValue[str]]:
    """The country that “it” stands for: the first of the sentence before."""
    if number and _PRONOUN.search(reading.passages[number].text):
        countries = _named_countries(reading.passages[number - 1])[:1]
        return [TextValue(s.value, s.spot, "“It” is the country of the sentence before.") for s in countries]
    return []


def _named_countries(passage: Passage) -> list[TextValue[str]]:
    """The countries of a sentence, but no former states, and the European Union, which has relations as they have."""
    return [
        TextValue(party.code, Spot(passage, party.start, party.end))
        for party in passage.parties
        if party.code in (*passage.countries, "EU") and len(party.code) == 2
    ]


def _each_once(countries: list[TextValue[str]]) -> list[TextValue[str]]:
    return [*{country.value: country for country in reversed(countries)}.values()][::-1]


def _of_organization(
    reading: Reading, number: int, kind: MilestoneType, cue: Spot, date: TextValue[DateMention] | None
) -> _Milestone | None:
    """A country joins an organisation, or countries create a mechanism."""
    passage, previous = cue.passage, reading.passages[max(0, number - 1)]
    if date is None:
        return None
    after = [m for m in passage.mechanisms if 0 <= m.start - cue.end < 40]
    if kind is MilestoneType.accession:
        before = [m for m in passage.mechanisms if m.end <= cue.start]
        after = (
            after
            or (before[-1:] if re.search(r"member\sof|\bmember$", cue.words) else [])
            or ([] if passage.mechanisms else previous.mechanisms)
        )
    if not after:
        return None
    mention = after[0]
    source = passage if mention in passage.mechanisms else previous
    mechanism = TextValue(mention.id, Spot(source, mention.start, mention.end))
    if kind is MilestoneType.accession:
        countries = [s for s in _named_countries(passage) if s.spot.start < cue.start][-1:]
    else:
        of_paragraph = _each_once(
            [s for p in reading.of_paragraph(passage.sentence.paragraph) for s in _named_countries(p)]
        )
        countries = [s for s in of_paragraph if s.value in mention.members]
    return _Milestone(kind, cue, countries, date, mechanism, mention.design) if countries else None


_NAMED_BEFORE = re.compile(
    r"(?:\s\([A-Z][\w+-]*\))?(?:,\s(?:then|originally|formerly|which)\s[^,.;]{0,60}?,?|,\swhich|,)?\s"
)
"""What stands between the name of an organisation and the words of its foundation."""

_THE_FORMAT = re.compile(
    r"\b(?:[Tt]he|[Tt]his)\s(?:[\w-]+\s)?(?:framework|format|mechanism|commission|council|committee|group|dialogue|organi[sz]ation|body),?\s$"
    r"|\bIt\s$"
)
"""A noun or pronoun for the mechanism that the text names before."""


def _foundation(reading: Reading, number: int, cue: Spot, date: TextValue[DateMention] | None) -> _Milestone | None:
    """An organisation or a mechanism is founded: its name, or a noun for it, stands right before the words. Its
    members are the countries."""
    passage = cue.passage
    is_since = cue.words.lower().startswith("since its") or passage.text[: cue.start].endswith("since it ")
    if is_since and len(passage.mechanisms) == 1:
        mention = passage.mechanisms[0]
        return _foundation_of(mention, Spot(passage, mention.start, mention.end), cue, date)
    for mention in passage.mechanisms:
        if (
            mention.members
            and mention.end <= cue.start
            and _NAMED_BEFORE.fullmatch(passage.text, mention.end, cue.start)
        ):
            spot = Spot(passage, mention.start, mention.end)
            return _foundation_of(mention, spot, cue, date)
    if cue.start == 0 and (match := _SUBJECT_BEHIND.match(passage.text, cue.end)):
        behind = next((m for m in passage.mechanisms if m.start - cue.end <= len("the ") and m.members), None)
        if behind:
            return _foundation_of(behind, Spot(passage, behind.start, behind.end), cue, date)
        before = [(p, m) for p in reading.passages[max(0, number - _FARTHEST) : number] for m in p.mechanisms]
        latest = next(
            (
                (p, m)
                for p, m in reversed(before)
                if match["head"].lower() in f"{m.design} {m.name} dialogue".lower() and m.members
            ),
            None,
        )
        return _foundation_of(latest[1], Spot(latest[0], latest[1].start, latest[1].end), cue, date) if latest else None
    the_format = _THE_FORMAT.search(passage.text[: cue.start])
    back = reading.passages[max(0, number - _FARTHEST) : number]
    earlier = [(p, m) for p in back[-_SENTENCES_BACK:] for m in p.mechanisms]
    if the_format and not earlier:
        head = the_format.group().strip(" ,").split()[-1].lower()
        earlier = [(p, m) for p in back for m in p.mechanisms if head in m.design.lower().split()]
    if earlier and date and not passage.mechanisms and the_format:
        source, mention = earlier[-1]
        return _foundation_of(mention, Spot(source, mention.start, mention.end), cue, date)
    return None


_SUBJECT_BEHIND = re.compile(
    r"the\s(?:[\w+–-]+\s){0,6}?(?P<head>framework|format|commission|council|committee|group|dialogue|forum)\b",
    re.IGNORECASE,
)

_FARTHEST = 30
"""Sentences before “launched in 2004, the dialogue” in which its name is looked for."""

_SENTENCES_BACK = 4
"""Sentences before “the framework” in which its name is looked for."""


def _foundation_of(
    mention: MechanismMention, spot: Spot, cue: Spot, date: TextValue[DateMention] | None
) -> _Milestone | None:
    if not mention.members:
        return None
    countries = [TextValue(code, spot, "A member, as far as is known.") for code in sorted(mention.members)]
    kind = MilestoneType.foundation if mention.kind in ORGANIZATIONS else MilestoneType.mechanism
    return _Milestone(kind, cue, countries, date, TextValue(mention.id, spot), mention.design)


def _proposal(milestone: _Milestone, reading: Reading) -> Proposal:
    date = milestone.date.value.edtf if milestone.date else None
    codes = [country.value for country in milestone.countries]
    names = [reading.countries.get(code, _UNION) for code in codes]
    if milestone.type is MilestoneType.accession:
        verb = "joins" if re.match("joined|acceded|became", milestone.cue.words) else "applies to join"
        title = f"{names[0]} {verb} the {milestone.name}"
    elif milestone.type is MilestoneType.foundation:
        title = f"{milestone.name} established"
    elif milestone.type is MilestoneType.mechanism:
        title = f"{' and '.join(names)} create the {milestone.name}"
    else:
        title = _WORDS[milestone.type].format(*names)
    mechanism = milestone.mechanism.value if milestone.mechanism else None
    values = {
        "id": slug(*codes, mechanism, milestone.type.value, (date or "").removeprefix("../")[:4]),
        "title": title, "type": milestone.type.value, "date": date, "countries": codes, "mechanism": mechanism,
    }  # fmt: skip
    cue = milestone.cue
    is_sure = milestone.date is not None and milestone.date.value.is_certain
    is_sure = is_sure and not is_hoped(cue.passage.text, cue.start)
    return Proposal(
        kind="milestone",
        confidence=Confidence.high if is_sure else Confidence.suggest,
        values={name: value for name, value in values.items() if value not in (None, [])},
        quotes=join_quotes([*_quotes(milestone)]),
        why="A sentence reports a turning point in relations.",
        by=f"rule:milestones/{VERSION}",
    )


def _quotes(milestone: _Milestone) -> Iterator[Quote]:
    yield milestone.cue.quote("title", "type")
    if milestone.date:
        date = milestone.date
        yield date.spot.passage.quote_date(date.value, "date").model_copy(update={"reason": date.reason})
    for country in milestone.countries:
        yield country.spot.quote("countries", reason=country.reason)
    if milestone.mechanism:
        yield milestone.mechanism.spot.quote("mechanism")
