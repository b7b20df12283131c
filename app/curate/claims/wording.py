"""The words of titles and sentences by which a claim finds its record."""

import re
from collections.abc import Iterable
from functools import lru_cache

from app.curate.mentions.words import word_set, words

_EMPTY = word_set("""
    the a an and or of in on at to for from by with between during under over as is was were be been are has have had
    it its their his her this that these those which who whom also both two will would into than more less about after
    before first second third fourth fifth sixth seventh eighth ninth tenth year years month months day held took
    place said says country countries side sides new s kazakhstan turkiye turkey kazakh turkish kazakhstani president
    minister foreign ministers presidents meeting republic
    """)

MINISTRY = re.compile(
    r"\b(?:[A-Z]\w+[’']s )?Ministr(?:y|ies) (?:of|for)(?: (?:the )?[A-Z]\w+(?:,? and [A-Z]\w+)?)+(?: of [A-Z]\w+)?"
)
"""The name of a ministry, with its country: “Chile’s Ministry of Culture and Sport”."""

TWO_COUNTRIES = re.compile(
    r"\b(?:both|two|the(?:se)?(?:\stwo)?|their(?:\stwo)?)\s(?:countries|nations|states|sides|presidents|leaders|governments"
    r"|capitals|partners|heads\sof\sstate|(?:foreign\s)?minist(?:ers|ries))\b|\bbilateral\b|\beach\sother\b",
    re.IGNORECASE,
)
"""Words for two countries that another sentence names."""

_BRITISH = re.compile(r"is(?=(?:e|ed|es|ing|ation|ations)$)")
"""The spelling of “recognised” that is made like “recognized”."""

_ENDINGS = (
    "ships",
    "ship",
    "ations",
    "ation",
    "ingly",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ed",
    "es",
    "s",
    "ly",
    "y",
    "e",
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that “signed”, “signing” and “signs” are alike."""
    word = _BRITISH.sub("iz", word).replace("defence", "defense").replace("organis", "organiz")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """The beginning of a word that most words of its family have: “satisf” of “satisfied” and “satisfaction”. Words for
    the same have the beginning of one of them."""
    beginning = stem(word)[:6]
    return _SYNONYMS.get(beginning, beginning)


_SYNONYMS = {
    stem(word)[:6]: stem(group.split()[0])[:6]
    for group in (
        "visit visits trip trips journey travel travelled flew", "relations ties links", "greetings regards",
        "grow grew growth rise rose risen increase increased jump jumped climbed surged", "earthquake quake",
        "company companies firm firms enterprise enterprises business businesses", "students student scholars",
        "tourists tourist holidaymakers visitors",
        "created founded established launched formed proclaimed exist existed",
        "help helped assist assistance aid", "agreement agreements accord treaty deal pact document documents",
        "goal target aim", "project projects venture ventures", "complete completed finish finished",
        "build built building construction constructed", "raised raise upgrade upgraded elevated lifted",
        "expected expect anticipated", "application applied apply applies", "buyers consumers consuming",
        "export exports shipments shipped deliver delivered", "attended attend present participated",
        "meeting meet met gathering gathered convened", "session round sitting", "discuss discussed talk talks",
        "worth value valued", "cover covers valid",
    )
    for word in group.split()
}  # fmt: skip
"""The beginnings of words for the same, each with that of the first of them."""


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry its meaning."""
    return frozenset(stem(word.key) for word in words(text) if word.key not in _EMPTY and not word.key.isdigit())


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces in place of some spans, so that offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def any_word(words_text: str, *patterns: str) -> re.Pattern[str]:
    """A pattern for any of the words, in any case. ``*`` at the end of a word stands for any ending."""
    parts = [re.escape(word).replace(r"\*", r"\w*") for word in words_text.split()]
    return re.compile(rf"\b(?:{'|'.join([*parts, *patterns])})\b", re.IGNORECASE)
