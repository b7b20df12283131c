"""The changes of a draft: what reviewers decided, one line of JSON each, in a file that only grows."""

import fcntl
import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.curate.proposals import Proposal, Quote
from app.curate.texts import MAX_FILE_BYTES
from app.domain.vocabulary import SetAside
from app.ingest.files import FileError, read_file

MAX_DEPTH = 20
"""Levels of lists and mappings in a change. A participant of a meeting has five."""


class Decision(StrEnum):
    """What a reviewer says of a proposal."""

    accepted = "accepted"
    rejected = "rejected"


class _Change(BaseModel):
    """A line of the changes. ``by`` is the reviewer, ``at`` the time in UTC. ``of`` is the beginning of the SHA-256 of
    the file of proposals for which it was made; lines from before there was one have none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str = Field(min_length=1, max_length=100)
    at: str = ""
    of: str = ""


class Decide(_Change):
    """Accept or reject a proposal, or take the verdict back with ``null``. Proposals count from 1."""

    change: Literal["decide"] = "decide"
    proposal: int = Field(ge=1)
    verdict: Decision | None


class Edit(_Change):
    """Replace values, quotes or the known record of a proposal. What is not given stays, but for ``corrects``.

    If the id of a proposed record changes, the references of other proposals to it change with it.
    """

    change: Literal["edit"] = "edit"
    proposal: int = Field(ge=1)
    values: dict[str, Any] | None = None
    quotes: list[Quote] | None = None
    record: str | None = None
    is_new: bool = False
    """Whether the reviewer says that no known record is the same."""
    corrects: bool | None = None
    """Whether the article corrects the values of the known record that it contradicts. Any other edit takes the answer
    back, because it was about other values."""
    known_values: dict[str, Any] | None = None
    """The known values that ``corrects`` is about, by field. If they change, the answer is open again."""


class Propose(_Change):
    """Add a proposal, after all others."""

    change: Literal["propose"] = "propose"
    added: Proposal


class PutAside(_Change):
    """Set a paragraph, or some sentences of it, aside for a reason; ``why: null`` takes it back."""

    change: Literal["set-aside"] = "set-aside"
    paragraph: int = Field(ge=1)
    sentences: list[int] = []
    why: SetAside | None
    because: str | None = None


class Describe(_Change):
    """Replace values of the document, such as its title or date, and its evidence; ``null`` takes a value away."""

    change: Literal["describe"] = "describe"
    values: dict[str, Any]


class Undo(_Change):
    """Take back the change with this number, counted from 1."""

    change: Literal["undo"] = "undo"
    number: int = Field(ge=1)


DraftChange: TypeAlias = Annotated[Decide | Edit | Propose | PutAside | Describe | Undo, Field(discriminator="change")]
_READER: TypeAdapter[DraftChange] = TypeAdapter(DraftChange)


class DraftError(ValueError):
    """The draft is missing or damaged, or the change does not fit it. The message says why."""


class VersionConflictError(DraftError):
    """Somebody else changed the draft since the version that the change was made for."""


def read_draft_changes(path: Path) -> list[DraftChange]:
    """The changes of a file, the oldest first; none if there is no file."""
    try:
        raw = read_file(path, MAX_FILE_BYTES) if path.exists() else b""
    except FileError as error:
        raise DraftError(f"{path}: {error}") from None
    *lines, _part = raw.split(b"\n")  # the last is what a crash cut short, or empty
    changes = []
    for number, line in enumerate(lines, 1):
        try:
            changes.append(_READER.validate_json(line))
        except ValidationError:
            raise DraftError(f"{path}: line {number} is damaged: restore it") from None
    return changes


StateT = TypeVar("StateT")


def append_change(
    path: Path, change: DraftChange, version: int, apply: Callable[[list[DraftChange]], StateT]
) -> StateT:
    """Append a change to a file that has ``version`` changes, and return what ``apply`` makes of all of them.

    Raises :class:`VersionConflictError` if it has another number of changes, and what ``apply`` raises. Then nothing is
    written.
    """
    line = _line(change)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        changes = read_draft_changes(path)
        if len(changes) != version:
            raise VersionConflictError(
                f"the draft has {len(changes)} changes by now, and this was made for {version}: load it again"
            )
        state = apply([*changes, change])
        _drop_partial_line(file)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    return state


def _line(change: DraftChange) -> bytes:
    """A change as it is written. Raises :class:`DraftError` for values that no file can have."""
    too_deep = DraftError(f"a value has more than {MAX_DEPTH} levels")
    try:
        line = change.model_dump_json()
    except ValueError as error:
        if "depth" in str(error):
            raise too_deep from None
        raise DraftError("a value has characters that are no text, such as half of a pair of surrogates") from None
    if any(_depth(part) > MAX_DEPTH for part in change.model_dump().values()):
        raise too_deep
    return f"{line}\n".encode()


def _depth(value: Any) -> int:
    """How many levels of lists and mappings a value has."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, parts), default=0)


def _drop_partial_line(file: BinaryIO) -> None:
    """Remove a line that a crash cut short, which :func:`read_draft_changes` leaves out."""
    file.seek(0)
    content: bytes = file.read()
    size = content.rfind(b"\n") + 1
    if size < len(content):
        file.truncate(size)
