"""Each regular expression of the curator's room reads a hostile text in a time that grows with its length."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache

import pytest

import app.curate
from tests.curate.long_lines import HANG

WORDS = (
    "the eighth ", "Companies 1,900 ", "Trade of ", "for the first ", "$5 billion ", "независимость ",
    "diplomatik ilişki ", "объем ", "после увеличил ",
)  # fmt: skip
UNITS = ("-", "’", "'", ".", " ", ",", "-a", "a'", "a-b ", "A. ", "1,", "the ", "of ", "and the ")
TAILS = [f"{unit * (300 // len(unit))}!" for unit in UNITS]


@cache
def patterns() -> dict[re.Pattern[str], str]:
    """The names of all expressions."""
    return {pattern: name for name, pattern in _patterns()}


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(app.curate.__path__, "app.curate."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_in(value)):
                yield f"{module.name}.{name}.{number}", pattern


def _in(value: object) -> Iterator[re.Pattern[str]]:
    """The regular expressions that a variable holds: itself, or the parts of a lexicon."""
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif is_dataclass(value) or isinstance(value, tuple | dict):
        parts = vars(value).values() if is_dataclass(value) else value.values() if isinstance(value, dict) else value
        for part in parts:
            yield from _in(part)


def test_there_are_patterns() -> None:
    assert len(patterns()) > 300


@pytest.mark.parametrize("words", ["", *WORDS])
def test_patterns_read_hostile_texts_in_bounded_time(words: str) -> None:
    """An expression that can split a run of letters and hyphens in many ways tries them all.

    With words in front, only the starts in the words are tried: those in the tail are the same as without the words.
    """
    slow = {}
    for pattern, name in patterns().items():
        began = time.process_time()
        for tail in TAILS:
            if not words:
                pattern.search(tail)
            for start in range(len(words)):
                pattern.match(words + tail, start)
        slow[name] = time.process_time() - began
    assert max(slow.values()) < HANG, max(slow, key=slow.__getitem__)
