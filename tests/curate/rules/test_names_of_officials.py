"""The names of officials in all their forms, and the country of those who stand in lists and beside others."""

import pytest

from app.curate.names import Names
from tests.curate.rules.test_more_words import values


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Omani State Minister Md. Badr Salim met.", "Md. Badr Salim"),
        (
            "Oman’s Foreign Minister, Shaikh Badr bin Salim bin Said Al Harthy, met.",
            "Badr bin Salim bin Said Al Harthy",
        ),
        ("Oslo, The Foreign Minister of Oman, Badr Salim, met.", "Badr Salim"),
        ("The Honorable Badr Salim, Foreign Minister of Oman, met.", "Badr Salim"),
        ("Oman’s Chief Adviser, Professor Badr Salim, came.", "Badr Salim"),
        ("King Olav IV of Norway came to Muscat.", "Olav IV"),
        ("Norway’s Energy Adviser K Olav Berg came.", "K Olav Berg"),
        ("Norwegian Prime Minister Kari Dal-o-lund came.", "Kari Dal-o-lund"),
        ("Norway’s Finance Minister Kari Mali, who is new, came.", "Kari Mali"),
        ("Omani Foreign Minister Amir Badr Salim came.", "Amir Badr Salim"),
        ("Kari Dahl, 11th President of Norway, came.", "Kari Dahl"),
        ("They talked with Kari Dahl, then Prime Minister, on fish.", "Kari Dahl"),
        ("It was signed by Kari Dahl, a deputy minister in the Norwegian Treasury.", "Kari Dahl"),
        ("Kari Dahl, Vice-President of NORAD, came.", "Kari Dahl"),
        ("Kari Dahl, the National Leader of the Norwegian people, came.", "Kari Dahl"),
        ("Kari Dahl, Minister of Research and Digital Transformation of Norway, came.", "Kari Dahl"),
        ("Norwegian Trade Minister Kari “Kaja” Dahl came.", "Kari “Kaja” Dahl"),
        ("Norwegian Trade Minister Kari Dahl “Oslo Prize” winner came.", "Kari Dahl"),
        ("• Kari Dahl, Prime Minister of Norway (May 1993)", "Kari Dahl"),
    ],
)
def test_names(names: Names, sentence: str, name: str) -> None:
    assert values(sentence, names, "official", "name") == [(name,)]


@pytest.mark.parametrize(
    ("sentence", "title", "body"),
    [
        ("Deputy Chairman of the Cabinet of Ministers and Minister of Ports of Oman Badr Salim came.",
         "Minister of Ports", None),
        ("European Commission President Kari Dahl came.", "President", "European Commission"),
        ("EU Council President Kari Dahl came.", "President", "EU Council"),
    ],
)  # fmt: skip
def test_a_post_of_a_body(names: Names, sentence: str, title: str, body: str | None) -> None:
    [(positions,)] = values(sentence, names, "official", "positions")
    assert [(position["title"], position.get("body")) for position in positions] == [(title, body)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Oman’s Calm Harbour Initiative was praised by the minister.",
        "The head of the Trade Promotion Organization came.",
        "Omani Foreign Ministers Gather in Oslo\n\nThey met.",
    ],
)
def test_programmes_and_bodies_are_no_people(names: Names, sentence: str) -> None:
    assert values(sentence, names, "official", "name") == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Those on the side of Oman: Minister of Ports Badr Salim, Ambassador to Norway Ali Harib; on the side of "
         "Norway: Minister of Trade Kari Dahl, Ambassador to Oman Olav Berg.",
         [("Ali Harib", "OM"), ("Badr Salim", "OM"), ("Kari Dahl", "NO"), ("Olav Berg", "NO")]),
        ("Oman and Norway are friends, say their Prime Ministers, Badr Salim and Kari Dahl.",
         [("Badr Salim", "OM"), ("Kari Dahl", "NO")]),
        ("Visits of Omani leaders to Norway:\n\n• Badr Salim, Prime Minister (May 1993)\n\n• Ali Harib, Secretary "
         "General of the OFP (July 1995)", [("Ali Harib", "OM"), ("Badr Salim", "OM")]),
        ("The Omani FM gave a speech in Oslo. FM Salim then left.", [("Salim", "OM")]),
        ("The Norwegian premier was in Oman and had talks with the then President Salim.", [("Salim", "OM")]),
        ("Transport Minister Kari Dahl and Badr Salim, her counterpart from Muscat, came.",
         [("Badr Salim", "OM"), ("Kari Dahl", "NO")]),
        ("The port was praised by Kari Dahl, a deputy minister in the Norwegian Treasury.", [("Kari Dahl", "NO")]),
        ("President Salim’s own visits to Norway were short.", [("Salim", "OM")]),
    ],
)  # fmt: skip
def test_countries(names: Names, text: str, people: list[tuple[str, str]]) -> None:
    lead = "Oman and Norway look back on their ties.\n\n"
    assert sorted(values(lead + text, names, "official", "name", "country")) == people


def test_the_title_of_an_ambassador_names_the_other_country(names: Names) -> None:
    text = "Norway’s Ambassador to Oman Kari Dahl came."
    (positions,) = (positions for (positions,) in values(text, names, "official", "positions"))
    assert [(position["title"], position["party"]) for position in positions] == [("Ambassador to Oman", "NO")]


def test_each_item_of_a_list_of_visits_is_a_visit(names: Names) -> None:
    text = "Oman and Norway look back.\n\nVisits of Omani leaders to Norway:\n\n• Badr Salim, Prime Minister (May 1993)"
    text += "\n\n• Ali Harib, Minister of Ports (July 1995 and June 1996)"
    rows = values(text, names, "meeting", "type", "date", "country")
    assert rows == [("visit", "1993-05", "NO"), ("visit", "1995-07", "NO"), ("visit", "1996-06", "NO")]
