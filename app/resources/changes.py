"""Changes: what was created, updated, withdrawn and renamed, in the order of publication."""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field
from sqlalchemy import select

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES
from app.api.formats.change_feed import FeedEntry, write_change_feed
from app.api.formats.registry import FORMATS
from app.api.json_responses import Page, envelope_response
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.db.kinds import ListedKind
from app.db.names import PARTY, PARTY_KINDS
from app.db.snapshot import Snapshot
from app.db.tables import RecordVersion, Withdrawal
from app.domain.differences import difference_sentences
from app.domain.json_text import json_text
from app.domain.model import Model
from app.query.changes import (
    ChangeFilter,
    ChangePosition,
    ChangeRow,
    RecordChange,
    bodies_before,
    count_changes,
    read_changes,
    read_newest_changes,
)
from app.query.coverage import data_state
from app.query.cursor import decode_cursor, encode_cursor, fingerprint_of
from app.query.history import UNCOMPARED_FIELDS
from app.query.list_parameters import MAX_PAGE_SIZE, PagedQuery, PastQuery
from app.query.name_resolution import resolve_ids
from app.query.parameter_types import Choice, Commas, IncludedNames, Maybe, Selection, Single, WholeNumber
from app.query.revisions import revision_before
from app.query.sorting import Order
from app.query.states import Since
from app.resource import Resource

router = APIRouter(prefix="/changes", tags=["changes"], route_class=QueryRoute)

ORDER = Order(RecordVersion.revision, RecordVersion.id, descending=False)

ATOM = FORMATS["atom"].media_type

DERIVED_KINDS = tuple(map(ListedKind, ("timeline", "evidence", "conflict", "figure-group")))
"""Kinds of records that are derived from those of other kinds."""

SINCE = (
    "The revision that you have, as an answer or the last page of changes named it; 0 for all changes. Or a day or "
    "moment (ISO 8601; without a time zone, in UTC): changes published at or after it. A day or moment more than a day "
    "ahead is refused."
)


class ChangeOut(RecordChange):
    """A change of a record, and on request the record."""

    record: dict[str, Any] | None = Field(
        description="With `include=record`: the record as this change left it, which may have changed again since; "
        "null if it is no more, and without the parameter.",
        examples=[None],
    )


class Changes(Page[ChangeOut]):
    """Changes in the order of publication."""

    until: int | None = Field(
        description="On the last page, the revision up to which these are all changes: send it as `since` next time. "
        "Null on the pages before.",
        examples=[20261122090000],
    )


class ChangeInclude(StrEnum):
    record = "record"


class ChangeFilters(Model):
    """The filters of changes, which their list, feed and stream share."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    kind: Maybe[Choice[ListedKind]] = Field(
        None,
        description="Only records of this kind. Repeat for any of several; `!evidence` leaves that kind out.",
        examples=[["meeting"], ["!evidence"]],
    )
    mechanism: Maybe[IncludedNames] = Field(
        None,
        description="Only records that name this mechanism, or named it before the change: id, acronym, name or alias. "
        "Repeat for any of several.",
        examples=[["JSPG"]],
    )
    country: Maybe[IncludedNames] = Field(
        None,
        description="Only records that name this country or organisation, or named it before the change: code, name or "
        "alias. Repeat for any of several.",
        examples=[["KZ"]],
    )


class ChangesQuery(ChangeFilters, PagedQuery):
    since: Maybe[Since] = Field(None, description=SINCE, examples=["2026-01-01", "0"])
    include: Annotated[Maybe[list[Single[ChangeInclude]]], Commas] = Field(
        None, description="`record` adds the record as the change left it.", examples=[["record"]]
    )


@router.get("", response_model=Changes, responses=LIST_RESPONSES, operation_id="listChanges")
def list_changes(query: Annotated[ChangesQuery, Query()], request: Request) -> Response:
    """List what was created, updated, withdrawn and renamed since a revision, day or moment, oldest first.

    To keep a copy, apply the changes of all pages in order, and ask again with `since` set to the `until` of the last
    page. A record has one entry for each revision that changed it. `/guide/keep-a-copy` has a script.
    """
    with snapshot_for(request) as snapshot:
        change_filter = resolve_changes(snapshot, query, revision_before(snapshot, query.since, "since", query.as_of))
        # of the names as the client wrote them: a load between two pages may rename what they stand for
        fingerprint = fingerprint_of("changes", query)
        after = _position(query.cursor, fingerprint) if query.cursor is not None else None
        with_bodies = bool(query.include)
        rows = read_changes(
            snapshot, request.app.state.resources, change_filter, query.limit + 1, after, with_bodies=with_bodies
        )
        total = count_changes(snapshot, change_filter)
        state = data_state(snapshot, change_filter.mechanisms, change_filter.countries)
    page, has_more = rows[: query.limit], len(rows) > query.limit
    items = f"[{','.join(map(change_json, page))}]"
    cursor = encode_cursor(fingerprint, page[-1].revision, f"{page[-1].kind}/{page[-1].id}") if has_more else None
    return envelope_response(
        request, items, state, total, cursor, fields={"until": None if has_more else state.revision}
    )


class ChangeFeedQuery(ChangeFilters, PastQuery):
    since: Maybe[Since] = Field(None, description=SINCE, examples=["2026-01-01", "0"])
    limit: Annotated[int, WholeNumber(1, MAX_PAGE_SIZE)] = Field(
        50, description="How many of the newest changes the feed has.", examples=[50]
    )


@router.get(
    ".atom",
    response_class=Response,
    responses=LIST_RESPONSES
    | {200: {"description": "The feed.", "content": {ATOM: {"schema": {"type": "string", "description": "Atom."}}}}},
    operation_id="getChangeFeed",
)
def get_change_feed(query: Annotated[ChangeFeedQuery, Query()], request: Request) -> Response:
    """The newest changes as a feed, each in words. Without `kind`, records that are derived from others are left out:
    `timeline`, `evidence`, `conflict` and `figure-group`."""
    if query.kind is None:
        query = query.model_copy(
            update={"kind": Selection(tuple(kind for kind in ListedKind if kind not in DERIVED_KINDS))}
        )
    resources = {resource.model.kind: resource for resource in request.app.state.resources}
    with snapshot_for(request) as snapshot:
        change_filter = resolve_changes(snapshot, query, revision_before(snapshot, query.since, "since", query.as_of))
        rows = read_newest_changes(snapshot, request.app.state.resources, change_filter, query.limit)
        earlier = bodies_before(snapshot, rows)
        state = data_state(snapshot)
    site = Site(request.scope)
    content = write_change_feed(
        (_feed_entry(resources[row.kind], row, earlier.get(row.position)) for row in rows),
        title=_feed_title(request),
        address=site.address,
        base=site.base,
        updated_at=state.updated_at,
    )
    return Response(content, headers=state.headers, media_type=ATOM)


def _feed_entry(resource: Resource, row: ChangeRow, before: str | None) -> FeedEntry:
    old, new = (None if body is None else json.loads(body) for body in (before, row.body))
    record = new or old
    differences = difference_sentences(old, new, UNCOMPARED_FIELDS) if old and new else ()
    return FeedEntry(row.entry(), record, resource.title(record) if record else row.id, differences)


def _feed_title(request: Request) -> str:
    names = [request.query_params.getlist(name) for name in ChangeFilters.model_fields]
    values = [value for of_name in names for value in of_name]
    return f"Changes: {', '.join(values)}" if values else "Changes"


def resolve_changes(snapshot: Snapshot, query: ChangeFilters, since: int = 0) -> ChangeFilter:
    """The filter of a query for the changes after the revision ``since``, up to that of the snapshot, with the names
    resolved to ids. Raises ``Problem`` for a name that no record has or had."""
    return ChangeFilter(
        since=since,
        until=snapshot.revision.revision,
        kinds=tuple(kind.value for kind in query.kind.choices) if query.kind else (),
        mechanisms=_ids(snapshot, "mechanism", "mechanism", query.mechanism),
        countries=_ids(snapshot, "country", PARTY, query.country),
    )


def _position(cursor: str, fingerprint: str) -> ChangePosition:
    revision, record = decode_cursor(cursor, fingerprint, ORDER.read)
    kind, _, record_id = record.partition("/")
    return revision or 0, kind, record_id


def _ids(snapshot: Snapshot, parameter: str, kind: str, names: Sequence[str] | None) -> tuple[str, ...]:
    """The ids that names stand for, with their former ids, which earlier changes name. Withdrawn ones, whose changes
    remain, are found by their id."""
    if not names:
        return ()
    ids = {name: name.upper() if kind == PARTY else name.lower() for name in names}
    kinds = PARTY_KINDS if kind == PARTY else (kind,)
    withdrawals = select(Withdrawal.id).where(
        Withdrawal.kind.in_(kinds), Withdrawal.id.in_(ids.values()), Withdrawal.renamed_to.is_(None)
    )
    withdrawn_ids = set(snapshot.scalars(withdrawals))
    present = [name for name in names if ids[name] not in withdrawn_ids]
    present_ids = resolve_ids(snapshot, {parameter: (kind, present)})[parameter] if present else []
    former = select(Withdrawal.id).where(Withdrawal.kind.in_(kinds), Withdrawal.renamed_to.in_(present_ids))
    return tuple(sorted({*present_ids, *withdrawn_ids, *(snapshot.scalars(former) if present_ids else ())}))


def change_json(row: ChangeRow) -> str:
    """A change as JSON, with its record if it was read."""
    entry = json_text(row.entry())
    return f'{entry[:-1]},"record":{row.body or "null"}}}'
