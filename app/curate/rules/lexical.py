"""Proposes records of articles in the languages that have a lexicon, such as Kazakh and Russian."""

from collections.abc import Iterator

from app.curate.articles import Article
from app.curate.lexical import agreements, figures, meetings, milestones, officials, ranks
from app.curate.lexical.text import read_lexical
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import rule


@rule("meetings-by-lexicon", meetings.VERSION, by_lexicon=True)
def meetings_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each meeting."""
    if text := read_lexical(article, names):
        yield from meetings.propose_meetings(text, names)


@rule("officials-by-lexicon", officials.VERSION, by_lexicon=True)
def officials_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each official."""
    if text := read_lexical(article, names):
        yield from officials.propose_officials(text, article, names)


@rule("figures-by-lexicon", figures.VERSION, by_lexicon=True)
def figures_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each figure and target."""
    if text := read_lexical(article, names):
        yield from figures.propose_figures(text)


@rule("agreements-by-lexicon", agreements.VERSION, by_lexicon=True)
def agreements_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each agreement."""
    if text := read_lexical(article, names):
        yield from agreements.propose_agreements(text)


@rule("milestones-by-lexicon", milestones.VERSION, by_lexicon=True)
def milestones_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each milestone."""
    if text := read_lexical(article, names):
        yield from milestones.propose_milestones(text)


@rule("ranks-by-lexicon", ranks.VERSION, by_lexicon=True)
def ranks_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each rank."""
    if text := read_lexical(article, names):
        yield from ranks.propose_ranks(text)
