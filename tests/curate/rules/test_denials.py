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

DENIED = [
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
    "The goal of raising trade between Poland and Peru to $2 billion by 2030, set by the former king, was dropped.",
]

STATED = [
    "Polish President Jan Kowal met Peruvian President Luis Rojas in Lima on 2 May 2025.",
    "Polish President Jan Kowal did not only meet Peruvian President Luis Rojas in Lima on 2 May 2025.",
    "After a dispute over fish, Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025.",
    "Contrary to expectations, Polish President Jan Kowal met Peruvian President Luis Rojas on 2 May 2025.",
    "Polish President Jan Kowal visited Lima on 2 May 2025.",
    "Poland and Peru signed the Agreement on Transit in Lima on 2 May 2025.",
    "Poland recognised the independence of Peru in 1991.",
    "Poland opened its embassy in Lima in 2024.",
    "Poland established diplomatic relations with Peru in 1992.",
    "Poland is Peru’s largest trade partner.",
    "Poland overtook Chile as Peru’s largest trade partner.",
    "Poland is among the ten largest trade partners of Peru.",
    "Poland is the third largest trade partner of Peru.",
    "The goal is to raise trade between Poland and Peru to $2 billion by 2030.",
]


def _of_body(sentence: str, names: Names) -> list[Proposal]:
    article = Article(HEAD + sentence, published=parse("2025-05-06"))
    proposals = (p for p in propose(article, names) if p.kind not in ("official", "city", "mechanism"))
    return [p for p in proposals if any(quote.paragraph == BODY for quote in p.quotes)]


@pytest.mark.parametrize("sentence", DENIED)
def test_proposes_nothing_surely_of_what_a_sentence_denies(sentence: str, names: Names) -> None:
    proposals = _of_body(sentence, names)

    assert [p.values for p in proposals if p.confidence is Confidence.high] == []


@pytest.mark.parametrize("sentence", STATED)
def test_proposes_what_a_sentence_states(sentence: str, names: Names) -> None:
    assert [p.confidence for p in _of_body(sentence, names)][:1] == [Confidence.high]


def test_a_meeting_is_of_who_tells_about_it(names: Names) -> None:
    sentence = (
        "Polish President Jan Kowal told Foreign Minister Anna Nowak about his meeting with Peruvian President Luis"
        " Rojas of 2 February 2025."
    )

    people = [p.values["participants"] for p in _of_body(sentence, names) if p.kind == "meeting"]

    assert [[entry["official"] for entry in entries] for entries in people] == [["jan-kowal", "luis-rojas"]]


def test_a_cancelled_visit_is_a_record_of_its_own(names: Names) -> None:
    proposals = _of_body("Polish President Jan Kowal cancelled a visit to Lima on 2 May 2025.", names)

    assert [p.values["status"] for p in proposals] == ["cancelled"]


def test_the_name_of_a_text_ends_before_the_next_one(names: Names) -> None:
    sentence = "Poland and Peru signed a protocol on rail cars and on 2 May 2025 an agreement on transit."

    titles = [p.values["title"] for p in _of_body(sentence, names) if p.kind == "agreement"]

    assert titles == ["Protocol on rail cars between Poland and Peru", "Agreement on transit between Poland and Peru"]
