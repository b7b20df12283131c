"""The seed as canonical JSON: one text for the same entries, whatever the order of files and of records in them."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from app.ingest.seed_schema import SEED_MODELS, SeedRecord


def canonical_json(records: Mapping[str, Iterable[SeedRecord]]) -> Iterator[str]:
    """The parts of a JSON object with the entries of each kind, by id. Only values that are not the default are in."""
    for number, kind in enumerate(SEED_MODELS):
        entries = sorted(records[kind.kind], key=lambda record: record.id)
        texts = ",".join(entry.model_dump_json(by_alias=True, exclude_defaults=True) for entry in entries)
        yield f'{"," if number else "{"}"{kind.kind}":[{texts}]'
    yield "}"


def seed_digest(records: Mapping[str, Iterable[SeedRecord]]) -> str:
    """The SHA-256 of the canonical JSON."""
    digest = sha256()
    for part in canonical_json(records):
        digest.update(part.encode())
    return digest.hexdigest()
