"""Reads YAML without guessing types: a scalar is its text, except ``null``, ``true`` and ``false``. With
``numbers``, plain decimal numbers are numbers too.

PyYAML's own loader reads ``010`` as 8, ``1:30`` as 90 and ``0x10`` as 16, and recurses for each level of nesting. This
module handles the parser's events one by one and counts values, so that neither nesting nor aliases can exhaust the
stack, time or memory.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

MAX_DEPTH = 20
"""Levels of nested lists and mappings. A record of the seed has six."""

MAX_FILE_VALUES = 5_000_000
"""Values of a file, with its aliases expanded."""

MAX_RECORD_VALUES = 100_000
"""Values of a record, with its aliases expanded. It bounds the time to validate one record."""

RECORD_DEPTH = {list: 1, dict: 3}
"""Levels above a record: in a list of records, and in the file of a document, which has them by kind."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))

FLAGS = {"true": True, "false": False}

NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,99})(\.\d{1,17}(?:e[+-]\d{1,2})?)?")
"""A decimal number without a leading zero or an underscore. Only one with a fraction may have an exponent."""

DISPUTED_BREAK = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line in YAML 1.1, as this parser reads it, and stand within a line in YAML 1.2."""

TEXT = "tag:yaml.org,2002:str"


class YamlError(ValueError):
    """A text is not valid YAML, or uses what this reader refuses. ``line`` counts from 1; it is 0 if unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class Mark(NamedTuple):
    """Where a list or mapping begins: the character from 0, the line from 1 and the column from 0."""

    offset: int
    line: int
    column: int


NOWHERE = Mark(0, 0, 0)

MAX_RECORD_LENGTH = 2**20
"""Characters of a record that are searched for the line of a field."""


@dataclass(slots=True)
class _Node:
    """A list or mapping. ``size`` counts the values in it, ``height`` its levels of nesting."""

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


def parse_yaml(text: str, *, numbers: bool = False) -> Any:
    """Parse a document into lists, mappings with text keys, texts, ``None``, ``True``, ``False`` and, with ``numbers``,
    numbers.

    Raises :class:`YamlError`.
    """
    return _parse(text, numbers=numbers).root


def parse_with_marks(text: str) -> tuple[Any, dict[int, Mark]]:
    """Parse a document as :func:`parse_yaml` does.

    The marks tell where the whole and each record begin; their keys are the ``id()`` of these values.
    """
    builder = _parse(text)
    return builder.root, builder.marks


def _parse(text: str, *, numbers: bool = False) -> "_Builder":
    if disputed_break := DISPUTED_BREAK.search(text):
        name = f"U+{ord(disputed_break[0]):04X} {unicodedata.name(disputed_break[0], 'NEXT LINE')}"
        line = text.count("\n", 0, disputed_break.start()) + 1
        raise YamlError(f"{name} ends a line for some parsers only: write a plain line break", line)
    builder = _Builder(numbers=numbers)
    try:
        builder.build(yaml.parse(text, yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        raise YamlError(reason, mark.line + 1 if mark else 1) from None
    except yaml.YAMLError as error:  # a character that YAML forbids
        raise YamlError(" ".join(str(error).split())) from None
    return builder


def lines_of(text: str, mark: Mark) -> dict[tuple[str | int, ...], int]:
    """The lines of all values in the list or mapping at the mark, by the keys and numbers that lead to each."""
    lines: dict[tuple[str | int, ...], int] = {(): mark.line}
    if mark is NOWHERE:
        return lines
    part = " " * mark.column + text[mark.offset : mark.offset + MAX_RECORD_LENGTH]
    open_nodes: list[_Step] = []
    try:
        for event in yaml.parse(part, yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionEndEvent):
                open_nodes.pop()
                if not open_nodes:
                    break
            elif not isinstance(event, yaml.NodeEvent):
                continue
            elif open_nodes and open_nodes[-1].enter(event) and event.start_mark:
                lines[tuple(node.step for node in open_nodes)] = mark.line + event.start_mark.line
            if isinstance(event, yaml.CollectionStartEvent):
                open_nodes.append(_Step(isinstance(event, yaml.MappingStartEvent)))
    except yaml.YAMLError:  # the part may end in the middle of a value, and its anchors may stand before it
        pass
    return lines


@dataclass(slots=True)
class _Step:
    """The key or number at which a reader is in an open list or mapping."""

    mapping: bool
    step: str | int = -1
    at_value: bool = False

    def enter(self, event: Any) -> bool:
        """Go on to a node. Returns whether it begins an item: it is a key, or an item of a list."""
        if not self.mapping:
            self.step = int(self.step) + 1
            return True
        self.at_value = not self.at_value
        if self.at_value:
            self.step = getattr(event, "value", "")
        return self.at_value


class _Builder:
    def __init__(self, *, numbers: bool) -> None:
        self.numbers = numbers
        self.open: list[_Node] = []
        self.anchors: dict[str, tuple[Any, int, int] | None] = {}
        self.size = 0
        self.has_document = False
        self.root: Any = None
        self.marks: dict[int, Mark] = {}

    def build(self, events: Iterator[Any]) -> None:
        handlers = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            handler = handlers.get(type(event))
            if handler is None:
                continue
            try:
                handler(event)
            except YamlError as error:
                raise YamlError(str(error), event.start_mark.line + 1) from None

    def _document(self, _event: Any) -> None:
        if self.has_document:
            raise YamlError("a second document begins (---), but a file must have only one")
        self.has_document = True

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].value, dict) and self.open[-1].key is None

    def _scalar(self, event: Any) -> None:
        if event.tag not in (None, "!", TEXT):
            raise YamlError(f"the tag {event.tag[:60]!r} is not supported: write the value without it")
        if self._awaits_key():
            self._key(event.value, is_quoted=not event.implicit[0])
            return
        value = event.value
        if event.implicit[0]:  # neither quoted nor tagged
            value = None if value in NULLS else FLAGS.get(value, value)
            if self.numbers and isinstance(value, str) and (number := NUMBER.fullmatch(value)):
                value = float(value) if number[1] else int(value)
        self._add(value, 1, 0)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1, 0)

    def _key(self, key: str, *, is_quoted: bool) -> None:
        node = self.open[-1]
        if key == "<<" and not is_quoted:
            raise YamlError("a merge key (<<) is not supported: write the fields out")
        if key in node.value:
            raise YamlError(f"{key[:60]!r} is given twice")
        node.key = key

    def _begin(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            raise YamlError(f"the tag {event.tag[:60]!r} is not supported: write the value without it")
        if self._awaits_key():
            raise YamlError("the name of a field is a word, not a list or mapping")
        if len(self.open) >= MAX_DEPTH:
            raise YamlError(f"it is nested more than {MAX_DEPTH} deep")
        node = _Node({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor)
        if not self.open or self._is_record():
            start = event.start_mark
            self.marks[id(node.value)] = Mark(start.index, start.line + 1, start.column)
        self.open.append(node)
        if event.anchor:
            self.anchors[event.anchor] = None  # incomplete until its end event

    def _is_record(self) -> bool:
        """Whether the next list or mapping is a record, the evidence for one, or the document of a file."""
        depth = len(self.open)
        if not depth:
            return False
        root = self.open[0]
        return depth == RECORD_DEPTH[type(root.value)] or (depth == 1 and root.key == "document")

    def _end(self, _event: Any) -> None:
        node = self.open.pop()
        if node.size > MAX_RECORD_VALUES and self._is_record():
            raise YamlError(f"a record has more than {MAX_RECORD_VALUES:,} values")
        self._add(node.value, node.size, node.height, is_counted=True)
        if node.anchor:
            self.anchors[node.anchor] = (node.value, node.size, node.height)

    def _alias(self, event: Any) -> None:
        anchor = event.anchor
        if self._awaits_key():
            raise YamlError("the name of a field is a word, not an alias")
        if anchor not in self.anchors:
            raise YamlError(f"the alias *{anchor[:60]} has no anchor before it")
        target = self.anchors[anchor]
        if target is None:
            raise YamlError(f"the alias *{anchor[:60]} refers to a value that contains it")
        self._add(*target)

    def _add(self, value: Any, size: int, height: int, *, is_counted: bool = False) -> None:
        """Add a value to the innermost open node. ``is_counted`` says that the values inside it were counted before."""
        self.size += 1 if is_counted else size
        if self.size > MAX_FILE_VALUES:
            raise YamlError(f"it has more than {MAX_FILE_VALUES:,} values")
        if len(self.open) + height > MAX_DEPTH:
            raise YamlError(f"it is nested more than {MAX_DEPTH} deep")
        if self.open:
            self.open[-1].add(value, size, height)
        else:
            self.root = value
