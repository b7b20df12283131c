"""The history of a record: its versions, and how each differs from the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from app.api.documentation import ITEM_RESPONSES, RecordId
from app.api.json_responses import Page, list_response
from app.api.query_route import QueryRoute
from app.api.record_lookup import find_record, stored_id
from app.api.snapshots import snapshot_for
from app.db.snapshot import Snapshot
from app.db.tables import RecordVersion
from app.domain.model import Model
from app.domain.vocabulary import Change
from app.errors import invalid_parameter
from app.query.coverage import data_state
from app.query.cursor import decode_cursor, digest_of, encode_cursor
from app.query.history import Version, complete_versions, has_history, read_versions
from app.query.list_parameters import PagedQuery
from app.query.sorting import Order
from app.resource import Resource


class PatchOperation(Model):
    """An operation of a JSON Patch (RFC 6902)."""

    op: str = Field(description="`add`, `remove` or `replace`.", examples=["replace"])
    path: str = Field(description="JSON Pointer of the value (RFC 6901).", examples=["/date"])
    value: Any = Field(None, description="The new value; not there for `remove`.", examples=["2026-02-02"])


class VersionOut(Model):
    """A version of a record."""

    revision: int = Field(description="The revision that brought it.", examples=[20261122090000])
    id: str = Field(description="The id of the record then.", examples=["jspg-kz-tr-8"])
    change: Change = Field(description="What happened.", examples=["updated"])
    changed_at: datetime = Field(description="When that was published.", examples=["2026-11-22T09:00:00Z"])
    renamed_to: str | None = Field(description="The next id, where the record was renamed.", examples=[None])
    reason: str | None = Field(description="Why it was withdrawn; null if no reason is given.", examples=[None])
    differences: list[str] = Field(
        description="How it differs from the version before, field by field in words; empty for the first one.",
        examples=[["date: 2026-02 → 2026-02-02"]],
    )
    patch: list[PatchOperation] = Field(
        description="The JSON Patch (RFC 6902) that makes this version of the one before.",
        examples=[[{"op": "replace", "path": "/date", "value": "2026-02-02"}]],
    )
    record: dict[str, Any] | None = Field(
        description="The record as it was published then; null where it was withdrawn or renamed.", examples=[None]
    )


@dataclass(frozen=True)
class History:
    """The history of the record with an id: ``page`` has the versions of a page, the newest first, and ``versions``
    those of all pages, without their bodies. ``cursor`` is that of the next page."""

    id: str
    page: list[Version]
    versions: list[Version]
    cursor: str | None


ORDER = Order(RecordVersion.revision, RecordVersion.id, descending=True)

FINGERPRINT = digest_of("history")


def read_history(snapshot: Snapshot, resource: Resource, spelling: str, query: PagedQuery) -> History:
    """A page of the versions of a record. Raises ``Problem`` as :func:`find` does, but not for a record that was
    withdrawn, and for a cursor of another history."""
    record_id = stored_id(resource.model, spelling)
    if "\0" in record_id or not has_history(snapshot, resource.model.kind, record_id):
        record_id, _ = find_record(snapshot, resource.model, spelling)
    versions = read_versions(snapshot, {record_id: resource.model.kind})[record_id]
    start = 0 if query.cursor is None else _index_after(query.cursor, versions)
    page = complete_versions(snapshot, versions[start : start + query.limit])
    has_more = start + query.limit < len(versions)
    cursor = encode_cursor(FINGERPRINT, page[-1].revision, page[-1].id) if has_more else None
    return History(record_id, page, versions, cursor)


def _index_after(cursor: str, versions: Sequence[Version]) -> int:
    """The index behind the version that a cursor names. Raises ``Problem`` if there is none."""
    key = decode_cursor(cursor, FINGERPRINT, ORDER.read)
    keys = [(version.revision, version.id) for version in versions]
    if key not in keys:
        message = "it names a version that this history does not have: leave it out"
        raise invalid_parameter("cursor", cursor, message)
    return keys.index(key) + 1


def history_routes(resource: Resource) -> APIRouter:
    """The route of the history of a resource's records."""
    router = APIRouter(route_class=QueryRoute)

    def get_history(id: RecordId, query: Annotated[PagedQuery, Query()], request: Request) -> Response:
        with snapshot_for(request) as snapshot:
            history = read_history(snapshot, resource, id, query)
            state = data_state(snapshot)
        items, total = [version.entry() for version in history.page], len(history.versions)
        return list_response(request, items, state, total=total, cursor=history.cursor)

    name = resource.model.kind.replace("-", " ").title().replace(" ", "")
    router.add_api_route(
        resource.record_url("{id}/history"),
        get_history,
        response_model=lambda: Page[VersionOut],
        responses=ITEM_RESPONSES,
        summary=f"{resource.singular.title()} History",
        description="Every version of a record that was published, in pages, the newest first: what changed in words, "
        "and as a JSON Patch. A withdrawn record has a history too.",
        tags=[resource.tag],
        operation_id=f"list{name}History",
    )
    return router
