"""Each regular expression of the curator's room reads a hostile text in a time that grows with its length."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import is_dataclass

import pytest

import app.curate
from tests.curate.long_lines import HANG

WORDS = (
    "the eighth ", "Companies 1,900 ", "Trade of ", "for the first ", "$5 billion ", "независимость ",
    "diplomatik ilişki ", "объем ", "после увеличил ",
)  # fmt: skip
UNITS = ("-", "’", "'", ".", " ", ",", "-a", "a'", "a-b ", "A. ", "1,", "the ", "of ", "and the ")
TEXTS = [f"{words}{unit * (300 // len(unit))}!" for words in WORDS for unit in UNITS]


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


PATTERNS = {pattern: name for name, pattern in _patterns()}


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 300


@pytest.mark.parametrize("words", WORDS)
def test_patterns_read_hostile_texts_in_bounded_time(words: str) -> None:
    """An expression that can split a run of letters and hyphens in many ways tries them all."""
    slow = {}
    for pattern, name in PATTERNS.items():
        began = time.process_time()
        for text in TEXTS:
            if text.startswith(words):
                pattern.search(text)
        slow[name] = time.process_time() - began
    assert max(slow.values()) < HANG, max(slow, key=slow.__getitem__)
