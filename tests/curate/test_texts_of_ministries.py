"""Agreements, people and meetings in the manner of a foreign ministry: a session recalled, a communiqué, a retinue."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.domain.edtf import parse
from tests.curate.test_event_kinds import DAY, TALKS, outlines

FIRST = "The first session of the Oman–Norway Joint Commission was held in Oslo in May 2024."
KING = "King of Norway Olav Berg"


def read(names: Names, text: str, kind: str) -> list[Proposal]:
    article = Article(text, publication=parse(DAY))
    return [proposal for proposal in propose(article, names) if proposal.kind == kind]


@pytest.mark.parametrize(
    ("text", "agreements"),
    [
        (f"{TALKS}\n\n{FIRST}\n\nFollowing the talks, the ministers signed a protocol on fishing.",
         ["protocol signed 2025-05-14 muscat NO+OM!"]),
        (f"{TALKS}\n\n{FIRST}\n\nA memorandum on ports and a treaty on fishing were signed.",
         ["memorandum signed 2025-05-14 muscat NO+OM!", "treaty signed 2025-05-14 muscat NO+OM!"]),
        (f"{TALKS}\n\nThey spoke of fish.\n\n{FIRST}\n\nAfter the meeting, they signed a plan of consultations.",
         ["plan signed 2025-05-14 muscat NO+OM!"]),
        (f"{TALKS}\n\n{FIRST} A protocol on fishing was signed.", ["protocol signed 2024-05 oslo NO+OM!"]),
        (f"{TALKS}\n\n{FIRST}\n\nA protocol on fishing was signed at that session.",
         ["protocol signed 2024-05 oslo NO+OM!"]),
        (f"{FIRST}\n\nA protocol on fishing was signed.", ["protocol signed 2024-05 oslo NO+OM!"]),
    ],
)  # fmt: skip
def test_a_text_signed_after_a_recalled_session(names: Names, text: str, agreements: list[str]) -> None:
    assert outlines(text, names, "agreement") == agreements


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("Oman and Norway welcomed the EU–Norway Fisheries Agreement, signed in 2019.", {"EU", "NO"}),
        ("Kari Dahl praised the Kenya–Oman Air Services Agreement signed on 3 May 2024.", {"KE", "OM"}),
        ("The EU-Oman Investment Treaty was signed on 3 May 2024.", {"EU", "OM"}),
        ("An Investment Treaty was signed on 3 May 2024.", {"OM", "NO"}),
        ("Beyond the EU – a Fisheries Agreement was signed by Oman and Norway on 3 May 2024.", {"OM", "NO"}),
        ("In the EU, Oman and Norway signed a Fisheries Agreement on 3 May 2024.", {"OM", "NO"}),
    ],
)
def test_the_parties_in_the_name_of_a_text(names: Names, sentence: str, parties: set[str]) -> None:
    [agreement] = read(names, f"{TALKS}\n\n{sentence}", "agreement")
    assert {*agreement.values["parties"]} == parties


@pytest.mark.parametrize(
    ("foot", "date"),
    [
        ("Muscat, 15 May 2025", "2025-05-15"),
        ("Muscat, May 15, 2025", "2025-05-15"),
        ("Oslo, on 15 May 2025.", "2025-05-15"),
        ("Muscat was warm on 15 May 2025.", "2025-05-14"),
        ("Muscat, 15 people came.", "2025-05-14"),
        ("See also: Oslo, 15 May 2024", "2025-05-14"),
    ],
)
def test_the_foot_of_a_communique_has_its_day(names: Names, foot: str, date: str) -> None:
    body = "The Foreign Ministers of Oman and Norway held talks in Muscat on 14 May 2025.\n\nThey spoke of fish.\n\n"
    text = f"Joint communiqué on the talks of Oman and Norway\n\n{body}They agreed to go on.\n\n{foot}"
    [agreement] = read(names, text, "agreement")
    assert (agreement.values["type"], agreement.values["date"]) == ("joint-statement", date)


RETINUE = f"{KING} met Sultan of Oman Ali Saidi on 14 May 2025."


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("The king, accompanied by Foreign Minister Kari Dahl, will go to Kenya on Monday.", "NO"),
        ("The king, who is accompanied by Foreign Minister Kari Dahl, left for Kenya on Friday.", "NO"),
        ("The sultan, accompanied by Foreign Minister Kari Dahl, met firms.", "OM"),
        ("On Monday the king will travel to Kenya for talks with Foreign Minister Kari Dahl.", "KE"),
        ("The king will fly to Kenya, and hold talks with Foreign Minister Kari Dahl.", "KE"),
    ],
)
def test_who_travels_with_somebody_and_who_is_met_on_the_way(names: Names, sentence: str, country: str) -> None:
    people = {p.values["name"]: p for p in read(names, f"{RETINUE}\n\n{sentence}", "official")}
    assert people["Kari Dahl"].values.get("country") == country


@pytest.mark.parametrize(
    "sentence",
    [
        "The king will travel to Geneva for talks with Foreign Minister Kari Dahl.",
        "Kenya was told of it. Of Peru, Foreign Minister Kari Dahl spoke.",
        "The king will travel to Kenya; in Lima, Foreign Minister Kari Dahl waited.",
    ],
)
def test_a_country_that_the_words_leave_open_is_not_sure(names: Names, sentence: str) -> None:
    people = {p.values["name"]: p for p in read(names, f"{RETINUE}\n\n{sentence}", "official")}
    assert "Kari Dahl" not in people or people["Kari Dahl"].confidence is Confidence.suggest


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        (f"{KING}, who was accompanied by Foreign Minister Kari Dahl, met Sultan of Oman Ali Saidi on 14 May 2025.",
         ["bilateral held 2025-05-14 NO+OM!"]),
        ("Ali Saidi, Sultan of Oman, accompanied by Minister of Trade Badr Salim, held talks with King of Norway Olav "
         "Berg on 14 May 2025.", ["bilateral held 2025-05-14 NO+OM!"]),
        (f"{KING}, accompanied by Foreign Minister Kari Dahl, will visit Oman on 3 June 2025.",
         ["visit planned 2025-06-03 NO+OM!"]),
        ("At the invitation of the King of Norway, Olav Berg, the Sultan of Oman, Ali Saidi, paid a state visit to "
         "Norway on 12–14 May 2025.", ["visit held 2025-05-12/2025-05-14 NO+OM!"]),
    ],
)  # fmt: skip
def test_a_companion_or_host_is_not_the_visitor(names: Names, sentence: str, meetings: list[str]) -> None:
    proposals = read(names, sentence, "meeting")
    assert outlines(sentence, names, "meeting") == meetings
    assert "kari-dahl" not in [p["official"] for proposal in proposals for p in proposal.values["participants"]]


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("The President of Peru, Luis Rojas, the President of Kenya, John Otieno, and others met.",
         {"Luis Rojas": "PE", "John Otieno": "KE"}),
        ("At the invitation of the Prime Minister of Peru, Luis Rojas, the Prime Minister of Kenya, John Otieno, came.",
         {"Luis Rojas": "PE", "John Otieno": "KE"}),
        ("The Minister of Trade of Peru, Luis Rojas, the Minister of Energy of Kenya, John Otieno, signed.",
         {"Luis Rojas": "PE", "John Otieno": "KE"}),
        ("Luis Rojas, the President of Peru, John Otieno, the President of Kenya, and others met.",
         {"Luis Rojas": "PE", "John Otieno": "KE"}),
        ("The President of Peru, Luis Rojas, the chairman of the council, spoke to Kenya.", {"Luis Rojas": "PE"}),
        ("The President of Peru, Luis Rojas, the President of Kenya and Chile’s envoy met.", {"Luis Rojas": "PE"}),
    ],
)  # fmt: skip
def test_people_with_a_post_before_the_name_in_a_row(names: Names, sentence: str, people: dict[str, str]) -> None:
    assert {p.values["name"]: p.values.get("country") for p in read(names, sentence, "official")} == people
