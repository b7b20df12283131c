"""Words beside a post, a figure or a promise that make it another one: a site, a good, a hope, a speech."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.domain.edtf import parse

HEAD = "Kenya and Peru trade more\n\nKenyan President John Otieno met Peruvian President Luis Rojas in Lima."


def read(names: Names, text: str, kind: str) -> list[Proposal]:
    article = Article(text, publication=parse("2026-02-05"))
    return [proposal for proposal in propose(article, names) if proposal.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("He landed at King Zaid International Airport with Kenyan Trade Minister Amina Mwangi.", {"Amina Mwangi"}),
        ("They opened the President Ana Flores Bridge.", set()),
        ("At Queen Alba University he was met by Kenyan Trade Minister Amina Mwangi.", {"Amina Mwangi"}),
        ("Kenyan Trade Minister Amina Mwangi Airport left Lima.", set()),
        ("King Zaid of Oman and Kenyan Trade Minister Amina Mwangi were there.", {"Zaid", "Amina Mwangi"}),
        ("Kenyan Trade Minister Jin Park spoke.", {"Jin Park"}),
        ("Kenyan Trade Minister Amina Mwangi toured the Lima Museum.", {"Amina Mwangi"}),
    ],
)
def test_a_post_in_the_name_of_a_site_has_no_holder(names: Names, sentence: str, people: set[str]) -> None:
    officials = {proposal.values["name"] for proposal in read(names, f"{HEAD} {sentence}", "official")}
    assert officials - {"John Otieno", "Luis Rojas"} == people


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("The Kenyan co-chair, Trade Minister Amina Mwangi, spoke.", "KE"),
        ("The Kenyan negotiator, Trade Minister Amina Mwangi, spoke.", "KE"),
        ("The Peruvian side, Trade Minister Amina Mwangi, spoke.", "PE"),
        ("It buys Kenyan tea for a year, Trade Minister Amina Mwangi told the press in Lima.", None),
        ("Peru wants more Kenyan goods each year, Trade Minister Amina Mwangi told a paper.", None),
        ("Peru buys Kenyan coffee and tea, Trade Minister Amina Mwangi said.", None),
    ],
)
def test_only_a_holder_in_apposition_has_the_country_before(names: Names, sentence: str, country: str | None) -> None:
    officials = {p.values["name"]: p for p in read(names, f"{HEAD}\n\n{sentence}", "official")}
    official = officials.get("Amina Mwangi")
    is_sure = official is not None and official.confidence is Confidence.high
    assert (official.values.get("country") if official and is_sure else None) == country


@pytest.mark.parametrize(
    "sentence",
    [
        "“We are expecting the turnover to reach half a billion dollars in three years,” he told Kenya and Peru.",
        "Trade of Kenya and Peru, he said, anticipating growth, would be $500 million.",
        "The bank foresees trade of Kenya and Peru of $500 million.",
    ],
)
def test_what_is_expected_is_no_figure(names: Names, sentence: str) -> None:
    stats = read(names, f"{HEAD}\n\n{sentence}", "trade-stat")
    assert [p for p in stats if p.values.get("kind") != "target"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Trade of Kenya and Peru was $500 million in 2025, as expected in Lima.",
        "Trade of Kenya and Peru was $500 million in 2025. More is expected.",
        "In 2025 trade of Kenya and Peru was $500 million, and both are expecting guests.",
    ],
)
def test_what_is_expected_behind_a_figure_leaves_it(names: Names, sentence: str) -> None:
    [stat] = read(names, f"{HEAD}\n\n{sentence}", "trade-stat")
    assert (stat.values["value"], stat.values["date"]) == (5e8, "2025")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Kenya is ready to buy up to 100,000 tonnes of fruit of Peru by 2028.", None),
        ("Kenya will buy 25,000 tonnes of fruit of Peru by 2028.", None),
        ("Kenya will grant up to 1,200 hectares to Peru by 2028.", None),
        ("Kenya will grant 1,200 scholarships to Peru by 2028.", 1200),
        ("Kenya will raise the number of scholarships from 60 to 120 by 2028.", 120),
        ("Kenya will grant up to 100 scholarships to Peru by 2028.", 100),
    ],
)
def test_a_measure_is_no_number_of_things(names: Names, sentence: str, value: int | None) -> None:
    [promise] = read(names, f"{HEAD}\n\n{sentence}", "commitment")
    assert promise.values.get("value") == value


SPEECH = "{} by the Minister of Trade of Kenya, Amina Mwangi, in Lima\n\nPeru is a friend of Kenya.\n\n{}"


@pytest.mark.parametrize(
    ("title", "sentence", "by"),
    [
        ("Speech", "We have decided to offer fifty scholarships to students from Peru.", ["KE"]),
        ("Opening remarks", "We have decided to build a school in Lima by 2028.", ["KE"]),
        ("Statement", "We decided to give $5 million to Peru.", ["KE"]),
        ("Speech", "We have agreed to build a bridge of both by 2028.", ["KE", "PE"]),
        ("Reception", "We have decided to build a bridge of both by 2028.", ["KE", "PE"]),
        ("Interview", "The two countries have decided to build a bridge by 2028.", ["KE", "PE"]),
    ],
)
def test_we_of_a_speech_is_the_country_of_the_speaker(names: Names, title: str, sentence: str, by: list[str]) -> None:
    [promise] = read(names, SPEECH.format(title, sentence), "commitment")
    assert promise.values["by"] == by
