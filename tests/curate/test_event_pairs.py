"""Who meets whom in sentences of other verbs and orders, and people who are named together."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from tests.curate.test_event_kinds import TALKS, proposed


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        ("Oman’s Foreign Minister Badr Salim phoned Norway’s Foreign Minister Kari Dahl on 12 May 2025.",
         ["phone-call held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim got together in Oslo with Norway’s Foreign Minister Kari Dahl on 12 May.",
         ["bilateral held 2025-05-12 oslo NO+OM"]),
        ("Oman’s Foreign Minister Badr Salim and his Norwegian counterpart Kari Dahl spent 12 May together in Oslo.",
         ["bilateral held 2025-05-12 oslo NO+OM"]),
        ("Oman’s Foreign Minister Badr Salim had a working lunch with Norway’s Foreign Minister Kari Dahl on 12 May.",
         ["bilateral held 2025-05-12 NO+OM!"]),
        ("Oman’s Foreign Minister Badr Salim wrote to Norway’s Foreign Minister Kari Dahl on 12 May 2025.", []),
    ],
)  # fmt: skip
def test_verbs_of_meeting(names: Names, sentence: str, meetings: list[str]) -> None:
    assert proposed(sentence, names, "meeting") == meetings


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("The two diplomats will see each other again in Oslo on 3 June.", "bilateral planned 2025-06-03 oslo NO+OM"),
        ("Both ministers will speak by video link on 3 June 2025.", "video-call planned 2025-06-03 NO+OM"),
        ("The ministers are due to reconvene in Oslo in June 2025.", "bilateral planned 2025-06 oslo NO+OM"),
        ("They will talk over the phone on 3 June 2025.", "phone-call planned 2025-06-03 NO+OM"),
        ("The ministers will see each other again.", None),
    ],
)  # fmt: skip
def test_the_two_of_the_meeting_before(names: Names, sentence: str, meeting: str | None) -> None:
    first, *others = proposed(f"{TALKS}\n\n{sentence}", names, "meeting")
    assert first == "bilateral held 2025-05-14 muscat NO+OM!"
    assert others == ([meeting] if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("The ambassadors of the two countries to Italy, Badr Salim and Kari Dahl, met.", ["Badr Salim", "Kari Dahl"]),
        ("Ministers Badr Salim, Kari Dahl and Ana Reis of Oman, Norway and Portugal met.",
         ["Badr Salim", "Kari Dahl", "Ana Reis"]),
        ("The Foreign Minister of Norway, Mme Kari Dahl, met the Trade Minister of Oman.", ["Kari Dahl"]),
        ("Norway’s Trade Minister Kari Dahl met her opposite number, Badr Salim.", ["Badr Salim", "Kari Dahl"]),
        ("The ambassadors of Oman and Norway, Oslo University and others wrote.", []),
    ],
)  # fmt: skip
def test_people_named_together(names: Names, sentence: str, people: list[str]) -> None:
    proposals = propose(Article(sentence), names)
    assert sorted(p.values["name"] for p in proposals if p.kind == "official") == sorted(people)
