"""What a text must not hold where it is written: each form of output forbids something else.

JSON holds any text. All that is read as lines or as XML does not: a NUL ends a cell, a bare CR ends a line of a
calendar, U+FFFE ends an XML document, and U+202E turns the rest of a line round. Texts are refused such characters when
they are loaded; what is written is right without that.
"""

import re
from typing import Any

from markupsafe import Markup

REPLACEMENT = "\ufffd"

_BIDI = "\u202a-\u202e\u2066-\u2069"

_LINE_END = re.compile("\r\n?")

_FORBIDDEN = re.compile(f"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{_BIDI}]")

_LONE = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with U+FFFD for what XML forbids, for control characters and for those that turn a line round.

    Tabs and line ends stay; a line ends with LF.
    """
    if text.isprintable():  # of most texts, and tenfold quicker
        return text
    return _FORBIDDEN.sub(REPLACEMENT, _LINE_END.sub("\n", text))


def encodable(text: str) -> str:
    """The text with U+FFFD for half a pair of UTF-16, which UTF-8 cannot hold."""
    return text if text.isascii() else _LONE.sub(REPLACEMENT, text)


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(plain(text).split())


def page_text(value: Any) -> Any:
    """What an expression of an HTML template gives, before it is escaped: markup as it is, text as :func:`plain`."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

_MARKS = re.compile(r"[\\`*_\[\]|~@{}]|:(?=//)|(?<=www)\.", re.IGNORECASE)

_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=[-+=#]))")


def markdown(value: Any) -> str:
    """A value as the text of a Markdown document: no link, no HTML, no list, no code, no cell of a table.

    ``Markup`` is Markdown already. ``&``, ``<`` and ``>`` become entities, as not every reader takes a backslash before
    them; what would begin a list or a heading gets one.
    """
    if isinstance(value, Markup):
        return str(value)
    if not isinstance(value, str):
        return str(value)
    marked = _MARKS.sub(r"\\\g<0>", re.sub(r"\s+", " ", plain(value)))
    for character, entity in _ENTITIES.items():
        marked = marked.replace(character, entity)
    return _BLOCK.sub(r"\1\\", marked)
