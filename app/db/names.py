"""Find the records that a spelling names, or suggest the nearest names."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, or_, select

from app.db.snapshot import Snapshot
from app.db.tables import Official, Party
from app.db.tables.publication import Name, Withdrawal
from app.domain.deadline import check_each
from app.domain.demonyms import countries_by_people
from app.domain.nearness import CODE_LENGTH
from app.domain.text import MAX_COMPARED, fold, name_keys, rank_similar, sorted_words
from app.domain.vocabulary import NameRole

RECORD = "record"
"""Stands for all kinds of records, which are then named by their ids. The id of a record is its first name."""

PARTY = Party.kind
"""The kind for whoever can meet, sign or trade: countries and organisations."""

PARTY_KINDS = Party.search_kinds()

IDENTIFIER = " identifier"
"""Ends the kind of the names that are identifiers, such as ``wikidata:Q42``."""

PERSON = Official.kind
"""The kind whose names are found whatever the order of their words."""

MAX_COMPARED_NAMES = 3_000
"""A spelling is compared with all names of a kind, if there are at most this many; otherwise with its neighbours."""

NEAR_SPELLINGS = 100
"""Neighbours of a spelling: this many names before it in alphabetical order, and as many after it."""

MAX_FIRST_WORDS = 3
"""Words of a spelling that are tried as the first one, because the words of a name may be in any order."""

MAX_SUGGESTED_VALUES = 3
"""Values of a request that get suggestions: comparing one with all names is slow."""


def identifier_kind(kind: str) -> str:
    """The kind of the names that are identifiers of records of a kind."""
    return f"{kind}{IDENTIFIER}"


def ids_by_name(snapshot: Snapshot, spellings: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The ids of the records that each ``(kind, spelling)`` names. It may name several.

    One statement finds the names that are not cached. A spelling that is no name may be the former id of a record:
    a second statement finds those.
    """
    keys = {(kind, spelling): [(kind, key) for key in name_keys(spelling)] for kind, spelling in spellings}
    ids_by_key = {key: snapshot.recall(("name", *key)) for pair_keys in keys.values() for key in pair_keys}
    keys_to_find = [key for key, ids in ids_by_key.items() if ids is None]
    if keys_to_find:
        for key, ids in _look_up(snapshot, keys_to_find).items():
            ids_by_key[key] = ids
            if ids:  # wrong spellings are not cached: there is no end of them
                snapshot.remember(("name", *key), ids)
    ids_by_spelling = {
        pair: list(next(filter(None, map(ids_by_key.get, pair_keys)), ())) for pair, pair_keys in keys.items()
    }
    unknown = [pair for pair, ids_of_pair in ids_by_spelling.items() if not ids_of_pair]
    return ids_by_spelling | _present_ids(snapshot, unknown) if unknown else ids_by_spelling


_HAS_ID = Withdrawal.id.in_(bindparam("ids", expanding=True))
_SELECT_WITHDRAWALS = select(Withdrawal.kind, Withdrawal.id).where(_HAS_ID)
_SELECT_RENAMES = _SELECT_WITHDRAWALS.add_columns(Withdrawal.renamed_to).where(Withdrawal.renamed_to.is_not(None))


def _renames(snapshot: Snapshot, former_ids: Collection[str]) -> Sequence[Any]:
    """Kind, former id and present id of the records that were renamed and had one of these ids."""
    return snapshot.execute(_SELECT_RENAMES, {"ids": list(former_ids)}).all()


def _present_ids(snapshot: Snapshot, spellings: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """The present ids of renamed records, by those of the spellings that are former ids."""
    former_ids = {
        text for _, spelling in spellings for text in (spelling.lower(), spelling.upper()) if "\0" not in text
    }
    ids: dict[tuple[str, str], list[str]] = {}
    for row in _renames(snapshot, former_ids):
        for kind, spelling in spellings:
            kinds = PARTY_KINDS if kind == PARTY else (row.kind,) if kind == RECORD else (kind,)
            if row.kind in kinds and row.id in (spelling.lower(), spelling.upper()):
                ids.setdefault((kind, spelling), []).append(row.renamed_to)
    return ids


def present_keys(snapshot: Snapshot, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """The present kind and id for each of the keys that is the kind and a former id of a record."""
    rows = _renames(snapshot, {record_id for _, record_id in keys})
    return {(row.kind, row.id): (row.kind, row.renamed_to) for row in rows if (row.kind, row.id) in keys}


def withdrawn_keys(snapshot: Snapshot, keys: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the keys, which are kinds and ids, whose record was withdrawn."""
    rows = snapshot.execute(_SELECT_WITHDRAWALS, {"ids": list({key[1] for key in keys})})
    return {(row.kind, row.id) for row in rows} & set(keys)


def _look_up(snapshot: Snapshot, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids of each kind and folded spelling. A person is also found by the words in another order, unless another
    person has them in this order."""
    by_kind: dict[str, list[str]] = {}
    for kind, folded_name in keys:
        by_kind.setdefault(kind, []).append(sorted_words(folded_name) if kind == PERSON else folded_name)
    rows = sorted(snapshot.execute(_select_names(*by_kind), by_kind), key=lambda row: str(row.record_id))
    ids: dict[tuple[str, str], dict[str, None]] = {}
    ids_in_any_order: dict[tuple[str, str], dict[str, None]] = {}
    for kind, folded_name, words, record_id, position in rows:
        ids.setdefault((kind, folded_name), {})[record_id] = None
        ids_in_any_order.setdefault((kind, words), {})[record_id] = None
        if kind in PARTY_KINDS:
            ids.setdefault((PARTY, folded_name), {})[record_id] = None
        if position == 0:
            ids.setdefault((RECORD, folded_name), {})[record_id] = None
    return {
        (kind, name): tuple(ids.get((kind, name), ids_in_any_order.get((kind, sorted_words(name)), ())))
        for kind, name in keys
    }


@cache
def _select_names(*kinds: str) -> Select[Any]:
    """Select the names with any of the spellings of each kind, which are its parameters. It is cached by its kinds."""
    criteria = (and_(of_kind(kind), _lookup_column(kind).in_(bindparam(kind, expanding=True))) for kind in kinds)
    columns = (Name.kind, Name.folded, Name.sorted_words, Name.record_id, Name.position)
    return cast("Select[Any]", select(*columns).where(or_(*criteria)))


def _lookup_column(kind: str) -> Any:
    """The column by which names of a kind are looked up."""
    return Name.sorted_words if kind == PERSON else Name.folded


def of_kind(kind: str) -> ColumnElement[bool]:
    """The condition on names of a kind of record, of parties, or of records of every kind."""
    if kind == RECORD:
        return Name.position == 0
    return Name.kind.in_(PARTY_KINDS) if kind == PARTY else Name.kind == kind


MAX_IDS = 500
"""Greatest number of ids in a statement. For more, the names of all records of the kind are read."""


def names_of(snapshot: Snapshot, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """The name of each of these records of a kind, by id."""
    select_names = select(Name.record_id, Name.text).where(of_kind(kind), Name.role == NameRole.name)
    if len(ids) <= MAX_IDS:
        select_names = select_names.where(Name.record_id.in_(ids))
    rows = snapshot.execute(select_names.order_by(Name.position.desc()))
    return {row.record_id: row.text for row in check_each(rows)}  # of several names the first, as its row comes last


def _rows(*criteria: Any) -> Select[Any]:
    """Names that meet the criteria."""
    rows = select(Name.kind, Name.record_id, Name.position, Name.text, Name.folded, Name.sorted_words, Name.role)
    return cast("Select[Any]", rows.where(*criteria))


_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u02b0-\u02ff\u1e00-\u1eff]")


def _comparable(snapshot: Snapshot, kind: str, spelling: str) -> list[Any]:
    """The names of a kind to compare with a spelling. One in Latin letters is compared with names in Latin letters."""
    rows = _candidates(snapshot, kind, fold(spelling))
    if _OTHER_SCRIPT.search(spelling):
        return list(rows)
    return [row for row in rows if not _OTHER_SCRIPT.search(row.text)]


def _candidates(snapshot: Snapshot, kind: str, folded_name: str) -> Sequence[Any]:
    """The names of a kind that are near a folded text in order, or all of them where they are few."""
    all_names: Sequence[Any] = snapshot.fact(
        ("candidates", kind), lambda: _sort_rows(snapshot, _rows(of_kind(kind)).limit(MAX_COMPARED_NAMES + 1))
    )
    if len(all_names) <= MAX_COMPARED_NAMES:
        return all_names
    words = folded_name[:MAX_COMPARED].split()
    candidates: dict[Any, None] = {}
    for first in range(min(MAX_FIRST_WORDS, len(words))):
        rotation = " ".join([*words[first:], *words[:first]])
        before = _rows(of_kind(kind), Name.folded < rotation).order_by(Name.folded.desc())
        after = _rows(of_kind(kind), Name.folded >= rotation).order_by(Name.folded)
        for near in (before, after):
            candidates |= dict.fromkeys(_sort_rows(snapshot, near.limit(NEAR_SPELLINGS)))
    return list(candidates)


def _sort_rows(snapshot: Snapshot, rows: Select[Any]) -> Sequence[Any]:
    return sorted(snapshot.execute(rows).all(), key=lambda row: (row.kind, row.record_id, row.position))


def suggest(snapshot: Snapshot, kind: str, spelling: str, *, commas: bool = True) -> list[str]:
    """The three nearest names of a kind, one of each record. For a people, such as ``Turkish``, the country's name.

    Without ``commas``, a name with a comma gives way to another name of its record, or else to the id.
    """
    rows = sorted(_comparable(snapshot, kind, spelling), key=lambda row: row.role == NameRole.id)  # Ankara, not ankara
    best: dict[str, str] = {}
    if kind in (PARTY, *PARTY_KINDS) and (codes := countries_by_people().get(fold(spelling))):
        best |= names_of(snapshot, kind, codes)
    near = [rows[index] for index, _ in rank_similar(fold(spelling), [row.folded for row in rows], spelling=spelling)]
    if len(spelling) > CODE_LENGTH and not spelling[:2].isupper():  # Turkia means Türkiye rather than TURKPA
        near = [row for row in near if not row.text.isupper()] or near
    for row in near:
        record_names = (name for name in rows if name.record_id == row.record_id and name.role == NameRole.name)
        plain = (name.text for name in record_names if "," not in name.text)
        best.setdefault(row.record_id, row.text if commas or "," not in row.text else next(plain, row.record_id))
    return list(dict.fromkeys(best.values()))[:3]


@dataclass(frozen=True)
class NameMatch:
    """A record that a spelling may mean. ``score`` is the similarity of its best name, up to 100."""

    kind: str
    record_id: str
    name: str | None
    text: str
    role: str
    exact: bool
    score: float


def resolve(snapshot: Snapshot, spelling: str, kinds: Sequence[str]) -> list[NameMatch]:
    """The records of the kinds that a spelling may mean, best first, each once."""
    folded_name = fold(spelling)
    if not folded_name:
        return []
    exact = _exact_names(snapshot, spelling, [*kinds, *map(identifier_kind, kinds)])
    exact = exact or _former_ids(snapshot, spelling, kinds)
    exact.sort(key=lambda row: (row.text.casefold() != spelling.casefold(), row.role == NameRole.id))
    comparable = [row for kind in sorted(kinds) for row in _comparable(snapshot, kind, spelling)]
    near = rank_similar(folded_name, [row.folded for row in comparable], spelling=spelling)
    scores = [*((row, 100.0) for row in exact), *((comparable[index], score) for index, score in near)]
    first_names = _first_names(snapshot, kinds, {row.record_id for row, _ in scores})
    best: dict[tuple[str, str], NameMatch] = {}
    for number, (row, score) in enumerate(scores):
        key = (row.kind.removesuffix(IDENTIFIER), row.record_id)
        match = NameMatch(*key, first_names.get(key), row.text, row.role, number < len(exact), score)
        best.setdefault(key, match)
    return list(best.values())


def _exact_names(snapshot: Snapshot, spelling: str, kinds: Sequence[str]) -> list[Any]:
    """The names of the kinds that a spelling stands for, as :func:`ids_by_name` finds them."""
    keys = name_keys(spelling)
    word_keys = [sorted_words(key) for key in keys]
    rows = _sort_rows(
        snapshot, _rows(Name.kind.in_(kinds), or_(Name.folded.in_(keys), Name.sorted_words.in_(word_keys)))
    )
    names: list[Any] = []
    for kind in sorted(kinds):
        rows_of_kind = [row for row in rows if row.kind == kind]
        by_key = (
            [row for row in rows_of_kind if row.folded == key]
            or [row for row in rows_of_kind if row.sorted_words == words]
            for key, words in zip(keys, word_keys, strict=True)
        )
        names += next(filter(None, by_key), [])
    return names


def _former_ids(snapshot: Snapshot, spelling: str, kinds: Sequence[str]) -> list[Any]:
    """The renamed records of the kinds that had a spelling as their id, in the form of names."""
    columns = (
        Withdrawal.kind,
        Withdrawal.renamed_to.label("record_id"),
        Withdrawal.id.label("text"),
        literal(NameRole.id).label("role"),
    )
    is_former = and_(Withdrawal.id.in_((spelling.lower(), spelling.upper())), Withdrawal.renamed_to.is_not(None))
    rows = select(*columns).where(Withdrawal.kind.in_(kinds), is_former).order_by(Withdrawal.kind, Withdrawal.id)
    return [*snapshot.execute(rows)]


def _first_names(snapshot: Snapshot, kinds: Sequence[str], ids: Collection[str]) -> dict[tuple[str, str], str]:
    """The first name of each record, by kind and id."""
    names = _rows(Name.kind.in_(kinds), Name.record_id.in_(ids), Name.role == NameRole.name)
    return {(row.kind, row.record_id): row.text for row in snapshot.execute(names.order_by(Name.position.desc()))}
