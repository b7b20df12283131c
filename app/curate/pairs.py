"""The two countries of a figure, where its sentence names both, one or none."""

import re
from collections.abc import Sequence

from app.curate.mentions.context import Context
from app.curate.mentions.months import MONTH_PATTERN
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.roles import FlowParties


def ends(flow: FlowParties) -> tuple[str | None, str | None]:
    """The codes of the source and of the target."""
    return (flow.source.code if flow.source else None), (flow.target.code if flow.target else None)


def source_and_target(
    context: Context, source: str | None, target: str | None, number: int | None = None
) -> tuple[str | None, str | None]:
    """The source and the target. If the sentence names one of them alone, the other is that of the two countries that
    the text names most, or the home of the article. ``number`` is that of the sentence, which may stand in an item of
    a review that has its own two."""
    pair = context.pair if number is None else context.pair_of(number)
    if pair != context.pair and (source or target) in pair:
        second = next(code for code in pair if code != (source or target))
        return source or second, target or second
    if (source or target) not in context.pair:
        return (source or context.home, target or context.home) if source or target else (source, target)
    return source or other_country(context, target), target or other_country(context, source)


def other_country(context: Context, code: str | None) -> str | None:
    """The other one of the two countries that the text names most; ``None`` if there is none.

    If the text is about one country and its partners, it is that country. Beside a third country, it is the country of
    the two that the text names first.
    """
    if context.home and code != context.home:
        return context.home
    if code not in context.pair and len(context.pair) == 2:
        return context.in_order((context.pair[0], context.pair[1]))[0]
    return next((second for second in context.pair if second != code), None)


def is_bilateral(text: str) -> bool:
    """Whether a sentence says “our”, or speaks of both countries."""
    return bool(
        re.search(
            r"\b(?:our|bilateral|mutual|two-way|both)\b|two countries|\bits\s(?:\w+\s)?(?:ally|neighbou?r|partner)\b",
            text,
            re.IGNORECASE,
        )
    )


_ALL_TRADE = re.compile(
    r"\b(?:foreign|external|global|world)\s+trade\b|(?<=[’']s\s)(?:total|overall)\s+trade\b", re.IGNORECASE
)


_SHARE_OF = re.compile(r"(?:%|\bpercent|\bper\scent|\bshare)\s(?:of|in)\s(?:the\s)?(?:[\w’']+\s){0,2}\Z")

WITH = re.compile(r"\bwith\s(?:the\s)?\Z")


def world_trader(text: str, start: int, end: int, states: Sequence[PartyMention]) -> str | None:
    """The country whose trade with the whole world is meant: “Japan’s foreign trade”. ``None`` if it is not that."""
    codes = {party.code for party in states if not WITH.search(text, 0, party.start)}
    return next(iter(codes)) if len(codes) == 1 and _says_all_trade(text, start, end) else None


def _says_all_trade(text: str, start: int, end: int) -> bool:
    """Whether words speak of all the trade of a country, and not of a share in it."""
    match = _ALL_TRADE.search(text, start, end)
    return bool(match and not _SHARE_OF.search(text, 0, match.start()))


def turnover_pair(
    context: Context, number: int, states: Sequence[PartyMention] | None = None
) -> tuple[tuple[str, str] | None, bool]:
    """The two countries of a trade turnover, by the sentence or else by the text, and whether the sentence has both."""
    codes = list(dict.fromkeys(party.code for party in (states or context.states(number))))
    if len(codes) == 1 and context.has_clear_pair and _is_beside(context, number, codes[0]):
        codes = [*({*codes} & {*context.pair})]
    if len(codes) > 2 and len(context.pair) == 2 and set(context.pair) <= set(codes):
        codes = list(context.pair)
    text = context.sentences[number].text
    is_stated = len(codes) != 1 or is_bilateral(text) or " with " in text
    item = context.pair_of(number)
    if item != context.pair and len(codes) < 2 and set(codes) <= set(item):
        return (item[0], item[1]), True
    if len(codes) == 1 and (second := other_country(context, codes[0])):
        if _says_all_trade(text, 0, len(text)):
            return None, False
        codes.append(second)
    if not codes:
        codes = list((None if context.has_clear_pair else _pair_near(context, number)) or context.pair)
    if len(codes) < 2:
        return None, False
    first, last = codes[:2]
    pair = (last, first) if context.pair and context.pair[0] == last else (first, last)
    return pair, is_stated and len(codes) == 2


_OF_TWO = re.compile(r"\b(?:bilateral|mutual|two-way)\s(?:\w+\s){0,2}?(?:trade|turnover)\b[^,;]*\Z", re.IGNORECASE)


def _is_beside(context: Context, number: int, code: str) -> bool:
    """Whether a sentence only adds a country to the trade of two: “bilateral trade fell amid disputes in Oman”."""
    first = next((party for party in context.states(number) if party.code == code), None)
    return bool(first and _OF_TWO.search(context.sentences[number].text, 0, first.start))


_NEAR = 2
"""Paragraphs before a sentence in which a text on many countries names the two of which it tells there."""


def _pair_near(context: Context, number: int) -> tuple[str, ...] | None:
    """The two countries of the last sentence before that names any, if it names two."""
    for n in range(number - 1, -1, -1):
        if context.sentences[number].paragraph - context.sentences[n].paragraph > _NEAR:
            return None
        if codes := tuple(dict.fromkeys(party.code for party in context.states(n))):
            return codes if len(codes) == 2 else None
    return None


_OTHER_COUNTRIES = re.compile(
    r"\b(?:with|(?<!according )(?<!According )(?<![Aa]mbassador )(?<![Ee]nvoy )(?<!visit )(?<!trip )to"
    r"|from|among|between|across)\s+(?:the\s+|all\s+|other\s+)?"
    r"(?:members?\s+of\s+(?:the\s+)?)?(?P<name>[A-Z][\w-]+)"
)

_WITH_GROUP = re.compile(
    r"\b(?:with|and|to|from|among|between)\sthe\s(?:three|four|five|six|seven|eight|ten|other|remaining|\d{1,2})\s(?:\w+\s){0,2}?"
    r"(?:countries|states|nations|republics|members|neighbou?rs)\b"
    r"|\bwith\s(?:(?!both\b|two\b)[a-z]+\s){0,2}(?:countries|states|nations|neighbou?rs)\b"
)

_OTHER_BESIDE = re.compile(r"(?<=\w)\s?[–-]\s?(?P<name>[A-Z]{3,})\b(?=\s(?:trade|turnover|commerce)\b)")
"""Another side that a dash joins to a country: “Kenya–ASEAN trade”."""

_NO_SIDE = re.compile(
    rf"{MONTH_PATTERN}|[QH][1-4]\b|\w+day\b|Kingdom\b|Republic\b|Sultanate\b|Emirates?\b|Union\b|Federation\b"
)
"""Times, and nouns for a country that the text names before: “exports to the Kingdom”."""


def with_others(context: Context, number: int, window: tuple[int, int]) -> bool:
    """Whether the words name another side that is no country: “trade with Central Asia”, “with the five countries”. USD
    and May are no side."""
    if _WITH_GROUP.search(context.sentences[number].text, *window):
        return True
    starts = {party.start for party in context.states(number)} | {f.number_start for f in context.figures[number]}
    text = context.sentences[number].text
    return any(
        match.start("name") not in starts and not _NO_SIDE.match(match["name"])
        for pattern in (_OTHER_COUNTRIES, _OTHER_BESIDE)
        for match in pattern.finditer(text, *window)
    )
