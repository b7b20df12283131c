"""The period of a figure that stands beside another one, and the percentage that is its own."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.figures import propose
from app.domain.edtf import parse

HEAD = "Poland and Peru review their trade\n\n"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Trade with Peru was $6 million in 2025. In the first quarter of 2026 the figure was $2 million, 3% less than "
         "in the same period of 2025.", [(6e6, "2025"), (2e6, "2026-01/2026-03")]),
        ("Trade of Poland and Peru was $6 million in 2025. In the first four months of 2026 the figure stood at $3 "
         "million. Poland’s exports made up $2 million of it.",
         [(6e6, "2025"), (3e6, "2026-01/2026-04"), (2e6, "2026-01/2026-04")]),
        ("Trade of Poland and Peru in 2024 was $5 million, a decrease of 11 percent compared to 2023 ($6 million).",
         [(5e6, "2024"), (6e6, "2023")]),
        ("Trade of Poland and Peru was $5 million in 2024 against $4 million in the preceding year.",
         [(5e6, "2024"), (4e6, "2023")]),
        ("The minister said that trade with Peru was $5 million in 2025, and that Polish investments in Peru had "
         "exceeded $9 million.", [(5e6, "2025"), (9e6, "2026-05-20")]),
        ("In 2025 trade of Poland and Peru was $5 million, while Polish investment in Peru over the past 16 years "
         "reached $9 million.", [(5e6, "2025"), (9e6, "2010/2026")]),
        ("Total trade of Poland with Peru was $5 million in 2025.", [(5e6, "2025")]),
        ("Trade between Poland and the five countries of the region was $5 million in 2025.", []),
        ("The value of projects of Polish firms in Peru has reached $5 million.", []),
    ],
)  # fmt: skip
def test_the_period_is_that_of_the_figure_itself(names: Names, text: str, figures: list[tuple[float, str]]) -> None:
    proposals = propose(Article(HEAD + text, publication=parse("2026-05-20")), names)
    assert [(p.values["value"], p.values["date"]) for p in proposals] == figures


def test_tourists_of_the_next_sentence_are_those_of_the_same_year(names: Names) -> None:
    text = "In 2025 Poland received 9,000 tourists from Peru. In turn, Peru received 7,000 tourists from Poland."
    proposals = [*propose(Article(HEAD + text, publication=parse("2026-05-20")), names)]
    assert [p.values["date"] for p in proposals] == ["2025", "2025"]


def test_a_percentage_is_that_of_the_figure_before_it(names: Names) -> None:
    text = "In 2025 Poland exported $2 million worth of goods to Peru, up 5 per cent, while importing $3 million worth."
    first, second = propose(Article(HEAD + text, publication=parse("2026-05-20")), names)
    assert (first.values.get("growth_percent"), second.values.get("growth_percent")) == (5, None)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Poland and Peru trade. Exports to Peru were $5 million in 2025.", "high"),
        (
            "Chile, Poland and Peru trade. Chile, Poland and Peru grow. Bilateral trade was $5 million in 2025.",
            "suggest",
        ),
    ],
)
def test_a_third_country_makes_the_two_of_a_figure_less_sure(names: Names, text: str, confidence: str) -> None:
    proposals = [*propose(Article(text, publication=parse("2026-05-20")), names)]
    assert [p.confidence for p in proposals] == [confidence]


@pytest.mark.parametrize(
    ("sentence", "period", "confidence"),
    [
        ("Polish aid grew in the academic year 2024–2025; over 700 Peruvian citizens study at Polish universities.",
         "2026-05-20", "high"),
        ("The prize of 2024 went to Lima, and 30 Polish companies are active in Peru.", "2026-05-20", "high"),
        ("Over 700 Peruvian citizens studied at Polish universities in 2024.", "2024", "high"),
        ("As many as 200 scholarships will be granted to Peruvian students by Poland in 2026.", "2026", "suggest"),
        ("Poland promised that 200 Peruvian students would be enrolled in Poland.", "2026-05-20", "suggest"),
        ("Some 20,000 Polish tourists are to visit Peru in 2027.", "2027", "suggest"),
        ("As many as 200 Peruvian students were enrolled in Poland in 2024.", "2024", "high"),
    ],
)  # fmt: skip
def test_a_count_of_people_is_of_its_own_time(names: Names, sentence: str, period: str, confidence: str) -> None:
    counts = [*propose(Article(HEAD + sentence, publication=parse("2026-05-20")), names)]
    assert [(p.values["date"], p.confidence) for p in counts] == [(period, confidence)]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Twelve Polish firms accompany the king to Peru.", 0),
        ("The minister was accompanied by 40 Polish companies in Peru.", 0),
        ("Some 40 Polish companies accompanied him to Peru.", 0),
        ("Twelve Polish firms work in Peru.", 1),
        ("Some 40 Polish companies are active in Peru.", 1),
        ("There are 40 Polish companies in Peru.", 1),
    ],
)
def test_companies_that_only_travel_along_are_no_total(names: Names, sentence: str, count: int) -> None:
    assert len([*propose(Article(HEAD + sentence, publication=parse("2026-05-20")), names)]) == count
