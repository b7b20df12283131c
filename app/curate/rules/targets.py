"""Volumes of trade that two countries want to reach."""

from collections.abc import Iterator

from app.curate.articles import Article
from app.curate.mentions.clauses import Measure, windows
from app.curate.mentions.context import Context
from app.curate.mentions.targets import is_target
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import rule
from app.curate.rules.figures import turnover_pair
from app.curate.stats import Parties, Stat, of_figure, proposal, status_period
from app.domain.vocabulary import Flow, Indicator, StatKind

_BY = "rule:targets/1"


@rule("targets", 1)
def propose(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each target, once: a text often repeats it."""
    context = Context(article, names)
    seen: set[tuple[float, str]] = set()
    carried = False
    for number, figures in enumerate(context.figures):
        text = context.sentences[number].text
        found = context.cues[number]
        money = [figure for figure in figures if figure.unit not in ("count", "percent")]
        for figure, window in zip(money, windows(text, money), strict=True):
            if is_target(text, figure, found, carried) and (figure.value, figure.unit) not in seen:
                pair, stated = turnover_pair(context, number)
                if pair is None:
                    continue
                seen.add((figure.value, figure.unit))
                speaker = context.speaker(number)
                trade = [cue for cue in found if cue.measure is Measure.trade]
                span = (trade[0].start, trade[0].end) if trade else (window[0], figure.end)
                stat = Stat(
                    number, indicator=Indicator.trade_target, flow=Flow.turnover, parties=Parties(*pair),
                    period=status_period(context, number, speaker), cue=span, kind=StatKind.target, speaker=speaker,
                    sure=stated, why="The words tell of trade that shall reach this figure.", **of_figure(figure),
                )  # fmt: skip
                if not trade:
                    stat.reasons["indicator"] = "It is the figure of trade that the text names before."
                yield proposal(context, stat, _BY)
            elif any(cue.measure is Measure.trade for cue in found):
                carried = True
