"""Where a rank holds, and ranks that “more than any other” gives, in articles on Kenya and Peru."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules.ranks import propose
from app.domain.edtf import parse


def ranks(names: Names, sentence: str) -> list[Proposal]:
    article = Article(f"Kenya and Peru trade more\n\n{sentence}", publication=parse("2026-02-05"))
    return [*propose(article, names)]


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Peru was the second-largest importer of Kenyan goods in the European Union.", "European Union"),
        ("In East Africa, Kenya is the largest trading partner of Peru.", "East Africa"),
        ("Kenya is the third-largest trading partner of Peru among Arab countries.", "Arab countries"),
        ("Kenya is Peru’s second largest supplier of tea outside Latin America.", "outside Latin America"),
        ("Kenya is the largest buyer of Peruvian goods in the region.", "region"),
        ("Peru is Kenya’s third-largest trading partner in Latin America.", "Latin America"),
        ("Peru is the third-largest investor in Kenya.", None),
        ("Peru became Kenya’s third-largest trading partner in January 2025.", None),
        ("In 2025, Peru was Kenya’s third-largest trading partner.", None),
        ("In Kenya, Peru is the third-largest investor.", None),
    ],
)
def test_a_rank_holds_where_the_words_say(names: Names, sentence: str, scope: str | None) -> None:
    [proposal] = ranks(names, sentence)
    assert proposal.values.get("scope") == scope


@pytest.mark.parametrize(
    ("sentence", "indicator", "reporter"),
    [
        ("Rojas said Kenya hosted 15,000 Peruvian tourists in 2025, “more than from any other country.”",
         "tourist-rank", "KE"),
        ("Kenya received more tourists from Peru in 2025 than from any other country.", "tourist-rank", "KE"),
        ("Kenyan investments in Peru reached $5 million in 2025, more than those from any other country.",
         "investment-rank", "PE"),
    ],
)  # fmt: skip
def test_more_than_any_other_is_the_first(names: Names, sentence: str, indicator: str, reporter: str) -> None:
    [proposal] = ranks(names, sentence)
    values = proposal.values
    assert (values["indicator"], values["value"], values["reporter"]) == (indicator, 1, reporter)
    assert {values["reporter"], values["partner"]} == {"KE", "PE"}


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("This placed Peru third among countries with the most incoming tourists to Kenya.", "2024"),
        ("That made Peru Kenya’s third-largest source of tourists.", "2024"),
        ("The figure puts Peru in third place among sources of tourists of Kenya.", "2024"),
        ("Peru is now Kenya’s third-largest source of tourists.", "2026-02-05"),
        ("This rank is new: Peru is Kenya’s third-largest source of tourists.", "2026-02-05"),
        ("This made Peru Kenya’s third-largest source of tourists in 2025.", "2025"),
    ],
)
def test_a_rank_that_follows_from_a_figure_has_its_period(names: Names, sentence: str, date: str) -> None:
    [proposal] = ranks(names, f"As many as 15,000 Peruvian tourists visited Kenya in 2024. {sentence}")
    assert (proposal.values["indicator"], proposal.values["value"], proposal.values["date"]) == (
        "tourist-rank",
        3,
        date,
    )


def test_a_rank_of_some_goods(names: Names) -> None:
    [proposal] = ranks(names, "Peru was Kenya’s largest export destination for palm oil in the region.")
    assert (proposal.values["product"], proposal.values["scope"]) == ({"name": "palm oil"}, "region")
    [proposal] = ranks(names, "Peru has been Kenya’s largest export market for years.")
    assert "product" not in proposal.values


def test_more_than_last_year_is_no_rank(names: Names) -> None:
    assert not ranks(names, "Kenya hosted 15,000 Peruvian tourists in 2025, more than in any other year.")
