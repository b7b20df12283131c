"""The records that a sentence may be about."""

from collections import defaultdict
from collections.abc import Container

from app.curate.claims.facts import Fact
from app.curate.claims.sentences import ClaimSentence


def nearest_facts(sentence: ClaimSentence, count: int, kinds: Container[str] | None = None) -> list[Fact]:
    """The records, of these kinds if any are given, that share most names and words with a sentence: at most ``count``.
    A name or word counts the more, the fewer records have it."""
    keys = [f"person:{person}" for person in sentence.people]
    keys += [f"city:{city}" for city in sentence.cities]
    keys += [f"mechanism:{mechanism}" for mechanism in sentence.mechanisms]
    keys += [f"word:{word}" for word in sentence.words]
    points: dict[str, float] = defaultdict(float)
    by_name: dict[str, Fact] = {}
    for key in sorted(keys):
        facts = sentence.facts.index.get(key, ())
        for fact in facts:
            if kinds is None or fact.kind in kinds:
                name = f"{fact.kind}/{fact.id}"
                points[name] += 1 / len(facts)
                by_name[name] = fact
    return [by_name[name] for name in sorted(points, key=lambda name: (-points[name], name))[:count]]
