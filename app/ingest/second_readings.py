"""Second readings: what another reviewer says of the entries of a document, without seeing the first verdicts.

A second verdict is a line of ``documents/ID.review`` with ``reading: 2``: ``proposed`` has the values and quotes
that were shown, ``accepted`` those that the second reader found right. It counts as long as the seed has these values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.ingest.reviews import Review, ReviewError, ReviewVerdict, read_reviews
from app.ingest.seed_files import SeedFiles, hashes_of

PLACE = ("paragraph", "quote", "until", "occurrence", "row")
"""What tells a place from the others of its document."""


def plain_value(value: Any) -> Any:
    """A value as both YAML and JSON have it: numbers, dates and flags as text."""
    if isinstance(value, dict):
        return {name: plain_value(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def place_of(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(evidence.get(name) or "") for name in PLACE)


def newest(reviews: Iterable[Review]) -> list[Review]:
    """The verdicts that no later line supersedes, in the order of the lines."""
    reviews_by_number = dict(enumerate(reviews, 1))
    superseded_numbers = {review.supersedes for review in reviews_by_number.values()}
    return [review for number, review in reviews_by_number.items() if number not in superseded_numbers]


@dataclass(frozen=True)
class _Confirmation:
    """What a second reader confirmed of a record: values, and the places with their fields."""

    reader: str
    values: dict[str, Any]
    fields: dict[tuple[str, ...], frozenset[str]]

    def has(self, record: dict[str, Any], evidence: dict[str, Any]) -> bool:
        """Whether the reader confirmed a place for all its fields, with the values that the record has."""
        fields = evidence.get("fields") or []
        confirmed_fields = self.fields.get(place_of(evidence))
        return confirmed_fields is not None and all(
            name in confirmed_fields and self.values.get(name) == _value(record, evidence, name) for name in fields
        )


def _value(record: dict[str, Any], evidence: dict[str, Any], name: str) -> Any:
    """What a document says of a field: the value of the record, or another one."""
    return plain_value(evidence["says"] if evidence.get("says") is not None else record.get(name))


def _confirmation_of(review: Review) -> _Confirmation:
    content = review.accepted or {}
    fields = {place_of(quote): frozenset(quote.get("fields") or []) for quote in content.get("quotes", [])}
    return _Confirmation(review.by, plain_value(content.get("values") or {}), fields)


def count_readers(files: SeedFiles) -> None:
    """Add the second readers to the number in ``reviewed`` of each place that they confirmed.

    A damaged review counts for nothing; ``check`` reports it.
    """
    confirmations: dict[tuple[str, str, str], list[_Confirmation]] = {}
    for document in hashes_of(files):
        try:
            reviews = newest(read_reviews(files.directory, document))
        except ReviewError:
            continue
        for review in reviews:
            if review.reading == 2 and review.verdict is ReviewVerdict.accepted:
                key = document, review.kind, review.record
                confirmations.setdefault(key, []).append(_confirmation_of(review))
    if not confirmations:
        return
    for kind, entries in files.entries.items():
        for entry in entries:
            if not isinstance(entry.values, dict):
                continue
            for evidence in entry.evidence:
                if isinstance(evidence, dict):
                    readings = confirmations.get((str(evidence.get("document")), kind, entry.name), [])
                    readers = {reading.reader for reading in readings if reading.has(entry.values, evidence)}
                    if readers:
                        evidence["reviewed"] = _sum(evidence.get("reviewed"), len(readers))


def _sum(count: Any, readers: int) -> Any:
    """The number of readers in all. What is no number stays, because it is a fault that a person must see."""
    text = str(count if count is not None else 0).lower()
    first = {"true": 1, "false": 0}.get(text, int(text) if text.isdecimal() and len(text) == 1 else None)
    return count if first is None else str(min(9, first + readers))
