"""Visits and the talks on them, in the words of news: where, who, when, and which of them are the same."""

import pytest

from app.curate.names import Names
from tests.curate.test_event_kinds import outlines

KING = "King of Norway Olav Berg"


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (f"{KING} was in Muscat on an official visit on 13 May 2025. Oman welcomed him.",
         ["visit held 2025-05-13 muscat NO+OM!"]),
        (f"{KING} is in Oman for a working visit.", ["visit held NO+OM"]),
        (f"{KING} will on 3 June 2025 travel to Oman for a state visit.", ["visit planned 2025-06-03 NO+OM!"]),
        (f"{KING} will be in Muscat on June 3-5, the palace of Oman said.",
         ["visit planned 2025-06-03/2025-06-05 muscat NO+OM!"]),
        (f"{KING} is in Muscat, where the Omani fish is good.", []),
        (f"On 13 May 2025, {KING} made an official visit to the Sultanate of Oman.",
         ["visit held 2025-05-13 NO+OM!"]),
        (f"The plan will be ready during the state visit that {KING} is due to make to Oman on 3 June 2025.",
         ["visit planned 2025-06-03 NO+OM!"]),
        (f"{KING} will visit Oman, Kenya and Peru.",
         ["visit planned NO+OM", "visit planned KE+NO", "visit planned NO+PE"]),
        (f"The ministers went through the results of the visits of {KING} to Muscat in May 2023 and Sultan of Oman Ali "
         "Saidi to Oslo in June 2024.", ["visit held 2023-05 muscat NO+OM!", "visit held 2024-06 oslo NO+OM!"]),
        (f"The mutual state visits of {KING} and Sultan of Oman Ali Saidi in 2017 were useful.",
         ["visit held 2017 NO+OM", "visit held 2017 NO+OM"]),
        (f"{KING} left Oslo on Monday to pay a three-day visit to Oman.",
         ["visit held 2025-05-12/2025-05-14 NO+OM!"]),
        (f"Oman awaits {KING}'s visit to Muscat. The ministry spoke on Thursday about the visit scheduled to start "
         "on 3 June. He will see the port during the five-day visit.",
         ["visit planned 2025-06-03/2025-06-07 muscat NO+OM!"]),
        (f"{KING} thanked Sultan of Oman Ali Saidi for accepting the invitation to visit Oslo.",
         ["visit held oslo NO+OM"]),
        (f"Sultan of Oman Ali Saidi thanked {KING} for the invitation to visit Oslo.", []),
        (f"{KING} paid a visit to Oman over the past weekend.", ["visit held 2025-05-10/2025-05-11 NO+OM"]),
        (f"{KING} arrived in Oman on an official visit. Two years ago Berg made his first visit to Oman.",
         ["visit held NO+OM", "visit held 2023 NO+OM"]),
        (f"{KING} visited Oman twice: in 2015 and 2017.", ["visit held 2015 NO+OM", "visit held 2017 NO+OM"]),
        (f"The visits of {KING} to Muscat in October 2024 and of Prime Minister of Norway Kari Dahl in November "
         "2024 were milestones.", ["visit held 2024-10 muscat NO+OM", "visit held 2024-11 muscat NO+OM"]),
        ("It was discussed during the visit of Norway's King Olav Berg to Oman on 13 May 2025.",
         ["visit held 2025-05-13 NO+OM"]),
        (f"{KING} told reporters on his Muscat visit that Oman was warm.", ["visit held NO+OM"]),
        (f"{KING} will pay an official visit at the invitation of Sultan of Oman Ali Saidi.", ["visit planned NO+OM"]),
        (f"They discussed the possibility of a visit of {KING} to Oman in 2023.", []),
        (f"They spoke of the preparation for the upcoming state visit of {KING} to Oman, scheduled for 3 June.",
         ["visit planned 2025-06-03 NO+OM!"]),
        (f"Foreign Minister of Oman Badr Salim met {KING} on 13 May 2025 as part of his visit to Norway.",
         ["visit held 2025-05-13 NO+OM!", "bilateral held 2025-05-13 NO+OM!"]),
        ("Badr Salim, who took office after Norwegian Minister Ali Saidi left in 2019, is on a two-day visit to Oslo. "
         "Foreign Minister of Oman Badr Salim spoke.", ["visit held oslo NO+OM"]),
        (f"Ministers meet ahead of {KING}’s Muscat visit.", []),
        (f"{KING} arrived in Muscat on 13 May 2025 to begin state visits to two countries.",
         ["visit held 2025-05-13 muscat NO+OM!"]),
        (f"{KING} will build on the presidential visit of last spring. Oman is warm.", []),
        (f"Sultan of Oman Ali Saidi spoke of {KING}, who paid his visit to Oman on 13 May 2025.",
         ["visit held 2025-05-13 NO+OM"]),
    ],
)  # fmt: skip
def test_where_and_when_somebody_visits(names: Names, text: str, meetings: list[str]) -> None:
    assert [meeting.replace("!", "") for meeting in outlines(text, names, "meeting")] == [
        meeting.replace("!", "") for meeting in meetings
    ]


VISIT = f"{KING} will be in Muscat on 3-4 June 2025, the ministry of Oman said."


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        ("A meeting with Sultan of Oman Ali Saidi is scheduled as part of the visit.",
         ["bilateral planned 2025-06-03/2025-06-04 muscat NO+OM!"]),
        ("Negotiations will be held with Trade Minister of Oman Salim Harthy.",
         ["bilateral planned 2025-06-03/2025-06-04 muscat NO+OM!"]),
        ("During the visit, talks will be held with Sultan of Oman Ali Saidi.",
         ["bilateral planned 2025-06-03/2025-06-04 muscat NO+OM!"]),
        ("No meeting with Sultan of Oman Ali Saidi is planned.", []),
        ("The head of a bank will meet with Sultan of Oman Ali Saidi.", []),
        ("The visit will be followed up by Trade Minister of Oman Salim Harthy.", []),
    ],
)  # fmt: skip
def test_talks_of_the_visitor_who_is_not_named_again(names: Names, sentence: str, meetings: list[str]) -> None:
    first, *later_meetings = outlines(f"{VISIT}\n\n{sentence}", names, "meeting")
    assert first == "visit planned 2025-06-03/2025-06-04 muscat NO+OM!"
    assert later_meetings == meetings


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (f"The talks of {KING} and Sultan of Oman Ali Saidi in Muscat on 13 May 2025 were useful.",
         ["bilateral held 2025-05-13 muscat NO+OM!"]),
        (f"At a joint press conference with Sultan of Oman Ali Saidi in Muscat on 13 May, {KING} praised him.",
         ["bilateral held 2025-05-13 muscat NO+OM!"]),
        (f"Today Oman and Norway agreed on fish. The paper was signed at the meeting of {KING} with Sultan of Oman Ali "
         "Saidi.", ["bilateral held 2025-05-16 NO+OM"]),
        (f"{KING} and Sultan of Oman Ali Saidi agreed to meet more often following an May 15 meeting.",
         ["bilateral held 2025-05-15 NO+OM!"]),
        (f"{KING} met Sultan of Oman Ali Saidi, the palace said in a statement on Thursday.",
         ["bilateral held 2025-05-15 NO+OM"]),
        (f"{KING} met Sultan of Oman Ali Saidi in Muscat on 12 and 13 May (Monday and Tuesday).",
         ["bilateral held 2025-05-12/2025-05-13 muscat NO+OM!"]),
    ],
)  # fmt: skip
def test_talks_and_their_days(names: Names, text: str, meetings: list[str]) -> None:
    assert outlines(text, names, "meeting") == meetings


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (f"{KING} met Sultan of Oman Ali Saidi, who took the throne in January 2020.", ["bilateral held NO+OM"]),
        (f"{KING} is on a visit to Oman on 14-18 May 2025. Berg met Sultan of Oman Ali Saidi.",
         ["visit held 2025-05-14/2025-05-18 NO+OM!", "bilateral held 2025-05-16 NO+OM"]),
        ("Norway and Oman established relations on 14 May 1975.\n\nForeign Minister of Norway Kari Dahl met "
         "Foreign Minister of Oman Badr Salim on 14 May.", ["bilateral held 2025-05-14 NO+OM!"]),
        ("The Norwegian foreign minister met with her Omani counterpart in Muscat on 14 May. Foreign Minister Kari "
         "Dahl of Norway thanked Minister of Foreign Affairs Badr Salim of Oman.",
         ["bilateral held 2025-05-14 muscat NO+OM!"]),
        ("The Head of State received Prime Minister of Oman Badr Salim on 14 May. President of Norway Kari Dahl spoke "
         "of fish.", ["bilateral held 2025-05-14 NO+OM!"]),
        ("Foreign Minister of Norway Kari Dahl hosted Foreign Minister of Oman Badr Salim in Oslo on 14 May. Dahl and "
         "Salim co-chaired the third meeting of the Oman–Norway Joint Economic Commission.",
         ["session held 2025-05-14 oslo 3 NO+OM!"]),
    ],
)  # fmt: skip
def test_which_talks_are_an_event_and_of_which_day(names: Names, text: str, meetings: list[str]) -> None:
    assert outlines(text, names, "meeting") == meetings
