"""The evidence on the page of a record: for each fact the passages that say so, with the value marked in the words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from app.domain.date_words import turn_words
from app.domain.titles import name_without_title
from app.domain.vocabulary import EvidenceMethod
from app.web.pictures.drawing import tag
from app.web.records.record_fields import facts, field_label, fields_of_fact

QUOTE_CONTEXT = 110
"""Characters of a quote before and after the marked words, at most."""


@dataclass(frozen=True)
class EvidencePassage:
    """A paragraph or row of a document that supports a fact.

    ``words`` are the sentence with the marked span, where the operator has the text, or else the few words that the
    data have; they may be empty. ``locator`` is "¶ 5" or "row CHN-2019". ``note`` says how an inferred value was worked
    out, and what the document says if it differs from the record.
    """

    id: str
    words: Markup
    source: str
    locator: str
    href: str
    note: str
    differs: bool


@dataclass(frozen=True)
class FieldEvidence:
    """A field of a record with its evidence: the passage that says it best, and the others."""

    name: str
    value: Any
    passages: Sequence[EvidencePassage]

    @property
    def first(self) -> EvidencePassage | None:
        return self.passages[0] if self.passages else None

    @property
    def further(self) -> Sequence[EvidencePassage]:
        """All other passages: those that differ come first."""
        return sorted(self.passages[1:], key=lambda passage: not passage.differs)


def facts_with_evidence(
    record: Mapping[str, Any], sources: Sequence[Mapping[str, Any]]
) -> tuple[list[FieldEvidence], FieldEvidence]:
    """The facts of a record, and what else its evidence supports: the record itself, its title, and the like.

    ``sources`` are those that ``cited_sources`` reads. The evidence of a conflict is for its sides, not for its fields.
    """
    names = {source["document"]: source_name(source) for source in sources}
    newest = {document: number for number, document in enumerate(names)}
    evidence = sorted(record["evidence"], key=lambda item: (*_rank(item), newest.get(item["document"], len(newest))))
    fact_views = []
    listed_fields: set[str] = set()
    for name, value in facts(record):
        fields = set() if "sides" in record else fields_of_fact(name)
        listed_fields |= fields
        fact_views.append(
            FieldEvidence(
                name, value, [_passage(item, names) for item in evidence if fields.intersection(item["fields"])]
            )
        )
    further = [_passage(item, names) for item in evidence if not listed_fields.intersection(item["fields"])]
    return fact_views, FieldEvidence("", None, further)


def _rank(evidence: Mapping[str, Any]) -> tuple[bool, bool, bool]:
    """Passages that state the value in a few words come first."""
    return evidence["says"] is not None, evidence["method"] != EvidenceMethod.stated, evidence["as_written"] is None


def source_name(source: Mapping[str, Any]) -> str:
    """A source in a few words: "Report of 3 Feb 2026", "Kazinform News Agency, Jul 2025"."""
    if name := source["publisher"] or source["author"]:
        date = source["published"] and turn_words(source["published"]).removesuffix(" (day not stated)")
        return ", ".join(filter(None, (name, date)))
    return name_without_title(None, source["published"])


def _passage(evidence: Mapping[str, Any], names: Mapping[str, str]) -> EvidencePassage:
    notes = [
        f"says {field_label(evidence['says']).lower()}" if evidence["says"] else None,
        f"inferred: {evidence['reason']}" if evidence["method"] == EvidenceMethod.inferred else None,
    ]
    return EvidencePassage(
        id=evidence["id"],
        words=marked_words(evidence),
        source=names.get(evidence["document"], evidence["document"]),
        locator=f"row {evidence['row']}" if evidence["row"] else f"¶\N{NO-BREAK SPACE}{evidence['paragraph']}",
        href=evidence["html_url"],
        note="; ".join(filter(None, notes)),
        differs=evidence["says"] is not None,
    )


def marked_words(evidence: Mapping[str, Any]) -> Markup:
    """The words of a passage with its span marked, cut to what stands near it; empty if there are none to show."""
    quote, as_written = evidence["quote"], evidence["as_written"]
    span = span_in_quote(evidence)
    if quote is None or (span is None and as_written):
        return tag("mark", as_written) if as_written else Markup()
    start, end = span or (0, len(quote))
    first, last = _cut(quote, start, end)
    before, after = ("…" * (first > 0)) + quote[first:start], quote[end:last] + "…" * (last < len(quote))
    span_words = tag("mark", quote[start:end]) if span and end - start < last - first else quote[start:end]
    return Markup("{}{}{}").format(before, span_words, after)


def _cut(quote: str, start: int, end: int) -> tuple[int, int]:
    """Where the part of a quote near a span begins and ends, at the edges of words."""
    first = quote.find(" ", start - QUOTE_CONTEXT) + 1 if start > QUOTE_CONTEXT else 0
    last = quote.rfind(" ", 0, end + QUOTE_CONTEXT) if len(quote) > end + QUOTE_CONTEXT else len(quote)
    return min(first, start), max(last, end)


def span_in_quote(evidence: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where the span of a passage is in its quote, found by its hash; None if it is there never or twice."""
    if evidence["quote"] is None or evidence["start"] is None:
        return None
    quote, length = evidence["quote"], evidence["end"] - evidence["start"]
    starts = [
        start
        for start in _candidates(quote, length, evidence["as_written"])
        if _is_span(evidence, quote, start, length)
    ]
    return (starts[0], starts[0] + length) if len(starts) == 1 else None


def _candidates(quote: str, length: int, as_written: str | None) -> Iterable[int]:
    if not as_written or len(as_written) != length:
        return range(len(quote) - length + 1)
    return _occurrences(quote, as_written)


def _occurrences(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _is_span(evidence: Mapping[str, Any], quote: str, start: int, length: int) -> bool:
    return bool(sha256(quote[start : start + length].encode()).hexdigest() == evidence["sha256"])
