"""Texts on the European Union, what somebody only proposes, and figures that tell a part or of another day."""

from collections.abc import Iterable

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.domain.edtf import parse

UNION = "EU–Peru summit in Lima ends\n\nLeaders of the European Union and Peru met in Lima on 3 February 2026."
PAIR = "Kenya and Peru trade more\n\nKenyan President John Otieno met Peruvian President Luis Rojas in Lima."


def read(names: Names, text: str, kind: str) -> list[Proposal]:
    article = Article(text, publication=parse("2026-02-05"))
    return [proposal for proposal in propose(article, names) if proposal.kind == kind]


def sure(proposals: Iterable[Proposal]) -> list[Proposal]:
    return [proposal for proposal in proposals if proposal.confidence is Confidence.high]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("The Trade Agreement entered into force on 1 March 2019. Kenya was told.", {"EU", "PE"}),
        ("A protocol on fishing was signed on 1 March 2019. Chilean guests came.", {"EU", "PE"}),
        ("The two sides signed a protocol on fishing on 1 March 2019.", {"EU", "PE"}),
        ("Kenya and Chile signed a protocol on fishing on 1 March 2019.", {"KE", "CL"}),
        ("Kenya signed a protocol on fishing with the EU on 1 March 2019.", {"KE", "EU"}),
        ("Peru and Kenya signed a protocol on fishing on 1 March 2019.", {"PE", "KE"}),
    ],
)
def test_the_union_of_a_headline_is_a_party(names: Names, sentence: str, parties: set[str]) -> None:
    [agreement] = read(names, f"{UNION}\n\n{sentence}", "agreement")
    assert {*agreement.values["parties"]} == parties


def test_who_signs_with_the_union_is_not_the_two_of_the_text(names: Names) -> None:
    [agreement] = read(names, f"{PAIR}\n\n“We signed a visa agreement with the EU in 2013,” he said.", "agreement")
    assert (agreement.values["parties"], agreement.confidence) == (["EU"], Confidence.suggest)


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Peru was told by Commission President Ana Berg.", "EU"),
        ("Council President Ana Berg spoke of Peru.", "EU"),
        ("With them came Commission Vice-President Ana Berg, and Peru’s Minister Luis Rojas.", "EU"),
        ("Peruvian President Ana Berg spoke to the Commission.", "PE"),
        ("The President of the Council of Peru, Ana Berg, spoke.", "PE"),
        ("The Chilean Energy Commission’s Minister Ana Berg spoke.", None),
    ],
)
def test_a_president_of_the_commission_is_of_the_union(names: Names, sentence: str, country: str | None) -> None:
    people = {p.values["name"]: p.values.get("country") for p in read(names, f"{UNION}\n\n{sentence}", "official")}
    assert people.get("Ana Berg") == country


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kenya–Peru Joint Commission met in 2024. Kenya proposed to hold the next session in Nairobi in June 2026.",
        "The Kenya–Peru Joint Commission last met in 2024. Peru suggested holding its next session in Lima in June.",
        "Kenya offered to host the fifth session of the Kenya–Peru Joint Commission in Nairobi in June 2026.",
    ],
)
def test_a_session_that_is_only_proposed_is_not_sure(names: Names, sentence: str) -> None:
    meetings = sure(read(names, f"{PAIR}\n\n{sentence}", "meeting"))
    assert [m for m in meetings if m.values["status"] == "planned"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The fifth session of the Kenya–Peru Joint Commission will be held in Nairobi in June 2026.",
        "As Peru proposed, the fifth session of the Kenya–Peru Joint Commission will meet in Nairobi in June 2026.",
        "They agreed to hold the fifth session of the Kenya–Peru Joint Commission in Nairobi in June 2026.",
    ],
)
def test_a_session_that_both_want_is_sure(names: Names, sentence: str) -> None:
    [meeting] = read(names, f"{PAIR}\n\n{sentence}", "meeting")[-1:]
    assert (meeting.values["date"], meeting.confidence) == ("2026-06", Confidence.high)


@pytest.mark.parametrize(
    ("sentence", "confidence"),
    [
        ("Border trade of Kenya and Peru was $5 million in 2025.", "suggest"),
        ("Cross-border trade of Kenya and Peru was $5 million in 2025.", "suggest"),
        ("Services trade of Kenya and Peru was $5 million in 2025.", "suggest"),
        ("Trade of Kenya and Peru was $5 million in 2025.", "high"),
        ("The border is open. Trade of Kenya and Peru was $5 million in 2025.", "high"),
        ("Bilateral trade of Kenya and Peru was $5 million in 2025, without services.", "high"),
    ],
)
def test_a_part_of_trade_is_not_surely_all_of_it(names: Names, sentence: str, confidence: str) -> None:
    [stat] = read(names, f"{PAIR}\n\n{sentence}", "trade-stat")
    assert stat.confidence == confidence


@pytest.mark.parametrize(
    ("sentence", "confidence"),
    [
        ("Kenya and Peru aim to raise trade to $5 billion by 2030, a target set when they met in April.", "suggest"),
        ("Kenya and Peru want to raise trade to $5 billion, a goal agreed in 2024.", "suggest"),
        ("Kenya and Peru aim to raise trade to $5 billion by 2030, the target that was first set in Lima.", "suggest"),
        ("Kenya and Peru agreed to raise trade to $5 billion by 2030.", "high"),
        ("Kenya and Peru set the target to raise trade to $5 billion by 2030.", "high"),
        ("Kenya and Peru agreed to raise trade to $5 billion by 2030, a target that is high.", "high"),
    ],
)
def test_a_target_of_another_day_is_not_sure(names: Names, sentence: str, confidence: str) -> None:
    [target] = [p for p in read(names, f"{PAIR}\n\n{sentence}", "trade-stat") if p.values.get("kind") == "target"]
    assert target.confidence == confidence


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("according to Kenyan figures", None),
        ("according to Peruvian media", None),
        ("according to the Kenyan side", None),
        ("according to the Bank of Kenya", "Bank of Kenya"),
        ("according to Kenya Customs", "Kenya Customs"),
        ("reported by the Ministry of Trade", "Ministry of Trade"),
    ],
)
def test_an_adjective_is_no_source(names: Names, words: str, source: str | None) -> None:
    [stat] = read(names, f"{PAIR}\n\nTrade of Kenya and Peru was $5 million in 2025, {words}.", "trade-stat")
    assert stat.values.get("attributed_to") == source


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Brussels will give $5 million to Kenya by 2028.", []),
        ("Peru was told that Brussels will build a school in Kenya by 2028.", []),
        ("Brussels plans to give $5 million to Peru by 2028.", []),
        ("Belgium will give $5 million to Kenya by 2028.", [["BE"]]),
        ("The Belgian government will give $5 million to Kenya by 2028.", [["BE"]]),
        ("Peru will give $5 million to Kenya by 2028.", [["PE"]]),
    ],
)
def test_brussels_is_not_belgium(names: Names, sentence: str, by: list[list[str]]) -> None:
    promises = [proposal.values["by"] for proposal in read(names, f"{PAIR}\n\n{sentence}", "commitment")]
    assert promises == by
