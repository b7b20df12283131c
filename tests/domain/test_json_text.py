"""JSON in the form of stored bodies."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.json_text import json_text
from app.domain.vocabulary import MeetingType

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
)


@pytest.mark.thorough
@given(VALUES)
def test_the_text_reads_back_as_the_value(value: Any) -> None:
    assert json.loads(json_text(value)) == value


def test_the_text_has_no_spaces_and_no_escapes() -> None:
    assert json_text({"type": next(iter(MeetingType)), "names": ["Türkiye", None]}) == (
        f'{{"type":"{next(iter(MeetingType)).value}","names":["Türkiye",null]}}'
    )


def test_what_json_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="serialize"):
        json_text(object())
