"""What an article names without a figure: goods that are traded, and ranks in words such as “among the largest”."""

import re
from collections.abc import Iterator, Sequence

from app.curate.articles import Article
from app.curate.last_figure import is_period
from app.curate.mentions.clauses import Cue, FigureMeasure
from app.curate.mentions.context import Context, context_of
from app.curate.mentions.denials import is_denied
from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.roles import EXPORTS, IMPORTS, flow_parties
from app.curate.names import Names
from app.curate.pairs import ends, other_country, source_and_target
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.curate.stats import Parties, Stat, distinct, proposal, stated_period, status_period
from app.domain.figure_vocabulary import Flow, Indicator

VERSION = 4

_BY = f"rule:named/{VERSION}"

_LIST = re.compile(
    r"(?:\b(?:includ(?:e|es|ed|ing)|consist(?:s|ed)?\s+of|compris(?:e|es|ed|ing)|made\s+up\s+of|dominated\s+by)\s+"
    r"(?:(?:mainly|primarily|mostly|largely)\s+)?|,\s(?:mainly|primarily|mostly|largely|chiefly|notably)\s)(?:an?\s+(?:wide\s+)?(?:range|variety)\s+of\s+(?:goods"
    r"|products)[,\s]+)?"
    r"(?:such\s+as\s+|including\s+)?(?P<items>[^.:;$€£]{3,400})"
)

_MAIN = re.compile(
    r"\b(?:[Mm]ain|[Mm]ajor|[Kk]ey|[Tt]op|[Pp]rincipal|[Cc]hief|[Ll]argest|[Bb]iggest|[Ll]eading)\s(?:[\w’'-]+\s){0,4}?\Z"
)
"""Words before exports that a list of goods after “are” follows: “the main exports to Peru are tea and roses”."""

_ARE = re.compile(r"(?:\s[\w’'-]+){0,6}?\s(?:are|were|remain)\s(?P<items>[^.:;$€£]{3,400})")

_LEAD = re.compile(
    r"(?P<items>[A-Z][^.:;$€£]{2,200}?)\s(?:are|were|led|lead|top|topped|dominated?|head|headed|make\sup|made\sup)\s"
    r"(?:(?:among|the|its|their|bulk|most|of|main|leading|top|largest|biggest|list|products|goods|items|[A-Z][\w’'-]{1,20})\s){0,7}"
)
"""A list before exports, as their subject: “Tea and roses led the exports”, “are the main goods sold to Peru”."""

_SENDS = re.compile(
    r"\s(?:(?:also|mainly|mostly|primarily|largely|now)\s){0,2}"
    r"(?:(?P<export>exports|supplies|sells|ships)|(?P<import_>imports|buys|purchases))\s"
    r"(?:(?:mainly|mostly|primarily|largely)\s)?(?P<items>[a-z][^.:;$€£]{2,400})"
)
"""A verb behind a country, and what it sends: “Kenya supplies tea, roses and coffee to Peru”."""

_THE_COUNTRY = re.compile(r"\b[Tt]he\s(?:Sultanate|Kingdom|Republic|country)\b")
"""A country that is not named again: “while the Kingdom buys wood”."""

_LIST_END = re.compile(
    r"\s(?:to|from|in)\s|,\s(?:according|against|with)\s|,\s(?:and|while|whereas|but)\s[A-Z]"
    r"|,\s(?:and\s)?(?:accounted|made|amounted|totall?ed|reached|stood|came|rose|grew|fell|were|was|are|is|remain)\b"
)
"""Words that end a list of goods."""

_OXFORD = re.compile(r",\sand\s|\sas\swell\sas\s")

_SEPARATOR = re.compile(r",\s+as\s+well\s+as\s+|,\s+and\s+|,\s+|\s+as\s+well\s+as\s+")

_GROUP = re.compile(r"\A(?P<group>[a-z]+)\s+such\s+as\s+")
"""“Metals such as lead”: the items are goods, the group is none of its own."""

_NO_GOODS = re.compile(
    r"\A(?:in|on|at|for|by|to|of|over|about|some)\b|\d|\([^)]*\Z|[A-Z][a-z]+\s[A-Z]"
    r"|\b(?:including|which|that|who|its|their|this|these|with|from|is|are|was|were|due|because|thanks|driven|more|less|most|than|many|much|itself"
    r"|everything|nothing|growing|rising|expected|worth)\b"
)

_FARTHEST = 110
"""Characters between “exports” and the first of the goods."""

_MOST_GOODS = 20

_IN_WORDS = re.compile(
    r"\b(?:among|one\s+of)\s+(?P<owner>the\s+(?:world’s\s+|world's\s+)?|our\s+|[\w-]{2,20}[’']s?\s+)"
    r"(?:largest|biggest|leading|most\s+important|main|top|major|key|principal)\s+(?:foreign\s+)?"
    r"(?:(?P<trade>(?:trading|trade|economic)(?:\s+and\s+economic)?\s+partners)"
    r"|(?P<investor>(?:foreign\s+)?investors))\b"
)


_AMONG_SELLERS = re.compile(
    r"\b(?:is|are|was|ranks?|ranked|remains?|became|stands|counts)\s(?:(?:also|now|still|today)\s)?(?:among|one\sof)\s"
    r"(?:the\s)?(?:(?:world|continent|region)[’']s\s)?(?:largest|biggest|leading|main|top|major|key|principal)\s"
    r"(?:(?P<export>exporters)|producers)\sof\s(?P<items>[a-z][^.:;$€£“”]{2,300})"
)
"""A rank in the world, in words: “ranks among the top exporters of fruit such as plums, figs and pears”."""

_EXAMPLES = re.compile(r",?\s(?:such\sas|including|like)\s")
_REGION = re.compile(r",?\s(?:in|on|across|worldwide|globally)\b|,\s(?:with|and\s(?:the|its|it|one|a)|as)\s")
"""What stands between a group of goods and its goods, and behind the last of them."""


@rule("named", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each good of a list, and for each rank without a number. A person must look at all of them."""
    context = context_of(article, names)
    yield from distinct(
        proposal(context, stat, _BY)
        for number in range(len(context.sentences))
        for stat in (*_goods(context, number), *_ranks(context, number), *_ranks_in_world(context, number))
    )


def _goods(context: Context, number: int) -> Iterator[Stat]:
    text = context.sentences[number].text
    speaker = context.speaker(number)
    periods = [mention for mention in context.dates[number] if is_period(context, mention)]
    period = stated_period(context, periods[0]) if len(periods) == 1 else status_period(context, number, speaker)
    before: tuple[str, str] | None = None
    start = 0
    for cue, match in _lists(context, number):
        first, last = match.span("items")
        states = [
            party for party in context.states(number) if start <= party.start < max(first, cue.end + _COUNTRY_REACH)
        ]
        two = _source_and_target(context, number, cue, states) if states or not before else (before[1], before[0])
        before, start = two, max(last, cue.end + _COUNTRY_REACH)
        if two is None:
            continue
        source, target = two
        home = context.pair[0] if context.pair and context.pair[0] in two else target
        parties = Parties(home, source if home == target else target)
        for begin, end in _items(text, first, last):
            item = text[begin:end]
            yield Stat(
                number,
                text=item,
                indicator=Indicator.trade,
                parties=parties,
                cue=(cue.start, cue.end),
                flow=Flow.import_ if home == target else Flow.export,
                period=period,
                value=None,
                unit=None,
                qualifier=None,
                span=(begin, end),
                product=item[:1].upper() + item[1:],
                speaker=speaker,
                is_certain=False,
                reason="The sentence has it in a list of goods that one country sells to the other.",
            )


_COUNTRY_REACH = 20
"""Characters behind “sold” or “exports” in which their country stands: “the main goods sold to Peru”."""


def _lists(context: Context, number: int) -> Iterator[tuple[Cue, re.Match[str]]]:
    """The words for exports or imports, each with the list of goods behind or before them."""
    text = context.sentences[number].text
    flows = [c for c in context.cues[number] if c.measure in (FigureMeasure.export, FigureMeasure.import_)]
    senders: dict[int, tuple[Cue, re.Match[str]]] = {}
    if not any(figure.unit not in ("count", "percent") for figure in context.figures[number]):
        ends_of_subjects = [p.end for p in context.states(number) if p.form is PartyForm.name]
        ends_of_subjects += [match.end() for match in _THE_COUNTRY.finditer(text)]
        for sender in filter(None, (_SENDS.match(text, end) for end in ends_of_subjects)):
            verb = "export" if sender["export"] else "import_"
            senders[sender.start(verb)] = (Cue(FigureMeasure[verb], *sender.span(verb)), sender)
    starts = sorted({cue.start for cue in flows} | {*senders})
    for cue in flows:
        if cue.start in senders:
            continue
        next_start = next((start for start in starts if start > cue.start), None)
        comma = text.rfind(",", cue.end, next_start) if next_start else -1
        end = len(text) if next_start is None else comma if comma > 0 else next_start
        match = _LEAD.fullmatch(text, 0, cue.start)
        if match is None or " and " not in match["items"]:
            match = _LIST.search(text, cue.end, min(end, cue.end + _FARTHEST)) and _LIST.search(text, cue.end, end)
        if match is None and _MAIN.search(text, 0, cue.start):
            match = _ARE.match(text, cue.end, end)
        if match:
            yield cue, match
    yield from senders.values()


def _source_and_target(
    context: Context, number: int, cue: Cue, states: Sequence[PartyMention]
) -> tuple[str, str] | None:
    """From where to where goods go. If the sentence names no country, those before it in the paragraph say it."""
    roles = EXPORTS if cue.measure is FigureMeasure.export else IMPORTS
    text = context.sentences[number].text
    source, target = source_and_target(context, *ends(flow_parties(text, (cue.start, cue.end), states, roles)))
    if states:
        return (source, target) if source and target and source != target else None
    earlier_cues = (
        (n, earlier)
        for n in reversed(context.around(number))
        if n < number and context.states(n)
        for earlier in context.cues[n]
        if earlier.measure is cue.measure
    )
    nearest = next(earlier_cues, None)
    return _source_and_target(context, *nearest, context.states(nearest[0])) if nearest else None


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The offsets of the goods of a list. What does not look like a good is left out."""
    if end_match := _LIST_END.search(text, start, end):
        end = end_match.start()
    edges, offset = [], start
    for separator in _SEPARATOR.finditer(text, start, end):
        edges.append((offset, separator.start()))
        offset = separator.end()
    edges.append((offset, end))
    for first, last in edges[:_MOST_GOODS]:
        group = _GROUP.match(text[first:last])
        head = first + (group.end() if group else 0)
        # “And” joins the last two goods of “coal, oil and gas”, unless “, and” stands before the last one.
        has_two = last == edges[-1][1] and not _OXFORD.search(text, start, end)
        parts = re.split(r"\s+and\s+", text[head:last]) if has_two else [text[head:last]]
        for part in parts:
            at = text.find(part, head, last)
            clean = part.strip()
            if 2 < len(clean) <= 60 and not _NO_GOODS.search(clean):
                yield at, at + len(part.rstrip())


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
            period=status_period(context, number, speaker), reason="The words give a rank without a number.",
        )  # fmt: skip


def _ranks_in_world(context: Context, number: int) -> Iterator[Stat]:
    """The rank of a country among the exporters or producers of each good, without a number."""
    text, speaker = context.sentences[number].text, context.speaker(number)
    for match in _AMONG_SELLERS.finditer(text):
        before = [party for party in context.states(number) if party.end <= match.start()]
        earlier = [party for n in context.around(number) if n < number for party in context.states(n)]
        holder = next(iter(before[-1:] or (earlier[:1] if _PRONOUN.match(text) else ())), None)
        if holder is None or is_denied(text, match.start()):
            continue
        first, last = match.span("items")
        end = _REGION.search(text, first, last)
        last = end.start() if end else last
        examples = _EXAMPLES.search(text, first, last)
        spans = (
            [(first, examples.start()), *_items(text, examples.end(), last)] if examples else _items(text, first, last)
        )
        for begin, stop in spans:
            yield Stat(
                number, text=text[match.start() : first - 1], flow=None, parties=Parties(holder.code, None), value=None,
                indicator=Indicator.export_rank if match["export"] else Indicator.production_rank, unit=None,
                qualifier=None, span=(match.start(), match.start("items") - 1), cue=(match.start(), first - 1),
                speaker=speaker, is_certain=False, product=text[begin:stop],
                period=status_period(context, number, speaker), reason="The words give a rank without a number.",
            )  # fmt: skip


_PRONOUN = re.compile(r"(?:It|The\s(?:country|nation|republic|kingdom))\s", re.IGNORECASE)


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
