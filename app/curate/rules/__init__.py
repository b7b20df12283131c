"""The registry of the rules that read an article and propose records. A new rule is one module in this folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from app.curate.articles import Article
from app.curate.lexicons import lexicons
from app.curate.names import Names
from app.curate.proposals import Proposal

RuleFunction = Callable[[Article, Names], Iterator[Proposal]]


@dataclass(frozen=True)
class Rule:
    """A rule. ``version`` goes up whenever it may propose something else, so that a review says what it looked at.

    A rule ``by_lexicon`` reads the languages that have a lexicon. The others read English.
    """

    name: str
    version: int
    propose: RuleFunction
    by_lexicon: bool = False

    @property
    def by(self) -> str:
        return f"rule:{self.name}/{self.version}"

    def reads(self, article: Article) -> bool:
        """Whether the rule knows the language of an article."""
        return self.by_lexicon is (article.language in lexicons())


RULES: dict[str, Rule] = {}
"""The rules by name."""


def rule(name: str, version: int, *, by_lexicon: bool = False) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as a rule."""

    def register(propose: RuleFunction) -> RuleFunction:
        RULES[name] = Rule(name, version, propose, by_lexicon)
        return propose

    return register


def all_rules() -> list[Rule]:
    """All rules, by name. Their modules are imported at the first call."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return [RULES[name] for name in sorted(RULES)]


def propose(article: Article, names: Names) -> list[Proposal]:
    """What all rules for its language propose of an article, in the order of the text."""
    rules = [rule for rule in all_rules() if rule.reads(article)]
    proposals = [proposal for rule in rules for proposal in rule.propose(article, names)]
    return sorted(proposals, key=lambda proposal: min((quote.paragraph for quote in proposal.quotes), default=0))
