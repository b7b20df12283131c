"""The lines of lists and tables, with the heading lines over them: “Exports in 2025, million dollars:”, “Peru 3.5”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BULLET = re.compile(r"\s?(?:[-–—+•*·▪‣◦]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+")
"""What an item of a list begins with."""

_START = rf"(?:{BULLET.pattern})"

_NUMBER = (
    r"\d{1,3}(?:[\u00a0\u202f ]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,4}(?:\.\d{1,6})?"
    r"|\d{1,9}(?:[.,]\d{1,6})?"
)

_BARE = re.compile(
    rf"{_START}?(?P<label>[A-Z][^\d:|$€£¥;]{{1,70}}?)(?:\s?[:–—-]\s|\s)\s?(?!(?:19|20)\d\d\b(?![.,]\d))(?P<number>{_NUMBER})"
    r"(?:\s\(?[+−–-]?\d[\d.,]{0,8}\s?%\)?)?\s?[.;,]?"
)
"""A label with a number alone, and perhaps a percentage."""

_WITH_UNIT = re.compile(
    rf"(?:{_START}(?P<label>[^\d$€£¥–—:|]{{2,80}}?)\s{{0,2}}[:–—-]|(?P<plain>[A-Z][^\d:|$€£¥.;]{{1,80}}?)\s?:)\s{{1,2}}(?:[a-z]+\s)?"
    r"(?=[$€£¥\d]|[A-Z]{2,3}\$?\s?\d)"
)
"""A label with a figure behind it: “1. Tea: $3 million”."""

_SEPARATOR = re.compile(r"\|[-:| ]{3,300}")

_CELL = re.compile(r"[^|]+")

_LONGEST_HEADING = 160

_MOST_HEADINGS = 3
"""Heading lines over a list. A line above them is a title of the text."""

_MOST_ROWS = 60
"""Most lines of a list. A line farther below its heading is not read."""


@dataclass(frozen=True)
class Cell:
    """A number of a line. Offsets count characters in the paragraph; ``column`` has the offsets of the column head."""

    start: int
    end: int
    column: tuple[int, int] | None = None


@dataclass(frozen=True)
class ListLine:
    """A line of a list or table.

    ``label`` has the offsets of the label. ``headings`` are the numbers of the paragraphs over the list, the nearest
    first. ``header`` is the number of the paragraph with the column heads.
    """

    label: tuple[int, int]
    headings: tuple[int, ...]
    cells: tuple[Cell, ...] = ()
    header: int | None = None


def list_lines(paragraphs: Sequence[str]) -> dict[int, ListLine]:
    """The lines of lists that stand under a heading, by the number of the paragraph, which counts from 1."""
    return dict(_rows(paragraphs))


def _rows(paragraphs: Sequence[str]) -> Iterator[tuple[int, ListLine]]:
    headings: tuple[int, ...] = ()
    header: int | None = None
    for number, text in enumerate(paragraphs, 1):
        if _SEPARATOR.fullmatch(text):
            header = number - 1
        elif row := _row(paragraphs, text, headings, header):
            if headings and number - headings[0] <= _MOST_ROWS:
                yield number, row
        elif text.endswith((":", ":-")):
            headings, header = (number,), None
        elif len(text) <= _LONGEST_HEADING and not text.endswith((".", "!", "?", ";", ",")):
            if not text.startswith("|"):
                is_next = headings and headings[0] == number - 1
                headings, header = (number, *(headings if is_next else ()))[:_MOST_HEADINGS], None
        else:
            headings, header = (), None


def _row(paragraphs: Sequence[str], text: str, headings: tuple[int, ...], header: int | None) -> ListLine | None:
    if text.startswith("|") and header:
        label, *values = ((cell.start(), cell.end()) for cell in _CELL.finditer(text))
        heads = [cell.span() for cell in _CELL.finditer(paragraphs[header - 1])][1:]
        numbers = (re.fullmatch(rf"\s*({_NUMBER})\s*", text[start:end]) for start, end in values)
        cells = [
            Cell(start + match.start(1), start + match.end(1), head)
            for (start, _), match, head in zip(values, numbers, heads, strict=False)
            if match
        ]
        return ListLine(_without_spaces(text, *label), headings, tuple(cells), header)
    if match := _BARE.fullmatch(text):
        return ListLine(match.span("label"), headings, (Cell(*match.span("number")),))
    if match := _WITH_UNIT.match(text):
        return ListLine(match.span("label" if match["label"] else "plain"), headings)
    return ListLine((0, 0), headings) if BULLET.match(text) and len(text) <= _LONGEST_HEADING else None


def _without_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
