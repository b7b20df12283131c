"""Cuts a sentence with several figures into the parts that belong to each, and names what a figure measures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.curate.mentions.denials import is_denied_amount
from app.curate.mentions.figures import FigureMention, label_start


class FigureMeasure(StrEnum):
    """What a figure measures."""

    trade = "trade"
    export = "export"
    import_ = "import"
    investment = "investment"
    project_value = "project-value"


@dataclass(frozen=True)
class Cue:
    """A word that says what a figure measures, with its offsets in the sentence."""

    measure: FigureMeasure
    start: int
    end: int


_NO_ASSET = (
    r"(?!\s+(?:its|his|her|their|(?:an?|the)\s+(?!(?:total|record|estimated|combined|further|whole|equivalent|lot|range|worth)\b)"
    r"(?:[a-z-]+\s+){0,2}?(?:stakes?|shares?|banks?|paintings?|houses?|villas?|buildings?|palaces?|yachts?|clubs?|companies|company"
    r"|firms?|islands?|hotels?|plots?|statues?|collections?|horses?|planes?|jets?|ships?)\b))"
)
"""A lookahead that excludes assets such as “its stake in a bank” or “a painting”: their sale is no trade in goods."""

_NO_RANK = r"(?!\s+(?:sources?|suppliers?|markets?|destinations?|partners?)\b)"
"""A lookahead that excludes those who sell or buy: “the main import source”."""

_CUE = re.compile(
    rf"""\b(?:
        (?P<project_value>(?:value|worth|cost)\s+of\s+(?:[\w’'-]+\s+){{0,3}}?(?:projects|contracts)
          |projects?\s+of(?=\s+[$€£]?\d)
          |(?:projects?|contracts|facilities)(?:\s+(?:in|of|by)\s+(?:[\w’'-]+\s+){{0,3}}?[\w’'-]+)?(?:\s+in\s+[A-Z]\w+)?,?\s+(?:are\s+|is\s+|of\s+which\s+\d+\s+)?(?:(?:al)?together\s+|jointly\s+|in\s+total\s+)?
          (?:worth|valued|estimated\s+at|capitali[sz]ed\s+at|amounting\s+to|to\s+the\s+tune\s+of|with\s+an?\s+(?:total\s+|overall\s+|combined\s+)?(?:(?:investment\s+)?(?:value|volume|cost|worth)|investment)|totall?ing)
          |portfolio\s+of\s+(?:\w+\s+)?projects|(?<=whose\s)(?:total\s+)?(?:value|cost))
      | (?P<export>exports?\b{_NO_RANK}|exported\b|exporting\b|shipments\s+to\b
          |shipp(?:ed|ing)\s+(?:goods|products|[$€£\d])|sales\s+to\b|sold\s+goods|sold\b{_NO_ASSET}|suppl(?:ied|ying)\b|(?:deliveries|supplies)\s+to\b)
      | (?P<import>imports?\b{_NO_RANK}|imported\b|importing\b|(?:bought|purchased)\b{_NO_ASSET}
          |purchases\b(?!\s+of)|took\s+in\s+goods)
      | (?P<investment>(?:(?:direct|foreign|cumulative|total|accumulated)\s+){{0,3}}
          (?:investments?|invested|invests?|investing|investors\s+have\s+put|FDI|capital\s+in)\b
          |\b(?:poured|pumped|sunk|injected|channell?ed|ploughed|put)\b
          (?=[^;]{{0,60}}\binto\b(?!\s+(?:the\s+)?(?:sea|ocean|river|lake|ground|air|water|drain|sand|hands|bin)\b))
          |(?:money|capital)(?=\s(?:in|put\s+into)\s))
      | (?P<trade>(?:(?:bilateral|mutual|total|annual|two-way)\s+){{0,3}}
          (?:trade\s+turnover|trade\s+volumes?|volumes?\s+of\s+(?:\w+\s+)?trade
          |trade\s+in\s+goods|goods\s+turnover|turnover|commerce|business(?=\s+worth\b)|business\s+between\b(?=[^.;]{{2,60}}\b(?:was|is|were)\s+worth\b)|(?:traded|swapped|exchanged)(?=\s+(?:goods\s+)?(?:(?:worth|for)\b|(?:[a-z]+\s+){{0,2}}\S{{0,4}}\d))
          |(?:commercial|trade|goods|commodity|bilateral)\s+exchanges?\b(?!\s+(?:of|rates?)\b)|trade\s+(?:revenues?|flows?)|exchange\s+of\s+goods
          |trade(?!\s+(?:deal|deals|minister|ministers|ministry|union|unions|war|commission|agreement|agreements|surplus|deficit|balance
            |partner|partners|office|fair|fairs|promotion|facilitation|house|finance|bank|centre|center|show|talks|mission|route|routes|and\s+(?:economic|integration|industry)|barriers|representative|statistics))))
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)

_BOTH_WAYS = re.compile(r"\((?:exports\s+(?:plus|and)\s+imports|imports\s+(?:plus|and)\s+exports)\b", re.IGNORECASE)
"""“Trade (exports plus imports)” is one figure."""

_NO_CUE = re.compile(
    r"(?:\bfree|\bAffairs\sand|\bMinistry\sof|\bMinister\sof|\bfair|\bWorld|(?:%|\bpercent|\bper\scent)\sof\s(?:all|its|the)?\s?(?:total)?)\s{0,2}\Z"
)

_BOUNDARY = re.compile(
    r"(?:,\s(?:while|and|but|including|whereas|with)\s|[,;]\s|\s(?:and|while|but|whereas)\s|\.\s|\s[–—]\s|\s\((?=[^()]{3,40}:\s))"
)

_BEHIND = re.compile(
    r"\s+(?:worth\s+of|in|of)\s+(?:(?:\w+)\s+)?\Z|\s+(?:(?!(?:and|but|while|with|as|after)\b)\w+\s+)?\Z|\s+(?:was|were|is|are)\s+(?:[A-Z]\w+\s+)?\Z"
)


def cues(sentence: str) -> list[Cue]:
    """The words of a sentence that say what its figures measure."""
    both_ways = [match.span() for match in _BOTH_WAYS.finditer(sentence)]
    return [
        Cue(FigureMeasure((match.lastgroup or "").replace("_", "-")), *match.span())
        for match in _CUE.finditer(sentence)
        if not _NO_CUE.search(sentence, max(0, match.start() - 30), match.start())
        and not any(start <= match.start() < end for start, end in both_ways)
    ]


def windows(sentence: str, figures: Sequence[FigureMention]) -> list[tuple[int, int]]:
    """For each figure the part of the sentence that tells of it: from the first boundary behind the figure before it
    to the last boundary before the figure behind it."""
    parts: list[tuple[int, int]] = []
    start = 0
    for number, figure in enumerate(figures):
        if number:
            match = _BOUNDARY.search(sentence, figures[number - 1].end, figure.start)
            start = match.end() if match else figures[number - 1].end
        end = len(sentence)
        if number + 1 < len(figures):
            next_start = figures[number + 1].start
            label = label_start(sentence, figure) or figure.end
            boundaries = [match.start() for match in _BOUNDARY.finditer(sentence, label, next_start + 1)]
            end = boundaries[0] if boundaries else next_start
        parts.append((min(start, figure.start), max(end, figure.end)))
    return parts


def cue_of(
    sentence: str, figure: FigureMention, window: tuple[int, int], cues_in_sentence: Sequence[Cue]
) -> Cue | None:
    """The cue of a figure: right behind it (“$3 billion in exports”), else the nearest before it in its part, else the
    nearest behind it there, else the last before it in the sentence."""
    behind = [cue for cue in cues_in_sentence if figure.end <= cue.start < window[1]]
    if behind and _BEHIND.fullmatch(sentence[figure.end : behind[0].start]):
        return behind[0]
    before = [cue for cue in cues_in_sentence if window[0] < cue.end <= figure.number_start]
    if before:
        return before[-1]
    if behind:
        return behind[0]
    earlier = [cue for cue in cues_in_sentence if cue.start < window[0]]
    return earlier[-1] if earlier else None


_HYPOTHETICAL = re.compile(
    r"\b(?:will|would|could|(?-i:may)|might|(?:should|must)(?!\s+be\s+(?:noted|mentioned|recalled|added|stressed|emphasi[sz]ed|said)\b)|plans?|planned|expect(?:s|ed|ing)?|anticipat(?:es?|ed|ing)|foresees?|forecasts?|predicts?"
    r"|projected|hopes?"
    r"|pledge[sd]?|promise[sd]?|committed\s+to|commits\s+to|offer(?:s|ed)?|allocated|intends?|going\s+to|to\s+(?:invest|provide|put|place|spend|pour|inject)|(?:ready|prepared|willing)\s+to"
    r"|if|likely\s+to|projections?|potential|calls?\s+for|called\s+for|suppose[sd]?|imagine|assum(?:e[sd]?|ing)"
    r"|want(?:s)?\s+to\b(?!\s+(?:announce|say|emphasi[sz]e|stress|note|inform|underline|add|point|recall)\b)|aims?\s+to|can\s+(?:reach|grow|rise)|proposed)\b",
    re.IGNORECASE,
)


_OTHER_AMOUNT = re.compile(
    r"\bof\s+which\s+(?!(?:[\w’-]+\s){0,2}(?:exports|imports|deliveries|sales)\b)(?:[\w’-]+\s+){1,4}(?:made\s+up|accounted\s+for|was|were|is|are)\s+(?:\w+\s+)?\Z|\bshares?\b[^.;,]{0,30}\Z|\bby\s+(?:[\d.,]{1,6}\s?(?:%|percent|per\scent),?\sor\s)?\Z"
    r"|\b(?:agreements?|deals?|contracts?|memorand(?:a|ums?)|documents|loans?|credits?|grants?|funds?"
    r"|commitments?|pledges?|promises?)\b[^.;,]{0,30}\b(?:worth|valued\s+at|(?:a\s+)?value\s+of|of)\s+\Z",
    re.IGNORECASE,
)


_MORE_THAN = re.compile(
    r"\s(?:investment\s)?(?:line\s+of\s+credit|credit|loans?|grants?|fund|deals?|contracts?|agreements?|aid|package)\b|(?:,\sor\s[^,]{1,30},)?\s(?:more|less|higher|lower)\s(?:than|in\scomparison|compared)\b"
)


def is_level(sentence: str, figure: FigureMention) -> bool:
    """Whether a figure may be a level of trade or investment: “grew by $2 billion” is none,
    nor is “deals worth $2 billion”."""
    before = sentence[max(0, figure.start - 70) : figure.start]
    return not (_OTHER_AMOUNT.search(before) or is_balance(sentence, figure) or _MORE_THAN.match(sentence, figure.end))


_BALANCE = re.compile(
    r"\b(?:surplus|deficit|difference|gap|balance)\b(?:[^.;,]{0,40}|[^.;,]{0,40},\swhich\s[^.;]{0,70})\Z", re.IGNORECASE
)


def is_balance(sentence: str, figure: FigureMention) -> bool:
    """Whether a figure is the difference between exports and imports."""
    return bool(_BALANCE.search(sentence, max(0, figure.start - 130), figure.start))


_TO_RAISE = re.compile(
    r"\b(?:look|looks|looking|aim|aims|aiming)\s+(?:past|beyond|for|at)\s+\Z|\b(?:to\s+(?:raise|enhance|increase|expand|bring|boost|double|triple|take|carry|lift|grow|push)"
    r"|(?:of|for|on|at|in|towards?)\s+(?:rais|increas|expand|bring|boost|doubl|tripl|tak|lift|grow|push)ing)\b"
    r"[^.;]{0,120}\b(?:to|worth|totall?ing|valued\s+at)\s+(?:\w+\s){0,2}\Z"
)


_STATEMENT_OPENS = re.compile(r"[:;]\s(?=[^:;]{2,80}?\s(?:was|were|is|amounted|reached|stood|came|totall?ed)\s)")
"""The end of a clause before one that tells what was: “both could do more: trade was $3 million”."""


def hypothetical(sentence: str, start: int, figure: FigureMention) -> bool:
    """Whether a figure is planned, feared, hoped for or denied. ``start`` is where the part of the figure begins."""
    start = max([start, *(match.end() for match in _STATEMENT_OPENS.finditer(sentence, start, figure.start))])
    to_raise = _TO_RAISE.search(sentence, max(0, figure.start - 160), figure.number_start)
    is_open = to_raise or _HYPOTHETICAL.search(sentence, start, figure.start)
    return bool(is_open) or is_denied_amount(sentence, figure.start)


_DISPUTES = re.compile(
    r"\b(?:disput|contest|challeng|question)(?:es|ed|ing)\s+(?:the|this|that|these)\s+(?:\w+\s+)?(?:figures?|numbers?|data)\b"
)


def is_disputed(sentence: str) -> bool:
    """Whether the sentence says that a figure is disputed."""
    return bool(_DISPUTES.search(sentence))


_TO_LATER = re.compile(
    r"(?:\s(?:(?:a|per)\syear(?:\s(?:earlier|before))?|annually))?\sto\s(?:[a-z]+\s){0,2}(?=[\d$€£¥]|[A-Z]{2,3}[\s$])"
)


def is_before_change(sentence: str, figure: FigureMention) -> bool:
    """Whether a figure is the one before a change, and has no time: $2 billion in “fell from $2 billion to $1 billion
    in 2024”."""
    is_first = re.search(r"\bfrom\s+(?:\w+\s+){0,2}\Z", sentence[max(0, figure.start - 40) : figure.start])
    return bool(is_first and _TO_LATER.match(sentence, figure.end))
