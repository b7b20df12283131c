"""Agreements of a text: each text that is signed or to be signed, and each package of several."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.curate.events.values import join_quotes, slug
from app.curate.lexical.dates import is_day
from app.curate.lexical.figures import is_worth_of_agreements
from app.curate.lexical.meeting_mentions import MeetingMention, meeting_mentions
from app.curate.lexical.text import DateSpot, LexicalSentence, LexicalText, Sides
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.curate.stats import plain_number
from app.domain.currencies import is_currency
from app.domain.vocabulary import AgreementStatus, AgreementType, MeetingStatus

VERSION = 5

BY = f"rule:agreements-by-lexicon/{VERSION}"

_LONGEST_GAP = 45
"""Characters between a number and the noun that it counts."""

_LONGEST_AUXILIARY = 20
"""Characters before a participle in which its auxiliary stands."""


@dataclass(frozen=True)
class _Count:
    """A number of texts. ``start`` is the offset of its words."""

    number: int
    start: int


@dataclass(frozen=True)
class _Agreement:
    type: AgreementType
    line: LexicalSentence
    noun: tuple[int, int]
    count: _Count | None
    sides: Sides
    date: DateSpot | None
    status: AgreementStatus


def propose_agreements(text: LexicalText) -> Iterator[Proposal]:
    """A proposal for each agreement, and a commitment for each value that the text gives them."""
    meetings = meeting_mentions(text)
    agreements: list[_Agreement] = []
    for line in text.statements:
        for agreement in _of_line(text, line, meetings, agreements[-1] if agreements else None):
            if not any(_is_same(earlier, agreement) for earlier in agreements):
                agreements.append(agreement)
    ids: set[str] = set()
    for number, agreement in enumerate(agreements, 1):
        proposal = _proposal(agreement, text, number)
        if proposal.values["id"] not in ids:
            yield proposal
        ids.add(proposal.values["id"])
    yield from _values_of_agreements(text)


def _is_same(first: _Agreement, second: _Agreement) -> bool:
    """Whether two mentions are of one agreement: a package of as many texts, or the same words again."""
    if {*first.sides.codes} != {*second.sides.codes} or first.status is not second.status:
        return False
    if first.type is second.type is AgreementType.package:
        return second.count is None or (first.count is not None and first.count.number == second.count.number)
    words = [agreement.line.lower[agreement.noun[0] : agreement.noun[0] + 40] for agreement in (first, second)]
    return first.type is second.type and words[0] == words[1]


def _of_line(
    text: LexicalText, line: LexicalSentence, meetings: Sequence[MeetingMention], earlier: _Agreement | None
) -> Iterator[_Agreement]:
    """The agreements of a sentence that has a word for signing, or adds one to the ``earlier``: “another is on tax”."""
    lexicon = line.lexicon
    signing = lexicon.signing.search(line.lower)
    addition = (
        lexicon.further_texts.search(line.lower) if earlier and earlier.line.paragraph >= line.paragraph - 1 else None
    )
    cue = signing or addition
    if cue is None or line.is_denied(*cue.span()):
        return
    sides = text.sides(line)
    if not sides.codes:
        return
    date, status = (earlier.date, earlier.status) if earlier else (None, AgreementStatus.signed)
    if signing and _is_ahead(line, signing):
        date, status = _date_ahead(text, line), AgreementStatus.announced
    elif signing:
        date, status = _date(text, line, meetings, sides, signing.start()), AgreementStatus.signed
    for type_, noun, count in _nouns(line):
        if _is_object(line, noun, signing) or (addition and 0 <= noun[0] - addition.end() < 40):
            yield _Agreement(type_, line, noun, count if signing else None, sides, date, status)


def _is_ahead(line: LexicalSentence, signing: re.Match[str]) -> bool:
    """Whether a text is to be signed: the verb is in the future, or has an auxiliary before it: ``будет подписан``."""
    first = signing.start() if line.lexicon.verb_is_last else max(0, signing.start() - _LONGEST_AUXILIARY)
    return line.lexicon.future.search(line.lower, first, signing.end()) is not None


def _date_ahead(text: LexicalText, line: LexicalSentence) -> DateSpot | None:
    """The first date of a sentence that is not over on the day of publication."""
    publication = text.publication.end if text.publication else None
    return next(
        ((line, d) for d in line.dates if publication and d.span and d.span.end and d.span.end >= publication), None
    )


def _is_object(line: LexicalSentence, noun: tuple[int, int], signing: re.Match[str] | None) -> bool:
    """Whether a noun is what was signed: where the verb is last, it stands before the verb, or right behind it."""
    if signing is None or not line.lexicon.verb_is_last:
        return signing is not None
    return noun[0] - signing.end() < 25 or ":" in line.text[signing.end() : noun[0]]


def _nouns(line: LexicalSentence) -> Iterator[tuple[AgreementType, tuple[int, int], _Count | None]]:
    """The nouns for agreements in a sentence, in order: type, offsets, and their number if it is stated."""
    lexicon = line.lexicon
    spans = [(*match.span(), AgreementType.package) for match in lexicon.packages.finditer(line.lower)]
    spans += [(*match.span(), type_) for type_, p in lexicon.agreements.items() for match in p.finditer(line.lower)]
    end = 0
    for start, stop, type_ in sorted(spans, key=lambda span: (span[0], span[2] is AgreementType.package, -span[1])):
        if start < end or _is_of_anniversary(line, start, stop):
            continue
        end = stop
        count = _count(line, start)
        is_plural = lexicon.packages.fullmatch(line.lower, start, stop) is not None
        are_many = lexicon.indefinite_numbers.search(line.lower, max(0, start - 25), start) is not None
        if count is not None and count.number > 1:
            single = next((t for t, p in lexicon.agreements.items() if p.fullmatch(line.lower, start, stop)), None)
            yield single if single is AgreementType.memorandum else AgreementType.package, (start, stop), count
        elif is_plural or type_ is AgreementType.package or are_many:
            if (
                not is_plural
                or lexicon.plural_packages.fullmatch(line.lower, start, stop)
                or lexicon.indefinite_numbers.search(line.lower, max(0, start - 25), start)
            ):
                yield AgreementType.package, (start, stop), None
        else:
            yield type_, (start, stop), None


def _is_of_anniversary(line: LexicalSentence, start: int, end: int) -> bool:
    """Whether a noun is an older text, whose anniversary the sentence reports."""
    anniversary = line.lexicon.anniversary
    if line.lexicon.verb_is_last:
        return anniversary.match(line.lower, end) is not None
    return anniversary.search(line.lower, 0, start) is not None


def _count(line: LexicalSentence, noun: int) -> _Count | None:
    """The number before a noun, in figures or in words."""
    signers = line.lexicon.signers
    near = [a for a in line.amounts if a.unit == "count" and a.end <= noun and noun - a.end < _LONGEST_GAP]
    if near and signers.match(line.lower, near[-1].end + 1):
        return None
    if near and near[-1].value < 1_000 and not re.search("[,.;:]", line.text[near[-1].end : noun]):
        return _Count(int(near[-1].value), near[-1].start)
    first = max(0, noun - _LONGEST_GAP, *(line.lower.rfind(sign, 0, noun) + 1 for sign in ",.;:"))
    words = [*re.finditer(r"\S+", line.lower[first:noun])]
    for number in reversed(range(len(words))):
        if number + 1 < len(words) and signers.fullmatch(words[number + 1].group()):
            continue
        for phrase in (words[max(0, number - 1) : number + 1], words[number : number + 1]):
            if value := line.lexicon.numbers.get(" ".join(word.group() for word in phrase)):
                return _Count(value, first + phrase[0].start())
    return None


def _date(
    text: LexicalText, line: LexicalSentence, meetings: Sequence[MeetingMention], sides: Sides, offset: int
) -> DateSpot | None:
    """The day of a signing: in the sentence, else that of the meeting of the same sides that the text reports."""
    dates = [date for date in line.dates if is_day(date)] or [d for d in line.dates if "/" not in (d.edtf or "")]
    if dates:
        publication = text.publication.end if text.publication else None
        past = [d for d in dates if not (publication and d.span and d.span.start and d.span.start > publication)]
        if past:
            return line, min(past, key=lambda date: offset - date.end if date.end <= offset else date.start - offset)
    candidates = [meeting for meeting in meetings if {*meeting.sides.codes} == {*sides.codes} and meeting.date]
    past_meetings = [
        meeting
        for meeting in candidates
        if meeting.status is MeetingStatus.held and meeting.date and is_day(meeting.date[1])
    ]
    before = [meeting for meeting in past_meetings if meeting.line.paragraph <= line.paragraph]
    is_only = len({meeting.edtf for meeting in past_meetings}) == 1
    return (before or past_meetings)[-1].date if before or is_only else None


def _proposal(agreement: _Agreement, text: LexicalText, number: int) -> Proposal:
    line = agreement.line
    edtf = agreement.date[1].edtf if agreement.date else None
    codes = [*agreement.sides.codes]
    countries = " and ".join(text.names_of(codes))
    kind = agreement.type.value.replace("-", " ")
    count = agreement.count.number if agreement.count else None
    title = f"{count} agreements" if count else f"{kind[:1].upper()}{kind[1:]}"
    values: dict[str, Any] = {
        "id": slug(agreement.type.value, count or number, *codes, edtf),
        "title": f"{title} between {countries}",
        "type": agreement.type.value, "status": agreement.status.value, "date": edtf, "parties": codes,
        "count": count,
    }  # fmt: skip
    has_date = agreement.date is not None and agreement.date[0] is line and is_day(agreement.date[1])
    is_sure = has_date and not agreement.sides.reason
    return Proposal(
        kind="agreement", confidence=Confidence.of(is_sure),
        values=stated_values(values),
        quotes=join_quotes([*_quotes(agreement)]),
        why="The sentence has a word for a signing and one for a text.", by=BY,
    )  # fmt: skip


def _quotes(agreement: _Agreement) -> Iterator[Quote]:
    line, (start, end) = agreement.line, agreement.noun
    yield line.quote(start, end, "title", "type")
    if agreement.count:
        yield line.quote_number(agreement.count.number, agreement.count.start, end, "count")
    signing = line.lexicon.signing.search(line.lower)
    if signing:
        yield line.quote(*signing.span(), "status")
    if agreement.date:
        date_line, date = agreement.date
        reason = date.reason if date_line is line else "The day of the meeting that the text reports."
        yield date_line.quote(date.start, date.end, "date", reason=reason)
    yield from agreement.sides.quotes("parties")


def _values_of_agreements(text: LexicalText) -> Iterator[Proposal]:
    """A commitment of both sides for each value that the text gives agreements."""
    sums: set[float] = set()
    for line in text.statements:
        for amount in line.amounts:
            if not is_currency(amount.unit) or amount.value in sums or not is_worth_of_agreements(line, amount):
                continue
            sides = text.sides(line)
            if not sides.codes:
                continue
            sums.add(amount.value)
            words = line.text[amount.start : amount.end]
            values = {
                "id": slug("agreements-worth", f"{amount.value:.15g}", *sides.codes),
                "title": f"Agreements worth {words}",
                "by": [*sides.codes], "value": plain_number(amount.value), "unit": amount.unit, "status": "open",
            }  # fmt: skip
            quotes = [
                line.quote_number(amount.value, amount.start, amount.end, "title", "value", "unit", "status"),
                *sides.quotes("by"),
            ]
            yield Proposal(
                kind="commitment", confidence=Confidence.suggest, values=values, quotes=join_quotes(quotes),
                why="The sentence says what the agreements are worth.", by=BY,
            )  # fmt: skip
