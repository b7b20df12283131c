"""The picture of the timeline: its query, its data and its description."""

import json
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select

from app.db.snapshot import Snapshot
from app.db.tables import TimelineEntry
from app.domain.model import query_part
from app.query.coverage import DataState
from app.query.list_statement import answer_state, resolve_query, total_of
from app.query.parameter_types import WholeNumber
from app.resources.timeline import TimelineFilters, TimelineQuery, resource
from app.web.pictures.drawing import Drawing, Look
from app.web.pictures.picture import Picture, PictureSize
from app.web.pictures.timeline_drawing import draw_timeline

MAX_ENTRIES = 500
"""Entries that a picture shows."""


class DrawnQuery(TimelineFilters):
    """The query of a timeline picture: the filters of the timeline, and how many of the newest entries to draw."""

    limit: Annotated[int, WholeNumber(1, MAX_ENTRIES)] = Field(
        MAX_ENTRIES,
        description="Number of entries to draw, the newest first. If there are more, the picture says so.",
        examples=[100],
    )


class PictureQuery(DrawnQuery, PictureSize):
    """The same query with the width of a standalone picture."""


def draw(snapshot: Snapshot, query: Any, query_string: str, look: Look) -> tuple[Drawing, DataState]:
    """Draw the newest entries that match the query."""
    question = resolve_query(snapshot, resource, query_part(query, TimelineQuery))
    state = answer_state(snapshot, question.query, question.ids)
    entries = [json.loads(body) for _, _, body in question.fetch(snapshot, query.limit)]
    vague = question.matching_ids.where(TimelineEntry.date_start.is_(None))
    undated_count = snapshot.scalar(select(func.count()).select_from(vague.subquery())) or 0
    total = total_of(snapshot, question)
    return draw_timeline(
        entries, total=total, undated_count=undated_count, query=query_string, until=state.until, look=look
    ), state


picture = Picture(
    name="timeline",
    path="/timeline.svg",
    data="/timeline",
    filters=DrawnQuery,
    svg_query=PictureQuery,
    draw=draw,
    description="The entries of `/timeline` on a time axis, in a lane for each kind; below 760 pixels a vertical list, "
    "newest first. The axis leaves out long stretches without entries, and says which. An entry without an exact day "
    "is hollow, with a bar over the days that it may have been on; what is planned is dotted. Entries without a date "
    "are only counted. If there are too many to draw, the newest are drawn; more than 80 have no labels.",
)
