"""The forms of Russian names: all cases of a country, and the nominative of a person behind a post in some case."""

import re
from collections.abc import Iterator

ADJECTIVE = "ий ая ое ие ого ой ому ую им ом их ими ою ый ые ых ыми".split()  # noqa: SIM905

_ENDINGS = {
    "а": "а ы и е у ой ою",
    "я": "я и е ю ей ею",
    "ь": "ь и ю я ем е ью",
    "й": "й я ю ем е",
    "ы": "ы ов ам ами ах",
    "и": "и и ий ов ам ами ах ям ями ях",
}


def noun_forms(word: str) -> list[str]:
    """The forms of a word of a name in all cases."""
    stem, last = word[:-1], word[-1]
    if word.isupper() or not re.search("[а-я]", word):
        return [word]
    if re.search("(?:ск|н)(?:ая|ое|ие|ые|ий|ый)$", word):
        return [word[:-2] + ending for ending in ADJECTIVE]
    if last in _ENDINGS:
        return [stem + ending for ending in _ENDINGS[last].split()]
    return [word] if last in "оуеэю" else [word, *(word + ending for ending in ("а", "у", "ом", "е"))]


def russian_adjective_forms(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in (*ADJECTIVE, "о"))


_HARD = "[бвгджзклмнпрстфхцчшщ]"

_GENITIVE = (
    ("(?<=[сц]к)ого", "ий"), ("(?<=[нт])ого", "ый"), ("(?<=[аеиоуыэюя])я", "й"), (f"(?<={_HARD})я", "ь"),
    (f"(?<={_HARD})а", ""),
)  # fmt: skip
_INSTRUMENTAL = (
    ("(?<=[сц]к)им", "ий"), ("(?<=[оеи][вн])ым", ""), ("(?<=[аеиоуыэюя])ем", "й"), (f"(?<={_HARD})(?:ом|ем)", ""),
    (f"(?<={_HARD})ой", "а"), (f"(?<={_HARD})ей", "я"),
)  # fmt: skip
_DATIVE = (
    ("(?<=[сц]к)ому", "ий"), ("(?<=[аеиоуыэюя])ю", "й"), (f"(?<={_HARD})ю", "ь"), (f"(?<={_HARD})у", ""),
)  # fmt: skip

Endings = tuple[tuple[str, str], ...]
"""Patterns for the endings of a case, and what the nominative has instead."""

_CASES: tuple[tuple[re.Pattern[str], Endings], ...] = (
    (re.compile(r"главы\Z|главу\Z"), _GENITIVE),
    (re.compile(r"главе\Z"), _DATIVE),
    (re.compile(r"(?:ом|ем|главой)\Z"), _INSTRUMENTAL),
    (re.compile(r"[ую]\Z"), _DATIVE),
    (re.compile(r"(?<!глав)[ая]\Z"), _GENITIVE),
)
"""The forms of a post by their endings."""

_WOMAN = re.compile(r"(?P<stem>\w{2,30}(?:(?:ов|ев|ин)(?=(?:ой|у)\Z)|ск(?=(?:ой|ую)\Z)))\w+")
"""The surname of a woman in a case: “Ивановой”, “Ковальскую”, but not “Попеску”, which has none."""

_FIRST_NAME = re.compile(r"(?P<stem>\w{2,30})(?:(?P<hard>ы|ой|у|е)|(?P<soft>и|ей|ю))\Z")

_WITHOUT_CASES = re.compile(r"[оуюиеэы]\Z")
"""The end of a name that has one form for all cases."""


def russian_nominative(name: str, post: str) -> str:
    """The nominative of a name behind a post, such as ``президентом``. It stays as it is where that is not sure."""
    endings = _endings(post)
    if not endings:
        return name
    *first, last = name.split()
    woman = _WOMAN.match(last)
    if woman and not (endings is _DATIVE and last.endswith("у")):
        return " ".join([*map(_of_woman, first), woman["stem"] + ("ая" if woman["stem"].endswith("ск") else "а")])
    return " ".join("-".join(_of_man(part, endings) for part in word.split("-")) for word in (*first, last))


def is_nominative(name: str, words: str, post: str) -> bool:
    """Whether a name is in the nominative for certain: its post is, or its surname was put in it or has no cases."""
    surname = name.split()[-1]
    return not _endings(post) or surname != words.split()[-1] or _WITHOUT_CASES.search(surname) is not None


def _endings(post: str) -> Endings:
    head = post.split()[0]
    return next((endings for form, endings in _CASES if form.search(head)), ())


def _of_woman(name: str) -> str:
    """The nominative of the first name of a woman."""
    match = _FIRST_NAME.match(name)
    return match["stem"] + ("а" if match["hard"] else "я") if match else name


def _of_man(word: str, endings: Endings) -> str:
    """The nominative of a word of the name of a man."""
    for ending, replacement in endings:
        if len(word) > 3 and re.search(rf"{ending}\Z", word):
            return re.sub(rf"{ending}\Z", replacement, word)
    return word
