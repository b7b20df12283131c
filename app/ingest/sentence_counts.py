"""Counts the sentences of each document: cited, set aside and open.

The lock says where they start, so they can be counted without the text.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.vocabulary import SetAside
from app.ingest.seed_schema import DocumentSeed, SeedRecord
from app.ingest.seed_schema.documents import SentenceCounts


@dataclass(frozen=True)
class Sentences:
    """The sentences of a paragraph, numbered from 1: how many, those that are cited, and those set aside."""

    paragraph: int
    total: int
    cited_numbers: frozenset[int]
    aside: Mapping[int, SetAside]

    @property
    def open(self) -> list[int]:
        """The sentences that are neither cited nor set aside."""
        return [
            number
            for number in range(1, self.total + 1)
            if number not in self.cited_numbers and number not in self.aside
        ]

    @property
    def cited_and_aside(self) -> list[int]:
        """The sentences that are both cited and set aside, which is a mistake."""
        return sorted(self.cited_numbers & self.aside.keys())

    @property
    def counts(self) -> SentenceCounts:
        reasons = [reason for number, reason in self.aside.items() if number not in self.cited_numbers]
        return SentenceCounts(
            paragraph=self.paragraph, total=self.total, cited=len(self.cited_numbers), open=len(self.open),
            **{reason.value: reasons.count(reason) for reason in SetAside},
        )  # fmt: skip


Spans = Mapping[int, list[tuple[int, int]]]
"""The cited spans of a text, by paragraph."""


def cited_spans(records: Iterable[SeedRecord]) -> Mapping[str, Spans]:
    """The spans of each document that some record cites."""
    spans: dict[str, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for evidence in record.evidence:
            if evidence.paragraph and evidence.end:
                spans[evidence.document][evidence.paragraph].append((evidence.start, evidence.end))
    return spans


def sentences_of(document: DocumentSeed, starts: Mapping[int, list[int]], spans: Spans) -> Iterator[Sentences]:
    """The sentences of each paragraph. ``starts`` has the offsets at which they start, by paragraph."""
    aside: dict[int, dict[int, SetAside]] = defaultdict(dict)
    for passage in document.set_aside:
        for number in passage.paragraph_numbers:
            for sentence in passage.sentences or range(1, len(starts.get(number, ())) + 1):
                aside[number][sentence] = passage.why
    for number, bounds in sorted(starts.items()):
        cited_numbers: set[int] = set()
        for start, end in spans.get(number, ()):
            cited_numbers.update(range(max(1, bisect_right(bounds, start)), max(1, bisect_left(bounds, end)) + 1))
        yield Sentences(number, len(bounds), frozenset(cited_numbers), aside[number])
