"""The Python clients to install, on a live server and with made-up answers. Both of them cover the whole API."""

import asyncio
import json
import re
import typing
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from inspect import signature
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from communique_client import (
    AmbiguousError,
    AsyncCommunique,
    Communique,
    CommuniqueError,
    InvalidParameterError,
    NotFoundError,
    ProblemError,
    UnavailableError,
    UnreachableError,
    WithdrawnError,
    _connections,
    queries,
    records,
)
from communique_client._connections import Connection
from communique_client._exchange import Answer, Cache, parameters

from app.main import RESOURCES
from clients.breaking import RELEASE
from clients.generate import PYTHON, TYPESCRIPT
from clients.interface import Interface
from tests.conftest import on_sqlite

README = (PYTHON.parent / "README.md").read_text("utf-8")
URL = "https://events.example/prefix"
PAGE = {"items": [{"id": "a"}], "total": 1, "next_cursor": None, "coverage_until": None}
RELEASED_API = Interface(json.loads(RELEASE.read_text("utf-8")))
Handler = Callable[[httpx.Request], httpx.Response]


def client(handler: Handler, **options: Any) -> Communique:
    return Communique(URL, transport=httpx.MockTransport(handler), **options)


# --- retries -------------------------------------------------------------------------------


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that clients would wait. Only the module of the clients is patched, because servers of other tests
    sleep too."""
    result: list[float] = []

    async def sleep(seconds: float) -> None:
        result.append(seconds)

    monkeypatch.setattr(_connections, "time", SimpleNamespace(sleep=result.append))
    monkeypatch.setattr(_connections, "asyncio", SimpleNamespace(sleep=sleep))
    return result


def replies(*answers: int | tuple[int, str] | None) -> tuple[Handler, list[httpx.Request]]:
    """A handler that gives one answer after the other, and repeats the last: a status with a Retry-After, or no
    answer."""
    requests: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        answer = answers[min(len(requests), len(answers)) - 1]
        if answer is None:
            raise httpx.ConnectError("refused", request=request)
        status, after = answer if isinstance(answer, tuple) else (answer, None)
        return httpx.Response(status, json=PAGE, headers={"Retry-After": after} if after else {})

    return handle, requests


@pytest.mark.parametrize(
    ("answers", "expected_waits"),
    [
        ((503, 200), [0.5]),
        ((None, 502, 504, 200), [0.5, 1, 2]),
        (((503, "7"), (429, "0"), 200), [7, 0]),
        (((503, "no time"), 200), [0.5]),
    ],
)
def test_a_client_asks_again(waits: list[float], answers: Any, expected_waits: list[float]) -> None:
    handle, requests = replies(*answers)
    assert list(client(handle).meetings.list()) == PAGE["items"]
    assert len(requests) == len(answers)
    assert all(longest / 2 <= wait <= longest for wait, longest in zip(waits, expected_waits, strict=True))
    waits.clear()
    handle, _ = replies(*answers)

    async def ask() -> list[Any]:
        async with AsyncCommunique(URL, transport=httpx.MockTransport(handle)) as api:
            return [record async for record in api.meetings.list()]

    assert asyncio.run(ask()) == PAGE["items"]
    assert len(waits) == len(expected_waits)


def test_a_client_waits_until_the_date_of_retry_after(waits: list[float]) -> None:
    handle, _ = replies((503, format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)), 200)
    client(handle).meetings.list().page()
    assert 25 < waits[0] <= 30


@pytest.mark.parametrize(
    ("answer", "error", "count"),
    [
        (503, UnavailableError, 5),
        ((503, "61"), UnavailableError, 1),
        (None, UnreachableError, 5),
        (500, ProblemError, 1),
    ],
)
def test_a_client_gives_up(waits: list[float], answer: Any, error: type[CommuniqueError], count: int) -> None:
    handle, requests = replies(answer)
    with pytest.raises(error) as failure:
        client(handle).meetings.list().page()
    assert (len(requests), len(waits)) == (count, count - 1)
    if isinstance(answer, tuple):
        assert isinstance(failure.value, ProblemError)
        assert failure.value.retry_after == 61


# --- errors, parameters, cache -------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (300, AmbiguousError),
        (404, NotFoundError),
        (410, WithdrawnError),
        (422, InvalidParameterError),
        (414, ProblemError),
    ],
)
def test_error_has_parameter_and_suggestions(status: int, error: type[ProblemError]) -> None:
    mistake = {"parameter": "mechanism", "value": "JSPQ", "message": "none", "suggestions": ["JSPG"]}
    body = {"title": "A title", "detail": "did you mean JSPG?", "errors": [mistake]}
    with pytest.raises(error, match=r"^did you mean JSPG\?$") as failure:
        client(lambda _: httpx.Response(status, json=body)).meetings.get("x")
    assert (failure.value.status, failure.value.parameter, failure.value.suggestions) == (
        status,
        "mechanism",
        ("JSPG",),
    )


def test_error_of_a_proxy_is_a_problem_too(waits: list[float]) -> None:
    with pytest.raises(UnavailableError, match="answers with status 502 Bad Gateway") as failure:
        client(lambda _: httpx.Response(502, text="<h1>Bad gateway</h1>"), retries=0).meetings.list().page()
    assert (failure.value.parameter, failure.value.suggestions, waits) == (None, (), [])


@pytest.mark.parametrize(
    ("query", "query_string"),
    [
        ({"mechanism": ["JSPG", "CSTO"], "city": None}, "mechanism=JSPG&mechanism=CSTO"),
        ({"with_": "Fidan", "overdue": True, "limit": 5}, "with=Fidan&overdue=true&limit=5"),
        ({"date_from": date(2025, 7, 1), "group_by": ("year", "type")}, "date_from=2025-07-01&group_by=year%2Ctype"),
        ({}, ""),
    ],
)
def test_parameters(query: dict[str, Any], query_string: str) -> None:
    assert str(parameters(query)) == query_string


def test_path_has_the_prefix_and_no_more_parts_than_it_should() -> None:
    urls: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        urls.append(str(request.url))
        return httpx.Response(200, json=PAGE)

    api = client(handle)
    api.meetings.get("a/b?c")
    api.records("/changes", since="2026").page()
    assert urls == [f"{URL}/meetings/a%2Fb%3Fc", f"{URL}/changes?since=2026"]


def test_answer_is_sent_once_until_it_changes() -> None:
    etag = ['"1"']
    statuses: list[int] = []

    def handle(request: httpx.Request) -> httpx.Response:
        status = 304 if request.headers.get("If-None-Match") == etag[0] else 200
        statuses.append(status)
        return httpx.Response(status, json=PAGE if status == 200 else None, headers={"ETag": etag[0]})

    api = client(handle)
    first = api.meetings.list().page()
    first.items[0]["id"] = "changed by the caller"
    assert api.meetings.list().page().items == PAGE["items"]
    etag[0] = '"2"'
    assert api.meetings.list().page().total == 1
    api.meetings.list(limit=1).page()
    assert statuses == [200, 304, 200, 200]


def test_cache_is_bounded() -> None:
    cache = Cache(100)
    for number in range(5):
        cache.put(f"/{number}", Answer(b"x" * 40, '"1"', None))
        assert cache.get("/0")
    assert [cache.get(f"/{number}") is not None for number in range(5)] == [True, False, False, False, True]
    cache.put("/0", Answer(b"x" * 101, '"1"', None))
    assert cache.get("/0") is None


# --- on a live server ----------------------------------------------------------------------


@on_sqlite
def test_lists_are_read_whole(service_url: str) -> None:
    with Communique(service_url) as api:
        body = httpx.get(f"{service_url}/timeline?between=KZ,TR&limit=1000&fields=id").json()
        pages = list(api.timeline.list(between=["KZ", "TR"], limit=5).pages())
        assert [len(page.items) for page in pages[:-1]] == [5] * (len(pages) - 1)
        ids = [record["id"] for page in pages for record in page.items]
        assert ids == [record["id"] for record in body["items"]]
        assert {page.total for page in pages} == {len(ids)}
        for result in results(api):
            if result.path not in ("/resolve", "/search") and "%7Bid%7D" not in result.path:
                assert list(result), result
        first = api.meetings.list(mechanism="JSPG").first()
        assert first is not None
        assert api.meetings.get(first["id"])["title"] == first["title"]

    async def read_ids() -> list[str]:
        async with AsyncCommunique(service_url) as api:
            return [record["id"] async for record in api.timeline.list(between="KZ,TR", limit=5)]

    assert asyncio.run(read_ids()) == ids


@on_sqlite
def test_frame_has_types(service_url: str) -> None:
    with Communique(service_url) as api:
        frame = api.trade_stats.list().frame()
        countries = api.countries.list().frame()
    assert (str(frame["date_end"].dtype), str(frame["value"].dtype)) == ("datetime64[s]", "float64")
    assert "mechanism_id" in frame.columns
    assert "mechanism" not in frame.columns
    assert {"004", "008"} <= set(countries["numeric"])


@on_sqlite
def test_readme_runs(service_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    values: dict[str, Any] = {}
    exec(code.replace("http://127.0.0.1:8000", service_url), values)
    output = capsys.readouterr().out
    assert "2026-02-02 Ankara Eighth meeting" in output
    assert "did you mean JSPG? mechanism ('JSPG',)" in output
    assert values["trade"]["value"].max() > 1_000_000_000
    assert values["copy"]["meeting", "jspg-kz-tr-8"]["session"] == 8
    assert values["page"].until == values["page"].revision
    assert values["calendar"].startswith(b"BEGIN:VCALENDAR")


# --- the whole API -------------------------------------------------------------------------

RENEW = "run python -m clients.generate"


def test_clients_have_every_resource_and_released_list() -> None:
    lists = {resource.path for resource in RESOURCES} | {item.path for item in RELEASED_API.lists}
    typescript = (TYPESCRIPT / "resources.ts").read_text("utf-8")
    paths = re.findall(r"""["`](/[^"`]+)["`]""", typescript.replace("${encodeURIComponent(id)}", "{id}"))
    assert lists - set(paths) == set(), RENEW
    assert lists - {unquote(result.path) for result in results(Communique(URL))} == set(), RENEW
    assert lists - {unquote(result.path) for result in results(AsyncCommunique(URL))} == set(), RENEW


def results(api: Any) -> Iterator[Any]:
    """The results of all methods of a client that return lists."""
    for name in sorted(public(type(api)) - public(Connection)):
        value = getattr(api, name)
        methods = sorted(public(type(value)) - {"citation", "count", "get", "path"})
        for method in [value] if callable(value) else [getattr(value, method_name) for method_name in methods]:
            yield method(*["{id}"] * ("id" in signature(method).parameters))


def public(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")}


def test_clients_have_what_the_released_api_has() -> None:
    types = (TYPESCRIPT / "types.ts").read_text("utf-8")
    interfaces = dict(re.findall(r"^export interface (\w+) [^{]*\{\n(.*?)^\}", types, re.MULTILINE | re.DOTALL))
    missing = []
    for name, fields in release_fields():
        module = queries if name.endswith(("Filters", "Query")) else records
        python = {key.rstrip("_") for key in typing.get_type_hints(getattr(module, name, object))}
        typescript = set(re.findall(r"^  (\w+)\??:", interfaces.get(name, ""), re.MULTILINE))
        missing += [f"{name}.{field}" for field in fields if field not in python or field not in typescript]
    assert missing == [], RENEW


def release_fields() -> list[tuple[str, list[str]]]:
    """The fields of each record, and the parameters of each list."""
    pairs = [(model.name, model.fields) for model in RELEASED_API.models]
    pairs += [(f"{item.name}Filters", item.filters) for item in RELEASED_API.lists if item.filters]
    pairs += [(f"{item.name}Query", item.order) for item in RELEASED_API.lists if item.order]
    return [(name, [field.name for field in fields]) for name, fields in pairs]


def test_controlled_values_of_records_are_open() -> None:
    assert typing.get_type_hints(records.Meeting)["type"] is str
    assert typing.get_type_hints(records.Meeting)["status"] is str
