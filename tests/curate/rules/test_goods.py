"""Figures of some goods alone, which are not those of all trade, in articles on Kenya and Peru."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.rules.figures import propose
from app.domain.edtf import parse


def only(names: Names, sentence: str) -> Proposal:
    [proposal] = propose(Article(f"Kenya and Peru trade more\n\n{sentence}", publication=parse("2026-02-05")), names)
    return proposal


@pytest.mark.parametrize(
    ("sentence", "product"),
    [
        ("Kenyan tea exports to Peru were $3 million in 2024.", "tea"),
        ("Oil imports from Peru were $3 million in 2024.", "Oil"),
        ("Exports of Kenyan tea to Peru came to $3 million in 2024.", "tea"),
        ("Exports of fruit and vegetables to Peru were worth $3 million in 2024.", "fruit and vegetables"),
        ("Kenya imported copper for $3 million from Peru in 2024.", "copper"),
        ("Kenya exported tea and roses valued at $3 million to Peru in 2024.", "tea and roses"),
        ("Cars were sold to Peru for $3 million in 2024.", "Cars"),
        ("Natural gas worth $3 million was imported from Peru in 2024.", "Natural gas"),
        ("In 2024, natural gas for $3 million was supplied to Kenya from Peru.", "natural gas"),
        ("Peru bought $3 million worth of tea from Kenya in 2024.", "tea"),
        ("In agri-food, exports to Peru were valued at $3 million in 2024.", "agri-food"),
        ("Exports of tea, coffee and roses to Peru were $3 million in 2024.", None),
        ("Kenya’s agricultural exports to Peru reached $3 million in 2024.", None),
        ("Non-oil trade between Kenya and Peru was $3 million in 2024.", None),
    ],
)
def test_some_goods_are_not_all_trade(names: Names, sentence: str, product: str | None) -> None:
    proposal = only(names, sentence)
    assert proposal.values.get("product") == ({"name": product} if product else None)
    assert proposal.confidence == "suggest"


@pytest.mark.parametrize(
    ("sentence", "products"),
    [
        ("Imports from Peru were $5 million in 2024, of which crude oil $3 million.", [None, "crude oil"]),
        ("Kenya exported tea for $5 million to Peru in 2024, and hazelnuts for $3 million.", ["tea", "hazelnuts"]),
        ("Exports to Peru rose to $5 million in 2024; services exports were $3 million.", [None, "services"]),
        ("Exports to Peru were $5 million in 2024, and imports $3 million.", [None, None]),
        ("Exports to Peru were $5 million in 2024, and total imports were $3 million.", [None, None]),
    ],
)
def test_goods_belong_to_their_own_figure(names: Names, sentence: str, products: list[str | None]) -> None:
    article = Article(f"Kenya and Peru trade more\n\n{sentence}", publication=parse("2026-02-05"))
    figure_proposals = [*propose(article, names)]
    assert [p.values.get("product", {}).get("name") for p in figure_proposals] == products
    assert [p.confidence for p in figure_proposals] == ["suggest" if product else "high" for product in products]


@pytest.mark.parametrize(
    "sentence",
    [
        "Total exports of Kenya to Peru were $3 million in 2024.",
        "Kenya's annual exports to Peru were $3 million in 2024.",
        "Kenya exported goods worth $3 million to Peru in 2024.",
        "Record exports from Kenya to Peru amounted to $3 million in 2024.",
        "Imports of goods from Peru to Kenya came to $3 million in 2024.",
        "Trade in goods between Kenya and Peru was $3 million in 2024.",
        "Peru bought $3 million of Kenyan products in 2024.",
    ],
)
def test_all_goods_are_no_product(names: Names, sentence: str) -> None:
    proposal = only(names, sentence)
    assert "product" not in proposal.values
    assert proposal.confidence == "high"
