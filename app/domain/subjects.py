"""What a published record is about: the parties and mechanisms that its body names."""

from collections.abc import Iterator
from typing import Any

from app.domain.vocabulary import PartyKind

_PARTY_KINDS = frozenset(PartyKind)


def subjects_of(kind: str, body: Any) -> set[str]:
    """The codes of the parties and the ids of the mechanisms that the body of a record names, and its own id if it is
    one of these. Codes are upper-case and ids lower-case, so the two never meet."""
    own_id = {body["id"]} if kind in ("country", "organization", "mechanism") else set()
    return own_id | set(_subjects_in(body))


def _subjects_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _subjects_in(item)
    elif isinstance(value, dict):
        if value.get("kind") in _PARTY_KINDS and value.get("code"):
            yield value["code"]
        for name, part in value.items():
            if name in ("mechanism", "mechanisms"):
                for mechanism in part if isinstance(part, list) else [part]:
                    yield from [mechanism["id"]] if isinstance(mechanism, dict) else [mechanism] if mechanism else []
            elif isinstance(part, dict | list):
                yield from _subjects_in(part)


def subjects_text(subjects: set[str]) -> str:
    """The subjects in order, with a space before and after each; empty if there are none."""
    return f" {' '.join(sorted(subjects))} " if subjects else ""
