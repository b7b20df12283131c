"""Proposes records of articles in the languages that have a lexicon, such as Kazakh and Russian."""

from collections.abc import Iterator

from app.curate.articles import Article
from app.curate.lexical.agreements import propose_agreements
from app.curate.lexical.figures import propose_figures
from app.curate.lexical.meetings import propose_meetings
from app.curate.lexical.milestones import propose_milestones
from app.curate.lexical.officials import propose_officials
from app.curate.lexical.ranks import propose_ranks
from app.curate.lexical.text import read_lexical
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import rule


@rule("meetings-by-lexicon", 1, by_lexicon=True)
def meetings_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each meeting."""
    if text := read_lexical(article, names):
        yield from propose_meetings(text, names)


@rule("officials-by-lexicon", 1, by_lexicon=True)
def officials_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each official."""
    if text := read_lexical(article, names):
        yield from propose_officials(text, article, names)


@rule("figures-by-lexicon", 1, by_lexicon=True)
def figures_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each figure and target."""
    if text := read_lexical(article, names):
        yield from propose_figures(text)


@rule("agreements-by-lexicon", 1, by_lexicon=True)
def agreements_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each agreement."""
    if text := read_lexical(article, names):
        yield from propose_agreements(text)


@rule("milestones-by-lexicon", 1, by_lexicon=True)
def milestones_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each milestone."""
    if text := read_lexical(article, names):
        yield from propose_milestones(text)


@rule("ranks-by-lexicon", 1, by_lexicon=True)
def ranks_by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
    """A proposal for each rank."""
    if text := read_lexical(article, names):
        yield from propose_ranks(text)
