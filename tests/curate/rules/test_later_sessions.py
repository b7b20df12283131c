"""Meetings and agreements that a text names briefly, in articles on Kenya and Peru: sessions before and after, visits
that did not take place, calls of ambassadors, and what was signed at a meeting or earlier."""

from typing import Any

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from app.domain.edtf import parse

TODAY = "2026-10-27"

COMMISSION = "The third session of the Kenya–Peru Joint Commission took place in Lima today."

HELD_TODAY = ("session", "held", TODAY, 3, "PE")


def read(names: Names, text: str, kind: str) -> list[dict[str, Any]]:
    article = Article(f"Kenya and Peru meet\n\n{text}", publication=parse(TODAY))
    return [proposal.values for proposal in propose(article, names) if proposal.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Kenya–Peru Intergovernmental Working Group on Trade, which sat on 6 October in Lima for the twelfth "
            "time, will come together again in autumn 2027 in Nairobi.",
            [("session", "held", "2026-10-06", 12, "PE"), ("session", "planned", "2027-09/2027-11", None, "KE")],
        ),
        (
            f"{COMMISSION}\n\nThe Commission was set up in 1997 and last met in Nairobi in November 2023. Its next "
            "session will be held in Cusco in 2027.",
            [HELD_TODAY, ("session", "held", "2023-11", None, "KE"), ("session", "planned", "2027", None, "PE")],
        ),
        (
            f"{COMMISSION} The ministers agreed to meet again next year in Nairobi.",
            [HELD_TODAY, ("session", "planned", "2027", None, "KE")],
        ),
        (f"{COMMISSION} A choir from Cusco will meet again in Nairobi in 2027.", [HELD_TODAY]),
        (  # talks within the framework of a session are the session
            "Kenyan Foreign Minister Otieno Mwangi held talks today with Peruvian Foreign Minister Luis Rojas in Lima "
            "within the framework of the third meeting of the Kenya–Peru Joint Commission.",
            [HELD_TODAY],
        ),
        (
            "The Kenyan minister Otieno Mwangi spoke in Nairobi. His stay in Cusco last spring had to be called off.",
            [("visit", "cancelled", "2026-03/2026-05", None, "PE")],
        ),
        (
            "Deputy Minister Otieno Mwangi of Kenya is expected in Lima in the second week of December.",
            [("visit", "planned", "2026-12-08/2026-12-14", None, "PE")],
        ),
        (
            "The Kenyan Ambassador Otieno Mwangi called on Peruvian Foreign Minister Luis Rojas on 20 October.",
            [("bilateral", "held", "2026-10-20", None, "PE")],
        ),
        (
            "The Kenyan minister Otieno Mwangi and the Peruvian minister Luis Rojas discussed the visit to Lima of "
            "Kenyan President Ann Kamau expected in June 2027.",
            [("visit", "planned", "2027-06", None, "PE")],
        ),
        (
            "Today Foreign Minister of Kenya Otieno Mwangi, who arrived in the Peruvian capital on a visit, spoke.",
            [("visit", "held", TODAY, None, "PE")],
        ),
        (  # he urged him
            "The Kenyan Ambassador Otieno Mwangi called on Peruvian Foreign Minister Luis Rojas to reply by then.",
            [],
        ),
        (
            "Peruvian Prime Minister Ana Rojas received Kenyan Foreign Minister Otieno Mwangi on 20 October.",
            [("bilateral", "held", "2026-10-20", None, "PE")],
        ),
        (
            "He looked forward to the fourth session of the Kenya–Peru Joint Commission, which convenes in Lima on "
            "7 December 2026.",
            [("session", "planned", "2026-12-07", 4, "PE")],
        ),
    ],
)
def test_meetings(names: Names, text: str, expected: list[tuple[Any, ...]]) -> None:
    meetings = read(names, text, "meeting")
    rows = [tuple(m.get(name) for name in ("type", "status", "date", "session", "country")) for m in meetings]
    assert sorted(rows, key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{COMMISSION} The previous meeting of the Commission was held in Nairobi in February last year. Following "
            "the talks, the ministers signed a Joint Statement.",
            [("joint-statement", TODAY)],
        ),
        (
            "The agreement on driving licences, signed in Lima on 30 May 2025, will enter into force on 1 May.",
            [("treaty", "2025-05-30")],
        ),
        ("Trade grew by a treaty on ports signed in Lima on 30 May 2025.", [("treaty", "2025-05-30")]),
        (
            "Kenya and Peru signed a plan for ports on 30 May 2025. The agreement was signed by both ministers.",
            [("plan", "2025-05-30")],
        ),
        (
            "On 30 May 2025 Kenya and Peru signed an agreement (PTA) for the Port Trade Operator (PTO) programme.",
            [("treaty", "2025-05-30")],
        ),
        (
            "The two sides signed in Lima on 30 May 2025 a plan for ports.",
            [("plan", "2025-05-30")],
        ),
    ],
)
def test_agreements(names: Names, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(a["type"], a["date"]) for a in read(names, text, "agreement")] == expected


@pytest.mark.parametrize(
    ("text", "designs"),
    [
        ("The Kenya–Peru Supreme Council is old. The Council of Foreign Ministers of Kenya and Peru met. The next "
         "meeting of the Kenya–Peru Council will be held in May.", ["Council of Foreign Ministers", "Supreme Council"]),
        ("The second meeting of the Kenya–Peru Joint Commission on Trade and Ports was held. It is the second meeting "
         "of the Kenya–Peru Joint Commission on Trade and Po…", ["Joint Commission on Trade and Ports"]),
    ],
)  # fmt: skip
def test_a_short_or_cut_name_means_the_full_one_before_it(names: Names, text: str, designs: list[str]) -> None:
    read_names = [mechanism["name"] for mechanism in read(names, text, "mechanism")]
    assert sorted(name.removeprefix("Kenya–Peru ") for name in read_names) == designs


def test_a_pronoun_that_was_signed_means_the_text_before(names: Names) -> None:
    text = "The agreement on trade has been in force since 2013. It was signed in Lima on 1 August 2012."
    (agreement,) = read(names, text, "agreement")
    assert (agreement["type"], agreement["date"]) == ("treaty", "2012-08-01")


def test_relations_that_were_established_are_diplomatic(names: Names) -> None:
    (milestone,) = read(names, "Relations between Kenya and Peru were established on 8 March 1957.", "milestone")
    assert (milestone["type"], milestone["date"]) == ("diplomatic-relations", "1957-03-08")


@pytest.mark.parametrize("name", ["Group", "Planning Group", "Joint Strategic Planning Group"])
def test_a_short_name_means_the_known_mechanism(names: Names, name: str) -> None:
    text = (
        "Astana hosts a meeting\n\n"
        "The twentieth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group was held in Astana today.\n\n"
        f"The 21st meeting of the {name} is to be held in Ankara in 2027."
    )
    proposals = propose(Article(text, publication=parse(TODAY)), names)
    ids = [p.values["id"] for p in proposals if p.kind in ("mechanism", "meeting")]
    assert sorted(ids) == ["jspg-kz-tr", "jspg-kz-tr-20", "jspg-kz-tr-21"]


def test_a_package_is_named_by_its_parties_and_its_day(names: Names) -> None:
    text = "Kenya’s Foreign Minister Otieno Mwangi visited Lima on 20 October. The two sides signed six agreements."
    (package,) = read(names, text, "agreement")
    assert (package["title"], package["id"]) == ("6 agreements between Kenya and Peru", "agreements-ke-pe-2026-10-20")
