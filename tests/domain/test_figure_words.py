"""A figure in words, the same in pages, charts and briefings."""

import pytest

from app.domain.figure_words import Scale, axis_words, figure_words


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "words"),
    [
        (5_000_000_000, "USD", "over", "over US$5 billion"),
        (8_950_000_000, "EUR", "exact", "8.95 billion euros"),
        (3000, "count", "about", "about 3,000"),
        (3, "rank", "exact", "place 3"),
        (3, "rank", "about", "about place 3"),
        (10, "rank", "under", "among the first 10"),
        (90, "days", "exact", "90 days"),
        (-1_500_000, "CHF", None, "-1.5 million CHF"),
        (-1_500_000, "USD", "exact", "-US$1.5 million"),
        (0, "count", "exact", "0"),
        (0.25, "USD", "exact", "US$0.25"),
        (0.0004, "USD", "exact", "US$0.0004"),
    ],
)
def test_a_figure_is_said_in_words(value: float, unit: str, qualifier: str | None, words: str) -> None:
    assert figure_words({"value": value, "unit": unit, "qualifier": qualifier}) == words


@pytest.mark.parametrize(
    ("unit", "scale", "words"),
    [
        ("USD", (1e9, "billion"), "US$ billion"),
        ("USD", (1, ""), "US$"),
        ("CHF", (1e6, "million"), "CHF million"),
        ("count", (1, ""), "number"),
        ("count", (1e6, "million"), "number, million"),
        ("days", (1, ""), "days"),
        ("rank", (1, ""), "place, 1 is first"),
    ],
)
def test_an_axis_says_its_unit_and_scale(unit: str, scale: Scale, words: str) -> None:
    assert axis_words(unit, scale) == words


def test_figures_side_by_side_have_one_scale() -> None:
    figure = {"value": 500_000_000, "unit": "USD", "qualifier": "exact"}
    assert figure_words(figure, (1e9, "billion")) == "US$0.5 billion"
