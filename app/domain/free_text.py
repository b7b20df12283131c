"""Free text: the characters that a title, a name or a quoted word may have, so that every format can carry it.

Refused are control characters (a line break ends a row of CSV), noncharacters and surrogates (XML has none), private
use (it means nothing to others), and format characters that show nothing and change the text around them or make
two names differ that look the same: those that set the direction of writing, soft hyphens, zero-width spaces and
byte order marks. The joiners U+200C and U+200D are letters' business in Persian, Hindi and emoji, and the Arabic
signs before a number are seen: these pass.
"""

import re
import unicodedata

LIMIT = 300

JOINERS = "\u200c\u200d"

SPACES = " \u00a0\u2009\u202f\u3000"
"""The usual one, those within numbers and before French marks, and the ideographic one."""

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_ARABIC_SIGNS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]")

_LABELS = {"Cc": "control character", "Cs": "surrogate", "Co": "private use", "Cn": "noncharacter"}

_CONTROLS = {"\0": "NULL", "\t": "TAB", "\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\x85": "NEXT LINE"}


def name(character: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``"""
    label = _CONTROLS.get(character) or _LABELS.get(unicodedata.category(character), "unassigned")
    return f"U+{ord(character):04X} {unicodedata.name(character, label)}"


def _why_not(character: str) -> str | None:
    """Why free text may not have a character."""
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
    """What is wrong with a free text, as a sentence; its length is not looked at."""
    if not (text.isascii() and text.isprintable()):
        for number, character in enumerate(text, 1):
            if why := _why_not(character):
                return f"character {number} is {name(character)}, {why}"
    if text != text.strip():
        return "it begins or ends with white space"
    if not any(unicodedata.category(c)[0] in "LNPS" and c not in _FILLERS for c in text):
        return "nothing of it can be seen"
    if unicodedata.category(text[0])[0] == "M":
        return f"it begins with {name(text[0])}, which needs a character before it"
    if not unicodedata.is_normalized("NFC", text):
        return _uncomposed(text)
    return None


def _uncomposed(text: str) -> str:
    """How the first character that is not in normal form C is written in it."""
    composed = unicodedata.normalize("NFC", text)
    at = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed))
    pair = text[at : at + 2] if unicodedata.category(text[at + 1 : at + 2] or " ")[0] == "M" else text[at]
    return (
        f"from character {at + 1} on it is not in Unicode's composed form (NFC): write {name(composed[at : at + 1])} "
        f"for {' and '.join(map(name, pair))}; `uconv -x nfc` and most editors convert a file"
    )


def check(text: str) -> str:
    """The text, if it is one that a record may have; else a ``ValueError``."""
    if message := fault(text):
        raise ValueError(message)
    return text


def clean(text: str) -> str:
    """A text of a document as free text may have it: composed, with plain spaces, without what is not seen."""
    kept = (" " if c.isspace() and c not in SPACES else "" if _why_not(c) else c for c in text)
    return unicodedata.normalize("NFC", "".join(kept)).strip()
