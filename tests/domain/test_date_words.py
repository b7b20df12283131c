"""Dates in words."""

import pytest

from app.domain.date_words import date_words, turn_words
from app.domain.edtf import parse


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-02-02", "2 Feb 2026"),
        ("1992-10", "Oct 1992"),
        ("2009", "2009"),
        ("0988-12-31", "31 Dec 0988"),
        ("2026-02-02/2026-02-08", "week of 2 Feb 2026 (day not stated)"),
        ("2026-02-03/2026-02-09", "3–9 Feb 2026"),  # seven days, but not from a Monday
        ("2025-08-31/2025-09-01", "31 Aug – 1 Sep 2025"),
        ("2025-12-31/2026-01-02", "31 Dec 2025 – 2 Jan 2026"),
        ("2025-02-05/2026-02-05", "5 Feb 2025 – 5 Feb 2026"),
        ("2025-01/2025-05", "Jan–May 2025"),
        ("2024-11/2025-02", "Nov 2024 – Feb 2025"),
        ("2005/2024", "2005–2024"),
        ("2009/2010-03", "2009 – Mar 2010"),
        ("2025-01/2025-05-03", "Jan 2025 – 3 May 2025"),
        ("2025/2025", "2025"),
        ("2025/..", "since 2025"),
        ("../1992-10", "until Oct 1992"),
    ],
)
def test_a_date_in_words(text: str, words: str) -> None:
    parse(text)
    assert date_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"), [("../1992-10", "by Oct 1992"), ("2025/..", "2025 or later"), ("2009", "2009")]
)
def test_the_time_of_a_turn_in_words(text: str, words: str) -> None:
    assert turn_words(text) == words
