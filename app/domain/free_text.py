"""Free text: the characters that a title, a name or a quotation may have, so that every format can carry it.

It refuses:

- control characters: a line break ends a row of CSV;
- noncharacters and surrogates: XML has none;
- private use characters: they mean nothing to other systems;
- invisible format characters: they change the text around them, or make names differ that look the same. These are the
  controls of writing direction, soft hyphens, zero-width spaces and byte order marks.

The joiners U+200C and U+200D pass, because Persian, Hindi and emoji need them. The Arabic number signs pass, because
they are visible.
"""

import re
import unicodedata
from functools import lru_cache

MAX_TEXT_LENGTH = 300

JOINERS = "\u200c\u200d"

SPACES = " \u00a0\u2009\u202f\u3000"
"""The plain space, the no-break, thin and narrow no-break spaces (in numbers and French), and the ideographic one."""

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_ARABIC_SIGNS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]")

_LABELS = {"Cc": "control character", "Cs": "surrogate", "Co": "private use", "Cn": "noncharacter"}

_CONTROLS = {"\0": "NULL", "\t": "TAB", "\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\x85": "NEXT LINE"}


def describe_character(character: str) -> str:
    """Code point and Unicode name of a character: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    label = _CONTROLS.get(character) or _LABELS.get(unicodedata.category(character), "unassigned")
    return f"U+{ord(character):04X} {unicodedata.name(character, label)}"


@lru_cache(maxsize=4096)  # texts have few characters, many times
def _objection(character: str) -> str | None:
    """Why free text may not contain a character, as the end of a sentence; ``None`` if it may."""
    category = unicodedata.category(character)
    if category == "Cc":
        return "which is no character of a text"
    if category in ("Zl", "Zp"):
        return "which ends a line: write a space"
    if category == "Zs":
        return None if character in SPACES else "which is an unusual space: write a plain one"
    if category == "Cs" or (
        category == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef")
    ):
        return "which stands for no character"
    if category == "Co":
        return "which means nothing to others"
    if _DIRECTION.match(character):
        return "which changes the direction of the text around it: leave it out"
    if category == "Cf" and character not in JOINERS and not _ARABIC_SIGNS.match(character):
        return "which is not seen: leave it out"
    return None


def fault(text: str) -> str | None:
    """The first fault of a free text, as a sentence; ``None`` if it has none. It does not check the length."""
    if not (text.isascii() and text.isprintable()):
        for number, character in enumerate(text, 1):
            if objection := _objection(character):
                return f"character {number} is {describe_character(character)}, {objection}"
    if text != text.strip():
        return "it begins or ends with white space"
    if not any(unicodedata.category(c)[0] in "LNPS" and c not in _FILLERS for c in text):
        return "nothing of it can be seen"
    if unicodedata.category(text[0])[0] == "M":
        return f"it begins with {describe_character(text[0])}, which needs a character before it"
    if not unicodedata.is_normalized("NFC", text):
        return _composition_fault(text)
    return None


def _composition_fault(text: str) -> str:
    """The fault of a text that is not in Unicode's normal form C, with the composed character to write instead."""
    composition = unicodedata.normalize("NFC", text)
    start = next((i for i, (a, b) in enumerate(zip(text, composition, strict=False)) if a != b), len(composition))
    with_mark = unicodedata.category(text[start + 1 : start + 2] or " ")[0] == "M"
    characters = text[start : start + 2] if with_mark else text[start]
    return (
        f"from character {start + 1} on it is not in Unicode's composed form (NFC): "
        f"write {describe_character(composition[start : start + 1])} "
        f"for {' and '.join(map(describe_character, characters))}; "
        "`uconv -x nfc` and most editors convert a file"
    )


def require_valid(text: str) -> str:
    """Return the text. Raises ``ValueError`` if a record may not have it."""
    if message := fault(text):
        raise ValueError(message)
    return text


def clean(text: str) -> str:
    """Turn a passage of a document into valid free text: composed, with plain spaces, without invisible characters."""
    characters = (" " if c.isspace() and c not in SPACES else "" if _objection(c) else c for c in text)
    return unicodedata.normalize("NFC", "".join(characters)).strip()


def shorten_text(text: str, characters: int) -> str:
    """A text of at most ``characters``, with an ellipsis if it was cut."""
    return text if len(text) <= characters else f"{text[: characters - 1]}…"
