"""People whom a text introduces by their country, as a counterpart, or by a post of several words."""

import pytest

from app.curate.mentions.parties import parties
from app.curate.mentions.people import people
from app.curate.names import Names


@pytest.mark.parametrize(
    ("sentence", "expected"),
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
        ("Visiting Kenyan Minister for Economic Reforms and Heritage Dr. Otieno Mwangi spoke.",
         [("Otieno Mwangi", "Minister for Economic Reforms and Heritage", "KE")]),
        ("Minister of Industry, Trade, and Supply Luis Rojas spoke.",
         [("Luis Rojas", "Minister of Industry, Trade, and Supply", None)]),
        ("Otieno Mwangi, the Minister of Energy of Kenya said so.", [("Otieno Mwangi", "Minister of Energy", "KE")]),
        ("Otieno Mwangi, Speaker of Parliament of Kenya and Deputy Commander of the Guard, spoke.",
         [("Otieno Mwangi", "Speaker", "KE")]),
        ("Luis Rojas, Deputy Prime Minister – Minister of National Economy of Peru, spoke.",
         [("Luis Rojas", "Deputy Prime Minister", "PE")]),
        ("The presidents of Peru, Luis Rojas, and Kenya, Otieno Mwangi, met.",
         [("Luis Rojas", "President", "PE"), ("Otieno Mwangi", "President", "KE")]),
        ("Presidents Luis Rojas (Peru), Otieno Mwangi (Kenya) and Nils Berg (Norway) met.",
         [("Luis Rojas", "President", "PE"), ("Otieno Mwangi", "President", "KE"), ("Nils Berg", "President", "NO")]),
        ("The Peruvian Ambassador to the country Luis Rojas spoke.", [("Luis Rojas", "Ambassador", "PE")]),
        ("Foreign Minister of the Republic of Kenya (ROK), His Highness Sheikh Salim bin Omar spoke.",
         [("Salim bin Omar", "Foreign Minister", "KE")]),
        ("Prime Minister Datuk Seri Azlan Rahim spoke.", [("Azlan Rahim", "Prime Minister", None)]),
        ("Foreign Minister A H Rahim Uddin spoke.", [("A H Rahim Uddin", "Foreign Minister", None)]),
        ("His Kenyan counterpart Otieno Mwangi spoke.", [("Otieno Mwangi", "Counterpart", "KE")]),
        ("Prince Street and Foreign Minister Avenue are closed.", []),
        ("The Ambassador of Kenya to Peru is Otieno Mwangi.", [("Otieno Mwangi", "Ambassador", "KE")]),
        ("Kenya’s ambassador to Lima, Otieno Mwangi, spoke.", [("Otieno Mwangi", "Ambassador", "KE")]),
        ("The Prime Ministers of Kenya and Peru Otieno Mwangi and Luis Rojas met.",
         [("Otieno Mwangi", "Prime Minister", "KE"), ("Luis Rojas", "Prime Minister", "PE")]),
        ("Minister for EU Integration Nils Berg spoke.", [("Nils Berg", "Minister for EU Integration", None)]),
        ("Otieno Mwangi, Director of the Consular Service Department of the Foreign Ministry of Kenya, spoke.",
         [("Otieno Mwangi", "Director", "KE")]),
        ("President Ts. Mwangi spoke.", [("Ts. Mwangi", "President", None)]),
        ("The minister is Ready.", []),
        ("Kenyan Deputy FM Otieno Mwangi spoke.", [("Otieno Mwangi", "Deputy Foreign Minister", "KE")]),
        ("Kenya’s Adviser to the President Otieno Mwangi spoke.",
         [("Otieno Mwangi", "Adviser to the President", "KE")]),
        ("Kenya’s Deputy Rural Roads Adviser to the President Otieno Mwangi spoke.",
         [("Otieno Mwangi", "Deputy Rural Roads Adviser to the President", "KE")]),
        ("Kenyan Deputy Zebra Care Secretary Otieno Mwangi spoke.",
         [("Otieno Mwangi", "Deputy Zebra Care Secretary", "KE")]),
        ("Kenyan Ambassador-designate Otieno Mwangi spoke.", [("Otieno Mwangi", "Ambassador-designate", "KE")]),
        ("Korean President Park Sun-in spoke.", [("Park Sun-in", "President", "KR")]),
        ("Presidents of Kenya Otieno Mwangi, Peru Luis Rojas and Norway Nils Berg met.",
         [("Otieno Mwangi", "President", "KE"), ("Luis Rojas", "President", "PE"), ("Nils Berg", "President", "NO")]),
    ],
)  # fmt: skip
def test_who_and_which_post(names: Names, sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    (mentions,) = people([sentence], [parties(sentence, names)], names)
    assert [(m.name, m.post.title, m.post.party) for m in mentions if m.post] == expected


def test_somebody_has_one_name(names: Names) -> None:
    """The longest form of a name also stands for the shorter ones, behind another title or with a given name."""
    sentences = ["Crown Prince Salim bin Omar came.", "Prince Salim met Ana Maria Rojas, the trade minister.",
                 "Minister Ana Rojas and Salim left.", "A. M. Rojas stayed with A.Rojas, the minister."]  # fmt: skip
    mentions = people(sentences, [parties(sentence, names) for sentence in sentences], names)
    assert {m.name for of_text in mentions for m in of_text} == {"Salim bin Omar", "Ana Maria Rojas"}
