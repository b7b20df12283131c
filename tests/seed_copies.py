"""Copies of the seed that tests change: records by id, with evidence and with made-up locks."""

import json
import pickle
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from app.ingest.locks import Lock, LockedQuote, lock_path, parse_lock
from app.ingest.seed_files import hashes_of
from app.ingest.seed_reader import read_files
from app.ingest.seed_schema import EvidenceSeed

SEED = Path(__file__).parent.parent / "seed"


def copy_seed(target: Path, *additions: Path) -> Path:
    """A copy of the seed to change, with the entries of other seed folders added."""
    for folder in (SEED, *additions):
        for path in [*folder.glob("*.yaml"), *folder.glob("documents/*")]:
            copy = target / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            entries = path.read_text("utf-8")
            copy.write_text(f"{copy.read_text('utf-8')}\n{entries}" if copy.exists() else entries, "utf-8")
    if additions:
        lock_made_up(target)
    return target


@contextmanager
def editing(path: Path) -> Iterator[dict[str, Any]]:
    """Yield all records of a kind by id, with their evidence, from the seed folder of ``path``, and write them back at
    the end.

    Records from ``documents/`` move to ``path``, the file of the kind; documents stay in their own files. A quote that
    no lock has gets a lock of one character.
    """
    kind, entries = path.stem, {entry["id"]: entry for entry in (_load(path) or [] if path.exists() else [])}
    files = sorted(path.parent.glob("documents/*.yaml"))
    evidence: list[tuple[str, str, list[Any]]] = []
    supports: list[tuple[str, str, list[Any]]] = []
    for file in files:
        content = _load(file)
        if kind == "documents":
            entries[file.stem] = {"id": file.stem, **content["document"]}
            continue
        for entry in content.get("records", {}).pop(kind, []):
            evidence.append((entry["id"], file.stem, entry.pop("evidence", [])))
            entries[entry["id"]] = {**entries.get(entry["id"], {}), **entry}
        supports += [(name, file.stem, places) for name, places in content.get("supports", {}).pop(kind, {}).items()]
        _dump(file, content)
    for name, document, places in [*evidence, *supports]:
        evidence_of_document = [{"document": document, **place} for place in places]
        entries[name]["evidence"] = [*entries[name].get("evidence", []), *evidence_of_document]
    yield entries
    for file in files if kind == "documents" else ():
        _dump(file, {**_load(file), "document": {k: v for k, v in entries.pop(file.stem).items() if k != "id"}})
    if entries or kind != "documents":
        _dump(path, list(entries.values()))
    lock_made_up(path.parent)


def _load(path: Path) -> Any:
    return pickle.loads(_pickled_content(path.read_text("utf-8")))


def _dump(path: Path, content: Any) -> None:
    """Write YAML with each record as JSON on one line, which takes a twentieth of the time."""
    records = content.items() if isinstance(content, dict) else ((None, record) for record in content)
    lines = (f"- {_json(record)}" if key is None else f"{_json(key)}: {_json(record)}" for key, record in records)
    path.write_text("\n".join(lines), "utf-8")


def _json(value: Any) -> str:
    return NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


NOT_IN_YAML = re.compile("[\x7f\x85\u2028\u2029\ufeff]")
"""Characters that JSON allows unescaped, and YAML does not."""


@cache
def _pickled_content(text: str) -> bytes:
    """The content of a YAML file as a pickle. Most tests edit the same few files, and a pickle is read in a tenth of
    the time."""
    return pickle.dumps(yaml.load(text, yaml.CBaseLoader))


_parsed_lock = cache(parse_lock)
"""The lock in a text. Callers must not change it."""


def lock_made_up(seed: Path) -> None:
    """Add each quote that no lock has, with a span of one character."""
    files = read_files(seed)
    locks: dict[str, Lock] = {}
    old_locks: dict[str, Lock] = {}
    for document, sha256 in hashes_of(files).items():
        path = lock_path(seed, document)
        old = _parsed_lock(path.read_text("utf-8")) if path.exists() else Lock(sha256, ())
        if path.exists() and old.text_sha256 == sha256:
            old_locks[document] = old
        locks[document] = Lock(sha256, old.quotes.values())
        locks[document].sentences = old.sentences
    for entry in (entry for entries in files.entries.values() for entry in entries):
        for place in entry.evidence:
            if _is_locked(place, locks):
                continue
            with suppress(ValidationError):
                evidence = EvidenceSeed.model_validate(place)
                if evidence.document in locks and evidence.key not in locks[evidence.document].quotes:
                    number = len(locks[evidence.document].quotes)
                    values = evidence.model_dump(include={"paragraph", "quote", "until", "occurrence"})
                    made_up = LockedQuote(**values, start=number, end=number + 1, sha256="0" * 64)
                    locks[evidence.document].quotes[made_up.key] = made_up
    for document, lock in locks.items():
        if document in old_locks and len(old_locks[document].quotes) == len(lock.quotes):
            continue
        path = lock_path(seed, document)
        path.parent.mkdir(exist_ok=True)
        path.write_text(lock.render(), "utf-8")


def _is_locked(place: Any, locks: Mapping[str, Lock]) -> bool:
    """Whether a lock has a place. It looks at the raw values, because validation takes longer."""
    with suppress(AttributeError, KeyError, TypeError, ValueError):
        occurrence = place.get("occurrence")
        numbers = int(place["paragraph"]), occurrence and int(occurrence)
        return (numbers[0], place["quote"], place.get("until"), numbers[1]) in locks[place["document"]].quotes
    return False


def renamed_seed(folder: Path, name: str) -> Path:
    """A copy of the seed in which an official has another name."""
    shutil.copytree(SEED, folder)
    with editing(folder / "officials.yaml") as officials:
        officials["hakan-fidan"]["name"] = name
    return folder
