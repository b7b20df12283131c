"""YAML as it is written: a scalar is its text, and only ``null``, ``true`` and ``false`` are more than that.

PyYAML reads ``010`` as 8, ``1:30`` as 90 and ``0x10`` as 16, and calls itself for each level of nesting. This module
takes the events of its parser one by one, so that neither depth nor aliases can exhaust the stack, time or memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

DEPTH = 20
"""Lists and mappings within one another; a record of the seed has six."""

VALUES = 5_000_000
"""Values of a file, aliases written out."""

RECORD_VALUES = 100_000
"""Values of a record, aliases written out: what is wrong with each of them is still told in bounded time."""

RECORD_DEPTH = 2

NULLS = frozenset(("", "~", "null", "Null", "NULL"))

FLAGS = {"true": True, "false": False}

TEXT = "tag:yaml.org,2002:str"


class YamlError(ValueError):
    """A text cannot be read as YAML; the message is a sentence that names the line."""


@dataclass(slots=True)
class _Node:
    """A list or mapping: ``size`` counts the values in it, ``height`` the levels."""

    value: list[Any] | dict[str, Any]
    anchor: str | None
    key: str | None = None
    size: int = 1
    height: int = 1

    def add(self, value: Any, size: int, height: int) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        else:
            self.value[self.key or ""] = value
            self.key = None
        self.size += size
        self.height = max(self.height, height + 1)


def read(text: str) -> Any:
    """The value of a document: lists, mappings by text, texts, ``None``, ``True`` and ``False``."""
    try:
        return _Builder().build(yaml.parse(text, yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(part for part in (error.context, error.problem) if part)
        raise YamlError(f"line {mark.line + 1 if mark else 1}: {said}") from None
    except yaml.YAMLError as error:  # of a character that YAML does not have
        raise YamlError(" ".join(str(error).split())) from None


class _Builder:
    def __init__(self) -> None:
        self.open: list[_Node] = []
        self.anchors: dict[str, tuple[Any, int, int] | None] = {}
        self.size = 0
        self.begun = False
        self.root: Any = None

    def build(self, events: Iterator[Any]) -> Any:
        takes = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            take = takes.get(type(event))
            if take is None:
                continue
            try:
                take(event)
            except YamlError as error:
                raise YamlError(f"line {event.start_mark.line + 1}: {error}") from None
        return self.root

    def _document(self, _event: Any) -> None:
        if self.begun:
            raise YamlError("a second document begins (---): a file has one")
        self.begun = True

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].value, dict) and self.open[-1].key is None

    def _scalar(self, event: Any) -> None:
        if event.tag not in (None, "!", TEXT):
            raise YamlError(f"the tag {event.tag[:60]!r} is not read: write the value without it")
        if self._awaits_key():
            self._key(event.value, quoted=not event.implicit[0])
            return
        value = event.value
        if event.implicit[0]:  # neither quoted nor tagged
            value = None if value in NULLS else FLAGS.get(value, value)
        self._add(value, 1, 0)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1, 0)

    def _key(self, key: str, *, quoted: bool) -> None:
        node = self.open[-1]
        if key == "<<" and not quoted:
            raise YamlError("a merge key (<<) is not read: write the fields out")
        if key in node.value:
            raise YamlError(f"{key[:60]!r} is given twice")
        node.key = key

    def _begin(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            raise YamlError(f"the tag {event.tag[:60]!r} is not read: write the value without it")
        if self._awaits_key():
            raise YamlError("the name of a field is a word, not a list or mapping")
        if len(self.open) >= DEPTH:
            raise YamlError(f"it is nested more than {DEPTH} deep")
        self.open.append(_Node({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor))
        if event.anchor:
            self.anchors[event.anchor] = None  # until it ends

    def _end(self, _event: Any) -> None:
        node = self.open.pop()
        if len(self.open) == RECORD_DEPTH - 1 and node.size > RECORD_VALUES:
            raise YamlError(f"a record has more than {RECORD_VALUES:,} values")
        self._add(node.value, node.size, node.height, counted=True)
        if node.anchor:
            self.anchors[node.anchor] = (node.value, node.size, node.height)

    def _alias(self, event: Any) -> None:
        anchor = event.anchor
        if self._awaits_key():
            raise YamlError("the name of a field is a word, not an alias")
        if anchor not in self.anchors:
            raise YamlError(f"the alias *{anchor[:60]} has no anchor before it")
        named = self.anchors[anchor]
        if named is None:
            raise YamlError(f"the alias *{anchor[:60]} stands within what it names")
        self._add(*named)

    def _add(self, value: Any, size: int, height: int, *, counted: bool = False) -> None:
        """Put a value where it belongs; what is in a list or mapping is ``counted`` already."""
        self.size += 1 if counted else size
        if self.size > VALUES:
            raise YamlError(f"it has more than {VALUES:,} values")
        if len(self.open) + height > DEPTH:
            raise YamlError(f"it is nested more than {DEPTH} deep")
        if self.open:
            self.open[-1].add(value, size, height)
        else:
            self.root = value
