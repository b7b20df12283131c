"""The list of events: meetings, agreements and milestones, newest first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError

from app.api.error_handlers import problem_body
from app.api.query_route import PageRoute
from app.errors import Problem
from app.resources import countries, mechanisms, timeline
from app.web import timeline_picture
from app.web.html import DESCRIPTION as FRONT_DESCRIPTION
from app.web.html import resources_with_pages
from app.web.page import api_request, hidden_parameters, page_parameters, redirect, render_view
from app.web.page_head import card_picture, data_set
from app.web.picture_view import view_picture
from app.web.reader import PageReader, open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/explore/events"

DESCRIPTION = "Meetings, agreements and milestones, newest first, each with its documents."


EVENT_FIELDS = ("mechanism", "country", "kind", "date_from", "date_to", "q")
"""The fields of the form. ``cursor`` is not among them, so that a new search begins at the first page."""


@router.get(PATH)
def events_page(request: Request) -> Response:
    """The events, newest first, with their participants and sources."""
    parameters: list[tuple[str, str]] = []
    problem, events, records, timeline_view = None, None, {}, None
    with open_reader(request) as reader:
        choices = _choices(reader)
        try:
            parameters = page_parameters(request)
            if parameters != request.query_params.multi_items():  # each view has one address
                return redirect(request, PATH, parameters)
            events = reader.page(timeline.resource, [*parameters, ("limit", "20")])
            records = _full_records(request, reader, events["items"])
            if events["total"]:
                timeline_view = view_picture(request, reader.snapshot, timeline_picture.picture, parameters)
        except (Problem, RequestValidationError) as error:
            problem = problem_body(request, error)
        filters = [pair for pair in parameters if pair[0] != "cursor"]
        kinds = {value for name, value in filters if name == "kind"}
        # The list of meetings has more columns and calendar fields than the timeline, but no other kinds.
        files = api_request(request, "/timeline", filters)
        if "meeting" in kinds or not kinds:
            files = api_request(request, "/meetings", [pair for pair in filters if pair[0] != "kind"])
        listed = request.url.path.endswith(PATH)
        next_cursor = events and events["next_cursor"]
        return render_view(
            request,
            reader,
            "events.html",
            problem,
            title="Events" if listed else "Who met whom, what was signed, who says so",
            description=DESCRIPTION if listed else FRONT_DESCRIPTION,
            linked_data=None if listed else data_set(request, reader.state),
            picture=card_picture(timeline_picture.picture, filters),
            filters=dict(reversed(parameters)),
            hidden=[pair for pair in hidden_parameters(parameters, *EVENT_FIELDS) if pair[0] != "cursor"],
            choices=choices,
            events=events,
            records=records,
            next_page=f"{PATH}?" + urlencode([*filters, ("cursor", next_cursor)]) if next_cursor else None,
            api=api_request(request, "/timeline", filters, "csv", "atom", "ics"),
            timeline=timeline_view,
            calendar=files.address(".ics"),
            csv=files.address(".csv"),
        )


def _full_records(request: Request, reader: PageReader, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The full records of timeline entries, by their path."""
    resources = resources_with_pages(request)
    ids: dict[str, list[str]] = {}
    for entry in entries:
        ids.setdefault(f"{entry['kind']}s", []).append(entry["id"])
    return {
        record["url"]: record for kind, kind_ids in ids.items() for record in reader.records(resources[kind], kind_ids)
    }


def _choices(reader: PageReader) -> dict[str, Any]:
    """The choices of the form's fields, and the mechanisms that have met or plan to, latest meeting first."""
    fields = "id,acronym,name,family,last_meeting,next_meeting"
    mechanism_list = reader.page(mechanisms.resource, [("fields", fields), ("limit", "200"), ("sort", "name")])["items"]
    country_names = [("fields", "code,name"), ("recorded", "yes"), ("limit", "300")]
    active = [mechanism for mechanism in mechanism_list if mechanism["last_meeting"] or mechanism["next_meeting"]]
    active.sort(key=_last_day, reverse=True)
    acronym_counts = Counter(mechanism["acronym"] for mechanism in mechanism_list)
    for mechanism in active:
        acronym = mechanism["acronym"]
        mechanism["label"] = mechanism["name"] if acronym is None or acronym_counts[acronym] > 1 else acronym
    return {
        "mechanisms": _mechanism_choices(mechanism_list),
        "countries": reader.page(countries.resource, country_names)["items"],
        "active_mechanisms": active,
    }


def _last_day(mechanism: Mapping[str, Any]) -> str:
    """The last day of a mechanism's last meeting; of its next one, if it has not met yet."""
    meeting = mechanism["last_meeting"] or mechanism["next_meeting"]
    return str(meeting["date"] or "").split("/")[-1]


def _mechanism_choices(mechanism_list: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of a unique name and an acronym: first the families, then the mechanisms."""
    families = {
        mechanism["family"]["name"]: mechanism["family"]["acronym"] or ""
        for mechanism in mechanism_list
        if mechanism["family"]
    }
    return [*families.items(), *((mechanism["name"], mechanism["acronym"] or "") for mechanism in mechanism_list)]
