"""Sentences that compare two figures without numbers: “Kazakhstan sold more to Türkiye in 2024 than it bought”.

Each side is a recorded figure; a rise or fall may also rest on the recorded growth of one. The sides differ in their
time, their product or their direction: exports of one party to another are compared with its imports from there at the
same time.
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice

from app.curate.claims.acts import turning_word
from app.curate.claims.amounts import Amount
from app.curate.claims.facts import StatFact
from app.curate.claims.flows import Direction, goods_flow, names_goods
from app.curate.claims.leftovers import words_not_compared
from app.curate.claims.ranks import implied_rank
from app.curate.claims.scopes import other_scope
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.subjects import direction_of, names_product
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import any_word, content_words
from app.domain.contradictions import amount as amount_text
from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Indicator, Qualifier

_COMPARATIVE = re.compile(
    r"\b(?:(?P<more>more|higher|larger|greater|bigger|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outweigh(?:s|ed)?"
    r"|outstrip(?:s|ped)?|(?:trade )?surplus)"
    r"|(?P<less>less|lower|smaller|fewer|(?:trade )?deficit))\b",
    re.IGNORECASE,
)
_TREND = re.compile(
    r"\b(?:(?P<more>rose|risen|rises|gr[eo]wn?|increased|climbed|expanded|jumped|went up)"
    r"|(?P<less>fell|fallen|dropped|declined|decreased|shrank|slumped|contracted|went down))\b",
    re.IGNORECASE,
)
_BASE = re.compile(r"\b(?:from|on|over|against|than|compared (?:to|with)) (?:in )?(?=\d{4}\b)", re.IGNORECASE)
"""Words before the year with which a rise or a fall is compared."""

_THAN = re.compile(r"\bthan\b(?! (?:once|that|half|twice|ever)\b)", re.IGNORECASE)
_VERB = re.compile(r"exceed|surpass|outweigh|outstrip", re.IGNORECASE)
_BALANCE = re.compile(r"surplus|deficit", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:times|twice|double|half|triple|thirds?|quarters?)\b", re.IGNORECASE)
_MEASURES = (
    (any_word("tourist* visitor* holiday* turks kazakhs"), frozenset((Indicator.tourists,)), "count"),
    (any_word("invest*"), frozenset((Indicator.investment_stock, Indicator.investment_flow)), "USD"),
    (
        any_word("trad* turnover export* import* sell* sold sales buy* bought purchas* ship* surplus deficit"),
        frozenset((Indicator.trade,)),
        "USD",
    ),
)
"""The words for what is compared, its indicators, and the unit of figures."""


def without_second_side(sentence: ClaimSentence, amount: Amount) -> ClaimSentence | None:
    """The sentence without the clause from “than” to the comma before an amount; None if there is no such clause."""
    than = _THAN.search(sentence.text, 0, amount.start)
    end = sentence.text.rfind(",", 0, amount.start)
    if not than or end < than.end() or not _COMPARATIVE.search(sentence.text[: than.start()]):
        return None
    return sentence.without([(than.start(), end)])


def judge_figure_pair(sentence: ClaimSentence) -> Iterator[Claim]:
    """The claim of a sentence that says which of two figures is greater, or that a figure rose or fell.

    It is `not-recorded` if a figure is missing, if the pairs that the sentence may mean disagree or are equal, or if
    the sentence says more than the figures do.
    """
    text = sentence.text
    words = [*_COMPARATIVE.finditer(text)] or [*_TREND.finditer(text)]
    word = words[0] if words else None
    is_trend = word is not None and word.re is _TREND
    measure = next(((names, unit) for pattern, names, unit in _MEASURES if pattern.search(text)), None)
    if word is None or measure is None or implied_rank(sentence) or not 1 <= len(sentence.countries) <= 2:
        return
    if is_trend and (len(words) > 1 or sentence.amounts or not sentence.spans):
        return  # an amount is judged as a figure, and a trend without a time says too little
    start = _second_side(text, word)
    if start is None or any(amount.end > start >= amount.start - _NEAR for amount in sentence.amounts):
        return  # “more than $5 billion”
    if _BALANCE.search(word[0]) and sentence.amounts:
        return  # the size of the balance is judged as a figure
    if _TIMES.search(text) or any(amount.unit == "rank" for amount in sentence.amounts):
        return
    qualifier = Qualifier.over if word["more"] else Qualifier.under
    values: dict[str, object] = {
        "indicator": sorted(measure[0])[0], "value": None, "unit": measure[1], "qualifier": str(qualifier),
        "date": None,
    }  # fmt: skip
    claim = Claim("trade-stat", ClaimVerdict.not_recorded, word.start(), word.end(), values)
    sides = _Sides(sentence, word, start, *measure)
    pairs = [*sides.pairs()]
    signs = {(first > second) - (first < second) for _, first, second in pairs}
    if len(signs) == 1 and signs != {0}:
        stats, first_value, second_value = pairs[0]
        references = [ComparedRecord("trade-stat", stat.id, stat.title, ("value", "date")) for stat in stats]
        if signs != {1 if word["more"] else -1}:
            difference = Difference(
                "value", f"“{word[0]}”", f"{amount_text(first_value)} against {amount_text(second_value)}"
            )
            if len(stats) == 1:
                change = "a rise" if first_value > second_value else "a fall"
                difference = Difference(
                    "growth_percent", f"“{word[0]}”", f"{change} of {abs(first_value - second_value):g} percent"
                )
            claim = replace(claim, verdict=ClaimVerdict.contradicted, records=references, differences=[difference])
        elif obstacle := sides.preventing_words(stats[0]):
            claim = claim.not_recorded(obstacle)
        else:
            title_words = content_words(" ".join(f"{stat.title} {stat.as_written}" for stat in stats))
            leftovers = words_not_compared(
                sentence, ["trade-stat"], title_words.union(*(stat.product for stat in stats))
            )
            terms = [term for term in leftovers if not (_COMPARATIVE.fullmatch(term) or _TREND.fullmatch(term))]
            next_word = re.match(r"\s([a-z]+)", text[word.end() :])
            if next_word and next_word[1] in terms:  # “sold more wheat”
                claim = claim.not_recorded(next_word[1])
            else:
                claim = replace(claim, verdict=ClaimVerdict.supported, records=references, uncompared_words=terms)
    yield claim


def _second_side(text: str, word: re.Match[str]) -> int | None:
    """Where the second side of a comparison begins; at the end if the word implies it, as “surplus” does."""
    if _BALANCE.search(word[0]):
        return len(text)
    if _VERB.match(word[0]):
        return word.end()
    if word.re is _TREND:
        base = _BASE.search(text, word.end())
        return base.end() if base else len(text)
    than = _THAN.search(text, word.end())
    return than.end() if than else None


@dataclass(frozen=True)
class _Sides:
    """The two sides of a comparison: the part of the sentence before the offset ``second``, and the part from there.

    ``word`` compares them. ``indicators`` and ``unit`` are those of the figures.
    """

    sentence: ClaimSentence
    word: re.Match[str]
    second: int
    indicators: frozenset[str]
    unit: str

    @cached_property
    def _amount(self) -> Amount:
        """A stand-in for the amount of the first side, which the sentence does not state."""
        return Amount(0, self.unit, Qualifier.exact, *self.word.span(), self.word[0])

    def _part(self, start: int, end: int) -> ClaimSentence:
        """The sentence with spaces in place of all but a part. It is still about the same countries."""
        part = self.sentence.only(start, end)
        return replace(part, passage=replace(part.passage, countries=self.sentence.passage.countries))

    @cached_property
    def _first_part(self) -> ClaimSentence:
        return self._part(0, self.second)

    @cached_property
    def _second_part(self) -> ClaimSentence:
        return self._part(self.second, len(self.sentence.text))

    def _times(self, *, is_first: bool) -> list[Span]:
        dates = ((date, self.sentence.offsets(date)[0] < self.second) for date in self.sentence.dates)
        return [date.span for date, is_before in dates if date.span and is_before is is_first]

    def _direction(self) -> Direction | None:
        """From which party to which the first side goes."""
        first = self._first_part
        if _BALANCE.search(self.word[0]):
            before = (mention.code for mention in first.passage.parties if mention.end <= self.word.start())
            holder = next((code for code in before if code in first.countries), None)
            partner = next((code for code in first.countries if code != holder), None)
            return (holder, partner) if holder and partner else None
        if Indicator.trade in self.indicators:
            return goods_flow(first, self._amount)
        source, target = direction_of(first, self._amount)
        return (source, target) if source and target else None

    def pairs(self) -> Iterator[tuple[list[StatFact], float, float]]:
        """The recorded figures that the sides may mean, with the number of the first side and that of the second."""
        parties = self.sentence.countries
        stats = [
            stat for stat in self.sentence.facts.stats
            if stat.indicator in self.indicators and stat.unit == self.unit and parties <= stat.parties
        ]  # fmt: skip
        first_times, second_times = self._times(is_first=True), self._times(is_first=False)
        direction = self._direction()
        of_first, of_second = (
            [stat for stat in stats if stat.product and names_product(part, stat.product)]
            for part in (self._first_part, self._second_part)
        )
        totals = [stat for stat in stats if not stat.product]
        one_way = [stat for stat in totals if (stat.source, stat.target) == (direction or (None, None))]
        if of_first and of_second:
            first_stats = [stat for stat in of_first if _is_in(stat, first_times or second_times)]
            yield from _pairs_of(first_stats, of_second, _kind_and_time, _kind_and_time)
        elif first_times and first_times != second_times and (second_times or self.word.re is _TREND):
            first_stats = [stat for stat in one_way if _is_in(stat, first_times)]
            if second_times:
                second_stats = [stat for stat in one_way if _is_in(stat, second_times)]
                yield from _pairs_of(first_stats, second_stats, _kind, _kind)
            else:
                yield from _pairs_of(first_stats, one_way, partial(_year, offset=-1), _year)
            for stat in first_stats:
                if stat.growth is not None and all(_is_year_before(stat, time) for time in second_times):
                    yield [stat], 100 + stat.growth, 100
        elif direction and self._has_other_side():
            back = [stat for stat in totals if (stat.source, stat.target) == direction[::-1]]
            first_stats = [stat for stat in one_way if _is_in(stat, first_times or second_times)]
            yield from _pairs_of(first_stats, back, _kind_and_time, _kind_and_time)

    def _has_other_side(self) -> bool:
        """Whether the second side may be the other direction: “than it bought”, but not “than before”."""
        text = self.sentence.text[self.second :]
        return self.second == len(self.sentence.text) or bool(self._second_part.passage.parties or _FLOW.search(text))

    def preventing_words(self, stat: StatFact) -> str | None:
        """The words for which figures do not support the sentence: other goods, a third party, another act."""
        text = self.sentence.text
        if not stat.product and stat.indicator == Indicator.trade and names_goods(self._first_part, self._amount):
            return self.word[0]
        word = turning_word(text, self.sentence.names)
        return other_scope(self.sentence, self._amount, stat) or (
            None if word and (_COMPARATIVE.fullmatch(word) or _TREND.fullmatch(word)) else word
        )


_NEAR = 12
"""Characters from “than” to the number of a bound: “more than about $5 billion”."""

_FLOW = any_word("import* export* sold sell* buy* bought purchas* receiv* invest* sent ship* visit* deliver*")


def _pairs_of(
    first_stats: Sequence[StatFact],
    second_stats: Sequence[StatFact],
    first_key: Callable[[StatFact], Hashable],
    second_key: Callable[[StatFact], Hashable],
) -> Iterator[tuple[list[StatFact], float, float]]:
    """The pairs of a first and a second figure with the same key, and the numbers of both; at most ``_MOST_PAIRS``."""
    by_key: dict[Hashable, list[StatFact]] = {}
    for stat in second_stats:
        by_key.setdefault(second_key(stat), []).append(stat)
    pairs = (
        ([first, second], first.value, second.value)
        for first in first_stats
        for second in by_key.get(first_key(first), ())
        if first is not second
    )
    yield from islice(pairs, _MOST_PAIRS)


_MOST_PAIRS = 100
"""Pairs that are compared, so that a large table costs little. If these disagree, more would not help."""


def _kind(stat: StatFact) -> Hashable:
    return stat.scope, stat.indicator


def _kind_and_time(stat: StatFact) -> Hashable:
    return stat.span, stat.scope, stat.indicator


def _year(stat: StatFact, offset: int = 0) -> Hashable:
    """The kind of a figure and its year, with an ``offset``; the id of a figure that is not of a year."""
    start = stat.span.start if stat.span and stat.span.precision is Precision.year else None
    return (_kind(stat), start.year + offset) if start else stat.id


def _is_in(stat: StatFact, times: Sequence[Span]) -> bool:
    """Whether a figure is of one of the times. Without times, every figure is."""
    return not times or any(stat.span and (stat.span.start, stat.span.end) == (time.start, time.end) for time in times)


def _is_year_before(stat: StatFact, time: Span | None) -> bool:
    """Whether a time is the year before the year of a figure: its growth compares the two."""
    start, end = (stat.span.start if stat.span else None), (time.start if time else None)
    return start is not None and end is not None and end.year == start.year - 1
