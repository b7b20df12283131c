"""The sources of an empty answer: the revision, and the documents that were read. So it can be cited and checked."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from sqlalchemy import select
from starlette.datastructures import QueryParams

from app.api.addresses import Site
from app.api.query_route import parse_query
from app.db.records import Document
from app.db.snapshot import Snapshot
from app.domain.model import Model
from app.errors import Problem
from app.query.coverage import DataState
from app.query.list_parameters import DatedQuery
from app.query.list_statement import resolve_query, total_of
from app.query.search_dates import date_in
from app.resource import Resource

NAMED_DOCUMENTS = 20
"""Documents that an empty answer names: the newest."""


class Absence(Model):
    """What an empty answer rests on."""

    revision: int = Field(description="The revision of the data that has no such record.", examples=[20261122090000])
    url: str = Field(
        description="This request as of that revision: it gives the same answer after later changes.",
        examples=["/meetings?mechanism=JSPG&date=2025&as_of=20261122090000"],
    )
    read_until: date | None = Field(
        description="Publication day of the newest document about what the request names: the `coverage_until`.",
        examples=["2026-02-03"],
    )
    documents: list[str] = Field(
        description=f"Ids of the documents that were read, newest first; at most {NAMED_DOCUMENTS}.",
        examples=[["jspg-8-report"]],
    )
    documents_url: str = Field(
        description="All of them, as of that revision.", examples=["/documents?as_of=20261122090000"]
    )
    suggestions: list[str] = Field(
        description="If no record at all has the words of `q`: the names nearest to them, or the query with its `or` "
        "as `OR`.",
        examples=[[]],
    )
    elsewhere: str | None = Field(
        None,
        description="Address of a request that finds records. If `q` has a date, this is the same request with the "
        "date as `date`; an answer of `/search` has a request of `/timeline`. An answer of `/trade-stats/series` has "
        "the list, as no series includes records without a figure, or ranks among all countries.",
        examples=["/meetings?date=2025-07-29"],
    )


def absence_fields(
    request: Request, snapshot: Snapshot, state: DataState, suggestions: Callable[[], Sequence[str]]
) -> dict[str, Any]:
    """The fields of :class:`Absence`, for an answer without records. Empty before anything was published.

    ``suggestions`` returns the names nearest to the words that were asked for.
    """
    if state.published_at is None:
        return {}
    newest = select(Document.id).order_by(Document.date_start.desc().nulls_last(), Document.id).limit(NAMED_DOCUMENTS)
    return {
        "revision": state.revision,
        "url": str(Site(request.scope).url.include_query_params(as_of=state.revision)),
        "read_until": state.until and state.until.isoformat(),
        "documents": snapshot.fact(("newest documents",), lambda: list(snapshot.scalars(newest))),
        "documents_url": f"/documents?as_of={state.revision}",
        "suggestions": [*suggestions()],
    }


def dated_address(request: Request, snapshot: Snapshot, resource: Resource) -> str | None:
    """The address of the list with the date of ``q`` as the parameter ``date``. The other words stay in ``q``.

    None if ``q`` has no date, if that request finds no record, or if the list lacks a parameter of the request.
    """
    parameters = request.query_params
    parts = date_in(parameters.get("q", ""))
    if parts is None or "date" in parameters or request.path_params or not issubclass(resource.query, DatedQuery):
        return None
    searched_date, other_words = parts
    pairs = [pair for pair in parameters.multi_items() if pair[0] not in ("q", "cursor", "sort")]
    pairs += [("date", searched_date), *([("q", other_words)] if other_words else [])]
    try:
        query = parse_query(resource.query, QueryParams(pairs))
        total = total_of(snapshot, resolve_query(snapshot, resource, query))
    except (RequestValidationError, Problem):
        return None
    return f"{resource.path}?{urlencode(pairs, safe='/,!')}" if total else None
