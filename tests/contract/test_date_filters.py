"""Filters by date, publication and change, on every list, compared with a search through all records."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain import edtf
from tests.api_requests import (
    DATE_OF,
    LISTS_WITHOUT_DATES,
    every_dated,
    every_list,
    first_error,
    ids,
    items,
)
from tests.conftest import on_sqlite
from tests.contract.test_lists import documents

DATES = [
    "2025",
    "2025-07",
    "2025-07-29",
    "2025-01-01/2025-06-30",
    "../2010",
    "2025/..",
    "1992-10",
    "2025-09-01",
    "0001",
]
BOUNDS = [
    {"from": "2025-07"},
    {"to": "2010"},
    {"from": "2025-07-29", "to": "2025-07-29"},
    {"from": "1992", "to": "2012"},
    {"from": "2025-08", "to": "2025-08-31"},
]
PUBLICATION_BOUNDS = [{"from": "2026"}, {"to": "2023-09-10"}, {"from": "2026-02-03", "to": "2026-02-03"}]


def days(bounds: dict[str, str]) -> tuple[date | None, date | None]:
    first = edtf.parse_point(bounds["from"]).start if "from" in bounds else None
    last = edtf.parse_point(bounds["to"]).end if "to" in bounds else None
    return first, last


def falls(item: dict[str, Any], name: str, first: date | None, last: date | None, match: str = "possible") -> bool:
    """Whether the date of a record may be within two days, or certainly is."""
    if item[name] is None:
        return False
    start, end = (date.fromisoformat(item[f"{name}_{part}"] or "0001-01-01") for part in ("start", "end"))
    if match == "certain":
        start, end = end, start
    return (first is None or end >= first) and (last is None or start <= last)


@every_dated
@pytest.mark.parametrize("match", ["possible", "certain"])
def test_date_filters(wider: TestClient, path: str, match: str) -> None:
    whole = items(wider, path)
    windows: list[tuple[dict[str, str], date | None, date | None]] = []
    for text in DATES:
        span = edtf.parse(text)
        windows.append(({"date": text}, span.start, span.end))
    windows += [({f"date_{key}": value for key, value in bounds.items()}, *days(bounds)) for bounds in BOUNDS]
    for params, first, last in windows:
        expected = [item["id"] for item in whole if falls(item, DATE_OF[path], first, last, match)]
        assert ids(wider, path, {**params, "date_match": match}) == expected, params


@every_dated
@pytest.mark.parametrize("value", [*edtf.Precision, "none"])
def test_filter_by_precision(wider: TestClient, path: str, value: str) -> None:
    whole = items(wider, path)
    having = [item["id"] for item in whole if (item[f"{DATE_OF[path]}_precision"] or "none") == value]
    assert ids(wider, path, {"precision": value}) == having
    assert ids(wider, path, {"precision": f"!{value}"}) == [item["id"] for item in whole if item["id"] not in having]


@every_dated
def test_records_without_a_date(wider: TestClient, path: str) -> None:
    whole = items(wider, path)
    ids_without_date = [item["id"] for item in whole if item[DATE_OF[path]] is None]
    ids_with_date = [item["id"] for item in whole if item[DATE_OF[path]] is not None]
    for value, expected in (("none", ids_without_date), ("!none", ids_with_date), ("!NONE", ids_with_date)):
        assert ids(wider, path, {"date": value}) == expected
        assert ids(wider, path, {"date": value, "sort": "id", "limit": "1"}) == sorted(expected)[:1]
    assert first_error(wider, path, {"date": "none", "date_from": "2025"})["parameter"] == "date"
    assert ids(wider, path, {"date": "!none", "date_to": "2024"}) == ids(wider, path, {"date_to": "2024"})


@on_sqlite
@every_list
def test_published_filters(client: TestClient, path: str) -> None:
    """A filter finds a record if one of its sources was published then: the document, or a part of it that it cites.

    A source that cites places inside and outside of a part shows the date of the document, and both dates find it.
    """
    parts = {
        document["id"]: [edtf.parse(part["date"]) for part in document["parts"] if part["date"]]
        for document in items(client, "/documents")
    }
    whole = items(client, path)
    for bounds in BOUNDS + PUBLICATION_BOUNDS:
        first, last = days(bounds)

        def within(spans: Iterable[edtf.Span], first: date | None = first, last: date | None = last) -> bool:
            return any(
                (not first or (span.end or date.max) >= first) and (not last or (span.start or date.min) <= last)
                for span in spans
            )

        publication_dates = {
            item["id"]: [edtf.parse(source["published"]) for source in item["sources"]] for item in whole
        }
        cited_parts = {item["id"]: [span for name in documents(item) for span in parts[name]] for item in whole}
        params = {f"published_{key}": value for key, value in bounds.items()}
        answer = ids(client, path, params)
        certain = [item["id"] for item in whole if within(publication_dates[item["id"]])]
        assert [record for record in answer if record in certain] == certain, params
        assert all(within(cited_parts[record]) for record in answer if record not in certain), params


@every_list
def test_updated_since(client: TestClient, path: str) -> None:
    whole = items(client, path)
    newest = max(datetime.fromisoformat(item["updated_at"]) for item in whole)
    assert newest <= datetime.now(UTC)
    assert ids(client, path, {"updated_since": "2000-01-01"}) == [item["id"] for item in whole]
    assert ids(client, path, {"updated_since": newest.isoformat()})
    last_modified = client.get(path).headers["Last-Modified"]  # as it came
    assert ids(client, path, {"updated_since": last_modified}) == ids(
        client, path, {"updated_since": newest.isoformat()}
    )
    assert ids(client, path, {"updated_since": (newest + timedelta(seconds=1)).isoformat()}) == []


@on_sqlite
@every_list
def test_a_window_without_days_is_refused(client: TestClient, path: str) -> None:
    """The error names one bound, with its value as the client sent it."""
    windows = [{"published_from": "2026-02", "published_to": "2025"}]
    if path not in LISTS_WITHOUT_DATES:
        windows += [{"date_from": "2026-02", "date_to": "2025"}, {"date": "2025", "date_from": "2026"}]
        windows += [{"date": "2026", "date_to": "2025-12"}]
    for window in windows:
        error = first_error(client, path, window)
        assert window[error["parameter"]] == error["value"]
