"""Routes that bypass FastAPI's own handler answer as it does, and leave their failures to FastAPI."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from fastapi import FastAPI, Response
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.query_route import LateRoute, QueryRouter, first_part
from app.errors import Problem
from app.main import create_app
from app.resources import routes
from app.settings import Settings
from tests.api_requests import first_error
from tests.conftest import on_sqlite

pytestmark = on_sqlite

PATH = "/meetings?mechanism=JSPG"


def test_what_goes_wrong_is_not_done_twice(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fails(*arguments: Any) -> None:
        calls.append(arguments)
        raise Problem("unavailable", detail="not now")

    monkeypatch.setattr(routes, "list_or_file", fails)
    answer = client.get("/meetings?type=summit")
    assert (answer.status_code, answer.json()["detail"], len(calls)) == (503, "not now", 1)


@pytest.mark.thorough
def test_a_fault_is_told_and_logged(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(routes, "list_or_file", fails)
    answer = client.get("/meetings?type=visit")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal-error")
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://dashboard.example"}])
def test_any_site_may_read_any_answer(client: TestClient, headers: dict[str, str]) -> None:
    for path, status in ((PATH, 200), ("/meetings/jspg-kz-tr-8", 200), ("/meetings?mechanism=JSPQ", 422), ("/x", 404)):
        answer = client.get(path, headers=headers)
        assert answer.status_code == status
        assert answer.headers.get_list("access-control-allow-origin") == ["*"]
        assert "X-Total-Count" in answer.headers["access-control-expose-headers"]


def test_a_script_may_ask_beforehand(client: TestClient) -> None:
    preflight = {"Origin": "https://x.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(PATH, headers={**preflight, "Access-Control-Request-Headers": "X-Data-Revision"})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-headers"] == "X-Data-Revision"
    assert client.options(PATH, headers={**preflight, "Access-Control-Request-Method": "PUT"}).status_code == 400


def test_behind_a_prefix(client: TestClient) -> None:
    """A proxy that reports a prefix may leave it in the path."""
    below = TestClient(client.app, root_path="/api")
    assert below.get("/api" + PATH).json() == client.get(PATH).json()
    assert first_error(below, "/api/meetings?mechanism=JSPQ")["suggestions"][0] == "JSPG"


def test_other_methods_are_refused(client: TestClient) -> None:
    assert client.post("/meetings").status_code == 405
    assert client.head(PATH).headers["etag"] == client.get(PATH).headers["etag"]


@pytest.mark.parametrize("path", ["/meetings?limit=1", "/meetings/jspg-kz-tr-8", "/", "/livez", "/meetings.csv"])
def test_middleware_sees_every_answer_and_every_failure(seed_database: Settings, path: str) -> None:
    """As in any FastAPI application, an operator's middleware can count answers, and a tracer's see exceptions."""
    events: list[str] = []

    class Observer:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await self.app(scope, receive, send)
                return
            try:
                await self.app(scope, receive, send)
            except Exception as error:
                events.append(type(error).__name__)
                raise
            events.append(scope["route"].path)

    app = create_app(seed_database.model_copy(update={"cache_bytes": 0}))
    app.add_middleware(Observer)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get(path).status_code == 200
        assert len(events) == 1
        assert client.get("/meetings?mechanism=JSPQ").status_code == 422
        assert events[1:] == ["/meetings"]


@pytest.mark.thorough
def test_a_failure_reaches_middleware_as_it_was_raised(
    seed_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[str] = []

    class Observer:
        def __init__(self, app: ASGIApp) -> None:
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            try:
                await self.app(scope, receive, send)
            except Exception as error:
                failures.append(str(error))
                raise

    def fails(*_: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(routes, "list_or_file", fails)
    app = create_app(seed_database)
    app.add_middleware(Observer)
    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/meetings?type=visit").status_code == 500
    assert failures == ["broken"]


def empty_response() -> Response:
    return Response()


def test_a_request_completes_the_routes_of_its_own_part_alone() -> None:
    """Decision 015."""
    app = FastAPI(openapi_url=None)
    app.router = QueryRouter(route_class=LateRoute, redirect_slashes=False)
    for path in ("/", "/meetings", "/meetings.{format}", "/meetings/{id}", "/officials", "/missions"):
        app.add_api_route(path, empty_response)
    client, parts = TestClient(app), set()
    for method, path, status in (
        ("GET", "/none", 404),
        ("GET", "/none/", 404),
        ("GET", "/meetings.csv", 200),
        ("HEAD", "/meetings", 405),
        ("GET", "/missions/", 307),
    ):
        assert client.request(method, path, follow_redirects=False).status_code == status
        parts |= {path.split(".")[0].strip("/")} - {"none"}
        assert {first_part(vars(route)["path"]) for route in app.router.routes if "app" in vars(route)} == parts


def test_a_route_is_completed_once_for_all_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them sees a part of it."""
    calls, make, at_once = [], APIRoute.__init__, Barrier(8)

    def init_and_count(*arguments: Any, **options: Any) -> None:
        calls.append(arguments)
        make(*arguments, **options)

    monkeypatch.setattr(APIRoute, "__init__", init_and_count)
    route = LateRoute("/names", empty_response, response_model=lambda: list[str])

    def read_route(_: int) -> tuple[Any, ...]:
        at_once.wait(10)
        return route.dependant, route.path_regex, route.response_model

    with ThreadPoolExecutor(8) as threads:
        route_states = list(threads.map(read_route, range(8)))
    assert len(calls) == 1
    assert route_states == [(route.dependant, route.path_regex, list[str])] * 8
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = route.no_such_name
    assert len(calls) == 1
