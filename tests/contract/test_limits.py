"""Every request has a bounded cost: few values, few comparisons of names, short answers to mistakes, and Python code
that stops when the time for the answer is over."""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import Any, cast
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.api.error_handlers import MAX_COMPARED_ERRORS
from app.db import names
from app.domain import deadline
from app.domain.nearness import rank_by_similarity
from app.domain.text import NO_VALUE
from app.errors import MAX_ADDRESS_BYTES, MAX_ERRORS, MAX_PARAMETERS
from app.main import RESOURCES, Service
from app.query.near_names import KINDS_WITH_NAMES
from app.query.parameter_types import MAX_PARAMETER_VALUES
from tests.api_requests import described_parameters, first_error, openapi_document, statements
from tests.conftest import on_both, on_postgresql, on_sqlite

pytestmark = on_sqlite

Pairs = list[tuple[str, str]]
EXAMPLES = {"format": "csv", "kind": "not-found", "name": "errors", "revision": "latest", "service": "entity"}
"""Parts of paths besides ids."""


@cache
def addresses() -> dict[str, str]:
    """Each path of the OpenAPI document that takes a query, by an address in which examples replace its parameters."""
    ids = {resource.record_url("{id}"): resource.example for resource in RESOURCES}
    return {
        path.format_map({**EXAMPLES, "id": ids.get(path[: path.find("}") + 1], "jspg-kz-tr")}): path
        for path, methods in openapi_document()["paths"].items()
        if any(parameter["in"] == "query" for parameter in methods["get"].get("parameters", ()))
    }


@cache
def query_parameters(address: str) -> dict[str, Any]:
    """The query parameters of the path of an address."""
    return described_parameters(openapi_document(), addresses()[address])


def repeatable() -> list[tuple[str, str]]:
    return [
        (address, name)
        for address in addresses()
        for name, parameter in query_parameters(address).items()
        if parameter["schema"].get("type") == "array"
    ]


def required_pairs(address: str) -> Pairs:
    return [
        (name, parameter["example"]) for name, parameter in query_parameters(address).items() if parameter["required"]
    ]


# --- values ----------------------------------------------------------------------------------


def is_useless(answer: Response) -> bool:
    """Whether a file refuses a parameter with any value, such as ``include`` of CSV."""
    return "cannot contain it" in answer.text


@pytest.mark.thorough
def test_every_parameter_of_several_values_takes_so_many_and_no_more(client: TestClient) -> None:
    """The greatest number of values is sent once per name, because all lists read parameters of one name with the same
    code."""
    pairs, names = repeatable(), set()
    assert len(pairs) > 150
    for address, name in pairs:
        schema = query_parameters(address)[name]["schema"]
        assert schema["maxItems"] == MAX_PARAMETER_VALUES, (address, name)
        value = (schema["items"].get("enum") or schema.get("examples", [[""]])[0])[0].partition(",")[0]
        pairs_needed = required_pairs(address)
        refusal = client.get(address, params=[*pairs_needed, *[(name, value)] * (MAX_PARAMETER_VALUES + 1)])
        if is_useless(refusal):
            continue
        if name not in names:
            answer = client.get(address, params=[*pairs_needed, *[(name, value)] * MAX_PARAMETER_VALUES])
            assert "at most" not in answer.text, (address, name, answer.text)
        names.add(name)
        errors = refusal.json()["errors"]
        assert (refusal.status_code, [error["parameter"] for error in errors]) == (422, [name]), (address, name)
        assert (
            f"at most {MAX_PARAMETER_VALUES} values and the request has {MAX_PARAMETER_VALUES + 1}"
            in errors[0]["message"]
        )


@pytest.mark.parametrize(("name", "value"), [("fields", "id"), ("include", "evidence"), ("between", "KZ")])
def test_commas_separate_no_more_than_repeats(client: TestClient, name: str, value: str) -> None:
    for address, repeatable_name in repeatable():
        if repeatable_name == name:
            full_answer = client.get(address, params={name: ",".join([value] * MAX_PARAMETER_VALUES)})
            if is_useless(full_answer):
                continue
            assert "at most" not in full_answer.text
            pairs = [[f"{value},{value}"] * 26] if name != "between" else []  # it takes one group
            for values in ([",".join([value] * (MAX_PARAMETER_VALUES + 1))], *pairs):
                answer = client.get(address, params={name: values})
                assert answer.status_code == 422
                assert f"at most {MAX_PARAMETER_VALUES}" in answer.json()["errors"][0]["message"], address


# --- comparisons -----------------------------------------------------------------------------


@contextmanager
def comparisons(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many names each spelling is compared with during the block."""
    name_counts: list[int] = []

    def counting(text: str, values: Any, **options: Any) -> Any:
        if list(values) != [NO_VALUE]:  # a word, not a name
            name_counts.append(len(values))
        return rank_by_similarity(text, values, **options)

    with monkeypatch.context() as patch:
        patch.setattr("app.domain.nearness.rank_by_similarity", counting)
        yield name_counts


def name_parameters() -> list[tuple[str, str]]:
    """Each parameter whose values are names, at the first list, the first file and the first facets that have it."""
    pairs = {
        (name, re.sub(r"^/[\w-]+", "", address)): (address, name)
        for address, name in repeatable()
        if not choices_of(address, name)
    }
    return [*pairs.values()]


def choices_of(address: str, name: str) -> Any:
    schema = query_parameters(address)[name]["schema"]["items"]
    return {"$ref", "anyOf", "enum"} & schema.keys()


def check_suggestions(client: TestClient, name_counts: list[int], address: str, name: str) -> None:
    unknown = [f"x{number}" for number in range(MAX_PARAMETER_VALUES)]
    pairs: Pairs = [(name, ",".join(unknown))] if name == "between" else [(name, value) for value in unknown]
    name_counts.clear()
    answer = client.get(address, params=[*required_pairs(address), *pairs])
    body = answer.json()
    assert (answer.status_code, len(body["errors"])) == (422, MAX_ERRORS), (address, name, answer.text)
    assert body["detail"].endswith(f"And {MAX_PARAMETER_VALUES - MAX_ERRORS} more.")
    assert not any(error["suggestions"] for error in body["errors"][names.MAX_SUGGESTED_VALUES :])
    assert 0 < len(name_counts) <= names.MAX_SUGGESTED_VALUES
    assert max(name_counts) <= names.MAX_COMPARED_NAMES


@pytest.mark.thorough
def test_only_the_first_unknown_names_are_compared(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with comparisons(monkeypatch) as name_counts:
        pairs = name_parameters()
        assert {"country", "official", "mechanism", "between", "document", "record", "city", "topic"} <= {
            name for _, name in pairs
        }
        for address, name in pairs:
            check_suggestions(client, name_counts, address, name)


MISSING = [resource.record_url("nothing-like-it") for resource in RESOURCES if not resource.address]


@on_both
@pytest.mark.parametrize("max_names", [names.MAX_COMPARED_NAMES, 0])
def test_what_is_compared_is_bounded(client: TestClient, monkeypatch: pytest.MonkeyPatch, max_names: int) -> None:
    """Also when there are more names than may be compared: with ``max_names`` of 0, more than none."""
    monkeypatch.setattr("app.db.names.MAX_COMPARED_NAMES", max_names)
    max_count = max_names or 2 * names.NEAR_SPELLINGS * names.MAX_FIRST_WORDS
    state = cast("Service", client.app).state
    state.revisions.clear()
    words = "/resolve?q=Recep+Tayip+Erdogn", "/search?q=nothingx", "/search?q=nothing+like+thisx"
    with comparisons(monkeypatch) as name_counts:
        for url in (*MISSING, *(f"{path}/citation" for path in MISSING), *words, "/coverage?mechanism=nothingx"):
            name_counts.clear()
            with statements(client) as select_statements:
                answer = client.get(url)
            assert answer.status_code in (200, 404, 422)
            texts = 1 + names.MAX_SUGGESTED_VALUES if url == words[-1] else 1
            assert len(name_counts) <= texts * len(KINDS_WITH_NAMES)
            assert all(number <= 4 * max(max_count, 1_000) for number in name_counts), url
            assert len(select_statements) <= 10 * texts * len(KINDS_WITH_NAMES)
    state.revisions.clear()


@on_both
def test_the_nearest_of_many_names_are_found(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.db.names.MAX_COMPARED_NAMES", 0)
    cast("Service", client.app).state.revisions.clear()
    for parameter, value, expected in [
        ("official", "Recep Tayyip Erdoan", "Recep Tayyip Erdoğan"),
        ("official", "Erdogan Recp Tayyip", "Recep Tayyip Erdoğan"),
        ("official", "Xakan Fidan", "Hakan Fidan"),
        ("country", "Kazakstan", "Kazakhstan"),
    ]:
        assert expected in first_error(client, "/meetings", {parameter: value})["suggestions"]
    assert first_error(client, "/evidence", {"record": "jspg-kz-tr-9"})["suggestions"][0] == "jspg-kz-tr-8"
    cast("Service", client.app).state.revisions.clear()


def test_names_are_read_once_a_revision(client: TestClient) -> None:
    with statements(client) as select_statements:
        for number in range(5):
            assert client.get(f"/meetings?official=nobody{number}").status_code == 422
    assert (
        sum("FROM names" in statement and "sorted_words IN" not in statement for statement, _ in select_statements) == 1
    )


# --- answers ---------------------------------------------------------------------------------

TEXT = st.text(max_size=300) | st.text("a'\0\u00e9&%", min_size=500, max_size=2_000)
PATHS = st.sampled_from(
    ["/meetings", "/nothing", "/trade-stats/series", "/coverage", "/livez", "/meetings/x", "/oembed"]
)
NAMES = st.sampled_from(["country", "type", "date", "limit", "fields", "between", "q", "sort", "cursor", "x"]) | TEXT


@pytest.mark.thorough
@on_postgresql
@settings(
    derandomize=True, deadline=None, database=None, max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(PATHS, st.lists(st.tuples(NAMES, TEXT), max_size=60))
@example("/meetings", [("country", str(number)) for number in range(400)])
@example("/meetings", [("country", "x" * 199 + str(number)) for number in range(40)])
@example("/meetings", [("type", "x" * 150)] * 50)
@example("/meetings", [(str(number), "") for number in range(1_500)])
@example("/meetings", [("fields", "\0" * 1_000), ("sort", "'" * 2_000)])
def test_an_answer_to_a_mistake_is_short(client: TestClient, path: str, query: Pairs) -> None:
    query_string = urlencode(query, errors="surrogatepass")
    answer = client.get(f"{path}?{query_string}" if query_string else path)
    if answer.status_code == 200:
        return
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 32_000
    assert answer.json()["status"] == answer.status_code < 500
    assert len(answer.json()["errors"]) <= MAX_ERRORS


@pytest.mark.parametrize(
    "path",
    [
        "/meetings",
        "/meetings.csv",
        "/nothing",
        "/",
        "/docs",
        "/static/site.css",
        "/livez",
        "/timeline.svg",
        "/openapi.json",
    ],
)
def test_a_long_address_is_refused(client: TestClient, path: str) -> None:
    for method in ("GET", "HEAD"):
        answer = client.request(method, f"{path}?country={'x' * MAX_ADDRESS_BYTES}")
        assert answer.status_code == 414
        assert answer.headers["content-type"].startswith("text/html" if path == "/" else "application/problem+json")
        assert len(answer.content) < 6_000
    answer = client.get(f"{path.rstrip('/')}/{'%C3%A9' * (MAX_ADDRESS_BYTES // 6 + 1)}")
    assert answer.status_code == 414
    assert client.get(f"{path}?country={'x' * (MAX_ADDRESS_BYTES - 200)}").status_code != 414

    refusal = client.get(f"{path}?limit=1&{'country=KZ&' * (MAX_PARAMETERS - 1)}")
    assert refusal.status_code == (200 if path == "/livez" else 422)
    if path not in ("/", "/livez"):
        message = f"the query has {MAX_PARAMETERS + 1} parameters: send at most {MAX_PARAMETERS}, and 50 of one name"
        assert [(error["parameter"], error["message"]) for error in refusal.json()["errors"]] == [("country", message)]
    answer = client.get(f"{path}?{'&'.join(['country=KZ'] * MAX_PARAMETERS)}")
    assert f"send at most {MAX_PARAMETERS}" not in answer.text
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    assert client.options(f"{path}?{'&' * MAX_PARAMETERS}", headers=headers).status_code == 200


def test_a_few_unknown_parameters_get_suggestions(client: TestClient) -> None:
    limit = MAX_COMPARED_ERRORS
    names = {f"countr{number}": "KZ" for number in range(limit + 2)}
    errors = client.get("/meetings", params={"limit": "x", "date": "y", **names}).json()["errors"]
    unknown = [error for error in errors if error["parameter"] in names]
    assert [bool(error["suggestions"]) for error in unknown] == [True] * limit + [False] * 2
    assert {error["message"] for error in unknown} == {"there is no such parameter here"}


# --- time ------------------------------------------------------------------------------------


def test_a_deadline_holds_for_what_is_called() -> None:
    deadline.check()
    with deadline.within(1_000) as outer:
        with deadline.within(2_000) as inner:
            assert inner is outer
        with deadline.within(0) as inner:
            time.sleep(0.001)
            with pytest.raises(deadline.DeadlineError):
                deadline.check()
        deadline.check()
        assert list(deadline.check_each("abc")) == ["a", "b", "c"]
        outer.end()
        with pytest.raises(deadline.DeadlineError):
            list(deadline.check_each("abc"))
    deadline.check()


def test_a_loop_looks_at_the_time_as_often_as_it_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop with slow steps checks the time at each step, and one with fast steps hardly ever."""
    clock, looks = 0.0, 0

    def look() -> None:
        nonlocal looks
        looks += 1

    monkeypatch.setattr(deadline, "check", look)
    monkeypatch.setattr(time, "monotonic", lambda: clock)
    for _ in deadline.check_each(range(100)):
        clock += deadline.CHECKED_SECONDS
    assert looks == 100
    assert list(deadline.check_each(range(100))) == [*range(100)]
    assert looks == 101


@pytest.mark.parametrize("number", [0, 1, 999, 1000, 1001, 3500])
def test_a_sort_with_looks_at_the_time_is_a_sort(number: int) -> None:
    items = [(at * 7919 % 101, at) for at in range(number)]
    assert list(deadline.sort_each(items, lambda item: item[0])) == sorted(items, key=lambda item: item[0])


WHOLE = {"/coverage": 3, "/meetings?group_by=official": 5, "/meetings/facets?group_by=mechanism,year": 5}
"""Answers without pages, and how often they handle each of their items."""


@pytest.mark.parametrize("url", WHOLE)
def test_an_answer_without_pages_looks_at_the_time_for_each_item(
    client: TestClient, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that other requests proceed meanwhile, however many items there are."""
    monkeypatch.setattr(deadline, "CHECKED_SECONDS", 0)
    look, looks = deadline.check, 0

    def check() -> None:
        nonlocal looks
        looks += 1
        look()

    monkeypatch.setattr(deadline, "check", check)
    with statements(client):
        items = client.get(url).json()["items"]
    assert looks >= WHOLE[url] * len(items)


@pytest.fixture
def client_without_time(client: TestClient) -> Iterator[TestClient]:
    """A client of a service that has no time to answer."""
    app = cast("Service", client.app)
    seconds, cache = app.answer_seconds, app.front.cache
    app.answer_seconds, app.front.cache = -1, None
    yield client
    app.answer_seconds, app.front.cache = seconds, cache


@on_both
def test_an_answer_without_time_is_given_up(client_without_time: TestClient) -> None:
    answer_count = 0
    for address in addresses():
        if address.endswith((".csv", ".ics")):  # files take what they need
            continue
        answer = client_without_time.get(address, params=dict(required_pairs(address)))
        if answer.status_code != 422 and not address.startswith(("/livez", "/problems", "/guide")):
            answer_count += 1
            body = answer.json()
            assert (answer.status_code, body["type"]) == (503, "/problems/unavailable"), address
            assert answer.headers["retry-after"] == "5"
            assert "too long" in body["detail"]
    assert answer_count > 40
    assert client_without_time.get("/livez").status_code == 200


LOOPS = [
    "/meetings?group_by=country", "/meetings?group_by=month", "/meetings?include=evidence", "/meetings?fields=id",
    "/meetings?include=documents", "/coverage", "/trade-stats/series", "/trade-stats/chart.svg", "/timeline.svg",
    "/embed/trade", "/resolve?q=turkiye", "/search?q=nothingx",
]  # fmt: skip


@pytest.mark.parametrize("url", LOOPS)
def test_work_in_python_ends_in_time_too(client: TestClient, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time ends while Python makes the answer, not while the database works."""
    look, looks = deadline.check, 0

    def check() -> None:
        nonlocal looks
        caller = cast("FrameType", sys._getframe().f_back).f_code
        if not caller.co_filename.endswith("app/db/engine.py"):
            looks += 1
            deadline.current_deadline().end()
        look()

    monkeypatch.setattr("app.domain.deadline.check", check)
    with statements(client):
        answer = client.get(url)
    assert looks == 1
    assert (answer.status_code, answer.headers.get("retry-after")) == (503, "5")
