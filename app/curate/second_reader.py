"""Lets a second reader judge the entries of a document without the first verdicts, and counts how often both agree.

The entries are those of the seed that cite the document, mixed with the proposals that the first reader rejected. If
all were accepted ones, there would be nothing to judge.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.curate.chat import Say
from app.domain.text import fold, hint_for, nearest, nearest_hint
from app.ingest.reviews import Review, ReviewVerdict, append_reviews, read_reviews, time_now
from app.ingest.second_readings import PLACE, newest, plain_value
from app.ingest.seed_files import SeedFiles, hashes_of
from app.ingest.seed_reader import read_files

MIN_PAIRS = 20
"""Pairs of verdicts from which on Cohen's kappa is given: of fewer it means nothing."""

MAX_CHANCE_AGREEMENT = 0.8
"""Agreement by chance alone, from 0 to 1, above which kappa misleads: it is near 0 however well both agree."""

BY_HAND = "seed"
"""Who proposed an entry that was written by hand."""


class SecondReadingError(ValueError):
    """The reader has nothing to judge here, or names a field that is not there. The message says which."""


@dataclass(frozen=True)
class ReviewEntry:
    """What a second reader judges: the fields of a record that a document supports, and its quotes for them.

    ``proposal`` is the number of the first proposal. ``is_read`` says whether this reader has judged it with its
    present values."""

    kind: str
    record: str
    proposal: int
    proposed_by: str
    values: dict[str, Any]
    quotes: Sequence[Mapping[str, Any]]
    is_read: bool = False

    @property
    def fields(self) -> list[str]:
        """The fields to be judged, in the order of the quotes."""
        return list(dict.fromkeys(name for quote in self.quotes for name in quote.get("fields") or []))

    @property
    def content(self) -> dict[str, Any]:
        """What the reader judges, as the review stores it."""
        return {"values": self.values, "quotes": self.quotes}


def review_entries(directory: Path, document: str, reader: str) -> list[ReviewEntry]:
    """The entries for a reader, in the order of the text. Raises :class:`SecondReadingError` and ``ReviewError``."""
    files = read_files(directory)
    documents = hashes_of(files)
    if document not in documents:
        hint = hint_for(document, documents, 1)
        raise SecondReadingError(f"there is no document {document}{hint}")
    reviews = newest(read_reviews(directory, document))
    first = [review for review in reviews if review.reading is None]
    candidates = [*_of_seed(files, document, first), *_of_rejections(first)]
    keys = {(review.kind, review.record, review.proposal) for review in first if fold(review.by) == fold(reader)}
    entries = [entry for entry in candidates if (entry.kind, entry.record, entry.proposal) not in keys]
    if not entries:
        reason = f"{reader} was the first reader of all" if candidates else "nothing cites it"
        raise SecondReadingError(f"{document} has no entry for a second reader: {reason}")
    second = [review for review in reviews if review.reading == 2 and fold(review.by) == fold(reader)]
    readings = [(review.kind, review.record, review.proposal, plain_value(review.proposed)) for review in second]
    result = [
        replace(entry, is_read=(entry.kind, entry.record, entry.proposal, plain_value(entry.content)) in readings)
        for entry in entries
    ]
    return sorted(result, key=_position)


def _position(entry: ReviewEntry) -> tuple[int, str, str, int]:
    first = min((int(quote.get("paragraph") or 0) for quote in entry.quotes), default=0)
    return first, entry.kind, entry.record, entry.proposal


def _of_seed(files: SeedFiles, document: str, first: list[Review]) -> Iterator[ReviewEntry]:
    """The entries of the seed that cite the document, with what it says of their fields."""
    by_record = {
        (review.kind, review.record): review for review in reversed(first) if review.verdict is ReviewVerdict.accepted
    }
    by_hand = max((review.proposal for review in first), default=0) + 1
    for kind, group in files.entries.items():
        for entry in group:
            citations = [
                citation
                for citation in entry.evidence
                if isinstance(citation, dict) and citation.get("document") == document
            ]
            if not citations or not isinstance(entry.values, dict):
                continue
            quotes = [
                {name: citation[name] for name in (*PLACE, "fields", "says") if citation.get(name) not in (None, [])}
                for citation in citations
            ]
            other_values = {
                name: citation["says"]
                for citation in citations
                if citation.get("says") is not None
                for name in citation["fields"]
            }
            names = dict.fromkeys(name for citation in citations for name in citation.get("fields") or [])
            values = {name: other_values.get(name, entry.values.get(name)) for name in names}
            review = by_record.get((kind, entry.name))
            yield ReviewEntry(
                kind, entry.name, review.proposal if review else by_hand, review.proposed_by if review else BY_HAND,
                values, quotes,
            )  # fmt: skip


def _of_rejections(first: list[Review]) -> Iterator[ReviewEntry]:
    """The proposals that the first reader rejected, as they were proposed."""
    for review in first:
        values, quotes = review.proposed.get("values"), review.proposed.get("quotes")
        if review.verdict is ReviewVerdict.rejected and values is not None and quotes is not None:
            names = {name for quote in quotes for name in quote.get("fields") or []}
            cited_values = {name: value for name, value in values.items() if name in names}
            yield ReviewEntry(review.kind, review.record, review.proposal, review.proposed_by, cited_values, quotes)


def append_verdict(
    directory: Path, document: str, entry: ReviewEntry, reader: str, wrong_fields: Iterable[str] | None
) -> Review:
    """Append the verdict of a reader. ``wrong_fields`` names the fields that are wrong; ``None`` means all of them.

    Raises :class:`SecondReadingError` for a field that the entry does not have, ``ReviewError`` if the review is
    damaged; then nothing is written.
    """
    faulty = {*entry.fields} if wrong_fields is None else set(wrong_fields)
    unknown = sorted(faulty - {*entry.fields})
    if unknown:
        near = nearest(unknown[0], entry.fields) or entry.fields
        raise SecondReadingError(f"it has no field {unknown[0]!r}{nearest_hint(near)}")
    quotes = []
    for quote in entry.quotes:
        fields = [name for name in quote.get("fields") or [] if name not in faulty]
        if fields or not (quote.get("fields") or wrong_fields is None):
            quotes.append({**quote, "fields": fields})
    values = {name: value for name, value in entry.values.items() if name not in faulty}
    is_right = bool(quotes)
    review = Review(
        kind=entry.kind,
        record=entry.record,
        proposal=entry.proposal,
        proposed_by=entry.proposed_by,
        proposed=entry.content,
        verdict=ReviewVerdict.accepted if is_right else ReviewVerdict.rejected,
        accepted={"values": values, "quotes": quotes} if is_right else None,
        by=reader,
        at=time_now(),
        reading=2,
    )
    append_reviews(directory, document, [review])
    return review


@dataclass(frozen=True)
class FieldAgreement:
    """How often two readers say the same of a field. ``pairs`` counts the entries that both judged; ``first`` and
    ``second`` how many of them each found right."""

    field: str
    pairs: int
    agreeing: int
    first: int
    second: int

    @property
    def percent(self) -> float:
        return 100 * self.agreeing / self.pairs

    @property
    def by_chance(self) -> float:
        """The share of pairs, from 0 to 1, on which the readers would agree if each gave the verdicts at random."""
        shares = self.first / self.pairs, self.second / self.pairs
        return shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa, agreement beyond chance; ``None`` if there are too few pairs, or no reader ever said no."""
        if self.pairs < MIN_PAIRS or self.by_chance == 1:
            return None
        return (self.agreeing / self.pairs - self.by_chance) / (1 - self.by_chance)

    @property
    def remark(self) -> str:
        """Why there is no kappa, or why it says little, in words."""
        if self.pairs < MIN_PAIRS:
            return f"fewer than {MIN_PAIRS} pairs"
        if self.kappa is None:
            return "both say the same of all"
        verdict = "right" if self.first * 2 > self.pairs else "wrong"
        return (
            f"says little, as nearly all are {verdict}: go by percent" if self.by_chance > MAX_CHANCE_AGREEMENT else ""
        )


def agreement(directory: Path, documents: Iterable[str]) -> list[FieldAgreement]:
    """The agreement of first and second readers by field, and for ``all`` fields at the end; empty without a pair."""
    pairs: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for document in documents:
        for name, first, second in _pairs(read_reviews(directory, document)):
            pairs[name].append((first, second))
    all_pairs = [pair for group in pairs.values() for pair in group]
    groups = [*sorted(pairs.items()), *([("all", all_pairs)] if all_pairs else [])]
    return [
        FieldAgreement(
            name,
            len(group),
            sum(first == second for first, second in group),
            sum(first for first, _ in group),
            sum(second for _, second in group),
        )
        for name, group in groups
    ]


def _pairs(reviews: list[Review]) -> Iterator[tuple[str, bool, bool]]:
    """Each field that two readers judged: whether the first found it right, and the second."""
    current = newest(reviews)
    rejections = {
        (review.kind, review.record, review.proposal)
        for review in current
        if review.reading is None and review.verdict is ReviewVerdict.rejected
    }
    for review in current:
        if review.reading != 2:
            continue
        first = (review.kind, review.record, review.proposal) not in rejections
        right = {name for quote in (review.accepted or {}).get("quotes", []) for name in quote.get("fields") or []}
        proposed_fields = {name for quote in review.proposed.get("quotes", []) for name in quote.get("fields") or []}
        yield from ((name, first, name in right) for name in sorted(proposed_fields))


Ask = Callable[[str], str]
"""Asks a question and returns the answer. Raises ``EOFError`` or ``KeyboardInterrupt`` at the end."""


def _in_line(value: Any) -> str:
    """A value in one line: ``EE, FI`` for a list, ``official aino-virta role host`` for a mapping."""
    if isinstance(value, list):
        return ", ".join(map(_in_line, value))
    return (
        " ".join(f"{name} {_in_line(part)}" for name, part in value.items()) if isinstance(value, dict) else str(value)
    )


READING_KEYS = "a all is right, r nothing is right, names of wrong fields, s skip, q quit"


def read_in_terminal(directory: Path, document: str, reader: str, say: Say, ask: Ask) -> int:
    """Ask about each entry that the reader has not judged. Each answer is saved at once; returns their number."""
    count = 0
    entries = [entry for entry in review_entries(directory, document, reader) if not entry.is_read]
    for number, entry in enumerate(entries, 1):
        say(f"\n{number} of {len(entries)}: {entry.kind} {entry.record}")
        for name in entry.fields:
            say(f"  {name}: {_in_line(plain_value(entry.values.get(name)))}")
            for quote in entry.quotes:
                if name in (quote.get("fields") or []):
                    until = f" … {quote['until']}" if quote.get("until") else ""
                    words = f"“{quote['quote']}{until}”" if quote.get("quote") else quote.get("row", "no words")
                    line = f"¶ {quote['paragraph']} {words}" if quote.get("paragraph") else words
                    say(f"    {line}")
        while True:
            try:
                answer = ask(f"{READING_KEYS}: ").strip()
            except (EOFError, KeyboardInterrupt):
                return count
            if answer == "q":
                return count
            if answer == "s":
                break
            if not answer:
                continue
            wrong_fields = {"a": [], "r": None}.get(answer, answer.replace(",", " ").split())
            try:
                append_verdict(directory, document, entry, reader, wrong_fields)
            except SecondReadingError as error:
                say(str(error))
                continue
            count += 1
            break
    return count
