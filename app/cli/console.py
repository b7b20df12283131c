"""Writes to the terminal. What an article or a file says is shown there, and never obeyed."""

import re
from collections.abc import Iterable

from rich.console import Console as RichConsole
from rich.console import ConsoleOptions, RenderableType
from rich.segment import Segment

_INVISIBLE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Control characters, which a terminal would obey, those that turn or split the text around them unseen, and
surrogates, which stand for bytes of a file name that are not in UTF-8, and cannot be written."""


def visible(text: str) -> str:
    """A text in which one visible sign stands for each character that is unseen: ``␛`` for ESC, else ``�``."""
    return _INVISIBLE.sub(
        lambda match: chr(0x2400 + ord(match[0])) if match[0] < " " else "\N{REPLACEMENT CHARACTER}", text
    )


class Console(RichConsole):
    """A console of which only the program itself controls the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The parts of what is printed, with unseen characters made visible."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)

    def say(self, text: str, style: str | None = None) -> None:
        """Print a text as it stands: in one style, with no markup in it, and with no line breaks of our own."""
        self.print(text, style=style, markup=False, highlight=False, soft_wrap=True)
