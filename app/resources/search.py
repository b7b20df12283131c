"""Search: all records at once, by their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field
from sqlalchemy import Select, func, select

from app.api.documentation import LIST_RESPONSES
from app.api.json_responses import Page, absence_of, list_response
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.db.engine import without_index
from app.db.kinds import SearchKind
from app.db.snapshot import Snapshot
from app.db.tables.publication import SearchEntry
from app.domain.model import Model
from app.query import fulltext
from app.query.coverage import data_state
from app.query.cursor import decode_cursor, encode_cursor, fingerprint_of
from app.query.fulltext import Words
from app.query.list_parameters import MAX_PAGE_SIZE, Cursor, PastQuery, SearchText
from app.query.list_statement import count_rows
from app.query.near_names import near_names
from app.query.parameter_types import Choice, Maybe, WholeNumber
from app.query.sorting import Order
from app.resource import Label
from app.resources import timeline

router = APIRouter(prefix="/search", tags=["service"], route_class=QueryRoute)
MAX_RANKED = 10_000
"""Matching records that are ranked. The limit bounds the time of an answer, however many match."""


class Hit(Model):
    """A record that contains the words."""

    kind: SearchKind = Field(description="Kind of record.", examples=["meeting"])
    id: str = Field(description="Its id.", examples=["jspg-kz-tr-8"])
    url: str = Field(description="Its path.", examples=["/meetings/jspg-kz-tr-8"])
    title: str = Field(
        description="Its title or name; its id where it has neither.",
        examples=["Eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group"],
    )
    label: Label
    snippet: str = Field(
        description="A few words of the record around the first match. It is the beginning of the record if only "
        "another spelling of a name matched.",
        examples=["… Kazakhstan–Türkiye Joint Strategic Planning Group · Ankara …"],
    )
    rank: int = Field(
        description="Percentage of the title that the words make up; 0 if they are only elsewhere in the record.",
        examples=[49],
    )


class Found(Page[Hit]):
    """The records that match, best first."""

    ranked: int = Field(
        description="Number of matching records that were ranked; the items are the best of these. It is less than "
        "`total` if more than 10,000 match. Then search for more words, or for one `kind`.",
        examples=[12],
    )
    cut: bool = Field(description="True if more records match than were ranked.", examples=[False])
    suggestions: list[str] = Field(
        description="If no record has the words: the names nearest to them, or the query with `or` as `OR`.",
        examples=[[]],
    )


class SearchQuery(PastQuery):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    q: SearchText = Field(
        description='Words in any spelling. A record must contain all of them: `Erdogan`, `"strategic planning"`, '
        "`kosher*`. Operators work as on every list: `Ankara OR Astana`, `trade -oil`.",
        examples=["strategic planning"],
    )
    kind: Maybe[Choice[SearchKind]] = Field(
        None, description="Only records of this kind. Repeat for any of several.", examples=[["meeting"]]
    )
    limit: Annotated[int, WholeNumber(1, MAX_PAGE_SIZE)] = Field(50, description="Records on a page.", examples=[50])
    cursor: Cursor = None


@router.get("", response_model=Found, responses=LIST_RESPONSES, operation_id="searchRecords")
def search_records(query: Annotated[SearchQuery, Query()], request: Request) -> Response:
    """Search all records, best match first: the more of its title the words make up, the better a record matches."""
    with snapshot_for(request) as snapshot:
        page = read_hits(snapshot, query)
        state = data_state(snapshot)
        absence = absence_of(request, snapshot, state, page.total, lambda: page.suggestions, timeline.resource)
    return list_response(
        request,
        page.hits,
        state,
        total=page.total,
        cursor=page.cursor,
        ranked=min(page.total, MAX_RANKED),
        cut=page.total > MAX_RANKED,
        suggestions=page.suggestions,
        **absence,
    )


@dataclass(frozen=True)
class HitPage:
    """One page of hits, best first. ``suggestions`` has the nearest names if nothing matches."""

    hits: Sequence[Mapping[str, Any]]
    total: int
    cursor: str | None
    suggestions: Sequence[str]


def read_hits(snapshot: Snapshot, query: SearchQuery) -> HitPage:
    """Read one page of the records that match. Raises ``Problem`` for a wrong cursor."""
    order = Order(fulltext.rank(query.q), SearchEntry.url, descending=True)
    fingerprint = fingerprint_of("search", query)
    kinds = [kind.value for kind in (query.kind.choices if query.kind else SearchKind)]
    matches = _select_matches(query.q, kinds)
    best = _select_ranked(query.q, matches).order_by(*order.clauses()).limit(query.limit + 1)
    if query.cursor is not None:
        best = best.where(order.after(*decode_cursor(query.cursor, fingerprint, order.read)))
    rows = snapshot.execute(best).all()
    total = count_rows(snapshot, fingerprint, lambda: matches)
    page = rows[: query.limit]
    cursor = encode_cursor(fingerprint, page[-1].rank, page[-1].url) if len(rows) > query.limit else None
    suggestions = [] if total else near_names(snapshot, query.q)
    return HitPage([_hit(row, query.q) for row in page], total, cursor, suggestions)


@dataclass(frozen=True)
class KindHits:
    """The best hits of one kind of record. ``total`` counts those of its kind among the records that were ranked."""

    kind: str
    total: int
    hits: Sequence[Mapping[str, Any]]


def best_by_kind(snapshot: Snapshot, words: Words, limit: int) -> list[KindHits]:
    """At most ``limit`` hits of each kind, best first; the kind of the best hit comes first."""
    ranking = _select_ranked(words, _select_matches(words, [kind.value for kind in SearchKind])).subquery()
    order = (ranking.c.rank.desc(), ranking.c.url)
    numbering = select(
        ranking,
        func.count().over(partition_by=ranking.c.kind).label("total"),
        func.row_number().over(partition_by=ranking.c.kind, order_by=order).label("number"),
    ).subquery()
    best = select(numbering).where(numbering.c.number <= limit).order_by(numbering.c.rank.desc(), numbering.c.url)
    by_kind: dict[str, list[Any]] = {}
    for row in snapshot.execute(best):
        by_kind.setdefault(row.kind, []).append(row)
    return [KindHits(kind, rows[0].total, [_hit(row, words) for row in rows]) for kind, rows in by_kind.items()]


def _select_matches(words: Words, kinds: Sequence[str]) -> Select[Any]:
    """Selects the ids of the entries of these kinds that match the words."""
    return select(SearchEntry.id).where(without_index(SearchEntry.kind).in_(kinds), fulltext.matches(words))


def _select_ranked(words: Words, matches: Select[Any]) -> Select[Any]:
    """Selects the first ``MAX_RANKED`` matching entries, with their ranks."""
    first = matches.order_by(SearchEntry.id).limit(MAX_RANKED).subquery()
    columns: Sequence[Any] = (
        SearchEntry.kind, SearchEntry.record_id, SearchEntry.url, SearchEntry.title, SearchEntry.label,
        SearchEntry.plain,
    )  # fmt: skip
    return select(*columns, fulltext.rank(words).label("rank")).join(first, first.c.id == SearchEntry.id)


def _hit(row: Any, words: Words) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "id": row.record_id,
        "url": row.url,
        "title": row.title,
        "label": row.label,
        "snippet": fulltext.snippet(row.plain, words),
        "rank": row.rank,
    }
