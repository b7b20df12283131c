"""What all lists do alike: a total order, pages, and filters by name, compared with a search through all records."""

from collections.abc import Mapping
from itertools import combinations, cycle
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain.text import sort_key
from tests.api_requests import (
    ABOUT,
    DATE_OF,
    LISTS,
    ask,
    every_list,
    first_error,
    ids,
    items,
    parameters,
    sorts,
)
from tests.conftest import on_sqlite

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
    """By the key, then by id in ascending order. Records without a key come last in both directions."""
    by_id = sorted(items(wider, path), key=lambda item: str(item["id"]))
    for sort in sorts(wider, path):
        keys_and_ids = [(sort_value(path, item, sort), item["id"]) for item in by_id]
        with_key = [pair for pair in keys_and_ids if pair[0] is not None]
        with_key.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))  # stable: ties stay by id
        unknown = [pair for pair in keys_and_ids if pair[0] is None]
        assert ids(wider, path, {"sort": sort}) == [record for _, record in with_key + unknown], sort


@on_sqlite
def test_there_are_ties_and_unknown_dates_to_order(wider: TestClient) -> None:
    """Without them, the tests of order and pages would prove little."""
    starts = [item["date_start"] for item in items(wider, "/meetings")]
    assert starts.count(None) >= 3
    assert starts.count("2024-05-01") >= 4


@every_list
def test_pages_make_the_whole_list(wider: TestClient, path: str) -> None:
    """Page by page along the Link header, in every order. Pages have three, seven and eleven records in turn.

    So pages end after each kind of record: one with a key, one of several with the same key, and one without a key.
    """
    for limit, sort in zip(cycle((3, 7, 11)), sorts(wider, path), strict=False):
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
    """The first page comes from the seed, and the others from a database with more records: a cursor marks a record,
    not a number."""
    before, after = set(ids(client, path)), set(ids(wider, path))
    for sort in sorts(client, path):
        first = ask(client, path, {"sort": sort, "limit": "3"})
        paged_ids = [item["id"] for item in first["items"]]
        paged_ids += ids(wider, path, {"sort": sort, "cursor": first["next_cursor"]})
        assert len(paged_ids) == len(set(paged_ids))
        assert before <= set(paged_ids) <= after


# --- filters by name against brute force ---------------------------------------------------


def codes(item: dict[str, Any], *, place: bool = True) -> set[str]:
    """The codes of the countries that a record shows, optionally without the country where it takes place."""
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
    """Any country that a record shows finds it. The rule for documents is in test_documents."""
    whole = items(client, path)
    country_codes = sorted({code for item in whole for code in codes(item)} | {"JP"})  # which no record names
    for spellings in [*([code] for code in country_codes), ["AZ", "CN"], ["KZ", "TR"]]:
        expected = [item["id"] for item in whole if codes(item) & set(spellings)]
        assert ids(client, path, {"country": spellings}) == expected, spellings


@on_sqlite
@every_list
def test_between_filter(client: TestClient, path: str) -> None:
    """All these countries take part in the record. The place of a meeting does not count."""
    if "between" in parameters(client, path):
        whole = items(client, path)
        country_codes = sorted({code for item in whole for code in codes(item)} | {"JP"})  # which no record names
        for pair in combinations(country_codes, 2):
            expected = [item["id"] for item in whole if codes(item, place=False) >= set(pair)]
            assert ids(client, path, {"between": ",".join(pair)}) == expected, pair


@on_sqlite
@pytest.mark.parametrize("path", ["/trade-stats", "/trade-stats/series", "/trade-stats/conflicts"])
def test_two_parties_of_a_figure(client: TestClient, path: str) -> None:
    """A figure is about two countries, so none is about three. One country named twice counts once."""
    for value in ("KZ,TR,UZ", "KZ,Kazakhstan", "KZ"):
        assert first_error(client, path, {"between": value})["parameter"] == "between"
    twice, once = ({"between": value, "document": "jspg-8-report"} for value in ("KZ,TR,Turkey", "KZ,TR"))
    assert items(client, path, twice) == items(client, path, once)


def mechanisms(
    path: str, item: dict[str, Any], meetings: list[dict[str, Any]], members: Mapping[str, set[str]]
) -> set[str]:
    """The mechanisms of a record. For an official or a document they are those of the meetings, for a mission those of
    which the sender is a member."""
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
        expected = [record for record, mechanisms in whole if mechanisms & set(queried_ids)]
        assert ids(wider, path, {"mechanism": queried_ids}) == expected, queried_ids


@on_sqlite
def test_a_mechanism_counts_its_meetings(wider: TestClient) -> None:
    """The list of a known mechanism without meetings is empty, and no error."""
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
    """``!`` before a value or before ``none`` finds exactly the records that the same filter without it does not
    find. Both together would find nothing, ever, so they are refused."""
    whole = ids(client, path)
    openapi_parameters = parameters(client, path)
    filters = {
        name: openapi_parameters[name]["schema"]["examples"]
        for name in openapi_parameters
        if "finds all others" in openapi_parameters[name]["description"]
    }
    assert {"document", "mechanism"} <= filters.keys() or path in ABOUT
    for name, examples in filters.items():
        for (value,) in (example for example in examples if not example[0].startswith("!")):
            matches, other_ids = (ids(client, path, {name: sign + value}) for sign in ("", "!"))
            assert [record for record in whole if record in {*matches, *other_ids}] == whole, f"{name}={value}"
            assert not {*matches} & {*other_ids}, f"{name}={value}"
            for values in ([value, f"!{value}"], [f"!{value}", value]):
                assert "it finds nothing" in first_error(client, path, {name: values})["message"], f"{name}={value}"
        if ["none"] not in examples:
            error = first_error(client, path, {name: "none"})
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
    error = first_error(client, path, {name: value})
    assert (error["parameter"], suggestion in error["suggestions"]) == (name, True)
    assert first_error(client, path, {name: "!"})["parameter"] == name


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
        *[("/meetings", "country", f"{sign}KZ") for sign in ("¬", "<>", "≠", "~", "not ", "^", ">", "<=")],
    ],
)
def test_a_name_keeps_its_sign(client: TestClient, path: str, name: str, value: str) -> None:
    """A name that begins with ``!`` or ``-`` is unknown, so that nobody who excludes a record finds it; so is one with
    a sign that compares."""
    assert first_error(client, path, {name: value})["parameter"] == name


@on_sqlite
@pytest.mark.parametrize(
    ("path", "query", "name"),
    [
        ("/meetings", "country=KZ&country=!Kazakhstan", "country"),
        ("/meetings", "country=none&country=!none", "country"),
        ("/meetings", "status=held&status=!HELD", "status"),
        ("/officials", "position=minister&position=!minister", "position"),
        ("/meetings", "mechanism=JSPG&mechanism=!jspg", "mechanism"),
        ("/meetings", "between=KZ,TR&country=!Turkey", "country"),
        ("/meetings", "with=Fidan&official=!Hakan Fidan", "official"),
        ("/timeline.csv", "between=KZ,TR&country=!TUR", "country"),
        ("/coverage", "mechanism=JSPG&mechanism=!JSPG", "mechanism"),
    ],
)
def test_what_can_find_nothing_ever_is_refused(client: TestClient, path: str, query: str, name: str) -> None:
    error = first_error(client, f"{path}?{query}")
    assert (error["parameter"], error["message"][:16]) == (name, "it finds nothing")


@on_sqlite
@pytest.mark.parametrize("path", ["/meetings", "/agreements", "/trade-stats", "/timeline.csv", "/embed/trade"])
def test_two_groups_of_countries_are_refused(client: TestClient, path: str) -> None:
    """Read as one, they would ask for what all of them take part in. Single countries, repeated, are one group."""
    error = first_error(client, path, {"between": ["KZ,TR", "KZ,UZ"]})
    assert (error["parameter"], error["message"][:18]) == ("between", "it takes one group")
    assert client.get(path, params={"between": ["KZ", "TR"]}).status_code == 200


@on_sqlite
def test_an_exclusion_that_leaves_something_possible_is_no_mistake(client: TestClient) -> None:
    """Other groups of the family may be recorded later, and a record may have the second of two values alone."""
    assert ids(client, "/meetings", {"mechanism": ["JSPG", "!jspg-kz-tr"]}) == []
    assert ids(client, "/meetings", {"country": ["KZ", "TR", "!KZ"]}) == []
    assert ids(client, "/meetings", {"country": ["none", "KZ", "!KZ"]}) == []
    assert ids(client, "/meetings", {"status": ["!held", "!planned"]}) == []


@on_sqlite
@pytest.mark.parametrize(
    ("path", "name", "value", "suggestions"),
    [
        ("/meetings", "overdue", "!true", ["false"]),
        ("/meetings", "date_match", "!Certain", ["possible"]),
        ("/meetings", "shape", "-array", ["page"]),
        ("/changes", "country", "!KZ", []),
        ("/changes", "mechanism", "-JSPG", []),
        ("/meetings", "between", "!KZ,TR", []),
        ("/meetings", "with", "!Fidan", []),
        ("/meetings", "fields", "-sources", []),
        ("/meetings", "fields", "!sources", []),
        ("/meetings", "country", "-KZ", ["!KZ"]),
        ("/meetings", "country", "not Turkey", ["!Turkey"]),
        ("/meetings", "country", '"!KZ"', ["!KZ"]),
        ("/meetings", "country", "(- KZ)", ["!KZ"]),
        ("/meetings", "country", "< >KZ", ["!KZ"]),
        ("/meetings", "status", "<>planned", ["!planned"]),
        ("/meetings", "status", "not planned", ["!planned"]),
        *[
            ("/meetings", "country", f"{operator}KZ", ["!KZ"])
            for operator in ("ne:", "neq.", "not.eq.", "not:", "nin.(")
        ],
        ("/meetings", "date", "!2025", ["../2024", "2026/.."]),
        ("/meetings", "date", "!2025-07", ["../2025-06", "2025-08/.."]),
    ],
)
def test_no_suggestion_is_the_opposite_of_an_exclusion(
    client: TestClient, path: str, name: str, value: str, suggestions: list[str]
) -> None:
    assert first_error(client, path, {name: value})["suggestions"] == suggestions


@on_sqlite
@pytest.mark.parametrize(
    "path", ["/mechanisms/!JSPG", "/countries/-KZ", "/mechanisms/!JSPG/meetings", "/mechanisms/-JSPG/calendar.ics"]
)
def test_no_record_is_called_by_a_sign(client: TestClient, path: str) -> None:
    assert first_error(client, path, status=404)["parameter"] == "id"


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
    """A country by code, name or alias, and a mechanism by id, acronym or alias, in upper or lower case, with or
    without accents."""
    country = ids(client, path, {"country": "TR"})
    assert country
    for spelling in ["tr", "TUR", "792", "Turkey", "TURKIYE", "türkiye", "Republic of Türkiye", " Türkiye "]:
        assert ids(client, path, {"country": spelling}) == country, spelling
    mechanism = ids(client, path, {"mechanism": "hlscc-kz-tr"})
    assert mechanism or path in ("/organizations", "/commitments")  # none of which belongs to it
    for spelling in ["HLSCC", "hlscc", "HLSCC-KZ-TR", "high level strategic cooperation council",
                     "Turkey–Kazakhstan High-Level Strategic Cooperation Council"]:  # fmt: skip
        assert ids(client, path, {"mechanism": spelling}) == mechanism, spelling
