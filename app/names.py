"""Any spelling of a name leads to the one thing it names, or to the nearest that there is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from anyascii import anyascii
from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from app.known import keep, recall
from app.records import Name
from app.vocabulary import NameRole

_NOT_WORD = re.compile(r"[^a-z0-9]+")


RECORD = "record"
"""Kind that stands for a record of whatever kind, by its id: the first of its names."""


def fold(text: str) -> str:
    """Lower-case ASCII words: ``Kazakhstan–Türkiye`` and ``KAZAKHSTAN TURKIYE`` are the same."""
    plain = text if text.isascii() else anyascii(text)
    return _NOT_WORD.sub(" ", plain.lower()).strip()


LONGEST_KEY = 200
"""Characters of a sort key, which stands in an index: PostgreSQL refuses to index long texts."""


def sort_key(text: str) -> str:
    """What a name or title is sorted by: as people order it, Ömer between Oman and Osman, on every database alike.

    Each database has rules of its own for letters; plain ones they sort the same, by bytes.
    """
    return fold(text)[:LONGEST_KEY]


def rank(wanted: str, values: Sequence[str]) -> list[tuple[int, float]]:
    """Indices of the folded values most like a folded text and how like they are (of 100), best first."""
    like = process.extract(wanted, values, scorer=fuzz.WRatio, score_cutoff=65, limit=12)
    # WRatio finds a part of a long name too; among those, the whole that is nearest comes first.
    near = [(index, fuzz.ratio(wanted, values[index])) for _, _, index in like]
    return sorted(near, key=lambda found: (-found[1], found[0]))


def nearest(text: str, valid: Iterable[str], limit: int = 3) -> list[str]:
    """The valid values most like ``text``, best first; none where nothing is like it."""
    values = list(valid)
    return [values[index] for index, _ in rank(fold(text), [fold(value) for value in values])[:limit]]


def matches(session: Session, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The ids that each ``(kind, spelling)`` names, in one statement; a shared acronym names several."""
    keys = {pair: (pair[0], fold(pair[1])) for pair in wanted}
    known = {key: recall(session, ("name", *key)) for key in keys.values()}
    missing = [key for key, ids in known.items() if ids is None]
    if missing:
        for key, ids in _look_up(session, missing).items():
            known[key] = ids
            if ids:  # of what nothing is called there is no end
                keep(session, ("name", *key), ids)
    return {pair: list(known[key]) for pair, key in keys.items()}


def _look_up(session: Session, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids of each kind and folded spelling."""
    by_kind: dict[str, list[str]] = {}
    for kind, folded in keys:
        by_kind.setdefault(kind, []).append(folded)
    rows = session.connection().execute(_spelled(*by_kind), by_kind)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for kind, folded, record_id, position in rows:
        found.setdefault((kind, folded), {})[record_id] = None
        if position == 0:
            found.setdefault((RECORD, folded), {})[record_id] = None
    return {key: tuple(found.get(key, ())) for key in keys}


@cache
def _spelled(*kinds: str) -> Select[Any]:
    """Made once for each set of kinds: the parameters are the spellings of each."""
    asked = (and_(_of(kind), Name.folded.in_(bindparam(kind, expanding=True))) for kind in kinds)
    found = select(Name.kind, Name.folded, Name.record_id, Name.position).where(or_(*asked)).order_by(Name.record_id)
    return cast("Select[Any]", found)


def _of(kind: str) -> ColumnElement[bool]:
    return Name.position == 0 if kind == RECORD else Name.kind == kind


def suggest(session: Session, kind: str, spelling: str, limit: int = 3) -> list[str]:
    """The nearest names of that kind, one a record."""
    rows = session.execute(
        select(Name.text, Name.record_id, Name.folded).where(_of(kind)).order_by(Name.record_id, Name.position)
    ).all()
    best: dict[str, str] = {}
    for index, _ in rank(fold(spelling), [row.folded for row in rows]):
        best.setdefault(rows[index].record_id, rows[index].text)
    return list(dict.fromkeys(best.values()))[:limit]


@dataclass(frozen=True)
class Match:
    """A thing that a spelling may mean; ``score`` is how like its best spelling is, of 100."""

    kind: str
    record_id: str
    name: str | None
    text: str
    role: str
    exact: bool
    score: float


def resolve(session: Session, spelling: str, kinds: Sequence[str]) -> list[Match]:
    """The things of the kinds that a spelling may mean, best first, each once."""
    rows = session.execute(
        select(Name.kind, Name.record_id, Name.text, Name.folded, Name.role)
        .where(Name.kind.in_(kinds))
        .order_by(Name.kind, Name.record_id, Name.position)
    ).all()
    wanted = fold(spelling)
    called = {(row.kind, row.record_id): row.text for row in reversed(rows) if row.role == NameRole.name}
    exact = [(index, 100.0) for index, row in enumerate(rows) if row.folded == wanted]
    exact.sort(key=lambda found: rows[found[0]].text.casefold() != spelling.casefold())
    best: dict[tuple[str, str], Match] = {}
    for index, score in [*exact, *rank(wanted, [row.folded for row in rows])] if wanted else []:
        row = rows[index]
        best.setdefault(
            (row.kind, row.record_id),
            Match(
                row.kind, row.record_id, called.get((row.kind, row.record_id)), row.text, row.role,
                row.folded == wanted, score,
            ),
        )  # fmt: skip
    return list(best.values())
