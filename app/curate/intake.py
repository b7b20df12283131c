"""Takes an article in: reads it, refuses a text that is there already, runs the rules, and makes a draft."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.curate.articles import Article
from app.curate.document_fields import (
    Description,
    IntakeError,
    document_id,
    document_values,
    future_day_notes,
    with_date_of_text,
)
from app.curate.draft_changes import DraftError
from app.curate.drafts import Draft, drafts_in
from app.curate.duplicates import NEARLY_ALL, Overlap, text_overlaps
from app.curate.known_events import known_events
from app.curate.mentions.reading import MAX_SENTENCES
from app.curate.names import Names
from app.curate.proposals import Proposal, covers
from app.curate.rules import all_rules
from app.curate.same_event import identify
from app.curate.texts import ArticleText, TextError, path_text, read_article
from app.curate.time_limit import OutOfTimeError, time_limit
from app.domain import edtf
from app.domain.text import hint_for
from app.ingest.citation_check import documents_of
from app.ingest.places import SourceText
from app.ingest.seed_reader import Seed

ACCEPTED_FOLDER = "accepted"
"""Folder, inside that of the drafts, of the drafts that were accepted."""

RULE_SECONDS = 15
"""Seconds of processor time that a rule may take. An article of ten pages takes a tenth of one."""


@dataclass(frozen=True)
class Intake:
    """A new draft. ``notes`` are sentences for the curator."""

    draft: Draft
    article: Article
    document: dict[str, Any]
    proposals: list[Proposal]
    notes: list[str] = field(default_factory=list)


Extractor = Callable[[Article], tuple[list[Proposal], list[str]]]
"""Proposes records of an article in addition to the rules; the sentences report on its work."""


def add(
    path: Path,
    description: Description,
    seed: Seed,
    names: Names,
    texts: Mapping[str, SourceText],
    drafts: Path,
    extractor: Extractor | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> Intake:
    """Make a draft of the article in a file. Raises :class:`IntakeError`; then nothing is written.

    ``texts`` are the texts of known documents, by SHA-256. ``drafts`` is the folder of the drafts.
    ``say`` is called with a line about the work that begins.
    """
    say("reading the file")
    try:
        text = read_article(path)
    except TextError as error:
        raise IntakeError(f"{path_text(path)}: {error}") from None
    notes = list(_overlaps(text, seed, texts, drafts, description.supersedes))
    document, more_notes = document_values(text, description)
    name = document_id(description.id, document.get("title"), path, {*documents_of(seed)}, drafts)
    document, date_notes = with_date_of_text(document, Article(text.content, document["language"]))
    article = Article(text.content, document["language"], _span(document.get("date")), document.get("publisher"))
    proposals, faults = propose_within(article, names, RULE_SECONDS, say)
    if extractor:
        proposals, sentences = _with_more(proposals, *extractor(article))
        faults += sentences
    say("comparing with the known records")
    proposals = list(_with_questions(identify(proposals, known_events(seed), _editions(seed, document)), seed))
    try:
        draft = Draft.create(drafts, name, document, proposals, text.raw)
    except DraftError as error:
        raise IntakeError(str(error)) from None
    except OSError as error:
        raise IntakeError(f"the draft cannot be written to {drafts}: {error.strerror or error}") from None
    return Intake(
        draft, article, document, proposals, [*notes, *more_notes, *date_notes, *future_day_notes(document), *faults]
    )


def _with_more(
    proposals: list[Proposal], model_proposals: list[Proposal], sentences: list[str]
) -> tuple[list[Proposal], list[str]]:
    """The proposals of the rules and those of a model that say something else, in the order of the text."""
    new = [proposal for proposal in model_proposals if not any(covers(earlier, proposal) for earlier in proposals)]
    if repetitions := len(model_proposals) - len(new):
        sentences = [*sentences, f"{repetitions} of these say what a rule proposes, and are left out"]
    return sorted([*proposals, *new], key=_first_paragraph), sentences


def _editions(seed: Seed, document: Mapping[str, Any]) -> list[str]:
    """The ids of the documents that a new one supersedes, directly and through others, the newest first."""
    documents, editions, older = documents_of(seed), list[str](), document.get("supersedes")
    while older in documents and older not in editions:
        editions.append(older)
        older = documents[older].supersedes
    return editions


def _with_questions(proposals: list[Proposal], seed: Seed) -> Iterator[Proposal]:
    """The proposals. If a known record has the id of one, the reviewer is asked whether it is the same."""
    ids = {(record.kind, record.id) for record in seed}
    for proposal in proposals:
        name = str(proposal.values.get("id"))
        asks = proposal.record is None and not proposal.candidates and (proposal.kind, name) in ids
        yield proposal.model_copy(update={"candidates": [name]}) if asks else proposal


def _span(date: str | None) -> edtf.Span | None:
    return edtf.parse_closed(date) if date else None


def _overlaps(
    text: ArticleText, seed: Seed, texts: Mapping[str, SourceText], drafts: Path, supersedes: str | None
) -> Iterator[str]:
    """A sentence for each text that has passages in common. Raises :class:`IntakeError` if one is nearly the same.

    ``supersedes`` is the id of the document of which this is a newer edition, which may be nearly the same.
    """
    documents = {document.sha256: document.id for document in documents_of(seed).values()}
    if supersedes is not None and supersedes not in documents.values():
        hint = hint_for(supersedes, documents.values())
        raise IntakeError(f"--supersedes: there is no document {supersedes}{hint}")
    for sha256 in (text.sha256, text.file_hash):
        if sha256 in documents:
            raise IntakeError(f"this text is there already: it is the document {documents[sha256]}")
    contents = {documents[sha256]: texts[sha256].content for sha256 in documents if sha256 in texts}
    for draft in (*drafts_in(drafts), *drafts_in(drafts / ACCEPTED_FOLDER)):
        if draft.text_path.is_file():
            try:
                contents.setdefault(draft.id, draft.text())
            except DraftError as error:
                raise IntakeError(str(error)) from None
    labels = {name: f"the {'document' if name in documents.values() else 'draft'} {name}" for name in contents}
    common = sorted(
        text_overlaps(text.content, ((labels[name], content) for name, content in contents.items())),
        key=lambda overlap: -overlap.share,
    )
    names = {label: name for name, label in labels.items()}
    similar = [overlap for overlap in common if overlap.share >= NEARLY_ALL]
    if supersedes in [names[overlap.name] for overlap in similar]:  # older editions may be similar too
        similar = [overlap for overlap in similar if names[overlap.name] not in documents.values()]
    if similar:
        near, name = similar[0], names[similar[0].name]
        degree = "the same" if contents[name] == text.content else "nearly the same"
        way = f"if this is a newer edition of it, such as a corrected one, add it with --supersedes {name}"
        if name not in documents.values():
            folder = drafts if Draft(drafts, name).path.exists() else drafts / ACCEPTED_FOLDER
            way = f"review that draft, or delete {folder / name}.* to make it anew"
        raise IntakeError(f"{degree} text is there already: {_in_common(near)}; {way}")
    yield from map(_in_common, common)


def _in_common(overlap: Overlap) -> str:
    return f"{overlap.percent} of the words are also in {overlap.name}"


def propose_within(
    article: Article, names: Names, seconds: float, say: Callable[[str], None] = lambda _: None
) -> tuple[list[Proposal], list[str]]:
    """What the rules propose, in the order of the text, and a sentence for each rule that failed or took too long,
    and for what no rule reads of a very long text.

    Each rule has ``seconds`` of processor time. What it proposed by then stays, so that a strange article costs a few
    proposals and not the draft.
    """
    proposals: list[Proposal] = []
    count = len(article.sentences)
    faults = [f"the rules read only its first {MAX_SENTENCES:,} of {count:,} sentences"] * (count > MAX_SENTENCES)
    rules = [rule for rule in all_rules() if rule.reads(article)]
    for number, rule in enumerate(rules, 1):
        say(f"{rule.by}, {number} of {len(rules)} rules")
        try:
            with time_limit(seconds):
                proposals += rule.propose(article, names)
        except OutOfTimeError:
            faults.append(f"{rule.by} was stopped after {seconds:.0f} seconds: add a shorter part of the article")
        except Exception as error:  # noqa: BLE001 - whatever a rule raises, the others go on
            faults.append(f"{rule.by} failed ({type(error).__name__}: {str(error)[:100]})")
    return sorted(proposals, key=_first_paragraph), faults


def _first_paragraph(proposal: Proposal) -> int:
    return min((quote.paragraph for quote in proposal.quotes), default=0)
