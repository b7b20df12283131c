"""Figures of trade and investment, and of the companies, projects, tourists and students between two countries."""

import re
from collections.abc import Iterator, Sequence

from app.curate.articles import Article
from app.curate.counts import count, projects
from app.curate.directions import direction, is_of_others, is_of_whole, parties_in_list, partner_beside, with_the_world
from app.curate.figure_time import is_base_of_comparison, time_of
from app.curate.growth import growth
from app.curate.last_figure import (
    LastFigure,
    period_before,
)
from app.curate.listed_figures import heading_date, listed_figure
from app.curate.mentions.clauses import (
    Cue,
    FigureMeasure,
    cue_of,
    hypothetical,
    is_balance,
    is_before_change,
    is_disputed,
    is_level,
    windows,
)
from app.curate.mentions.context import Context, context_of
from app.curate.mentions.figures import FigureMention, leaves_out_currency
from app.curate.mentions.goods import goods_of
from app.curate.mentions.targets import is_target
from app.curate.names import Names
from app.curate.pairs import with_others
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.curate.stats import FigureDate, Parties, Stat, distinct, is_to_come, of_figure, proposal, status_period
from app.domain.edtf import Precision
from app.domain.figure_vocabulary import Flow, Indicator

VERSION = 37

_BY = f"rule:figures/{VERSION}"

_STOCK = re.compile(
    r"\b(?:cumulative|accumulated|sum\s+of|all\s+told|altogether|total\s+of|in\s+total|total\s+volume|stock|stood\s+at|so\s+far|since|overall|(?:is|are)\s(?:put|estimated|valued)\sat"
    r"|have\s+(?:reached|surpassed|exceeded|put))\b",
    re.IGNORECASE,
)

_TOTAL_INVESTMENT = re.compile(r"\btotal\s(?:[\w-]+\s){0,3}?(?:inflows?|investments?|FDI)\b", re.IGNORECASE)
"""Investment of all years, unless its part of the sentence has a period: “the total inflow of investment”."""

_PRONOUN = re.compile(
    r"\b(?:they|these|this(?=\s(?:is|was|represents|means|marks)\b)|it(?!\s(?:should|must|may|is|was)\s(?:be\s)?(?:worth\s)?not)|(?:the|this|that)\s(?:same\s)?(?:figure|number|volume|index|indicator|amount))\b",
    re.IGNORECASE,
)

_TOTAL = re.compile(r"\bthe total\b(?!\sof)", re.IGNORECASE)
"""The total of a trade of which the sentence before has one direction."""

_TRADE = (FigureMeasure.trade, FigureMeasure.export, FigureMeasure.import_)


@rule("figures", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each figure, if the words around it say what it measures, and between whom."""
    yield from distinct(_proposals(context_of(article, names)))


def _proposals(context: Context) -> Iterator[Proposal]:
    last_figure = LastFigure()
    last_count: Stat | None = None
    latest: Stat | None = None
    volumes: dict[tuple[object, ...], float] = {}
    for number, figures in enumerate(context.figures):
        _remember_trade(context, number, figures, last_figure)
        values = [*_values(context.sentences[number].text, figures)]
        parts = windows(context.sentences[number].text, values)
        for figure, window in zip(values, parts, strict=True):
            if figure.unit == "count":
                stat = count(context, number, figure, window, last_count, latest)
                last_count = stat or last_count
                if stat and stat.indicator is Indicator.companies and stat.parties.partner:
                    last_figure.owners = (number, stat.parties.partner, stat.parties.reporter)
            else:
                stat = _money(context, number, figure, window, last_figure, latest)
            latest = stat or latest
            if stat and is_of_whole(context, stat, volumes):
                stat = with_the_world(context, stat)
                last_figure.world = last_figure.home = stat.parties.reporter
                last_figure.direction = None
            if stat:
                stat.is_certain = stat.is_certain and not is_of_others(context, stat)
                stat.growth = growth(context.sentences[number].text, figures, values, figure)
                yield proposal(context, stat, _BY)


def _values(text: str, figures: Sequence[FigureMention]) -> Iterator[FigureMention]:
    """The figures that may be a stat: no percentage, no balance of trade, and no amount again in another currency."""
    before: FigureMention | None = None
    for figure in figures:
        if figure.unit == "percent" or figure.noun in _NOUNS_WITHOUT_STAT or is_balance(text, figure):
            continue
        is_other = before and figure.unit != "count" != before.unit != figure.unit
        if before and is_other and _CONVERSION.fullmatch(text, before.end, figure.number_start):
            continue
        before = figure
        yield figure


_SMALLEST = 1_000
"""Less money than this is the price of something, or has lost its scale: “$179.2 in the reporting period”."""

_CONVERSION = re.compile(r"\s?[(,]\s?(?:or\s)?(?:(?:about|around|approximately|approx\.|roughly|some|nearly|over)\s)?")
"""What stands between an amount and the same in another currency: “RM3 billion (US$700 million)”."""


def _remember_trade(context: Context, number: int, figures: Sequence[FigureMention], last_figure: LastFigure) -> None:
    """Remember the trade of two countries that a sentence without a figure names: “Trade of A and B is thin. It …”."""
    cue = next((cue for cue in context.cues[number] if cue.measure is FigureMeasure.trade), None)
    codes = list(dict.fromkeys(party.code for party in context.states(number)))
    if not codes and context.has_clear_pair and _THEIR_TRADE.search(context.sentences[number].text):
        codes = [*context.pair]
    if cue and len(codes) == 2 and not figures:
        last_figure.order = (codes[0], codes[1])
        last_figure.paragraph, last_figure.cue, last_figure.number = context.sentences[number].paragraph, cue, number
        last_figure.first_measure, last_figure.direction, last_figure.world = FigureMeasure.trade, None, None


_THEIR_TRADE = re.compile(
    r"\b(?:[Tt]he|[Tt]heir|[Oo]ur|[Mm]utual|[Bb]ilateral|[Tt]wo-way)\s(?:\w+\s){0,2}?(?:trade|turnover)\b"
)
"""The trade of the two countries of the text."""

_NOUNS_WITHOUT_STAT = {"country", "partner", "investor", "agreement"}


def _money(
    context: Context,
    number: int,
    figure: FigureMention,
    window: tuple[int, int],
    last_figure: LastFigure,
    latest: Stat | None,
) -> Stat | None:
    sentence = context.sentences[number]
    text = sentence.text
    is_row = sentence.paragraph in context.rows and not context.cues[number]
    if is_row and not _is_period_label(context, number, figure):
        return listed_figure(context, number, figure)
    cues = context.cues[number]
    cue = cue_of(text, figure, window, cues)
    is_present = bool(_PRESENT.search(text, 0, figure.start) or _AT_PRESENT.match(text, figure.end))
    is_goal = is_target(text, figure, cues, last_figure.cue is not None)
    if is_goal and cue and cue.measure is FigureMeasure.trade:
        last_figure.remember(number, sentence.paragraph, cue, None, is_base=False)
    is_goal = is_goal or (hypothetical(text, window[0], figure) and not is_present)
    if is_goal or figure.value < _SMALLEST:
        return None
    cue = _cue_of_projects(context, number, figure) or cue or _cue_before(context, number, figure, window, last_figure)
    if cue is None or not is_level(text, figure):
        return None
    if _is_with_group(context, number, figure, window, last_figure):
        return None
    speaker = context.speaker(number)
    time = time_of(context, number, figure, window, cue, last_figure)
    mention, period = time.mention, time.period
    if cue.measure is FigureMeasure.project_value:
        return projects(context, number, figure, cue, window, latest)
    if _BY_THEN.match(text, figure.end) and is_to_come(context, period):
        return None
    is_part, product = goods_of(text, cue, figure, context.states(number))
    is_certain = not (is_part or is_disputed(text) or is_to_come(context, period) or _PART.search(text, 0, cue.start))
    is_certain = is_certain and (context.has_clear_pair or len({p.code for p in context.states(number)}) > 1)
    is_now = is_present or bool(_TODAY.search(text, *window))
    if mention and mention.start < sentence.start + window[0] and (is_now or _is_sum(cue, text, window)):
        mention = period = None
    if period is None and mention is None and is_before_change(text, figure) and not is_present:
        return None
    is_back_then = bool(_BACK_THEN.search(text, window[0], figure.start))
    if period is None and mention is None and cue.measure is not FigureMeasure.investment:
        is_current = time.is_undated or is_back_then or is_now
        if not (time.is_growth or is_current):
            period = heading_date(context, number, figure) or period_before(context, number, last_figure)
    is_certain = is_certain and not (
        _OTHER_SUM.search(text, cue.end, figure.start) or _INCLUDES.search(text, cue.end, figure.start)
    )
    own_period = period
    if period is None:
        is_now = is_now or cue.measure is FigureMeasure.investment
        period = status_period(context, number, speaker) if is_now and not (is_back_then or time.is_undated) else None
        is_plain = cue.measure is FigureMeasure.trade and period is None and not (is_back_then or time.is_undated)
        is_certain = is_certain and (cue.measure is FigureMeasure.investment or is_plain)
    parties, flow = _parties(context, number, figure, window, cue, last_figure)
    if parties is None:
        return None
    is_certain = is_certain or (parties.partner is None and not (is_part or is_disputed(text)) and period is not None)
    is_base = is_base_of_comparison(sentence, figure, time, last_figure)
    last_figure.remember(number, sentence.paragraph, cue, own_period, is_base=is_base)
    stat = Stat(
        number, indicator=_indicator(cue, text, window, period, own_period is not None), flow=flow, parties=parties,
        period=period, cue=(cue.start, cue.end), speaker=speaker, is_certain=is_certain, product=product,
        reason=f"“{text[cue.start : cue.end]}” stands beside the figure.", **of_figure(figure),
    )  # fmt: skip
    if leaves_out_currency(figure):
        stat.reasons["value"] = "The currency is that of the figure before it."
    return stat


_OTHER_SUM = re.compile(r"\b[\w]+-(?:year|month|decade)\s(?:\w+\s)?(?:total|sum)\b")
"""Words before a figure of another time: “invested $3 million last year, with the 30-year total at $4 billion”."""

_INCLUDES = re.compile(r"\d[^.;]{0,40}?\b(?:including|of\swhich)\s\Z")
"""Words between a figure and a part of it: “$5 billion, including $2 billion in ports”."""

_PART = re.compile(r"\b(?:border|cross-border|barter|transit|digital|online|services?)\s\Z", re.IGNORECASE)
"""Words before “trade” that make it a part of all trade."""

_WORTH = re.compile(
    r"\b(?:totall?ing|worth|valued\sat|amounting\sto|(?:total|combined)\s(?:value|cost)\sof)\s(?:[a-z]+\s){0,3}\Z"
)


def _cue_of_projects(context: Context, number: int, figure: FigureMention) -> Cue | None:
    """The words between a number of projects and their value: “30 joint projects in industry and trade, totaling $5
    billion”."""
    worth = _WORTH.search(context.sentences[number].text, 0, figure.number_start)
    before = [f for f in context.figures[number] if f.end <= figure.number_start]
    is_of_projects = worth and before and before[-1].noun == "project"
    return Cue(FigureMeasure.project_value, *worth.span()) if worth and is_of_projects else None


def _is_with_group(
    context: Context, number: int, figure: FigureMention, window: tuple[int, int], last_figure: LastFigure
) -> bool:
    """Whether a figure is of trade with a group or region, which is no stat. ``last_figure`` then has its country."""
    text = context.sentences[number].text
    codes = {party.code for party in context.states(number) if window[0] <= party.start < window[1]}
    goes_on = last_figure.group_number == number and (not codes or _IN_BRACKETS.search(text, 0, figure.start))
    if not (with_others(context, number, window) or goes_on):
        return False
    last_figure.home, last_figure.group_number = (codes.pop() if len(codes) == 1 else None), number
    last_figure.paragraph = context.sentences[number].paragraph
    return True


def _parties(
    context: Context, number: int, figure: FigureMention, window: tuple[int, int], cue: Cue, last_figure: LastFigure
) -> tuple[Parties | None, Flow | None]:
    """Reporter and partner, and the flow, of a figure alone or in a list of the partners of a country."""
    partner = partner_beside(context, number, figure)
    parties, flow = (
        parties_in_list(context, cue, partner, last_figure)
        if partner
        else direction(context, number, cue, window, last_figure)
    )
    if partner or (cue.measure is FigureMeasure.trade and last_figure.home):
        last_figure.measure_of_list = cue.measure
    return parties, flow


def _cue_before(
    context: Context, number: int, figure: FigureMention, window: tuple[int, int], last_figure: LastFigure
) -> Cue | None:
    """The cue of a figure without its own: what the last figure measures, if it is near and the words go on from it."""
    text = context.sentences[number].text
    if match := _PARTNER.search(text, 0, figure.start):
        return Cue(FigureMeasure.trade, *match.span())
    if last_figure.cue is None or not last_figure.is_near(context, number):
        return None
    if _is_period_label(context, number, figure):
        return Cue(_measure_of_item(context, number) or last_figure.cue.measure, window[0], figure.start)
    measure = last_figure.first_measure or last_figure.cue.measure
    if last_figure.measure_of_list and partner_beside(context, number, figure):
        return Cue(last_figure.measure_of_list, window[0], figure.start)
    if _PRONOUN.search(text, window[0], figure.start):
        return Cue(measure, window[0], figure.start)
    if _TOTAL.search(text, window[0], figure.start) and last_figure.cue.measure in _TRADE:
        return Cue(FigureMeasure.trade, window[0], figure.start)
    if last_figure.number == number and text[window[0] : figure.start].strip() in ("", "and"):
        return Cue(measure, figure.start, figure.end)
    return None


def _measure_of_item(context: Context, number: int) -> FigureMeasure | None:
    """What the item before that of a sentence measures first."""
    before = context.by_paragraph.get(context.sentences[number].paragraph - 1, [])
    return next((cue.measure for n in before for cue in context.cues[n]), None)


def _is_period_label(context: Context, number: int, figure: FigureMention) -> bool:
    """Whether an item has only a period before its figure: “January–May 2026: $3 billion”."""
    sentence = context.sentences[number]
    before = sentence.text[: figure.start]
    dates = [m for m in context.dates[number] if m.end - sentence.start <= figure.start]
    return (
        len(dates) == 1
        and before.rstrip().endswith(":")
        and not re.search(r"\w", before[: dates[0].start - sentence.start] + before[dates[0].end - sentence.start :])
    )


_PARTNER = re.compile(r"\btrad(?:e|ing)\spartner\b(?=[^.;]{0,60}\bwith\s(?:\w+\s){0,5}[^\w\s]?[^.;]{0,12}\Z)")
"""Words that make the volume behind them one of trade: “the largest trade partner, with a total of $3 billion”."""

_IN_BRACKETS = re.compile(r"\([^()]{0,20}\Z")

_BACK_THEN = re.compile(r"\b(?:[Aa]t|[Ii]n|[Ss]ince)\sthat\stime\b|\b(?:back\sthen|ago)\b")

_TODAY = re.compile(
    r"\b(?:[Nn]ow(?:adays)?|[Cc]urrent(?:ly)?|[Tt]oday|ha(?:s|ve)\ssince|at\s(?:present|the\smoment))\b"
)
"""Words for the time of the text. A figure beside them does not take the period of the figure before."""

_PRESENT = re.compile(r"\bfrom\s(?:(?:the|its|a|their)\s)?(?:present|current|existing|today[’']s)\s(?:level\sof\s)?\Z")
_AT_PRESENT = re.compile(r"\s(?:(?:a|per)\syear\s)?(?:at\spresent|now|currently|today)\sto\s")
"""Words around the amount from which trade shall rise: “from the present $2 billion to $3 billion”."""

_BY_THEN = re.compile(r"(?:\s(?:a|per)\syear)?\sby\s")
"""Words behind an amount that is still to be reached, if the day is to come: “$1 billion by 2030”."""


def _is_sum(cue: Cue, text: str, window: tuple[int, int]) -> bool:
    """Whether an investment is the sum of all years, so that a date before its part of the sentence is none of it."""
    is_sum = _STOCK.search(text, *window) or _TOTAL_INVESTMENT.search(text, *window)
    return cue.measure is FigureMeasure.investment and bool(is_sum)


_TWO_YEARS = re.compile(r"\b\d{4}\s?[/–-]\s?\d{2,4}\b")
"""A fiscal year, which lies in two."""


def _indicator(
    cue: Cue, text: str, window: tuple[int, int], period: FigureDate | None, is_own_period: bool
) -> Indicator:
    if cue.measure is not FigureMeasure.investment:
        return Indicator.trade
    mention = period.mention if is_own_period and period else None
    span = mention.span if mention else None
    is_period = bool(
        mention and span and span.start and span.end and span.precision is not Precision.day
        and mention.relation != "as of"
        and (span.end - span.start).days < (732 if _TWO_YEARS.search(mention.text) else 367)
    )  # fmt: skip
    at_end = bool(period and period.mention and re.search("end of", period.mention.text))
    stock = at_end or bool(_STOCK.search(text, window[0], window[1]))
    return Indicator.investment_flow if is_period and not stock else Indicator.investment_stock
