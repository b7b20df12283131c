"""The reviews of a document: what was proposed from it, and what a reviewer accepted or rejected, by whom and when.

``documents/ID.review`` has a line of JSON for each verdict and only grows. Each line has the hash of the line before,
so that a line that somebody changed or removed is found. A later verdict about a record names the line it supersedes.
A record of which no line speaks was written by hand.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, with_config
from typing_extensions import TypedDict

from app.ingest import files
from app.ingest.findings import Finding, Level
from app.ingest.places import digest
from app.ingest.seed_files import DOCUMENTS, MAX_SEED_FILE_BYTES
from app.ingest.value_faults import fault_sentences

SUFFIX = ".review"

MAX_KIND, MAX_RECORD, MAX_BY, MAX_REVIEWER = 40, 100, 200, 100
"""Characters of a kind, of an id, of the name of a rule or model, and of that of a reviewer."""

TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00"
"""The form of a time: UTC, in seconds."""


def time_now() -> str:
    """The present time in the form of ``TIME``."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class ReviewVerdict(StrEnum):
    """What a reviewer said of a proposal."""

    accepted = "accepted"
    rejected = "rejected"


@with_config(extra="allow")
class ReviewQuote(TypedDict, total=False):
    """A place in the document, and the fields that it supports."""

    paragraph: int | None
    fields: list[str] | None


@with_config(extra="allow")
class ReviewContent(TypedDict, total=False):
    """What was proposed or accepted."""

    values: dict[str, Any]
    quotes: list[ReviewQuote]


class Review(BaseModel):
    """A verdict about one proposal.

    ``kind`` and ``record`` name the record, also one of another file that the document supports. ``proposed`` has the
    values and quotes as they were first proposed by ``proposed_by``: ``rule:NAME/VERSION``, ``model:NAME`` or
    ``reviewer:NAME``. ``accepted`` has them as they entered the seed; None if they were rejected. ``proposal`` is the
    number in the draft, and 0 for the document itself. ``at`` is a time in UTC. ``supersedes`` is the number of an
    earlier line about the same record. ``previous`` is the SHA-256 of the line before, and empty in the first.
    ``reading`` is 2 if a second reader says it of an entry of the seed: see :mod:`app.ingest.second_readings`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str = Field(min_length=1, max_length=MAX_KIND)
    record: str = Field(min_length=1, max_length=MAX_RECORD)
    proposal: int = Field(ge=0)
    proposed_by: str = Field(min_length=1, max_length=MAX_BY)
    proposed: ReviewContent
    verdict: ReviewVerdict
    accepted: ReviewContent | None = None
    by: str = Field(min_length=1, max_length=MAX_REVIEWER)
    at: str = Field(pattern=f"^{TIME}$")
    supersedes: int | None = Field(None, ge=1)
    reading: Literal[2] | None = None
    previous: str = Field("", pattern="^([0-9a-f]{64})?$")


class ReviewError(ValueError):
    """A line of a review is damaged. ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def review_path(directory: Path, document: str) -> Path:
    """The file of a document's reviews in a seed directory."""
    return directory / DOCUMENTS / f"{document}{SUFFIX}"


def parse_reviews(text: str) -> list[Review]:
    """Read the reviews of a document. Raises :class:`ReviewError` for the first damaged line."""
    reviews: list[Review] = []
    previous = ""
    lines = text.split("\n")
    if lines.pop():
        raise ReviewError("the last line is cut short: restore it, or delete it", len(lines) + 1)
    for number, line in enumerate(lines, 1):
        try:
            review = Review.model_validate_json(line)
        except ValidationError as error:
            path, message = fault_sentences(error, Review)[0]
            raise ReviewError(": ".join([".".join(map(str, path)), message]).removeprefix(": "), number) from None
        if review.previous != previous:
            raise ReviewError("the line before it was changed or removed: a review only grows", number)
        if review.supersedes is not None and not _supersedes(reviews, review):
            raise ReviewError(f"line {review.supersedes} is no earlier verdict about {review.record}", number)
        reviews.append(review)
        previous = digest(line)
    return reviews


def _supersedes(earlier: list[Review], review: Review) -> bool:
    number = review.supersedes or 0
    return number <= len(earlier) and _subject(earlier[number - 1]) == _subject(review)


def _subject(review: Review) -> tuple[str, str]:
    return review.kind, review.record


def read_reviews(directory: Path, document: str) -> list[Review]:
    """The reviews of a document, the oldest first; none if it has no file. Raises :class:`ReviewError`."""
    path = review_path(directory, document)
    if not path.exists():
        return []
    try:
        return parse_reviews(files.decode(files.read_file(path, MAX_SEED_FILE_BYTES)))
    except files.FileError as error:
        raise ReviewError(str(error), 0) from None


def append_reviews(directory: Path, document: str, reviews: Iterable[Review]) -> None:
    """Add reviews to those of a document. Raises :class:`ReviewError` if these are damaged; then nothing is written.

    ``previous`` is filled in, and ``supersedes`` where it is not given: the newest line by the same reviewer about the
    same record and proposal.
    """
    earlier = read_reviews(directory, document)
    path = review_path(directory, document)
    previous = digest(path.read_bytes().decode().split("\n")[-2]) if earlier else ""
    lines = []
    for review in reviews:
        newest = next(
            (number for number in range(len(earlier), 0, -1) if _is_same_verdict(earlier[number - 1], review)), None
        )
        linked_review = review.model_copy(update={"previous": previous, "supersedes": review.supersedes or newest})
        line = linked_review.model_dump_json(exclude_none=True)
        previous = digest(line)
        lines.append(line)
        earlier.append(linked_review)
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _is_same_verdict(earlier: Review, review: Review) -> bool:
    return all(
        getattr(earlier, name) == getattr(review, name) for name in ("kind", "record", "proposal", "by", "reading")
    )


def review_findings(directory: Path, documents: Iterable[str]) -> Iterator[Finding]:
    """The damaged reviews of a seed, and those of documents that are not there."""
    names = set(documents)
    for path in sorted((directory / DOCUMENTS).glob(f"*{SUFFIX}")):
        file = f"{DOCUMENTS}/{path.name}"
        if path.stem not in names:
            yield Finding(file, 0, "", "", "no document has this review", level=Level.warning)
        try:
            read_reviews(directory, path.stem)
        except ReviewError as error:
            yield Finding(file, error.line, path.stem, "", str(error))
