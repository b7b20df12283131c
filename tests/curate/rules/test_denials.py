"""Sentences that deny, refuse, doubt or only hope for something: no rule takes it for a fact."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.domain.edtf import parse

HEAD = "Poland and Peru deepen ties\n\nPolish Foreign Minister Anna Nowak spoke of Peru on Monday.\n\n"

BODY = 3
"""The paragraph of the sentence."""

DENIALS = [
    "Polish President Jan Kowal did not meet Peruvian President Luis Rojas in Lima on 2 May 2025.",
    "Polish President Jan Kowal refused to meet Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal has never met Peruvian President Luis Rojas, his office said on 2 May 2025.",
    "Polish President Jan Kowal declined to hold talks with Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal will not travel to Lima on 12 May 2025, where he was due to meet Peruvian "
    "President Luis Rojas.",
    "Unlike his predecessor Adam Lis, who visited Lima in 2019, Polish President Jan Kowal has never been "
    "received by Peruvian President Luis Rojas.",
    "Polish President Jan Kowal met Peruvian President Luis Rojas’s deputy on 2 May 2025.",
    "Polish President Jan Kowal met the spokesman of Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal met the brother of Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal’s spokesman met Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal received a letter from Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal welcomed the statement of Peruvian President Luis Rojas of 2 May 2025.",
    "Polish President Jan Kowal welcomed the appointment of Peruvian Foreign Minister Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal hosted a dinner in honour of Peruvian President Luis Rojas’s mother on 2 May 2025.",
    "Polish President Jan Kowal met with criticism from Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal denied that he met Peruvian President Luis Rojas on 2 May 2025.",
    "If Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025, nobody saw it.",
    "The meeting of Polish President Jan Kowal with Peruvian President Luis Rojas on 2 May 2025 never took place.",
    "Polish President Jan Kowal would have met Peruvian President Luis Rojas on 2 May 2025.",
    "There is no evidence that Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal tried to meet Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal hopes to meet Peruvian President Luis Rojas on 12 May 2025.",
    "Polish President Jan Kowal did not visit Lima on 2 May 2025.",
    "Polish President Jan Kowal never paid an official visit to Lima in 2024.",
    "Polish President Jan Kowal is said to have met Peruvian President Luis Rojas on 2 May 2025.",
    "An earlier version of this text said that President Jan Kowal of Poland met President Luis Rojas of Peru in 2024.",
    "This article originally put trade between Poland and Peru in 2024 at $5.6 billion.",
    "Correction: The first version of this report said that Poland and Peru signed a treaty on 2 May 2025.",
    "An earlier version of this page gave trade between Poland and Peru in 2024 as $5.6 billion.",
    "Poland and Peru refused to sign the Agreement on Transit in Lima on 2 May 2025.",
    "Poland and Peru denied that an agreement on transit was signed on 2 May 2025.",
    "Had the agreement on transit been signed on 2 May 2025, trade would have grown.",
    "Poland and Peru failed to sign an agreement on transit on 2 May 2025.",
    "Poland and Peru did not sign an agreement on transit on 2 May 2025.",
    "The agreement on transit has not been signed, Poland and Peru said on 2 May 2025.",
    "The signing of an agreement on transit between Poland and Peru on 2 May 2025 was called off.",
    "No agreement on transit was signed by Poland and Peru on 2 May 2025.",
    "There is no evidence that Poland and Peru signed an agreement on transit on 2 May 2025.",
    "Poland never recognised the independence of Peru in 1991.",
    "Poland has not yet opened its embassy in Lima, which was due in 2024.",
    "Poland denied that it established diplomatic relations with Peru in 1992.",
    "Poland recognised in 2024 the independence day celebrations of Peru as a feast.",
    "The Polish embassy in Lima was briefly opened by a fire brigade on 2 May 2025.",
    "Poland refused to recognise the independence of Peru in 1991.",
    "Poland and Peru did not establish diplomatic relations in 1992.",
    "Poland is not yet Peru’s largest trade partner.",
    "Poland is far from being Peru’s largest trade partner.",
    "Poland hopes to overtake Chile as Peru’s largest trade partner.",
    "Poland lost its place as Peru’s largest trade partner.",
    "Poland is no longer among the ten largest trade partners of Peru.",
    "Poland got Peru’s first trade partner award in 2024.",
    "The largest buyer of dates in Peru died in Poland.",
    "Poland was never the third largest trade partner of Peru.",
    "Poland denied that it is the third largest trade partner of Peru.",
    "Trade between Poland and Peru did not reach $2 billion in 2024.",
    "Poland did not invest $2 billion in Peru in 2024.",
    "There is no evidence that trade between Poland and Peru was $2 billion in 2024.",
    "Trade in drugs between Poland and Peru was worth $2 billion in 2024.",
    "Trade in services between Poland and Peru was $2 billion in 2024.",
    "Poland sold its stake in a bank to Peru for $300 million in 2024.",
    "Poland bought a painting from Peru for $30 million in 2024.",
    "Poland sunk $3 million into the sea off Peru in 2024.",
    "In 2024, 300 Polish tourists came to blows in Peru.",
    "Poland disputed the figure and put it at $2 billion for trade with Peru in 2024.",
    "Poland denied that trade with Peru was $2 billion in 2024.",
    "Poland never exported goods worth $2 billion to Peru in 2024.",
    "Had trade between Poland and Peru reached $2 billion in 2024, both would be glad.",
    "Poland will suffer from drought by 2027.",
    "Poland will mourn its dead by 10 May 2027.",
    "Poland will sleep until it wakes by 2027.",
    "Poland will beat Peru by 2027.",
    "Polish Foreign Minister Anna Nowak said that the market would collapse by 2027.",
    "Polish Foreign Minister Anna Nowak promised that the weather would change by 2027.",
    "Poland will adorn a square in Peru by 1 May 2027.",
    "Poland will not build a bridge in Peru by 2027.",
    "Poland denied that it will build a bridge in Peru by 2027.",
    "Poland refused to commit to building a bridge in Peru by 2027.",
    "Polish President Jan Kowal didn’t meet Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal was not received by Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal avoided meeting Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal left Lima on 2 May 2025 without meeting Peruvian President Luis Rojas.",
    "Polish President Jan Kowal was unable to meet Peruvian President Luis Rojas on 2 May 2025.",
    "It is not true that Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025.",
    "Reports that Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025 are false.",
    "Neither Polish President Jan Kowal nor Foreign Minister Anna Nowak met Peruvian President Luis Rojas on "
    "2 May 2025.",
    "Polish President Jan Kowal reportedly met Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal may have met Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal allegedly met Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal asked whether Foreign Minister Anna Nowak met Peruvian President Luis Rojas "
    "on 2 May 2025.",
    "The talks between Polish President Jan Kowal and Peruvian President Luis Rojas on 2 May 2025 did not take place.",
    "The second session of the Poland–Peru Joint Economic Commission was not held in Lima on 2 May 2025.",
    "The second session of the Poland–Peru Joint Economic Commission, due on 2 May 2025 in Lima, did not take place.",
    "Polish President Jan Kowal received an award from Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal welcomed Peruvian President Luis Rojas’s decision of 2 May 2025.",
    "Polish President Jan Kowal called on Peruvian President Luis Rojas on 2 May 2025 to release the sailors.",
    "Polish President Jan Kowal met the widow of former Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal spoke about Peruvian President Luis Rojas with reporters on 2 May 2025.",
    "Poland and Peru never signed the Agreement on Transit of 2 May 2025.",
    "Reports that Poland and Peru signed an agreement on transit on 2 May 2025 are false.",
    "Poland and Peru were unable to sign an agreement on transit on 2 May 2025.",
    "Neither Poland nor Peru signed the agreement on transit on 2 May 2025.",
    "Poland may have signed an agreement on transit with Peru on 2 May 2025.",
    "Poland and Peru left Lima on 2 May 2025 without signing an agreement on transit.",
    "Poland withdrew its signature of the agreement on transit with Peru on 2 May 2025.",
    "Poland has never established diplomatic relations with Peru, it said in 1992.",
    "Poland closed its embassy in Lima in 2024.",
    "Poland failed to open its embassy in Lima in 2024.",
    "It is not true that Poland recognised the independence of Peru in 1991.",
    "Trade between Poland and Peru failed to reach $2 billion in 2024.",
    "It is not true that trade between Poland and Peru was $2 billion in 2024.",
    "Reports that trade between Poland and Peru reached $2 billion in 2024 are false.",
    "Poland never invested $2 billion in Peru in 2024.",
    "Trade between Poland and Peru was not $2 billion in 2024.",
    "Poland sold a ship to Peru for $300 million in 2024.",
    "Poland exported apples worth $2 million to Peru in 2024.",
    "Poland never promised to build a bridge in Peru by 2027.",
    "Poland refused to build a bridge in Peru by 2027.",
    "Poland will fall behind Peru by 2027.",
    "Poland did not commit to build a bridge in Peru by 2027.",
    "Poland dropped its plan to raise trade with Peru to $2 billion by 2030.",
    "Poland wants to become Peru’s largest trade partner.",
    "Poland was replaced by Chile as Peru’s largest trade partner.",
    "Poland used to be Peru’s largest trade partner.",
    "It is not true that Poland is Peru’s largest trade partner.",
    "Poland may be Peru’s largest trade partner.",
    "The goal of raising trade between Poland and Peru to $2 billion by 2030, set by the former king, was dropped.",
]

STATEMENTS = [
    "Polish President Jan Kowal met Peruvian President Luis Rojas in Lima on 2 May 2025.",
    "Polish President Jan Kowal did not only meet Peruvian President Luis Rojas in Lima on 2 May 2025.",
    "After a dispute over fish, Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025.",
    "Contrary to expectations, Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal visited Lima on 2 May 2025.",
    "Reports that Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025 are right.",
    "Poland and Peru signed the Agreement on Transit in Lima on 2 May 2025.",
    "Poland recognised the independence of Peru in 1991.",
    "Poland opened its embassy in Lima in 2024.",
    "Poland established diplomatic relations with Peru in 1992.",
    "Poland is Peru’s largest trade partner.",
    "Poland overtook Chile as Peru’s largest trade partner.",
    "Poland is among the ten largest trade partners of Peru.",
    "Poland is the third largest trade partner of Peru.",
    "Trade between Poland and Peru reached $2 billion in 2024.",
    "Trade between Poland and Peru was not less than $2 billion in 2024.",
    "Trade between Poland and Peru hardly exceeded $2 billion in 2024.",
    "Trade between Poland and Peru declined to $2 billion in 2024.",
    "Poland invested $2 billion in Peru in 2024.",
    "Poland exported goods worth $2 billion to Peru in 2024.",
    "In 2024, 300 Polish tourists came to Peru.",
    "Poland will build a bridge in Peru by 2027.",
    "Poland will notify Peru by 1 May 2027.",
    "The goal is to raise trade between Poland and Peru to $2 billion by 2030.",
]


def _of_body(sentence: str, names: Names) -> list[Proposal]:
    article = Article(HEAD + sentence, publication=parse("2025-05-06"))
    proposals = (p for p in propose(article, names) if p.kind not in ("official", "city", "mechanism"))
    return [p for p in proposals if any(quote.paragraph == BODY for quote in p.quotes)]


@pytest.mark.parametrize("sentence", DENIALS)
def test_proposes_nothing_surely_of_what_a_sentence_denies(sentence: str, names: Names) -> None:
    proposals = _of_body(sentence, names)

    assert [p.values for p in proposals if p.confidence is Confidence.high] == []


@pytest.mark.parametrize("sentence", STATEMENTS)
def test_proposes_what_a_sentence_states(sentence: str, names: Names) -> None:
    assert [p.confidence for p in _of_body(sentence, names)][:1] == [Confidence.high]


def test_a_meeting_is_of_who_tells_about_it(names: Names) -> None:
    sentence = (
        "Polish President Jan Kowal told Foreign Minister Anna Nowak about his meeting with Peruvian President Luis"
        " Rojas of 2 February 2025."
    )

    people = [p.values["participants"] for p in _of_body(sentence, names) if p.kind == "meeting"]

    assert [[entry["official"] for entry in entries] for entries in people] == [["jan-kowal", "luis-rojas"]]


def test_a_goal_beside_one_that_was_dropped_is_a_target(names: Names) -> None:
    sentence = (
        "The goal of raising trade between Poland and Peru to $2 billion was dropped and a goal of raising trade to "
        "$5 billion by 2030 was set."
    )
    targets = [p.values["value"] for p in _of_body(sentence, names) if p.values.get("kind") == "target"]
    assert targets == [5_000_000_000]


def test_a_cancelled_visit_is_a_record_of_its_own(names: Names) -> None:
    proposals = _of_body("Polish President Jan Kowal cancelled a visit to Lima on 2 May 2025.", names)

    assert [p.values["status"] for p in proposals] == ["cancelled"]


def test_the_name_of_a_text_ends_before_the_next_one(names: Names) -> None:
    sentence = "Poland and Peru signed a protocol on rail cars and on 2 May 2025 an agreement on transit."

    titles = [p.values["title"] for p in _of_body(sentence, names) if p.kind == "agreement"]

    assert titles == ["Protocol on rail cars between Poland and Peru", "Agreement on transit between Poland and Peru"]


def test_a_part_of_the_exports_keeps_its_goods(names: Names) -> None:
    proposals = _of_body("Poland exported cars and parts worth $410 million to Peru in 2024.", names)

    assert [(p.values["product"], p.confidence) for p in proposals] == [
        ({"name": "cars and parts"}, Confidence.suggest)
    ]


def test_an_amount_before_a_change_does_not_take_the_time_of_the_one_after_it(names: Names) -> None:
    proposals = _of_body("Trade between Poland and Peru fell from $1.1 billion to $970 million in 2024.", names)

    assert [(p.values["value"], p.values["date"]) for p in proposals] == [(970_000_000, "2024")]


def test_a_session_that_was_put_off_and_held_was_held(names: Names) -> None:
    sentence = (
        "The second session of the Poland–Peru Joint Economic Commission, which had been postponed from 12 April 2025,"
        " was held in Lima on 2 May 2025."
    )

    assert [(p.values["status"], p.values["date"]) for p in _of_body(sentence, names)] == [("held", "2025-05-02")]


def test_the_next_morning_is_the_day_after_the_one_in_the_sentence(names: Names) -> None:
    sentence = (
        "Polish Foreign Minister Anna Nowak arrived last Thursday in Lima and opened the second meeting of the"
        " Poland–Peru Joint Economic Commission the next morning."
    )

    assert [p.values["date"] for p in _of_body(sentence, names)] == ["2025-05-02"]


@pytest.mark.parametrize(
    "name",
    [
        "Türkiye–Oman Joint Economic Commission",
        "Turkish-Omani Joint Economic Commission",
        "Joint Economic Commission of Türkiye and Oman",
        "Joint Economic Commission between Türkiye and Oman",
    ],
)
def test_the_pair_in_a_name_has_the_mechanism(name: str, names: Names) -> None:
    sentence = f"Kazakhstan followed the eleventh meeting of the {name} in Muscat on 2 May 2025."
    article = Article(f"Kazakhstan and Türkiye deepen ties\n\n{sentence}", publication=parse("2025-05-06"))

    meetings = [p.values for p in propose(article, names) if p.kind == "meeting"]

    assert [(m["mechanism"], m["countries"]) for m in meetings] == [("jec-om-tr", ["OM", "TR"])]
