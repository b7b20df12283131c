"""Any spelling of a name finds the records with this name, or else the nearest names."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.api.snapshots import open_snapshot
from app.db.names import ids_by_name, suggest
from app.db.snapshot import Snapshot
from app.domain.text import fold, name_keys, nearest

NAMES = ["jspg-kz-tr", "Kazakhstan–Türkiye Joint Strategic Planning Group", "HLSCC", "JEC", "JSPG", "OTS"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Erdoğan", "erdogan"),
        ("ERDOGAN", "erdogan"),
        ("İstanbul", "istanbul"),
        ("ıstanbul", "istanbul"),
        ("Türkiye", "turkiye"),
        ("Kazakhstan–Türkiye", "kazakhstan turkiye"),
        (" Kazakhstan - TÜRKİYE ", "kazakhstan turkiye"),
        ("jspg-kz-tr", "jspg kz tr"),
        ("Тоқаев", "toqaev"),
        ("Straße", "strasse"),
        ("–", ""),
        ("\0", ""),
        ("\ud800", ""),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@settings(derandomize=True, deadline=None, database=None)
@given(st.text())
def test_fold_is_idempotent_and_plain(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@pytest.mark.parametrize(
    ("text", "first"),
    [("JSPQ", "JSPG"), ("hlsc", "HLSCC"), ("jspg-kz-rt", "jspg-kz-tr"), ("Joint Strategic Planing Group", NAMES[1])],
)
def test_nearest(text: str, first: str) -> None:
    assert nearest(text, NAMES)[0] == first


def test_nearest_is_short_and_may_be_empty() -> None:
    assert nearest("zzzz", NAMES) == []
    assert nearest("", NAMES) == []
    assert len(nearest("meeting-5", [f"meeting-{number}" for number in range(9)])) == 3


@pytest.mark.parametrize(
    ("spelling", "keys"),
    [
        ("U.S.", ["u s", "us"]),
        ("The U. K.", ["the u k", "the uk", "uk"]),
        ("the Netherlands", ["the netherlands", "netherlands"]),
        ("P.R. China", ["p r china", "pr china"]),
        ("St. Lucia", ["st lucia"]),
        ("Thebes", ["thebes"]),
        ("!KZ", []),
        (" !!", []),
        ("\uff01KZ", []),
        ("-KZ", []),
        ("\u2212KZ", []),
    ],
)
def test_name_keys(spelling: str, keys: list[str]) -> None:
    assert name_keys(spelling) == keys


@pytest.fixture
def snapshot(wider: TestClient) -> Iterator[Snapshot]:
    assert isinstance(wider.app, FastAPI)
    with open_snapshot(wider.app.state) as snapshot:
        yield snapshot


def test_a_spelling_leads_to_every_record_that_has_it(snapshot: Snapshot) -> None:
    spellings = [("mechanism", "jspg"), ("mechanism", "JSPG-KZ-TR"), ("country", "turkiye"), ("country", "jspg")]
    assert ids_by_name(snapshot, spellings) == {
        spellings[0]: ["jspg-kz-tr", "jspg-kz-uz", "jspg-tr-uz"],
        spellings[1]: ["jspg-kz-tr"],
        spellings[2]: ["TR"],
        spellings[3]: [],
    }
    assert ids_by_name(snapshot, []) == {}


def test_suggestions_name_a_record_once(snapshot: Snapshot) -> None:
    assert suggest(snapshot, "country", "Türkiyee") == ["Türkiye"]
    assert suggest(snapshot, "mechanism", "JSPQ")[0] == "JSPG"
