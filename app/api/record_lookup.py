"""Finds the record of an address: by its id in any case, or by a name that only it has."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, Text, bindparam, select, true

from app.db.names import PARTY, ids_by_name, suggest
from app.db.prepared_statements import reusable
from app.db.records import Record
from app.db.revision import NEWEST_PUBLICATION
from app.db.snapshot import Snapshot
from app.db.tables import Party
from app.db.tables.publication import Withdrawal
from app.domain.text import nearest
from app.domain.titles import title_of
from app.domain.vocabulary import Change, PartyKind
from app.errors import Problem, RenamedError, invalid
from app.query.history import latest_version

CANDIDATES = 20
"""Greatest number of records that a 300 lists."""


def stored_id(model: type[Record], spelling: str) -> str:
    """The id that a client wrote in any case."""
    return spelling.upper() if issubclass(model, Party) else spelling.lower()


def find_record(snapshot: Snapshot, model: type[Record], spelling: str) -> tuple[str, str]:
    """Id and body of the record with that id, in any case, or else of the only record with that name.

    Raises ``Problem``: 300 if several records have the name, 308 if the id is a former one, 410 if the record was
    withdrawn, and 404 otherwise.
    """
    key = stored_id(model, spelling)
    row = None if "\0" in key else snapshot.fetch_with_revision(_by_id(model), {"id": key})
    return (key, str(row.body)) if row else _by_name(snapshot, model, spelling, key)


@cache
def _by_id(model: type[Record]) -> Select[Any]:
    """The body of a record, and the newest revision."""
    newest = NEWEST_PUBLICATION.subquery()
    rows = select(model.body, newest.c.revision, newest.c.published_at).join(newest, true())
    return reusable(rows.where(model.id == bindparam("id", type_=Text())))


def _multiple_choices(snapshot: Snapshot, model: type[Record], spelling: str, ids: Sequence[str]) -> Problem:
    """The problem for a name that several records have: it lists them."""
    bodies = snapshot.scalars(select(model.body).where(model.id.in_(ids[:CANDIDATES])).order_by(model.id))
    records = [json.loads(str(body)) for body in bodies]
    choices_text = "; ".join(f"{record['id']}, {title_of(record)}" for record in records)
    message = f"{len(ids)} records are called {spelling!r}; use the id of one: {choices_text}"
    choices = [record["id"] for record in records]
    error = invalid("id", spelling, message, choices)
    paths = [record["url"] for record in records]
    return Problem("multiple-choices", [error], f"{error.parameter}: {message}.", alternates=paths)


def _by_name(snapshot: Snapshot, model: type[Record], spelling: str, key: str) -> tuple[str, str]:
    key = key.replace("\0", "")
    columns = (Withdrawal.withdrawn_at, Withdrawal.reason, Withdrawal.renamed_to)
    withdrawal = snapshot.execute(select(*columns).where(Withdrawal.kind == model.kind, Withdrawal.id == key)).first()
    if withdrawal and withdrawal.renamed_to:
        raise RenamedError(model.kind, spelling, withdrawal.renamed_to)
    ids = ids_by_name(snapshot, [(model.kind, spelling)])[model.kind, spelling]
    if len(ids) == 1:
        body = snapshot.scalar(select(model.body).where(model.id == ids[0]))
        if body:
            return ids[0], body
    if ids:
        raise _multiple_choices(snapshot, model, spelling, ids)
    if withdrawal is None:  # what is derived from other records, such as evidence, has only versions
        version = latest_version(snapshot, model.kind, key)
        withdrawal = version if version and version.change == Change.withdrawn else None
    if withdrawal:
        because = f": {withdrawal.reason}" if withdrawal.reason else ""
        raise Problem(
            "withdrawn", detail=f"{model.kind} {key} was withdrawn on {withdrawal.withdrawn_at:%Y-%m-%d}{because}"
        )
    ids_after = snapshot.scalars(select(model.id).where(model.id >= key).order_by(model.id).limit(500))
    ids_before = snapshot.scalars(select(model.id).where(model.id < key).order_by(model.id.desc()).limit(500))
    near = nearest(key, [*ids_after, *ids_before]) or suggest(snapshot, model.kind, spelling)
    message, paths = f"no {model.kind.replace('-', ' ')} has that id", []
    if party := _other_party(snapshot, model, spelling):
        other_id, kind = party
        message += f", but the {kind} {other_id} has that name"
        paths = [f"{path}/{other_id}"] if (path := PartyKind(kind).path) else []
    raise Problem("not-found", [invalid("id", spelling, message, near)], alternates=paths)


def _other_party(snapshot: Snapshot, model: type[Record], spelling: str) -> Sequence[str] | None:
    """Id and kind of the party of another list that has the name, or None: countries and organisations have a list
    each, aggregates have none."""
    if not issubclass(model, Party) or not (ids := ids_by_name(snapshot, [(PARTY, spelling)])[PARTY, spelling]):
        return None
    return snapshot.execute(select(Party.id, Party.kind_).where(Party.id == ids[0])).first()
