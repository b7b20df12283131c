"""Whether a sentence is English: only such sentences are read for claims."""

import re

from app.curate.claims.verbs import RECORD_VERBS
from app.curate.languages import COMMON_WORDS, OWN_LETTERS, language_of
from app.curate.mentions.words import word_set

_FREQUENT = word_set("""
    the of and to that for with was by from be are has have it which will this its their his her not but or than more
    most over about after before between during into he she they we there trade exports imports billion million percent
    minister ministers president presidents meeting session summit talks held were visit countries kazakh turkish
    companies relations agreement through under against among since until when where who while what how all both such
    only also first second third new said why did does do may can could would embassy consulate consulates honorary
    school embassies never across number fifth enterprises opened closed built
    """)
"""Frequent words of English that few other languages have."""

_EXTRA_WORDS = {
    "de": "am zum zur traf",
    "id": "di pada dan yang dengan",
    "fi": "ja oli välillä",
    "sv": "och i den till",
    "cs": "se s v",
}
_WORDS = {
    language: word_set(f"{COMMON_WORDS.get(language, '')} {_EXTRA_WORDS.get(language, '')}")
    - word_set(COMMON_WORDS["en"])
    for language in {*COMMON_WORDS, *_EXTRA_WORDS} - {"en"}
}
"""Frequent words of other languages, which English does not have."""

_FOREIGN = frozenset("".join(OWN_LETTERS.values()) + "èêàâçîôûùñáíóúışğöüåæøăâîșțőűčřšžýěďťňćđ")
"""Letters that no common word of English has."""

_LOWER = re.compile(r"(?<![\w’'])[^\W\d_A-Z]{1,30}(?![\w’'])")
_LATIN = re.compile(r"[a-zA-Z]")
_LETTER = re.compile(r"[^\W\d_]")

MAX_CHARACTERS = 2_000
"""Characters of a sentence that are looked at."""


def is_english(sentence: str) -> bool:
    """Whether a sentence may be English: it has more frequent words of English than of any other language.

    A sentence without words in lower case, as in a table, may be English if its letters are Latin.
    """
    text = sentence[:MAX_CHARACTERS]
    letters = len(_LETTER.findall(text))
    if letters and len(_LATIN.findall(text)) * 2 < letters:
        return False
    language = language_of(text)
    if language is not None:
        return language == "en"
    lower = {word for word in _LOWER.findall(_FIRST.sub(lambda match: match[0].lower(), text)) if word.islower()}
    own_words = _FREQUENT | RECORD_VERBS
    english = sum(word in own_words or (len(word) > 5 and word.endswith("ed")) for word in lower)
    foreign = max(len((words - own_words) & lower) for words in _WORDS.values())
    if english or foreign:
        return bool(english >= foreign)
    is_foreign = any(letter in _FOREIGN for word in lower for letter in word)
    return not is_foreign and (bool(lower & _COMMON) or len(lower) < MAX_UNKNOWN_WORDS)


MAX_UNKNOWN_WORDS = 5
"""A sentence without a frequent word of any language, such as a heading, is English if it has fewer words than this."""

_FIRST = re.compile(r"\A\W*\w")
_COMMON = word_set(COMMON_WORDS["en"])
