"""The country of a currency whose word several countries use."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.commitments import propose as propose_commitments
from app.curate.rules.figures import propose
from app.domain.edtf import parse


@pytest.mark.parametrize(
    ("pair", "amount", "unit", "confidence"),
    [
        ("Morocco and Peru", "3 billion dirhams", "MAD", "high"),
        ("the UAE and Peru", "3 billion dirhams", "AED", "high"),
        ("the UAE and Morocco", "3 billion dirhams", "AED", "suggest"),
        ("the UAE and Morocco", "3 billion Moroccan dirhams", "MAD", "high"),
        ("Egypt and Peru", "3 billion pounds", "EGP", "high"),
        ("Egypt and Peru", "3 billion pounds sterling", "GBP", "high"),
        ("Peru and the UK", "3 billion pounds", "GBP", "high"),
        ("Pakistan and Peru", "Rs 3 billion", "PKR", "high"),
        ("Nepal and Peru", "Rs. 3 billion", "NPR", "high"),
        ("Mexico and Peru", "3 billion pesos", "MXN", "high"),
        ("Argentina and Chile", "3 billion pesos", "ARS", "suggest"),
        ("Serbia and Peru", "3 billion dinars", "RSD", "high"),
        ("Senegal and Peru", "3 billion francs", "XOF", "high"),
        ("Switzerland and Senegal", "3 billion CFA francs", "XOF", "high"),
        ("Cameroon and Peru", "3 billion CFA francs", "XAF", "high"),
        ("Rwanda and Peru", "3 billion francs", "RWF", "high"),
        ("Sweden and Peru", "3 billion crowns", "SEK", "high"),
        ("Denmark and Peru", "3 billion kroner", "DKK", "high"),
        ("Oman and Peru", "3 billion rials", "OMR", "high"),
        ("Uganda and Peru", "3 billion shillings", "UGX", "high"),
        ("Turkmenistan and Peru", "3 billion manats", "TMT", "high"),
        ("Kyrgyzstan and Peru", "3 billion soms", "KGS", "high"),
        ("Moldova and Peru", "3 billion lei", "MDL", "high"),
        ("Australia and Peru", "3 billion dollars", "USD", "high"),
        ("Australia and Peru", "3 billion Australian dollars", "AUD", "high"),
        ("Kenya and Peru", "3 billion rupees", "INR", "suggest"),
    ],
)  # fmt: skip
def test_the_countries_of_the_text_say_whose_money_it_is(
    names: Names, pair: str, amount: str, unit: str, confidence: str
) -> None:
    text = f"{pair[0].upper()}{pair[1:]} meet\n\nTrade between {pair} was {amount} in 2024."
    [proposal] = propose(Article(text, publication=parse("2025-05-06")), names)
    assert (proposal.values["value"], proposal.values["unit"]) == (3_000_000_000, unit)
    assert proposal.confidence == confidence


@pytest.mark.parametrize(("pair", "unit", "confidence"), [("Tunisia and Peru", "TND", "high"),
                                                         ("Tunisia and Algeria", "TND", "suggest")])  # fmt: skip
def test_a_promise_is_in_the_money_of_the_text(names: Names, pair: str, unit: str, confidence: str) -> None:
    text = f"{pair} meet\n\nTunisia will provide 3 million dinars by 2028 for a school, the ministry said."
    [proposal] = propose_commitments(Article(text, publication=parse("2025-05-06")), names)
    assert (proposal.values["unit"], proposal.confidence) == (unit, confidence)
