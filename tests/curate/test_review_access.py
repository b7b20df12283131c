"""Who may use the review: tokens, hosts and addresses that work once."""

import pytest
from fastapi.testclient import TestClient

from app.curate.review.access import Tokens
from tests.curate.review_client import ORIGIN, PATH, PORT
from tests.curate.review_desk import DRAFT


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": f"localhost:{PORT}"}, 200),
        ({"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Basic wrong"}, 401),
        ({"Host": f"evil.example:{PORT}"}, 403),
        ({"Host": "127.0.0.1:80"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": f"https://127.0.0.1:{PORT}"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_who_may_read_a_draft(client: TestClient, headers: dict[str, str], status: int) -> None:
    answer = client.get(PATH, headers=headers)
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "set-cookie" not in answer.headers
    if status != 200:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == status


@pytest.mark.parametrize("path", ["/drafts", "/openapi.json", "/names", "/forms/meeting", f"{PATH}/findings"])
def test_all_but_the_page_needs_a_token(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"Authorization": ""}).status_code == 401
    assert client.get(path).status_code == 200


def test_the_page_holds_nothing_of_a_draft(client: TestClient) -> None:
    for path in ("/", "/static/review.js", "/static/review.css"):
        answer = client.get(path, headers={"Authorization": ""})
        assert answer.status_code == 200
        assert DRAFT not in answer.text
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 403


def test_an_address_works_once(client: TestClient, tokens: Tokens) -> None:
    del client.headers["Authorization"]
    one_time = tokens.one_time()
    assert client.get(PATH, headers={"Authorization": f"Bearer {one_time}"}).status_code == 401
    session = client.post("/session", json={"token": one_time}).json()["token"]
    again = client.post("/session", json={"token": one_time})
    assert (again.status_code, again.json()["status"]) == (401, 401)
    client.headers["Authorization"] = f"Bearer {session}"
    assert client.get(PATH).status_code == 200
    address = client.post("/windows").json()["address"]
    assert address.startswith(f"{ORIGIN}/#token=")
    assert client.post("/session", json={"token": address.partition("token=")[2]}).status_code == 200
