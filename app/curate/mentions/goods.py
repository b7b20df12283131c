"""The goods of a figure that is not for all trade: “tea exports”, “$5 million of tea”."""

import re
from collections.abc import Sequence

from app.curate.mentions.clauses import Cue, FigureMeasure
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.parties import PartyMention

_NO_GOOD = (
    r"(?!(?:goods|products|commodities|merchandise|items|all|the|its|our|their|his|her|this|that|these|those|such|both|each"
    r"|some|any|which|what|whose|whom|who|more|less|fewer|over|under|about|around|almost|nearly|only|just|also|even|than|approximately"
    r"|exports?|imports?|trade|turnover|investments?|deliveries|supplies|shipments|sales|purchases|equipment\sand"
    r"|to|from|by|in|for|with|and|but|while|into|between|among|during|within|through|across|against|up|down|per|or|at|on|of|as|an?"
    r"|was|were|is|are|be|been|being|has|have|had|will|would|rose|fell|grew|reached|amounted|totall?ed|stood|came|made|increased|decreased"
    r"|declined|dropped|exceeded|surpassed|accounted|worth|valued|total|overall|annual|yearly|monthly|average|record|recent|last|next"
    r"|first|second|third|early|late|mid|one|two|three|four|five|six|seven|eight|nine|ten|year|month|quarter|period|years|months|value"
    r"|volume|terms|general|national|domestic|foreign|external|global|bilateral|mutual|direct|main|own|combined|aggregate|cumulative"
    r"|principal|chief|key|major|primary|whereas|growing|net|gross|actual|official|two-way|commodity|estimated|expected|dollars?|euros?|it|they|them|he|she|we|you|excess|turn"
    r"|addition|fact|particular|return|contrast|comparison|parallel|higher|lower|rising|falling|strong|weak|new|other"
    r"|money|us|billion|million|thousand|trillion|percent)\b)"
)
"""A lookahead that excludes words that are no goods."""

_WORD = rf"{_NO_GOOD}[a-z][a-z-]{{2,20}}"

_GOODS = rf"(?P<goods>{_WORD}(?:\s{_WORD}){{0,3}}(?:\sand\s{_WORD}(?:\s{_WORD}){{0,2}})?)"

_END = (
    r"(?=\s(?:to|from|by|in|for|with|and|during|was|were|is|are|has|have|had|rose|fell|grew|reached|amounted|totall?ed|stood|came"
    r"|increased|decreased|exceeded|surpassed|worth|valued|last|at|a)\b|,(?!\s[a-z])|[.;:()]|\s[\d$€£¥]|\Z)"
)
"""The end of a complete name of goods. After a comma and a small letter, other goods follow."""

_PEOPLE = r"(?:[A-Z][\w’'-]{2,20}\s)?"

_BEHIND = re.compile(rf"\s+of\s+{_PEOPLE}{_WORD}(?:.|\Z)|\s+{_WORD}(?:,?\s[a-z]+){{0,6}}\s(?:worth|valued\sat)\b")
"""Words after exports that limit them to some goods: “exports of apples”, “exported cars and parts worth”."""

_GOODS_BEHIND = re.compile(
    rf"\s+of\s+{_PEOPLE}{_GOODS}{_END}|\s+{_GOODS.replace('?P<goods>', '?P<worth>')}"
    r"\s(?:worth|valued\sat|for|totall?ing)\b"
)

_IN_TRADE = re.compile(rf"\s+in\s+(?P<goods>{_WORD}(?:\s+and\s+{_WORD})?)\b")
"""Words after trade that limit it to some goods: “trade in drugs”."""

_BEFORE = re.compile(
    rf"(?:\A|[’']s?\s|[;,]\s|\b(?:[Ii]ts|[Tt]heir|[Oo]ur|[Oo]f|and|while|[A-Z][a-z]{{2,20}})\s)(?P<goods>{_WORD}(?:\s{_WORD})?)\s\Z"
)
"""Goods before exports: “Kenyan tea exports”."""

_ADJECTIVE = re.compile(r"(?:agricultural|industrial|non-.*)", re.IGNORECASE)
"""Words that limit exports without the name of a good."""

_SECTOR = re.compile(rf"(?:\A|\s)[Ii]n\s(?:the\s)?(?P<goods>{_WORD}(?:\s{_WORD})?)(?:\ssector)?,\s(?:\w+\s)?\Z")
"""A sector before exports: “In agri-food, exports”."""

_OPENING = re.compile(r"(?P<goods>[A-Z][a-z-]{2,20}(?:\sand\s[a-z-]{3,20})?)\s\Z")
"""Goods that open a sentence: “Oil imports”."""

_PART_OF_TRADE = re.compile(
    r"\b(?:agricultural|agri-?food|non-oil|oil|food|energy|services?|digital|textile|arms|military|grain|gas|fuel|livestock)\s\Z",
    re.IGNORECASE,
)
"""Words before trade that limit it to some goods."""

_SUBJECT = re.compile(
    r"(?:\A|[,;:]\s|\d\s)(?P<goods>[A-Za-z][a-z-]{2,20}(?:\s(?:and\s)?(?!for\b)[a-z-]{3,20}){0,4}?)"
    r"(?:\s(?:was|were|has\sbeen|have\sbeen)(?:\s(?:also|mainly|mostly))?|\s(?P<worth>worth|valued\sat|for))\s\Z"
)
"""Goods as the subject of a passive: “Gas worth” an amount “was imported”, “Cars were sold”."""

_PASSIVE = re.compile(r"\s(?:was|were|has\sbeen|have\sbeen)\s(?:also\s)?")

_BEFORE_AMOUNT = re.compile(
    rf"(?:\bof\swhich|\bincluding|,|\band)\s(?:for\s)?{_GOODS}(?P<verb>\s(?:for|worth|was|were|made\sup|accounted\sfor))?\s\Z"
)
"""Goods right before their amount, after another amount: “of which oil $6 million”, “and nuts for $3 million”."""

_OF_AMOUNT = re.compile(rf"\s(?:worth\s)?of\s{_PEOPLE}{_GOODS}{_END}|\sworth\sof\s{_PEOPLE}(?={_WORD})")
"""Goods after an amount: “$4 million worth of tea”."""


def goods_of(sentence: str, cue: Cue, figure: FigureMention, states: Sequence[PartyMention]) -> tuple[bool, str | None]:
    """Whether a figure of trade is for some goods alone, and these goods if the sentence has their complete name."""
    is_flow = cue.measure in (FigureMeasure.export, FigureMeasure.import_)
    if is_flow and (match := _beside_amount(sentence, cue, figure)):
        return True, match["goods"]
    return goods_beside(sentence, cue, states)


def goods_beside(sentence: str, cue: Cue, states: Sequence[PartyMention]) -> tuple[bool, str | None]:
    """Whether the words beside a cue of trade limit it to some goods, and these goods if their name is complete."""
    if cue.measure is FigureMeasure.trade:
        match = _IN_TRADE.match(sentence, cue.end)
        part = match or _PART_OF_TRADE.search(sentence, max(0, cue.start - 30), cue.start)
        return part is not None, match["goods"] if match else None
    if cue.measure not in (FigureMeasure.export, FigureMeasure.import_):
        return False, None
    if match := _GOODS_BEHIND.match(sentence, cue.end):
        return True, match["goods"] or match["worth"]
    if _BEHIND.match(sentence, cue.end):
        return True, None
    match = _before(sentence, cue, states)
    return match is not None, match["goods"] if match and not _ADJECTIVE.fullmatch(match["goods"]) else None


def _beside_amount(sentence: str, cue: Cue, figure: FigureMention) -> re.Match[str] | None:
    """The goods beside an amount."""
    behind = _OF_AMOUNT.match(sentence, figure.end)
    before = _BEFORE_AMOUNT.search(sentence, max(cue.end, figure.start - 120), figure.start)
    is_next = before and re.search(r"\d", sentence[cue.end : before.start()])
    is_before = is_next and before and (before["verb"] or before.group().startswith(("of", "in")))
    return behind or (before if is_before else None) or _subject(sentence, cue, figure)


def _subject(sentence: str, cue: Cue, figure: FigureMention) -> re.Match[str] | None:
    if not sentence[cue.start : cue.end].endswith(("ed", "old", "ought")):
        return None
    is_behind = cue.start > figure.end and _PASSIVE.fullmatch(sentence, figure.end, cue.start)
    end = figure.start if is_behind else cue.start
    match = _SUBJECT.search(sentence, max(0, end - 120), end)
    if match is None or bool(match["worth"]) != bool(is_behind):
        return None
    return match if re.match(_NO_GOOD, match["goods"].lower()) else None


def _before(sentence: str, cue: Cue, states: Sequence[PartyMention]) -> re.Match[str] | None:
    if not sentence[cue.start : cue.end].lower().endswith(("ports", "port")):
        return None
    window = (sentence, max(0, cue.start - 80), cue.start)
    if match := _BEFORE.search(*window) or _SECTOR.search(*window):
        return match
    match = _OPENING.fullmatch(sentence, 0, cue.start)
    is_party = any(party.start < cue.start for party in states)
    return match if match and not is_party and re.match(_NO_GOOD, match["goods"].lower()) else None
