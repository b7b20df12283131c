"""A date finds withdrawn records by their last published form, as it finds the other records."""

import pytest

from app.query.withdrawn_events import happened_within

FROM_1992, UNTIL_1991 = ("1992-01-01", None), (None, "1991-12-31")


@pytest.mark.parametrize(
    ("start", "end", "within", "possible", "certain"),
    [
        (None, None, FROM_1992, False, False),  # no date
        ("1992-03-02", "1992-03-02", FROM_1992, True, True),
        ("1992-03-02", "1992-03-02", UNTIL_1991, False, False),
        (None, "1992-10-31", FROM_1992, True, False),  # by October 1992
        (None, "1992-10-31", UNTIL_1991, True, False),
        (None, "1991-10-31", UNTIL_1991, True, True),
        (None, "1991-10-31", FROM_1992, False, False),
        ("1991-01-01", "1992-12-31", ("1991-06-01", "1992-06-01"), True, False),
    ],
)
def test_days_of_a_record_within_others(
    start: str | None, end: str | None, within: tuple[str | None, str | None], possible: bool, certain: bool
) -> None:
    assert happened_within(start, end, *within, certain=False) is possible
    assert happened_within(start, end, *within, certain=True) is certain
