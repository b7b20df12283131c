"""Checks a seed: its files, its values, the words cited for them and, if they are here, the source texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.domain.free_text import clean
from app.ingest.citation_check import check_spans, documents_of
from app.ingest.cited_values import CitedValues
from app.ingest.findings import Finding, Level, SeedError
from app.ingest.locking import find_places
from app.ingest.locks import RENEW
from app.ingest.places import SourceText
from app.ingest.reviews import review_findings
from app.ingest.seed_files import DOCUMENTS
from app.ingest.seed_reader import Seed, read_files
from app.ingest.seed_schema import DocumentSeed

BEGINNING = 70
"""Number of characters that are shown of a sentence."""


def read_and_check(directory: Path, texts: Mapping[str, SourceText] | None) -> tuple[Seed | None, list[Finding]]:
    """The seed of a folder, ``None`` if it has errors, and all findings about it.

    ``texts`` are the source texts by hash. Without them only the files are checked.
    """
    try:
        seed = Seed(directory)
    except SeedError as error:
        faults = _with_candidates(directory, error.faults, texts or {})
        if error.partial_seed is None:
            count = "one error: correct it" if len(faults) == 1 else f"{len(faults)} errors: correct these"
            message = f"the check stopped after {count}, and check again"
            return None, [*faults, Finding("", 0, "", "", message, level=Level.warning)]
        message = "records with errors are not compared with the words cited for them: correct the errors first"
        omission = Finding("", 0, "", "", message, level=Level.not_checked)
        return None, [*faults, omission, *_word_findings(error.partial_seed, texts)]
    return seed, list(_findings(seed, texts))


def _with_candidates(directory: Path, faults: list[Finding], texts: Mapping[str, SourceText]) -> list[Finding]:
    """The faults. Each about a quote that no lock has also names the places that may be meant."""
    candidates: dict[tuple[str, str, str], Finding] = {}

    def refuse(finding: Finding) -> None:
        candidates[finding.file, finding.record, ".".join(finding.field.split(".")[:2])] = finding

    find_places(read_files(directory), texts, refuse)
    return [
        candidates.get((fault.file, fault.record, fault.field), fault) if RENEW in fault.message else fault
        for fault in faults
    ]


def _word_findings(seed: Seed, texts: Mapping[str, SourceText] | None) -> Iterator[Finding]:
    """Findings about the places of evidence, and about values that the cited words do not contain."""
    if texts is None:
        count = len(documents_of(seed))
        message = f"the texts of {count} documents are not compared: name their folder with --documents DIR"
        yield Finding(DOCUMENTS, 0, "", "", message, level=Level.not_checked)
    else:
        yield from check_spans(seed, texts)
    for doubt in CitedValues(seed.records, texts or {}).doubts(seed):
        yield seed.finding(doubt.record, doubt.field, doubt.message, doubt.value, doubt.level)


def _findings(seed: Seed, texts: Mapping[str, SourceText] | None) -> Iterator[Finding]:
    yield from _word_findings(seed, texts)
    yield from seed.warnings()
    yield from _unused_locks(seed)
    yield from review_findings(seed.files.directory, documents_of(seed))
    for document in documents_of(seed).values():
        yield from _sentence_findings(seed, document, (texts or {}).get(document.sha256))


def _sentence_findings(seed: Seed, document: DocumentSeed, text: SourceText | None) -> Iterator[Finding]:
    """The sentences of a document that are neither cited nor set aside, and those that are both."""
    paragraphs = seed.sentences.get(document.id)
    if paragraphs is None:
        if not document.is_data_set:
            message = f"its lock does not say where its sentences start: {RENEW}"
            yield seed.finding(document, "paragraphs", message, level=Level.warning)
        return
    for paragraph in paragraphs:
        for numbers, message in (
            (paragraph.open, "no record cites this sentence, and it is not set aside"),
            (paragraph.cited_and_aside, "this sentence is set aside, and a record cites it"),
        ):
            for number in numbers:
                value = f"paragraph {paragraph.paragraph}, sentence {number}"
                words = text and _beginning(text, paragraph.paragraph, number, document.language)
                yield seed.finding(
                    document, "set_aside", message, f"{value}: {words}" if words else value, Level.warning
                )


def _beginning(text: SourceText, paragraph: int, sentence: int, language: str) -> str:
    """The first words of a sentence; empty if the lock belongs to another text."""
    if paragraph > len(text.paragraphs):
        return ""
    starts = [*text.sentences(paragraph, language), text.paragraphs[paragraph - 1][1]]
    start, end = starts[sentence - 1 : sentence + 1] if sentence < len(starts) else (0, 0)
    return clean(text.content[start : min(end, start + BEGINNING)])


def _unused_locks(seed: Seed) -> Iterator[Finding]:
    """Locked quotes and rows that nothing cites, and locks of documents that are not there."""
    documents = documents_of(seed)
    cited_keys = {(evidence.document, evidence.row or evidence.key) for record in seed for evidence in record.evidence}
    for path in sorted((seed.files.directory / DOCUMENTS).glob("*.lock")):
        file = f"{DOCUMENTS}/{path.name}"
        lock = seed.locks.get(path.stem) if path.stem in documents else None
        if lock is None:
            yield Finding(file, 0, "", "", "no document has this lock: delete it", level=Level.warning)
            continue
        places: dict[Any, str] = {key: key[1] for key in lock.quotes} | {key: key for key in lock.rows}
        unused_places = [name for key, name in places.items() if (path.stem, key) not in cited_keys]
        if unused_places:
            message = f"nothing cites {len(unused_places)} of its places: {RENEW}"
            yield Finding(file, 0, "", "", message, unused_places[0], Level.warning)
