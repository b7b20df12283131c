"""Makes a text safe for an output format. Each format forbids other characters.

JSON holds any text. CSV, iCalendar and XML do not: a NUL ends a cell, a bare CR ends a line of a calendar, U+FFFE makes
an XML document invalid, and U+202E reverses the rest of a line. The load refuses texts with such characters. The
writers escape them all the same, and so do not depend on that check.
"""

import re
from typing import Any

from markupsafe import Markup

REPLACEMENT = "\ufffd"

_BIDI = "\u202a-\u202e\u2066-\u2069"

_LINE_END = re.compile("\r\n?")

_UNPRINTABLE = re.compile(f"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{_BIDI}]")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """Replace characters that XML forbids, control characters and bidirectional controls by U+FFFD.

    Tabs and line ends stay. Each line end becomes LF.
    """
    if text.isprintable():  # true for most texts, and ten times faster
        return text
    return _UNPRINTABLE.sub(REPLACEMENT, _LINE_END.sub("\n", text))


def encodable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 cannot encode, by U+FFFD."""
    return text if text.isascii() else _LONE_SURROGATE.sub(REPLACEMENT, text)


def single_line(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(printable(text).split())


def page_text(value: Any) -> Any:
    """The ``finalize`` hook of the HTML templates: strings pass through :func:`printable`, ``Markup`` does not."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

_MARKDOWN_SYNTAX = re.compile(r"[\\`*_\[\]|~@{}]|:(?=//)|(?<=www)\.", re.IGNORECASE)

_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=[-+=#]))")


def escape_markdown(value: Any) -> str:
    """Escape a value for a Markdown document, so that it makes no link, HTML, list, code or table cell.

    ``Markup`` is taken as Markdown and left as it is. ``&``, ``<`` and ``>`` become entities, because not every
    Markdown reader accepts a backslash before them. Other syntax gets a backslash.
    """
    if isinstance(value, Markup):
        return str(value)
    if not isinstance(value, str):
        return str(value)
    text = _MARKDOWN_SYNTAX.sub(r"\\\g<0>", re.sub(r"\s+", " ", printable(value)))
    for character, entity in _ENTITIES.items():
        text = text.replace(character, entity)
    return _BLOCK.sub(r"\1\\", text)
