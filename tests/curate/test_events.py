"""The rules for events, on made-up articles: each event once, with its values and a quote for each."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules import propose
from app.domain.edtf import parse
from app.domain.prose import numbers, writes_date
from app.domain.text import fold
from app.ingest.places import SourceText, digest
from app.ingest.quotes import lock_quote
from app.ingest.seed_schema import SEED_MODELS
from tests.curate.event_articles import FIRST_CASES, Case
from tests.curate.more_event_articles import MORE_CASES

CASES = [*FIRST_CASES, *MORE_CASES]

KINDS_OF_EVENTS = ("meeting", "agreement", "milestone")

KINDS_READ = (*KINDS_OF_EVENTS, "official", "mechanism", "city")

MODELS = {model.kind: model for model in SEED_MODELS}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, with people and parties as sets of their ids."""
    result = dict(values)
    if "participants" in result:
        result["participants"] = {person["official"] for person in result["participants"]}
    for name in {"countries", "parties"} & result.keys():
        result[name] = {*result[name]}
    return result


def fits(expected: Mapping[str, Any], proposal: Proposal) -> bool:
    values = plain(proposal.values)
    return all(values.get(name) == value for name, value in expected.items())


def states(words: str, value: Any, field: str) -> bool:
    """Whether words state a date, a number or a city, as the check of the seed wants it."""
    if field in ("date", "valid"):
        return writes_date(words, parse(value))
    if field in ("session", "count"):
        return float(value) in numbers(words)
    return field != "city" or fold(value.replace("-", " ")) in fold(words)


@pytest.mark.parametrize("kind", KINDS_OF_EVENTS)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_events_of_an_article(names: Names, case: Case, kind: str) -> None:
    proposals = [proposal for proposal in propose(case.article, names) if proposal.kind == kind]
    for expected in getattr(case, kind):
        match = next((proposal for proposal in proposals if fits(expected, proposal)), None)
        assert match, f"{expected} is not in {[plain(proposal.values) for proposal in proposals]}"
        proposals.remove(match)
    assert proposals == []


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_people_and_the_mechanisms_of_an_article(names: Names, case: Case) -> None:
    proposals = propose(case.article, names)
    officials = {p.record or p.values["name"] for p in proposals if p.kind == "official"}
    assert officials == set(case.official)
    assert {p.values["id"] for p in proposals if p.kind == "mechanism"} == set(case.mechanism)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_city_is_known_or_proposed(names: Names, case: Case) -> None:
    proposals = propose(case.article, names)
    cities = {city.id for city in names.cities} | {p.values["id"] for p in proposals if p.kind == "city"}
    assert {p.values["city"] for p in proposals if p.values.get("city")} <= cities


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_each_proposal_is_an_entry_of_the_seed_with_quotes_of_the_text(names: Names, case: Case) -> None:
    article = case.article
    text = SourceText(path=None, content=article.content, sha256=digest(article.content))  # type: ignore[arg-type]
    for proposal in propose(article, names):
        if proposal.kind not in KINDS_READ:
            continue
        places = [
            (quote.paragraph, quote.quote, quote.until, quote.occurrence, name)
            for quote in proposal.quotes
            for name in quote.fields
        ]
        assert len(places) == len(set(places))
        for quote in proposal.quotes:
            span = lock_quote(text, (quote.paragraph, quote.quote, quote.until, quote.occurrence))
            words = article.content[span.start : span.end]
            for name in quote.fields if quote.reason is None else ():
                assert states(words, proposal.values.get(name), name), f"“{words}” does not state {name}"
        if proposal.record:
            continue
        model = MODELS[proposal.kind]
        entry = model.model_validate(proposal.values)
        cited_fields = {name for quote in proposal.quotes for name in quote.fields}
        needs = {name for name in model.cited_fields if getattr(entry, name, None) and name in proposal.values}
        assert needs <= cited_fields, f"{proposal.values['id']} has no quote for {needs - cited_fields}"
