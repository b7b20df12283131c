"""Who publishes a text, by the lines at its start: a ministry or an embassy."""

import re

from app.curate.mentions.reading import Reading

_ISSUER = re.compile(
    r"\b(?:ministry|embassy|consulate|directorate|department|office of|press service|administration|mission)\b",
    re.IGNORECASE,
)
"""A word for who publishes a text, in its head."""

_HEAD_PARAGRAPHS = 3
"""Paragraphs at the start that may say who publishes a text."""

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
