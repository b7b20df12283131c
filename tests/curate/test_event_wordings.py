"""Meetings in less usual words: verbs of coming together, sessions before and after, tours, groups of a region."""

import pytest

from app.curate.names import Names
from tests.curate.test_event_kinds import outlines

LEAD = "The Joint Committee of Oman and Norway met in Muscat for its third session on 12 May 2025."
THIRD = "session held 2025-05-12 muscat 3 NO+OM"


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("The Joint Committee of Oman and Norway last came together in Oslo on 3 March 2023.",
         ["session held 2023-03-03 oslo NO+OM"]),
        ("The Oman–Norway Joint Committee will assemble in Oslo on 3 June 2026.",
         ["session planned 2026-06-03 oslo NO+OM"]),
        ("The fourth session of the Joint Committee of Oman and Norway shall be convened in Oslo in 2026.",
         ["session planned 2026 oslo 4 NO+OM"]),
        (f"{LEAD} The Fourth Meeting will be held in Oslo in 2026.", [THIRD, "session planned 2026 oslo 4 NO+OM"]),
        ("The prime ministers of Oman and Norway spoke. The previous sitting took place in Oslo on 3 March 2023.",
         ["bilateral held 2023-03-03 oslo NO+OM"]),
        ("King of Norway Olav Berg is to travel to Oman today, and to Kenya tomorrow, for talks on his visit.",
         ["visit planned 2025-05-16 NO+OM", "visit planned 2025-05-17 KE+NO"]),
        ("Kari Dahl, Norway's foreign minister, was in Muscat on 12 May 2025 for talks.",
         ["visit held 2025-05-12 muscat NO+OM"]),
        ("Foreign ministers of the five Central Asian states and Norway convened in Oslo on 12 May 2025.",
         ["conference held 2025-05-12 oslo KG+KZ+NO+TJ+TM+UZ"]),
        ("Norwegian Foreign Minister Kari Dahl spoke with Oman's Ali Saidi, as host, of ties raised in 2022.", []),
        ("Sultan of Oman Ali Saidi met the press. The Norwegian consulate received its first guests in May 2024.", []),
    ],
)  # fmt: skip
def test_meetings_in_other_words(names: Names, text: str, meetings: list[str]) -> None:
    assert [meeting.replace("!", "") for meeting in outlines(text, names, "meeting")] == meetings


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("Norwegian Prime Minister Kari Dahl held talks with Ali Saidi, Sultan of Oman, and John Otieno, "
         "President of Kenya, in Oslo on 12 May 2025, on how the three countries trade.",
         ["bilateral held 2025-05-12 oslo KE+NO+OM"]),
        ("Norwegian Prime Minister Kari Dahl met Sultan of Oman Ali Saidi on Monday. It was good, Saidi's office said. "
         "On Tuesday she held talks with President of Kenya John Otieno.",
         ["bilateral held 2025-05-12 NO+OM", "bilateral held 2025-05-13 KE+NO"]),
    ],
)  # fmt: skip
def test_who_meets(names: Names, text: str, meetings: list[str]) -> None:
    assert [meeting.replace("!", "") for meeting in outlines(text, names, "meeting")] == meetings
