"""People whom a text introduces by their country, as a counterpart, or by a post of several words."""

import pytest

from app.curate.mentions.parties import parties
from app.curate.mentions.people import people
from app.curate.names import Names


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Peru’s Luis Rojas and Kenya’s Otieno Mwangi met.",
         [("Luis Rojas", "leader", "PE"), ("Otieno Mwangi", "leader", "KE")]),
        ("Peru’s Andes Holding grew.", []),
        ("Foreign Minister Luis Rojas met Otieno Mwangi, his Kenyan counterpart, in Lima.",
         [("Luis Rojas", "Foreign Minister", None), ("Otieno Mwangi", "Foreign Minister", "KE")]),
        ("Foreign Minister Luis Rojas met Otieno Mwangi, his Kenyan opposite number.",
         [("Luis Rojas", "Foreign Minister", None), ("Otieno Mwangi", "Foreign Minister", "KE")]),
        ("Speaker of the National Assembly of Kenya Otieno Mwangi spoke.", [("Otieno Mwangi", "Speaker", "KE")]),
        ("The Chargé d’Affaires of Peru in Kenya, Luis Rojas, spoke.", [("Luis Rojas", "Chargé d’Affaires", "PE")]),
        ("Commissioner for International Partnerships Luis Rojas spoke.",
         [("Luis Rojas", "Commissioner for International Partnerships", None)]),
        ("Peruvian Foreign Ministry spokesman Luis Rojas spoke.", [("Luis Rojas", "Foreign Ministry spokesman", "PE")]),
        ("Peruvian Ambassador in Nairobi Luis Rojas spoke.", [("Luis Rojas", "Ambassador", "PE")]),
        ("Minister of Labour and Social Protection of the Population Luis Rojas spoke.",
         [("Luis Rojas", "Minister of Labour and Social Protection of the Population", None)]),
    ],
)  # fmt: skip
def test_who_and_which_post(names: Names, sentence: str, found: list[tuple[str, str, str | None]]) -> None:
    (mentions,) = people([sentence], [parties(sentence, names)], names)
    assert [(m.name, m.post.title, m.post.party) for m in mentions if m.post] == found
