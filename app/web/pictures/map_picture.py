"""The picture of the cities in which people met: its query, its data and its description."""

import json
from collections import defaultdict
from typing import Any, TypeAlias

from sqlalchemy import case, func, select, union
from starlette.datastructures import URL

from app.db.snapshot import Snapshot
from app.db.tables import City, Meeting, MeetingStop, Party
from app.domain.model import query_part
from app.domain.vocabulary import MeetingStatus
from app.query.coverage import DataState
from app.query.groups import read_groups
from app.query.list_statement import ResolvedQuery, answer_state, resolve_query
from app.resources.meeting_filters import AllMeetingFilters
from app.resources.meetings import MeetingQuery, resource
from app.web.pictures.city_map import MeetingCity, draw_city_map
from app.web.pictures.drawing import Drawing, Look
from app.web.pictures.picture import Picture, PictureSize

MAX_CITED = 500
"""Meetings whose sources are named, the newest first."""


CityAnswer: TypeAlias = tuple[list[MeetingCity], int, DataState]
"""Cities, those with the most meetings first, the number of meetings without a city, and the state of the data."""


class MapQuery(AllMeetingFilters, PictureSize):
    """The query of a map: the filters of meetings, and the width of a standalone picture."""


def draw(snapshot: Snapshot, query: Any, query_string: str, look: Look) -> tuple[Drawing, DataState]:
    """Draw the cities of the meetings that match the query."""
    return draw_cities(read_cities(snapshot, query, query_string), snapshot, query, query_string, look)


def draw_cities(
    answer: CityAnswer, snapshot: Snapshot, query: Any, query_string: str, look: Look
) -> tuple[Drawing, DataState]:
    """Draw cities that :func:`read_cities` has read for the query."""
    cities, without_city, state = answer
    rows = [json.loads(body) for _, _, body in _question(snapshot, query).fetch(snapshot, MAX_CITED)]
    drawing = draw_city_map(
        cities, without_city=without_city, query=query_string, until=state.until, rows=rows, look=look
    )
    return drawing, state


def _question(snapshot: Snapshot, query: Any) -> ResolvedQuery:
    return resolve_query(snapshot, resource, query_part(query, MeetingQuery))


def read_cities(snapshot: Snapshot, query: Any, query_string: str = "") -> CityAnswer:
    """The cities of the meetings that match the query, those with the most meetings first, and the number of meetings
    without a city."""
    question = _question(snapshot, query)
    state = answer_state(snapshot, question.query, question.ids)
    counts = read_groups(snapshot, question, "city", URL(f"{resource.path}?{query_string}"))
    without_city = sum(group["count"] for group in counts if group["value"] is None)
    meetings = _meetings_by_city(snapshot, question)
    places = {
        row.id: row
        for row in snapshot.execute(
            select(City.id, City.name, City.latitude, City.longitude, City.geonames, Party.name.label("country"))
            .join(Party, Party.id == City.country_id)
            .where(City.id.in_(list(meetings)))
        )
    }
    cities = [
        MeetingCity(
            id=row.id,
            name=row.name,
            country=row.country,
            point=(row.longitude, row.latitude) if row.geonames else None,
            url=group["url"] or f"{resource.path}?city={row.id}",
            counts=meetings[row.id][0],
            latest=meetings[row.id][1],
        )
        for group in counts
        if (row := places.get(group["value"] or ""))
    ]
    return cities, without_city, state


def _meetings_by_city(
    snapshot: Snapshot, question: ResolvedQuery
) -> dict[str, tuple[dict[str, int], tuple[str | None, str]]]:
    """For each city: the numbers of its meetings by status, and the date and id of the newest, of those held if any."""
    stops = union(
        select(Meeting.id, Meeting.city_id).where(Meeting.city_id.is_not(None)),
        select(MeetingStop.meeting_id, MeetingStop.city_id).where(MeetingStop.city_id.is_not(None)),
    ).subquery()
    city, status = stops.c.city_id, Meeting.status
    order = (Meeting.date_end.desc().nulls_last(), Meeting.id)
    rows = (
        select(
            city.label("city"), status.label("status"), Meeting.date, Meeting.id,
            func.count().over(partition_by=(city, status)).label("number"),
            func.row_number().over(partition_by=(city, status), order_by=order).label("rank"),
        )
        .join(stops, stops.c.id == Meeting.id)
        .where(Meeting.id.in_(question.matching_ids))
        .subquery()
    )  # fmt: skip
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    latest: dict[str, tuple[str | None, str]] = {}
    held_first = case((rows.c.status == MeetingStatus.held, 0), else_=1)
    newest = select(rows).where(rows.c.rank == 1).order_by(rows.c.city, held_first, rows.c.status)
    for row in snapshot.execute(newest):
        counts[row.city][row.status] = row.number
        latest.setdefault(row.city, (row.date, row.id))
    return {name: (counts[name], latest[name]) for name in counts}


picture = Picture(
    name="map",
    path="/meetings/map.svg",
    data="/meetings",
    filters=AllMeetingFilters,
    svg_query=MapQuery,
    draw=draw,
    description="The cities in which the meetings of `/meetings` took or take place, over the outlines of countries. "
    "The larger a circle, the more meetings. It shows the part of the world in which the cities are; those far from "
    "all others have a map of their own below. It names the cities without recorded coordinates, and counts the "
    "meetings of which no document names the city.",
)
