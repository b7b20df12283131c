"""The day by which a promise is due, where its sentence has several dates."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.commitments import propose
from app.domain.edtf import parse


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Kenya undertook to lift the ban by 30 June 2026 and to submit the list by the end of January.",
         ["2026-06-30", "2026-01"]),
        ("Kenya pledged to supply six ships before 2028.", ["2027"]),
        ("Kenya will open a consulate before the end of 2026.", ["2026"]),
        ("The minister said the third meeting would be held in Lima next year, and that Kenya would set aside land "
         "for a port by June.", ["2026-06"]),
        ("Kenya and Peru spoke of the goal to raise trade to $5 billion; the third meeting will be held in 2026.",
         [None]),
        ("Kenya and Peru agreed to raise trade to $5 billion before 2030.", ["2030"]),
    ],
)  # fmt: skip
def test_the_day_of_the_promise_itself(names: Names, sentence: str, due: list[str | None]) -> None:
    article = Article(f"Kenya and Peru meet\n\n{sentence}", publication=parse("2025-12-03"))
    assert [proposal.values.get("due") for proposal in propose(article, names)] == due


@pytest.mark.parametrize(
    ("sentence", "confidence"),
    [
        ("Kenya will open a school in Lima by May 2026.", "high"),
        ("Kenyan Foreign Minister Otieno Mwangi said his government would waive port fees by May 2026.", "high"),
        ("Kenyan Foreign Minister Otieno Mwangi said Lima University would open a campus by May 2026.", "suggest"),
    ],
)
def test_who_promises_must_be_named(names: Names, sentence: str, confidence: str) -> None:
    article = Article(f"Kenya and Peru meet\n\n{sentence}", publication=parse("2025-12-03"))
    assert [proposal.confidence for proposal in propose(article, names)] == [confidence]


def test_the_day_of_an_event_that_is_no_meeting_is_not_that_of_a_promise(names: Names) -> None:
    prize = "Kenyan Foreign Minister Otieno Mwangi said that he won a prize on 2 March 2026."
    text = f"{prize} Kenya will open a school in Lima by May 2026."
    (promise,) = propose(Article(text, publication=parse("2026-03-04")), names)
    assert promise.values["made"] == "2026-03-04"
