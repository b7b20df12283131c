"""Goods that are traded, and ranks in words."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence
from app.curate.rules.named import propose
from app.domain.edtf import parse
from app.ingest.seed_schema import TradeStatSeed

ABOUT = "Japan and Kenya met in Nairobi. Relations between Japan and Kenya grow.\n\n"


@pytest.mark.parametrize(
    ("sentence", "flow", "goods"),
    [
        ("Kenya’s exports to Japan include tea, coffee, and cut flowers.", "import", ["Tea", "Coffee", "Cut flowers"]),
        ("Kenya’s exports to Japan consist of tea and coffee.", "import", ["Tea", "Coffee"]),
        ("Imports from Japan to Kenya include a wide range of goods, such as cars, carpets and mats, and steel.",
         "export", ["Cars", "Carpets and mats", "Steel"]),
        ("Japanese exports to Kenya are dominated by metals such as zinc, cars, as well as tyres.", "export",
         ["Zinc", "Cars", "Tyres"]),
        ("The main exports of Kenya to Japan are tea, roses, and coffee.", "import", ["Tea", "Roses", "Coffee"]),
        ("Kenya’s main imports from Japan are cars and tyres.", "export", ["Cars", "Tyres"]),
        ("Kenya supplies tea, cut flowers and coffee to Japan.", "import", ["Tea", "Cut flowers", "Coffee"]),
        ("Japan sells mainly cars.", "export", ["Cars"]),
        ("Kenya imports steel from Japan, while Japan buys roses.", "export", ["Steel"]),
        ("Kenya’s exports to Japan are growing and diverse.", None, []),
        ("Kenya exports more than it imports.", None, []),
        ("Kenya exports to Japan and to Oman.", None, []),
        ("Kenya exports tea worth $5 million to Japan.", None, []),
        ("Kenya’s exports to Japan grew, including in May.", None, []),
        ("Kenya’s exports to Japan are large. The talks included trade, transport and culture.", None, []),
    ],
)  # fmt: skip
def test_goods(names: Names, sentence: str, flow: str | None, goods: list[str]) -> None:
    proposals = [*propose(Article(ABOUT + sentence, published=parse("2026-03-04")), names)]
    assert [proposal.values["product"]["name"] for proposal in proposals] == goods
    for proposal in proposals:
        TradeStatSeed.model_validate(proposal.values)
        assert (proposal.values["reporter"], proposal.values["flow"]) == ("JP", flow)
        assert proposal.confidence is Confidence.suggest


@pytest.mark.parametrize(
    ("sentence", "indicator", "reporter", "partner"),
    [
        ("Kenya is one of Japan’s key trading partners.", "trade-rank", "JP", "KE"),
        ("Japan is one of our main trade and economic partners.", "trade-rank", "KE", "JP"),
        ("Japan is among the largest investors in Kenya.", "investment-rank", "KE", "JP"),
        ("Japan ranks among the leading foreign investors in Kenya’s ports.", "investment-rank", "KE", "JP"),
    ],
)
def test_ranks_in_words(names: Names, sentence: str, indicator: str, reporter: str, partner: str) -> None:
    [proposal] = propose(Article(ABOUT + sentence, published=parse("2026-03-04")), names)
    values = proposal.values
    assert (values["indicator"], values["reporter"], values["partner"]) == (indicator, reporter, partner)
    assert "value" not in values
