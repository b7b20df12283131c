"""What tools answer: short records, cuts, and refusals that name the nearest valid values."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.errors import Problem
from app.main import RESOURCES
from app.web.agents.answers import answer, error_sentence
from app.web.agents.brevity import compact
from app.web.agents.filters import NO_VALUE
from app.web.agents.tools import TOOLS
from tests.conftest import on_sqlite

pytestmark = on_sqlite


def call(client: TestClient, name: str, arguments: dict[str, Any]) -> Any:
    return json.loads(answer(client.app.state, "http://here", name, arguments))  # type: ignore[attr-defined]


REFUSALS = [
    ("resolve_names", {}, "tool: there is no such tool; did you mean resolve_name?"),
    ("resolve_name", {"name": "zzqqxx"}, "name: no record has a name like it: look for its words with search."),
    ("resolve_name", {"name": "?"}, "name: it has neither a letter nor a digit."),
    ("search", {"words": "Erdogann"}, "words: no record contains all these words; did you mean Erdoğan?"),
    ("search", {"word": "x"}, "words: it is required. word: there is no such parameter here; did you mean words?"),
    ("find_records", {"records": "meetngs"}, "records: there is no such list; did you mean meetings?"),
    (
        "find_records",
        {"records": "meetings", "filters": {"mechanism": "JSPQ"}},
        "mechanism: no recorded mechanism is called 'JSPQ'; did you mean JSPG?",
    ),
    (
        "find_records",
        {"records": "meetings", "filters": {"mechanims": "JSPG"}},
        "mechanims: there is no such parameter here; did you mean mechanism?",
    ),
    (
        "find_records",
        {"records": "meetings", "filters": {"group_by": "year"}},
        "group_by: it is no filter: it is `by` of count_records.",
    ),
    *(
        (
            name,
            {"records": "trade-stats", "filters": {"sum": "value"}},
            "sum: it adds up groups: call count_records with `by`.",
        )
        for name in ("find_records", "count_records")
    ),
    (
        "count_records",
        {"records": "trade-stats", "by": "year", "filters": {"sum": "value"}},
        "sum: the records have different units, which have no common sum: add unit=USD or unit=count.",
    ),
    (
        "find_records",
        {"records": "meetings", "fields": ["citty"]},
        "fields: these records have no such field; did you mean city?",
    ),
    (
        "count_records",
        {"records": "meetings", "by": "yeer"},
        "by: 'yeer' is not a field that these records can be grouped by; did you mean year?",
    ),
    (
        "trade_series",
        {"indicator": "trade", "filters": {"indicator": "companies"}},
        "indicator: it is given twice, also in filters.",
    ),
    (
        "trade_series",
        {"indicator": "companys"},
        "indicator: 'companys' is not one of the values; did you mean companies?",
    ),
    (
        "get_record",
        {"url": "/meetings/jspg-kz-tr-9"},
        "url: no meeting has that id; did you mean /meetings/jspg-kz-tr-8?",
    ),
    (
        "get_evidence",
        {"url": "/explore/officials/fidann"},
        "url: no official has that id; did you mean /officials/Fidan?",
    ),
    (
        "get_record",
        {"url": "/meeting/jspg-kz-tr-8"},
        "url: it is not the path of a record, such as /meetings/jspg-kz-tr-8; did you mean /meetings/jspg-kz-tr-8?",
    ),
    *(
        (
            "get_record",
            {"url": url},
            "url: it is not the path of a record, such as /meetings/jspg-kz-tr-8; did you mean /officials/ID?",
        )
        for url in ("/officials", "official")
    ),
    (
        "get_record",
        {"url": "http://evil.example/meetings/jspg-kz-tr-8"},
        "url: it is not the path of a record, such as /meetings/jspg-kz-tr-8.",
    ),
    ("find_records", {"records": "meetings", "filters": {"country": None}}, f"country: {NO_VALUE}."),
    ("find_records", {"records": "meetings", "filters": {"country": []}}, f"country: {NO_VALUE}."),
    (
        "count_records",
        {"records": "meetings", "filters": {"q": {"a": 1}, "type": ["visit", None]}},
        f"q: {NO_VALUE}. type: {NO_VALUE}.",
    ),
    *(
        (
            "get_record",
            {"url": f"/meetings/jspg-kz-tr-8?{query}"},
            "url: leave out what follows the ?: as_of and fields are arguments of their own; "
            "did you mean /meetings/jspg-kz-tr-8?",
        )
        for query in ("as_of=20260101000000", "fields=date", "utm_source=x&as_of=", "fields=date#top")
    ),
    ("get_record", {"url": "http://["}, "url: it is not the path of a record, such as /meetings/jspg-kz-tr-8."),
    (
        "get_evidence",
        {"url": "/meetings/jspg-kz-tr-8", "field": "dat"},
        "field: 'dat' is not one of the values; did you mean date?",
    ),
]


def test_a_refusal_names_arguments_of_the_tool(client: TestClient) -> None:
    unknown_names = {}
    for tool in TOOLS:
        names = tool.arguments.model_fields
        for resource in RESOURCES:
            arguments: dict[str, Any] = {"url": f"{resource.path}/{resource.example}", "records": resource.path[1:]}
            arguments |= {"by": "nothing", "filters": {"nothing": 1}}
            try:
                call(client, tool.name, {name: value for name, value in arguments.items() if name in names})
            except Problem as problem:
                parameters = {error.parameter for error in problem.errors}
                unknown_names[tool.name, resource.path] = parameters - {*names, "nothing"}
    assert unknown_names
    assert not any(unknown_names.values()), unknown_names


def test_who_finds_nothing_learns_up_to_when_documents_were_read(client: TestClient) -> None:
    calls: list[tuple[str, dict[str, Any]]] = [
        ("find_records", {"records": "meetings", "filters": {"country": "Japan"}}),
        ("count_records", {"records": "meetings", "filters": {"country": "Japan"}}),
        ("count_records", {"records": "meetings", "by": "year", "filters": {"country": "Japan"}}),
        ("search", {"words": "qqzzx"}),
    ]
    for name, arguments in calls:
        answer = call(client, name, arguments)
        assert (answer["total"], answer["coverage_until"]) == (0, "2026-02-03"), name


def test_an_agent_learns_that_figures_are_in_no_series(client: TestClient) -> None:
    answer = call(client, "trade_series", {"indicator": "production-rank"})
    assert answer["series"] == []
    assert answer["in_no_series"].startswith("2 of find_records trade-stats")
    assert "in_no_series" not in call(client, "trade_series", {"filters": {"unit": "EUR"}})


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("find_records", {"records": "meetings"}),
        ("count_records", {"records": "meetings"}),
        ("count_records", {"records": "meetings", "by": "year"}),
        ("trade_series", {}),
    ],
)
def test_words_that_no_record_has_lead_to_the_nearest_names(
    client: TestClient, name: str, arguments: dict[str, Any]
) -> None:
    def suggestions(words: str) -> list[str]:
        return list(call(client, name, {**arguments, "filters": {"q": words}}).get("suggestions", []))

    assert suggestions("Kazakhstan Tokayv") == ["Tokayev"]
    assert suggestions("Kazakhstan Atlantis") == []


def test_the_two_countries_come_as_a_text_or_a_list(client: TestClient) -> None:
    series = [call(client, "trade_series", {"between": pair}) for pair in ("KZ,TR", ["KZ", "TR"])]
    assert series[0] == series[1]
    assert series[0]["series"]


def test_a_null_is_as_if_the_argument_were_left_out(client: TestClient) -> None:
    examples = {"name": "HLSCC", "words": "Ankara", "records": "meetings", "url": "/meetings/jspg-kz-tr-8"}
    for tool in TOOLS:
        fields = tool.arguments.model_fields
        required_arguments = {name: examples[name] for name, field in fields.items() if field.is_required()}
        assert call(client, tool.name, {**dict.fromkeys(fields), **required_arguments}) == call(
            client, tool.name, required_arguments
        )
        with pytest.raises(Problem) as refusal:
            call(client, tool.name, {**dict.fromkeys(fields), "nothing": 1})
        assert {error.parameter for error in refusal.value.errors} == {*required_arguments, "nothing"}


@pytest.mark.parametrize("url", ["/meetings/jspg-kz-tr-9", "/explore/officials/fidann", "/countries/Turky"])
def test_an_address_that_a_refusal_suggests_is_taken(client: TestClient, url: str) -> None:
    with pytest.raises(Problem) as refusal:
        call(client, "get_record", {"url": url})
    suggestions = refusal.value.errors[0].suggestions
    assert suggestions
    assert all(call(client, "get_record", {"url": suggestion})["url"] for suggestion in suggestions)


@pytest.mark.parametrize(("name", "arguments", "message"), REFUSALS, ids=[row[2] for row in REFUSALS])
def test_a_refusal_names_the_nearest(client: TestClient, name: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(Problem) as refusal:
        call(client, name, arguments)
    assert error_sentence(refusal.value) == message


def test_lists_go_on_by_cursor(client: TestClient) -> None:
    for name, arguments in (
        ("find_records", {"records": "meetings"}),
        ("search", {"words": "Erdogan"}),
        ("get_evidence", {"url": "/meetings/jspg-kz-tr-8"}),
    ):
        first = call(client, name, {**arguments, "limit": 2})
        second = call(client, name, {**arguments, "limit": 2, "cursor": first["next_cursor"]})
        assert call(client, name, {**arguments, "limit": 4})["items"] == first["items"] + second["items"]


def test_a_record_is_found_by_each_of_its_addresses(client: TestClient) -> None:
    path = "/mechanisms/jspg-kz-tr"
    expected = call(client, "get_record", {"url": path})
    assert expected["page"] == f"http://here/explore{path}"
    below = answer(client.app.state, "https://x.example/a", "get_record", {"url": f"https://x.example/a/explore{path}"})  # type: ignore[attr-defined]
    assert json.loads(below)["url"] == path
    for url in (f"http://here{path}", f"http://here/explore{path}?x=1", path[1:], "/mechanisms/JSPG"):
        assert call(client, "get_record", {"url": url}) == expected


def test_every_list_is_found_counted_and_told_in_short(client: TestClient) -> None:
    for resource in RESOURCES:
        answer = call(client, "find_records", {"records": resource.path, "limit": 3})
        assert answer["items"]
        assert answer["total"] == call(client, "count_records", {"records": resource.path})["total"]
        assert all(item["url"] and (item.get("title") or item.get("label")) for item in answer["items"])


def test_a_long_list_of_a_record_is_cut_and_given_whole_by_request() -> None:
    record = {"title": "A", "label": "A", "url": "/x/a", "parts": [*range(25)], "note": None, "sources": []}
    assert compact(record) == {"title": "A", "url": "/x/a", "parts": [*range(20)], "cut": {"parts": 5}}
    assert compact(record, ["parts"]) == {"parts": [*range(25)]}


def test_every_tool_describes_its_arguments_without_needless_words() -> None:
    for tool in TOOLS:
        schema = tool.schema(["meetings"])
        assert schema["properties"].keys() == tool.arguments.model_fields.keys()
        assert not {"title", "default", "anyOf"} & {key for value in schema["properties"].values() for key in value}
