"""Checks the citations of the seed against the source texts: that each span exists and supports its record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.edtf import Span
from app.domain.free_text import clean
from app.domain.prose import numbers, writes_date
from app.domain.vocabulary import EvidenceMethod
from app.ingest.data_sets import check_data_set, check_row, passage
from app.ingest.places import SourceText, digest
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import DocumentSeed, EvidenceSeed, OfficialSeed, SeedRecord

DATE_FIELDS = ("date", "established", "made", "due", "valid")

NUMBER_FIELDS = ("value", "growth_percent", "session", "count")


@dataclass(frozen=True)
class CitationFault:
    """A citation that its document does not support."""

    record: str
    field: str
    document: str
    paragraph: int | None
    message: str


def check_span(evidence: EvidenceSeed, text: SourceText) -> Iterator[str]:
    """The faults of one citation, as sentences: its span, hash, paragraph and words."""
    if evidence.end > len(text.content):
        yield f"the span {evidence.start}-{evidence.end} is outside the text, which has {len(text.content)} characters"
        return
    span = text.content[evidence.start : evidence.end]
    if digest(span) != evidence.sha256:
        yield f"the span {evidence.start}-{evidence.end} has another hash: the text there is not the one that was cited"
    if text.paragraph_of(evidence.start, evidence.end) != evidence.paragraph:
        yield f"the span {evidence.start}-{evidence.end} is not inside paragraph {evidence.paragraph}"
    # The document may have soft hyphens or decomposed accents, which free text may not: compare the cleaned span too.
    if evidence.as_written is not None and evidence.as_written not in span and evidence.as_written not in clean(span):
        yield f"the span does not hold {evidence.as_written!r}"


def _check_place(evidence: EvidenceSeed, document: DocumentSeed, text: SourceText) -> Iterator[str]:
    return check_span(evidence, text) if evidence.row is None else check_row(evidence, document, text)


def check_spans(seed: Seed, texts: Mapping[str, SourceText]) -> Iterator[CitationFault]:
    """The faults of all citations, and documents whose text is missing or has changed."""
    documents = {d.id: d for d in seed.records["document"] if isinstance(d, DocumentSeed)}
    for document in documents.values():
        text = texts.get(document.sha256)
        if text is None:
            yield CitationFault(
                document.id, "sha256", document.id, None, "no text has this hash: it is missing or has changed"
            )
        elif document.is_data_set:
            for message in check_data_set(document, text):
                yield CitationFault(document.id, "rows", document.id, None, message)
        elif len(text.paragraphs) != document.paragraphs:
            message = f"the text has {len(text.paragraphs)} paragraphs, not {document.paragraphs}"
            yield CitationFault(document.id, "paragraphs", document.id, None, message)
    for record in seed:
        for evidence in record.evidence:
            document = documents[evidence.document]
            text = texts.get(document.sha256)
            for message in _check_place(evidence, document, text) if text else ():
                yield CitationFault(
                    record.id, ", ".join(evidence.fields), evidence.document, evidence.paragraph, message
                )


def check_values(seed: Seed, texts: Mapping[str, SourceText]) -> Iterator[CitationFault]:
    """The numbers and dates of records that the cited text does not contain, except those marked as inferred."""
    documents = {d.id: d for d in seed.records["document"] if isinstance(d, DocumentSeed)}
    for record in seed:
        cited: dict[str, list[EvidenceSeed]] = defaultdict(list)
        for evidence in record.evidence:
            for name in evidence.fields:
                cited[name].append(evidence)
        for name, value in _values_of(record):
            citations = cited[name]
            if any(evidence.method is EvidenceMethod.inferred for evidence in citations):
                continue
            passages = [(evidence, texts.get(documents[evidence.document].sha256)) for evidence in citations]
            if not all(text for _, text in passages):
                continue
            if not any(
                _writes(passage(citation, documents[citation.document], text), value)
                for citation, text in passages
                if text
            ):
                value_text = value.text if isinstance(value, Span) else f"{value:g}"
                document, paragraph = (citations[0].document, citations[0].paragraph) if citations else ("", None)
                yield CitationFault(
                    record.id, name, document, paragraph, f"the text cited for it does not write {value_text}"
                )
        if isinstance(record, OfficialSeed):
            yield from _check_positions(record, documents)


def _values_of(record: SeedRecord) -> Iterator[tuple[str, Any]]:
    for name in (*DATE_FIELDS, *NUMBER_FIELDS):
        value = getattr(record, name, None)
        if value is not None and not callable(value):
            yield name, value


def _writes(text: str, value: Any) -> bool:
    return writes_date(text, value) if isinstance(value, Span) else bool({float(value), -float(value)} & numbers(text))


def _check_positions(record: OfficialSeed, documents: Mapping[str, DocumentSeed]) -> Iterator[CitationFault]:
    """The positions whose ``as_of`` is not a possible publication day of a cited document."""
    published = [d.date for d in (documents[evidence.document] for evidence in record.evidence) if d.date]
    for number, position in enumerate(record.positions):
        if position.as_of and not any(_overlap(position.as_of, span) for span in published):
            message = f"no cited document may be of {position.as_of.text}"
            yield CitationFault(record.id, f"positions.{number}.as_of", "", None, message)


def _overlap(a: Span, b: Span) -> bool:
    return bool(a.start and b.start and a.end and b.end and a.start <= b.end and b.start <= a.end)


def uncited_paragraphs(seed: Seed) -> Iterator[tuple[DocumentSeed, int]]:
    """The paragraphs that no record cites and that are not set aside."""
    cited: dict[str, set[int]] = defaultdict(set)
    for record in seed:
        for evidence in record.evidence:
            cited[evidence.document].update([evidence.paragraph] if evidence.paragraph else [])
    for document in seed.records["document"]:
        if isinstance(document, DocumentSeed):
            explained = cited[document.id].union(*(group.paragraphs for group in document.set_aside))
            for paragraph in range(1, (document.paragraphs or 0) + 1):
                if paragraph not in explained:
                    yield document, paragraph
