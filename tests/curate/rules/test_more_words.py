"""Ranks, milestones, agreements and figures in the words of many agencies."""

from typing import Any

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from app.domain.edtf import parse
from tests.curate.test_event_kinds import COUNCIL, outlines


def values(text: str, names: Names, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    article = Article(text, publication=parse("2025-05-16"))
    return [tuple(p.values.get(f) for f in fields) for p in propose(article, names) if p.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        ("Norway is Oman’s first trade partner and second foreign investor.",
         [("trade-rank", 1, "OM", "NO"), ("investment-rank", 2, "OM", "NO")]),
        ("Norway remains Oman’s third trading partner.", [("trade-rank", 3, "OM", "NO")]),
        ("Norway holds fifth place among Oman’s trading partners.", [("trade-rank", 5, "OM", "NO")]),
        ("Norway is in second position among Oman’s foreign investors.", [("investment-rank", 2, "OM", "NO")]),
        ("Norway is the region’s second trading partner.", []),
        ("The first meeting of trading partners of Oman was held in Norway.", []),
    ],
)  # fmt: skip
def test_ranks_by_their_ordinal(names: Names, sentence: str, ranks: list[tuple[object, ...]]) -> None:
    rows = values(
        f"Oman and Norway trade.\n\n{sentence}", names, "trade-stat", "indicator", "value", "reporter", "partner"
    )
    assert rows == ranks


@pytest.mark.parametrize(
    ("text", "milestones"),
    [
        ("The Oman–Norway Joint Economic Commission, which was established in 2009, met.", [("mechanism", "2009")]),
        ("The Oman–Norway Joint Economic Commission met. Launched in 2004 at Oman’s initiative, the commission is old.",
         [("mechanism", "2004")]),
        ("The Omani embassy in Oslo opened in 1994.", [("embassy", "1994")]),
        ("Oman and the European Union established diplomatic relations on 2 February 1993.",
         [("diplomatic-relations", "1993-02-02")]),
        ("Oman and Norway have been friends since they established ties on 2 March 1992.",
         [("diplomatic-relations", "1992-03-02")]),
        ("Oman recognised Norway as independent in 1991, both establishing diplomatic relations in a matter of months.",
         [("recognition", "1991"), ("diplomatic-relations", None)]),
        ("The Omani embassy in Oslo opened an exhibition in 1994.", []),
    ],
)  # fmt: skip
def test_milestones_in_other_words(names: Names, text: str, milestones: list[tuple[object, ...]]) -> None:
    assert values(text, names, "milestone", "type", "date") == milestones


@pytest.mark.parametrize(
    ("sentence", "agreement"),
    [
        ("Salim said: With the 20 agreements we have just signed, ties are strong.",
         "package 20 2025-05-14 muscat NO+OM!"),
        ("The Fish Cooperation Agreement (FCA), signed in Oslo on 3 May 2015, is old.",
         "treaty signed 2015-05-03 oslo NO+OM!"),
        ("They are expected to sign a joint declaration and some ten other documents in Oslo on 3 June 2025.",
         "declaration announced 2025-06-03 oslo NO+OM | package 10 2025-06-03 oslo NO+OM"),
    ],
)  # fmt: skip
def test_agreements_in_other_words(names: Names, sentence: str, agreement: str) -> None:
    assert " | ".join(outlines(f"{COUNCIL}\n\n{sentence}", names, "agreement")) == agreement


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Bilateral trade has grown. In 2024 it exceeded US $360 million.", [("trade", 360_000_000, "2024")]),
        ("Some 840,000 Omani citizens spent their holidays in Norway in 2024.", [("tourists", 840_000, "2024")]),
    ],
)
def test_figures_in_other_words(names: Names, text: str, figures: list[tuple[object, ...]]) -> None:
    assert values(f"Oman and Norway meet\n\n{text}", names, "trade-stat", "indicator", "value", "date") == figures
