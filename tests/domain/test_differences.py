"""The differences between two versions, in words and as a patch that turns one into the other."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.differences import difference_sentences, json_patch

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "a/b", "~"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "a/b", "m~n"]), inner),
    max_leaves=12,
)


def apply(document: Any, patch: list[dict[str, Any]]) -> Any:
    """The document after a patch, as RFC 6902 defines it."""
    whole = {"": deepcopy(document)}
    for operation in patch:
        steps = ["", *(step.replace("~1", "/").replace("~0", "~") for step in operation["path"].split("/")[1:])]
        parent: Any = whole
        for step in steps[:-1]:
            parent = parent[int(step) if isinstance(parent, list) else step]
        key: Any = int(steps[-1]) if isinstance(parent, list) else steps[-1]
        if operation["op"] == "remove":
            del parent[key]
        elif operation["op"] == "add" and isinstance(parent, list):
            assert key <= len(parent)
            parent.insert(key, operation["value"])
        else:
            assert (key in parent if isinstance(parent, dict) else key < len(parent)) or operation["op"] == "add"
            parent[key] = operation["value"]
    return whole[""]


@given(VALUES, VALUES)
def test_a_patch_makes_the_new_of_the_old(old: Any, new: Any) -> None:
    assert json.dumps(apply(old, json_patch(old, new)), sort_keys=True) == json.dumps(new, sort_keys=True)
    assert json_patch(new, new) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2026-02", "2026-02-02", "2026-02 → 2026-02-02"),
        (None, {"code": "TR", "name": "Türkiye"}, "nothing → Türkiye"),
        ({"code": "TR", "name": "Turkey"}, {"code": "TR", "name": "Türkiye"}, "Turkey → Türkiye"),
        ({"name": "A", "hs": None}, {"name": "A", "hs": "10"}, "hs: nothing → 10"),
        (
            {"verdict": "same", "rule": "later"},
            {"verdict": "compatible", "rule": "later"},
            "verdict: same → compatible",
        ),
        (None, {"latitude": 47.5, "longitude": 19.0, "height": None}, "nothing → latitude 47.5, longitude 19.0"),
        (["trade"], ["trade", "energy"], "added energy"),
        (
            [{"official": {"id": "a", "name": "Ann"}, "role": "host"}],
            [{"official": {"id": "b", "name": "Bob"}, "role": "host"}],
            "added Bob; removed Ann",
        ),
        (
            [{"official": {"id": "a", "name": "Ann"}, "role": "host"}],
            [{"official": {"id": "a", "name": "Ann"}, "role": "guest"}],
            "changed within Ann",
        ),
        (["a", "b"], ["b", "a"], "changed within the order"),
        (False, True, "no → yes"),
        ("x" * 200, None, f"{'x' * 119}… → nothing"),
    ],
)
def test_words(old: Any, new: Any, words: str) -> None:
    assert difference_sentences({"field": old, "same": 1}, {"field": new, "same": 1}, frozenset()) == [
        f"field: {words}"
    ]
    assert difference_sentences({"field": old}, {"field": new}, frozenset({"field"})) == []
