"""Timeline: meetings, agreements and milestones in one list by date."""

import json
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.db.tables import TimelineEntry
from app.query.coverage import Standing, standing
from app.query.parameter_types import Digits
from app.query.plan import ask, total_of
from app.resources.timeline import TimelineFilters, TimelineQuery, resource
from app.web.drawing import Drawing, Look
from app.web.picture import Picture, Sized
from app.web.timeline_lanes import timeline as drawn

MOST = 500
"""Entries that a picture has room for."""


class DrawnQuery(TimelineFilters):
    """The entries of a picture, the newest of them."""

    limit: Annotated[int, Digits] = Field(
        MOST, ge=1, le=MOST, description="Entries to draw, the newest; of more the picture says so.", examples=[100]
    )


class PictureQuery(DrawnQuery, Sized):
    """The same, with the width of the picture."""


def draw(session: Session, query: Any, asked: str, look: Look) -> tuple[Drawing, Standing]:
    """The picture of the newest entries that are asked for."""
    given = query.model_fields_set & TimelineQuery.model_fields.keys()
    listed = TimelineQuery.model_construct(**{name: getattr(query, name) for name in given})
    question = ask(session, resource, listed)
    state = standing(session, question.named("mechanism"), question.named("country"))
    entries = [json.loads(body) for _, _, body in question.fetch(session.connection(), query.limit)]
    vague = question.matching.where(TimelineEntry.date_start.is_(None))
    undated = session.scalar(select(func.count()).select_from(vague.subquery())) or 0
    total = total_of(session, question)
    return drawn(entries, total=total, undated=undated, query=asked, until=state.until, look=look), state


picture = Picture(
    name="timeline",
    path="/timeline.svg",
    data="/timeline",
    filters=DrawnQuery,
    sized=PictureQuery,
    draw=draw,
    about="The entries of `/timeline` as a picture on a time axis, in a lane for each kind; what has no known day is "
    "hollow, with a bar for when it may have been, and what has no date is counted. Of more entries than are drawn, "
    "the newest",
)
