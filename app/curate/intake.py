"""Takes an article in: reads it, refuses what is there already, has the rules propose, and makes a draft."""

import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

from pydantic import ValidationError

from app.curate.articles import Article
from app.curate.drafts import Draft, DraftError
from app.curate.duplicates import SAME, Overlap, overlaps
from app.curate.languages import language_of
from app.curate.names import Names
from app.curate.proposals import Proposal
from app.curate.quoting import quote
from app.curate.rules import all_rules
from app.curate.texts import ArticleText, Form, TextError, read_article
from app.domain import edtf
from app.domain.free_text import LIMIT, clean
from app.domain.text import fold
from app.domain.vocabulary import DocumentKind
from app.ingest import value_faults
from app.ingest.places import SourceText
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import DocumentSeed
from app.ingest.verify import documents_of

ACCEPTED = "accepted"
"""Folder, inside that of the drafts, of the drafts that were accepted."""

RULES_SECONDS = 60
"""Seconds that all rules together may take. What they proposed until then is kept."""

MAX_ID = 60


class IntakeError(ValueError):
    """The article cannot be taken in. The message says why, and what to do."""


@dataclass(frozen=True)
class Description:
    """What the curator says of a document. None is what he leaves to the page or to the text."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    source_url: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Intake:
    """A draft that was made, and what there is to say about it."""

    draft: Draft
    article: Article
    document: dict[str, Any]
    proposals: list[Proposal]
    notes: list[str] = field(default_factory=list)


Extractor = Callable[[Article], tuple[list[Proposal], list[str]]]
"""Proposes records of an article beside the rules, and says in sentences what became of that."""


def add(path: Path, description: Description, seed: Seed, names: Names, texts: Mapping[str, SourceText],
        drafts: Path, extractor: Extractor | None = None) -> Intake:  # fmt: skip
    """Make a draft of the article in a file. Raises :class:`IntakeError`; then nothing is written.

    ``texts`` are the known texts by hash.
    """
    try:
        text = read_article(path)
    except TextError as error:
        raise IntakeError(f"{path}: {error}") from None
    notes = list(_alike(text, seed, texts, drafts))
    document, more_notes = _document(text, description)
    article = Article(text.content, document["language"], _span(document.get("date")))
    proposals, faults = propose_within(article, names, RULES_SECONDS)
    document = _with_evidence(document, article)
    _require_valid(document)
    name = _id(description.id, document.get("title"), path, {*documents_of(seed)}, drafts)
    if extractor:
        more_proposals, sentences = extractor(article)
        proposals = sorted([*proposals, *more_proposals], key=_first_paragraph)
        faults += sentences
    try:
        draft = Draft.create(drafts, name, document, proposals, text.raw)
    except (DraftError, OSError) as error:
        raise IntakeError(str(error)) from None
    return Intake(draft, article, document, proposals, [*notes, *more_notes, *faults])


def _span(date: str | None) -> edtf.Span | None:
    return edtf.parse_closed(date) if date else None


def _alike(text: ArticleText, seed: Seed, texts: Mapping[str, SourceText], drafts: Path) -> Iterator[str]:
    """Sentences about texts that have passages in common. Raises :class:`IntakeError` for a text that is known."""
    documents = {document.sha256: document.id for document in documents_of(seed).values()}
    for sha256 in (text.sha256, text.file_hash):
        if sha256 in documents:
            raise IntakeError(f"this text is there already: it is the document {documents[sha256]}")
    known = {f"the document {documents[sha256]}": texts[sha256].content for sha256 in documents if sha256 in texts}
    for path in [*drafts.glob("*.txt"), *(drafts / ACCEPTED).glob("*.txt")]:
        if path.stem not in documents.values():
            known[f"the draft {path.stem}"] = path.read_text("utf-8", "replace")
    found = sorted(overlaps(text.content, known.items()), key=lambda overlap: -overlap.share)
    if found and found[0].share >= SAME:
        raise IntakeError(
            f"nearly the same text is there already: {_in_common(found[0])}; add only what is not there, as a new text"
        )
    yield from map(_in_common, found)


def _in_common(overlap: Overlap) -> str:
    return f"{overlap.percent} of the words are also in {overlap.name}"


def _document(text: ArticleText, description: Description) -> tuple[dict[str, Any], list[str]]:
    """The fields of the document, and sentences about where they come from."""
    language, note = _language(text, description.language)
    said = {name: clean(value)[:LIMIT].strip() for name, value in text.page.items() if name != "language"}
    by_curator = {
        name: value
        for name in ("title", "publisher", "source_url")
        if (value := getattr(description, name)) is not None
    } | ({"date": description.published} if description.published else {})
    by_page = {
        name: value for name, value in said.items() if value and name not in by_curator and _is_valid(name, value)
    }
    values = {**by_page, **by_curator}
    document: dict[str, Any] = {"kind": str(DocumentKind.article)}
    document |= {name: values[name] for name in ("title", "publisher", "author", "date") if name in values}
    document |= {"language": language}
    document |= {name: values[name] for name in ("source_url",) if name in values}
    document |= {"editorial": [*values], "sha256": text.sha256, "paragraphs": len(text.paragraphs)}
    _require_valid(document)
    form = {Form.html: "page", Form.pdf: "PDF", Form.plain: "file"}[text.form]
    notes = [note, *([f"the {form} itself says its {_listed(by_page)}"] if by_page else [])]
    if "date" not in values:
        notes.append("no day of publication is known, so “on Monday” has no date: give --published if you know it")
    return document, notes


def _listed(names: Mapping[str, str]) -> str:
    return ", ".join(name.replace("source_url", "address") for name in names)


def _language(text: ArticleText, given: str | None) -> tuple[str, str]:
    """The language, and a sentence that says how it was found. Raises :class:`IntakeError` if it is not certain."""
    if given:
        return given, f"the language is {given}, as you say"
    by_words, by_page = language_of(text.content), text.page.get("language")
    if by_words and by_page and by_words != by_page:
        raise IntakeError(
            f"the page says that its language is {by_page}, and its words are {by_words}: say which, with --language"
        )
    if found := by_words or by_page:
        return found, f"the language is {found}, by {'its words' if by_words else 'what the page says'}"
    raise IntakeError("its words do not tell its language: say it with --language, such as --language en")


def _faults(document: dict[str, Any]) -> list[str]:
    """What is wrong with the fields of a document, each with its name."""
    evidence = [{**entry, "document": "draft"} for entry in document.get("evidence", ())]
    try:
        DocumentSeed.model_validate({"id": "draft", **document, "evidence": evidence})
    except ValidationError as error:
        return [
            f"{'.'.join(map(str, path))}: {message}" for path, message in value_faults.sentences(error, DocumentSeed)
        ]
    return []


def _is_valid(name: str, value: str) -> bool:
    """Whether a document may have the value that a page gives for a field. A page may say anything of itself."""
    minimum = {"kind": "article", "language": "en", "sha256": "0" * 64, "paragraphs": "1"}
    return not _faults({**minimum, name: value})


def _require_valid(document: dict[str, Any]) -> None:
    if faults := _faults({**document, "paragraphs": str(document["paragraphs"])}):
        raise IntakeError("; ".join(faults))


def _with_evidence(document: dict[str, Any], article: Article) -> dict[str, Any]:
    """The document with a quote for its title, author and publisher where the text has them as they are written.

    The others are editorial: the text does not state them.
    """
    evidence = [
        entry
        for name in ("title", "publisher", "author")
        if (value := document.get(name)) and (entry := _quoted(article, value, name))
    ]
    cited = {name for entry in evidence for name in entry["fields"]}
    editorial = [name for name in document["editorial"] if name not in cited]
    return {**document, "editorial": editorial, "evidence": evidence}


def _quoted(article: Article, words: str, name: str) -> dict[str, Any] | None:
    """The evidence of a field: its words, in the first paragraph that has them."""
    for number, paragraph in enumerate(article.paragraphs, 1):
        start = paragraph.find(words)
        if start >= 0:
            return quote(article, number, start, start + len(words), [name]).model_dump(exclude_defaults=True)
    return None


def _id(given: str | None, title: str | None, path: Path, documents: set[str], drafts: Path) -> str:
    """The id of the document: as given, else from its title, else from the name of its file."""
    taken = documents | {file.stem for file in drafts.glob("*.yaml")}
    if given is not None:
        if given in taken:
            raise IntakeError(f"there is a {'document' if given in documents else 'draft'} {given} already")
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", given) or len(given) > MAX_ID:
            raise IntakeError(f"--id: it is not 1 to {MAX_ID} lower-case letters a to z, digits and single hyphens")
        return given
    folded = fold(title or "") or fold(path.stem) or "article"
    words = folded.replace(" ", "-")[: MAX_ID - 4].rstrip("-")
    base = words if len(words) < MAX_ID - 4 or "-" not in words else words.rpartition("-")[0]
    return next(name for number in range(1, len(taken) + 2) if (name := _numbered(base, number)) not in taken)


def _numbered(base: str, number: int) -> str:
    return base if number == 1 else f"{base}-{number}"


class _TimeError(BaseException):
    """The rules took too long. No rule catches it."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`_TimeError` after some seconds, also in the middle of a regular expression."""
    if current_thread() is not main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise _TimeError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def propose_within(article: Article, names: Names, seconds: float) -> tuple[list[Proposal], list[str]]:
    """What the rules propose within some seconds, in the order of the text, and a sentence for each rule that failed.

    A rule that fails on a strange article costs its own proposals, not the draft.
    """
    proposals: list[Proposal] = []
    faults: list[str] = []
    try:
        with _time_limit(seconds):
            for rule in all_rules():
                try:
                    proposals += rule.propose(article, names)
                except Exception as error:  # noqa: BLE001 - whatever a rule raises, the others go on
                    faults.append(f"{rule.by} failed and proposes nothing ({type(error).__name__}: {str(error)[:100]})")
    except _TimeError:
        faults.append(f"the rules were stopped after {seconds:.0f} seconds: add a shorter part of the article")
    return sorted(proposals, key=_first_paragraph), faults


def _first_paragraph(proposal: Proposal) -> int:
    return min((quote.paragraph for quote in proposal.quotes), default=0)
