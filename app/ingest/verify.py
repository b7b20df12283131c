"""Whether every place that the seed cites is there, and says what the record says."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.edtf import Span
from app.domain.free_text import clean
from app.domain.prose import numbers, writes_date
from app.domain.vocabulary import EvidenceMethod
from app.ingest.places import Text, digest
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import DocumentSeed, EvidenceSeed, OfficialSeed, SeedRecord

DATES = ("date", "established", "made", "due", "valid")

NUMBERS = ("value", "growth_percent", "session", "count")


@dataclass(frozen=True)
class Fault:
    """One thing that a text does not bear out."""

    record: str
    field: str
    document: str
    paragraph: int | None
    message: str


def check_span(place: EvidenceSeed, text: Text) -> Iterator[str]:
    """What is wrong with a place by itself."""
    if place.end > len(text.content):
        yield f"the span {place.start}-{place.end} is outside the text, which has {len(text.content)} characters"
        return
    span = text.content[place.start : place.end]
    if digest(span) != place.sha256:
        yield f"the span {place.start}-{place.end} has another hash: the text there is not the one that was cited"
    if text.paragraph_of(place.start, place.end) != place.paragraph:
        yield f"the span {place.start}-{place.end} is not inside paragraph {place.paragraph}"
    # As free text may have them: the document may have a soft hyphen, or a letter and its accent apart.
    if place.as_written is not None and place.as_written not in span and place.as_written not in clean(span):
        yield f"the span does not hold {place.as_written!r}"


def spans(seed: Seed, texts: Mapping[str, Text]) -> Iterator[Fault]:
    """Every cited place whose text is missing, has changed, or is not what the citation says."""
    documents = {d.id: d for d in seed.records["document"] if isinstance(d, DocumentSeed)}
    for document in documents.values():
        text = texts.get(document.sha256)
        if text is None:
            yield Fault(document.id, "sha256", document.id, None, "no text has this hash: it is missing or has changed")
        elif len(text.paragraphs) != document.paragraphs:
            message = f"the text has {len(text.paragraphs)} paragraphs, not {document.paragraphs}"
            yield Fault(document.id, "paragraphs", document.id, None, message)
    for record in seed:
        for place in record.evidence:
            text = texts.get(documents[place.document].sha256)
            for message in check_span(place, text) if text else ():
                yield Fault(record.id, ", ".join(place.field), place.document, place.paragraph, message)


def values(seed: Seed, texts: Mapping[str, Text]) -> Iterator[Fault]:
    """Every number and date of a record that the text cited for it does not write, unless it is inferred."""
    documents = {d.id: d for d in seed.records["document"] if isinstance(d, DocumentSeed)}
    for record in seed:
        cited: dict[str, list[EvidenceSeed]] = defaultdict(list)
        for place in record.evidence:
            for name in place.field:
                cited[name].append(place)
        for name, value in _to_check(record):
            places = cited[name]
            if any(place.method is EvidenceMethod.inferred for place in places):
                continue
            read = [(place, texts.get(documents[place.document].sha256)) for place in places]
            if not all(text for _, text in read):
                continue
            if not any(_writes(text.content[p.start : p.end], value) for p, text in read if text):
                shown = value.text if isinstance(value, Span) else f"{value:g}"
                document, paragraph = (places[0].document, places[0].paragraph) if places else ("", None)
                yield Fault(record.id, name, document, paragraph, f"the text cited for it does not write {shown}")
        if isinstance(record, OfficialSeed):
            yield from _posts(record, documents)


def _to_check(record: SeedRecord) -> Iterator[tuple[str, Any]]:
    for name in (*DATES, *NUMBERS):
        value = getattr(record, name, None)
        if value is not None and not callable(value):
            yield name, value


def _writes(text: str, value: Any) -> bool:
    return writes_date(text, value) if isinstance(value, Span) else float(value) in numbers(text)


def _posts(record: OfficialSeed, documents: Mapping[str, DocumentSeed]) -> Iterator[Fault]:
    """A post is stated as of a day at which a cited document may have appeared."""
    published = [d.date for d in (documents[place.document] for place in record.evidence) if d.date]
    for number, post in enumerate(record.positions):
        if post.as_of and not any(_overlap(post.as_of, span) for span in published):
            message = f"no cited document may be of {post.as_of.text}"
            yield Fault(record.id, f"positions.{number}.as_of", "", None, message)


def _overlap(a: Span, b: Span) -> bool:
    return bool(a.start and b.start and a.end and b.end and a.start <= b.end and b.start <= a.end)


def unexplained(seed: Seed) -> Iterator[tuple[DocumentSeed, int]]:
    """Paragraphs that support no record and are not set aside."""
    cited: dict[str, set[int]] = defaultdict(set)
    for record in seed:
        for place in record.evidence:
            cited[place.document].add(place.paragraph)
    for document in seed.records["document"]:
        if isinstance(document, DocumentSeed):
            explained = cited[document.id].union(*(group.paragraphs for group in document.set_aside))
            for paragraph in range(1, document.paragraphs + 1):
                if paragraph not in explained:
                    yield document, paragraph
