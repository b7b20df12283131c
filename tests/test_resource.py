"""The columns of a row as records show them."""

from types import SimpleNamespace

from app.resource import columns_of


def test_date_with_an_open_start_has_no_earliest_day() -> None:
    row = SimpleNamespace(
        made="../2020", made_start="0001-01-01", made_end="2020-12-31", made_precision="before",
        due="2025", due_start="2025-01-01", due_end="2025-12-31", due_precision="year",
    )  # fmt: skip
    columns = columns_of(row, vars(row))
    assert columns == {**vars(row), "made_start": None}


def test_text_stays_whatever_it_says() -> None:
    row = SimpleNamespace(title="before", as_written="before")
    assert columns_of(row, vars(row)) == {"title": "before", "as_written": "before"}
