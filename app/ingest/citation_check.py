"""Compares the evidence of a seed with the source texts: spans, hashes, words, paragraphs and sentences."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from app.ingest.data_sets import check_data_set, check_row
from app.ingest.findings import Finding, Level
from app.ingest.locks import RENEW
from app.ingest.places import SourceText, digest
from app.ingest.quotes import QuoteError, lock_quote, plain_text
from app.ingest.seed_schema import DocumentSeed, EvidenceSeed

if TYPE_CHECKING:
    from app.ingest.seed_reader import Seed


def documents_of(seed: "Seed") -> dict[str, DocumentSeed]:
    """The documents by id."""
    return {record.id: record for record in seed.of(DocumentSeed)}


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
    # The document may have soft hyphens, decomposed accents or other spaces, which the quote has not.
    if evidence.as_written is not None and plain_text(evidence.as_written) != plain_text(span):
        yield f"the span does not hold {evidence.as_written!r}"
    try:
        lock_quote(text, evidence.key)
    except QuoteError as error:
        yield str(error)


def check_spans(seed: "Seed", texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """The faults of all citations. For a document whose text is not here, one finding says that nothing was compared.

    This is an error in two cases: a file has the name of the document, so its text has changed; or no document at all
    has its text, so the folder is the wrong one.
    """
    documents = documents_of(seed)
    file_faults: set[tuple[str, str]] = set()  # else each row would report the same missing column
    names = {text.path.stem for text in texts.values()}
    wrong_folder = all(document.sha256 not in texts for document in documents.values())
    for document in documents.values():
        text = texts.get(document.sha256)
        if text is None:
            message = (
                "no text has this hash: it is missing, has changed or is not in UTF-8, so its quotes are not compared"
            )
            level = Level.error if wrong_folder or document.id in names else Level.not_checked
            yield seed.finding(document, "sha256", message, document.sha256, level)
        elif document.is_data_set:
            for message in check_data_set(document, text):
                file_faults.add((document.id, message))
                yield seed.finding(document, "rows", message)
        elif len(text.paragraphs) != document.paragraphs:
            message = f"the text has {len(text.paragraphs)} paragraphs, not {document.paragraphs}"
            yield seed.finding(document, "paragraphs", message)
        else:
            yield from _moved_sentences(seed, document, text)
    for record in seed:
        for number, evidence in enumerate(record.evidence):
            if evidence.document not in documents:  # it has faults itself
                continue
            document = documents[evidence.document]
            text = texts.get(document.sha256)
            if text is None:
                continue
            if evidence.row is None:
                name, faults = "quote", check_span(evidence, text)
            else:
                name, faults = "row", check_row(evidence, document, text)
            for message in faults:
                if name == "row" and (document.id, message) in file_faults:
                    continue
                file_faults.add((document.id, message))
                yield seed.finding(record, f"evidence.{number}.{name}", message, evidence.row or evidence.quote or "")


def _moved_sentences(seed: "Seed", document: DocumentSeed, text: SourceText) -> Iterator[Finding]:
    """Findings about paragraphs whose sentences do not start where the lock says: their numbers may be wrong."""
    lock = seed.locks.get(document.id)
    for number, starts in (lock.sentences if lock else {}).items():
        if number > len(text.paragraphs) or text.sentences(number, document.language) != starts:
            message = f"the sentences of this paragraph start elsewhere than its lock says: {RENEW}"
            yield seed.finding(document, "paragraphs", message, str(number))
            return
