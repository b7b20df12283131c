"""Sessions as news tell of them: without a number, without a day of their own, of bodies with other names."""

from typing import Any

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from app.domain.edtf import parse

LEAD = "Kenyan Trade Minister Otieno Mwangi visited Peru on Monday."

MONDAY = "2026-10-26"

TUESDAY_4 = ("held", "2026-10-27", 4)


def read(names: Names, text: str) -> list[tuple[Any, ...]]:
    article = Article(f"{LEAD}\n\n{text}", publication=parse("2026-10-27"))
    return [
        (*(p.values.get(name) for name in ("status", "date", "session")), "+".join(sorted(p.values["countries"])))
        for p in propose(article, names)
        if p.kind == "meeting" and p.values["type"] == "session"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 12th Kenya–Peru Binational Cabinet discussed tea.", ("held", MONDAY, 12)),
        ("They spoke at the 4th session of the Kenya - Peru Bi-National Commission on Tuesday.", TUESDAY_4),
        ("The sixth Meeting of the Committee on Social Affairs was praised.", ("held", MONDAY, 6)),
        ("Following the meeting of the Joint Trade Committee of Kenya and Peru, a protocol was signed.",
         ("held", MONDAY, None)),
        ("The Joint Trade Committee concluded its meetings in Lima.", ("held", MONDAY, None)),
        ("Political consultations between Kenya and Peru were held in Lima on 20 October.",
         ("held", "2026-10-20", None)),
        ("They wish to convene the high joint commission soon.", ("planned", None, None)),
        ("They discussed preparations for the second meeting of the Joint Trade Committee.", ("planned", None, 2)),
        ("The presidents told their ministers to hold the next meeting of the Joint Trade Committee soon.",
         ("planned", None, None)),
        ("On the first day of the Joint Trade Committee meeting in Lima they signed nothing.", ("held", MONDAY, None)),
        ("The eighth meeting of the joint commission on economic ties was held in Lima.", ("held", MONDAY, 8)),
        ("In 2019 they held the third session of the Kenya-Peru Joint Commission in Lima.\n\nThe fourth session that "
         "began yesterday will end today.",
         ("held", MONDAY, 4)),
        ("Kenya and Peru talked within the framework of the Central Asia + Peru format.", None),
        ("They agreed to establish a Joint Trade Committee.", None),
        ("The Joint Trade Committee of Kenya and Peru is useful.", None),
        ("The first Joint Trade Committee of the continent would be useful.", None),
        ("The Committee on Social Affairs of Peru did its work.", None),
        ("The Joint Trade Committee has not held a meeting since 2016.", None),
    ],
)  # fmt: skip
def test_sessions(names: Names, text: str, expected: tuple[Any, ...] | None) -> None:
    sessions = [session[:3] for session in read(names, text)]
    assert expected in sessions if expected else not sessions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A business forum was held in Lima on 20 October.", [("conference", "held", "2026-10-20", "KE+PE")]),
        ("The Kenya-Peru business forum will be held in Lima.", [("conference", "planned", None, "KE+PE")]),
        ("The ministers praised the idea of a business forum.", []),
        ("On 20 October they held a summit with President Luis Rojas of Peru in Lima. The summit between the two "
         "countries in Lima on 20 October was the first.", [("summit", "held", "2026-10-20", "KE+PE")]),
    ],
)  # fmt: skip
def test_forums_and_summits(names: Names, text: str, expected: list[tuple[Any, ...]]) -> None:
    article = Article(f"{LEAD}\n\n{text}", publication=parse("2026-10-27"))
    values = (p.values for p in propose(article, names) if p.kind == "meeting")
    assert [
        (v["type"], v["status"], v.get("date"), "+".join(sorted(v["countries"])))
        for v in values
        if v["type"] in ("conference", "summit")
    ] == expected


def test_a_forum_that_is_a_session_is_no_conference_as_well(names: Names) -> None:
    article = Article("They spoke at the Kenya-Peru Business Forum held in Lima on 7 August 2026.")
    assert [p.values["type"] for p in propose(article, names) if p.kind == "meeting"] == ["session"]
