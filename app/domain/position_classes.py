"""The class of a public post, read from its title."""

import re

from rapidfuzz.distance import OSA

from app.domain.text import nearest
from app.domain.vocabulary import PositionClass

_CLASSES = (
    (r"\b(?:deputy|vice|assistant|under)\b.*\b(?:minister|secretary)\b|\bstate (?:minister|secretary)\b",
     PositionClass.deputy_minister),
    (r"\b(?:prime minister|premier|chancellor|taoiseach)\b|"
     r"^(?:chair\w*|president|head) of (?:the )?(?:cabinet|council) of ministers\b", PositionClass.head_of_government),
    (r"\bforeign (?:affairs )?(?:minister|secretary)\b|\b(?:minister|secretary) (?:of|for) (?:foreign|external)\b|"
     r"\bexternal affairs minister\b|\bsecretary of state\b|^top diplomat$", PositionClass.foreign_minister),
    (r"\b(?:minister|secretary of|treasury secretary)\b", PositionClass.minister),
    (r"\bambassador\b", PositionClass.ambassador),
    (r"^(?:\w+ )?(?:deputy|vice)\b|^(?:director|head) of .*\bministry\b", PositionClass.other),
    (r"^(?:president|king|queen|emir|amir|sultan|federal president)$", PositionClass.head_of_state),
    (r"\b(?:secretary[- ]general|chairman|chairwoman|chairperson|director|head|president of|governor|speaker|rector"
     r"|executive)\b", PositionClass.head_of_organization),
)  # fmt: skip
"""The class of a post by words of its title; the first that fits counts."""


_OF_ANY_BODY = re.compile(r"president|chair(?:man|woman|person)?|head|director")
"""Titles that are one post or another by their organisation."""


def class_of(title: str, body: str | None = None) -> PositionClass:
    """What a post is, read from its title, and from its organisation if the title does not name it."""
    lower = title.lower()
    if body and _OF_ANY_BODY.fullmatch(lower):
        lower = f"{lower} of {body.lower()}"
    return next((kind for pattern, kind in _CLASSES if re.search(pattern, lower)), PositionClass.other)


_TITLES = ("president", "king", "prime minister", "premier", "chancellor", "foreign minister", "secretary general")
"""Titles to which a slip may lead."""


MAX_SLIP = 2
"""Letters that may be wrong, missing or swapped for a word to be meant for the name of a class."""


def class_of_misspelt(word: str) -> PositionClass | None:
    """What a post is, read from its title or from the nearest of a few titles with as many words.

    None if the word is nearly the name of a class, such as ``head-of-stat``, or if neither says.
    """
    if any(OSA.distance(word.lower(), kind) <= MAX_SLIP for kind in PositionClass):
        return None
    title = word.replace("-", " ")
    near = [other for other in nearest(title, _TITLES) if len(other.split()) == len(title.split())]
    classes = (class_of(text) for text in (title, *near))
    return next((kind for kind in classes if kind is not PositionClass.other), None)
