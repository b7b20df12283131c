"""Judges amounts: what each measures, and whether a recorded figure for the same thing and time says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.curate.claims.amounts import Amount
from app.curate.claims.facts import Stat
from app.curate.claims.readings import Reading
from app.curate.claims.verdicts import Claim, Difference, Reference, Verdict
from app.curate.claims.wording import any_word, stem
from app.curate.mentions.dates import DateMention
from app.curate.mentions.words import words
from app.domain.contradictions import amount as amount_text
from app.domain.edtf import Span
from app.domain.hedges import allowed, rounding
from app.domain.trade_figures import RANKS, STOCKS
from app.domain.vocabulary import Indicator, Qualifier

_COUNTED = (
    (r"compan|firms?\b|enterprises?|business(?:es)?\b|entities|ventures", Indicator.companies),
    (r"projects?\b|undertakings", Indicator.joint_projects),
    (r"scholarships?|grants?\b|bursar", Indicator.scholarships),
    (r"students?\b|pupils|undergraduates", Indicator.students),
    (
        r"tourists?\b|visitors?\b|citizens|travell?ers|holiday|nationals|guests\b|people\b|turks\b|kazakhs\b",
        Indicator.tourists,
    ),
    (r"visits?\b|trips?\b", Indicator.presidential_visits),
    (r"(?:bilateral\s)?(?:meetings?|talks|times|encounters)\b", Indicator.presidential_meetings),
)
_TARGET = any_word(
    "target targets goal goals aim* ambitio* objective objectives raise raising bring bringing boost* expand* lift* "
    "doubl* reach intend seek", r"increas(?:e|ing)\b[^.]{0,40}\bto", "plan to", "hope to", "want to", "agreed to",
)  # fmt: skip
_GOODS = any_word(
    "trad* turnover commerce business export exports exported import imports imported goods shipment* sales sold"
)
_REACHED = any_word(
    "reached amounted totalled totaled stood was were hit rose grew climbed exceeded approached surpassed reaching "
    "neared",
    "came to",
)
_RANKED = (
    (r"produc\w+", Indicator.production_rank),
    (r"invest\w+", Indicator.investment_rank),
    (r"tourist|visitor|tourism", Indicator.tourist_rank),
    (r"exporters?\b", Indicator.export_rank),
    (r"suppl|source|trad|partner|export|import|customer|market", Indicator.trade_rank),
)
_INVESTMENT = (Indicator.investment_stock, Indicator.investment_flow)
_CLAUSE = re.compile(r"[,;:()]|\b(?:and|while|whereas|but|with|including)\b", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|in|into|visit(?:ed|ing|s)?|in the economy of|of the)\s+(?:the\s+)?(?:republic of\s+)?$", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?$", re.IGNORECASE)

_NUMBERED = any_word("numbered totalled totaled", "number of", "count of")

MOST_VISITS = 500
"""Visits that presidents may have made. More are those of tourists."""

LIKE = 0.3
"""A share by which an undated figure may differ from a recorded one and still be taken for it."""


@dataclass(frozen=True)
class _Subject:
    """What an amount measures."""

    indicators: frozenset[str]
    unit: str
    flow: str | None
    source: str | None
    target: str | None
    date: DateMention | None


def judge_figures(reading: Reading) -> Iterator[Claim]:
    """A claim for each amount whose subject the sentence names."""
    for amount in reading.amounts:
        subject = _subject(reading, amount)
        if subject:
            claim = _judge(reading, amount, subject)
            if claim:
                yield claim


def _subject(reading: Reading, amount: Amount) -> _Subject | None:
    lower = reading.text.lower()
    after, before = lower[amount.end : amount.end + 70], lower[max(0, amount.start - 90) : amount.start]
    indicators: set[str] = set()
    if amount.unit == "percent":
        indicators = {Indicator.trade, Indicator.tourists}
    elif amount.unit == "rank":
        indicators = _first(_RANKED, after) or _first(_RANKED, before) or _first(_RANKED, lower)
        if Indicator.trade_rank in indicators or Indicator.export_rank in indicators:
            indicators = {Indicator.trade_rank, Indicator.export_rank}
    elif amount.unit == "count":
        near = re.match(r"(?:[\s,-]+[\w’'-]+){0,6}", after)
        indicators = _first(_COUNTED, near[0] if near else "", nearest=True)
        if amount.value <= 2:
            indicators -= {*_COUNTS}
        if Indicator.tourists in indicators and re.search(r"\bstud(?:y|ies|ying)\b", lower):
            indicators = {Indicator.students}
        if Indicator.presidential_visits in indicators and amount.value > MOST_VISITS:
            indicators = {Indicator.tourists}
        if Indicator.presidential_meetings in indicators and "visit" in lower:
            indicators = {Indicator.presidential_visits}
        if not indicators and (_NUMBERED.search(before) or re.fullmatch(r"\W*", after)):
            indicators = _first(_COUNTED, before)
        if Indicator.students in indicators and "scholarship" in lower:
            indicators |= {Indicator.scholarships}
    else:
        indicators = _money(lower, amount)
        if not indicators and any(stat.product and _names(reading, stat.product) for stat in reading.facts.stats):
            indicators = {Indicator.trade}
    if not indicators:
        return None
    source, target = _direction(reading, amount)
    flow = _flow(lower, amount)
    return _Subject(frozenset(indicators), amount.unit, flow, source, target, _date_of(reading, amount))


def _first(table: Sequence[tuple[str, str]], text: str, *, nearest: bool = False) -> set[str]:
    """The indicator whose words a text has; of several the first in the table, or the one whose words stand first."""
    found = [
        (match.start(), indicator) for pattern, indicator in table if (match := re.search(rf"\b(?:{pattern})", text))
    ]
    if not found:
        return set()
    return {min(found)[1] if nearest else found[0][1]}


def _money(lower: str, amount: Amount) -> set[str]:
    """What an amount of money measures: by the words of its clause, else by those of the sentence."""
    start, end = _clause(lower, amount)
    for context in (lower[start:end], lower):
        if "project" in context:
            return {Indicator.joint_project_value}
        if "invest" in context:
            return set() if _INVESTING.search(lower) else {*_INVESTMENT}
        if _GOODS.search(context):
            aimed = _TARGET.search(lower) and not re.search(r"\b(?:export|import)", context)
            reached = _REACHED.search(lower[max(0, amount.start - 60) : amount.start])
            if aimed and not reached:
                return {Indicator.trade_target}
            return {Indicator.trade} | ({Indicator.trade_target} if aimed else set())
    return set()


_INVESTING = re.compile(r"\b(?:plans?|will|intends?|pledg\w+|promis\w+|is to|are to)\b[^.]{0,30}\binvest")
"""A promise to invest, which is a commitment and no figure."""


def _clause(lower: str, amount: Amount) -> tuple[int, int]:
    """The offsets of the clause that has an amount."""
    starts = [match.end() for match in _CLAUSE.finditer(lower, 0, amount.start)]
    match = _CLAUSE.search(lower, amount.end)
    return (starts[-1] if starts else 0), (match.start() if match else len(lower))


def _flow(lower: str, amount: Amount) -> str | None:
    """``export`` or ``import``, if one of these words is nearest to the amount."""
    found = [
        (_distance_in_text(lower, amount, *match.span()), match[1])
        for match in re.finditer(r"\b(export|import|trade|turnover)(?!ant)", lower)
    ]
    word = min(found)[1] if found else None
    return word if word in ("export", "import") else None


def _direction(reading: Reading, amount: Amount) -> tuple[str | None, str | None]:
    """The parties from which and to which something goes: “Turkish investment in Kazakhstan”."""
    source = target = other = None
    near = sorted(
        reading.passage.parties, key=lambda each: _distance_in_text(reading.text, amount, each.start, each.end)
    )
    for mention in near:
        before = reading.text[max(0, mention.start - 40) : mention.start]
        if _FROM.search(before):
            source = source or mention.code
        elif _TO.search(before):
            target = target or mention.code
        else:
            other = other or mention.code
    source = source or (other if other != target else None)
    parties = [*reading.countries]
    if source and not target and len(parties) == 2:
        target = next(code for code in parties if code != source)
    if re.search(r"\bimport", reading.text, re.IGNORECASE) and not re.search(
        r"\bimports? from\b", reading.text, re.IGNORECASE
    ):
        return None, None
    if len(parties) == 2 and source == target:
        return None, None
    return source, target


def _date_of(reading: Reading, amount: Amount) -> DateMention | None:
    """The date of an amount: the nearest one, but of its own clause before that of another."""

    def distance(mention: DateMention) -> int:
        return _distance_in_text(reading.text, amount, *reading.offsets(mention))

    own = (
        mention
        for mention in reading.dates
        if not _BASE.search(reading.text[: mention.start - reading.passage.sentence.start])
    )
    return min(own, key=distance, default=None)


_BASE = re.compile(r"\b(?:compared (?:to|with)|than|versus|against|relative to)(?: in)?\s*$", re.IGNORECASE)
"""Words before a time with which another is compared."""


def _distance_in_text(text: str, amount: Amount, start: int, end: int) -> int:
    """The characters between an amount and a mention; the border of a clause counts 50."""
    first, last = (end, amount.start) if end <= amount.start else (amount.end, start)
    return max(0, last - first) + 50 * len(_CLAUSE.findall(text[first:last]))


def _judge(reading: Reading, amount: Amount, subject: _Subject) -> Claim | None:
    candidates = [stat for stat in reading.facts.stats if _about(reading, stat, subject)]
    described = [stat for stat in candidates if stat.product and _names(reading, stat.product)]
    candidates = described or [stat for stat in candidates if not stat.product]
    if subject.unit == "percent":
        candidates = [stat for stat in candidates if stat.growth is not None]
    values: dict[str, object] = {
        "indicator": sorted(subject.indicators)[0], "value": amount.value, "unit": amount.unit,
        "qualifier": str(amount.qualifier), "date": subject.date.edtf if subject.date else None,
    }  # fmt: skip
    kind = "trade-stat"
    if not candidates:
        return Claim(kind, Verdict.not_recorded, amount.start, amount.end, values)
    span = subject.date.span if subject.date else None
    timely = [stat for stat in candidates if stat.indicator in RANKS or _same_time(stat, span)]
    agreeing = [stat for stat in timely if _agrees(amount, stat)]
    if agreeing:
        best = min(agreeing, key=lambda stat: abs(_value(stat, amount) - amount.value))
        return Claim(
            kind,
            Verdict.supported,
            amount.start,
            amount.end,
            values,
            [_reference(stat) for stat in (best, *(s for s in agreeing if s is not best))][:5],
        )
    nearest = min(timely or candidates, key=lambda stat: _distance(amount, stat))
    other_time = [stat for stat in candidates if stat not in timely and _equals(amount, stat)]
    if other_time and not (timely and span is None):
        stat = other_time[0]
        difference = Difference("date", subject.date.text if subject.date else "", _when(stat))
        return Claim(
            kind, Verdict.contradicted, amount.start, amount.end, values, [_reference(stat, "date")], [difference]
        )
    lasting = nearest.indicator in STOCKS or nearest.indicator in (Indicator.trade_target, *_COUNTS)
    if timely and (span is not None or lasting or _distance(amount, nearest) <= LIKE):
        difference = Difference(
            "growth_percent" if amount.unit == "percent" else "value", amount.text, _words(nearest, amount)
        )
        return Claim(
            kind, Verdict.contradicted, amount.start, amount.end, values, [_reference(nearest, "value")], [difference]
        )
    difference = Difference("value", amount.text, _words(nearest, amount))
    return Claim(
        kind,
        Verdict.not_recorded,
        amount.start,
        amount.end,
        values,
        [_reference(nearest, "value", "date")],
        [difference],
    )


_COUNTS = (Indicator.presidential_meetings, Indicator.presidential_visits, Indicator.scholarships)


def _about(reading: Reading, stat: Stat, subject: _Subject) -> bool:
    """Whether a figure measures the subject, between parties that the sentence names."""
    unit = {"percent": stat.unit, "count": "count", "rank": "rank"}.get(subject.unit, subject.unit)
    if stat.indicator not in subject.indicators or stat.unit != unit:
        return False
    if (
        subject.unit == "percent"
        and stat.indicator == Indicator.tourists
        and "tourist" not in reading.text.lower()
        and "visit" not in reading.text.lower()
    ):
        return False
    if not reading.countries <= stat.parties and not (stat.parties <= reading.countries):
        return False
    if stat.indicator in RANKS:
        return True
    if subject.flow and stat.flow in ("export", "import", "turnover", None) and stat.indicator == Indicator.trade:
        if stat.flow in ("turnover", None):
            return False
        if subject.source and subject.target and stat.source:
            return (subject.source, subject.target) == (stat.source, stat.target)
        return subject.flow == stat.flow or stat.source == subject.source
    if stat.indicator == Indicator.trade and stat.flow not in ("turnover", None):
        return bool(stat.product) and bool(_names(reading, stat.product))
    if stat.source and stat.indicator not in (Indicator.presidential_visits, Indicator.scholarships):
        if subject.source and subject.target:
            return (subject.source, subject.target) == (stat.source, stat.target)
        if subject.target:
            return subject.target == stat.target
        if subject.source and len(reading.countries) > 1:
            return subject.source == stat.source
    return True


def _names(reading: Reading, product: frozenset[str]) -> bool:
    present = {stem(word.folded) for word in words(reading.text)}
    return bool(product & present) and len(product & present) * 2 >= len(product)


def _same_time(stat: Stat, span: Span | None) -> bool:
    """Whether a claim about these days can be about the figure. A flow needs the same period, a state a shared day."""
    if span is None or stat.span is None:
        return True
    if stat.indicator in STOCKS or stat.indicator in (Indicator.trade_target, *_COUNTS):
        return overlap(span, stat.span) or (
            span.end is not None and stat.span.start is not None and span.end.year == stat.span.start.year
        )
    return (span.start, span.end) == (stat.span.start, stat.span.end)


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans share a day. An open end has no limit."""
    return not ((a.end and b.start and a.end < b.start) or (b.end and a.start and b.end < a.start))


def _value(stat: Stat, amount: Amount) -> float:
    return stat.growth if amount.unit == "percent" and stat.growth is not None else stat.value


def _distance(amount: Amount, stat: Stat) -> float:
    value = _value(stat, amount)
    return abs(value - amount.value) / max(abs(value), abs(amount.value), 1e-9)


def _equals(amount: Amount, stat: Stat) -> bool:
    """Whether the numbers are the same, so that nothing but the time can differ."""
    return _value(stat, amount) == amount.value


def _agrees(amount: Amount, stat: Stat) -> bool:
    """Whether a claimed number is the recorded one, as far as both are hedged.

    A claim “over N” is supported by a figure somewhat above N. A figure “over N” supports a claim “over” as much or
    somewhat less, and no other number.
    """
    value, said, recorded = amount.value, amount.qualifier, stat.qualifier
    number = _value(stat, amount)
    if amount.unit == "percent":
        return number == value or rounding(number, value)
    if stat.indicator in RANKS:
        return number == value
    if value == number:
        return {said, recorded} != {Qualifier.over, Qualifier.under} and {said, recorded} != {
            Qualifier.over,
            Qualifier.nearly,
        }
    if said == Qualifier.over:
        return recorded not in (Qualifier.under, Qualifier.nearly) and number * 0.8 <= value < number
    if said in (Qualifier.under, Qualifier.nearly):
        return recorded != Qualifier.over and value * 0.85 <= number < value
    if recorded in (Qualifier.about, Qualifier.exact) and said == Qualifier.about:
        return allowed(value, Qualifier.about).meets(allowed(number, Qualifier.exact))
    return (
        recorded in (Qualifier.exact, Qualifier.about)
        and value < number * 1.05
        and rounding(number, value)
        and _digits_fewer(value, number)
    )


def _digits_fewer(value: float, number: float) -> bool:
    return len(f"{value:.15g}".strip("0").replace(".", "")) < len(f"{number:.15g}".strip("0").replace(".", ""))


def _reference(stat: Stat, *fields: str) -> Reference:
    return Reference("trade-stat", stat.id, stat.title, fields or ("value", "date"))


def _words(stat: Stat, amount: Amount) -> str:
    if amount.unit == "percent" and stat.growth is not None:
        return f"{stat.growth:g} percent{_when(stat, ' of ')}"
    unit = f" {stat.unit}" if len(stat.unit) == 3 else ""
    hedge = "" if stat.qualifier == Qualifier.exact else f"{stat.qualifier} "
    if stat.unit == "rank":
        return f"{'among the first ' if stat.qualifier == Qualifier.under else 'number '}{stat.value:g}"
    return f"{hedge}{amount_text(stat.value)}{unit}{_when(stat, ' of ')}"


def _when(stat: Stat, joint: str = "") -> str:
    return f"{joint}{stat.span.text.replace('/', ' to ')}" if stat.span else ""
