"""The list kernel, on every list: total order, pages, cursors, and filters against brute force over all records."""

import base64
import json
import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import combinations, cycle
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import edtf
from app.domain.text import sort_key
from tests.api_requests import (
    ABOUT,
    DATE_OF,
    LISTS,
    UNDATED,
    ask,
    every_dated,
    every_list,
    ids,
    items,
    parameters,
    refused,
    sample,
    sorts,
)
from tests.conftest import on_postgresql, on_sqlite

# --- order and pages -----------------------------------------------------------------------


def sort_value(path: str, item: dict[str, Any], sort: str) -> Any:
    key = sort.removeprefix("-")
    key = DATE_OF[path] if key == "date" else key
    value = item.get(f"{key}_start") if f"{key}_start" in item else item[key]
    if value is None and item.get(key):
        return ""  # of which only the end is known: before all others
    return value and sort_key(value) if key in ("name", "title") else value


@every_list
def test_order_is_total(wider: TestClient, path: str) -> None:
    """By the key, ties by id ascending, nulls last in both directions."""
    by_id = sorted(items(wider, path), key=lambda item: str(item["id"]))
    for sort in sorts(wider, path):
        keyed = [(sort_value(path, item, sort), item["id"]) for item in by_id]
        with_key = [pair for pair in keyed if pair[0] is not None]
        with_key.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))  # stable: ties stay by id
        unknown = [pair for pair in keyed if pair[0] is None]
        assert ids(wider, path, {"sort": sort}) == [record for _, record in with_key + unknown], sort


@on_sqlite
def test_there_are_ties_and_unknown_dates_to_order(wider: TestClient) -> None:
    """Else the tests of order and pages would show little."""
    starts = [item["date_start"] for item in items(wider, "/meetings")]
    assert starts.count(None) >= 3
    assert starts.count("2024-05-01") >= 4


@every_list
def test_pages_make_the_whole_list(wider: TestClient, path: str) -> None:
    """Page by page, following Link, in every order; pages of two records, of seven and of eleven take turns.

    Between them, pages end after each kind of record: with a key, among ties, and without one.
    """
    for limit, sort in zip(cycle((2, 7, 11)), sorts(wider, path), strict=False):
        whole = ids(wider, path, {"sort": sort})
        ids_so_far: list[str] = []
        url: str | None = f"{path}?sort={sort}&limit={limit}"
        while url:
            response = wider.get(url)
            body = response.json()
            assert len(body["items"]) == min(limit, len(whole) - len(ids_so_far))
            assert body["total"] == len(whole)
            ids_so_far += [item["id"] for item in body["items"]]
            url = response.links.get("next", {}).get("url")
            assert (url is None) is (body["next_cursor"] is None)
        assert ids_so_far == whole, f"{sort} {limit}"


@on_sqlite
@every_list
def test_rows_inserted_meanwhile_lose_none_and_double_none(client: TestClient, wider: TestClient, path: str) -> None:
    """The first page is of the seed, the rest of a database that has more: a cursor is a place, not a number."""
    before, after = set(ids(client, path)), set(ids(wider, path))
    for sort in sorts(client, path):
        first = ask(client, path, {"sort": sort, "limit": "3"})
        paged_ids = [item["id"] for item in first["items"]]
        paged_ids += ids(wider, path, {"sort": sort, "cursor": first["next_cursor"]})
        assert len(paged_ids) == len(set(paged_ids))
        assert before <= set(paged_ids) <= after


# --- broken cursors ------------------------------------------------------------------------


def encoded(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def decoded(cursor: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(cursor + "=="))


@cache
def cursor_of(client: TestClient, path: str, name: str, value: str) -> str:
    """The cursor after the first record of a question; empty where there is no second."""
    return ask(client, path, {"limit": "1", name: value})["next_cursor"] or ""


@on_postgresql
@every_list
def test_a_broken_cursor_is_refused(client: TestClient, path: str) -> None:
    cursor = sample(client, path, "cursor")
    mark, key, last = decoded(cursor)
    broken = ["", cursor[:-5], cursor[: len(cursor) // 2], cursor[1:], cursor + "AAAA", cursor + "\0", "%", "ж", "\0"]
    broken += ["abcd", "AAAA" * 400, cursor * 100, base64.b64encode(bytes(range(256))).decode()]
    contents: list[Any] = [{}, None, 1, "abc", [], [mark], [mark, key], [mark, key, last, 1]]
    contents += [[None, key, last], [1, key, last], ["", key, last], [mark, key, None], [mark, key, 1]]
    contents += [[mark, key, True], [mark, key, [last]], [mark, key, "a\0"], [mark, key, "\ud800"]]
    broken += [encoded(content) for content in contents]
    for cursor in broken:
        assert refused(client, path, {"limit": "1", "cursor": cursor})["parameter"] == "cursor", cursor


@on_sqlite
@every_list
def test_a_cursor_of_another_question_is_refused(client: TestClient, path: str) -> None:
    """Of another list, of this one in another order, of this one with another filter."""
    foreign = [cursor_of(client, other, "country", "KZ") for other in LISTS if other != path]
    for cursor in filter(None, foreign):
        assert refused(client, path, {"country": "KZ", "limit": "1", "cursor": cursor})["parameter"] == "cursor"
    own = [cursor_of(client, path, "sort", sort) for sort in sorts(client, path)]
    for cursor in [*own, cursor_of(client, path, "published_from", "2020")]:
        assert refused(client, path, {"published_from": "2021", "cursor": cursor})["parameter"] == "cursor"
    for cursor, sort in zip(own, [*sorts(client, path)[1:], sorts(client, path)[0]], strict=True):
        assert refused(client, path, {"sort": sort, "limit": "1", "cursor": cursor})["parameter"] == "cursor"


@every_list
def test_a_cursor_with_a_key_of_another_type_is_refused(client: TestClient, path: str) -> None:
    for sort in sorts(client, path)[::2]:
        params = {"limit": "1", "sort": sort}
        mark, key, last = decoded(ask(client, path, params)["next_cursor"])
        text = isinstance(key, str)
        wrong = [[], True, math.nan, math.inf, 10**400, "\ud800", "a\0"]
        wrong += [1, 1.5] if text else ["1", "x"]
        wrong += ["9999-99-99", ""] if sort in ("date", "due") else []
        for other_key in wrong:
            error = refused(client, path, {**params, "cursor": encoded([mark, other_key, last])})
            assert error["parameter"] == "cursor", f"{sort} {other_key!r}"
        for other_key in (None, *(["x" * 900] if text else [10**30, 2**40])):
            status = client.get(path, params={**params, "cursor": encoded([mark, other_key, last])}).status_code
            assert status in (200, 422), f"{sort} {other_key!r}"


JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)


@settings(max_examples=50, deadline=None)
@given(text=st.text(), key=JSON, last=JSON)
def test_no_cursor_is_an_internal_error(client: TestClient, text: str, key: Any, last: Any) -> None:
    assert refused(client, "/meetings", {"cursor": text})["parameter"] == "cursor"
    for path, sort in [("/meetings", "session"), ("/trade-stats", "value")]:
        cursor = encoded([decoded(cursor_of(client, path, "sort", sort))[0], key, last])
        answer = client.get(path, params={"sort": sort, "limit": "1", "cursor": cursor})
        assert answer.status_code in (200, 422)


# --- filters by name against brute force ---------------------------------------------------


def codes(item: dict[str, Any], *, place: bool = True) -> set[str]:
    """The codes of the countries that a record shows, with or without the one it takes place in."""
    members = item.get("members", [])
    country_codes = {
        *(party["code"] if isinstance(party, dict) else party for party in members),
        *([item["code"]] if "code" in item else []),
    }
    for name in (
        "countries",
        "parties",
        "reporter",
        "partner",
        "by",
        "to",
        "sender",
        "host",
        *(["country"] if place else []),
    ):
        if value := item.get(name):
            country_codes |= {party["code"] for party in (value if isinstance(value, list) else [value])}
    parties = (side["party"] for name in ("speaker", "addressee") if (side := item.get(name)))
    return country_codes | {party["code"] for party in parties if party}


def documents(item: dict[str, Any]) -> set[str]:
    return {source["document"] for source in item["sources"]}


@on_sqlite
@pytest.mark.parametrize("path", [path for path in LISTS if path != "/documents"])
def test_country_filter(client: TestClient, path: str) -> None:
    """A record is found by any country that it shows; the rule for documents is in test_documents."""
    whole = items(client, path)
    there = sorted({code for item in whole for code in codes(item)} | {"JP"})  # which no record names
    for spellings in [*([code] for code in there), ["AZ", "CN"], ["KZ", "TR"]]:
        expected = [item["id"] for item in whole if codes(item) & set(spellings)]
        assert ids(client, path, {"country": spellings}) == expected, spellings


@on_sqlite
@every_list
def test_between_filter(client: TestClient, path: str) -> None:
    """All of the countries take part; a meeting's place does not."""
    if "between" in parameters(client, path):
        whole = items(client, path)
        there = sorted({code for item in whole for code in codes(item)} | {"JP"})  # which no record names
        for pair in combinations(there, 2):
            expected = [item["id"] for item in whole if codes(item, place=False) >= set(pair)]
            assert ids(client, path, {"between": ",".join(pair)}) == expected, pair


@on_sqlite
@pytest.mark.parametrize("path", ["/trade-stats", "/trade-stats/series", "/trade-stats/conflicts"])
def test_two_parties_of_a_figure(client: TestClient, path: str) -> None:
    """A figure is about two, so that no figure is about three, and the same one named twice is one."""
    for value in ("KZ,TR,UZ", "KZ,Kazakhstan", "KZ"):
        assert refused(client, path, {"between": value})["parameter"] == "between"
    twice, once = ({"between": value, "document": "jspg-8-report"} for value in ("KZ,TR,Turkey", "KZ,TR"))
    assert items(client, path, twice) == items(client, path, once)


def mechanisms(
    path: str, item: dict[str, Any], meetings: list[dict[str, Any]], members: Mapping[str, set[str]]
) -> set[str]:
    """The mechanisms of a record; those of an official and of a document are those of their meetings, and those of a
    mission are those of which its sender is a member."""
    if path == "/missions":
        return {mechanism for mechanism, codes in members.items() if item["sender"]["code"] in codes}
    if path == "/officials":
        meetings = [
            meeting
            for meeting in meetings
            if item["id"] in {participant["official"]["id"] for participant in meeting["participants"]}
        ]
    elif path == "/documents":
        meetings = [meeting for meeting in meetings if item["id"] in documents(meeting)]
    else:
        meetings = [item]
    references = [
        reference for meeting in meetings for reference in (meeting.get("mechanism"), *meeting.get("mechanisms", ()))
    ]
    return {reference["id"] for reference in references if reference} | (
        {item["id"]} if path == "/mechanisms" else set()
    )


@on_sqlite
@every_list
def test_mechanism_filter(wider: TestClient, path: str) -> None:
    meetings = items(wider, "/meetings")
    members = {item["id"]: set(item["members"]) for item in items(wider, "/mechanisms")}
    whole = [(item["id"], mechanisms(path, item, meetings, members)) for item in items(wider, path)]
    mechanism_ids = ids(wider, "/mechanisms")
    for queried_ids in [*([mechanism] for mechanism in mechanism_ids), mechanism_ids[:4]]:
        expected = [record for record, its in whole if its & set(queried_ids)]
        assert ids(wider, path, {"mechanism": queried_ids}) == expected, queried_ids


@on_sqlite
def test_a_mechanism_counts_its_meetings(wider: TestClient) -> None:
    """A known mechanism without meetings is an empty list, not an error."""
    counts = {}
    for mechanism in items(wider, "/mechanisms"):
        answer = ask(wider, "/meetings", {"mechanism": mechanism["id"]})
        assert len(answer["items"]) == answer["total"] == mechanism["meetings_count"]
        counts[mechanism["id"]] = answer["total"]
    assert counts["turkpa"] == 0
    assert counts["jspg-tr-uz"] == 3


@on_sqlite
@every_list
def test_none_and_all_but_a_value(client: TestClient, path: str) -> None:
    """``!`` before a value, or before ``none``, finds exactly the records that it would not find without."""
    whole = ids(client, path)
    declared = parameters(client, path)
    filters = {
        name: declared[name]["schema"]["examples"]
        for name in declared
        if "finds all others" in declared[name]["description"]
    }
    assert {"document", "mechanism"} <= filters.keys() or path in ABOUT
    for name, examples in filters.items():
        for (value,) in (example for example in examples if not example[0].startswith("!")):
            matches, others = (ids(client, path, {name: sign + value}) for sign in ("", "!"))
            assert [record for record in whole if record in {*matches, *others}] == whole, f"{name}={value}"
            assert not {*matches} & {*others}, f"{name}={value}"
            for both in ([value, f"!{value}"], [f"!{value}", value]):
                assert ids(client, path, {name: both}) == [], f"{name}={value}"
        if ["none"] not in examples:
            error = refused(client, path, {name: "none"})
            assert (error["parameter"], error["value"]) == (name, "none")


@on_sqlite
@pytest.mark.parametrize(
    ("path", "name", "value", "suggestion"),
    [
        ("/meetings", "status", "!planed", "!planned"),
        ("/meetings", "mechanism", "!JSPQ", "!JSPG"),
        ("/meetings", "venue", "Presidental Complex", "Presidential Complex"),
        ("/documents", "publisher", "Kazinform News Agncy", "Kazinform News Agency"),
        ("/trade-stats", "product", "!Coper", "!Copper"),
        ("/meetings", "with", "Fidan,Kosherbayef", "Kosherbayev"),
        ("/trade-stats", "flow", "non", "none"),
    ],
)
def test_a_slip_in_what_is_excluded(client: TestClient, path: str, name: str, value: str, suggestion: str) -> None:
    error = refused(client, path, {name: value})
    assert (error["parameter"], suggestion in error["suggestions"]) == (name, True)
    assert refused(client, path, {name: "!"})["parameter"] == name


@on_sqlite
@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/timeline", "between", "KZ,!TR"),
        ("/trade-stats", "between", "KZ,\uff01TR"),
        ("/meetings", "with", "Fidan,!Kosherbayev"),
        ("/meetings", "country", "!!TR"),
        ("/meetings", "country", " !TR"),
        ("/meetings", "country", "-TR"),
        ("/trade-stats", "between", "KZ,-TR"),
        ("/resolve", "q", "!JSPG"),
        ("/resolve", "q", "-JSPG"),
        ("/coverage", "mechanism", "!!JSPG"),
        ("/evidence", "record", "!!jspg-kz-tr-8"),
    ],
)
def test_a_name_keeps_its_sign(client: TestClient, path: str, name: str, value: str) -> None:
    """What begins with ``!`` or ``-`` names nothing, lest one who excludes a record finds it."""
    assert refused(client, path, {name: value})["parameter"] == name


@on_sqlite
@pytest.mark.parametrize(
    "path", ["/mechanisms/!JSPG", "/countries/-KZ", "/mechanisms/!JSPG/meetings", "/mechanisms/-JSPG/calendar.ics"]
)
def test_no_record_is_called_by_a_sign(client: TestClient, path: str) -> None:
    assert refused(client, path, status=404)["parameter"] == "id"


@on_sqlite
@pytest.mark.parametrize("path", [*LISTS, "/trade-stats/conflicts"])
def test_document_filter(client: TestClient, path: str) -> None:
    whole = items(client, path)
    document_ids = ids(client, "/documents")
    for queried_ids in [*([document] for document in document_ids), document_ids[:2]]:
        expected = [item["id"] for item in whole if documents(item) & set(queried_ids)]
        assert ids(client, path, {"document": queried_ids}) == expected, queried_ids


@on_sqlite
@every_list
def test_any_spelling(client: TestClient, path: str) -> None:
    """A country by code, name or alias, a mechanism by id, acronym or alias: in any case, with or without marks."""
    country = ids(client, path, {"country": "TR"})
    assert country
    for spelling in ["tr", "TUR", "792", "Turkey", "TURKIYE", "türkiye", "Republic of Türkiye", " Türkiye "]:
        assert ids(client, path, {"country": spelling}) == country, spelling
    mechanism = ids(client, path, {"mechanism": "hlscc-kz-tr"})
    assert mechanism or path in ("/organizations", "/commitments")  # none of which belongs to it
    for spelling in ["HLSCC", "hlscc", "HLSCC-KZ-TR", "high level strategic cooperation council",
                     "Turkey–Kazakhstan High-Level Strategic Cooperation Council"]:  # fmt: skip
        assert ids(client, path, {"mechanism": spelling}) == mechanism, spelling


# --- filters by date against brute force ---------------------------------------------------

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
PUBLISHED = [{"from": "2026"}, {"to": "2023-09-10"}, {"from": "2026-02-03", "to": "2026-02-03"}]


def days(bounds: dict[str, str]) -> tuple[date | None, date | None]:
    first = edtf.parse_point(bounds["from"]).start if "from" in bounds else None
    last = edtf.parse_point(bounds["to"]).end if "to" in bounds else None
    return first, last


def falls(item: dict[str, Any], name: str, first: date | None, last: date | None, match: str = "possible") -> bool:
    """Whether the date of a record may be a day from first to last, or surely is one."""
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


@on_sqlite
@every_list
def test_published_filters(client: TestClient, path: str) -> None:
    """A record is found when one of its sources was published then: the document, or a part of it that it cites.

    A source that cites a page inside and outside of a part shows the date of the page, and is found by both.
    """
    parts = {
        document["id"]: [edtf.parse(part["date"]) for part in document["parts"] if part["date"]]
        for document in items(client, "/documents")
    }
    whole = items(client, path)
    for bounds in BOUNDS + PUBLISHED:
        first, last = days(bounds)

        def within(spans: Iterable[edtf.Span], first: date | None = first, last: date | None = last) -> bool:
            return any(
                (not first or (span.end or date.max) >= first) and (not last or (span.start or date.min) <= last)
                for span in spans
            )

        published = {item["id"]: [edtf.parse(source["published"]) for source in item["sources"]] for item in whole}
        cited_parts = {item["id"]: [span for name in documents(item) for span in parts[name]] for item in whole}
        params = {f"published_{key}": value for key, value in bounds.items()}
        answer = ids(client, path, params)
        certain = [item["id"] for item in whole if within(published[item["id"]])]
        assert [record for record in answer if record in certain] == certain, params
        assert all(within(cited_parts[record]) for record in answer if record not in certain), params


@every_list
def test_updated_since(client: TestClient, path: str) -> None:
    whole = items(client, path)
    newest = max(datetime.fromisoformat(item["updated_at"]) for item in whole)
    assert newest <= datetime.now(UTC)
    assert ids(client, path, {"updated_since": "2000-01-01"}) == [item["id"] for item in whole]
    assert ids(client, path, {"updated_since": newest.isoformat()})
    published = client.get(path).headers["Last-Modified"]  # as it came
    assert ids(client, path, {"updated_since": published}) == ids(client, path, {"updated_since": newest.isoformat()})
    assert ids(client, path, {"updated_since": (newest + timedelta(seconds=1)).isoformat()}) == []


@on_sqlite
@every_list
def test_a_window_without_days_is_refused(client: TestClient, path: str) -> None:
    """The error names a bound and its value as it was sent."""
    windows = [{"published_from": "2026-02", "published_to": "2025"}]
    if path not in UNDATED:
        windows += [{"date_from": "2026-02", "date_to": "2025"}, {"date": "2025", "date_from": "2026"}]
        windows += [{"date": "2026", "date_to": "2025-12"}]
    for window in windows:
        error = refused(client, path, window)
        assert window[error["parameter"]] == error["value"]
