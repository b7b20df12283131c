"""Milestones of a text: recognition, diplomatic relations, embassies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from app.curate.events.values import join_quotes, slug
from app.curate.lexical.text import LexicalSentence, LexicalText, Sides, gap_between
from app.curate.mentions.dates import DateMention
from app.curate.mentions.parties import PartyForm
from app.curate.proposals import Confidence, Proposal
from app.domain.vocabulary import MilestoneType

VERSION = 7

BY = f"rule:milestones-by-lexicon/{VERSION}"

_TITLES = {
    MilestoneType.recognition: "{} recognises the independence of {}",
    MilestoneType.diplomatic_relations: "{} and {} establish diplomatic relations",
    MilestoneType.embassy: "{} opens its embassy in {}",
    MilestoneType.mechanism: "{} and {} create a joint body",
}


@dataclass(frozen=True)
class _Milestone:
    type: MilestoneType
    line: LexicalSentence
    cue: tuple[int, int]
    sides: Sides
    date: DateMention


def propose_milestones(text: LexicalText) -> Iterator[Proposal]:
    """A proposal for each milestone that has a date."""
    keys: set[object] = set()
    for line in text.lines:
        if not line.is_statement:
            continue
        for milestone in _of_line(text, line):
            is_mutual = milestone.type not in (MilestoneType.embassy, MilestoneType.recognition)
            codes = frozenset(milestone.sides.codes) if is_mutual else milestone.sides.codes
            key = (milestone.type, codes)
            span, publication = milestone.date.span, text.publication
            is_ahead = span and span.start and publication and publication.end and span.start > publication.end
            if is_ahead or (_is_open(milestone.date, text) and line.lexicon.future.search(line.lower)):
                continue
            if key not in keys:
                yield _proposal(milestone, text)
            keys.add(key)


def _is_open(date: DateMention, text: LexicalText) -> bool:
    """Whether a date, such as the year of publication, is not over, so that what it tells of may be to come."""
    last, publication = date.span.end if date.span else None, text.publication
    return bool(last and publication and publication.end and last > publication.end)


def _of_line(text: LexicalText, line: LexicalSentence) -> Iterator[_Milestone]:
    lexicon = line.lexicon
    for type_ in _TITLES:
        matches = [*lexicon.milestones[type_].finditer(line.lower)]
        if type_ is MilestoneType.diplomatic_relations and not matches and lexicon.years_since.search(line.lower):
            matches = [*lexicon.relations.finditer(line.lower)][:1]
        for match in matches:
            if line.is_denied(*match.span()):
                continue
            if type_ is MilestoneType.embassy:
                yield from _embassies(text, line, match.span())
            elif milestone := _single(text, line, type_, match.span()):
                yield milestone


def _single(text: LexicalText, line: LexicalSentence, type_: MilestoneType, cue: tuple[int, int]) -> _Milestone | None:
    sides = text.sides(line)
    if type_ is MilestoneType.recognition:
        sides = _with_recognised(text, line, sides)
    date = min(line.dates, key=lambda date: gap_between((date.start, date.end), cue), default=None)
    date = date or _year_of_report(text, line)
    return _Milestone(type_, line, cue, sides, _years_before(text, line, date)) if date and sides.codes else None


def _year_of_report(text: LexicalText, line: LexicalSentence) -> DateMention | None:
    """The year of publication. An anniversary without a date falls in it."""
    since = line.lexicon.years_since.search(line.lower)
    if not (since and text.publication and text.publication.start):
        return None
    first, last = since.span()
    year = f"{text.publication.start.year}"
    return DateMention(line.paragraph, first, last, line.text[first:last], year, is_certain=False)


def _years_before(text: LexicalText, line: LexicalSentence, date: DateMention) -> DateMention:
    """The date of the event of which a sentence reports an anniversary, if it falls in about the year of publication;
    else the date itself."""
    since = line.lexicon.years_since.search(line.lower)
    publication = text.publication.start if text.publication else None
    if not (
        since and publication and date.edtf and abs(int(date.edtf[:4]) - publication.year) < 2 and "/" not in date.edtf
    ):
        return date
    years = int(since["years"])
    edtf = f"{int(date.edtf[:4]) - years:04}{date.edtf[4:]}"
    return replace(date, edtf=edtf, reason=f"{years} years before {date.edtf}.", is_certain=False)


def _with_recognised(text: LexicalText, line: LexicalSentence, sides: Sides) -> Sides:
    """The sides with the recognised country last: that which stands beside the word for independence."""
    noun = line.lexicon.independence.search(line.lower)
    if noun is None or not sides.codes:
        return sides
    is_last = line.lexicon.verb_is_last
    beside = [
        c
        for c, start, end in text.country_spots(line)
        if 0 <= (noun.start() - end if is_last else start - noun.end()) < 8
    ]
    return Sides(sides.codes[::-1], sides.spots[::-1], sides.reason) if sides.codes[0] in beside else sides


def _embassies(text: LexicalText, line: LexicalSentence, cue: tuple[int, int]) -> Iterator[_Milestone]:
    """The embassies that a sentence names, each with the date of its clause. A single noun counts for all clauses
    that name two countries."""
    nouns = [m.span() for m in line.lexicon.embassy.finditer(line.lower) if not _is_site(line, *m.span())]
    bounds = [0, *(match.end() for match in re.finditer("[,;:]", line.text)), len(line.text)]
    for first, last in pairwise(bounds):
        dates = [date for date in line.dates if first <= date.start < last]
        nouns_in_clause = [noun for noun in nouns if first <= noun[0] < last]
        codes = {code for code, start, _ in text.country_spots(line) if first <= start < last}
        if not dates or not (nouns_in_clause or (len(nouns) == 1 and len(codes) == 2)):
            continue
        noun = nouns_in_clause[0] if nouns_in_clause else nouns[0]
        owner = _owner(text, line, noun[0] if nouns_in_clause else last, first, last)
        sides = text.sides(line, first, last) if len(codes) == 2 else text.sides(line)
        if len(sides.codes) != 2 or owner not in sides.codes:
            continue
        yield _Milestone(MilestoneType.embassy, line, noun if nouns_in_clause else cue, sides.led_by(owner), dates[0])


_IN = re.compile(r"\s\w{1,2}\s\Z")
"""A preposition before the place of an embassy: “посольство в Минске”."""


def _is_site(line: LexicalSentence, start: int, end: int) -> bool:
    """Whether an embassy is only where something was opened: “opened a garden beside the embassy”."""
    behind = re.compile(r"\w*['’]?\w*\s(\w+)").match(line.lower, end)
    before = re.compile(r"(\w+(?:\sс)?)\s\Z").search(line.lower, max(0, start - 20), start)
    word = behind if line.lexicon.verb_is_last else before
    return word is not None and line.lexicon.embassy_sides.fullmatch(word[1]) is not None


def _owner(text: LexicalText, line: LexicalSentence, noun: int, first: int, last: int) -> str | None:
    """The code of the country whose embassy a noun in a clause is."""
    spots = text.country_spots(line)
    before = [(code, end) for code, start, end in spots if first <= start < noun]
    if line.lexicon.verb_is_last:
        places = {m.start for m in line.countries if m.is_locative or m.form is PartyForm.capital}
        states = [code for code, start, _ in spots if first <= start < noun and start not in places]
        states = states or [code for code, start, _ in spots if start < noun and start not in places][-1:]
        return next(iter([*states, *(code for code, _ in before)]), None)
    beside = [code for code, end in before if noun - end < 2]
    near = [(code, start) for code, start, _ in spots if noun < start < min(last, noun + 16)]
    owners = [code for code, start in near if not _IN.search(line.text, noun, start)]
    if beside:
        return beside[-1]
    return next(iter([*owners, *(code for code, _ in before)]), None)


def _proposal(milestone: _Milestone, text: LexicalText) -> Proposal:
    line, date, codes = milestone.line, milestone.date, milestone.sides.codes
    names = text.names_of(codes)
    values = {
        "id": slug(*codes, milestone.type.value, (date.edtf or "")[:4]),
        "title": _TITLES[milestone.type].format(*names), "type": milestone.type.value, "date": date.edtf,
        "countries": [*codes],
    }  # fmt: skip
    quotes = [
        line.quote(*milestone.cue, "title", "type"), line.quote(date.start, date.end, "date", reason=date.reason),
        *milestone.sides.quotes("countries"),
    ]  # fmt: skip
    is_sure = not milestone.sides.reason and date.is_certain and not _is_open(date, text)
    return Proposal(
        kind="milestone", confidence=Confidence.of(is_sure), values=values,
        quotes=join_quotes(quotes), why="A sentence reports a turning point in relations.", by=BY,
    )  # fmt: skip
