"""``/mcp`` over HTTP: who may use it, what it refuses, and what it keeps."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.web.agents import endpoint
from tests.conftest import SharedDatabases, on_sqlite
from tests.quick_client import QuickClient

pytestmark = on_sqlite

CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "count_records", "arguments": {"records": "meetings"}},
}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def test_a_call_needs_no_session_and_is_not_cached(client: TestClient) -> None:
    answer = client.post("/mcp", json=CALL, headers=ACCEPT)
    assert answer.json()["result"]["content"] == [{"type": "text", "text": '{"total":17}'}]
    assert answer.headers["cache-control"] == "no-store"
    assert "mcp-session-id" not in answer.headers


def test_a_byte_order_mark_before_a_message_is_no_part_of_it(client: TestClient) -> None:
    content = b"\xef\xbb\xbf" + json.dumps(CALL).encode()
    answer = client.post("/mcp", content=content, headers=ACCEPT | {"Content-Type": "application/json"})
    assert answer.json() == client.post("/mcp", json=CALL, headers=ACCEPT).json()


@pytest.mark.parametrize("version", ["2025-03-26", "2025-11-25"])
def test_versions_of_the_protocol(client: TestClient, version: str) -> None:
    answer = client.post("/mcp", json=CALL, headers=ACCEPT | {"MCP-Protocol-Version": version})
    assert answer.status_code == 200


def test_a_notification_is_accepted_without_a_body(client: TestClient) -> None:
    answer = client.post("/mcp", json={"jsonrpc": "2.0", "method": "notifications/initialized"}, headers=ACCEPT)
    assert (answer.status_code, answer.content, "content-type" in answer.headers) == (202, b"", False)


@pytest.mark.parametrize(
    ("method", "options", "status", "detail"),
    [
        ("GET", {}, 405, "this address answers POST, not GET"),
        ("DELETE", {}, 405, "this address answers POST, not DELETE"),
        ("POST", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415, "it cannot be read here"),
        ("POST", {"json": {}}, 422, "it is no request of JSON-RPC 2.0"),
        ("POST", {"json": [CALL]}, 422, "body: it is a batch"),
        ("POST", {"content": "{", "headers": {"Content-Type": "application/json"}}, 422, "body: it is no JSON"),
        ("POST", {"json": CALL | {"x": "y" * 70_000}}, 413, "a body may have 65,536 bytes here"),
        *[("POST", {"json": CALL | {"id": no_id}}, 422, "id: id must be a text") for no_id in (None, True, 1.5, [1])],
        ("POST", {"json": CALL, "headers": {"MCP-Protocol-Version": "1999-01-01"}}, 400, "2025-11-25"),
        ("POST", {"json": CALL, "params": {"x": "1"}}, 422, "x: there is no such parameter here"),
    ],
)
def test_what_is_refused(client: TestClient, method: str, options: dict[str, Any], status: int, detail: str) -> None:
    answer = client.request(method, "/mcp", **options)
    assert (answer.status_code, detail in answer.json()["detail"]) == (status, True), answer.text


@pytest.mark.parametrize(
    ("parameters", "fault"),
    [
        ([], "params must be an object"),
        (None, "params must be an object"),
        ({}, "params.name must be the name of a tool"),
        ({"name": 5}, "params.name must be the name of a tool"),
        ({"name": "search", "arguments": []}, "params.arguments must be an object"),
    ],
)
def test_wrong_parameters_are_named_in_the_answer_to_their_message(
    client: TestClient, parameters: Any, fault: str
) -> None:
    answer = client.post("/mcp", json=CALL | {"params": parameters}, headers=ACCEPT)
    assert (answer.status_code, answer.json()["id"], answer.headers["cache-control"]) == (200, 1, "no-store")
    assert answer.json()["error"]["code"] == -32602
    assert fault in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 200), ("https://here.example", 200), ("https://a.other.example", 200), ("https://evil.example", 403),
     ("null", 403), ("https://[", 403)],
)  # fmt: skip
def test_scripts_of_other_sites_are_refused(databases: SharedDatabases, origin: str | None, status: int) -> None:
    settings = databases.settings("sqlite").model_copy(update={"allowed_hosts": "here.example *.other.example"})
    with QuickClient(create_app(settings)) as client:
        headers = ACCEPT | {"Host": "here.example"} | ({"Origin": origin} if origin else {})
        assert client.post("/mcp", json=CALL, headers=headers).status_code == status
        assert client.post("/mcp", json=CALL, headers=headers | {"Host": "evil.example"}).status_code == 400


def test_the_endpoint_is_off_if_the_operator_turns_it_off(databases: SharedDatabases) -> None:
    with QuickClient(create_app(databases.settings("sqlite").model_copy(update={"mcp": False}))) as client:
        answer = client.post("/mcp", json=CALL, headers=ACCEPT)
        assert (answer.status_code, answer.json()["detail"]) == (404, endpoint.OFF)


def test_without_the_extra_it_says_what_is_lacking(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "find_spec", lambda _name: None)
    answer = client.post("/mcp", json=CALL, headers=ACCEPT)
    assert (answer.status_code, answer.json()["detail"]) == (501, endpoint.LACKING)
