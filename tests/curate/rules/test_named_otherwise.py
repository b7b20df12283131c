"""Events that a text names by an organisation, a place, a pronoun or a list, in articles on Kenya and Peru."""

from typing import Any

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.proposals import Confidence
from app.curate.rules import propose
from app.domain.edtf import parse

TODAY = "2026-10-27"

PRESIDENTS = "President of Kenya Otieno Mwangi received President of Peru Luis Rojas in Nairobi today."

OTS = "The 13th summit of the Organization of Turkic States will be held in Ankara in November 2026."


def read(names: Names, text: str) -> list[tuple[Any, ...]]:
    """Type, status, date, city, session and mechanism of each meeting; the last says whether it is `high`."""
    article = Article(f"Kenya and Peru meet\n\n{text}", publication=parse(TODAY))
    return [
        (*(p.values.get(name) for name in ("type", "status", "date", "city", "session", "mechanism")),
         p.confidence is Confidence.high)
        for p in propose(article, names)
        if p.kind == "meeting"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Council of Foreign Ministers of the Organization of Turkic States (OTS) held its regular meeting in "
            "Ankara on 20 October 2026.",
            [("session", "held", "2026-10-20", "ankara", None, "council-of-foreign-ministers-ots", True)],
        ),
        (
            "Minister of Foreign Affairs of Kenya Otieno Mwangi led the delegation at a regular meeting of the Council "
            "of Foreign Ministers of the League of Southern States (LSS) in Lima on 20 October.",
            [("session", "held", "2026-10-20", "lima", None, "council-of-foreign-ministers-lss", True)],
        ),
        ("The Council of Foreign Ministers of Kenya met nobody in Lima on 20 October 2026.", []),
        (
            "The first session of the Kenya–Peru Joint Customs Committee is planned for January in Lima.",
            [("session", "planned", "2027-01", "lima", 1, "joint-customs-committee-ke-pe", True)],
        ),
        (
            "The next meeting of the joint committee on trade, economic and scientific cooperation, the twelfth, has "
            "been set for May in Lima.",
            [("session", "planned", "2027-05", "lima", 12,
              "joint-committee-on-trade-economic-and-scientific-cooperation-ke-pe", False)],
        ),
        (
            "The third session of the Kenya–Peru Joint Commission was held in Nairobi on 26 October 2026. The first "
            "session of the Kenya–Peru Joint Customs Committee is planned for January in Lima.\n\nThe second "
            "session of the commission was held in Lima on 25 February 2024. The next one will be hosted by the "
            "Peruvian capital next year.",
            [("session", "held", "2026-10-26", "nairobi", 3, "joint-commission-ke-pe", True),
             ("session", "planned", "2027-01", "lima", 1, "joint-customs-committee-ke-pe", True),
             ("session", "held", "2024-02-25", "lima", 2, "joint-commission-ke-pe", True),
             ("session", "planned", "2027", "lima", None, "joint-commission-ke-pe", True)],
        ),
        (
            f"{OTS} They recalled the informal summit in Istanbul on 12 May 2026.",
            [("summit", "planned", "2026-11", "ankara", 13, "ots", True),
             ("summit", "held", "2026-05-12", "istanbul", None, "ots", False)],
        ),
        (
            "Kenyan President Otieno Mwangi agreed Monday to trade more in Lima.",
            [],
        ),
        (
            "Kenyan President Otieno Mwangi and Peruvian President Luis Rojas agreed Monday in Lima to trade more.",
            [("bilateral", "held", "2026-10-26", "lima", None, None, True)],
        ),
        (
            "Kenyan President Otieno Mwangi and Peruvian President Luis Rojas agreed on Monday to trade more, at the "
            "palace in Lima.",
            [("bilateral", "held", "2026-10-26", "lima", None, None, True)],
        ),
        (
            "A treaty is to be signed when Peruvian President Luis Rojas comes to Nairobi in December.",
            [("visit", "planned", "2026-12", "nairobi", None, None, False)],
        ),
        ("Peruvian President Luis Rojas comes to Nairobi with a choir.", []),
        (
            "On Monday Kenyan Foreign Minister Otieno Mwangi met with Peruvian Foreign Minister Ana Rojas and, "
            "separately, with Luis Ortiz, Foreign Minister of Chile.",
            [("bilateral", "held", "2026-10-26", None, None, None, True)] * 2,
        ),
        (
            "On Monday Peruvian Foreign Minister Ana Rojas called on President of Kenya Ali Kamau and Trade Minister "
            "of Kenya Otieno Mwangi.",
            [("bilateral", "held", "2026-10-26", None, None, None, True)] * 2,
        ),
        (
            "Peru’s President Luis Rojas spoke by phone with Kenya’s President Otieno Mwangi.\n\nYesterday, the Head "
            "of State spoke by telephone with the President of Kenya, Otieno Mwangi.",
            [("phone-call", "held", "2026-10-26", None, None, None, True)],
        ),
    ],
)  # fmt: skip
def test_events_in_other_words(names: Names, text: str, expected: list[tuple[object, ...]]) -> None:
    assert read(names, text) == expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "The third session of the Kenya–Peru Joint Commission was held in Lima today. The Kenyan side was led by "
            "Trade Minister Otieno Mwangi, and the Peruvian side by Trade Minister Luis Rojas.",
            ["otieno-mwangi", "luis-rojas"],
        ),
        (
            "Foreign Minister of Kenya Otieno Mwangi led the delegation at a regular meeting of the Council of Foreign "
            "Ministers of the League of Southern States in Lima on 20 October.",
            ["otieno-mwangi"],
        ),
    ],
)
def test_the_heads_of_delegations_meet(names: Names, text: str, people: list[str]) -> None:
    article = Article(f"Kenya and Peru meet\n\n{text}", publication=parse(TODAY))
    (meeting,) = [p.values for p in propose(article, names) if p.kind == "meeting"]
    assert [person["official"] for person in meeting["participants"]] == people
