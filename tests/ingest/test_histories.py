"""Random loads: a client that applies all changes has the same records as the lists, and a former id leads to its
record."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.api.snapshots import open_snapshot
from app.db.engine import make_engine
from app.domain import edtf
from app.domain.differences import json_patch
from app.ingest.findings import SeedError
from app.main import create_app
from app.query import withdrawn_events
from app.query.coverage import DataState
from app.query.withdrawn_events import read_withdrawn_events
from app.resources import meetings
from app.resources.history import PatchOperation
from app.settings import Settings
from tests.conftest import on_sqlite
from tests.histories import MECHANISMS, Histories, changes, listed_records, of_council, replay, store, stored_records


@pytest.mark.thorough
@on_sqlite
def test_a_copy_that_replays_the_changes_equals_the_lists(empty_database: Settings) -> None:
    engine, histories = make_engine(empty_database), Histories(Random(1))
    states: dict[int, dict[tuple[str, str], str]] = {0: {}}
    with TestClient(create_app(empty_database.model_copy(update={"cache_bytes": 0}))) as client:
        for _ in range(9):
            store(engine, histories.meetings, histories.reasons)
            states[int(client.get("/meetings").headers["X-Data-Revision"])] = stored_records(engine)
            histories.step()
        newest = listed_records(client)
        for revision, state in states.items():
            copy = dict(state)
            replay(copy, changes(client, revision, include="record"))
            assert copy == newest, revision
        assert_ids_answer(client, histories, newest)
    engine.dispose()


def assert_ids_answer(client: TestClient, histories: Histories, newest: dict[tuple[str, str], str]) -> None:
    """Every id that ever existed has an answer: the record, a redirect to it, or the reason for its withdrawal."""
    all_entries = [*changes(client, 0, kind="meeting")]
    assert {entry["change"] for entry in all_entries} == {"created", "updated", "withdrawn", "renamed"}
    for name in {entry["id"] for entry in all_entries}:
        answer = client.get(f"/meetings/{name}", follow_redirects=False)
        if ("meeting", name) in newest:
            assert answer.status_code == 200
        elif answer.status_code == 308:
            target = answer.headers["Location"].rpartition("/")[2]
            last = next(entry for entry in reversed(all_entries) if entry["id"] == name)
            assert last["change"] == "renamed"
            assert client.get(f"/meetings/{target}", follow_redirects=False).status_code in (200, 410)
        else:
            assert answer.status_code == 410
            assert name in answer.json()["detail"]


@pytest.fixture
def engine_of_two(empty_database: Settings) -> Iterator[Engine]:
    """A database with two meetings of the council."""
    engine = make_engine(empty_database)
    store(engine, {name: of_council(name) for name in ("first", "second")}, {})
    yield engine
    engine.dispose()


def test_a_former_id_leads_to_the_record(engine_of_two: Engine, empty_database: Settings) -> None:
    store(engine_of_two, {"new": of_council("new", formerly=["first"]), "second": of_council("second")}, {})
    with TestClient(create_app(empty_database)) as client:
        for path, query in {
            "/meetings/first": "?fields=id", "/meetings/FIRST.csv": "", "/meetings/first/citation": "?style=apa",
            "/explore/meetings/first": "",
        }.items():  # fmt: skip
            answer = client.get(path + query, follow_redirects=False)
            expected = path.replace("first", "new").replace("FIRST", "new") + query
            assert (answer.status_code, answer.headers.get("Location")) == (308, expected), path
            assert client.get(path + query).status_code == 200
        former, present = (client.get("/oembed", params={"url": f"/meetings/{name}"}) for name in ("first", "new"))
        assert (former.status_code, former.json()) == (200, present.json())
        assert client.get("/meetings/first", follow_redirects=False).json()["type"] == "/problems/renamed"
        for address in ("/evidence?record=", "/statements?meeting=", "/trade-stats?meeting="):
            former, present = (client.get(address + name) for name in ("first", "new"))
            names_new = former.text.replace("meeting=first", "meeting=new")  # an empty answer names its request
            assert (former.status_code, names_new) == (200, present.text), address
        entries = {entry["id"]: entry for entry in changes(client, 0, kind="meeting")}
        assert (entries["first"]["change"], entries["first"]["renamed_to"]) == ("renamed", "new")
        endings = [entry for entry in changes(client, 0, kind="evidence") if entry["change"] == "withdrawn"]
        for entry in endings:  # its id has that of the record
            answer = client.get(entry["url"])
            assert (answer.status_code, answer.json()["type"]) == (410, "/problems/withdrawn")
            assert f"evidence {entry['id']} was withdrawn on {entry['changed_at'][:10]}" in answer.json()["detail"]
        assert endings


def test_a_record_that_leaves_a_mechanism_is_among_its_changes(engine_of_two: Engine, empty_database: Settings) -> None:
    with TestClient(create_app(empty_database)) as client:
        before = int(client.get("/meetings").headers["X-Data-Revision"])
        store(engine_of_two, {"first": of_council("first", "group")}, {("meeting", "second"): "It was counted twice."})
        for mechanism in MECHANISMS:
            entries = {entry["id"]: entry for entry in changes(client, before, kind="meeting", mechanism=mechanism)}
            assert entries["first"]["change"] == "updated"
            assert ("second" in entries) == (mechanism == "council")
        entries = {entry["id"]: entry for entry in changes(client, before, kind="meeting", country="KZ")}
        answer = client.get("/meetings/second")
        assert answer.status_code == 410
        assert answer.json()["detail"].endswith(": It was counted twice.")


def test_a_mechanism_is_followed_under_all_its_ids(engine_of_two: Engine, empty_database: Settings) -> None:
    with TestClient(create_app(empty_database)) as client:
        entries = changes(client, 0, mechanism="council", limit=1)
        ids_of_pages = [next(entries)["id"]]
        store(engine_of_two, {name: of_council(name, "board") for name in ("first", "second")}, {}, "board")
        ids_of_pages += [entry["id"] for entry in entries]  # the rest of the pages
        assert ids_of_pages.count("council") == 2
        for mechanism in ("council", "board"):
            ids = [
                (entry["change"], entry["id"]) for entry in changes(client, 0, kind="mechanism", mechanism=mechanism)
            ]
            assert ids == [("created", "council"), ("created", "board"), ("renamed", "council")]
        query = {"ids": ["mechanisms/council", "mechanisms/board"], "properties": [{"id": "name"}]}
        former, present = client.post("/reconcile", json={"extend": query}).json()["rows"].values()
        assert former == present == {"name": [{"str": "Council"}]}
        store(engine_of_two, {name: of_council(name, "bureau") for name in ("first", "second")}, {}, "bureau")
        for spelling in ("board", "Board"):
            (match,) = client.get("/resolve", params={"q": spelling}).json()["items"]
            assert (match["id"], match["matched"], match["role"], match["exact"]) == ("bureau", "board", "id", True)


def feed_entries(client: TestClient, address: str) -> list[dict[str, Any]]:
    """The entries of a feed, each with the text of its elements and with its links by relation."""
    entries = []
    for node in ElementTree.fromstring(client.get(address).content).iterfind("{*}entry"):
        links: dict[Any, Any] = {link.get("rel"): link.get("href") for link in node.iterfind("{*}link")}
        entries.append({part.tag.partition("}")[2]: part.text for part in node} | links)
    return entries


def test_the_feed_of_changes(engine_of_two: Engine, empty_database: Settings) -> None:
    with TestClient(create_app(empty_database)) as client:
        earlier = feed_entries(client, "/changes.atom")
        reasons = {("meeting", "second"): "It was counted < twice."}
        store(engine_of_two, {"new": of_council("new", "group", formerly=["first"])}, reasons)
        entries = feed_entries(client, "/changes.atom?kind=meeting")
        assert len({entry["id"] for entry in entries}) == len(entries) == 5
        assert [entry["title"].partition(":")[0] for entry in entries[:3]] == ["Withdrawn", "New", "Renamed"]
        withdrawal, new, renaming = entries[:3]
        assert "Reason: It was counted < twice." in withdrawal["summary"]
        assert withdrawal["title"] == "Withdrawn: Meeting 2"
        assert withdrawal["related"] == "http://testserver/meetings/second"
        assert new["alternate"] == "http://testserver/explore/meetings/new"
        assert "Its id is now new" in renaming["summary"]
        assert withdrawal["updated"] == new["updated"] > entries[3]["updated"]
        assert feed_entries(client, f"/changes.atom?kind=meeting&since={withdrawal['updated']}") == entries[:3]
        assert {entry["id"] for entry in earlier} & {entry["id"] for entry in entries} == {
            entry["id"] for entry in entries[3:]
        }
        of_group = feed_entries(client, "/changes.atom?mechanism=group&country=KZ&kind=meeting")
        assert [entry["title"] for entry in of_group] == [new["title"]]
        store(engine_of_two, {"new": of_council("new", formerly=["first"])}, reasons)
        (update,) = feed_entries(client, "/changes.atom?kind=meeting&limit=1")
        assert "mechanism: Group → Council" in update["summary"]
        assert not {"Timeline", "Evidence"} & {
            entry["summary"].split()[0] for entry in feed_entries(client, "/changes.atom?limit=1000&utm_source=x")
        }


def calendar_events(client: TestClient, address: str) -> dict[str, dict[str, str]]:
    """The events of a calendar by UID, each with its values by name."""
    text = client.get(address).text.replace("\r\n ", "")
    events = [dict(line.split(":", 1) for line in part.splitlines() if ":" in line) for part in text.split("VEVENT")]
    return {event["UID"]: event for event in events if "UID" in event}


def test_a_withdrawn_record_without_a_day_is_withdrawn_for_its_calendar_too(
    engine_of_two: Engine, empty_database: Settings
) -> None:
    month = of_council("first").model_copy(update={"date": edtf.parse("2025-03")})
    with TestClient(create_app(empty_database)) as client:
        store(engine_of_two, {"first": month}, {})
        assert client.get("/meetings/first.ics").status_code == 422
        store(engine_of_two, {}, {})
        assert client.get("/meetings/first.ics").status_code == 410
        (event,) = calendar_events(client, "/meetings/first.ics?vague=include").values()
        assert event["STATUS"] == "CANCELLED"


@pytest.mark.thorough
def test_calendars_and_feeds_show_what_was_withdrawn(
    engine_of_two: Engine, empty_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        of_council(name).model_copy(update={"date": edtf.parse("2025-03-04")}) for name in ("first", "second")
    )
    reasons = {("meeting", "second"): "It was counted twice."}
    with TestClient(create_app(empty_database)) as client:
        store(engine_of_two, {"first": first, "second": second}, {})
        before = calendar_events(client, "/meetings.ics?mechanism=council")
        assert {event["STATUS"] for event in before.values()} == {"CONFIRMED"}
        store(engine_of_two, {"first": first}, reasons)
        for address in ("/meetings/second.ics", "/meetings/SECOND.ics", "/meetings/second.ics?vague=include"):
            (event,) = calendar_events(client, address).values()
            assert (event["STATUS"], "Withdrawn: " in event["SUMMARY"]) == ("CANCELLED", True), address
        (entry,) = feed_entries(client, "/meetings/second.atom")
        assert entry["title"].startswith("Withdrawn: ")
        for address in ("second.csv", "second.json", "second.geojson", "second"):
            assert client.get(f"/meetings/{address}").status_code == 410, address
        assert client.get("/meetings/third.ics").status_code == 404
        after = calendar_events(client, "/mechanisms/council/calendar.ics")
        assert after.keys() == before.keys()
        (withdrawn_id,) = (uid for uid, event in after.items() if event["STATUS"] == "CANCELLED")
        assert int(after[withdrawn_id]["SEQUENCE"]) > int(before[withdrawn_id]["SEQUENCE"])
        assert after[withdrawn_id]["SUMMARY"] == f"Withdrawn: {before[withdrawn_id]['SUMMARY']}"
        assert "Reason: It was counted twice." in after[withdrawn_id]["DESCRIPTION"]
        entries = feed_entries(client, "/timeline.atom?country=KZ&date=2025-03&limit=1")
        assert entries[0]["title"].startswith("Withdrawn: ")
        assert "published" not in entries[0]
        for query, count in {
            "mechanism=group": 0, "mechanism=!group": 1, "mechanism=none": 0, "date=2024": 0, "date_from=2025-03": 1,
            "type=session": 1, "type=visit": 0, "status=planned": 0, "q=meeting": 0, "between=KZ,TR,AZ": 0,
        }.items():  # fmt: skip
            events = calendar_events(client, f"/meetings.ics?{query}").values()
            assert sum(event["STATUS"] == "CANCELLED" for event in events) == count, query
        revision, published_at = open_snapshot(client.app.state).revision  # type: ignore[attr-defined]
        store(engine_of_two, {"first": first, "second": second}, {})
        assert {event["STATUS"] for event in calendar_events(client, "/meetings.ics").values()} == {"CONFIRMED"}
        with open_snapshot(client.app.state, fresh=True) as snapshot:  # type: ignore[attr-defined]
            state = DataState(None, revision, published_at)
            (record,) = read_withdrawn_events(snapshot, meetings.resource, {}, state, "date")  # as it was then
            assert record["id"] == "second"
            monkeypatch.setattr(withdrawn_events, "STAY", timedelta(0))
            assert read_withdrawn_events(snapshot, meetings.resource, {}, state, "date") == []
        store(engine_of_two, {"first": first}, reasons)
        assert client.get("/meetings/second.ics").status_code == 410, "a year has passed"


def test_an_id_is_never_reused(engine_of_two: Engine) -> None:
    store(engine_of_two, {"new": of_council("new", formerly=["first"])}, {})
    meetings_with_old_id = {"new": of_council("new"), "first": of_council("first")}
    with pytest.raises(SeedError, match="first is a former id of new: an id is never reused"):
        store(engine_of_two, meetings_with_old_id, {})
    with pytest.raises(SeedError, match="first is a former id of new: an id is never reused"):
        store(engine_of_two, {"new": of_council("new"), "other": of_council("other", formerly=["first"])}, {})
    store(engine_of_two, {"first": of_council("first", formerly=["new"])}, {})  # the renaming is taken back


@pytest.mark.thorough
def test_no_record_is_renamed_to_the_id_of_a_withdrawn_one(engine_of_two: Engine, empty_database: Settings) -> None:
    """Otherwise it would have the history of the withdrawn record."""
    store(engine_of_two, {"first": of_council("first")}, {})
    new_meetings = {"second": of_council("second", formerly=["first"])}
    with pytest.raises(
        SeedError, match="second is the id of a withdrawn record, so first cannot be renamed to it: choose another id"
    ):
        store(engine_of_two, new_meetings, {})
    store(engine_of_two, {name: of_council(name) for name in ("first", "second")}, {})  # the same record comes back
    store(engine_of_two, new_meetings, {})  # and the other one is merged into it
    store(engine_of_two, {}, {})
    store(engine_of_two, new_meetings, {})  # it comes back with the former id that it had
    with TestClient(create_app(empty_database)) as client:
        assert client.get("/meetings/first").json()["id"] == "second"


def test_every_operation_of_a_patch_is_as_described() -> None:
    patch = json_patch({"a": 1, "b": 1}, {"a": 2, "c": 1})
    assert {PatchOperation.model_validate(operation).op for operation in patch} == {"add", "remove", "replace"}


def test_the_history_of_a_record(engine_of_two: Engine, empty_database: Settings) -> None:
    later = of_council("first").model_copy(update={"venue": "City Hall"})
    store(engine_of_two, {"first": later, "second": of_council("second")}, {})
    meeting_with_new_id = later.model_copy(update={"id": "new", "formerly": ["first"]})
    store(engine_of_two, {"new": meeting_with_new_id}, {("meeting", "second"): "It was counted twice."})
    with TestClient(create_app(empty_database)) as client:
        versions = client.get("/meetings/first/history").json()["items"]
        assert [(item["id"], item["change"]) for item in versions] == [
            ("new", "created"), ("first", "renamed"), ("first", "updated"), ("first", "created"),
        ]  # fmt: skip
        assert versions[0]["differences"] == ["id: first → new"]
        assert versions[1]["renamed_to"] == "new"
        assert versions[2]["differences"] == ["venue: nothing → City Hall"]
        assert {"op": "replace", "path": "/venue", "value": "City Hall"} in versions[2]["patch"]
        assert versions[0]["record"] == client.get("/meetings/new").json()
        with_history = "include=history&fields=id"
        assert client.get(f"/meetings/new?{with_history}").json() == {"id": "new", "history": versions}
        answer = client.get(f"/meetings?{with_history}&withdrawn=include").json()
        assert answer["items"] == [{"id": "new", "history": versions}]
        assert [entry["id"] for entry in answer["withdrawn"]] == ["first", "second"]
        assert answer["withdrawn"][0]["history"] == versions[1:]
        assert answer["withdrawn"][1]["history"] == client.get("/meetings/second/history").json()["items"]
        (entry,) = client.get(f"/timeline?{with_history}").json()["items"]
        assert entry["history"] == versions  # those of the meeting, to which its url leads
        answer = client.get(f"/timeline?{with_history}&withdrawn=include").json()
        assert [entry["id"] for entry in answer["withdrawn"]] == ["first", "second"]
        assert answer["withdrawn"][0]["history"] == versions[1:]
        pages: list[Any] = []
        cursor = None
        while cursor is not None or not pages:  # each page compares its last version with one of the next
            page = client.get(
                "/meetings/new/history", params={"limit": 1, **({"cursor": cursor} if cursor else {})}
            ).json()
            assert page["total"] == 4
            pages, cursor = [*pages, *page["items"]], page["next_cursor"]
        assert pages == versions
        of_other = client.get("/meetings/new/history?limit=1").json()["next_cursor"]
        refusal = client.get("/meetings/second/history", params={"cursor": of_other}).json()["errors"][0]
        assert (refusal["parameter"], "this history does not have" in refusal["message"]) == ("cursor", True)
        versions_of_withdrawn = client.get("/meetings/second/history").json()["items"]
        assert [(item["change"], item["reason"]) for item in versions_of_withdrawn] == [
            ("withdrawn", "It was counted twice."), ("created", None),
        ]  # fmt: skip
        assert client.get("/meetings/third/history").status_code == 404
        newest, *_ = page_texts = [client.get("/explore/meetings/new/history?limit=1").text]
        while following := re.findall(r'href="(/explore/meetings/new/history\?cursor=[^"]*)"', page_texts[-1]):
            page_texts.append(client.get(unescape(following[0])).text)
        assert [text.count("From first to new.") for text in page_texts] == [1, 0, 0, 0]
        assert "Venue: nothing → City Hall" in page_texts[2]
        page = client.get("/explore/meetings/first/history")
        assert page.url.path == "/explore/meetings/new/history"
        assert "Venue: nothing → City Hall" in page.text
        assert "Created" not in page.text.split("From first to new.")[0], "a renaming is one event"
        assert f'href="/explore/meetings/first?as_of={versions[2]["revision"]}"' in page.text
        gone_page = client.get("/explore/meetings/second", headers={"Accept": "text/html"})
        assert gone_page.status_code == 410
        assert 'href="/explore/meetings/second/history"' in gone_page.text
        assert "It was counted twice." in client.get("/explore/meetings/second/history").text
        assert 'href="/explore/meetings/new/history"' in client.get("/explore/meetings/new").text

        revisions = client.get("/revisions").json()
        numbers = [item["revision"] for item in revisions["items"]]
        assert numbers == sorted(set(numbers), reverse=True)
        assert (len(numbers), revisions["total"]) == (3, 3)
        second = client.get(
            "/revisions", params={"limit": 1, "cursor": client.get("/revisions?limit=1").json()["next_cursor"]}
        )
        assert [item["revision"] for item in second.json()["items"]] == [numbers[1]]
        first = client.get("/explore/revisions?limit=2").text
        assert [str(number) in first for number in numbers] == [True, True, False]
        assert f'href="/explore/events?as_of={numbers[0]}"' in first
        assert re.search(r"<p>1 meeting created, .*1 meeting renamed</p>", first), "without what is derived"
        (older,) = re.findall(r'href="(/explore/revisions\?[^"]*)"', first)
        assert str(numbers[2]) in client.get(unescape(older)).text
        newest = client.get(f"/revisions/{numbers[0]}").json()
        assert newest["previous"] == numbers[1]
        assert (newest["created"], newest["renamed"]) == (3, 2), "the record, its evidence, and on the timeline"
        assert "1 meeting created" in newest["summary"]
        assert newest["summary"].endswith("1 meeting renamed, 1 timeline entry renamed")
        for revision, near in {"7": numbers[-1], "9223372036854775808": numbers[0], "9" * 20: numbers[0]}.items():
            missing = client.get(f"/revisions/{revision}")
            assert (missing.status_code, missing.json()["errors"][0]["suggestions"]) == (404, [str(near)]), revision


def test_a_list_says_what_is_gone(engine_of_two: Engine, empty_database: Settings) -> None:
    with TestClient(create_app(empty_database)) as client:
        before = int(client.get("/meetings").headers["X-Data-Revision"])
        store(
            engine_of_two, {"new": of_council("new", formerly=["first"])}, {("meeting", "second"): "It was a mistake."}
        )
        for path in ("/meetings", "/timeline"):
            answer = client.get(path, params={"withdrawn": "include", "updated_since": before}).json()
            assert [item["id"] for item in answer["items"]] == ["new"]
            withdrawals = [
                (item["id"], item["change"], item["renamed_to"], item["reason"], item["url"])
                for item in answer["withdrawn"]
            ]
            assert withdrawals == [
                ("first", "renamed", "new", None, "/meetings/first"),
                ("second", "withdrawn", None, "It was a mistake.", "/meetings/second"),
            ]
            newest = answer["withdrawn"][0]["revision"]
            assert client.get(path, params={"withdrawn": "include", "updated_since": newest}).json()["withdrawn"] == []
        assert client.get("/missions", params={"withdrawn": "include"}).json()["withdrawn"] == []
        for address in ("/meetings?shape=array", "/meetings.csv?", "/meetings?group_by=year"):
            refusal = client.get(f"{address}&withdrawn=include")
            assert refusal.status_code == 422
            assert [error["parameter"] for error in refusal.json()["errors"]] == ["withdrawn"]


def test_the_history_of_a_record_that_a_merge_changed_begins_with_the_record(
    engine_of_two: Engine, empty_database: Settings
) -> None:
    """The version under the former id is older than the change from the same load, so the newest version is the newest
    form."""
    store(engine_of_two, {"second": of_council("second", "group", formerly=["first"])}, {})
    with TestClient(create_app(empty_database)) as client:
        history = client.get("/meetings/second/history").json()["items"]
        assert [version["change"] for version in history] == ["updated", "renamed", "created", "created"]
        assert history[0]["record"] == client.get("/meetings/second").json()
        (listed_record,) = client.get("/meetings?include=history").json()["items"]
        assert listed_record["history"] == history
