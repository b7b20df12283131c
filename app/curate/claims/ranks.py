"""Ranks: who is ranked, among whose partners, and who stands before: “only Russia and Iraq sell more to Türkiye”."""

import re

from app.curate.claims.amounts import Amount
from app.curate.claims.facts import StatFact
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word, content_words
from app.domain.figure_vocabulary import Indicator

_LIST = r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?:(?:,? and |, )(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}){0,5}"
_BEFORE = re.compile(
    r"\b(?i:after|behind|following|only|but|except|outdone by|surpassed by)(?: only)?(?: from| by| to)? (?:the )?"
    rf"({_LIST})"
    rf"|({_LIST}) (?:are|is) the only\b|({_LIST}) (?:alone|only)\b"
)
_COMPARATIVE = re.compile(r"\b(?i:more|bigger|larger|greater|higher)\b")
_THAN = re.compile(r"\b(?i:than)\b")


def predecessors(sentence: ClaimSentence) -> frozenset[str]:
    """The codes of the parties that the sentence places before the one it ranks."""
    spans = [match.span(number) for match in _BEFORE.finditer(sentence.text) for number in (1, 2, 3) if match[number]]
    return frozenset(
        mention.code
        for mention in sentence.passage.parties
        if any(start <= mention.start and mention.end <= end for start, end in spans)
    )


def implied_rank(sentence: ClaimSentence) -> tuple[int, int, int] | None:
    """The rank that “only A and B sell more than C” gives C, and the offsets of the words that do; else None."""
    comparative = _COMPARATIVE.search(sentence.text)
    match = _BEFORE.search(sentence.text)
    parties = predecessors(sentence)
    if not (comparative and match and parties and _THAN.search(sentence.text, comparative.end())):
        return None
    if "only" not in match[0].lower() and "alone" not in match[0].lower():
        return None
    return len(parties) + 1, min(match.start(), comparative.start()), max(match.end(), comparative.end())


def scope_of_others(sentence: ClaimSentence, scope: frozenset[str]) -> frozenset[str]:
    """The codes of the parties before the ranked one, whose names stand in the scope of a recorded rank."""
    return frozenset(
        party.code
        for party in sentence.facts.names.parties
        if scope and content_words(party.name) and content_words(party.name) <= scope
    )


_BEHIND = ("after", "behind")
_TRADES = re.compile(r"partner|\btrad|consum", re.IGNORECASE)
_BUYERS = any_word("importer importers buyer buyers customer customers consumer consumers destination destinations")
_SELLERS = any_word("supplier suppliers source sources exporter exporters seller sellers")
_SOURCES = re.compile(r"suppl|source", re.IGNORECASE)
_AFTER_OWNER = re.compile(
    r"[’']s?\s(?:[\w-]+\.?\s){0,3}(?:(?:[\w-]+-)?(?:largest|biggest)|most|top|leading|main|partner|suppl|source|buyer|market"
    r"|customer|investor)"
    r"|\s(?:gets?|got|buys?|bought|imports?|imported|receiv\w+|sources|takes?|took|draws?)\b",
    re.IGNORECASE,
)
"""Words after a party whose partners are ranked."""

_BEFORE_OWNER = re.compile(
    r"\b(?:suppl\w*|sources?|sell\w*|sold|export\w*|deliver\w*|send\w*|tourists?|visitors?|arrivals|invest\w*|partners?"
    r"|markets?|buyers?|customers?|consum\w+)\s(?:(?!\b(?:is|was|are|were|by|from)\b)[^,;])*?(?:\b(?:to|for|in|into|of|among)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
"""Words before a party whose partners are ranked."""

_REACH = 80
"""Characters before a party in which ``_BEFORE_OWNER`` is looked for."""

_CLAUSE = re.compile(r"[,;:]|\b(?:and|while|whereas|but)\b", re.IGNORECASE)


def _owners(sentence: ClaimSentence) -> set[str]:
    """The codes of the parties whose partners a sentence ranks: “Türkiye’s third-largest supplier”, “supplier of oil to
    Türkiye”."""
    text, owners = sentence.text, set()
    for mention in sentence.passage.parties:
        before = text[max(0, mention.start - _REACH) : mention.start]
        is_owner = _BEFORE_OWNER.search(before) and not _GOODS_OF.match(text, mention.end)
        if _AFTER_OWNER.match(text, mention.end) or is_owner:
            owners.add(mention.code)
    return owners


_GOODS_OF = re.compile(
    r"\s(?:tourist|visitor|citizen|national|goods|product|export|import|investor|investment)", re.IGNORECASE
)
"""Words after an adjective of a country, which then names no owner: “investments of Turkish firms”."""


def _ranked_party(sentence: ClaimSentence, amount: Amount, owners: set[str]) -> str | None:
    """The code of the party that a sentence ranks: the last one before the rank in its clause that is no owner."""
    start = max((match.end() for match in _CLAUSE.finditer(sentence.text, 0, amount.start)), default=0)
    codes = [mention.code for mention in sentence.passage.parties if start <= mention.start < amount.start]
    return next((code for code in reversed(codes) if code not in owners), None)


def _party_behind_than(sentence: ClaimSentence, amount: Amount) -> str | None:
    """The code of the party behind “than”, as in “only Russia sells more oil than Kazakhstan”."""
    than = _BEHIND_THAN.search(sentence.text, amount.end)
    return next((mention.code for mention in sentence.passage.parties if than and mention.start == than.end()), None)


_BEHIND_THAN = re.compile(r"\bthan (?:(?:from|by|to) )?(?:the )?(?=[A-Z])")


def is_same_contest(sentence: ClaimSentence, amount: Amount, stat: StatFact) -> bool:
    """Whether a recorded rank and the rank in the sentence agree in goods, ranked party and owner of the partners."""
    is_of_all_trade = not stat.product and stat.indicator == Indicator.trade_rank
    if is_of_all_trade and (_SOURCES.search(sentence.text) or not _TRADES.search(sentence.text)):
        return False
    if re.match(r"\s(?:only\s)?(?!the\b)[a-z]", sentence.text[amount.end :]) and amount.text.endswith(_BEHIND):
        return False  # “second after copper” ranks goods
    owners, partners = _owners(sentence), stat.parties - {stat.reporter}
    if stat.indicator == Indicator.export_rank:
        if stat.reporter in owners:
            return False
    elif partners:
        claim_partner = _party_behind_than(sentence, amount) or _ranked_party(sentence, amount, owners)
        if (owners and stat.reporter not in owners) or (claim_partner and claim_partner not in partners):
            return False
        other_side = _BUYERS if stat.source in partners else _SELLERS if stat.target in partners else None
        if other_side and other_side.search(sentence.text):
            return False
    scope = stat.scope if not scope_of_others(sentence, stat.scope) else frozenset()
    return all(any(stem.startswith(word) for stem in sentence.stems) for word in scope)
