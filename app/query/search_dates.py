"""Dates among the words of a search. ``q`` finds only words, so an empty answer offers a request with the date."""

import re
from itertools import combinations

from app.domain import edtf

MAX_WORDS = 12
"""Words of a search that are searched for a date."""

_YEAR = re.compile(r"\d{4}")


def date_in(text: str) -> tuple[str, str] | None:
    """The date in a search, in EDTF, and the other words: ``2025-07-29`` and ``Ankara`` for ``Ankara 29 July 2025``.

    None if it has no date with a year, or one that may be read in two ways.
    """
    words = text.split()[:MAX_WORDS]
    ends = sorted(combinations(range(len(words) + 1), 2), key=lambda pair: pair[0] - pair[1])
    for start, end in ends:
        date = _date(words[start:end])
        if date is None:
            continue
        while _date(words[start + 1 : end]) == date:  # of "summit July 2025" the first word is no part of the date
            start += 1
        while _date(words[start : end - 1]) == date:
            end -= 1
        return date, " ".join(words[:start] + words[end:])
    return None


def _date(words: list[str]) -> str | None:
    text = " ".join(words)
    if not _YEAR.search(text):
        return None
    try:
        return edtf.parse(text).text
    except edtf.DateError as error:
        return error.nearest[0] if len(error.nearest) == 1 else None
