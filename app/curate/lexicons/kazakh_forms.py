"""The forms of Kazakh words: the cases by vowel harmony and the last sound, and the nominative of a person."""

import re
from collections.abc import Iterator

_BACK = frozenset("аоұыяё")
_FRONT = frozenset("әөүіеэ")
_UNCLEAR = frozenset("иую")
"""Vowels that stand with those of both kinds, mostly in foreign words."""

_VOWELS = _BACK | _FRONT | {"ю"}
_GLIDES = frozenset("рлйуи")
_NASALS = frozenset("мнң")
_SIBILANTS = frozenset("зж")

_POSSESSIVE = re.compile(r"[ыі]\Z")
"""The end of “republic **of**”, “islands **of**”."""

_OF_PERSON = re.compile(r"(?:[ндт][ыі]ң|[ндт][ыі]|[мбп]ен|[ғқ]а|[гк]е)\Z")
"""Endings of the cases in which sentences mostly have a person."""

_SHORTEST = 3
"""Letters of a surname."""


def _harmonies(word: str) -> str:
    """The vowels that endings have: ``а``, ``е``, or both if the vowels of the word do not agree, as foreign ones."""
    vowels = {letter for letter in word if letter in _VOWELS | _UNCLEAR}
    return "а" if vowels <= _BACK else "е" if vowels <= _FRONT else "ае"


def _initials(last: str) -> tuple[str, str, str, str, str]:
    """The first letters of the endings behind a sound: genitive, accusative, locative, ablative, instrumental."""
    if last in _VOWELS:
        return "н", "н", "д", "д", "м"
    if last in _GLIDES:
        return "д", "д", "д", "д", "м"
    if last in _NASALS:
        return "н", "д", "д", "н", "м"
    if last in _SIBILANTS:
        return "д", "д", "д", "д", "б"
    return "т", "т", "т", "т", "п"


def case_forms(name: str) -> Iterator[str]:
    """A noun in all its cases, and as what is in it: ``Перу``, ``Перуде``, ``Перудегі``."""
    yield name
    word = name.lower().rstrip("ь")
    if name.isupper() or not word:
        return
    for broad in _harmonies(word):
        close, g, k = ("ы", "ғ", "қ") if broad == "а" else ("і", "г", "к")
        if _POSSESSIVE.search(word):
            endings = [f"н{close}ң", "н", f"н{broad}", f"нд{broad}", f"нд{broad}{g}{close}", f"н{broad}н", "мен"]
        else:
            genitive, accusative, locative, ablative, instrumental = _initials(word[-1])
            dative = k if locative == "т" else g
            endings = [
                f"{genitive}{close}ң", f"{accusative}{close}", f"{dative}{broad}", f"{locative}{broad}",
                f"{locative}{broad}{g}{close}", f"{ablative}{broad}н", f"{instrumental}ен",
            ]  # fmt: skip
        yield from (name + ending for ending in endings)


def kazakh_adjective_forms(people: str) -> Iterator[str]:
    """A people, one and many, in all cases."""
    yield from case_forms(people)
    last = people.rstrip("ь")[-1]
    initial = "л" if last in _VOWELS or last in "рйуи" else "д" if last in _NASALS | _SIBILANTS | {"л"} else "т"
    for broad in _harmonies(people):
        yield from case_forms(f"{people}{initial}{broad}р")


def relational_rows(country_names: str) -> str:
    """Rows of a table of countries with who or what is from each: ``KE: | кениялық |``."""
    rows = []
    for line in country_names.strip().splitlines():
        code, _, name = line.partition(": ")
        word = name.lower().rstrip("ь")
        initial = "л" if word[-1] in _VOWELS or word[-1] in "рйуи" else "т" if _initials(word[-1])[0] == "т" else "д"
        endings = [initial + ("ық" if broad == "а" else "ік") for broad in _harmonies(word)]
        if " " not in name and not name.isupper():
            rows.append(f"{code}: | {', '.join(name.lower() + ending for ending in endings)} |")
    return "\n".join(rows)


def kazakh_nominative(name: str, _post: str) -> str:
    """The nominative of a name: its last word has the ending of the case."""
    *first, last = name.split()
    ending = _OF_PERSON.search(last)
    stem = last[: ending.start()] if ending else last
    is_case = len(stem) >= _SHORTEST and last in case_forms(stem)
    return " ".join([*first, stem if is_case else last])
