"""Ranks of a text: the place of a country among the trading partners or the investors of another."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from app.curate.events.values import join_quotes, slug
from app.curate.lexical.text import LexicalSentence, LexicalText
from app.curate.proposals import Confidence, Proposal, stated_values
from app.curate.quoting import LONGEST_QUOTE
from app.domain.figure_vocabulary import Authority, Flow, Indicator, Measure, Qualifier

VERSION = 4

BY = f"rule:ranks-by-lexicon/{VERSION}"

_NEAR = 35
"""Characters between an ordinal and the noun that it ranks."""

_RANKS = {Indicator.trade: Indicator.trade_rank, Indicator.investment_stock: Indicator.investment_rank}

Rank = tuple[int, Indicator, Flow | None, tuple[int, int]]
"""The number, the indicator of the rank, its flow, and the offsets of the words in the sentence."""


def propose_ranks(text: LexicalText) -> Iterator[Proposal]:
    """A proposal for each rank."""
    ids: set[str] = set()
    for line in text.statements:
        for rank in (*_ordinal_ranks(line), *_partners(line)):
            number, indicator, flow, span = rank
            sides = text.sides(line)
            if len(sides.codes) != 2 or line.is_denied(*span):
                continue
            date = text.publication.text if text.publication else None
            sides = sides.led_by(_owner(line, sides.codes, span))
            reporter, partner = sides.codes
            values: dict[str, Any] = {
                "id": slug(indicator.value, flow.value if flow else None, reporter, partner, date, number),
                "indicator": indicator.value, "flow": flow.value if flow else None, "reporter": reporter,
                "partner": partner, "date": date, "value": number, "unit": Measure.rank.value,
                "qualifier": Qualifier.exact.value, "authority": Authority.press.value,
                "as_written": line.text[slice(*span)][:LONGEST_QUOTE],
            }  # fmt: skip
            reason = f"Given as current on the day of publication, {date}."
            quotes = [
                line.quote_number(number, *span, "value"),
                line.quote(*span, "unit", "qualifier", "indicator", *(["flow"] if flow else [])),
                *sides.quotes("reporter", "partner"),
                *([line.quote(*span, "date", reason=reason)] if date else []),
            ]
            if values["id"] not in ids:
                yield Proposal(
                    kind="trade-stat", confidence=Confidence.suggest,
                    values=stated_values(values),
                    quotes=join_quotes(quotes), why="An ordinal stands beside a word for a place.", by=BY,
                )  # fmt: skip
            ids.add(values["id"])


def _owner(line: LexicalSentence, codes: tuple[str, ...], span: tuple[int, int]) -> str | None:
    """The code of the country whose partners or investors are ranked: in the genitive, or behind the rank."""
    mentions = [m for m in line.countries if m.code in codes]
    if line.lexicon.verb_is_last:
        owners = [m for m in mentions if m.start < span[1] and line.lexicon.genitive.search(line.words_of(m))]
    else:
        owners = [m for m in mentions if m.start >= span[1] or line.lexicon.genitive.search(line.words_of(m))]
    if not owners:
        return None
    return owners[-1 if line.lexicon.verb_is_last else 0].code  # the last genitive is that of the noun behind it


def _ordinal_ranks(line: LexicalSentence) -> Iterator[Rank]:
    """“The second place in exports”."""
    lexicon = line.lexicon
    for number in line.ordinals:
        place = lexicon.ranks.search(line.lower, number.end, number.end + _NEAR)
        cues = [
            (abs(cue.start() - number.start), measure.indicator, measure.flow)
            for measure in lexicon.measures
            if measure.indicator in _RANKS
            for cue in measure.words.finditer(line.lower)
            if cue.end() <= number.start or not lexicon.verb_is_last
        ]
        if place and cues:
            _, indicator, flow = min(cues, key=itemgetter(0))
            yield int(number.value), _RANKS[indicator], flow, (number.start, place.end())


def _partners(line: LexicalSentence) -> Iterator[Rank]:
    """“The leading investor”, “the third trading partner”, but not “one of the leading”."""
    lexicon = line.lexicon
    for indicator, pattern in lexicon.partner_ranks.items():
        for noun in pattern.finditer(line.lower):
            first = max(0, noun.start() - _NEAR)
            if lexicon.partitives.search(line.lower, max(0, first - 15), noun.end() + 12):
                continue
            numbers = [number for number in line.ordinals if first <= number.start < noun.start()]
            first_rank = lexicon.first_ranks.search(line.lower, first, noun.start())
            if numbers:
                yield int(numbers[-1].value), indicator, None, (numbers[-1].start, noun.end())
            elif first_rank:
                yield 1, indicator, None, (first_rank.start(), noun.end())
