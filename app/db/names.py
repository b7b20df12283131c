"""Any spelling of a name leads to the one thing it names, or to the nearest that there is."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select

from app.db.records import Name
from app.db.snapshot import Snapshot
from app.domain.text import MAX_COMPARED, fold, rank_similar
from app.domain.vocabulary import NameRole

RECORD = "record"
"""Kind that stands for a record of whatever kind, by its id: the first of its names."""

MOST_NAMES = 3_000
"""Names of a kind that a spelling is compared with; of a kind with more, those that stand near it in their order."""

NEAR = 100
"""Names before a spelling, and after it, that stand near it."""

TURNS = 3
"""Words of a spelling that are tried as its first: people's names are written either way round."""

SUGGESTED = 3
"""Values of a request for which the nearest are looked for; to compare a name with all takes a while."""


def matches(snapshot: Snapshot, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The ids that each ``(kind, spelling)`` names, in one statement; a shared acronym names several."""
    keys = {pair: (pair[0], fold(pair[1])) for pair in wanted}
    known = {key: snapshot.recall(("name", *key)) for key in keys.values()}
    missing = [key for key, ids in known.items() if ids is None]
    if missing:
        for key, ids in _look_up(snapshot, missing).items():
            known[key] = ids
            if ids:  # of what nothing is called there is no end
                snapshot.remember(("name", *key), ids)
    return {pair: list(known[key]) for pair, key in keys.items()}


def _look_up(snapshot: Snapshot, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids of each kind and folded spelling."""
    by_kind: dict[str, list[str]] = {}
    for kind, folded in keys:
        by_kind.setdefault(kind, []).append(folded)
    rows = snapshot.execute(_spelled(*by_kind), by_kind)
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


def _rows(*criteria: Any) -> Select[Any]:
    """Names that meet the criteria."""
    rows = select(Name.kind, Name.record_id, Name.position, Name.text, Name.folded, Name.role).where(*criteria)
    return cast("Select[Any]", rows)


_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u02b0-\u02ff\u1e00-\u1eff]")


def _comparable(snapshot: Snapshot, kind: str, spelling: str) -> list[Any]:
    """The names of a kind that a spelling is to be compared with: for one in Latin letters, those in Latin letters."""
    rows = _candidates(snapshot, kind, fold(spelling))
    if _OTHER_SCRIPT.search(spelling):
        return list(rows)
    return [row for row in rows if not _OTHER_SCRIPT.search(row.text)]


def _candidates(snapshot: Snapshot, kind: str, wanted: str) -> Sequence[Any]:
    """The names of a kind that stand near a folded text, or all of them where they are not many."""
    every: Sequence[Any] = snapshot.fact(
        ("candidates", kind), lambda: _ordered(snapshot, _rows(_of(kind)).limit(MOST_NAMES + 1))
    )
    if len(every) <= MOST_NAMES:
        return every
    words = wanted[:MAX_COMPARED].split()
    found: dict[Any, None] = {}
    for turn in range(min(TURNS, len(words))):
        turned = " ".join([*words[turn:], *words[:turn]])
        before = _rows(_of(kind), Name.folded < turned).order_by(Name.folded.desc())
        after = _rows(_of(kind), Name.folded >= turned).order_by(Name.folded)
        for near in (before, after):
            found |= dict.fromkeys(_ordered(snapshot, near.limit(NEAR)))
    return list(found)


def _ordered(snapshot: Snapshot, rows: Select[Any]) -> Sequence[Any]:
    return sorted(snapshot.execute(rows).all(), key=lambda row: (row.kind, row.record_id, row.position))


def suggest(snapshot: Snapshot, kind: str, spelling: str, limit: int = 3) -> list[str]:
    """The nearest names of that kind, one a record."""
    rows = _comparable(snapshot, kind, spelling)
    best: dict[str, str] = {}
    for index, _ in rank_similar(fold(spelling), [row.folded for row in rows], typed=spelling):
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


def resolve(snapshot: Snapshot, spelling: str, kinds: Sequence[str]) -> list[Match]:
    """The things of the kinds that a spelling may mean, best first, each once."""
    wanted = fold(spelling)
    if not wanted:
        return []
    exact = list(_ordered(snapshot, _rows(Name.kind.in_(kinds), Name.folded == wanted)))
    exact.sort(key=lambda row: row.text.casefold() != spelling.casefold())
    like = [row for kind in sorted(kinds) for row in _comparable(snapshot, kind, spelling)]
    near = rank_similar(wanted, [row.folded for row in like], typed=spelling)
    found = [*((row, 100.0) for row in exact), *((like[index], score) for index, score in near)]
    called = _called(snapshot, kinds, {row.record_id for row, _ in found})
    best: dict[tuple[str, str], Match] = {}
    for row, score in found:
        key = (row.kind, row.record_id)
        match = Match(*key, called.get(key), row.text, row.role, row.folded == wanted, score)
        best.setdefault(key, match)
    return list(best.values())


def _called(snapshot: Snapshot, kinds: Sequence[str], ids: Collection[str]) -> dict[tuple[str, str], str]:
    """The first name of each record, by kind and id."""
    named = _rows(Name.kind.in_(kinds), Name.record_id.in_(ids), Name.role == NameRole.name)
    return {(row.kind, row.record_id): row.text for row in snapshot.execute(named.order_by(Name.position.desc()))}
