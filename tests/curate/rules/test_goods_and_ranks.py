"""Goods that are traded, and ranks in words."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence
from app.curate.rules.goods_and_ranks import propose
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
        ("Kenya’s exports to Japan are growing and diverse.", None, []),
        ("Kenya exports more than it imports.", None, []),
        ("Kenya exports to Japan and to Oman.", None, []),
        ("Kenya exports tea worth $5 million to Japan.", None, []),
        ("Kenya’s exports to Japan grew, including in May.", None, []),
        ("Kenya’s exports to Japan are large. The talks included trade, transport and culture.", None, []),
    ],
)  # fmt: skip
def test_goods(names: Names, sentence: str, flow: str | None, goods: list[str]) -> None:
    proposals = [*propose(Article(ABOUT + sentence, publication=parse("2026-03-04")), names)]
    assert [proposal.values["product"]["name"] for proposal in proposals] == goods
    for proposal in proposals:
        TradeStatSeed.model_validate(proposal.values)
        assert (proposal.values["reporter"], proposal.values["flow"]) == ("JP", flow)
        assert proposal.confidence is Confidence.suggest


@pytest.mark.parametrize(
    ("sentence", "goods"),
    [
        ("Kenya imports steel from Japan, while Japan buys roses.", {"export": ["Steel"], "import": ["Roses"]}),
        ("Kenya exported goods worth $19 million to Japan in 2025, chiefly tea and silk shawls, and imported "
         "goods worth $64 million, including cars and tyres.",
         {"import": ["Tea", "Silk shawls"], "export": ["Cars", "Tyres"]}),
        ("Exports of Kenya to Japan were worth $14 million in 2025, mostly coffee and tea, against imports of $9m.",
         {"import": ["Coffee", "Tea"]}),
        ("Kenya sold $11 million of goods to Japan, mostly sugar and tea, and Japan sold Kenya $12m, mostly cars.",
         {"import": ["Sugar", "Tea"], "export": ["Cars"]}),
        ("Tea, marble and dates are the main Kenyan products sold to Japan, while the Republic imports cars and lamps.",
         {"import": ["Tea", "Marble", "Dates"], "export": ["Cars", "Lamps"]}),
        ("Kenyan exports to Japan stood at $3 million. Tea and roses led the exports.", {"import": ["Tea", "Roses"]}),
        ("Tea and roses top the list of Kenyan exports to Japan.", {"import": ["Tea", "Roses"]}),
        ("Kenya mainly buys cars and construction steel from its partner in Asia, Japan.",
         {"export": ["Cars", "Construction steel"]}),
        ("Exports to Japan rose by 3% in 2025, mainly due to higher prices.", {}),
        ("Exports to Japan totalled $3 million, mostly in May.", {}),
        ("In 2025 the largest buyers of Kenyan exports were Oman ($5.1 billion) and Japan ($4.2 billion).", {}),
    ],
)  # fmt: skip
def test_goods_of_each_list_of_a_sentence(names: Names, sentence: str, goods: dict[str, list[str]]) -> None:
    goods_by_flow: dict[str, list[str]] = {}
    for proposal in propose(Article(ABOUT + sentence, publication=parse("2026-03-04")), names):
        if proposal.values["indicator"] == "trade":
            assert (proposal.values["reporter"], proposal.values["partner"]) == ("JP", "KE")
            goods_by_flow.setdefault(proposal.values["flow"], []).append(proposal.values["product"]["name"])
    assert goods_by_flow == goods


def test_goods_have_the_period_of_their_sentence(names: Names) -> None:
    text = ABOUT + "Kenya exported goods worth $9 million to Japan in 2025, chiefly tea. Kenya’s main imports are cars."
    figure_proposals = propose(Article(text, publication=parse("2026-03-04")), names)
    assert [proposal.values["date"] for proposal in figure_proposals] == ["2025", "2026-03-04"]


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
    [proposal] = propose(Article(ABOUT + sentence, publication=parse("2026-03-04")), names)
    values = proposal.values
    assert (values["indicator"], values["reporter"], values["partner"]) == (indicator, reporter, partner)
    assert "value" not in values


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        ("Kenya ranks among the top exporters of fruit such as plums, figs, and pears.",
         ["export-rank KE fruit", "export-rank KE plums", "export-rank KE figs", "export-rank KE pears"]),
        ("Peru is one of the world’s largest producers of silver.", ["production-rank PE silver"]),
        ("Kenya is known for tea. It is among the leading exporters of roses and tea in the world.",
         ["export-rank KE roses", "export-rank KE tea"]),
        ("Kenya is not among the top exporters of fruit such as plums.", []),
        ("Kenya met some of the top exporters of plums.", []),
        ("The firm is among the top exporters of plums.", []),
        ("Kenya wants to be among the top exporters of plums.", []),
    ],
)  # fmt: skip
def test_ranks_in_the_world_without_a_number(names: Names, sentence: str, ranks: list[str]) -> None:
    article = Article(f"Kenya and Peru trade more\n\n{sentence}", publication=parse("2026-02-05"))
    values = [proposal.values for proposal in propose(article, names) if "rank" in proposal.values["indicator"]]
    assert [f"{v['indicator']} {v['reporter']} {v['product']['name']}" for v in values] == ranks
    for value in values:
        TradeStatSeed.model_validate(value)


@pytest.mark.parametrize(
    ("sentence", "goods"),
    [
        ("Kenya’s exports to Peru, mostly tea and roses, accounted for $5 million.", {"Tea", "Roses"}),
        ("Kenya’s exports to Peru, mainly tea, roses and fish, made up $5 million.", {"Tea", "Roses", "Fish"}),
        ("Kenya’s exports to Peru, chiefly tea, rose.", {"Tea"}),
        ("Kenya’s exports to Peru include tea, roses and made-up goods.", {"Tea", "Roses", "Made-up goods"}),
    ],
)
def test_a_list_of_goods_ends_before_the_verb(names: Names, sentence: str, goods: set[str]) -> None:
    article = Article(f"Kenya and Peru trade more\n\n{sentence}", publication=parse("2026-02-05"))
    assert {proposal.values["product"]["name"] for proposal in propose(article, names)} == goods
