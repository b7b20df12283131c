"""Tests of moments as the API writes them."""

from datetime import UTC, datetime

import pytest

from app.domain.moments import moment_text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 2, 3, 8, 0, 9, 999999, tzinfo=UTC), "2026-02-03T08:00:09Z"),
        (datetime(1, 1, 2, tzinfo=UTC), "0001-01-02T00:00:00Z"),
    ],
)
def test_a_moment_has_seconds_and_a_year_of_four_digits(moment: datetime, text: str) -> None:
    assert moment_text(moment) == text
