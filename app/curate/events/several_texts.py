"""Several texts under one noun: how many they are, and what each is about."""

import re
from collections.abc import Iterator

from app.domain.prose import UNITS
from app.domain.vocabulary import AgreementType

_NUMBER_OF = re.compile(
    rf"(?<![\w.,-])(?P<count>\d{{1,3}}|{'|'.join(UNITS[2:])}|twenty)\s"
    r"(?:(?!(?:existing|earlier|previous|sides|parties|countries|leaders|ministers|presidents|governments)\s)[\w-]+\s){0,3}$",
    re.IGNORECASE,
)

SEVERAL = re.compile(r"\b(?:several|a\snumber\sof|a\spackage\sof|a\sseries\sof)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
"""Words for several texts without a number."""


def count_before(words: str) -> re.Match[str] | None:
    """The last number before a noun: eight in “the two signed eight memoranda”."""
    match = None
    while next_match := _NUMBER_OF.search(words, match.start() + 1 if match else 0):
        match = next_match
    return match


SINGULARS = {
    "agreements": ("Agreement", AgreementType.treaty), "treaties": ("Treaty", AgreementType.treaty),
    "memoranda": ("Memorandum", AgreementType.memorandum), "memorandums": ("Memorandum", AgreementType.memorandum),
    "mous": ("MoU", AgreementType.memorandum), "protocols": ("Protocol", AgreementType.protocol),
    "contracts": ("Contract", AgreementType.contract),
}  # fmt: skip
"""The noun and type of one of several texts."""

_WORD = (
    r"(?!(?:and|on|in|at|with|by|which|that|who|were|was|are|is|has|have|had|the|their|its|an?|during|after|while|between)\b)"
    r"[A-Za-z-]{2,20}"
)

_SUBJECTS = re.compile(
    rf"(?:\sof\sunderstanding)?\s(?:on|for|in\sthe\sfields?\sof)\s(?P<subjects>{_WORD}(?:\s{_WORD}){{0,4}}"
    rf"(?:(?:,|,?\sand)(?:\son)?\s{_WORD}(?:\s{_WORD}){{0,4}}){{1,8}})(?=[.;,]|\s(?:in|at|with|by|during|after|on|between|were)\b|\Z)"
)
"""The subjects of several texts, after their noun: “agreements on social security and film co-production”."""

_JOINT = re.compile(r"(?:,\sand|,|\sand)(?:\son)?\s")


def texts_about(text: str, plural: re.Match[str]) -> Iterator[tuple[AgreementType, str, int, int]]:
    """The texts that a plural such as “agreements” names: the type, title and offsets of the subject of each."""
    name, kind = SINGULARS.get(plural.group().lower(), ("", None))
    match = _SUBJECTS.match(text, plural.end()) if kind else None
    if kind is None or match is None:
        return
    if "understanding" in text[plural.end() : match.start("subjects")]:
        name += " of understanding"
    start, end = match.span("subjects")
    edges = [edge for joint in _JOINT.finditer(text, start, end) for edge in joint.span()]
    for first, last in zip([start, *edges[1::2]], [*edges[::2], end], strict=True):
        yield kind, f"{name} on {text[first:last]}", first, last
