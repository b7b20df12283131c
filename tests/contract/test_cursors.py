"""Cursors, on every list: a broken cursor, one of another query, or one with values of other types is refused."""

import base64
import json
import math
import re
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.json_text import json_text
from app.query import cursor as cursors
from tests.api_requests import (
    ABOUT,
    LISTS,
    ask,
    every_list,
    first_error,
    parameters,
    required_parameters,
    sample,
    sorts,
    statements,
)
from tests.conftest import on_postgresql, on_sqlite


def encode(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def decode(cursor: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(cursor + "=="))


@cache
def cursor_of(client: TestClient, path: str, name: str, value: str) -> str:
    """The cursor after the first record of a query; empty if there is no second record."""
    return ask(client, path, {"limit": "1", name: value})["next_cursor"] or ""


@on_postgresql
@every_list
def test_a_broken_cursor_is_refused(client: TestClient, path: str) -> None:
    cursor = sample(client, path, "cursor")
    mark, key, last = decode(cursor)
    cursors = ["", cursor[:-5], cursor[: len(cursor) // 2], cursor[1:], cursor + "AAAA", cursor + "\0", "%", "ж", "\0"]
    cursors += ["abcd", "AAAA" * 400, cursor * 100, base64.b64encode(bytes(range(256))).decode()]
    contents: list[Any] = [{}, None, 1, "abc", [], [mark], [mark, key], [mark, key, last, 1]]
    contents += [[None, key, last], [1, key, last], ["", key, last], [mark, key, None], [mark, key, 1]]
    contents += [[mark, key, True], [mark, key, [last]], [mark, key, "a\0"], [mark, key, "\ud800"]]
    cursors += [encode(content) for content in contents]
    for cursor in cursors:
        assert first_error(client, path, {"limit": "1", "cursor": cursor})["parameter"] == "cursor", cursor


@on_sqlite
@every_list
def test_a_cursor_of_another_question_is_refused(client: TestClient, path: str) -> None:
    """A cursor of another list, of the same list in another order, or of the same list with another filter."""
    foreign = [cursor_of(client, list_path, "country", "KZ") for list_path in LISTS if list_path != path]
    for cursor in filter(None, foreign):
        error = first_error(client, path, {"country": "KZ", "limit": "1", "cursor": cursor})
        assert "another query" in error["message"]
    cursors = [cursor_of(client, path, "sort", sort) for sort in sorts(client, path)]
    for cursor in [*cursors, cursor_of(client, path, "published_from", "2020")]:
        error = first_error(client, path, {"published_from": "2021", "cursor": cursor})
        assert not cursor or "another query" in error["message"]
    for cursor, sort in zip(cursors, [*sorts(client, path)[1:], sorts(client, path)[0]], strict=True):
        assert "another query" in first_error(client, path, {"sort": sort, "limit": "1", "cursor": cursor})["message"]


@every_list
def test_a_cursor_with_a_key_of_another_type_is_refused(client: TestClient, path: str) -> None:
    for sort in sorts(client, path)[::2]:
        params = {"limit": "1", "sort": sort}
        mark, key, last = decode(ask(client, path, params)["next_cursor"])
        text = isinstance(key, str)
        keys = [[], True, math.nan, math.inf, 10**400, "\ud800", "a\0"]
        keys += [1, 1.5] if text else ["1", "x"]
        keys += ["9999-99-99", ""] if sort in ("date", "due") else []
        for other_key in keys:
            error = first_error(client, path, {**params, "cursor": encode([mark, other_key, last])})
            assert error["parameter"] == "cursor", f"{sort} {other_key!r}"
        for other_key in (None, *(["x" * 900] if text else [10**30, 2**40])):
            status = client.get(path, params={**params, "cursor": encode([mark, other_key, last])}).status_code
            assert status in (200, 422), f"{sort} {other_key!r}"


JSON = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers(), max_size=2)


@settings(max_examples=50, deadline=None)
@given(text=st.text(), key=JSON, last=JSON)
def test_no_cursor_is_an_internal_error(client: TestClient, text: str, key: Any, last: Any) -> None:
    assert first_error(client, "/meetings", {"cursor": text})["parameter"] == "cursor"
    for path, sort in [("/meetings", "session"), ("/trade-stats", "value")]:
        cursor = encode([decode(cursor_of(client, path, "sort", sort))[0], key, last])
        answer = client.get(path, params={"sort": sort, "limit": "1", "cursor": cursor})
        assert answer.status_code in (200, 422)


PATHS_OF_CURSORS = [*LISTS, *ABOUT, "/changes", "/search", "/trade-stats/series"]


@on_sqlite
@pytest.mark.parametrize("path", PATHS_OF_CURSORS)
def test_a_cursor_depends_on_no_name_of_the_code(
    client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its digest is made of has names and values that clients know, so a class may get another name."""
    texts: list[str] = []

    def note(value: Any) -> str:
        texts.append(json_text(value))
        return texts[-1]

    monkeypatch.setattr(cursors, "json_text", note)
    names = parameters(client, path).keys() - {*cursors.PRESENTATION, "group_by", "sum"}
    required_values = {"q": "Ankara"} if path == "/search" else {}
    with statements(client):
        for name in names:
            query = {
                "limit": "2",
                **required_values,
                **required_parameters(path, name),
                name: sample(client, path, name),
            }
            client.get(path, params=query)
    assert len(texts) >= len(names)
    assert not [text for text in texts if re.search(r"[A-Z]\w+\(|<\w", text)]
