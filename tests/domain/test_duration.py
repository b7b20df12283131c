"""Durations: the days on which a state may have lasted, and those on which it certainly did."""

from datetime import date

import pytest

from app.domain import edtf
from app.domain.duration import certain_days, possible_days


def span_of(text: str | None) -> edtf.Span | None:
    return edtf.parse(text) if text else None


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        (None, None, "0001-01-01", "9999-12-31"),
        ("2020-05", None, "2020-05-01", "9999-12-31"),
        ("../2020", "2021", "0001-01-01", "2021-12-31"),
        (None, "../2023-09", "0001-01-01", "2023-09-30"),
    ],
)
def test_possible_days(start: str | None, end: str | None, first: str, last: str) -> None:
    assert possible_days(span_of(start), span_of(end)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("start", "end", "as_of", "first", "last"),
    [
        ("2020-05-04", "2022-01-10", None, "2020-05-04", "2022-01-10"),
        ("2020", "2022", None, "2020-12-31", "2022-01-01"),
        (None, None, "2026-02-03", "2026-02-03", "2026-02-03"),
        ("2020", None, "2026-02-03", "2020-12-31", "2026-02-03"),
        ("2020-05-04", None, None, "2020-05-04", "2020-05-04"),
        (None, "2022-01-10", None, "2022-01-10", "2022-01-10"),
        ("2020-05", None, "2020-05-20", "2020-05-20", "2020-05-20"),
        (None, "../2023-09", "2023-02-01", "2023-02-01", "2023-02-01"),
        # Some day of the month: only a period that has the whole month has it for certain.
        (None, None, "2025-07", "2025-07-31", "2025-07-01"),
    ],
)
def test_certain_days(start: str | None, end: str | None, as_of: str | None, first: str, last: str) -> None:
    expected = (date.fromisoformat(first), date.fromisoformat(last))
    assert certain_days(span_of(start), span_of(end), span_of(as_of)) == expected


@pytest.mark.parametrize(("start", "end"), [(None, None), ("../2020", None), (None, "../2023-09")])
def test_nothing_is_certain(start: str | None, end: str | None) -> None:
    assert certain_days(span_of(start), span_of(end)) == (None, None)
