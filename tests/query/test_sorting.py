"""Names and titles are sorted as people sort them, the same on every database."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import insert

from app.db.engine import make_engine
from app.db.tables import Official
from app.domain.text import MAX_KEY_LENGTH, sort_key
from app.main import create_app
from app.settings import Settings
from tests.api_requests import LISTS, ask, first_error, ids, sorts
from tests.conftest import on_sqlite
from tests.contract.test_cursors import decode, encode

IN_ORDER = [
    "Åland", "Ali", "Álvarez", "Çelik", "Dağ", "de Gaulle", "Erdoğan", "Èze", "Fidan", "ılgaz", "İnce", "Ivanov",
    "Łukasz", "Oman", "Ömer", "Osman", "Øystein", "Şahin", "Тоқаев", "Ünal", "Zeki", "Žižek",
]  # fmt: skip
NAMES = st.text(min_size=1, max_size=MAX_KEY_LENGTH)


def test_people_find_a_name_where_they_look_for_it() -> None:
    names = random.Random(5).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(names, key=sort_key) == IN_ORDER


@hypothesis_settings(derandomize=True, deadline=None, database=None)
@given(NAMES)
def test_a_key_is_plain_short_and_its_own_key(name: str) -> None:
    key = sort_key(name)
    assert key.isascii()
    assert len(key) <= MAX_KEY_LENGTH
    assert sort_key(key) == key.strip()


def _names() -> list[str]:
    """Names of many scripts, some of which fold to the same."""
    random_names: list[str] = []

    @hypothesis_settings(derandomize=True, deadline=None, database=None, max_examples=200)
    @given(NAMES)
    def draw(name: str) -> None:
        if "\0" not in name and name.encode("utf-8", "ignore").decode() == name:
            random_names.append(name)

    draw()
    return [*IN_ORDER, *(name.upper() for name in IN_ORDER), *random_names]


@pytest.fixture
def crowd(seed_database: Settings) -> Iterator[tuple[TestClient, list[tuple[str, str]]]]:
    """A client of a database with officials of such names, and the name and id of each."""
    engine = make_engine(seed_database)
    people = [(name, f"person-{number:04}") for number, name in enumerate(random.Random(5).sample(_names(), 200))]
    rows: list[dict[str, Any]] = [
        {"id": i, "digest": "", "country_id": "TR", "name": name, "name_key": sort_key(name), "dirty": False,
         "body": json.dumps({"id": i, "name": name})}
        for name, i in people
    ]  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(Official), rows)
    engine.dispose()
    with TestClient(create_app(seed_database)) as client:
        yield client, people


@pytest.mark.parametrize("sort", ["name", "-name"])
def test_the_order_is_that_of_a_reference(crowd: tuple[TestClient, list[tuple[str, str]]], sort: str) -> None:
    """It holds across all pages, with and without a filter that has an index of its own."""
    client, people = crowd
    by_id = sorted(people, key=lambda person: person[1])
    expected = [i for _, i in sorted(by_id, key=lambda person: sort_key(person[0]), reverse=sort.startswith("-"))]
    for params in ({}, {"country": "TR"}):
        record_ids: list[str] = []
        cursor: dict[str, str] = {}
        while True:
            page = ask(client, "/officials", {"sort": sort, "limit": "37", **params, **cursor})
            record_ids += [official["id"] for official in page["items"]]
            if page["next_cursor"] is None:
                break
            cursor = {"cursor": page["next_cursor"]}
        assert [i for i in record_ids if i.startswith("person-")] == expected


def test_groups_of_the_same_size_are_in_the_order_of_their_labels(client: TestClient) -> None:
    ties = []
    for path, key in [("/meetings", "country"), ("/meetings", "official"), ("/mechanisms", "country")]:
        groups = ask(client, path, {"group_by": key})["items"]
        sort_keys = [(-group["count"], sort_key(group["label"]), group["value"]) for group in groups if group["value"]]
        assert sort_keys == sorted(sort_keys)
        ties.append(len(sort_keys) - len({count for count, *_ in sort_keys}))
    assert any(ties), "there are none of the same size"


@on_sqlite
@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_of_the_order_by_bytes_is_refused(client: TestClient, path: str) -> None:
    """Such a cursor holds the name as it is written. To go on from there would leave records out."""
    for sort in sorts(client, path):
        if sort.removeprefix("-") in ("name", "title"):
            first = ask(client, path, {"sort": sort, "limit": "1"})
            mark, _, last = decode(first["next_cursor"])
            old = encode([mark, first["items"][0][sort.removeprefix("-")], last])
            error = first_error(client, path, {"sort": sort, "limit": "1", "cursor": old})
            assert (error["parameter"], "send the next_cursor" in error["message"]) == ("cursor", True)
            assert len(ids(client, path, {"sort": sort, "cursor": first["next_cursor"]})) == first["total"] - 1
