"""Who publishes a text, by the lines at its start: a ministry, an embassy, or an agency in the city of a dateline."""

import re
from collections.abc import Set

from app.curate.mentions.reading import Reading

_ISSUER = re.compile(
    r"\b(?:ministry|embassy|consulate|directorate|department|office of|press service|administration|mission)\b",
    re.IGNORECASE,
)
"""A word for who publishes a text, in its head."""

_HEAD_PARAGRAPHS = 3
"""Paragraphs at the start that may say who publishes a text."""

_DATELINE = re.compile(r"\s(?:[–—]|-{1,3})\s|(?:\s?[,(/]|\.)[^–—:]{0,60}?(?:\s[–—]|\s-{1,3}\s|\)|:|\d\.|\d{4}|$)")
"""What stands behind the city of a dateline: “MUSCAT, 9 April (Agency) —”."""

LONGEST_HEAD = 150
"""Characters of a line that names who publishes a text. A longer one is a sentence of it."""


def publisher(reading: Reading) -> str | None:
    """The country whose ministry or embassy publishes a text, by the lines at its start."""
    for number in range(1, _HEAD_PARAGRAPHS + 1):
        for passage in reading.of_paragraph(number)[:1]:
            issuer = _ISSUER.search(passage.text) if len(passage.text) <= LONGEST_HEAD else None
            parties = [
                p.code for p in passage.parties if issuer and p.start >= issuer.start() and p.code in reading.codes
            ]
            if parties and not passage.people:
                return parties[0]
    return None


def dateline(reading: Reading, pair: Set[str]) -> str | None:
    """The country of the city from which a text is sent, if it is one of the pair of the text."""
    for number in range(1, _HEAD_PARAGRAPHS + 1):
        for passage in reading.of_paragraph(number)[:1]:
            city = next((city for city in passage.cities if city.start == 0), None)
            if city and _DATELINE.match(passage.text, city.end) and city.city.country in pair:
                return city.city.country
    return None
