"""What tests of the readers by lexicon share: articles on Kenya and Peru, published on 5 February 2026."""

from typing import Any

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import propose
from app.domain.edtf import parse

HEADLINES = {"kk": "Кения мен Перу жақындасады", "ru": "Кения и Перу сближаются", "tr": "Kenya ve Peru yakınlaşıyor"}


def article(language: str, *paragraphs: str) -> Article:
    """An article with a headline."""
    return Article("\n\n".join([HEADLINES[language], *paragraphs]), language, parse("2026-02-05"))


def proposals(names: Names, kind: str, language: str, *paragraphs: str) -> list[Proposal]:
    """What the rules propose of one kind."""
    return [p for p in propose(article(language, *paragraphs), names) if p.kind == kind]


def values(proposal: Proposal, *fields: str) -> tuple[Any, ...]:
    return tuple(proposal.values.get(field) for field in fields)
