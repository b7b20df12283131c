"""How often the presidents of Kenya and Peru met, or visited each other's country."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence
from app.curate.rules.figures import propose
from app.domain.edtf import parse

OTIENO = "Kenyan President John Otieno"
ROJAS = "Peruvian President Luis Rojas"


def figures(names: Names, sentence: str) -> list[tuple[str, float, str | None, Confidence]]:
    article = Article(f"Kenya and Peru trade more\n\n{sentence}", publication=parse("2026-02-05"))
    values = [(proposal.values, proposal.confidence) for proposal in propose(article, names)]
    return [(v["indicator"], v["value"], v.get("date"), confidence) for v, confidence in values]


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "date"),
    [
        (f"Since 2021, {OTIENO} has held nine bilateral meetings with {ROJAS}.",
         "presidential-meetings", 9, "2021/2026-02-05"),
        (f"{OTIENO} and {ROJAS} held three meetings in 2025.", "presidential-meetings", 3, "2025"),
        ("The presidents of Kenya and Peru have held 11 meetings since 2019.",
         "presidential-meetings", 11, "2019/2026-02-05"),
        ("Kenyan presidents have made four state visits to Peru since 2010.",
         "presidential-visits", 4, "2010/2026-02-05"),
    ],
)  # fmt: skip
def test_a_sentence_with_both_countries_and_the_time_is_sure(
    names: Names, sentence: str, indicator: str, value: float, date: str
) -> None:
    assert figures(names, sentence) == [(indicator, value, date, Confidence.high)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"{OTIENO} has held nine bilateral meetings with {ROJAS}.",
        "The two presidents have held nine bilateral meetings since 2021.",
        "Kenyan presidents have made four state visits to Peru and Oman since 2010.",
    ],
)
def test_a_sentence_without_the_time_or_with_other_countries_is_not(names: Names, sentence: str) -> None:
    assert all(confidence is Confidence.suggest for *_, confidence in figures(names, sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        f"Since 2021, {OTIENO} has held nine meetings with Peruvian Foreign Minister Luis Rojas.",
        f"Since 2021, Kenyan Vice President John Otieno has held nine meetings with {ROJAS}.",
        f"{OTIENO} left Lima on 2 May 2025 without meeting {ROJAS}.",
        f"{OTIENO} hopes to hold nine meetings with {ROJAS} in 2027.",
        f"Since 2021, the former president John Otieno of Kenya has held nine meetings with {ROJAS}.",
    ],
)
def test_meetings_of_others_are_none_of_presidents(names: Names, sentence: str) -> None:
    assert figures(names, sentence) == []
