"""Agreements and milestones as news agencies tell of them: the parties, the day and the kind are not all in one
sentence."""

from typing import Any

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules import propose
from app.domain.edtf import parse

LEAD = "Kenyan Trade Minister Otieno Mwangi arrived in Lima. Kenya and Peru trade in tea."

TREATY = "A treaty on fishing was signed in 2012."

OTHERS = "Chile, Oman and Japan sell tea as well."


def read(names: Names, text: str, kind: str) -> list[dict[str, Any]]:
    article = Article(text, published=parse("2026-10-27"))
    return [proposal.values for proposal in propose(article, names) if proposal.kind == kind]


def agreements(names: Names, text: str) -> list[tuple[Any, ...]]:
    fields = ("type", "status", "date", "count")
    return [
        (*(v.get(name) for name in fields), "+".join(sorted(v.get("parties", ()))))
        for v in read(names, text, "agreement")
    ]


def milestones(names: Names, text: str) -> list[tuple[Any, ...]]:
    return [
        (v["type"], v.get("date"), "+".join(sorted(v.get("countries", ())))) for v in read(names, text, "milestone")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEAD}\n\n{OTHERS}\n\n{TREATY}", [("treaty", "signed", "2012", None, "KE+PE")]),
        (f"Kenya, Peru and Chile met.\n\n{TREATY}", [("treaty", "signed", "2012", None, "")]),
        (f"{LEAD}\n\nChile, Oman and Kenya signed a treaty on tea in 2012.", [("treaty", "signed", "2012", None, "")]),
    ],
)  # fmt: skip
def test_agreements(names: Names, text: str, expected: list[tuple[Any, ...]]) -> None:
    assert agreements(names, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{LEAD}\n\n{OTHERS}\n\nDiplomatic relations were established on 3 May 1963.",
            [("diplomatic-relations", "1963-05-03", "KE+PE")],
        ),
        (
            f"{LEAD}\n\nChile is far.\n\nDiplomatic relations between the two countries were established in 1963.",
            [("diplomatic-relations", "1963", "KE+PE")],
        ),
        ("Kenya, Peru and Chile met.\n\nDiplomatic relations were established in 1963.", []),
    ],
)
def test_milestones(names: Names, text: str, expected: list[tuple[Any, ...]]) -> None:
    assert milestones(names, text) == expected
