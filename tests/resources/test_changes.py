"""What changed since a revision, a day or a moment."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.db.kinds import ListedKind
from app.domain.vocabulary import Verdict
from app.main import RESOURCES
from tests.api_requests import ask, first_error
from tests.conftest import on_sqlite

SOON = f"{datetime.now(UTC) + timedelta(hours=12):%Y-%m-%dT%H:%M:%SZ}"
"""A moment that has come already where a clock is ahead, or where the day begins earlier."""


def pages(client: TestClient, params: dict[str, Any]) -> list[dict[str, Any]]:
    """All changes that match, page by page. Only the last page says from where to ask next."""
    entries: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = ask(client, "/changes", {**params, **({"cursor": cursor} if cursor else {})})
        entries += page["items"]
        cursor = page["next_cursor"]
        assert (page["until"] is None) == (cursor is not None)
        if cursor is None:
            assert len(entries) == page["total"]
            return entries


def test_the_first_load_creates_every_record(client: TestClient) -> None:
    entries = pages(client, {"include": "record", "limit": "1000"})
    assert {entry["change"] for entry in entries} == {"created"}
    keys = [(entry["revision"], entry["kind"], entry["id"]) for entry in entries]
    assert keys == sorted(set(keys))
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in ListedKind}
    for entry in entries:
        by_kind[entry["kind"]][entry["id"]] = entry["record"]
        assert entry["url"] == entry["record"]["url"]
        assert entry["changed_at"] == entry["record"]["updated_at"]
    assert by_kind.keys() == {resource.model.kind for resource in RESOURCES}
    for resource in RESOURCES:
        verdicts = {"verdict": [*Verdict]} if resource.model.kind == "figure-group" else {}  # else not all are listed
        lines = client.get(f"{resource.path}.ndjson", params=verdicts).text.splitlines()
        assert by_kind[resource.model.kind] == {record["id"]: record for record in map(json.loads, lines)}


def test_pages_of_three_are_the_whole(client: TestClient) -> None:
    kinds = {"kind": ["meeting", "mission", "timeline"]}
    assert pages(client, {**kinds, "limit": "3"}) == pages(client, {**kinds, "limit": "1000"})


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"mechanism": "HLSCC", "kind": "meeting"}, {"hlscc-kz-tr"}),
        ({"country": "Azerbaijan", "kind": "meeting"}, {"AZ"}),
        ({"country": ["CICA", "AZ"], "kind": ["mechanism", "meeting"]}, {"AZ", "CICA"}),
        ({"mechanism": "cica", "country": "KZ"}, {"cica"}),
    ],
)
def test_filters_find_what_the_record_names(client: TestClient, params: dict[str, Any], names: set[str]) -> None:
    entries = pages(client, {**params, "include": "record", "limit": "1000"})
    record_keys = {(entry["kind"], entry["id"]) for entry in entries}
    all_entries = pages(client, {"include": "record", "limit": "1000", **{k: params[k] for k in params if k == "kind"}})

    def is_named(entry: dict[str, Any]) -> bool:
        text = json.dumps(entry["record"])
        return any(f'"code": "{name}"' in text or f'"id": "{name}"' in text for name in names)

    assert record_keys
    assert record_keys <= {(entry["kind"], entry["id"]) for entry in all_entries if is_named(entry)}
    if "kind" in params:
        assert len(record_keys) == sum(map(is_named, all_entries))


@on_sqlite
def test_since(client: TestClient) -> None:
    newest = int(client.get("/changes").headers["X-Data-Revision"])
    total = ask(client, "/changes")["total"]
    moment = ask(client, "/changes", {"limit": "1"})["items"][0]["changed_at"]
    for since, expected in (("0", total), (newest, 0), ("2000-01-01", total), (moment, total), (SOON, 0)):
        answer = ask(client, "/changes", {"since": str(since)})
        assert (answer["total"], answer["until"] or newest) == (expected, newest), since
    unknown = first_error(client, "/changes", {"since": str(newest + 1)})
    assert unknown["message"] == f"there is no such revision: the newest is {newest}"
    assert unknown["suggestions"] == [str(newest)]
    assert first_error(client, "/changes", {"since": "19990101000000"})["suggestions"] == [str(newest)]
    assert first_error(client, "/changes", {"since": "last week"})["parameter"] == "since"


since_parameters = pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/changes", "since"),
        ("/changes.atom", "since"),
        ("/changes/stream", "since"),
        ("/meetings", "updated_since"),
        ("/meetings.csv", "updated_since"),
        ("/timeline?withdrawn=include", "updated_since"),
        ("/trade-stats/series?indicator=trade", "updated_since"),
    ],
)


@on_sqlite
@since_parameters
@pytest.mark.parametrize("digits", ["99999999999999", "20261399000000", "20260230000000"])
def test_digits_that_are_no_moment_are_refused(client: TestClient, path: str, parameter: str, digits: str) -> None:
    """A revision is a moment, but a client may send any fourteen digits."""
    newest = client.get("/meetings").headers["X-Data-Revision"]
    sign = "&" if "?" in path else "?"
    error = first_error(client, f"{path}{sign}{parameter}={digits}")
    assert (error["parameter"], error["value"], error["suggestions"]) == (parameter, digits, [newest])
    if path != "/changes/stream":
        later = first_error(client, f"{path}{sign}{parameter}={digits}&as_of={newest}")
        assert (later["parameter"], later["value"]) == (parameter, digits)
        near = first_error(client, f"{path}{sign}as_of={digits}")
        assert near["parameter"] == "as_of"


@on_sqlite
def test_of_digits_that_are_no_moment_no_state_is_suggested(client: TestClient) -> None:
    """The nearest day may be one before the data begin."""
    for digits in ("20260230000000", "20260203990000"):
        assert first_error(client, "/meetings", {"as_of": digits})["suggestions"] == []


@on_sqlite
@since_parameters
def test_a_moment_is_written_as_iso_8601_has_it(client: TestClient, path: str, parameter: str) -> None:
    """Python reads any character between the day and the time."""
    sign = "&" if "?" in path else "?"
    if path != "/changes/stream":
        for moment in ("2026-02-03T08:00:00Z", "2026-02-03t08:00:00z", "20260203T0800Z", "2026-02-03 08:00:00.5-02:00"):
            assert client.get(f"{path}{sign}{parameter}={moment}").status_code == 200, moment
    for text in ("2026-02-03x08:00:00Z", "2026-02-03T08:00:00X", "2026-02-03T08:00:00Z0"):
        assert first_error(client, f"{path}{sign}{parameter}={text}")["parameter"] == parameter


@on_sqlite
@since_parameters
def test_a_moment_in_the_future_is_refused(client: TestClient, path: str, parameter: str) -> None:
    """Nothing can have changed since then: an empty list would hide a typo in the year."""
    newest = client.get("/meetings").headers["X-Data-Revision"]
    sign = "&" if "?" in path else "?"
    error = first_error(client, f"{path}{sign}{parameter}=9999-01-01")
    assert (error["parameter"], error["suggestions"]) == (parameter, [newest])
    assert error["message"] == f"it is in the future: the newest revision is {newest}"
    if path != "/changes/stream":
        assert client.get(f"{path}{sign}{parameter}={SOON}").status_code == 200, "clocks differ"


@on_sqlite
def test_revisions_and_changes_take_the_state_that_they_are_asked_about(client: TestClient) -> None:
    for path in ("/changes", "/changes.atom", "/revisions", "/revisions/newest", "/meetings/jspg-kz-tr-8/history"):
        newest = client.get(path)
        past = client.get(f"{path}?as_of={newest.headers['X-Data-Revision']}")
        assert past.status_code == 200, path
        if path != "/changes.atom":  # which has its own address
            assert past.json() == newest.json()
        unknown = first_error(client, path, {"as_of": "19990101000000"})
        assert unknown["parameter"] == "as_of"
    later = first_error(client, "/changes", {"since": "2026-01-01", "as_of": "2025-01-01"}, status=422)
    assert later["parameter"] == "as_of", "the data begin later"


@on_sqlite
def test_a_cursor_belongs_to_its_query(client: TestClient) -> None:
    cursor = ask(client, "/changes", {"limit": "1"})["next_cursor"]
    assert "another query" in first_error(client, "/changes", {"kind": "meeting", "cursor": cursor})["message"]
    assert "not a cursor" in first_error(client, "/changes", {"cursor": "x"})["message"]
    of_list = ask(client, "/meetings", {"limit": "1"})["next_cursor"]
    assert first_error(client, "/changes", {"cursor": of_list})["parameter"] == "cursor"


@on_sqlite
def test_a_list_takes_a_revision(client: TestClient) -> None:
    newest = client.get("/meetings").headers["X-Data-Revision"]
    assert ask(client, "/meetings", {"updated_since": "0"}) == ask(client, "/meetings")
    assert ask(client, "/meetings", {"updated_since": newest})["items"] == []
    unknown = first_error(client, "/meetings", {"updated_since": str(int(newest) + 1)})
    assert (unknown["parameter"], unknown["suggestions"]) == ("updated_since", [newest])
