"""How two versions of a record differ: in plain words, and as a JSON Patch (RFC 6902)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from app.domain.free_text import shorten_text

Patch: TypeAlias = list[dict[str, Any]]
"""The operations of a JSON Patch: ``op``, ``path`` and, unless something is removed, ``value``."""

LONGEST = 120
"""Characters of a value in words. Longer ones are cut."""

NAMING_FIELDS = ("title", "name", "label", "official", "document", "id", "code", "city", "party")
"""The fields by which an object is called in words: the first that has a value."""


def json_patch(old: Any, new: Any) -> Patch:
    """The operations that make ``new`` of ``old``, in the order in which they apply."""
    return [*_operations(old, new, "")]


def _operations(old: Any, new: Any, path: str) -> Iterator[dict[str, Any]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old.keys() - new.keys():
            yield {"op": "remove", "path": _below(path, name)}
        for name, value in new.items():
            if name in old:
                yield from _operations(old[name], value, _below(path, name))
            else:
                yield {"op": "add", "path": _below(path, name), "value": value}
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_operations(old, new, path)
    elif not _equal(old, new):
        yield {"op": "replace", "path": path, "value": new}


def _list_operations(old: list[Any], new: list[Any], path: str) -> Iterator[dict[str, Any]]:
    """Items that both lists have at their start and end stay; of the others, the surplus is removed or added last."""
    start, shorter = 0, min(len(old), len(new))
    while start < shorter and _equal(old[start], new[start]):
        start += 1
    end = 0
    while end < shorter - start and _equal(old[-1 - end], new[-1 - end]):
        end += 1
    for at in range(start, shorter - end):
        yield from _operations(old[at], new[at], _below(path, at))
    for at in reversed(range(shorter - end, len(old) - end)):
        yield {"op": "remove", "path": _below(path, at)}
    for at in range(shorter - end, len(new) - end):
        yield {"op": "add", "path": _below(path, at), "value": new[at]}


def _equal(first: Any, second: Any) -> bool:
    """Whether two values are the same in JSON, where true is not 1."""
    return json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)


def _below(path: str, name: object) -> str:
    return f"{path}/{str(name).replace('~', '~0').replace('/', '~1')}"


def difference_sentences(old: Mapping[str, Any], new: Mapping[str, Any], exclusions: frozenset[str]) -> list[str]:
    """A sentence about each field that differs, but for the ``exclusions``."""
    names = [name for name in {**old, **new} if name not in exclusions and not _equal(old.get(name), new.get(name))]
    return [f"{name}: {_change(old.get(name), new.get(name))}" for name in names]


def _change(old: Any, new: Any) -> str:
    if isinstance(old, list) and isinstance(new, list):
        before, after = [*map(_show, old)], [*map(_show, new)]
        additions = [item for item in after if item not in before]
        removals = [item for item in before if item not in after]
        parts = [f"added {', '.join(additions)}"] if additions else []
        parts += [f"removed {', '.join(removals)}"] if removals else []
        return "; ".join(parts) or f"changed within {_differing_items(old, new)}"
    before_text, after_text = _show(old), _show(new)
    if isinstance(old, dict) and isinstance(new, dict) and _equal(_name_of(old), _name_of(new)):
        return ", ".join(difference_sentences(old, new, frozenset()))
    if before_text != after_text:
        return f"{before_text} → {after_text}"
    return f"changed within {before_text}"


def _differing_items(old: list[Any], new: list[Any]) -> str:
    """The items of a list that differ though they are called the same; or that it has another order."""
    differing_items = [_show(item) for item, old_item in zip(new, old, strict=False) if not _equal(item, old_item)]
    has_same_items = sorted(json.dumps(item, sort_keys=True) for item in old) == sorted(
        json.dumps(item, sort_keys=True) for item in new
    )
    return "the order" if has_same_items else ", ".join(dict.fromkeys(differing_items)) or "the list"


def _name_of(value: Mapping[str, Any]) -> Any:
    """What an object is called in words, or None for one without a name."""
    return next((value[name] for name in NAMING_FIELDS if value.get(name)), None)


def _show(value: Any) -> str:
    if value is None or value in ([], {}):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        text = ", ".join(map(_show, value))
    elif isinstance(value, dict):
        own_name = _name_of(value)
        fields = [f"{name} {_show(part)}" for name, part in value.items() if part not in (None, [], {})]
        text = ", ".join(fields) if own_name is None else _show(own_name)
    else:
        text = str(value)
    return shorten_text(text, LONGEST)
