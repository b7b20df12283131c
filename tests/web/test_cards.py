"""The card of a record: its fields by name and in words, and no more than fits."""

from typing import Any

import pytest

from app.resource import Card
from app.web.lists.cards import card_view

MEETING: dict[str, Any] = {
    "id": "talks", "url": "/meetings/talks", "label": "Talks <b>", "status": "held", "city": "Ankara",
    "date": "2026-02", "date_start": "2026-02-01", "mechanism": None, "sources": [],
    "participants": [], "countries": [{"code": code, "name": code.lower(), "kind": "state"} for code in "ABCDEF"],
}  # fmt: skip


def source(document: str, publication: str) -> dict[str, Any]:
    return {
        "document": document, "title": None, "publisher": None, "author": None, "published": publication,
        "paragraphs": [1], "rows": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("card", "change", "lead", "facts"),
    [
        (Card(), {}, '<time datetime="2026-02">Feb 2026</time> · Ankara · held',
         [("Countries", "a, b, c, d and 2 more")]),
        (Card(facts=("url", "mechanism")), {"date": None, "city": "A&B", "status": None}, "no date stated · A&amp;B",
         [("Url", "/meetings/talks")]),
        (Card(("status",), facts=()), {"status": "open", "overdue": True},
         "open; due date passed, no later report", []),
        (Card(("due",), facts=("due",)), {"due": "../2026", "due_start": None},
         'due <time title="../2026">by 2026</time>', [("Due", '<time title="../2026">by 2026</time>')]),
        (Card((), facts=("last_meeting", "sources")),
         {"last_meeting": {"id": "x", "title": "Y", "date": "2025"}, "sources": [source("d", "2026-02-03")]}, "",
         [("Last recorded meeting", "Y (2025)"), ("Last report", '<time datetime="2026-02-03">3 Feb 2026</time>')]),
    ],
)  # fmt: skip
def test_card(card: Card, change: dict[str, Any], lead: str, facts: list[tuple[str, str]]) -> None:
    view = card_view(card, MEETING | change)
    assert (" · ".join(map(str, view.lead)), list(view.facts)) == (lead, facts)
    assert (view.href, view.title) == ("/explore/meetings/talks", "Talks <b>")


def test_the_sides_of_a_disagreement_have_the_words_and_the_place_of_each() -> None:
    sides = [
        {"as_written": "some <5>", "value": 5, "document": "d", "paragraph": 2, "sources": [source("d", "2026")]},
        {"as_written": None, "value": "in-force", "document": None, "paragraph": None, "sources": []},
        {
            "as_written": None,
            "value": "Some Text",
            "document": "d",
            "paragraph": None,
            "sources": [source("d", "2026")],
        },
    ]
    ((name, value),) = card_view(Card((), facts=("sides",)), MEETING | {"sides": sides}).facts
    day = '<time datetime="2026">2026</time>'
    assert (name, value) == (
        "Sides",
        f'“some &lt;5&gt;” (<a href="/explore/documents/d#p2">report</a>, {day}); in force; '
        f'Some Text (<a href="/explore/documents/d">report</a>, {day})',
    )


def test_a_value_stands_behind_the_title_and_a_document_is_no_source_of_itself() -> None:
    record = MEETING | {"as_written": "over 3,000", "sources": [source("talks", "2026"), source("other", "2026")]}
    view = card_view(Card(value="as_written"), record)
    assert view.title == "Talks <b>: over 3,000"
    assert [(link["href"], link["text"], day) for link, day in view.sources] == [
        ("/explore/documents/other", "Report of 2026", "")
    ]
