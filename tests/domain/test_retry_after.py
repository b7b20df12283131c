"""Retry-After: seconds or a date."""

from datetime import UTC, datetime

import pytest

from app.domain.retry_after import retry_after_seconds

MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120),
        (" 7 ", 7),
        ("9" * 400, 9_999_999_999),
        ("Sun, 22 Nov 2026 09:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 08:00:00 GMT", 0),
        ("soon", None),
        ("-1", None),
        ("", None),
    ],
)
def test_seconds(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, MOMENT) == seconds
