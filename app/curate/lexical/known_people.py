"""Finds the officials of the seed in a sentence by their full names, with or without a post."""

import re
from collections.abc import Iterator, Mapping

from app.curate.lexicons.lexicon import Lexicon
from app.curate.names import Names, PersonNames
from app.domain.text import fold

_TWO_WORDS = re.compile(r"(?=(?<!\w)([^\W\d_][\w-]+\s[^\W\d_][\w-]+))")

_NO_POST = "-"


def people_by_name(names: Names) -> Mapping[str, PersonNames]:
    """The officials of the seed by their full names, folded."""
    spellings = ((s, p) for p in names.people for s in (p.name, *p.spellings) if " " in s)
    return {fold(spelling): person for spelling, person in spellings}


def known_people(text: str, lexicon: Lexicon, names: Names) -> Iterator[tuple[PersonNames, str, tuple[int, int]]]:
    """Those whom a sentence names: each with the name in the nominative, and its offsets."""
    records = names.derive(people_by_name)
    for match in _TWO_WORDS.finditer(text):
        for name in (match[1], lexicon.nominative(match[1], _NO_POST)) if match[1][0].isupper() else ():
            if person := records.get(fold(name)):
                yield person, name, match.span(1)
                break
