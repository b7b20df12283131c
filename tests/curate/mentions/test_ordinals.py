"""Ordinal numbers in a sentence."""

import pytest

from app.curate.mentions.ordinals import ordinals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the eighth meeting and the 9th", [8, 9]),
        ("Twenty-first session, the twenty second and the thirtieth", [21, 22, 30]),
        ("the VIII meeting and the XIV Joint Commission session", [8, 14]),
        ("the X session", [10]),
        ("I attended a meeting of the IIII group session", []),
        ("the 101st summit", [101]),
        ("20 agreements in 2025", []),
        ("session eight of the group, round no. 3, and summit number fourteen", [8, 3, 14]),
        ("Round 6 was held in Oslo", [6]),
        ("the meeting 2 ministers left, the session 11 May, the summit 2.5 billion, a meeting 10:30", []),
    ],
)
def test_ordinals(text: str, values: list[int]) -> None:
    assert [ordinal.value for ordinal in ordinals(text)] == values
