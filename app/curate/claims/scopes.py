"""What limits a figure in a sentence, and is not in the record: a kind of trade, a third party, a region, a city."""

import re
from collections.abc import Set

from app.curate.claims.amounts import Amount
from app.curate.claims.facts import StatFact
from app.curate.claims.flows import part_of
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.stances import clause_at
from app.curate.claims.subjects import names_product
from app.curate.claims.wording import any_word, stem
from app.curate.mentions.words import word_set, words
from app.domain.currencies import is_currency
from app.domain.figure_vocabulary import Flow, Indicator
from app.domain.trade_figures import RANKS

_TRADE = re.compile(
    r"\b(?P<kind>[a-z]{3,})\s(?:trade|commerce|turnover|exports?|imports?)\b(?!\spartner)"
    r"|\b(?:trade|commerce) in (?P<goods>[a-z]+)",
    re.IGNORECASE,
)
_ANY_TRADE = word_set("""
    trade bilateral mutual total overall annual two-way way their the its our this that foreign external goods all
    merchandise commodity combined whole entire current record growing and with for from volume value products
    commodities in of was were year which while when that whose where total cumulative reciprocal joint yearly direct
    increased increasing rising million billion dollars raise raising increase boost expand bring grow between but how
    mean average those these both said noted had has have made saw did reached percent exceeded worth strong new more
    although though because since sees see show showed shows than out non own via into what did does
    """)
_WIDER = re.compile(
    r"\b(?:(?:to|with|in|across|around) the (?:whole |entire )?world|worldwide|globally|abroad"
    r"|(?:to|with|in|across) (?:the )?(?:Europe|Asia|Central Asia|Africa|Middle East|Caucasus|region))\b"
)
_MEMBERS = re.compile(r"\s(?:countries|members?|states|nations)\b")
_JOINT = re.compile(r",? and |, ")
_IN_CITY = re.compile(r"\b(?:in|to|at|visit(?:ed|s|ing)?)\s$", re.IGNORECASE)
_REPORT_VERBS = re.compile(
    r"\b(?:said|told|announced|noted|stated|recalled|according|set|agreed|met|meeting)\b", re.IGNORECASE
)
_IN_PLACE = (Indicator.tourists, Indicator.students, Indicator.companies, Indicator.scholarships)
_STATES = {
    "complet": ("complet", "finish", "implement", "realiz"),
    "develop": ("develop", "progres", "underwa", "ongo"),
    "pipelin": ("pipelin", "plann", "plan", "prepar", "prospect", "propos", "upcom"),
}
"""For each state of projects its stem, and the stems of the words that texts have for it."""


def other_scope(sentence: ClaimSentence, amount: Amount, stat: StatFact) -> str | None:
    """The words that limit an amount to less, or extend it to more, than the recorded figure; else None."""
    start, end = clause_at(sentence.text, amount.start)
    text = sentence.text[start:end]
    if stat.indicator == Indicator.trade and not stat.product:
        for match in _TRADE.finditer(text):
            word = (match["kind"] or match["goods"]).lower()
            is_name = any(first <= start + match.start() < last for first, last in sentence.names)
            is_word = (match["kind"] or match["goods"].islower()) and not is_name
            if is_word and word not in _ANY_TRADE:
                return match[0]
    if stat.indicator in RANKS:
        return None  # another function compares the scope of ranks
    has_rank = any(neighbour.unit == "rank" and start <= neighbour.start < end for neighbour in sentence.amounts)
    if (
        not has_rank
        and (wider := _WIDER.search(text))
        and not {stem(word.lower()) for word in wider[0].split()} & stat.scope
    ):
        return wider[0]
    return _third_party(sentence, stat, start, end) or _city(sentence, stat, start, end)


def _third_party(sentence: ClaimSentence, stat: StatFact, start: int, end: int) -> str | None:
    """A list of parties with more than those of the figure, or the members of an organisation."""
    text = sentence.text
    mentions = [mention for mention in sentence.passage.parties if start <= mention.start < end]
    for first, second, third in zip(mentions, mentions[1:], mentions[2:], strict=False):
        is_list = _JOINT.fullmatch(text[first.end : second.start]) and _JOINT.fullmatch(text[second.end : third.start])
        if is_list and not {first.code, second.code, third.code} <= stat.parties:
            return text[first.start : third.end]
    for mention in sentence.passage.mechanisms:
        if start <= mention.start < end and (members := _MEMBERS.match(text, mention.end)):
            return text[mention.start : members.end()]
    return None


def _city(sentence: ClaimSentence, stat: StatFact, start: int, end: int) -> str | None:
    """The city to which a part of the sentence limits its count; None without one."""
    text = sentence.text
    if stat.indicator not in _IN_PLACE or _REPORT_VERBS.search(text, start, end):
        return None
    cities = (mention for mention in sentence.passage.cities if start <= mention.start < end)
    return next((text[city.start : city.end] for city in cities if _IN_CITY.search(text[: city.start])), None)


def in_same_state(sentence: ClaimSentence, amount: Amount, stat: StatFact) -> bool:
    """Whether projects are in the state that a sentence names: completed, in development or planned.

    If the part of the sentence with the amount names a state, this one counts alone. A sentence without a state fits
    all projects.
    """
    start, end = part_of(sentence.text, amount)
    opening = _BESIDES.match(sentence.text)
    start = max(start, opening.end()) if opening and opening.end() <= amount.start else start
    nearby_stems = {stem(word.key) for word in words(sentence.text[start:end])}
    claim_states = _states(nearby_stems) or _states(sentence.stems)
    record_states = stat.scope & _STATES.keys()
    return not (claim_states and record_states) or bool(claim_states & record_states)


_BESIDES = re.compile(r"(?:Apart from|In addition to|Besides|On top of|Beyond)\s[^,]+,\s")
"""An opening of a sentence that is about other things than the rest."""


def _states(stems: Set[str]) -> set[str]:
    """The states of projects that words with these stems name."""
    return {state for state, stems_of_state in _STATES.items() if not stems.isdisjoint(stems_of_state)}


def is_total(sentence: ClaimSentence, amount: Amount) -> bool:
    """Whether an amount may be a total of which parts follow: “117 projects, 78 of them completed”."""
    return amount.unit == "count" and any(
        smaller_amount.unit == "count" and smaller_amount.start > amount.start and smaller_amount.value < amount.value
        for smaller_amount in sentence.amounts
    )


def is_start_of_change(sentence: ClaimSentence, amount: Amount) -> bool:
    """Whether an amount is where a rise or fall to another begins: “raise trade from $9 billion to $15 billion”."""
    after = [
        amount_after
        for amount_after in sentence.amounts
        if amount_after.unit == amount.unit and amount_after.start > amount.end
    ]
    is_before_to = bool(after) and re.search(r"\bto\s(?:\w+\s)?$", sentence.text[amount.end : after[0].start])
    return bool(is_before_to and re.search(r"\bfrom\s(?:\w+\s)?$", sentence.text[: amount.start]))


_TOTAL_RATIO = 1.5
"""An amount above so many times the figure of two countries may be the total of one of them."""

_EXCHANGE_WORD = any_word("exchanged")
_SUM_WORDS = any_word(
    "together combined altogether",
    "in (?:all|total)",
    "(?:mutual|bilateral|reciprocal) invest\\w+",
    r"over (?:two|three|four|\d+) years",
)
"""Words with which a sentence adds several figures."""


def may_include(sentence: ClaimSentence, amount: Amount, stat: StatFact) -> bool:
    """Whether an amount may include a figure as one of its parts.

    The sentence may add several figures: “together”. Or the sentence names one country, and gives its total, while the
    figure is that of two countries.
    """
    is_of_both_ways = stat.flow != Flow.turnover and _EXCHANGE_WORD.search(sentence.text) is not None
    is_sum = (is_of_both_ways or _SUM_WORDS.search(sentence.text) is not None) and amount.value > stat.value
    return is_sum or (
        len(sentence.countries) == 1
        and len(stat.parties) > 1
        and amount.unit not in ("rank", "percent")
        and amount.value > stat.value * _TOTAL_RATIO
    )


_PART_OF_YEAR = re.compile(r"\b(?:quarter|half|(?:first|last|next)\s[\w-]+\smonths)\b", re.IGNORECASE)


def has_part_of_year(sentence: ClaimSentence) -> bool:
    """Whether a sentence names a part of a year outside its dates: “in 2025, in the first five months”."""
    spans = [sentence.offsets(mention) for mention in sentence.dates]
    return any(
        not any(start <= match.start() < end for start, end in spans) for match in _PART_OF_YEAR.finditer(sentence.text)
    )


def is_sum_of_goods(sentence: ClaimSentence, amount: Amount) -> bool:
    """Whether the only sum of money in a sentence may be that of several goods, as it is above the figure of each."""
    stats = [stat for stat in sentence.facts.stats if stat.product and stat.unit == amount.unit]
    stats = [stat for stat in stats if names_product(sentence, stat.product)]
    is_only = sum(peer.unit == amount.unit for peer in sentence.amounts) == 1 and is_currency(amount.unit)
    return is_only and len(stats) > 1 and all(amount.value > stat.value for stat in stats)


_FRACTION = re.compile(
    r"(?:about |almost |nearly |roughly )?(?:an? |one |two |three )?(?:half|third|quarter|fifth)", re.IGNORECASE
)
_NEAR_FRACTION = 0.1
"""The share by which a figure may differ from a fraction such as “a third of $2 billion”, which is always rounded."""


def is_near_fraction(amount: Amount, stat: StatFact) -> bool:
    """Whether an amount is a fraction of another, and a figure is about as much."""
    return _FRACTION.match(amount.text) is not None and abs(amount.value - stat.value) <= _NEAR_FRACTION * stat.value
