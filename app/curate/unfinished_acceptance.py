"""Completes an acceptance that a crash cut short while its files were put in place.

All files are written beside their targets, then a note lists them, then each is renamed. As long as the note is there,
``check`` has an error, and the next ``communique accept`` of the same draft renames the rest.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.curate.drafts import Draft, folder_lock
from app.curate.intake import ACCEPTED_FOLDER
from app.ingest.files import write_to_disk
from app.ingest.seed_files import ACCEPTANCE_NOTE


class UnfinishedAcceptanceError(Exception):
    """The acceptance cannot be completed. The message says why, and what to do."""


def beside(target: Path) -> Path:
    """The path at which the new content of a file is written before it takes the place of the old."""
    return target.with_name(f".{target.name}.new")


def write_note(directory: Path, draft: str, files: Mapping[str, bytes], before: Mapping[str, bytes | None]) -> None:
    """Write the note with the files of an acceptance. All of them are written beside their targets already."""
    hashes = {name: [_hash(before[name]), _hash(content)] for name, content in files.items()}
    note = directory / ACCEPTANCE_NOTE
    write_to_disk(beside(note), json.dumps({"draft": draft, "files": hashes}).encode())
    beside(note).replace(note)


def remove_note(directory: Path) -> None:
    """Say that the acceptance is whole, or that nothing of it is there."""
    (directory / ACCEPTANCE_NOTE).unlink(missing_ok=True)


def obstacle(directory: Path) -> str | None:
    """Why no draft can be accepted now: the acceptance of one was cut short."""
    try:
        note = _note(directory)
    except UnfinishedAcceptanceError as error:
        return str(error)
    return unfinished_sentence(note["draft"]) if note else None


def move_draft(draft: Draft) -> None:
    """Move the files of a draft to the accepted ones: the draft itself last, as without it nothing names the others.

    Raises ``OSError``; then all are where they were.
    """
    folder = draft.folder / ACCEPTED_FOLDER
    folder.mkdir(exist_ok=True)
    new_paths: dict[Path, Path] = {}
    try:
        for path in (draft.text_path, draft.changes_path, draft.path):
            if path.exists():
                new_paths[path] = path.replace(folder / path.name)
    except OSError:
        for path, new_path in new_paths.items():
            new_path.replace(path)
        raise


def complete_acceptance(directory: Path, draft: Draft) -> list[str] | None:
    """Put the rest of the files of a draft in place. Returns the names of all, or None if nothing was cut short.

    Raises :class:`UnfinishedAcceptanceError` if it was another draft, or if a file has changed since, and ``OSError``.
    """
    with folder_lock(directory):
        note = _note(directory)
        if note is None:
            return None
        if note["draft"] != draft.id:
            raise UnfinishedAcceptanceError(unfinished_sentence(note["draft"]))
        targets = []
        for name, (old, new) in note["files"].items():
            target = directory / name
            present = _hash_of(target)
            if present == new:
                continue
            if present != old or _hash_of(beside(target)) != new:
                raise UnfinishedAcceptanceError(
                    f"the acceptance of {draft.id} was cut short, and {name} has changed since: restore the files of "
                    f"the seed as they were before, delete {directory / ACCEPTANCE_NOTE}, and accept the draft again"
                )
            targets.append(target)
        for target in targets:
            beside(target).replace(target)
        move_draft(draft)
        remove_note(directory)
        return list(note["files"])


def unfinished_sentence(draft: str) -> str:
    """What to do about an acceptance that was cut short."""
    return f"the acceptance of {draft} was cut short: communique accept {draft} completes it"


def _note(directory: Path) -> dict[str, Any] | None:
    try:
        note: Any = json.loads((directory / ACCEPTANCE_NOTE).read_text("utf-8"))
        return {"draft": str(note["draft"]), "files": {name: (old, new) for name, (old, new) in note["files"].items()}}
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        sentence = f"{directory / ACCEPTANCE_NOTE} is damaged: restore the seed, and delete it"
        raise UnfinishedAcceptanceError(sentence) from None


def _hash(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def _hash_of(path: Path) -> str | None:
    try:
        return _hash(path.read_bytes())
    except FileNotFoundError:
        return None
