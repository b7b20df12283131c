"""Finds the texts that a report counts off: the parts of a package, and those for which “one on taxes” stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.curate.events.event import Spot, TextValue
from app.curate.events.named_texts import text_of, texts_of
from app.curate.events.several_texts import SINGULARS
from app.curate.events.signing import Signing
from app.curate.events.signing_words import NOUN, NOUNS, end_of_tail, nouns
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

_PART = re.compile(
    rf"(?P<signed>{_ITEM}|further)(?:\sof\sthe(?:se)?)?(?P<adopted>\b$)?\s(?=(?:[\w-]+\s){{0,3}}{NOUN.pattern})",
    re.IGNORECASE,
)
"""The beginning of a sentence about a text of a package: “The second of the protocols concerns fish”."""

_PENDING = re.compile(r"\b(?:will|would|could|may|might|to\sbe|expected|planned|negotiat\w+|prepar\w+|draft\w*)\b")
"""Words of a text that is not signed yet."""

_NEXT_ITEM = re.compile(
    rf"(?:[,;:]|\sand|\sbesides|\splus|\swell\sas)\s(?:and\s|also\s)?(?P<words>{_ITEM}(?:\sone)?)\s"
    r"(?=(?:on|for|between|about|by|with|concerning|covering)\s|of\s(?!the\s(?:most|\w+est)\b)[^;.]{3,120}?\swith\s)",
    re.IGNORECASE,
)
"""Words for a text of the same kind as that before them: “a treaty on fish and one on ships”."""


def parts_of_package(passage: Passage, package: Signing | None) -> Iterator[Signing]:
    """The texts of a package that a sentence after it names: “Among them are a programme and a treaty”."""
    verb = PARTS.match(passage.text)
    if verb and package and (package.type is AgreementType.package or verb["other"]):
        end = 0
        for noun in nouns(passage.text, verb):
            for signing in texts_of(passage, verb, noun) if noun.start() >= end else ():
                signing.status, end = package.status, signing.title.spot.end
                yield signing


def counted_texts(passage: Passage, package: Signing | None, earlier: Sequence[Signing]) -> Iterator[Signing]:
    """The texts that a sentence counts off after the ``earlier`` ones: a part of a package, and texts of the kind of
    that before them. Their confidence is ``suggest``, as another text may be meant."""
    of_sentence = [signing for signing in earlier if signing.title.spot.passage is passage]
    part = _part(passage, package) if package else None
    if part and package and not any(s.title.spot.start <= part.title.spot.end <= s.title.spot.end for s in of_sentence):
        part.status, part.is_of_plural = package.status, True
        of_sentence.append(part)
        yield part
    for match in _NEXT_ITEM.finditer(passage.text):
        base = next((s for s in reversed(of_sentence) if s.title.spot.start < match.start()), None)
        noun = NOUN.search(base.title.spot.words) if base else None
        name, kind = _singular(noun) if noun else ("", None)
        if base and kind:
            start, end = match.start("words"), end_of_tail(passage.text, match.end())
            words = f"{name} {passage.text[match.end() : end]}"
            title = TextValue(words, Spot(passage, start, end), "The noun stands before it in the sentence.")
            yield replace(
                base, type=kind, title=title, parties={}, count=None, valid=None, signatories=[], topics={},
                other_cues=[], is_of_plural=True,
            )  # fmt: skip


def _part(passage: Passage, package: Signing) -> Signing | None:
    """The text of a package of which a sentence tells: by its noun, or one of those of a plural."""
    verb = None if passage.dates or _PENDING.search(passage.text) else _PART.match(passage.text)
    noun = NOUN.search(passage.text, verb.end()) if verb else None
    if verb is None or noun is None:
        return None
    if signing := text_of(passage, verb, noun):
        return signing
    (name, kind), spot = _singular(noun), Spot(passage, verb.start(), noun.end())
    return Signing(kind, package.status, TextValue(name, spot), Spot(passage, *verb.span())) if kind else None


def _singular(noun: re.Match[str]) -> tuple[str, AgreementType | None]:
    """The noun and type of one of the texts that a noun names. No type if the noun says none, as “documents”."""
    word = noun.group()
    return SINGULARS.get(word.lower()) or (word, NOUNS.get(word.lower()))
