"""Statements are compiled once for each query shape, and bound to the values of each query."""

import datetime as dt
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.query import list_statement
from app.query.statement_cache import Days, shape_of, split_values, with_parameters
from app.resources import meetings
from tests.api_requests import Params, ids, statements

DAY = dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ({"country": ["KZ"]}, {"country": ["TR"]}, True),
        ({"country": ["KZ"]}, {"country": ["KZ", "TR"]}, False),
        ({"country": ["KZ"]}, {"city": ["KZ"]}, False),
        ({"happened": Days(DAY, None)}, {"happened": Days(dt.date(2020, 1, 1), None)}, True),
        ({"happened": Days(DAY, None)}, {"happened": Days(None, DAY)}, False),
        ({"updated_since": dt.datetime(2025, 1, 1, tzinfo=dt.UTC)}, {"updated_since": dt.datetime.now(dt.UTC)}, True),
        ({"by_date": True}, {"by_date": False}, False),
    ],
)
def test_form(first: Any, second: Any, is_same: bool) -> None:
    assert (split_values(first)[0] == split_values(second)[0]) is is_same


def test_each_value_has_a_place() -> None:
    criteria = {"country": ["KZ", "TR"], "happened": Days(DAY, None), "match": "possible"}
    _, values = split_values(criteria)
    query = with_parameters(criteria)
    keys = [*(parameter.key for parameter in query["country"]), query["happened"].start.key]
    assert [values[name] for name in keys] == ["KZ", "TR", DAY]
    assert (query["happened"].end, query["match"]) == (None, "possible")


@pytest.mark.parametrize(
    ("params", "other_params"),
    [
        ({"country": "KZ", "date_to": "2024"}, {"country": "TR", "date_to": "2026-02-01"}),
        ({"mechanism": "JSPG", "sort": "date"}, {"mechanism": "OTS", "sort": "date"}),
        ({"q": "Ankara"}, {"q": "joint strategic"}),
        (
            {"updated_since": "2020-01-01"},
            {"updated_since": f"{dt.datetime.now(dt.UTC) + dt.timedelta(hours=12):%Y-%m-%dT%H:%MZ}"},
        ),
        ({"between": "KZ,TR", "limit": "1"}, {"between": "KZ,AZ", "limit": "3"}),
    ],
)
def test_questions_of_one_form_have_one_statement_and_answers_of_their_own(
    client: TestClient, params: Params, other_params: Params
) -> None:
    list_statement._rows.from_cache.cache_clear()
    with statements(client):  # not from an answer that another test left
        first = ids(client, "/meetings", params)
    misses = list_statement._rows.from_cache.cache_info().misses
    with statements(client) as queries:
        second = ids(client, "/meetings", other_params)
        assert ids(client, "/meetings", params) == first
    assert first != second
    assert list_statement._rows.from_cache.cache_info().misses == misses
    assert len({statement for statement, _ in queries if "meetings.body" in statement}) == 1


def test_the_statement_of_a_rare_shape_is_not_cached(client: TestClient) -> None:
    names = [f"document-{number}" for number in range(30)]
    shape, values = shape_of(meetings.MeetingQuery.model_validate({"document": names}), {"document": names})
    assert (shape.cacheable, values) == (False, {})
    before = list_statement._rows.from_cache.cache_info().currsize
    assert ids(client, "/meetings", {"q": "Ankara", "sort": "relevance"})
    assert list_statement._rows.from_cache.cache_info().currsize == before


def test_an_answer_is_of_the_newest_revision_though_an_older_one_is_cached(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker may have loaded a revision: the statement for the rows notices that."""
    app: Any = client.app
    monkeypatch.setattr(app.front, "cache", None)
    paths = (
        "/meetings?mechanism=JSPG",
        "/meetings?mechanism=JSPG&limit=1",
        "/meetings/jspg-kz-tr-8",
        "/meetings?q=zzz",
    )
    answers_before = {path: client.get(path) for path in paths}
    revisions = app.state.revisions
    real = revisions.newest
    for path, before in answers_before.items():
        revisions.newest = real._replace(revision=real.revision - 1)
        after = client.get(path)
        assert (after.json(), after.headers["x-data-revision"]) == (before.json(), before.headers["x-data-revision"])
        assert revisions.newest == real, path


def test_facts_of_an_older_revision_are_not_used(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache has all facts that the query needs, but of an older revision: they are wrong by now."""
    app: Any = client.app
    monkeypatch.setattr(app.front, "cache", None)
    path = "/meetings?country=KZ&limit=3"
    right = client.get(path).json()
    revisions = app.state.revisions
    real = revisions.newest
    older = real._replace(revision=real.revision - 1)
    for (at, question), fact in [(key, fact) for key, fact in revisions._facts.items() if key[0] == real]:
        assert at == real
        revisions.put((older, question), 7 if question[0] == "count" else fact)
    revisions.newest = older
    assert client.get(path).json() == right
