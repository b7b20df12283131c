"""Volumes of trade that two countries want to reach."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.curate.articles import Article
from app.curate.directions import is_of_others
from app.curate.mentions.clauses import FigureMeasure, windows
from app.curate.mentions.context import Context, context_of
from app.curate.mentions.figures import FigureMention, leaves_out_currency
from app.curate.mentions.targets import is_forecast, is_given_up, is_target
from app.curate.names import Names
from app.curate.pairs import turnover_pair
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.curate.stats import Parties, Stat, of_figure, proposal, status_period
from app.domain.figure_vocabulary import Flow, Indicator, StatKind

VERSION = 18

_BY = f"rule:targets/{VERSION}"


@dataclass(frozen=True)
class Target:
    """A volume of trade to be reached, and the pair that wants it, or from which somebody expects it.

    ``number`` is that of its sentence, and ``numbers`` those of all sentences that state it.
    """

    number: int
    figure: FigureMention
    window: tuple[int, int]
    pair: tuple[str, str]
    is_stated: bool
    is_forecast: bool
    numbers: tuple[int, ...] = ()


_SET_THEN = re.compile(
    r"(?:\s(?:a|per)\syear)?(?:\sby\s(?:the\send\sof\s)?\d{4})?(?:,?\s(?:a|the)\s(?:\w+\s)?(?:target|goal|figure|objective|mark))?,?\s(?:that\s|which\s)?"
    r"(?:(?:was|were|had\sbeen|they)\s)?(?:first\s)?(?:set|agreed|fixed|announced|named)\s(?:in|when|during|at|last|on)\b"
)
"""Words behind a target of another day: “$11 billion by 2027, a target set when they met in April”."""


def targets(context: Context) -> Iterator[Target]:
    """The targets of an article, each once: a text often repeats one, and tells more of it than its headline."""
    by_amount: dict[tuple[float, str], Target] = {}
    follows_trade = False
    for number, figures in enumerate(context.figures):
        text, cues = context.sentences[number].text, context.cues[number]
        money = [figure for figure in figures if figure.unit not in ("count", "percent")]
        for figure, window in zip(money, windows(text, money), strict=True):
            if is_target(text, figure, cues, follows_trade):
                if is_given_up(text, figure):
                    continue
                pair, is_stated = turnover_pair(context, number)
                if pair:
                    is_stated = is_stated and not _SET_THEN.match(text, figure.end)
                    target = Target(number, figure, window, pair, is_stated, is_forecast(text, figure))
                    first = by_amount.get((figure.value, figure.unit), target)
                    numbers = (*first.numbers, number)
                    by_amount[figure.value, figure.unit] = replace(first if first.number else target, numbers=numbers)
        if any(cue.measure in (FigureMeasure.trade, FigureMeasure.export, FigureMeasure.import_) for cue in cues):
            follows_trade = True
    yield from by_amount.values()


@rule("targets", VERSION)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each target."""
    context = context_of(article, names)
    for target in targets(context):
        speaker = context.speaker(target.number)
        trade = [cue for cue in context.cues[target.number] if cue.measure is FigureMeasure.trade]
        stat = Stat(
            target.number, indicator=Indicator.trade_target, flow=Flow.turnover, parties=Parties(*target.pair),
            period=status_period(context, target.number, speaker), kind=StatKind.target, speaker=speaker,
            cue=(trade[0].start, trade[0].end) if trade else (target.window[0], target.figure.end),
            is_certain=target.is_stated and not target.is_forecast,
            reason="The words say that trade is to reach this figure.", **of_figure(target.figure),
        )  # fmt: skip
        if not trade:
            stat.reasons["indicator"] = "It is the figure of trade that the text names before."
        if leaves_out_currency(target.figure):
            stat.is_certain = False
            stat.reasons["value"] = "The currency is that of the figure in the sentence before."
        stat.is_certain = stat.is_certain and not is_of_others(context, stat)
        yield proposal(context, stat, _BY)
