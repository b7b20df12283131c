"""What an article names without a figure: goods that are traded, and ranks in words such as “among the largest”."""

import re
from collections.abc import Iterator

from app.curate.articles import Article
from app.curate.mentions.clauses import Cue, FigureMeasure
from app.curate.mentions.context import Context, context_of
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.roles import EXPORTS, IMPORTS, flowing
from app.curate.names import Names
from app.curate.pairs import ends, other_country, source_and_target
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.curate.stats import Parties, Stat, distinct, proposal, status_period
from app.domain.vocabulary import Flow, Indicator

_BY = "rule:named/2"

_LIST = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|consist(?:s|ed)?\s+of|compris(?:e|es|ed|ing)|made\s+up\s+of|dominated\s+by)\s+"
    r"(?:(?:mainly|primarily|mostly|largely)\s+)?(?:an?\s+(?:wide\s+)?(?:range|variety)\s+of\s+(?:goods"
    r"|products)[,\s]+)?"
    r"(?:such\s+as\s+|including\s+)?(?P<items>[^.:;$€£]{3,400})"
)

_MAIN = re.compile(
    r"\b(?:[Mm]ain|[Mm]ajor|[Kk]ey|[Tt]op|[Pp]rincipal|[Cc]hief|[Ll]argest|[Bb]iggest|[Ll]eading)\s(?:[\w’'-]+\s){0,4}?\Z"
)
"""Words before exports that a list of goods after “are” follows: “the main exports to Peru are tea and roses”."""

_ARE = re.compile(r"(?:\s[\w’'-]+){0,6}?\s(?:are|were|remain)\s(?P<items>[^.:;$€£]{3,400})")

_SENDS = re.compile(
    r"\s(?:(?:also|mainly|mostly|primarily|largely|now)\s){0,2}"
    r"(?:(?P<export>exports|supplies|sells|ships)|(?P<import_>imports|buys|purchases))\s"
    r"(?:(?:mainly|mostly|primarily|largely)\s)?(?P<items>[a-z][^.:;$€£]{2,400})"
)
"""A verb behind a country, and what it sends: “Kenya supplies tea, roses and coffee to Peru”."""

_LIST_END = re.compile(r"\s(?:to|from)\s(?:the\s)?[A-Z]|,\s(?:and|while|whereas|but)\s[A-Z]")
"""Words that end a list of goods."""

_OXFORD = re.compile(r",\sand\s|\sas\swell\sas\s")

_SEPARATOR = re.compile(r",\s+as\s+well\s+as\s+|,\s+and\s+|,\s+|\s+as\s+well\s+as\s+")

_GROUP = re.compile(r"\A(?P<group>[a-z]+)\s+such\s+as\s+")
"""“Metals such as lead”: the items are goods, the group is none of its own."""

_NO_GOODS = re.compile(
    r"\A(?:in|on|at|for|by|to|of|over|about|some)\b|\d|[A-Z][a-z]+\s[A-Z]"
    r"|\b(?:including|which|that|who|its|their|this|these|with|from|is|are|was|were|more|less|most|than|many|much|itself"
    r"|everything|nothing|growing|rising|expected|worth)\b"
)

_FARTHEST = 60
"""Characters between “exports” and the verb that begins the list."""

_MOST_GOODS = 20

_IN_WORDS = re.compile(
    r"\b(?:among|one\s+of)\s+(?P<owner>the\s+(?:world’s\s+|world's\s+)?|our\s+|[\w-]{2,20}[’']s?\s+)"
    r"(?:largest|biggest|leading|most\s+important|main|top|major|key|principal)\s+(?:foreign\s+)?"
    r"(?:(?P<trade>(?:trading|trade|economic)(?:\s+and\s+economic)?\s+partners)"
    r"|(?P<investor>(?:foreign\s+)?investors))\b"
)


@rule("named", 2)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each good of a list, and for each rank without a number. A person must look at all of them."""
    context = context_of(article, names)
    yield from distinct(
        proposal(context, stat, _BY)
        for number in range(len(context.sentences))
        for stat in (*_goods(context, number), *_ranks(context, number))
    )


def _goods(context: Context, number: int) -> Iterator[Stat]:
    text = context.sentences[number].text
    found = _list(context, number)
    if found is None:
        return
    cue, match = found
    parties, flow = _direction(context, number, cue, match.start("items"))
    if parties is None:
        return
    speaker = context.speaker(number)
    for start, end in _items(text, match.start("items"), match.end("items")):
        item = text[start:end]
        yield Stat(
            number, text=item, indicator=Indicator.trade, flow=flow, parties=parties, cue=(cue.start, cue.end),
            period=status_period(context, number, speaker), value=None, unit=None, qualifier=None, span=(start, end),
            product=item[:1].upper() + item[1:], speaker=speaker, is_certain=False,
            why="The good is in a list of what is traded.",
        )  # fmt: skip


def _list(context: Context, number: int) -> tuple[Cue, re.Match[str]] | None:
    """The words for exports or imports, and the list of goods behind them."""
    text = context.sentences[number].text
    flows = (FigureMeasure.export, FigureMeasure.import_)
    if cue := next((cue for cue in context.cues[number] if cue.measure in flows), None):
        match = _LIST.search(text, cue.end)
        if match and match.start() - cue.end <= _FARTHEST:
            return cue, match
        if _MAIN.search(text, 0, cue.start) and (match := _ARE.match(text, cue.end)):
            return cue, match
    if any(figure.unit not in ("count", "percent") for figure in context.figures[number]):
        return None
    for party in context.states(number):
        match = _SENDS.match(text, party.end) if party.form is PartyForm.name else None
        if match:
            verb = "export" if match["export"] else "import_"
            return Cue(FigureMeasure[verb], *match.span(verb)), match
    return None


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of the goods of a list. What does not look like a good is left out."""
    if other := _LIST_END.search(text, start, end):
        end = other.start()
    edges, offset = [], start
    for separator in _SEPARATOR.finditer(text, start, end):
        edges.append((offset, separator.start()))
        offset = separator.end()
    edges.append((offset, end))
    for first, last in edges[:_MOST_GOODS]:
        group = _GROUP.match(text[first:last])
        head = first + (group.end() if group else 0)
        # “Oil and gas” alone are two goods, as in “coal, oil and gas”; “carpets and mats” in “, and steel” are one.
        is_open = last == edges[-1][1] and not _OXFORD.search(text, start, end)
        parts = re.split(r"\s+and\s+", text[head:last]) if is_open else [text[head:last]]
        for part in parts:
            at = text.find(part, head, last)
            clean = part.strip()
            if 2 < len(clean) <= 60 and not _NO_GOODS.search(clean):
                yield at, at + len(part.rstrip())


def _direction(context: Context, number: int, cue: Cue, end: int) -> tuple[Parties | None, Flow | None]:
    roles = EXPORTS if cue.measure is FigureMeasure.export else IMPORTS
    states = [party for party in context.states(number) if party.start < end]
    source, target = source_and_target(
        context, *ends(flowing(context.sentences[number].text, (cue.start, cue.end), states, roles))
    )
    if not states or source is None or target is None or source == target:
        return None, None
    home = context.pair[0] if context.pair and context.pair[0] in (source, target) else target
    return Parties(home, source if home == target else target), (Flow.import_ if home == target else Flow.export)


def _ranks(context: Context, number: int) -> Iterator[Stat]:
    text = context.sentences[number].text
    for match in _IN_WORDS.finditer(text):
        owner, holder = _owner_and_holder(context, number, match)
        if owner is None or holder is None or owner == holder:
            continue
        trade = bool(match["trade"])
        speaker = context.speaker(number)
        yield Stat(
            number, text=match.group(), indicator=Indicator.trade_rank if trade else Indicator.investment_rank,
            flow=Flow.turnover if trade else Flow.inward, parties=Parties(owner, holder), value=None, unit=None,
            qualifier=None, span=match.span(), cue=match.span(), speaker=speaker, is_certain=False,
            period=status_period(context, number, speaker), why="The words give a rank without a number.",
        )  # fmt: skip


def _owner_and_holder(context: Context, number: int, match: re.Match[str]) -> tuple[str | None, str | None]:
    """In whose list the rank is, and who has it: “Kenya is one of Japan’s main partners” is Japan, Kenya."""
    text, states = context.sentences[number].text, context.states(number)
    before = [party for party in states if party.end <= match.start()]
    within = [party for party in states if match.start() <= party.start < match.end()]
    behind = [party for party in states if match.end() <= party.start <= match.end() + 25 and _owns(text, match, party)]
    owner = next(iter(within or behind), None)
    holders = [party.code for party in before if owner is None or party.code != owner.code]
    holder = holders[-1] if holders else other_country(context, owner.code) if owner else None
    return (owner.code if owner else other_country(context, holder)), holder


def _owns(text: str, match: re.Match[str], party: PartyMention) -> bool:
    between = text[match.end() : party.start]
    return bool(re.fullmatch(r"\s(?:in|of|for)\s(?:the\s)?", between)) and party.form is not PartyForm.capital
