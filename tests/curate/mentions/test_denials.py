"""Whether the words before an act deny it."""

import pytest

from app.curate.mentions.denials import is_denied


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("They did not ", True),
        ("They refused to ", True),
        ("It is not true that they ", True),
        ("It is false that they ", True),
        ("There were doubts whether they would ever ", True),
        ("They did not fail to ", False),
        ("They never hesitated to ", False),
        ("There is no doubt that they ", False),
        ("It is not false that they ", False),
        ("Not only did they ", False),
        ("They ", False),
    ],
)
def test_words_before_an_act(before: str, expected: bool) -> None:
    text = f"{before}meet in Oslo."
    assert is_denied(text, len(before), len(before) + len("meet")) is expected
