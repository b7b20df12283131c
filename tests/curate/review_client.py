"""Changes of the example draft through the API of the review, and the cards of the answers."""

from typing import Any

from fastapi.testclient import TestClient

from tests.curate.review_desk import DRAFT

PORT = 8017
ORIGIN = f"http://127.0.0.1:{PORT}"
PATH = f"/drafts/{DRAFT}"


def change(client: TestClient, method: str, path: str, body: Any = None, version: int = 0) -> Any:
    answer = client.request(method, PATH + path, json=body, headers={"If-Match": f'"{version}"'})
    assert answer.status_code in (200, 201), answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["version"]}"'
    return answer.json()


def card(view: Any, number: int) -> Any:
    return next(card for card in view["cards"] if card["number"] == number)


def field(view: Any, number: int, name: str) -> Any:
    return next(field for field in card(view, number)["fields"] if field["name"] == name)
