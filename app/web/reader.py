"""Reads the data of a page with the functions that the API's routes call, in one snapshot and so of one revision."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from starlette.datastructures import URL, QueryParams

from app.api.documentation import RecordId
from app.api.json_responses import read_list
from app.api.query_route import parse_query
from app.api.record_lookup import find_record
from app.api.snapshots import snapshot_for
from app.db.names import ids_by_name, names_of
from app.db.snapshot import Snapshot
from app.db.tables import Topic
from app.query.coverage import DataState, data_state
from app.query.expand import project
from app.query.fulltext import parse_words
from app.query.groups import read_groups
from app.query.list_statement import resolve_query, total_of
from app.query.near_names import near_names
from app.resource import Resource, page_path
from app.resources import conflicts
from app.resources.meeting_conflicts import read_meeting_conflicts
from app.resources.trade_series import SeriesQuery, read_series

QueryPairs = Sequence[tuple[str, str]]

_ID: TypeAdapter[str] = TypeAdapter(RecordId)


@dataclass(frozen=True)
class PageReader:
    """Reads lists and records for a page. It raises the same errors as the API."""

    snapshot: Snapshot

    @property
    def state(self) -> DataState:
        return data_state(self.snapshot)

    def page(self, resource: Resource, parameters: QueryPairs) -> dict[str, Any]:
        """A page of a list: ``items``, ``total``, ``next_cursor`` and ``coverage_until``, as in the API."""
        query = parse_query(resource.query, _query_string(parameters))
        result = read_list(self.snapshot, resource, query)
        return _envelope(json.loads(result.items), result.state, result.total, result.cursor)

    def counts(self, resource: Resource, key: str, parameters: QueryPairs = ()) -> list[dict[str, Any]]:
        """The groups of a list by a key, with the number of records in each and the address of its list."""
        query = parse_query(resource.query, _query_string(parameters))
        url = URL(f"{resource.path}?{_query_string(parameters)}")
        return read_groups(self.snapshot, resolve_query(self.snapshot, resource, query), key, url)

    def near_names(self, parameters: QueryPairs) -> list[str]:
        """The names nearest to words of a valid ``q`` that no record has; none without ``q``."""
        text = dict(parameters).get("q")
        return near_names(self.snapshot, parse_words(text) if text else None)

    def total(self, resource: Resource, parameters: QueryPairs = ()) -> int:
        """The number of records of a list."""
        query = parse_query(resource.query, _query_string(parameters))
        return total_of(self.snapshot, resolve_query(self.snapshot, resource, query))

    def name(self, kind: str, spelling: str) -> str:
        """The name of the record of a kind that a spelling means; the spelling itself, if it means none or several."""
        ids = ids_by_name(self.snapshot, [(kind, spelling)])[kind, spelling]
        return names_of(self.snapshot, kind, ids).get(ids[0], spelling) if len(ids) == 1 else spelling

    def record(self, resource: Resource, spelling: str, *, evidence: bool = True) -> dict[str, Any]:
        """A record by its id, or by a name that no other record has, with its evidence if wanted."""
        try:
            _ID.validate_python(spelling)
        except ValidationError as refusal:
            raise RequestValidationError([{**error, "loc": ("path", "id")} for error in refusal.errors()]) from None
        record_id, body = find_record(self.snapshot, resource.model, spelling)
        if not evidence:
            return dict(json.loads(body))
        with_evidence = parse_query(resource.query, QueryParams({"include": "evidence"}))
        record: dict[str, Any] = json.loads(project(self.snapshot, resource, {record_id: body}, with_evidence)[0])
        return record

    def records(self, resource: Resource, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The records with these ids, in any order."""
        model = resource.model
        for body in self.snapshot.scalars(select(model.body).where(model.id.in_(ids))):
            yield json.loads(str(body))

    def labels(self, resources: Mapping[str, Resource], paths: Iterable[str]) -> dict[str, str]:
        """The labels of records, by their paths in the API. ``resources`` are by the first part of the path."""
        ids: dict[str, list[str]] = {}
        for path in dict.fromkeys(paths):
            kind, _, record_id = path.removeprefix("/").partition("/")
            ids.setdefault(kind, []).append(record_id)
        return {
            record["url"]: record["label"]
            for kind in ids.keys() & resources.keys()
            for record in self.records(resources[kind], ids[kind])
        }

    def topic_names(self) -> dict[str, str]:
        """The names of all topics, by id."""
        rows = select(Topic.id, Topic.name)
        return self.snapshot.fact(("topic names",), lambda: {row.id: row.name for row in self.snapshot.execute(rows)})

    def series(self, parameters: QueryPairs) -> dict[str, Any]:
        """The trade figures that match the parameters, as series."""
        rows, state = read_series(self.snapshot, parse_query(SeriesQuery, _query_string(parameters)))
        return _envelope(rows, state, len(rows))

    def conflict_pages(self, figures: Iterable[Mapping[str, Any]]) -> dict[str, str]:
        """By the ids of figures, the pages that compare them with others for the same time, where there is one."""
        ids = {
            figure["id"]: f"figures.{figure['comparison']['group']}".lower()
            for figure in figures
            if figure["comparison"]
        }
        pages = {
            conflict["id"]: page_path(conflict["url"])
            for conflict in self.records(conflicts.resource, list(ids.values()))
        }
        return {figure: pages[conflict] for figure, conflict in ids.items() if conflict in pages}

    def meeting_conflicts(self) -> list[dict[str, Any]]:
        """The fields of meetings on which documents differ."""
        return read_meeting_conflicts(self.snapshot)[0]


@contextmanager
def open_reader(request: Request) -> Iterator[PageReader]:
    """A reader with a database snapshot for this request."""
    with snapshot_for(request) as snapshot:
        yield PageReader(snapshot)


def _query_string(parameters: QueryPairs) -> QueryParams:
    return QueryParams(urlencode(list(parameters)))


def _envelope(items: Any, state: DataState, total: int, cursor: str | None = None) -> dict[str, Any]:
    until = state.until and state.until.isoformat()
    return {"items": items, "total": total, "next_cursor": cursor, "coverage_until": until}
