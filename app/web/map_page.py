"""The page of the cities in which people met: a map and a list."""

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import QueryParams

from app.api.error_handlers import problem_body
from app.api.query_route import PageRoute, parse_query
from app.errors import Problem
from app.resources import meetings
from app.resources.meeting_filters import AllMeetingFilters
from app.web.lists.active_filters import chips, value_words
from app.web.page import api_request, hidden_parameters, page_parameters, redirect, render_view
from app.web.pictures.city_map import MeetingCity
from app.web.pictures.map_picture import draw_cities, picture, read_cities
from app.web.pictures.picture_view import view_picture
from app.web.reader import PageReader, open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/explore/map"

MAP_FIELDS = ("mechanism", "country", "date_from", "date_to", "q")
"""The fields of the form."""


PICKERS = ("mechanism", "country")
"""The fields of which the form lists the values: those of meetings."""


@router.get(PATH)
def map_page(request: Request) -> Response:
    """The cities in which people met, with the number of meetings in each."""
    parameters: list[tuple[str, str]] = []
    cities: list[MeetingCity] = []
    problem, view, without_city = None, None, 0
    with open_reader(request) as reader:
        try:
            parameters = page_parameters(request)
            if parameters != request.query_params.multi_items():
                return redirect(request, PATH, parameters)
            query_string = urlencode(parameters)
            query = parse_query(AllMeetingFilters, QueryParams(query_string))
            answer = cities, without_city, _ = read_cities(reader.snapshot, query, query_string)
            view = view_picture(
                request, reader.snapshot, replace(picture, draw=partial(draw_cities, answer)), parameters
            )
        except (Problem, RequestValidationError) as error:
            problem = problem_body(request, error)
        return render_view(
            request,
            reader,
            "map.html",
            problem,
            title="Where people met",
            description="A map and a list of the cities in which people met, with the number of meetings in each.",
            filters=dict(reversed(parameters)),
            hidden=hidden_parameters(parameters, *MAP_FIELDS),
            choices={name: _choices(reader, name, dict(reversed(parameters)).get(name)) for name in PICKERS},
            chips=[] if problem else chips(reader, meetings.resource, PATH, parameters),
            cities=cities,
            without_city=without_city,
            view=view,
            api=api_request(request, "/meetings", parameters, "csv", "geojson"),
        )


def _choices(reader: PageReader, name: str, selected_value: str | None) -> list[tuple[str, str, bool]]:
    """The values of meetings: value, words with the number of meetings, and whether it is selected. Most first."""
    groups = [group for group in reader.counts(meetings.resource, name) if group["value"] is not None]
    words = selected_value and value_words(reader, meetings.resource, name, selected_value)
    choices = [
        (group["value"], f"{group['label']} ({group['count']:,})", words in (group["value"], group["label"]))
        for group in groups
    ]
    if selected_value and words and not any(current for _, _, current in choices):
        choices.append((selected_value, words, True))
    return choices
