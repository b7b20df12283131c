"""Registers the readers of articles in the languages that have a lexicon, such as Kazakh and Russian, as rules."""

from collections.abc import Callable, Iterator

from app.curate.articles import Article
from app.curate.lexical import (
    agreements,
    commitments,
    figures,
    mechanisms,
    meetings,
    milestones,
    officials,
    places,
    ranks,
)
from app.curate.lexical.text import LexicalText, read_lexical
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import rule


def _register(kind: str, version: int, propose: Callable[[LexicalText, Names], Iterator[Proposal]]) -> None:
    """Register a reader of records of a kind. It reads an article only if its language has a lexicon."""

    @rule(f"{kind}-by-lexicon", version, by_lexicon=True)
    def by_lexicon(article: Article, names: Names) -> Iterator[Proposal]:
        if text := read_lexical(article, names):
            yield from propose(text, names)


_register("meetings", meetings.VERSION, meetings.propose_meetings)
_register("mechanisms", mechanisms.VERSION, mechanisms.propose_mechanisms)
_register("cities", places.VERSION, places.propose_places)
_register("officials", officials.VERSION, officials.propose_officials)
_register("figures", figures.VERSION, lambda text, _: figures.propose_figures(text))
_register("agreements", agreements.VERSION, lambda text, _: agreements.propose_agreements(text))
_register("milestones", milestones.VERSION, lambda text, _: milestones.propose_milestones(text))
_register("ranks", ranks.VERSION, lambda text, _: ranks.propose_ranks(text))
_register("commitments", commitments.VERSION, lambda text, _: commitments.propose_commitments(text))
