"""Which work of the service is short and which is long, and that no work is left out."""

from time import sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain import precedence
from app.domain.precedence import Precedence, Work
from app.resources import routes
from tests.conftest import on_sqlite

pytestmark = on_sqlite

ANSWERS = [
    ("/meetings?mechanism=JSPG", 200),
    ("/meetings/jspg-kz-tr-8", 200),
    ("/explore/trade", 200),
    ("/meetings/nobody", 404),
    ("/meetings?mechanism=nobody", 422),
    ("/meetings?limit=x", 422),
    ("/trade-stats/series?indicator=trade", 200),
    ("/meetings.csv", 200),
    ("/meetings.xlsx", 200),
    ("/meetings.xlsx?mechanism=nobody", 422),
]


@pytest.fixture
def order(client: TestClient) -> Precedence:
    precedence: Precedence = client.app.state.precedence  # type: ignore[attr-defined]
    return precedence


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_all_that_begins_ends(client: TestClient, order: Precedence, path: str, status: int) -> None:
    assert client.get(path).status_code == status
    sleep(precedence.LULL)
    for _ in range(3000):  # the thread of a file ends a moment after its last byte
        if order._running is None:
            break
        sleep(0.01)
    assert (order.has_short, len(order._line), order._running) == (False, 0, None)


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_an_answer_that_hangs_stops_nothing(
    client: TestClient, order: Precedence, monkeypatch: pytest.MonkeyPatch, path: str, status: int
) -> None:
    """All work may be long at once."""
    monkeypatch.setattr(precedence, "SHORT_SECONDS", 0)
    monkeypatch.setattr(precedence, "SLICE", 0)
    hanging = Work(order, short=True)
    order.begin(hanging)
    try:
        assert client.get(path).status_code == status
    finally:
        hanging.end()


@pytest.mark.thorough
def test_a_fault_ends_too(client: TestClient, order: Precedence, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(routes, "list_or_file", fails)
    assert client.get("/meetings?type=visit").status_code == 500
    assert not order.has_short


@pytest.mark.parametrize(
    ("path", "short"), [("/meetings?mechanism=JSPG&limit=7", [True]), ("/meetings.xlsx", [True, False])]
)
def test_an_answer_is_short_and_a_file_is_long(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str, short: list[bool]
) -> None:
    """The route of a file is an answer, which hands the file to a thread for files."""
    starts: list[bool] = []
    begin = Work.__init__

    def note(work: Work, order: Precedence, *, short: bool) -> None:
        starts.append(short)
        begin(work, order, short=short)

    monkeypatch.setattr(Work, "__init__", note)
    client.app.state.spool.clear()  # type: ignore[attr-defined]
    assert client.get(path).status_code == 200
    assert starts == short
