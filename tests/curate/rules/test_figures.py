"""The figures, ranks and targets that the rules propose of made-up articles."""

import time

import pytest

from app.curate.articles import Article
from app.curate.mentions.figures import figures
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules.figures import propose as propose_figures
from app.curate.rules.ranks import propose as propose_ranks
from app.curate.rules.targets import propose as propose_targets
from app.domain.edtf import parse
from tests.curate.long_lines import HANG
from tests.curate.rules.articles import SAMPLES as FIRST
from tests.curate.rules.articles import Figure, Sample
from tests.curate.rules.fifth_articles import SAMPLES as FIFTH
from tests.curate.rules.fourth_articles import SAMPLES as FOURTH
from tests.curate.rules.second_articles import SAMPLES as SECOND
from tests.curate.rules.sixth_articles import SAMPLES as SIXTH
from tests.curate.rules.third_articles import SAMPLES as THIRD

SAMPLES = (*FIRST, *SECOND, *THIRD, *FOURTH, *FIFTH, *SIXTH)

RULES = (propose_figures, propose_ranks, propose_targets)


def proposals(names: Names, text: str, publication: str | None) -> list[Proposal]:
    article = Article(text, publication=parse(publication) if publication else None)
    return [proposal for rule in RULES for proposal in rule(article, names)]


def figure(proposal: Proposal) -> Figure:
    values = proposal.values
    ends = [values["reporter"], values.get("partner")]
    if values.get("flow") in ("import", "inward"):
        ends.reverse()
    elif values.get("flow") in ("turnover", None):
        ends.sort(key=str)
    return (
        values["value"], values["unit"], values["qualifier"], values["indicator"], *ends, values.get("date"),
        values.get("kind", "actual"),
    )  # fmt: skip


def comparable(row: Figure, *, mutual: bool, has_date: bool) -> tuple[object, ...]:
    """A figure that can be compared: without its date where the table has none, and with its countries in order where
    both have it."""
    ends = sorted(map(str, row[4:6])) if mutual else row[4:6]
    return (*row[:4], *ends, row[6] if has_date else None, row[7])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_figures_of_an_article(names: Names, sample: Sample) -> None:
    figure_proposals = proposals(names, sample.text, sample.publication)
    mutual = {figure(p)[:4] for p in figure_proposals if p.values.get("flow") in ("turnover", None)}
    dated_rows = {row[:4] for row in sample.figures if row[6]}
    assert sorted(
        (
            comparable(row, mutual=row[:4] in mutual, has_date=row[:4] in dated_rows)
            for row in map(figure, figure_proposals)
        ),
        key=str,
    ) == sorted(
        (comparable(row, mutual=row[:4] in mutual, has_date=row[:4] in dated_rows) for row in sample.figures), key=str
    )


ABOUT = "Japan and Kenya met in Nairobi. Relations between Japan and Kenya grow.\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya's exports reached $8 billion in 2025.",
        "Japan's trade with the African Union reached $150 billion in 2025.",
        "Trade among the members of the East African Community exceeded $10 billion.",
        "The Japanese company Tokai invested $300 million in a plant in Kenya.",
        "Toyota has invested $300 million in Kenya.",
        "Kenya attracted $17 billion in foreign direct investment in 2025.",
        "Kenya hosts 3,000 foreign companies.",
        "Kenya welcomed 2.4 million tourists in 2025.",
        "15 million tourists visited Japan in 2025.",
        "Trade between Japan and Kenya grew by $200 million in 2025.",
        "Japan has a trade surplus with Kenya of $900 million.",
        "They signed agreements worth $4 billion in trade and investment.",
        "Japan's GDP is $4.2 trillion.",
        "The investment fund of $50 million will be launched.",
        "Kenya borrowed $1.2 billion from Japan in 2024.",
        "Japan granted Kenya a loan of $250 million for investment in a port.",
        "Trade could reach $5 billion if the tariff falls.",
        "Kenya's budget for trade promotion is $12 million.",
        "The trade fair drew 300 companies from Japan.",
        "A delegation of 40 companies from Japan visited Kenya.",
        "More than 100 Japanese companies took part in the forum.",
        "About 1,000 students protested in Nairobi.",
        "Japan has 120 universities, with 3 million students.",
        "Kenya is one of the largest tea exporters.",
        "Japan is not Kenya's largest trading partner.",
        "Japan wants to become Kenya's largest trading partner.",
        "Kenya is the largest economy in East Africa.",
    ],
)
def test_what_is_no_figure_between_the_two_is_not_proposed(names: Names, sentence: str) -> None:
    assert proposals(names, ABOUT + sentence, "2026-03-04") == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_value_has_words_of_the_article(names: Names, sample: Sample) -> None:
    article = Article(sample.text)
    for proposal in proposals(names, sample.text, sample.publication):
        cited_fields = {field for quote in proposal.quotes for field in quote.fields}
        assert {"value", "unit", "qualifier", "indicator", "reporter"} <= cited_fields
        assert ("date" in cited_fields) == ("date" in proposal.values)
        for quote in proposal.quotes:
            text = article.paragraphs[quote.paragraph - 1]
            assert text.count(quote.quote) >= (quote.occurrence or 1)
            assert quote.occurrence or text.count(quote.quote) == 1


FIGURES = [
    ("It was $5 billion.", 5e9, "USD", "exact"),
    ("It was $5 billion dollars.", 5e9, "USD", "exact"),
    ("It was US$5.25bn.", 5.25e9, "USD", "exact"),
    ("It was 5,2 млрд долларов.", 5.2e9, "USD", "exact"),
    ("It was EUR 300,000.", 300_000, "EUR", "exact"),
    ("It was 300 million Canadian dollars.", 3e8, "CAD", "exact"),
    ("It was 12.5 billion tenge.", 12.5e9, "KZT", "exact"),
    ("It was TL or TRY 4 million.", 4e6, "TRY", "exact"),
    ("It was ¥3 trillion yen.", 3e12, "JPY", "exact"),
    ("It exceeded a record £2 million.", 2e6, "GBP", "over"),
    ("It was at least $2 million.", 2e6, "USD", "over"),
    ("It was $2 million or more.", 2e6, "USD", "over"),
    ("It was up to $2 million.", 2e6, "USD", "under"),
    ("It approached $2 million.", 2e6, "USD", "nearly"),
    ("It was just under $2 million.", 2e6, "USD", "nearly"),
    ("It was some $2 million.", 2e6, "USD", "about"),
    ("It was estimated at $2 million.", 2e6, "USD", "about"),
    ("It was estimated at more than $2 million.", 2e6, "USD", "over"),
    ("It grew by over 4.5 per cent.", 4.5, "percent", "over"),
    ("It exceeded half a billion dollars.", 5e8, "USD", "over"),
    ("It was about a quarter of a million euros.", 250_000, "EUR", "about"),
    ("It was nearly one and a half billion pounds.", 1.5e9, "GBP", "nearly"),
    ("It was a hundred million dollars.", 1e8, "USD", "exact"),
    ("It was just over ¥4.1 trillion.", 4.1e12, "JPY", "over"),
    ("China’s part was ¥4.1 trillion.", 4.1e12, "CNY", "exact"),
    ("- Companies with Kenyan capital in Japan: 1,240.", 1240, "count", "exact"),
    ("Tourists from Kenya in Japan, January–April 2025: about 61,800.", 61_800, "count", "about"),
    ("Joint projects under way – 18", 18, "count", "exact"),
    ("There are 3,538 Turkish-capital enterprises.", 3538, "count", "exact"),
    ("There are more than twenty state and working visits.", 20, "count", "over"),
    ("The number of foreign firms there has reached 1,900.", 1900, "count", "exact"),
]


@pytest.mark.parametrize(("sentence", "value", "unit", "qualifier"), FIGURES)
def test_a_figure_with_its_unit_and_what_qualifies_it(sentence: str, value: float, unit: str, qualifier: str) -> None:
    [mention] = figures(sentence)
    assert (mention.value, mention.unit, mention.qualifier.value) == (value, unit, qualifier)
    assert sentence[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2025 it met 3 times.",
        "Flight 747 left at 10:30.",
        "The top 10 won.",
        "Talks of companies: 3 rounds.",
        "¥5 billion went from China to Japan.",
    ],
)
def test_a_number_that_counts_nothing_is_no_figure(sentence: str) -> None:
    assert figures(sentence) == []


@pytest.mark.parametrize("unit", ["1", "1,", "$", "A", "$5 billion ", "trade of ", "5 companies and ", "top "])
def test_a_long_line_takes_time_in_proportion_to_its_length(names: Names, unit: str) -> None:
    began = time.process_time()
    proposals(names, unit * (100_000 // len(unit)), "2025-01-01")
    assert time.process_time() - began < HANG, "the time grows with the square of the length"
