"""What an amount in a sentence measures: its indicator, its direction and its time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.curate.claims.amounts import Amount
from app.curate.claims.flows import Direction, goods_flow, part_of, without_trade
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word
from app.curate.mentions.dates import DateMention
from app.domain.currencies import is_currency
from app.domain.figure_vocabulary import Indicator

NOUNS = (
    (r"compan|firms?\b|enterprises?|business(?:es)?\b|entities|ventures", Indicator.companies),
    (r"projects?\b|undertakings", Indicator.joint_projects),
    (r"scholarships?|grants?\b|bursar", Indicator.scholarships),
    (r"students?\b|pupils|undergraduates", Indicator.students),
    (
        r"tourists?\b|visitors?\b|citizens|travell?ers|holiday|nationals|guests\b|people\s(?:from|visit|travel|came|went|who)|turks\b|kazakhs\b",
        Indicator.tourists,
    ),
    (r"visits?\b|trips?\b", Indicator.presidential_visits),
    (r"(?:bilateral\s)?(?:meetings?|talks|times|encounters)\b", Indicator.presidential_meetings),
)
_TARGET = any_word(
    "target targets goal goals sights aim* ambitio* objective objectives raise raising bring bringing boost boosting "
    "expand expanding lift lifting double doubling triple tripling reach intend seek",
    r"increas(?:e|ing)\b[^.]{0,40}\bto", "plan to", "hope to", "want to", "agreed to",
    r"(?:is|are) to (?:rise|grow|climb|reach)", "work(?:s|ed|ing)? (?:for|towards?)",
    "(?:should|must) (?:rise|grow|climb|increase|expand|come|be brought)",
)  # fmt: skip
_GOODS = any_word(
    "trad* turnover commerce business export exports exported import imports imported goods shipment* shipped "
    "sales sold sells bought buys purchas* deliver* merchandise",
    "the other way",
    "in return",
)
_TURNOVER = any_word("turnover commerce business exchang* trad* mutual two-way between")
_LEVEL_VERB = any_word(
    "reached amounted totalled totaled stood was were hit rose grew climbed exceeded approached surpassed reaching "
    "neared worth doubled tripled trebled quadrupled boosted expanded lifted jumped",
    "came to",
)
_FAILURE = re.compile(
    r"(?:\b(?:not|never|fail\w* to|yet to)|n[’']t)\s(?:\w+\s)?(?:reach|exceed|surpass|approach|hit)", re.IGNORECASE
)
"""Words of a figure that was missed, and is no aim."""

_RANK_WORDS = (
    (r"produc\w+|output", Indicator.production_rank),
    (r"invest\w+", Indicator.investment_rank),
    (r"tourist|visitor|tourism", Indicator.tourist_rank),
    (r"exporters?\b", Indicator.export_rank),
    (r"suppl|source|trad|partner|export|import|customer|consum|market|sell|sold|buy|gets?\b", Indicator.trade_rank),
)
_INVESTMENT = (Indicator.investment_stock, Indicator.investment_flow)
_CLAUSE = re.compile(r"[,;:()]|\b(?:and|while|whereas|but|with|including)\b", re.IGNORECASE)
_BORDER = re.compile(r"[;:)]|,(?!\d)|\b(?:and|while|whereas|but|with|including)\b", re.IGNORECASE)
"""Ends a clause. What is in parentheses belongs to what is before them."""

_TO = re.compile(
    r"\b(?:to|in|into|visit(?:ed|ing|s)?|in the economy of|of the)\s+(?:the\s+)?(?:republic of\s+)?$", re.IGNORECASE
)
_PEOPLE = re.compile(r"\s(?:tourists|visitors|citizens|nationals|guests|travell?ers)\b")
_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?$", re.IGNORECASE)

_COUNT_WORD = any_word("numbered totalled totaled", "number of", "count of")

_LEVEL = re.compile(r"\b(?:at|to|reach\w*|hit|pass\w*)\s(?:(?:over|about|around|nearly|almost|some|more than)\s)?$")
_LABEL = re.compile(r"(?::|\s[–—-])\s*$")
"""What stands between the name of a figure and its number: “Turkish companies: 3,000”."""

_INCREASE = re.compile(r"\b(?:another|a further)\s$")
_AWARD_NOUN = re.compile(r"\b(?:scholarship|grants?\b|bursar|burslar|stipend)")
_AWARD = any_word(
    "award* win wins winning receiv* grant* got won given gave obtain* earn* allocat* provid* offer*", "went to"
)
_DURATION = re.compile(r"[\s-](?:days?|weeks?|months?|years?|hours?|minutes?)\b")

MAX_VISITS = 500
"""Visits that presidents may have made. More are those of tourists."""


COUNTS = (Indicator.presidential_meetings, Indicator.presidential_visits, Indicator.scholarships)


@dataclass(frozen=True)
class Subject:
    """What an amount measures. ``flow`` is ``goods`` where goods go a way that the sentence does not say."""

    indicators: frozenset[str]
    unit: str
    flow: str | None
    source: str | None
    target: str | None
    date: DateMention | None
    goods: Direction | None = None


def subject_of(sentence: ClaimSentence, amount: Amount) -> Subject | None:
    """What an amount measures; None if the sentence does not say it."""
    lower = sentence.text.lower()
    after, before = lower[amount.end : amount.end + 70], lower[max(0, amount.start - 90) : amount.start]
    indicators: set[str] = set()
    if amount.unit == "percent":
        indicators = _growth_indicator(lower, amount)
    elif amount.unit == "rank":
        indicators = _first(_RANK_WORDS, after) or _first(_RANK_WORDS, before) or _first(_RANK_WORDS, lower)
        if Indicator.trade_rank in indicators or Indicator.export_rank in indicators:
            indicators = {Indicator.trade_rank, Indicator.export_rank}
    elif amount.unit == "count":
        near = re.match(r"(?:[\s,-]+[\w’'-]+){0,6}", after)
        indicators = _first(NOUNS, near[0] if near else "", nearest=True)
        if _DURATION.match(after):
            return None
        if Indicator.tourists in indicators and re.search(r"\b(?:stud(?:y|ies|ying)\b|universit)", lower):
            indicators = {Indicator.students}
        if Indicator.presidential_visits in indicators and amount.value > MAX_VISITS:
            indicators = {Indicator.tourists}
        if indicators & {Indicator.presidential_meetings, Indicator.presidential_visits}:
            indicators = _of_presidents(sentence, lower)
        if not indicators and (re.match(r"\s(?:more|others|further)\b", after) or _INCREASE.search(before)):
            indicators = _first(NOUNS, before)
        if not indicators and (
            _COUNT_WORD.search(before) or _LEVEL.search(before) or re.fullmatch(r"\W*", after) or _LABEL.search(before)
        ):
            indicators = _first(NOUNS, before)
        if amount.value <= 2:
            indicators -= {*COUNTS}
        start, end = part_of(lower, amount, _CLAUSE)
        if Indicator.students in indicators and _AWARD_NOUN.search(lower):
            is_award = _AWARD_NOUN.search(lower[start:end]) and _AWARD.search(lower, start, end)
            indicators = {Indicator.scholarships} | (set() if is_award else indicators)
    else:
        indicators = _money(lower, amount)
        if not indicators and any(
            stat.product and names_product(sentence, stat.product) for stat in sentence.facts.stats
        ):
            indicators = {Indicator.trade}
    if not indicators:
        return None
    source, target = direction_of(sentence, amount)
    flow, goods = _flow(lower, amount), None
    if Indicator.trade in indicators and is_currency(amount.unit):
        goods = goods_flow(sentence, amount)
        flow = flow or (None if goods or _TURNOVER.search(lower) else "goods")
    return Subject(frozenset(indicators), amount.unit, flow, source, target, _date_of(sentence, amount), goods)


_GROWTH_WORDS = (
    (r"touris|visit|holiday|travell?|arriv|(?:turk|kazakh)s\b", Indicator.tourists),
    (r"trad(?:e|ing)\b|turnover|commerce|business|exchang|export|import|goods", Indicator.trade),
    (r"invest", Indicator.investment_stock),
)


def _growth_indicator(lower: str, amount: Amount) -> set[str]:
    """The indicator that rose or fell by a percentage: that of the nearest word in its clause, else in another."""
    words = [
        (_distance_in_text(lower, amount, *match.span()), indicator)
        for pattern, indicator in _GROWTH_WORDS
        for match in re.finditer(rf"\b(?:{pattern})", lower)
    ]
    return {min(words)[1]} if words else set()


_PRESIDENTS = any_word("president presidents leaders", "heads of state")
_MEETING = any_word("met meet* talk* bilateral* encounter*")


def _of_presidents(sentence: ClaimSentence, lower: str) -> set[str]:
    """The indicator of a number of times that presidents met, or went to the other country."""
    if not (_PRESIDENTS.search(lower) or len(sentence.people) > 1):
        return set()
    return {
        Indicator.presidential_visits
        if not _MEETING.search(lower) or "visit" in lower
        else Indicator.presidential_meetings
    }


def _first(table: Sequence[tuple[str, str]], text: str, *, nearest: bool = False) -> set[str]:
    """The indicator whose words a text has. Of several, the first in the table, or in the text (``nearest``)."""
    matches = [
        (match.start(), indicator) for pattern, indicator in table if (match := re.search(rf"\b(?:{pattern})", text))
    ]
    if not matches:
        return set()
    return {min(matches)[1] if nearest else matches[0][1]}


def _money(lower: str, amount: Amount) -> set[str]:
    """What an amount of money measures: by the words of its clause, else by those of the sentence."""
    start, end = part_of(lower, amount, _CLAUSE)
    for text in (lower[start:end], lower):
        if "project" in text:
            return {Indicator.joint_project_value}
        if "invest" in text or _INVESTS.search(text):
            return set() if _INVESTING.search(lower) else {*_INVESTMENT}
        if re.search(r"\b(?:target|goal)\b", text) and not _GOODS.search(lower):
            return {Indicator.trade_target}
        if _GOODS.search(text):
            before = lower[max(0, amount.start - 60) : amount.start]
            is_aim = _TARGET.search(lower) and not re.search(r"\b(?:export|import)", text)
            is_aim = is_aim and not _FAILURE.search(before)
            is_reached = _LEVEL_VERB.search(before)
            if is_aim and not is_reached:
                return {Indicator.trade_target}
            return {Indicator.trade} | ({Indicator.trade_target} if is_aim else set())
    return set()


_INVESTS = re.compile(
    r"\b(?:put(?:s|ting)?|pour\w*|plough\w*|pump\w*|inject\w*)\b.*\binto\b|\b(?:capital|money|flow\w*)\b.*\b(?:in|into)\b|\battract\w*\b"
)
_INVESTING = re.compile(
    r"\b(?:plans?|will|would|intends?|pledg\w+|promis\w+|is to|are to)\b[^.]{0,30}\b(?:invest|put\b)"
    r"|\bto (?:invest|put)\b"
)
"""A promise to invest, which is a commitment and no figure."""


def _flow(lower: str, amount: Amount) -> str | None:
    """``export`` or ``import``, if one of these words is nearest to the amount."""
    matches = [
        (_distance_in_text(lower, amount, *match.span()), match[1])
        for match in re.finditer(r"\b(export|import|trade|turnover)(?!ant)", without_trade(lower))
    ]
    word = min(matches)[1] if matches else None
    return word if word in ("export", "import") else None


_INVESTOR = re.compile(r"[’']?s?\s(?:\w+\s)?(?:investments?|investors?|capital)\b(?!\s(?:from|by|of)\b)", re.IGNORECASE)


def direction_of(sentence: ClaimSentence, amount: Amount) -> tuple[str | None, str | None]:
    """The parties from which and to which something goes: “Turkish investment in Kazakhstan”."""
    source = target = plain_code = None
    start, end = part_of(sentence.text, amount)
    mentions_in_part = [mention for mention in sentence.passage.parties if start <= mention.start < end]
    names_two = len({mention.code for mention in mentions_in_part}) > 1
    near = sorted(
        mentions_in_part if names_two else sentence.passage.parties,
        key=lambda party: _distance_in_text(sentence.text, amount, party.start, party.end),
    )
    for mention in near:
        before = sentence.text[max(0, mention.start - 40) : mention.start]
        is_investor = _INVESTOR.match(sentence.text, mention.end)
        if _FROM.search(before) or _PEOPLE.match(sentence.text, mention.end) or is_investor:
            source = source or mention.code
        elif _TO.search(before):
            target = target or mention.code
        else:
            plain_code = plain_code or mention.code
    source = source or (plain_code if plain_code != target else None)
    parties = [*sentence.countries]
    if source and not target and len(parties) == 2:
        target = next(code for code in parties if code != source)
    if re.search(r"\bimport", sentence.text, re.IGNORECASE) and not re.search(
        r"\bimports? from\b", sentence.text, re.IGNORECASE
    ):
        return None, None
    if len(parties) == 2 and source == target:
        return None, None
    return source, target


def _date_of(sentence: ClaimSentence, amount: Amount) -> DateMention | None:
    """The date of an amount: the nearest in its own clause, else the nearest in another."""

    def distance(mention: DateMention) -> int:
        return _distance_in_text(sentence.text, amount, *sentence.offsets(mention))

    near = (mention for mention in sentence.dates if not _is_base(sentence.text, mention, sentence.offsets(mention)[0]))
    return min(near, key=distance, default=None)


def base_years(sentence: ClaimSentence) -> set[int]:
    """The years with which the sentence compares another: 2023 in “up 5% on 2023”."""
    bases = (date for date in sentence.dates if _is_base(sentence.text, date, sentence.offsets(date)[0]))
    return {date.span.start.year for date in bases if date.span and date.span.start and date.is_year}


def _is_base(text: str, mention: DateMention, start: int) -> bool:
    """Whether a date is only that of a comparison: “up 5% on 2023”, “than in 2023”."""
    return bool(
        _BASE.search(text[:start]) or (mention.relation in ("on", "over", "from") and _PERCENT.search(text[:start]))
    )


_PERCENT = re.compile(r"(?:%|\bper\s?cent)(?:\s(?:up|down|more|fewer|less|higher|lower))?\s*$", re.IGNORECASE)
_SAME_PERIOD = r"the (?:same|corresponding|similar|equivalent) (?:periods?|months|time|quarter|stretch)"
_BASE = re.compile(
    r"\b(?:compared (?:to|with)|than|versus|against|relative to|that of)(?: in)?\s*$"
    rf"|\b(?:{_SAME_PERIOD} (?:of|in))\s*$",
    re.IGNORECASE,
)
"""Words before a time with which another is compared."""


def _distance_in_text(text: str, amount: Amount, start: int, end: int) -> int:
    """The characters between an amount and a mention; the border of a clause counts 50."""
    first, last = (end, amount.start) if end <= amount.start else (amount.end, start)
    return max(0, last - first) + 50 * len(_BORDER.findall(text[first:last]))


def names_product(sentence: ClaimSentence, product: frozenset[str]) -> bool:
    """Whether a sentence has most of the words of a product."""
    present = sentence.stems
    return bool(product & present) and len(product & present) * 2 >= len(product)
