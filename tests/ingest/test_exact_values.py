"""Numbers keep every digit of their text, or are refused."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ingest import exact_values
from app.resource import json_number

digits = st.integers(0, 10**40).map(str)
forms = st.builds(
    lambda sign, a, b, e: f"{sign}{a}{b}{e}",
    st.sampled_from(["", "-"]),
    digits,
    st.just("") | digits.map(lambda d: f".{d}"),
    st.just("") | st.integers(-30, 30).map(lambda e: f"e{e}"),
)


@given(forms | st.integers(-(10**16), 10**16).map(str) | st.decimals(-(10**6), 10**6, places=4).map(str))
def test_what_is_accepted_is_served_to_the_digit(text: str) -> None:
    try:
        number = exact_values.parse_decimal(text)
    except ValueError:
        return
    numeral = json.dumps(json_number(number))
    assert Fraction(Decimal(numeral)) == Fraction(Decimal(text))
    assert float(numeral) == number  # as a reader of JSON has it
    assert Fraction(Decimal(f"{number:.15g}")) == Fraction(Decimal(text))  # and a spreadsheet
    assert "e" not in numeral


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 4))
def test_fifteen_digits_are_accepted(number: int, places: int) -> None:
    text = f"{Decimal(number).scaleb(-places):f}"
    assert exact_values.parse_decimal(text) == float(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("9007199254740993", "round it"),
        ("9007199254740992", "round it"),
        ("123456789012345000", "round it"),
        ("0.3000000000000001", "round it"),
        ("1e19", "beyond"),
        ("1e999", "beyond"),
        ("0.00001", "nearer to 0"),
        ("1" * 41, "at most 40 characters"),
        ("1" * 10_000, "at most 40 characters"),
        ("nan", "finite number"),
        ("-.INF", "finite number"),
        ("008", "leading zeros"),
        ("-01.5", "leading zeros"),
        ("٣", "valid number"),
        ("", "valid number"),
        ("8 ", "valid number"),
    ],
)
def test_other_number_is_refused_with_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        exact_values.parse_decimal(text)
    if says in ("round it", "beyond", "nearer to 0"):
        return
    with pytest.raises(ValueError, match=says.replace("valid number", "valid whole number")):
        exact_values.parse_whole(text)


@given(st.text(max_size=50) | st.integers() | st.floats() | st.booleans() | st.none() | st.lists(st.integers()))
def test_anything_is_a_number_or_refused(value: object) -> None:
    for parse in (exact_values.parse_whole, exact_values.parse_decimal, exact_values.parse_flag):
        try:
            result = parse(value)
        except ValueError as error:
            assert len(str(error)) < 300  # noqa: PT017 - most are refused
        else:
            assert isinstance(result, bool | int | float)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("true", 1),
        (True, 1),
        ("false", 0),
        (False, 0),
        ("2", 2),
        (0, 0),
        ("10", None),
        ("-1", None),
        ("yes", None),
        (1.5, None),
        ([1], None),
    ],
)
def test_a_number_of_readers_is_a_small_number_or_true_or_false(value: object, number: int | None) -> None:
    if number is not None:
        assert exact_values.parse_readers(value) == number
    else:
        with pytest.raises(ValueError, match="number of people from 0 to 9, nor true or false"):
            exact_values.parse_readers(value)
