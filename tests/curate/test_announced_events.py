"""What an article announces: the next session, and meetings of people."""

import pytest

from app.curate.names import Names
from tests.curate.test_event_kinds import COUNCIL, TALKS, outlines


@pytest.mark.parametrize(
    ("sentence", "meeting"),
    [
        ("It was agreed to hold the next, third meeting of the Economic Commission in Oslo in the first half of 2026.",
         "session planned 2026-01/2026-06 oslo 3 NO+OM!"),
        ("The sides agreed to convene the 3rd meeting in Oslo in June 2026.", "session planned 2026-06 oslo 3 NO+OM!"),
        ("The sides decided to meet for the third time in Oslo in 2026.", "session planned 2026 oslo 3 NO+OM!"),
        ("The dates of the next meeting, to be hosted by Norway in 2026, are open.", "session planned 2026 NO+OM!"),
        ("The next one is planned for 2026 in Norway.", "session planned 2026 NO+OM!"),
        ("The next is due in Oslo in October.", "session planned 2025-10 oslo NO+OM!"),
        ("The next Economic Commission is scheduled for June 2026 in Oslo.", "session planned 2026-06 oslo NO+OM!"),
        ("Salim accepted the offer to hold the third meeting in Norway next year.", "session planned 2026 3 NO+OM!"),
        ("The third session, to be held in Oslo in 2026, will review progress.",
         "session planned 2026 oslo 3 NO+OM!"),
        ("The third meeting of the Bergen Club will be held in Oslo in 2026.", None),
        ("The next stage is planned for 2026 in Norway.", None),
    ],
)  # fmt: skip
def test_the_next_session(names: Names, sentence: str, meeting: str | None) -> None:
    first, *later_meetings = outlines(f"{COUNCIL}\n\n{sentence}", names, "meeting")
    assert first == "session held 2025-05-14 muscat 2 NO+OM!"
    assert later_meetings == ([meeting] if meeting else [])


@pytest.mark.parametrize(
    ("sentence", "meetings"),
    [
        ("Dahl held talks in Muscat on 15 May, meeting both Prime Minister of Oman Salim Harthy and Trade Minister of "
         "Oman Ali Saidi.", ["bilateral held 2025-05-15 muscat NO+OM!", "bilateral held 2025-05-15 muscat NO+OM!"]),
        ("On 15 May Dahl had a working session with Prime Minister of Oman Salim Harthy.",
         ["bilateral held 2025-05-15 NO+OM!"]),
        ("Prime Minister of Oman Salim Harthy and Ali Berg, Norway’s energy minister, held a videoconference on "
         "15 May.", ["video-call held 2025-05-15 NO+OM!"]),
        ("Dahl and Salim agreed in Oslo on 5 November 2024 to double trade.",
         ["bilateral held 2024-11-05 oslo NO+OM!"]),
    ],
)  # fmt: skip
def test_more_words_for_those_who_meet(names: Names, sentence: str, meetings: list[str]) -> None:
    assert outlines(f"{TALKS}\n\n{sentence}", names, "meeting")[1:] == meetings


def test_a_summit_has_those_who_attend_it(names: Names) -> None:
    text = "The summit of the Organization of Turkic States was held in Baku, Azerbaijan, on 14 May 2025.\n\n"
    text += "Attending the summit were President of Norway Olav Berg and President of Oman Salim Harthy."
    assert outlines(text, names, "meeting") == ["summit held 2025-05-14 baku AZ+NO+OM!"]
    text = (
        "President of Norway Olav Berg attended the summit of the Organization of Turkic States in Baku on 14 May 2025."
    )
    assert outlines(text, names, "meeting") == ["summit held 2025-05-14 baku AZ+NO!"]


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("Muscat to host summit of the Organization of Turkic States in December\n\nOfficials met to prepare the "
         "summit scheduled for 19–20 December in Muscat.", ["summit planned 2025-12-19/2025-12-20 muscat OM!"]),
        ("The third meeting of the Oman–Norway Joint Economic Commission meets in Oslo on 3 June.",
         ["session planned 2025-06-03 oslo 3 NO+OM"]),
        ("The third meeting of the Oman–Norway Joint Economic Commission was in Oslo on 3 June.",
         ["session held 2024-06-03 oslo 3 NO+OM!"]),
        ("The third meeting of the Oman–Norway Joint Economic Commission will be held in Oslo in autumn 2026.",
         ["session planned 2026-09/2026-11 oslo 3 NO+OM!"]),
    ],
)  # fmt: skip
def test_the_year_of_what_is_to_come(names: Names, text: str, meetings: list[str]) -> None:
    assert outlines(text, names, "meeting") == meetings


def test_the_day_of_a_dateline_with_an_agency_is_none_of_a_visit_to_come(names: Names) -> None:
    text = "MUSCAT, May 15, ONA – President of Norway Olav Berg is due in Oman for a visit that should widen trade."
    (visit,) = outlines(text, names, "meeting")
    assert "planned" in visit
    assert "2025-05-15" not in visit
