"""Figures of trade and investment, and of the companies, projects, tourists and students between two countries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.curate.articles import Article
from app.curate.mentions.clauses import Cue, Measure, cue_of, hypothetical, windows
from app.curate.mentions.context import Context
from app.curate.mentions.dates import DateMention
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.periods import period_of
from app.curate.mentions.roles import EXPORTS, IMPORTS, INVESTMENTS, PEOPLE, Flowing, flowing
from app.curate.mentions.targets import is_target
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.curate.stats import Parties, Period, Stat, of_figure, proposal, status_period
from app.domain.edtf import Precision
from app.domain.vocabulary import Flow, Indicator

_BY = "rule:figures/1"

_ROLES = {Measure.export: EXPORTS, Measure.import_: IMPORTS, Measure.investment: INVESTMENTS}

_UP = re.compile(
    r"\b(?:up|rose|grew|grown|increased?|growth|gain(?:ed)?|surged|jumped|climbed|higher|rise)\b[^.;,]{0,40}\Z", re.I
)
_DOWN = re.compile(
    r"\b(?:down|fell|decreased?|declined?|dropped|lower|shrank|drop|decline|decrease|fall)\b[^.;,]{0,40}\Z", re.I
)
_UP_BEHIND = re.compile(r"\s+(?:\w+\s+)?(?:increase|growth|rise|gain|jump|more|higher|up)\b", re.I)
_DOWN_BEHIND = re.compile(r"\s+(?:\w+\s+)?(?:decrease|decline|drop|fall|less|lower|down)\b", re.I)

_STOCK = re.compile(
    r"\b(?:cumulative|accumulated|total\s+of|in\s+total|total\s+volume|stock|stood\s+at|so\s+far|since|overall"
    r"|have\s+(?:reached|surpassed|exceeded|put))\b",
    re.IGNORECASE,
)

_THIS = re.compile(r"\b(?:it|this figure|the figure|this number|the volume)\b", re.IGNORECASE)

_BULLET = re.compile(r"\s{0,3}[·•*–—-]")

_LONGEST_LIST = 60
"""Items of a list, of which each looks for the sentence that introduces it."""

_ITEM = re.compile(r"\s{0,3}[·•*–—-]\s{0,3}(?P<product>[^\d$€£–—:]{2,80}?)\s{0,2}[–—:-]\s{0,2}\Z")


@dataclass
class _Carried:
    """What the last figure of trade or investment said, for the next that says less."""

    paragraph: int = 0
    cue: Cue | None = None
    period: Period | None = None
    direction: dict[Measure, tuple[str, str]] | None = None


@rule("figures", 1)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each figure of which the words say what it measures, and between whom."""
    context = Context(article, names)
    carried = _Carried()
    for number, figures in enumerate(context.figures):
        counted = [figure for figure in figures if figure.unit != "percent" and figure.noun not in _NO_FIGURES]
        parts = windows(context.sentences[number].text, counted)
        for figure, window in zip(counted, parts, strict=True):
            if figure.unit == "count":
                stat = _count(context, number, figure, window)
            else:
                stat = _money(context, number, figure, window, carried)
            if stat:
                stat.growth = _growth(context.sentences[number].text, figures, counted, figure)
                yield proposal(context, stat, _BY)


_NO_FIGURES = {"country", "partner", "investor", "agreement", None} - {None}


def _growth(
    sentence: str, figures: Sequence[FigureMention], counted: Sequence[FigureMention], figure: FigureMention
) -> tuple[float, tuple[int, int]] | None:
    """The percent by which a figure grew, if it is the nearest figure to it."""
    for percent in figures:
        if percent.unit != "percent":
            continue
        nearest = min(counted, key=lambda other: _gap(other, percent))
        before = sentence[max(0, percent.start - 60) : percent.start]
        if nearest is figure:
            span = (percent.number_start, percent.end)
            if _DOWN.search(before) or _DOWN_BEHIND.match(sentence, percent.end):
                return -percent.value, span
            if _UP.search(before) or _UP_BEHIND.match(sentence, percent.end):
                return percent.value, span
    return None


def _gap(first: FigureMention, second: FigureMention) -> int:
    return max(first.start - second.end, second.start - first.end)


def _money(
    context: Context, number: int, figure: FigureMention, window: tuple[int, int], carried: _Carried
) -> Stat | None:
    sentence = context.sentences[number]
    text = sentence.text
    item = _ITEM.match(text[: figure.start])
    if item:
        return _item(context, number, figure, item["product"])
    found = context.cues[number]
    cue = cue_of(text, figure, window, found)
    if is_target(text, figure, found, carried.cue is not None) or hypothetical(text, window[0], figure):
        return None
    if (
        cue is None
        and carried.cue
        and _near(carried, sentence.paragraph)
        and _THIS.search(text, window[0], figure.start)
    ):
        cue = Cue(carried.cue.measure, window[0], figure.start)
    if cue is None:
        return None
    in_part = cue in found and window[0] <= cue.start < window[1]
    speaker = context.speaker(number)
    mention = period_of(sentence, figure, window, context.dates[number])
    period = _stated(context, mention) if mention else None
    if cue.measure is Measure.project_value:
        return _projects(context, number, figure, cue, window)
    if (
        period is None
        and cue.measure is not Measure.investment
        and carried.period
        and _near(carried, sentence.paragraph)
    ):
        period = Period(carried.period.edtf, carried.period.mention, "The period is that of the figure before it.")
        sure = False
    else:
        sure = in_part
    if period is None:
        period = status_period(context, number, speaker)
        sure = sure and cue.measure is Measure.investment
    parties, flow, stated = _direction(context, number, cue, window, carried)
    if parties is None:
        return None
    if cue.measure is not Measure.investment:
        carried.period = period if mention else carried.period
    carried.paragraph, carried.cue = sentence.paragraph, cue
    return Stat(
        number, indicator=_indicator(cue, text, window, period, mention is not None), flow=flow, parties=parties,
        period=period, cue=(cue.start, cue.end), speaker=speaker, sure=sure and stated,
        why=f"“{text[cue.start : cue.end]}” stands beside the figure.", **of_figure(figure),
    )  # fmt: skip


def _near(carried: _Carried, paragraph: int) -> bool:
    return 0 <= paragraph - carried.paragraph <= 1


def _stated(context: Context, mention: DateMention) -> Period | None:
    """The period of a date: “since 2019” goes on to the day of publication."""
    if mention.edtf is None:
        return None
    if not mention.edtf.endswith("/.."):
        return Period(mention.edtf.removeprefix("../"), mention)
    published = context.article.published
    if published is None or published.end is None:
        return None
    last = published.text.rpartition("/")[2]
    return Period(f"{mention.point}/{last}", mention, f"Counted until the text appeared, {published.text}.")


def _indicator(cue: Cue, text: str, window: tuple[int, int], period: Period | None, stated: bool) -> Indicator:
    if cue.measure is not Measure.investment:
        return Indicator.trade
    span = period.mention.span if stated and period and period.mention else None
    short = (
        span is not None and span.start is not None and span.end is not None and (span.end - span.start).days < 367
        and span.precision is not Precision.day and period is not None and period.mention is not None
        and period.mention.relation != "as of"
    )  # fmt: skip
    at_end = bool(period and period.mention and re.search("end of", period.mention.text))
    stock = at_end or bool(_STOCK.search(text, window[0], window[1]))
    return Indicator.investment_flow if short and not stock else Indicator.investment_stock


def _direction(
    context: Context, number: int, cue: Cue, window: tuple[int, int], carried: _Carried
) -> tuple[Parties | None, Flow | None, bool]:
    """Reporter and partner, the flow, and whether the words name both of them or the text tells of two countries."""
    text = context.sentences[number].text
    states = [party for party in context.states(number) if window[0] <= party.start < window[1]] or context.states(
        number
    )
    if cue.measure is Measure.trade:
        pair, stated = turnover_pair(context, number, states)
        return (Parties(*pair) if pair else None), Flow.turnover, stated
    source, target = _ends(flowing(text, (cue.start, cue.end), states, _ROLES[cue.measure]))
    stated = bool(source or target)
    remembered = (carried.direction or {}).get(cue.measure)
    if not stated and remembered and _near(carried, context.sentences[number].paragraph):
        source, target = remembered
    elif stated:
        source, target = _both(context, source, target)
    if source is None or target is None or source == target:
        return None, None, False
    carried.direction = {**(carried.direction or {}), cue.measure: (source, target)}
    home = context.pair[0] if context.pair and context.pair[0] in (source, target) else target
    partner = source if home == target else target
    if cue.measure is Measure.investment:
        kind = Flow.inward if home == target else Flow.outward
    else:
        kind = Flow.import_ if home == target else Flow.export
    return Parties(home, partner), kind, stated


def _ends(flow: Flowing) -> tuple[str | None, str | None]:
    """The codes of the source and of the target."""
    return (flow.source.code if flow.source else None), (flow.target.code if flow.target else None)


def _both(context: Context, source: str | None, target: str | None) -> tuple[str | None, str | None]:
    """The source and the target, of which one may follow from the other."""
    return source or _other(context, target), target or _other(context, source)


def _other(context: Context, code: str | None) -> str | None:
    """The other country of the two of which the text tells most."""
    return next((other for other in context.pair if other != code), None)


def turnover_pair(
    context: Context, number: int, states: Sequence[PartyMention] | None = None
) -> tuple[tuple[str, str] | None, bool]:
    """The two countries of a trade turnover: those of the sentence, else those of the text."""
    codes = list(dict.fromkeys(party.code for party in (states or context.states(number))))
    if len(codes) > 2 and len(context.pair) == 2 and set(context.pair) <= set(codes):
        codes = list(context.pair)
    if len(codes) == 1 and (other := _other(context, codes[0])):
        codes.append(other)
    if not codes:
        codes = list(context.pair)
    if len(codes) < 2:
        return None, False
    first, second = codes[:2]
    if context.pair and context.pair[0] == second:
        first, second = second, first
    return (first, second), len(codes) == 2


def _item(context: Context, number: int, figure: FigureMention, product: str) -> Stat | None:
    """An item of a list, which a paragraph that ends with a colon introduces."""
    paragraph = context.sentences[number].paragraph - 1
    while paragraph and _BULLET.match(context.article.paragraphs[paragraph - 1]):
        paragraph -= 1
        if context.sentences[number].paragraph - paragraph > _LONGEST_LIST:
            return None
    if not paragraph or not context.article.paragraphs[paragraph - 1].endswith(":"):
        return None
    head = context.by_paragraph[paragraph][-1]
    text = context.sentences[head].text
    found = context.cues[head]
    if not found:
        return None
    parties, flow, _ = _direction(context, head, found[-1], (0, len(text)), _Carried())
    same = context.by_paragraph[paragraph]
    mentions = [m for n in reversed(same) for m in reversed(context.dates[n]) if m.edtf]
    period = Period(mentions[0].edtf or "", mentions[0], "The list stands under that period.") if mentions else None
    if parties is None or found[-1].measure not in (Measure.export, Measure.import_):
        return None
    stat = Stat(
        number, indicator=Indicator.trade, flow=flow, parties=parties, period=period,
        cue=(figure.start, figure.end), product=product.strip(), speaker=context.speaker(head), sure=period is not None,
        why="The figure is an item of a list of goods.", **of_figure(figure),
    )  # fmt: skip
    stat.reasons["indicator"] = f"The list stands under “{text[-60:]}”."
    stat.parties.reason = "The list stands under a sentence on the trade of the two."
    stat.speaker = None
    return stat


_COUNTS = {
    "company": Indicator.companies,
    "tourist": Indicator.tourists,
    "student": Indicator.students,
    "scholarship": Indicator.scholarships,
}

_TRAVEL = re.compile(r"\b(?:visit(?:ed|s|ing)?|travell?ed|arrived|came|entered|tourism|vacation)\b", re.IGNORECASE)

_JOINT = re.compile(
    r"\b(?:joint|the\s+(?:two\s+)?(?:sides|parties|countries)|both\s+(?:sides|countries))\b", re.IGNORECASE
)

_SCOPES = re.compile(
    r"\b(?:completed|implemented|in the pipeline|being implemented|under implementation|are developing"
    r"|in development|under way|planned)\b"
)


def _count(context: Context, number: int, figure: FigureMention, window: tuple[int, int]) -> Stat | None:
    text = context.sentences[number].text
    if hypothetical(text, window[0], figure) and figure.noun != "student":
        return None
    noun = figure.noun or ""
    indicator = _COUNTS.get(noun)
    if noun == "citizen" and _TRAVEL.search(text, window[0], window[1]):
        indicator = Indicator.tourists
    if noun == "student" and re.search(r"scholarship", text[window[0] : window[1]], re.IGNORECASE):
        indicator = Indicator.scholarships
    if noun in ("visit", "meeting"):
        return _presidential(context, number, figure)
    if noun == "project":
        joint = _JOINT.search(text) or _JOINT.search(figure.text)
        return _projects(context, number, figure, None, window) if joint else None
    if indicator is None:
        return None
    return _flow_of_people(context, number, figure, window, indicator)


def _flow_of_people(
    context: Context, number: int, figure: FigureMention, window: tuple[int, int], indicator: Indicator
) -> Stat | None:
    sentence = context.sentences[number]
    states = [party for party in context.states(number) if window[0] <= party.start < window[1]]
    noun = figure.text.rfind(" ") + figure.start if figure.words or figure.noun else figure.start
    source, target = _ends(flowing(sentence.text, (noun, figure.end), states, PEOPLE))
    stated = source is not None
    if source is None and target is None:
        return None
    source, target = _both(context, source, target)
    if source is None or target is None or source == target:
        return None
    speaker = context.speaker(number)
    mention = period_of(sentence, figure, window, context.dates[number])
    period = (_stated(context, mention) if mention else None) or status_period(context, number, speaker)
    return Stat(
        number, indicator=indicator, flow=Flow.inward, parties=Parties(target, source), period=period,
        cue=(figure.number_start, figure.end), speaker=speaker, sure=stated,
        why="The words name what is counted, and from where it comes.", **of_figure(figure),
    )  # fmt: skip


def _projects(
    context: Context, number: int, figure: FigureMention, cue: Cue | None, window: tuple[int, int]
) -> Stat | None:
    """The number of joint projects, or their value."""
    sentence = context.sentences[number]
    text = sentence.text
    if cue and not _JOINT.search(text):
        return None
    pair, _ = turnover_pair(context, number, [p for p in context.states(number) if p.code in context.pair])
    if pair is None:
        return None
    speaker = context.speaker(number)
    mention = period_of(sentence, figure, window, context.dates[number])
    period = (_stated(context, mention) if mention else None) or status_period(context, number, speaker)
    scope = _SCOPES.search(text, figure.start)
    return Stat(
        number, indicator=Indicator.joint_project_value if cue else Indicator.joint_projects, flow=None,
        parties=Parties(*pair), period=period,
        cue=(cue.start, cue.end) if cue else (figure.number_start, figure.end), speaker=speaker,
        scope=scope.group() if scope else None, why="The words speak of projects of the two.", **of_figure(figure),
    )  # fmt: skip


def _presidential(context: Context, number: int, figure: FigureMention) -> Stat | None:
    """How often presidents met, or visited a country."""
    sentence = context.sentences[number]
    head = re.search(r"\b[Pp]residents?\b", sentence.text[: figure.start])
    if not head or hypothetical(sentence.text, head.start(), figure):
        return None
    pair, _ = turnover_pair(context, number, [p for p in context.states(number) if p.code in context.pair])
    if pair is None:
        return None
    visits = figure.noun == "visit"
    reporter, partner = pair
    if visits:
        flow = flowing(sentence.text, (figure.number_start, figure.end), context.states(number), PEOPLE)
        if flow.target is None:
            return None
        partner = flow.target.code
        reporter = flow.source.code if flow.source else _other(context, partner) or reporter
    speaker = context.speaker(number)
    mention = period_of(sentence, figure, (0, len(sentence.text)), context.dates[number])
    return Stat(
        number, indicator=Indicator.presidential_visits if visits else Indicator.presidential_meetings,
        flow=Flow.outward if visits else None, parties=Parties(reporter, partner),
        period=(_stated(context, mention) if mention else None) or status_period(context, number, speaker),
        cue=(head.start(), figure.end), speaker=speaker, sure=False, why="The words count what presidents did.",
        **of_figure(figure),
    )  # fmt: skip
