"""Talks and visits during a summit or session, which have its day and place."""

import pytest

from app.curate.names import Names
from tests.curate.test_event_kinds import outlines

MINISTERS = "Oman’s Foreign Minister Badr Salim and Norway’s Foreign Minister Kari Dahl"
KING = "King of Norway Olav Berg"


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        (f"{MINISTERS} met in Lima this year, during the summit of the United Nations held there on 3 May 2025.",
         "bilateral held 2025-05-03 lima NO+OM"),
        (f"{MINISTERS} met this year on the sidelines of the UN summit, which took place in Lima in March 2025.",
         "bilateral held 2025-03 lima NO+OM"),
        (f"The summit of the United Nations took place in Lima on 3 May 2025.\n\n{MINISTERS} met this year during "
         "a summit of the United Nations in Lima.", "bilateral held 2025-05-03 lima NO+OM"),
        ("The UN summit is to take place in Muscat in November 2025.\n\nKari Dahl, Norway’s foreign minister, will pay "
         "a visit in November 2025, which is set to coincide with the summit of the United Nations.",
         "visit planned 2025-11 muscat NO+OM"),
        (f"{MINISTERS} met in Oslo this year, during the summit of the United Nations held in Lima on 3 May 2025.",
         "bilateral held 2025 oslo NO+OM"),
        (f"{MINISTERS} met in Lima on 2 May 2025, during the summit of the United Nations held in May 2025.",
         "bilateral held 2025-05-02 lima NO+OM"),
        (f"{MINISTERS} met in Oslo this year and spoke of the summit of the United Nations held in Lima in March 2025.",
         "bilateral held 2025 oslo NO+OM"),
        (f"The UN summit is to take place in Oslo in November 2025.\n\n{KING} will pay a visit to Oman in November "
         "2025, which is set to coincide with the summit of the United Nations.", "visit planned 2025-11 NO+OM"),
    ],
)  # fmt: skip
def test_talks_during_a_summit_have_its_time_and_place(names: Names, text: str, meeting: str) -> None:
    assert meeting in [outline.replace("!", "") for outline in outlines(text, names, "meeting")]
