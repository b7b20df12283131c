"""The pages of the explorer, each in a file of its own, and the parameters that they take.

A page shows what the API answers to one request, and names that request.
"""

from fastapi import APIRouter
from pydantic import BaseModel

from app.query.list_parameters import PagedQuery, PastQuery
from app.resources import meetings, timeline, trade_series
from app.web import front_page, map_page, revisions_page, search_page, trade_page
from app.web.briefings import page as briefing
from app.web.records import history_page, record_page

ROUTERS: tuple[APIRouter, ...] = (
    front_page.router,
    map_page.router,
    trade_page.router,
    search_page.router,
    briefing.router,
    revisions_page.router,
    history_page.router,
    record_page.router,
)
"""The last one takes ``/explore/KIND/ID``."""

PAGE_QUERIES: dict[str, type[BaseModel]] = {
    front_page.PATH: timeline.TimelineQuery,
    map_page.PATH: meetings.MeetingQuery,
    trade_page.PATH: trade_series.SeriesQuery,
    search_page.PATH: search_page.SearchPageQuery,
    briefing.PATH: briefing.BriefingsQuery,
    briefing.PATH + "/{pair}": PastQuery,
    revisions_page.PATH: PagedQuery,
    record_page.PATH: PastQuery,
    history_page.PATH: PagedQuery,
}
"""Path of a page → the query whose parameters it takes."""
