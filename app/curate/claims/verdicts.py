"""Verdicts on what a sentence claims."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class ClaimVerdict(StrEnum):
    """``contradicted``: a record about the same thing has another value. ``not-recorded``: no document that was read
    states or denies it. ``beyond``: it is about a time, or about parties, that the documents do not reach."""

    supported = "supported"
    contradicted = "contradicted"
    not_recorded = "not-recorded"
    beyond = "beyond"


@dataclass(frozen=True)
class Difference:
    """A field on which a claim differs from the record, in words that a reader may compare. ``aspect`` names what of a
    number differs, if that is easily missed: “the scale”."""

    field: str
    claimed: str
    recorded: str
    aspect: str = ""


@dataclass(frozen=True)
class ComparedRecord:
    """A record that a verdict is based on, and the fields of it that were compared."""

    kind: str
    id: str
    title: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """What a sentence claims, of one kind. ``start`` and ``end`` count characters in the sentence.

    ``unsupported_words`` are the words that keep a record from supporting it; empty if there are none.
    ``uncompared_words`` are the words of a supported claim that were compared with nothing.
    """

    kind: str
    verdict: ClaimVerdict
    start: int
    end: int
    values: dict[str, object]
    records: Sequence[ComparedRecord] = ()
    differences: Sequence[Difference] = ()
    unsupported_words: str = ""
    uncompared_words: Sequence[str] = ()

    def not_recorded(self, words: str = "") -> "Claim":
        """The claim as one that no record supports, because of ``words`` of its sentence."""
        return replace(
            self, verdict=ClaimVerdict.not_recorded, records=[], differences=[], uncompared_words=(),
            unsupported_words=words,
        )  # fmt: skip
