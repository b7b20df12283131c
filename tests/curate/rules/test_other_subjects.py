"""Values of something else in the sentence or the text: another session, day, country or event."""

from typing import Any

import pytest

from app.curate.articles import Article
from app.curate.mentions.publication import publication_date
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.domain.edtf import parse
from tests.curate.test_event_kinds import COUNCIL, TALKS, outlines

TODAY = "2026-10-05"


def read(names: Names, text: str, kind: str) -> list[Proposal]:
    article = Article(f"Kenya and Peru meet\n\n{text}", publication=parse(TODAY))
    return [proposal for proposal in propose(article, names) if proposal.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "It was agreed to hold the next round in Lima in May 2027, while the eighth session of the Kenya–Peru "
            "Intergovernmental Commission would be convened later this year.",
            [("foc-ke-pe", None, "2027-05", "lima"), ("intergovernmental-commission-ke-pe", 8, "2026", None)],
        ),
        (
            "The next round will be held in Lima in May 2027; the Kenya–Peru Intergovernmental Commission will hold "
            "its eighth session in Nairobi in June 2027.",
            [("foc-ke-pe", None, "2027-05", "lima"), ("intergovernmental-commission-ke-pe", 8, "2027-06", "nairobi")],
        ),
        (
            "The next meeting of the Kenya–Peru Intergovernmental Commission will be held in Lima in May 2027.",
            [("intergovernmental-commission-ke-pe", None, "2027-05", "lima")],
        ),
    ],
)
def test_a_session_is_that_of_its_own_clause(names: Names, sentence: str, expected: list[tuple[object, ...]]) -> None:
    first = "The third round of Foreign Office Consultations (FOC) between Kenya and Peru was held in Nairobi today."
    sessions = [p.values for p in read(names, f"{first}\n\n{sentence}", "meeting")][1:]
    rows = [tuple(values.get(name) for name in ("mechanism", "session", "date", "city")) for values in sessions]
    assert sorted(rows, key=str) == sorted(expected, key=str)


CALL = "On the same day, Foreign Minister of Oman Badr Salim spoke by phone with Foreign Minister of Peru Ana Rojas."


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        (f"{TALKS}\n\n{CALL}", ["phone-call held 2025-05-14 OM+PE!"]),
        (  # a meeting that is only recalled
            f"{TALKS}\n\nThey reviewed the agreements reached at the second meeting of the Oman–Norway Joint Economic "
            f"Commission, which was held in Oslo on 3 March 2025.\n\n{CALL}",
            ["phone-call held 2025-05-14 OM+PE!"],
        ),
        (  # the day may be that of the visit, of which the text has none
            f"{COUNCIL}\n\nPresident of Chile Luis Ortiz visited Muscat.\n\n{CALL}",
            ["phone-call held 2025-05-14 OM+PE"],
        ),
    ],
)
def test_the_same_day(names: Names, text: str, calls: list[str]) -> None:
    assert [meeting for meeting in outlines(text, names, "meeting") if meeting.startswith("phone")] == calls


@pytest.mark.parametrize(
    ("sentence", "companies"),
    [
        ("Some 70 Kenyan companies are active in Peru.", [70]),
        ("He held a round table with executives of around 30 Kenyan companies in Peru.", []),
        ("He spoke to representatives of 30 leading Kenyan companies in Peru.", []),
        ("In Peru he met with 30 Kenyan companies.", []),
        ("Heads of 30 Kenyan firms came to Peru.", []),
        ("A trade mission took 30 Kenyan companies to Peru.", []),
        ("Business leaders from more than 30 Kenyan companies in Peru dined.", []),
    ],
)
def test_companies_that_only_send_somebody(names: Names, sentence: str, companies: list[int]) -> None:
    assert [p.values["value"] for p in read(names, sentence, "trade-stat")] == companies


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (
            "The meeting was attended by:\n\nKenya – Minister of Foreign Affairs Otieno Mwangi;\n\n"
            "Peru – Deputy Minister of Foreign Affairs Ana Rojas;\n\nChile: Minister of Trade Luis Ortiz;",
            {"Otieno Mwangi": "KE", "Ana Rojas": "PE", "Luis Ortiz": "CL"},
        ),
        (
            "Chile came too. Minister of Trade Luis Ortiz (Chile) and Minister of Trade Ana Rojas (Peru) spoke.",
            {"Luis Ortiz": "CL", "Ana Rojas": "PE"},
        ),
        (
            "He called on H.E. Mr. Otieno Mwangi, Foreign Minister of Kenya, and Mr. Ali Kamau, Minister of Trade.",
            {"Otieno Mwangi": "KE", "Ali Kamau": "KE"},
        ),
        (
            "The Kenyan side was led by Trade Minister Otieno Mwangi, and the Peruvian side by H.E. Mr. Luis Rojas, "
            "Deputy Minister of Trade.",
            {"Otieno Mwangi": "KE", "Luis Rojas": "PE"},
        ),
    ],
)
def test_the_country_beside_a_name(names: Names, text: str, countries: dict[str, str]) -> None:
    assert {p.values["name"]: p.values.get("country") for p in read(names, text, "official")} == countries


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("The Secretary General of the Nordic Council, Ambassador Otieno Mwangi, spoke.", "Secretary General"),
        ("Kenyan Ambassador Otieno Mwangi spoke.", "Ambassador"),
        ("The Secretary General, Ambassador of Kenya Otieno Mwangi, spoke.", "Ambassador"),
    ],
)
def test_ambassador_as_a_rank(names: Names, sentence: str, title: str) -> None:
    (official,) = read(names, sentence, "official")
    assert official.values["positions"][0]["title"] == title


@pytest.mark.parametrize(
    ("sentence", "date", "is_high"),
    [
        ("President of Kenya Otieno Mwangi began a three-day visit to Peru on 28 September.",
         "2026-09-28/2026-09-30", True),
        ("President of Peru Luis Rojas agreed on 29 September to trade more, as President of Kenya Otieno Mwangi paid "
         "a three-day visit to Peru.", "2026-09-29", False),
    ],
)  # fmt: skip
def test_a_day_of_a_longer_visit(names: Names, sentence: str, date: str, is_high: bool) -> None:
    visits = [p for p in read(names, sentence, "meeting") if p.values["type"] == "visit"]
    assert [(p.values.get("date"), p.confidence is Confidence.high) for p in visits] == [(date, is_high)]


def test_a_capital_by_its_country(names: Names) -> None:
    text = (
        "The third session of the Kenya–Peru Joint Commission took place in the Peruvian capital today. The next one "
        "will be hosted by the Kenyan capital next year. Firms with Peruvian capital came."
    )
    meetings = [p.values for p in read(names, text, "meeting")]
    assert [(m["date"], m.get("city")) for m in meetings] == [(TODAY, "lima"), ("2027", "nairobi")]


def figures(names: Names, text: str) -> dict[float, tuple[Any, ...]]:
    values = (p.values for p in read(names, text, "trade-stat"))
    return {v["value"]: (v["flow"], v["reporter"], v.get("partner"), v.get("date")) for v in values}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trade with Chile in 2025 was lopsided: against $74 million of Kenyan exports there were only $2 million "
            "of imports.",
            {74e6: ("export", "KE", "CL", "2025"), 2e6: ("import", "KE", "CL", "2025")},
        ),
        (
            "Kenya’s foreign trade came to $44 billion in 2025. Kenya’s exports to Peru were $81 million in 2025, "
            "while imports from the neighbour rose to $18 million.",
            {44e9: ("turnover", "KE", None, "2025"), 81e6: ("export", "KE", "PE", "2025"),
             18e6: ("import", "KE", "PE", "2025")},
        ),
        (  # what shrank is another trade
            "Trade with Chile grew by 7 percent to $74 million in 2025, while trade with Peru shrank by 3 percent.",
            {74e6: ("turnover", "CL", "KE", "2025")},
        ),
        (
            "Trade of Kenya and Peru was €11 million in 2024 and €8 million in the first three quarters of 2025.",
            {11e6: ("turnover", "KE", "PE", "2024"), 8e6: ("turnover", "KE", "PE", "2025-01/2025-09")},
        ),
        (
            "Trade of Kenya and Peru reached $40 million in the financial year 2025-26, as against $34 million in the "
            "previous year.",
            {40e6: ("turnover", "KE", "PE", "2025/2026"), 34e6: ("turnover", "KE", "PE", "2024/2025")},
        ),
    ],
)  # fmt: skip
def test_figures_of_another_country_or_time(names: Names, text: str, expected: dict[float, tuple[object, ...]]) -> None:
    assert figures(names, text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya and Peru opened diplomatic ties on 28 January 1992.", [("diplomatic-relations", "1992-01-28")]),
        (
            "The Sides will mark the 35th anniversary of their diplomatic relations, which were established on "
            "19 January 1993.",
            [("diplomatic-relations", "1993-01-19")],
        ),
        ("They marked the anniversary of the diplomatic relations that were established by Kenya and Peru.", []),
        (
            "On 2 October 2026 he attended the opening ceremony of the Consulate General of Kenya in Lima.",
            [("embassy", "2026-10-02")],
        ),
        (
            "On 2 October 2026 a ceremony to mark the opening of the Honorary Consulate of the Republic of Kenya was "
            "held in Lima.",
            [("embassy", "2026-10-02")],
        ),
        (
            "On 2 October 2026 a ceremony to mark the opening of the Honorary Consulate of the Republic of Kenya was "
            "held in Lima. Kenya opened its Embassy in Lima in 1993.",
            [("embassy", "2026-10-02"), ("embassy", "1993")],
        ),
    ],
)
def test_milestones_in_other_words(names: Names, sentence: str, expected: list[tuple[str, str]]) -> None:
    rows = [(p.values["type"], p.values.get("date")) for p in read(names, sentence, "milestone")]
    assert rows == expected


def test_a_list_in_a_numbered_paragraph(names: Names) -> None:
    """The next number ends the list."""
    text = (
        "The President of Kenya Otieno Mwangi visited Lima on 2 October 2026.\n\n"
        "5. The following documents were signed in the course of the visit:\n\nAgreement on Degrees;\n\n"
        "Protocol on Roads;\n\nProgramme of Cooperation between the Ministries for 2027–2028.\n\n"
        "6. A plan for ports is under discussion."
    )
    assert [p.values["title"].split(" between")[0] for p in read(names, text, "agreement")] == [
        "Agreement on Degrees", "Protocol on Roads", "Programme of Cooperation",
    ]  # fmt: skip


def test_the_day_of_a_text_signed_in_a_city() -> None:
    text = "Joint Declaration\n\nTrade is free.\n\nSigned in the city of Lima on 2 October 2026 in two copies."
    mention = publication_date(Article(text))
    assert mention is not None
    assert mention.edtf == "2026-10-02"
