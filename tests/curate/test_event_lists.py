"""Lists: agreements under a heading, what is still to come, and labels such as “Venue:”."""

import pytest

from app.curate.names import Names
from tests.curate.test_event_kinds import COUNCIL, outlines


@pytest.mark.parametrize(
    ("text", "agreements"),
    [
        ("Documents adopted\n\n- Declaration on fisheries\n\n- Action plan for ports, 2026 to 2028",
         ["declaration announced 2025-05-14 muscat NO+OM!", "plan announced 2025-05-14 muscat NO+OM!"]),
        ("The following texts were signed:\n\n1. Memorandum of understanding on water\n\n2. two contracts on ships.",
         ["memorandum signed 2025-05-14 muscat NO+OM!", "contract 2 2025-05-14 muscat NO+OM!"]),
        ("Signed on 13 May 2025:\n\n• Protocol on customs;\n\n• Agreement on air services.",
         ["protocol signed 2025-05-13 NO+OM!", "treaty signed 2025-05-13 NO+OM!"]),
        ("The sides concluded the following texts: (i) a treaty on taxes; and (ii) a roadmap on hydrogen.",
         ["treaty signed 2025-05-14 muscat NO+OM!", "plan signed 2025-05-14 muscat NO+OM!"]),
        ("Oman and Norway signed agreements on water and on air services on 13 May 2025.",
         ["treaty signed 2025-05-13 NO+OM", "treaty signed 2025-05-13 NO+OM"]),
        ("Oman and Norway signed a protocol on customs on 13 May 2025. The other documents include memoranda of "
         "understanding on health, culture and sport.",
         ["protocol signed 2025-05-13 NO+OM!", *["memorandum signed 2025-05-13 NO+OM"] * 3]),
        ("Oman and Norway signed agreements on 13 May 2025.", ["package signed 2025-05-13 NO+OM"]),
        ("Agreements on extradition and legal aid between Oman and Norway are being negotiated.", []),
        ("To be signed in June:\n\n- Protocol on customs", []),
        ("Ready for signature\n\n- Memorandum on water", []),
        ("On the agenda\n\n- Memorandum on water", []),
        ("Signed in the book of guests were good wishes.\n\n- Memorandum on water", []),
    ],
)  # fmt: skip
def test_agreements_in_a_list(names: Names, text: str, agreements: list[str]) -> None:
    assert outlines(f"{COUNCIL}\n\n{text}", names, "agreement") == agreements


def test_the_date_of_an_agreement_is_sure_if_no_other_day_stands_between(names: Names) -> None:
    sentence = "The two signed a protocol on customs between Oman and Norway."
    assert outlines(f"{COUNCIL}\n\n{sentence}", names, "agreement") == ["protocol signed 2025-05-14 muscat NO+OM!"]
    long_ago = f"{COUNCIL}\n\nA port was opened on 3 May 2019.\n\n{sentence}"
    assert outlines(long_ago, names, "agreement") == ["protocol signed 2025-05-14 muscat NO+OM!"]
    other_day = f"{COUNCIL}\n\nA port was opened on 13 May 2025.\n\n{sentence}"
    assert outlines(other_day, names, "agreement") == ["protocol signed 2025-05-14 muscat NO+OM"]


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("The Oman–Norway Joint Economic Commission met for the third time. Place: Oslo. Day: 12 May 2025.",
         ["session held 2025-05-12 oslo 3 NO+OM!"]),
        ("Third meeting of the Oman–Norway Joint Economic Commission\n\n• Date and venue: 12 May 2025, Oslo, Norway",
         ["session held 2025-05-12 oslo 3 NO+OM!"]),
        ("The Oman–Norway Joint Economic Commission convened for its third session.\n\nDate: 12 May 2025\n\nCity: Oslo",
         ["session held 2025-05-12 oslo 3 NO+OM!"]),
        ("The Oman–Norway Joint Economic Commission met for the third time in Oslo on 12 May 2025.",
         ["session held 2025-05-12 oslo 3 NO+OM!"]),
        ("Looking ahead\n\n- Third meeting of the Oman–Norway Joint Economic Commission: Oslo, March 2025",
         ["session held 2025-03 oslo 3 NO+OM!"]),
        ("Coming up\n\n- Third meeting of the Oman–Norway Joint Economic Commission: Oslo, 2025",
         ["session planned 2025 oslo 3 NO+OM!"]),
    ],
)  # fmt: skip
def test_sessions_with_labels_and_under_headings(names: Names, text: str, meetings: list[str]) -> None:
    assert outlines(text, names, "meeting") == meetings


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        ("Q: What is next?\n\nA: The Oman–Norway Joint Economic Commission, its third session, in Oslo on 2 February.",
         ["session planned 2026-02-02 oslo 3 NO+OM"]),
        ("The Oman–Norway Joint Economic Commission was to meet in Oslo on 2 February, which was put off.", []),
        ("The third meeting of the Oman–Norway Joint Economic Commission, set for 20 June in Oslo, was called off.",
         ["session cancelled 2025-06-20 oslo 3 NO+OM!"]),
        ("The third meeting of the Oman–Norway Joint Economic Commission, set for 2 May in Oslo, was called off.",
         ["session cancelled 2025-05-02 oslo 3 NO+OM!"]),
        ("The third meeting of the Oman–Norway Joint Economic Commission met in Oslo from the 5th to the 7th of May.",
         ["session held 2025-05-05/2025-05-07 oslo 3 NO+OM!"]),
    ],
)  # fmt: skip
def test_days_without_a_year(names: Names, text: str, meetings: list[str]) -> None:
    assert outlines(text, names, "meeting") == meetings
