"""What is answered directly is answered as by FastAPI, which is left what goes wrong."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.errors import Problem
from app.resources import routes
from tests.api_requests import refused

PATH = "/meetings?mechanism=JSPG"


def test_what_goes_wrong_is_not_done_twice(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    called = []

    def fails(*arguments: Any) -> None:
        called.append(arguments)
        raise Problem("unavailable", detail="not now")

    monkeypatch.setattr(routes, "page", fails)
    answer = client.get("/meetings?type=summit")
    assert (answer.status_code, answer.json()["detail"], len(called)) == (503, "not now", 1)


def test_a_fault_is_told_and_logged(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(routes, "page", fails)
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
    asked = {"Origin": "https://x.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(PATH, headers={**asked, "Access-Control-Request-Headers": "X-Data-Revision"})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-headers"] == "X-Data-Revision"
    assert client.options(PATH, headers={**asked, "Access-Control-Request-Method": "PUT"}).status_code == 400


def test_behind_a_prefix(client: TestClient) -> None:
    """A proxy may leave the prefix in the path, of which it has told."""
    below = TestClient(client.app, root_path="/api")
    assert below.get("/api" + PATH).json() == client.get(PATH).json()
    assert refused(below, "/api/meetings?mechanism=JSPQ")["suggestions"][0] == "JSPG"


def test_other_methods_are_refused(client: TestClient) -> None:
    assert client.post("/meetings").status_code == 405
    assert client.head(PATH).headers["etag"] == client.get(PATH).headers["etag"]
