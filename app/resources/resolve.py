"""Resolver: the records that a name may mean, best first. It finds names as the filters do."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy import select, tuple_

from app.api.documentation import LIST_RESPONSES
from app.api.json_responses import Page, list_response
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.db.names import resolve
from app.db.snapshot import Snapshot
from app.db.tables.publication import SearchEntry
from app.domain.model import Model
from app.domain.text import fold, name_keys
from app.domain.titles import record_path
from app.domain.vocabulary import NameRole
from app.errors import invalid_parameter
from app.query import coverage
from app.query.list_parameters import PastQuery
from app.query.parameter_types import Choice, Maybe, Spelling, WholeNumber
from app.resource import Label

router = APIRouter(prefix="/resolve", tags=["service"], route_class=QueryRoute)


class Resolved(StrEnum):
    country = "country"
    organization = "organization"
    official = "official"
    mechanism = "mechanism"
    document = "document"


class Candidate(Model):
    """A record that a name may mean."""

    kind: Resolved = Field(description="Kind of record.", examples=["country"])
    id: str = Field(description="Its id, which filters accept.", examples=["TR"])
    url: str = Field(description="Its path.", examples=["/countries/TR"])
    name: str | None = Field(description="Its name.", examples=["Türkiye"])
    title: str = Field(description="Its title or name; its id where it has neither.", examples=["Türkiye"])
    label: Label
    matched: str = Field(description="The spelling that matched.", examples=["Turkey"])
    role: NameRole = Field(
        description="What the spelling is: a name, a code and so on. `editorial` ones are ours.", examples=["alias"]
    )
    exact: bool = Field(
        description='True if the spellings differ only in case, diacritics, punctuation or a leading "the", or in '
        "the order of the words of a person. Filters accept such a name; of an identifier, `identifier` does.",
        examples=[True],
    )
    score: float = Field(description="Similarity of the spellings, from 0 to 100.", examples=[100])


class ResolveQuery(PastQuery):
    q: Spelling = Field(description="A name, code, acronym or id, in any spelling.", examples=["Turkey"])
    kind: Maybe[Choice[Resolved]] = Field(
        None, description="Only records of this kind. Repeat for any of several.", examples=[["country"]]
    )
    limit: Annotated[int, WholeNumber(1, 50)] = Field(10, description="Greatest number of candidates.", examples=[10])


@router.get("", response_model=lambda: Page[Candidate], responses=LIST_RESPONSES, operation_id="resolveName")
def resolve_name(query: Annotated[ResolveQuery, Query()], request: Request) -> Response:
    """List the records that a name may mean, best first: countries, organisations, officials, mechanisms, documents."""
    with snapshot_for(request) as snapshot:
        candidates, total = read_candidates(snapshot, query)
        state = coverage.data_state(snapshot)
    return list_response(request, candidates, state, total=total)


def read_candidates(snapshot: Snapshot, query: ResolveQuery) -> tuple[list[dict[str, Any]], int]:
    """Read the records that a name may mean, best first, at most ``limit`` of them; and how many there are.

    Raises ``Problem`` for what cannot be a name.
    """
    if not fold(query.q):
        raise invalid_parameter("q", query.q, "it has neither a letter nor a digit")
    if not name_keys(query.q):
        message = "a name cannot begin with `!` or `-`, which exclude names in filters and searches: leave it out"
        raise invalid_parameter("q", query.q, message, [query.q.lstrip(" !-")])
    kinds = [kind.value for kind in (query.kind.choices if query.kind else Resolved)]
    matches = resolve(snapshot, query.q, kinds)
    best = matches[: query.limit]
    entries = select(SearchEntry.kind, SearchEntry.record_id, SearchEntry.title, SearchEntry.label).where(
        tuple_(SearchEntry.kind, SearchEntry.record_id).in_([(match.kind, match.record_id) for match in best])
    )
    titles = {(row.kind, row.record_id): row for row in snapshot.execute(entries)} if best else {}
    candidates = [
        {
            "kind": match.kind,
            "id": match.record_id,
            "url": record_path(match.kind, match.record_id),
            "name": match.name,
            "title": titles[match.kind, match.record_id].title,
            "label": titles[match.kind, match.record_id].label,
            "matched": match.text,
            "role": match.role,
            "exact": match.exact,
            "score": round(match.score, 1),
        }
        for match in best
    ]
    return candidates, len(matches)
