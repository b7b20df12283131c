"""Values that belong to another event of the text: its day, its city, its status."""

import pytest

from app.curate.names import Names
from tests.curate.test_event_kinds import COUNCIL, TALKS, outlines


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("The Oman–Norway Joint Economic Commission held its third meeting online on 14 May 2025.\n\n"
         "MUSCAT, May 15. Oman is warm.", ["session held 2025-05-14 3 NO+OM!"]),
        ("MUSCAT, May 15 — The third meeting of the Oman–Norway Joint Economic Commission was held on 14 May 2025. "
         "The online meeting was chaired by Minister Badr Salim.", ["session held 2025-05-14 3 NO+OM!"]),
        ("The third meeting of the Oman–Norway Joint Economic Commission will be held in Oslo in 2026, followed by a "
         "forum in Muscat.", ["session planned 2026 oslo 3 NO+OM!"]),
        ("The Oman–Norway Joint Economic Commission is young. Its first meeting was held in Oslo on 12 May 2023 and "
         "the second in Muscat on 3 March 2024.",
         ["session held 2024-03-03 muscat 2 NO+OM!", "session held 2023-05-12 oslo 1 NO+OM!"]),
        ("King of Norway Olav Berg paid a state visit to Oman on 13–14 May 2025. The third meeting of the Oman–Norway "
         "Joint Economic Commission will be held in Muscat in 2025.",
         ["session planned 2025 muscat 3 NO+OM!", "visit held 2025-05-13/2025-05-14 NO+OM!"]),
        ("King of Norway Olav Berg arrived in Oslo on 14 May 2025 after visiting Oman.", ["visit held NO+OM"]),
        (f"{TALKS}\n\nDahl and Salim then co-chaired the third meeting of the Oman–Norway Joint Economic Commission.",
         ["bilateral held 2025-05-14 muscat NO+OM!", "session held 2025-05-14 muscat 3 NO+OM!"]),
    ],
)  # fmt: skip
def test_the_day_and_city_are_those_of_the_event_itself(names: Names, text: str, meetings: list[str]) -> None:
    assert sorted(outlines(text, names, "meeting")) == sorted(meetings)


@pytest.mark.parametrize(
    ("sentence", "agreement"),
    [
        ("The sides initialled the agreement on air services.", "treaty negotiated 2025-05-14 muscat NO+OM!"),
        ("King of Norway Olav Berg spoke.\n\nDuring his visit to Kenya, Norway and Kenya signed a protocol on visas.",
         "protocol signed KE+NO"),
        ("It will include a joint dinner of both sides at the new palace and the signing of agreements on fish.", ""),
        ("The ministers signed exchange notes.", "exchange-of-letters signed 2025-05-14 muscat NO+OM!"),
        ("The ministers, who met the day before, signed a protocol on visas.", "protocol signed NO+OM"),
        ("Papers were signed, including:\n\nTreaty on fish;\n\nPlan for ports.",
         "treaty signed 2025-05-14 muscat NO+OM! | plan signed 2025-05-14 muscat NO+OM!"),
    ],
)  # fmt: skip
def test_what_was_signed_after_a_meeting(names: Names, sentence: str, agreement: str) -> None:
    assert " | ".join(outlines(f"{COUNCIL}\n\n{sentence}", names, "agreement")) == agreement


def test_a_meeting_long_ago_is_not_that_of_a_signing(names: Names) -> None:
    old = "The first meeting of the Oman–Norway Joint Economic Commission was held in Oslo on 3 May 2019."
    text = f"{old}\n\nTrade has grown.\n\nA protocol on visas was signed."
    assert outlines(text, names, "agreement") == ["protocol signed NO+OM"]
