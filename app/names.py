"""Any spelling of a name leads to the one thing it names, or to the nearest that there is."""

import re
from collections.abc import Iterable, Sequence

from anyascii import anyascii
from rapidfuzz import fuzz, process
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.models import Name

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case ASCII words: ``Kazakhstan–Türkiye`` and ``KAZAKHSTAN TURKIYE`` are the same."""
    return _NOT_WORD.sub(" ", anyascii(text).lower()).strip()


def rank(text: str, valid: Sequence[str]) -> list[int]:
    """Indices of the values most like ``text``, best first; those unlike it are left out."""
    wanted, values = fold(text), [fold(value) for value in valid]
    like = process.extract(wanted, values, scorer=fuzz.WRatio, score_cutoff=65, limit=12)
    # WRatio finds a part of a long name too; among those, the whole that is nearest comes first.
    return sorted((index for _, _, index in like), key=lambda index: -fuzz.ratio(wanted, values[index]))


def nearest(text: str, valid: Iterable[str], limit: int = 3) -> list[str]:
    """The valid values most like ``text``, best first; none where nothing is like it."""
    values = list(valid)
    return [values[index] for index in rank(text, values)[:limit]]


def matches(session: Session, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The ids that each ``(kind, spelling)`` names, in one statement; a shared acronym names several."""
    keys = {pair: (pair[0], fold(pair[1])) for pair in wanted}
    if not keys:
        return {}
    rows = session.execute(
        select(Name.kind, Name.folded, Name.record_id)
        .where(tuple_(Name.kind, Name.folded).in_(set(keys.values())))
        .order_by(Name.record_id)
        .distinct()
    )
    found: dict[tuple[str, str], list[str]] = {}
    for kind, folded, record_id in rows:
        found.setdefault((kind, folded), []).append(record_id)
    return {pair: found.get(key, []) for pair, key in keys.items()}


def suggest(session: Session, kind: str, spelling: str, limit: int = 3) -> list[str]:
    """The nearest names of that kind, one a record."""
    rows = session.execute(
        select(Name.text, Name.record_id).where(Name.kind == kind).order_by(Name.folded, Name.record_id)
    ).all()
    best: dict[str, str] = {}
    for index in rank(spelling, [row.text for row in rows]):
        best.setdefault(rows[index].record_id, rows[index].text)
    return list(dict.fromkeys(best.values()))[:limit]
