"""The amounts that claims state: their values, units and bounds."""

import pytest

from app.curate.claims.amounts import amounts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$8.95 billion", (8.95e9, "USD", "exact")),
        ("eight point nine five billion US dollars", (8.95e9, "USD", "exact")),
        ("more than three thousand companies", (3000, "count", "over")),
        ("thirty-six projects", (36, "count", "exact")),
        ("3,538 enterprises", (3538, "count", "exact")),
        ("130 000 citizens", (130_000, "count", "exact")),
        ("almost €5 bn", (5e9, "EUR", "nearly")),
        ("some 40 million tenge", (4e7, "KZT", "about")),
        ("$622.5m of copper", (622.5e6, "USD", "exact")),
        ("the third-largest supplier", (3, "rank", "exact")),
        ("among the top ten investors", (10, "rank", "under")),
        ("one of the four leading partners", (4, "rank", "under")),
        ("54%", (54, "percent", "exact")),
        ("half a million people", (500_000, "count", "exact")),
        ("8,95 млрд долларов", (8.95e9, "USD", "exact")),
        ("8.95bn USD", (8.95e9, "USD", "exact")),
        ("1 billion 200 million dollars", (1.2e9, "USD", "exact")),
        ("1 billion 200.5 million dollars", (1.2005e9, "USD", "exact")),
        ("two billion five hundred million dollars", (2.5e9, "USD", "exact")),
        ("one and a half billion euros", (1.5e9, "EUR", "exact")),
        ("not fewer than 3,000 firms", (3000, "count", "over")),
        ("no more than 3,000 firms", (3000, "count", "under")),
        ("half of $8 billion", (4e9, "USD", "exact")),
        ("twice the $8 billion", (16e9, "USD", "exact")),
        ("more than halfway to $15 billion", (7.5e9, "USD", "over")),
        ("60% of the $15 billion", (9e9, "USD", "exact")),
    ],
)
def test_amount(text: str, expected: tuple[float, str, str]) -> None:
    assert [(amount.value, amount.unit, amount.qualifier) for amount in amounts(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["between $8 and $9 billion", "$8–9 billion", "$8 billion to $9 billion", "from 8 to 9 billion dollars"]
)
def test_range_is_one_amount(text: str) -> None:
    (amount,) = amounts(
        f"Trade was {'between ' if ' to ' in text else ''}{text}.".replace("between from", "ranging from")
    )
    assert (amount.value, amount.high, amount.unit) == (8e9, 9e9, "USD")


@pytest.mark.parametrize("text", ["9" * 300, "1,234,567,890,123,456,789", "8,957,3", "1.23456789012"])
def test_number_is_never_cut_short(text: str) -> None:
    assert amounts(f"Trade reached ${text} billion.") == []


@pytest.mark.parametrize(
    "text", ["1" * 2000, "9 " * 1000, "one " * 500, "one of " * 300, "$" * 2000, "a hundred " * 200]
)
def test_hostile_amounts_are_read_in_linear_time(text: str) -> None:
    for amount in amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
