"""Drafts: what was proposed from an article, and what reviewers decided about it.

``drafts/ID.yaml`` has the document and the proposals as they were first made; it is written once. ``drafts/ID.txt`` is
the text as it was read. ``drafts/ID.changes`` has the decisions, one a line; an undo is a line too. So a draft survives
a crash, and tells later what was first proposed, what was accepted, and by whom. The state of a draft is what its
changes make of the proposals. Its version is the number of its changes. A change has the hash of ``ID.yaml``, as nobody
decided on proposals that were edited in the file afterwards.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PrivateAttr, TypeAdapter, ValidationError

from app.curate.draft_changes import (
    Decide,
    Decision,
    Describe,
    DraftChange,
    DraftError,
    Edit,
    Propose,
    PutAside,
    Undo,
    append_change,
    read_draft_changes,
)
from app.curate.forms import is_of, with_references
from app.curate.proposals import Proposal
from app.curate.texts import MAX_FILE_BYTES, MAX_TEXT_BYTES
from app.domain.yaml_text import yaml_text
from app.ingest.files import FileError, decode, read_file
from app.ingest.plain_yaml import YamlError, parse_yaml
from app.ingest.reviews import ReviewQuote, time_now

_EVIDENCE = TypeAdapter(list[ReviewQuote])

DIGEST_LENGTH = 16
"""Hexadecimal digits of a hash in a change: enough to tell a slip, as nobody attacks an own draft."""


class ProposalCard(BaseModel):
    """A proposal: its present state, and what was first proposed."""

    number: int
    first: Proposal
    proposal: Proposal
    verdict: Decision | None = None
    decided_by: str | None = None
    decided_at: str | None = None
    is_new: bool = False
    corrects: bool | None = None
    known_values: dict[str, Any] | None = None


class DraftState(BaseModel):
    """A draft after all its changes. ``last_change`` is the number of the change that an undo would take back."""

    id: str
    version: int
    document: dict[str, Any]
    cards: list[ProposalCard]
    set_aside: list[PutAside]
    last_change: int | None = None


def _with_evidence(document: dict[str, Any]) -> dict[str, Any]:
    _EVIDENCE.validate_python(document.get("evidence") or [])
    return document


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document: Annotated[dict[str, Any], AfterValidator(_with_evidence)]
    proposals: list[Proposal]
    _digest: str = PrivateAttr("")

    @property
    def digest(self) -> str:
        """The beginning of the SHA-256 of the file."""
        return self._digest


class Draft:
    """A draft in a folder. Reading it never changes it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.id, self.folder = name, folder
        self.path = folder / f"{name}.yaml"
        self.text_path = folder / f"{name}.txt"
        self.changes_path = folder / f"{name}.changes"

    @classmethod
    def create(
        cls, folder: Path, name: str, document: dict[str, Any], proposals: list[Proposal], text: bytes
    ) -> "Draft":
        """Write a new draft, or nothing. Raises :class:`DraftError` if there is one of this id, and ``OSError``."""
        draft = cls(folder, name)
        folder.mkdir(parents=True, exist_ok=True)
        content = {
            "document": document,
            "proposals": [proposal.model_dump(mode="json", exclude_defaults=True) for proposal in proposals],
        }
        new_paths = {path: path.with_name(f".{path.name}.new") for path in (draft.text_path, draft.path)}
        with folder_lock(folder):
            if draft.path.exists():
                raise DraftError(f"there is a draft {name} already: review it, or delete {draft.path}")
            if draft.changes_path.exists():  # its verdicts would be about other proposals
                raise DraftError(f"{draft.changes_path} is of an earlier draft: delete it, or give another --id")
            try:
                for beside, part in zip(new_paths.values(), (text, yaml_text(content).encode()), strict=True):
                    beside.write_bytes(part)
                for target, beside in new_paths.items():  # the draft is there with its text, or not at all
                    beside.replace(target)
            finally:
                for beside in new_paths.values():
                    beside.unlink(missing_ok=True)
        return draft

    def text(self) -> str:
        """The text of the article. Raises :class:`DraftError` if its file is missing or damaged."""
        try:
            return read_file(self.text_path, MAX_TEXT_BYTES).decode()
        except (FileError, UnicodeDecodeError):
            raise DraftError(f"the text of the draft, {self.text_path}, is not there or damaged") from None

    def first_document(self) -> dict[str, Any]:
        """The fields of the document as they were when the draft was made. Raises :class:`DraftError`."""
        return self._content().document

    def state(self) -> DraftState:
        """The proposals after all changes. Raises :class:`DraftError`."""
        content = self._content()
        return _apply(self.id, content, self.changes())

    def changes(self) -> list[DraftChange]:
        """All changes, the oldest first."""
        return read_draft_changes(self.changes_path)

    def add(self, change: DraftChange, version: int) -> DraftState:
        """Append a change that was made for a version, and return the state after it.

        Raises :class:`VersionConflictError` if the draft has another version by now, :class:`DraftError` if the change
        does not fit. Then nothing is written.
        """
        content = self._content()
        change_with_time = change.model_copy(update={"at": time_now(), "of": content.digest})
        apply = partial(_apply, self.id, content)
        return append_change(self.changes_path, change_with_time, version, apply)

    def _content(self) -> _Content:
        try:
            stat = self.path.stat()
            return _parse(self.path, (stat.st_mtime_ns, stat.st_size, stat.st_ino))
        except FileNotFoundError:
            raise DraftError(f"there is no draft {self.id} in {self.folder}") from None
        except FileError as error:
            raise DraftError(f"{self.path}: {error}") from None
        except ValidationError as error:
            fault = error.errors()[0]
            path = ".".join(map(str, fault["loc"])) or "the file"
            raise DraftError(f"{self.path} is damaged: {path}: {fault['msg']}") from None
        except YamlError as error:
            line = f"line {error.line}: " if error.line else ""
            raise DraftError(f"{self.path} is damaged: {line}{error}") from None


@lru_cache(maxsize=8)
def _parse(path: Path, _stamp: tuple[int, ...]) -> _Content:
    """The content of a draft. It is cached: to read a long one again at each decision would take seconds."""
    text = decode(read_file(path, MAX_FILE_BYTES))
    values = parse_yaml(text, numbers=True)
    if not isinstance(values, dict):
        raise YamlError("it has no document and no proposals")
    content = _Content.model_validate(values)
    content._digest = sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
    return content


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Let one process or thread at a time into a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def drafts_in(folder: Path) -> list[Draft]:
    """The drafts of a folder, by id."""
    return [Draft(folder, path.stem) for path in sorted(folder.glob("*.yaml"))]


def _apply(name: str, content: _Content, changes: list[DraftChange]) -> DraftState:
    if any(change.of not in ("", content.digest) for change in changes):
        message = "was changed by hand after proposals of it were decided: restore it, or delete"
        raise DraftError(f"{name}.yaml {message} {name}.changes, and decide again")
    undone_numbers = {change.number for change in changes if isinstance(change, Undo)}
    state = DraftState(
        id=name,
        version=len(changes),
        document=content.document,
        cards=[
            ProposalCard(number=number, first=first, proposal=first)
            for number, first in enumerate(content.proposals, 1)
        ],
        set_aside=[],
    )
    for number, change in enumerate(changes, 1):
        if isinstance(change, Undo):
            if change.number >= number or isinstance(changes[change.number - 1], Undo):
                raise DraftError(f"change {change.number} cannot be taken back")
        elif number not in undone_numbers:
            _apply_one(state, change)
            state.last_change = number
    return state


def _apply_one(state: DraftState, change: DraftChange) -> None:
    if isinstance(change, Decide):
        card = _card(state, change.proposal)
        card.verdict, card.decided_by, card.decided_at = change.verdict, change.by, change.at
    elif isinstance(change, Edit):
        card = _card(state, change.proposal)
        update = {
            name: value for name in ("values", "quotes", "record") if (value := getattr(change, name)) is not None
        }
        if change.is_new:
            update |= {"record": None, "candidates": []}
        elif change.record:
            update |= {"candidates": []}
        old_id, card.proposal = card.proposal.values.get("id"), card.proposal.model_copy(update=update)
        if not card.proposal.record:
            _follow(state, card.proposal.kind, old_id, card.proposal.values.get("id"))
        card.is_new = change.is_new or (card.is_new and not change.record)
        card.corrects, card.known_values = change.corrects, change.known_values
    elif isinstance(change, Propose):
        state.cards.append(ProposalCard(number=len(state.cards) + 1, first=change.added, proposal=change.added))
    elif isinstance(change, PutAside):
        key = change.paragraph, tuple(change.sentences)
        state.set_aside = [old for old in state.set_aside if (old.paragraph, tuple(old.sentences)) != key]
        if change.why is not None:
            state.set_aside.append(change)
    elif isinstance(change, Describe):
        values = {**state.document, **change.values}
        state.document = {name: value for name, value in values.items() if value is not None}


def _follow(state: DraftState, kind: str, old: Any, new: Any) -> None:
    """Give the references of all proposals to a proposed record its new id, unless another proposal has the old one."""
    if old == new or not (isinstance(old, str) and old and isinstance(new, str) and new):
        return
    proposals = [
        card.proposal for card in state.cards if card.proposal.kind == kind and card.verdict is not Decision.rejected
    ]
    if any(proposal.values.get("id") == old and not proposal.record for proposal in proposals):
        return
    for card in state.cards:
        proposal, is_of_kind = card.proposal, card.proposal.kind == kind
        update: dict[str, Any] = {
            "values": with_references(
                proposal.kind,
                proposal.values,
                lambda field, target: new if target == old and is_of(kind, field) else target,
            )
        }
        if is_of_kind and proposal.record == old:
            update["record"] = new
        if is_of_kind and old in proposal.candidates:
            update["candidates"] = [new if name == old else name for name in proposal.candidates]
        card.proposal = proposal.model_copy(update=update)


def _card(state: DraftState, number: int) -> ProposalCard:
    if number > len(state.cards):
        raise DraftError(f"there are {len(state.cards)} proposals, not {number}")
    return state.cards[number - 1]


def open_cards(state: DraftState) -> Iterator[ProposalCard]:
    """The proposals without a verdict."""
    return (card for card in state.cards if card.verdict is None)
