"""Accepts a draft: writes its document, new records, evidence and reviews to the seed, or nothing at all.

All is written to a copy of the seed first, which ``check`` reads as a whole. Only if it has no fault are the files put
in place, each by renaming, and the draft goes to the folder of the accepted ones.
"""

import re
import shutil
import signal
import stat
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory

from app.curate.contents import Contents, Fault, SeedValues, Values
from app.curate.draft_changes import Decision, DraftError
from app.curate.draft_contents import contents_of, identity_question
from app.curate.drafts import Draft, DraftState, ProposalCard, folder_lock
from app.curate.intake import ACCEPTED_FOLDER
from app.curate.proposals import Proposal
from app.curate.review.known_records import KnownRecords
from app.curate.seed_edits import EditError, append_records, apply_changes
from app.curate.seed_yaml import document_file
from app.curate.unfinished_acceptance import beside, move_draft, obstacle, remove_note, write_note
from app.ingest.files import write_to_disk
from app.ingest.findings import Finding, Level
from app.ingest.locking import lock_documents
from app.ingest.places import SourceText, digest
from app.ingest.reviews import (
    MAX_BY,
    MAX_KIND,
    MAX_RECORD,
    MAX_REVIEWER,
    SUFFIX,
    TIME,
    Review,
    ReviewVerdict,
    append_reviews,
    time_now,
)
from app.ingest.seed_check import read_and_check
from app.ingest.seed_fields import MAX_EXCERPT
from app.ingest.seed_files import ACCEPTANCE_NOTE, DOCUMENTS
from app.ingest.seed_reader import Seed, read_files


class AcceptError(Exception):
    """The draft cannot be accepted, and nothing was written. ``faults`` says why, with the numbers of the proposals."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass
class Acceptance:
    """What an accepted draft writes. ``files`` has the new contents by name in the seed's folder, ``before`` the old
    ones (``None`` for a new file). ``diff`` shows them without locks and reviews. ``warnings`` do not prevent it."""

    draft: Draft
    version: int
    title: str | None
    reviewers: list[str]
    files: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes | None] = field(default_factory=dict)
    diff: str = ""
    warnings: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def prepare_acceptance(
    draft: Draft, directory: Path, texts: Mapping[str, SourceText], reviewer: str | None = None
) -> Acceptance:
    """Try a draft on a copy of the seed. Raises :class:`AcceptError`, and ``DraftError`` if the draft is damaged.

    ``texts`` are the texts of other documents by hash. ``reviewer`` is who accepts; else those who decided.
    """
    if (reason := obstacle(directory)) is not None:
        raise AcceptError([Fault(reason)])
    state = draft.state()
    text = _text(draft, state, directory)
    files = read_files(directory)
    seed_values = SeedValues(files)
    contents = contents_of(state, seed_values)
    if contents.faults:
        raise AcceptError(contents.faults)
    reviewers = [reviewer] if reviewer else sorted({card.decided_by for card in state.cards if card.decided_by})
    result = Acceptance(draft, state.version, contents.document.get("title"), reviewers)
    with TemporaryDirectory(prefix="communique-") as folder:
        copy = Path(folder) / "seed"
        try:
            shutil.copytree(directory, copy)
        except shutil.Error as error:  # its argument lists each file and its fault
            raise OSError(error.args[0][0][2]) from None
        for copied_path in (copy, *copy.rglob("*")):  # the copy of a seed that is read-only is not
            copied_path.chmod(copied_path.stat().st_mode | stat.S_IWUSR)
        try:
            apply_changes(copy, files, contents.changes, contents.additions)
        except EditError as error:
            raise AcceptError([Fault(str(error))]) from None
        append_records(copy, contents.shared_records)
        path = copy / DOCUMENTS / f"{draft.id}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(document_file(contents.document, _records(contents), contents.supports), "utf-8")
        reviews = [_review_of_document(draft, contents.document, reviewers), *_reviews(state, contents)]
        append_reviews(copy, draft.id, reviews)
        findings: list[Finding] = []
        lock_documents(read_files(copy), {text.sha256: text}, findings)
        seed: Seed | None = None
        if not findings:
            seed, findings = read_and_check(copy, {**texts, text.sha256: text})
        if faults := [*_faults(findings, contents, draft.id, Level.error)]:
            raise AcceptError(faults)
        if seed and (faults := [*_open_questions(state, KnownRecords(seed), seed_values)]):
            raise AcceptError(faults)
        result.warnings = [*_faults(findings, contents, draft.id, Level.warning)]
        _compare(result, directory, copy)
    result.counts = _counts(contents)
    return result


def _text(draft: Draft, state: DraftState, directory: Path) -> SourceText:
    """The text of the draft. It is a fault if it has changed since, or if the seed has the document."""
    if (directory / DOCUMENTS / f"{draft.id}.yaml").exists():
        raise AcceptError([Fault(f"the seed has a document {draft.id} already: if it is this one, delete the draft")])
    try:
        content = draft.text()
    except DraftError as error:
        raise AcceptError([Fault(str(error))]) from None
    text = SourceText(draft.text_path, content, digest(content))
    if text.sha256 != state.document.get("sha256"):
        raise AcceptError([Fault(f"{draft.text_path} has changed since the draft was made: add the article again")])
    return text


def _open_questions(state: DraftState, known_records: KnownRecords, seed_values: SeedValues) -> Iterator[Fault]:
    """A fault for each new record that may be a known one, if nobody has said whether it is. The review shows the
    question, but a tool may accept the proposal all the same."""
    for card in state.cards:
        kind, values = card.proposal.kind, card.proposal.values
        if card.verdict is Decision.accepted and not (card.is_new or card.proposal.record):
            similar = (record.id for record in known_records.similar(kind, values))
            if candidates := [name for name in similar if seed_values.get(kind, name) is not None]:
                yield identity_question(card, candidates)


def _records(contents: Contents) -> dict[str, list[tuple[Values, list[Values]]]]:
    return {kind: list(records.values()) for kind, records in contents.records.items()}


def _counts(contents: Contents) -> dict[str, int]:
    """Numbers of new records by kind, and of known ones with new evidence."""
    new = {kind: len(records) for kind, records in contents.records.items() if records}
    shared_records = contents.shared_records
    in_shared_files = {f"{kind} (shared file)": len(records) for kind, records in shared_records.items() if records}
    number = sum(len(records.keys() - shared_records[kind].keys()) for kind, records in [*contents.supports.items()])
    return {**new, **in_shared_files, **({"known records with new evidence": number} if number else {})}


def _faults(findings: list[Finding], contents: Contents, document: str, level: Level) -> Iterator[Fault]:
    """The findings of a level, each with its proposals. Warnings about other documents are left out."""
    numbers: dict[str, list[int]] = {}
    for (_, record), proposals in contents.proposals.items():
        numbers.setdefault(record, []).extend(proposals)
    file_prefix = f"{DOCUMENTS}/{document}."
    for finding in findings:
        concerns = finding.file.startswith(file_prefix) or finding.record in numbers
        if finding.level is not level or not (concerns or level is Level.error):
            continue
        value = f" ({finding.value})" if finding.value else ""
        words = ": ".join(part for part in (finding.record, finding.field, finding.message + value) if part)
        prefix = "" if concerns else f"{finding.file}: "
        yield Fault(f"{prefix}{words}", tuple(numbers.get(finding.record, ())), str(level))


def _compare(result: Acceptance, directory: Path, copy: Path) -> None:
    """Fill in the files that differ between the seed and its copy."""
    for path in sorted(path for path in copy.rglob("*") if path.is_file()):
        name = path.relative_to(copy).as_posix()
        original = directory / name
        before, after = original.read_bytes() if original.exists() else None, path.read_bytes()
        if before == after:
            continue
        result.files[name], result.before[name] = after, before
        if path.suffix not in (".lock", SUFFIX):
            old_lines = [] if before is None else before.decode().splitlines(keepends=True)
            result.diff += "".join(
                unified_diff(old_lines, after.decode().splitlines(keepends=True),
                             f"a/{name}" if before is not None else "/dev/null", f"b/{name}", n=1)
            )  # fmt: skip


NOT_REVIEWED = ("sha256", "paragraphs", "set_aside", "evidence")
"""Fields that say nothing about the document itself."""


def _review_of_document(draft: Draft, document: Values, reviewers: list[str]) -> Review:
    """The line about the document itself, which the reviewer sees beside its proposals."""
    first, last = (
        {
            "values": {name: value for name, value in values.items() if name not in NOT_REVIEWED},
            "quotes": values.get("evidence") or [],
        }
        for values in (draft.first_document(), document)
    )
    return Review(
        kind="document",
        record=draft.id,
        proposal=0,
        proposed_by="rule:document/1",
        proposed=first,
        verdict=ReviewVerdict.accepted,
        accepted=last,
        by=reviewers[0][:MAX_REVIEWER] if reviewers else "unknown",
        at=time_now(),
    )


def _reviews(state: DraftState, contents: Contents) -> Iterator[Review]:
    """A line of the reviews for each proposal, accepted or rejected."""
    records = {number: key for key, numbers in contents.proposals.items() for number in numbers}
    for card in state.cards:
        kind, record = records.get(card.number) or (card.proposal.kind, _record(card, state.id))
        yield Review(
            kind=kind[:MAX_KIND] or "unknown",
            record=record[:MAX_RECORD] or state.id,
            proposal=card.number,
            proposed_by=card.first.by[:MAX_BY] or "unknown",
            proposed=_short(card.first),
            verdict=ReviewVerdict(card.verdict or Decision.rejected),
            accepted=_outcome(card),
            by=card.decided_by or "unknown",
            at=_time(card),
        )


def _record(card: ProposalCard, document: str) -> str:
    """The id of the record that a proposal is about; that of the document if it has none."""
    proposal = card.proposal
    return document if proposal.kind == "document" else proposal.record or str(proposal.values.get("id") or document)


def _time(card: ProposalCard) -> str:
    """When a proposal was decided; now if the draft has no valid time."""
    time = card.decided_at or ""
    return time if re.fullmatch(TIME, time) else time_now()


def _outcome(card: ProposalCard) -> Values | None:
    """What was accepted, and whether it corrects the known record; ``None`` for a proposal that was rejected."""
    answer = {} if card.corrects is None else {"corrects": card.corrects}
    return {**_short(card.proposal), **answer} if card.verdict is Decision.accepted else None


def _short(proposal: Proposal) -> Values:
    """A proposal as a review has it: its values and quotes. Of a long quote a review has the beginning."""
    content = proposal.model_dump(mode="json", exclude_defaults=True, include={"values", "quotes", "record", "why"})
    content["quotes"] = [{**quote, "quote": quote["quote"][:MAX_EXCERPT]} for quote in content.get("quotes", [])]
    return content


@contextmanager
def _without_interruption() -> Iterator[None]:
    """Let Ctrl-C and a request to end wait for some moments."""
    if threading.current_thread() is not threading.main_thread():  # only the main thread is interrupted
        yield
        return
    interruptions: list[int] = []
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda number, _frame: interruptions.append(number)) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for interruption in dict.fromkeys(interruptions):
            signal.raise_signal(interruption)


def put_in_place(acceptance: Acceptance, directory: Path, documents: Path | None) -> list[str]:
    """Write the files to the seed, copy the text to the folder of source texts, if there is one, and move the draft.

    Returns the names of the files in the seed. Raises :class:`AcceptError` if the seed or the draft changed meanwhile,
    and ``OSError``; then the seed is as it was.
    """
    draft = acceptance.draft
    (draft.folder / ACCEPTED_FOLDER).mkdir(exist_ok=True)
    with folder_lock(directory), _without_interruption():
        if draft.state().version != acceptance.version:
            raise AcceptError([Fault("the draft was changed in another window: look at it, and accept it again")])
        for name, before in acceptance.before.items():
            path = directory / name
            if (path.read_bytes() if path.exists() else None) != before:
                raise AcceptError([Fault(f"{name} was changed meanwhile: accept the draft again")])
        if documents is not None:
            _copy_text(draft, documents)
        _replace(directory, acceptance)
        remove_note(directory)
    return list(acceptance.files)


def _copy_text(draft: Draft, documents: Path) -> None:
    target, raw = documents / f"{draft.id}.txt", draft.text_path.read_bytes()
    if target.exists() and target.read_bytes() != raw:
        raise AcceptError([Fault(f"{target} is another text: move it away, or give the document another id")])
    beside(target).write_bytes(raw)
    beside(target).replace(target)


def _replace(directory: Path, acceptance: Acceptance) -> None:
    """Put the files in place, and move the draft. All files are written beside their targets first. At a fault the old
    ones are put back."""
    targets = [directory / name for name in acceptance.files]
    replaced_names: list[str] = []
    try:
        for target, content in zip(targets, acceptance.files.values(), strict=True):
            target.parent.mkdir(exist_ok=True)
            write_to_disk(beside(target), content)
        write_note(directory, acceptance.draft.id, acceptance.files, acceptance.before)
        for name, target in zip(acceptance.files, targets, strict=True):
            beside(target).replace(target)
            replaced_names.append(name)
        move_draft(acceptance.draft)
    except OSError:
        for name in replaced_names:
            before = acceptance.before[name]
            if before is None:
                (directory / name).unlink(missing_ok=True)
            else:
                (directory / name).write_bytes(before)
        remove_note(directory)
        raise
    finally:
        for target in (*targets, directory / ACCEPTANCE_NOTE):
            beside(target).unlink(missing_ok=True)
