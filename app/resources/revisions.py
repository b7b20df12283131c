"""Revisions: what each load brought."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field
from sqlalchemy import func, select

from app.api.documentation import LIST_RESPONSES, describe_problem
from app.api.json_responses import Page, list_response, object_response
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.db.snapshot import Snapshot
from app.db.tables import Publication, RecordVersion
from app.domain.model import Model
from app.domain.moments import LAST_REVISION, moment_text
from app.domain.vocabulary import Change
from app.errors import not_found
from app.query.coverage import data_state
from app.query.cursor import decode_cursor, digest_of, encode_cursor
from app.query.list_parameters import PagedQuery, PastQuery
from app.query.revisions import near_revisions
from app.query.sorting import Order
from app.resource import Resource

router = APIRouter(prefix="/revisions", tags=["changes"], route_class=QueryRoute)

ORDER = Order(Publication.revision, Publication.revision, descending=True)


KIND_NAMES = {
    "timeline": ("timeline entry", "timeline entries"),
    "evidence": ("place of evidence", "places of evidence"),
    "figure-group": ("comparison of figures", "comparisons of figures"),
}
"""What records of some kinds are called in words, one and several, where the name of the list does not say it."""


class RevisionOut(Model):
    """A revision of the data."""

    revision: int = Field(
        description="Its number: the moment of publication. Never used twice.", examples=[20261122090000]
    )
    url: str = Field(description="Its path.", examples=["/revisions/20261122090000"])
    published_at: datetime = Field(description="When it was published.", examples=["2026-11-22T09:00:00Z"])
    message: str | None = Field(
        description="What the operator says about it; null without a word.", examples=["The articles of November"]
    )
    seed_digest: str | None = Field(
        description="SHA-256 of the data that were loaded, in canonical form. Null if it was not noted.",
        examples=["a" * 64],
    )
    source_commit: str | None = Field(
        description="The commit in git of the loaded files; null where there is none.", examples=[None]
    )
    created: int | None = Field(description="Records created; null if they were not counted.", examples=[12])
    updated: int | None = Field(description="Records updated.", examples=[3])
    withdrawn: int | None = Field(description="Records withdrawn.", examples=[1])
    renamed: int | None = Field(description="Records renamed.", examples=[0])


class KindCount(Model):
    """The changes of a kind of record."""

    kind: str = Field(description="Kind of record.", examples=["meeting"])
    change: Change = Field(description="What happened.", examples=["created"])
    count: int = Field(description="To how many records.", examples=[12])


class RevisionDetails(RevisionOut):
    """A revision of the data, with what changed."""

    previous: int | None = Field(description="The revision before; null for the first.", examples=[20261121090000])
    summary: str = Field(description="What changed, in words.", examples=["12 meetings created, 1 mechanism updated"])
    counts: list[KindCount] = Field(description="The changes by kind of record.")
    changes_url: str = Field(
        description="Path of the changes since the revision before.", examples=["/changes?since=20261121090000"]
    )


@router.get("", response_model=lambda: Page[RevisionOut], responses=LIST_RESPONSES, operation_id="listRevisions")
def list_revisions(query: Annotated[PagedQuery, Query()], request: Request) -> Response:
    """List the revisions of the data, the newest first. Each load that changes something makes one."""
    with snapshot_for(request) as snapshot:
        items, cursor = read_revisions(snapshot, query)
        total = snapshot.scalar(select(func.count()).select_from(Publication))
        state = data_state(snapshot)
    return list_response(request, [*map(_revision, items)], state, total=total, cursor=cursor)


def read_revisions(snapshot: Snapshot, query: PagedQuery) -> tuple[Sequence[Any], str | None]:
    """A page of revisions, as rows of ``Publication``, and the cursor of the next one."""
    fingerprint = digest_of("revisions")
    rows = select(Publication).order_by(Publication.revision.desc()).limit(query.limit + 1)
    if query.cursor is not None:
        revision, _ = decode_cursor(query.cursor, fingerprint, ORDER.read)
        rows = rows.where(Publication.revision < (revision or 0))
    page = snapshot.execute(rows).all()
    items, has_more = page[: query.limit], len(page) > query.limit
    return items, encode_cursor(fingerprint, items[-1].revision, "") if has_more else None


RevisionName = Annotated[
    str,
    Path(min_length=1, max_length=20, description="Its number, or `newest`.", examples=["newest"]),
]


@router.get(
    "/{revision}",
    response_model=RevisionDetails,
    responses={**LIST_RESPONSES, 404: describe_problem("not-found", "/revisions/1")},
    operation_id="getRevision",
)
def get_revision(revision: RevisionName, query: Annotated[PastQuery, Query()], request: Request) -> Response:  # noqa: ARG001
    """One revision: when it was published, of which seed, and what changed in words."""
    with snapshot_for(request) as snapshot:
        is_number = revision.isascii() and revision.isdigit()
        number = min(int(revision), LAST_REVISION) if is_number else 0
        number = snapshot.revision.revision if revision == "newest" else number
        row = snapshot.execute(select(Publication).where(Publication.revision == number)).first()
        if row is None:
            near = near_revisions(snapshot, number) if is_number else ["newest"]
            raise not_found("revision", revision, "there is no such revision", near)
        before = select(func.max(Publication.revision)).where(Publication.revision < number)
        previous = snapshot.scalar(before)
        counts = counts_of(snapshot, number)
        state = data_state(snapshot)
    details = {
        **_revision(row),
        "previous": previous,
        "summary": summary(kind_names(request.app.state.resources), counts),
        "counts": [{"kind": kind, "change": change, "count": count} for (kind, change), count in counts.items()],
        "changes_url": f"/changes?since={previous or 0}",
    }
    return object_response(request, details, state)


def _revision(row: Any) -> dict[str, Any]:
    return {
        "revision": row.revision,
        "url": f"/revisions/{row.revision}",
        "published_at": moment_text(row.published_at),
        **{name: getattr(row, name) for name in ("message", "seed_digest", "source_commit", *Change)},
    }


def counts_of(snapshot: Snapshot, revision: int) -> Counter[tuple[str, str]]:
    """The numbers of the changes of a revision, by kind and change."""
    return snapshot.fact(("counts", revision), lambda: _counts(snapshot, revision))


def _counts(snapshot: Snapshot, revision: int) -> Counter[tuple[str, str]]:
    keys = (RecordVersion.kind, RecordVersion.change)
    rows = select(*keys, func.count().label("records")).where(RecordVersion.revision == revision).group_by(*keys)
    return Counter({(row.kind, row.change): row.records for row in snapshot.history.execute(rows.order_by(*keys))})


def kind_names(resources: Sequence[Resource]) -> dict[str, tuple[str, str]]:
    """What records of each kind are called in the API, one and several."""
    return {resource.model.kind: (resource.singular, resource.plural) for resource in resources} | KIND_NAMES


def summary(names: Mapping[str, tuple[str, str]], counts: Counter[tuple[str, str]]) -> str:
    """The numbers of changes in words, such as "12 meetings created, 1 mechanism updated". ``names`` has the words for
    one record of each kind, and for several."""
    order = [*names]
    sorted_counts = sorted(
        counts.items(), key=lambda item: ([*Change].index(Change(item[0][1])), order.index(item[0][0]))
    )
    parts = [f"{count:,} {names[kind][count != 1]} {change}" for (kind, change), count in sorted_counts]
    return ", ".join(parts) or "No record changed."
