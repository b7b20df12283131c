"""The country of somebody whose post does not name it: by the words before, the counterpart, or the publisher."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence
from app.curate.rules.officials import propose
from app.domain.edtf import parse

ARTICLES = [
    (
        "EMBASSY OF THE REPUBLIC OF KENYA IN LIMA\n\nOn 3 March Ambassador Otieno Mwangi opened a school.",
        {"Otieno Mwangi": "KE"},
    ),
    (
        "MINISTRY OF TRADE OF PERU\n\nVice Minister Luis Rojas met firms of Kenya and Peru.",
        {"Luis Rojas": "PE"},
    ),
    (
        "Kenya and Peru meet\n\nThe Kenyan co-chair, Vice Minister of National Economy Otieno Mwangi, signed.",
        {"Otieno Mwangi": "KE"},
    ),
    (
        "Kenya and Peru meet\n\nA delegation of the Peruvian Growers Union led by its chairman Luis Rojas came.",
        {"Luis Rojas": "PE"},
    ),
    (
        "Kenya and Peru meet\n\nPrime Minister Otieno Mwangi received Peruvian Foreign Minister Luis Rojas.",
        {"Otieno Mwangi": "KE", "Luis Rojas": "PE"},
    ),
    (
        "Kenya and Peru meet\n\nKenyan President Otieno Mwangi left. Mwangi’s foreign minister, Luis Ortiz, stayed.",
        {"Otieno Mwangi": "KE", "Luis Ortiz": "KE"},
    ),
    (
        "Three in Oslo\n\nChile, Kenya and Peru met. The Peruvian delegation was led by Vice Minister Luis Rojas.",
        {"Luis Rojas": "PE"},
    ),
    (
        "Three in Oslo\n\nChile, Kenya and Peru met. Vice Minister Luis Rojas led the Peruvian delegation.",
        {"Luis Rojas": "PE"},
    ),
    (
        "Three in Oslo\n\nChile, Kenya and Peru met. Vice Minister Luis Rojas, on the Peruvian side, signed.",
        {"Luis Rojas": "PE"},
    ),
    (
        "Chair of Kenya’s Senate in Lima\n\nChairperson of the Senate Amina Mwangi arrived from Chile in Peru.",
        {"Amina Mwangi": "KE"},
    ),
    (
        "Kenya and Peru\n\nTrade Minister Luis Rojas spoke of sales to Kenya. Kenyan Minister Otieno Mwangi spoke too.",
        {"Luis Rojas": "PE", "Otieno Mwangi": "KE"},
    ),
    ("Kenya and Peru\n\nMinister of Trade Luis Rojas visits Nairobi.", {"Luis Rojas": "PE"}),
    (
        "Kenya and Peru\n\nForeign Minister Luis Rojas of Peru spoke.\n\nThe foreign ministers of Peru and Kenya "
        "agreed on a visit by President Ana Ortiz to Kenya.",
        {"Luis Rojas": "PE", "Ana Ortiz": "PE"},
    ),
    (
        "Kenya and Peru\n\nKenyan President Otieno Mwangi was received by First Vice President Luis Rojas in Chile.",
        {"Otieno Mwangi": "KE", "Luis Rojas": "PE"},
    ),
    ("Firms meet\n\nVice Minister Luis Rojas met firms.", {"Luis Rojas": None}),
    (
        "Kenya, Peru and Chile met. Foreign Ministers Otieno Mwangi and Luis Rojas signed for Kenya and Peru.",
        {"Otieno Mwangi": "KE", "Luis Rojas": "PE"},
    ),
    (
        "Three in Oslo\n\nKenya and Chile came. A delegation of Peru led by Vice Minister Luis Rojas left.",
        {"Luis Rojas": "PE"},
    ),
    (
        "Kenya, Peru and Chile.\n\nPeru’s President Ana Diaz is accompanied by Minister of Trade Luis Rojas in Kenya.",
        {"Ana Diaz": "PE", "Luis Rojas": "PE"},
    ),
    (
        "Kenya, Peru and Chile.\n\nThe Kenyan delegation includes Minister Otieno Mwangi and Vice Minister Ann Kamau.",
        {"Otieno Mwangi": "KE", "Ann Kamau": "KE"},
    ),
    (
        "Kenya, Peru and Chile.\n\nThe delegation consists of Minister Otieno Mwangi of Kenya and Envoy Ann Kamau.",
        {"Otieno Mwangi": "KE", "Ann Kamau": "KE"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_who_has_no_country_beside_the_post(names: Names, text: str, expected: dict[str, str | None]) -> None:
    proposals = [*propose(Article(text, publication=parse("2026-03-05")), names)]
    assert {p.values["name"]: p.values.get("country") for p in proposals} == expected


@pytest.mark.parametrize(("verb", "confidence"), [("met to sign", "high"), ("signed", "suggest")])
def test_two_who_sign_may_be_of_one_country(names: Names, verb: str, confidence: str) -> None:
    text = f"Kenya and Peru\n\nAdviser Otieno Mwangi and Peruvian Trade Minister Luis Rojas {verb} two plans."
    people = {p.values["name"]: p.confidence for p in propose(Article(text, publication=parse("2026-03-05")), names)}
    assert people == {"Otieno Mwangi": confidence, "Luis Rojas": "high"}


@pytest.mark.parametrize(
    ("number", "guesses"),
    [(0, ["Otieno Mwangi"]), (1, ["Luis Rojas"]), (4, []), (6, []), (9, [])],
)
def test_a_country_that_no_words_about_somebody_imply_is_not_sure(
    names: Names, number: int, guesses: list[str]
) -> None:
    proposals = propose(Article(ARTICLES[number][0], publication=parse("2026-03-05")), names)
    assert [p.values["name"] for p in proposals if p.confidence is Confidence.suggest] == guesses


@pytest.mark.parametrize(
    ("sentence", "name", "title"),
    [
        (
            "Kenya’s Undersecretary of State for Foreign Affairs, Otieno Mwangi, spoke.",
            "Otieno Mwangi",
            "Undersecretary",
        ),
        (
            "President of the Foreign Affairs Committee of the Senate, Otieno Mwangi, spoke.",
            "Otieno Mwangi",
            "President",
        ),
        ("Kenyan Vice Minister of National Economy Otieno Mwangi spoke.", "Otieno Mwangi", "Vice Minister"),
        ("Kenya’s ambassador in Lima, Otieno Mwangi, spoke.", "Otieno Mwangi", "Ambassador"),
        ("Park Ji-woo, the ambassador of Korea, spoke. Mr Park said so.", "Park Ji-woo", "Ambassador"),
    ],
)
def test_a_post_of_several_words(names: Names, sentence: str, name: str, title: str) -> None:
    (proposal,) = propose(Article(sentence, publication=parse("2026-03-05")), names)
    assert proposal.values["name"] == name
    assert proposal.values["positions"][0]["title"].startswith(title)
