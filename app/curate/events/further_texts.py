"""Finds the texts of a package that a sentence after it names."""

import re
from collections.abc import Iterator

from app.curate.events.named_texts import texts_of
from app.curate.events.signing import Signing
from app.curate.events.signing_words import nouns
from app.curate.mentions.reading import Passage
from app.domain.prose import ORDINALS
from app.domain.vocabulary import AgreementType

_ITEM = rf"(?:one|another|(?:the|a)\s(?:{'|'.join(ORDINALS[1:])}|further|last|final|other|latter))"

PARTS = re.compile(
    r"(?P<signed>(?:(?:Among|Including|Namely)\b(?:\s(?:them|these|those|the\s(?:others|documents)))?|They\sinclude"
    r"|These\s(?:include|are)|(?:The\s)?[Oo]thers\s(?:include|are|were)"
    rf"|(?i:{_ITEM})(?:\sof\s(?:them|these|those))?\s(?:is|was)"
    r"|The\s(?:(?P<other>other\s)?(?:documents|agreements|texts)|package)(?:\ssigned)?\sincludes?)\b)(?P<adopted>\b$)?"
)
"""The beginning of a sentence that names the texts of a package before it."""


def parts_of_package(passage: Passage, package: Signing | None) -> Iterator[Signing]:
    """The texts of a package that a sentence after it names: “Among them are a programme and a treaty”."""
    verb = PARTS.match(passage.text)
    if verb and package and (package.type is AgreementType.package or verb["other"]):
        end = 0
        for noun in nouns(passage.text, verb):
            for signing in texts_of(passage, verb, noun) if noun.start() >= end else ():
                signing.status, end = package.status, signing.title.spot.end
                yield signing
