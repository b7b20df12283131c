"""The pages of the explorer: the list of events, the trade charts, and a page for each record.

A page shows what the API answers to one request, and names that request.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from app.api.addresses import Site
from app.api.error_handlers import problem_body
from app.api.query_route import PageRoute
from app.errors import Problem, ProblemBody, invalid
from app.resource import Resource
from app.resources import (
    citations,
    countries,
    mechanisms,
    meetings,
    timeline,
    trade_series,
    trade_stats,
)
from app.resources.reports import reports_on_page
from app.web.html import render_page, resources_with_pages
from app.web.reader import PageReader, QueryPairs, open_reader
from app.web.record_fields import page_path

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@dataclass(frozen=True)
class ApiRequest:
    """The API request that gives the data of a page. ``formats`` are the suffixes that the list has."""

    base: str
    path: str
    parameters: QueryPairs = ()
    formats: Sequence[str] = ()

    def address(self, suffix: str = "") -> str:
        return f"{self.base}{self.path}{suffix}" + (f"?{urlencode(self.parameters)}" if self.parameters else "")

    @property
    def curl(self) -> str:
        return f"curl -s '{self.address()}'"

    @property
    def python(self) -> str:
        return f'import httpx\n\nanswer = httpx.get("{self.address()}").raise_for_status().json()'


def api_request(request: Request, path: str, parameters: QueryPairs = (), *formats: str) -> ApiRequest:
    return ApiRequest(Site(request.scope).base, path, parameters, formats)


API_ONLY_PARAMETERS = ("limit", "sort", "fields", "include", "shape", "group_by")
"""Parameters of the API's lists that have no effect on a page, because a page has one way to show its list."""

PAGE_QUERIES: dict[str, type[BaseModel]] = {"/": timeline.TimelineQuery, "/explore/trade": trade_series.SeriesQuery}
"""Path of a page → the query whose parameters it takes."""


def page_parameters(request: Request) -> list[tuple[str, str]]:
    """The parameters of a page, without empty ones. Raises ``Problem`` for one that only the API has."""
    parameters = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
    for name, value in parameters:
        if name in API_ONLY_PARAMETERS:
            message = "a page shows its list in its own way; ask the API, which has this parameter"
            raise Problem("invalid-parameter", [invalid(name, value, message)])
    return parameters


def hidden_parameters(parameters: Sequence[tuple[str, str]], *fields: str) -> list[tuple[str, str]]:
    """The parameters that a form keeps in hidden inputs: all but the first value of each of its visible fields."""
    first_values = {name: value for name, value in reversed(parameters) if name in fields}
    return [pair for pair in parameters if first_values.get(pair[0]) != pair[1]]


def redirect(request: Request, path: str, parameters: QueryPairs = ()) -> Response:
    return RedirectResponse(Site(request.scope).link(path) + (f"?{urlencode(parameters)}" if parameters else ""), 303)


def render_view(
    request: Request, reader: PageReader, template: str, problem: ProblemBody | None = None, **values: Any
) -> Response:
    """A page with the headers of the data's state; with the status of the problem, if there is one."""
    answer = render_page(request, template, status=problem.status if problem else 200, problem=problem, **values)
    answer.headers.update(reader.state.headers)
    return answer


def page_not_found(request: Request) -> Problem:
    path = Site(request.scope).target
    return Problem("not-found", [invalid("path", path, "there is no such page")], f"{path}: there is no such page.")


EVENT_FIELDS = ("mechanism", "country", "kind", "date_from", "date_to", "q")
"""The fields of the form. ``cursor`` is not among them, so that a new search begins at the first page."""


@router.get("/")
def front_page(request: Request) -> Response:
    """The events, newest first, with their participants and sources."""
    parameters: list[tuple[str, str]] = []
    problem, events, records = None, None, {}
    with open_reader(request) as reader:
        choices = _choices(reader)
        try:
            parameters = page_parameters(request)
            if parameters != request.query_params.multi_items():  # each view has one address
                return redirect(request, "/", parameters)
            events = reader.page(timeline.resource, [*parameters, ("limit", "20")])
            records = _full_records(request, reader, events["items"])
        except (Problem, RequestValidationError) as error:
            problem = problem_body(request, error)
        filters = [pair for pair in parameters if pair[0] != "cursor"]
        kinds = {value for name, value in filters if name == "kind"}
        # The list of meetings has more columns and calendar fields than the timeline, but no other kinds.
        files = api_request(request, "/timeline", filters)
        if "meeting" in kinds or not kinds:
            files = api_request(request, "/meetings", [pair for pair in filters if pair[0] != "kind"])
        next_cursor = events and events["next_cursor"]
        return render_view(
            request,
            reader,
            "timeline.html",
            problem,
            filters=dict(reversed(parameters)),
            hidden=[pair for pair in hidden_parameters(parameters, *EVENT_FIELDS) if pair[0] != "cursor"],
            choices=choices,
            events=events,
            records=records,
            next_page="/?" + urlencode([*filters, ("cursor", next_cursor)]) if next_cursor else None,
            api=api_request(request, "/timeline", filters, "csv", "atom", "ics"),
            query=urlencode(filters),
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


TRADE_FIELDS = ("between", "flow", "kind", "date_from", "date_to")


@router.get("/explore/trade")
def trade_page(request: Request) -> Response:
    """Trade figures by period, as charts and as a table."""
    parameters: list[tuple[str, str]] = []
    problem, series = None, None
    with open_reader(request) as reader:
        indicators, flows = (reader.counts(trade_stats.resource, key) for key in ("indicator", "flow"))
        try:
            parameters = page_parameters(request)
            if parameters != request.query_params.multi_items():
                return redirect(request, "/explore/trade", parameters)
            parameters = parameters or [("indicator", "trade"), ("indicator", "trade-target"), ("flow", "turnover")]
            series = reader.series(parameters)
        except (Problem, RequestValidationError) as error:
            problem = problem_body(request, error)
        return render_view(
            request,
            reader,
            "trade.html",
            problem,
            filters=dict(reversed(parameters)),
            selected_indicators=[value for name, value in parameters if name == "indicator"],
            hidden=[pair for pair in hidden_parameters(parameters, *TRADE_FIELDS) if pair[0] != "indicator"],
            query=urlencode(parameters),
            indicators=indicators,
            flows=flows,
            series=series,
            api=api_request(request, "/trade-stats/series", parameters, "csv"),
        )


def _related(
    reader: PageReader, resources: Mapping[str, Resource], kind: str, record: Mapping[str, Any]
) -> dict[str, tuple[Any, str]]:
    """The lists on a record's page, each with the path of the whole list in the API."""
    if kind == "documents":
        return {"What it supports": (reader.supported(record["id"]), f"/documents/{record['id']}/records")}
    lists = {}
    page = resources[kind].page
    for related in page.lists if page else ():
        parameters = [(related.parameter, record["id"]), ("limit", "100")]
        path = f"/{related.resource}?{urlencode(parameters)}"
        lists[related.heading] = (reader.page(resources[related.resource], parameters), path)
    return lists


@router.get("/explore/{kind}/{id}")
def record_page(request: Request, kind: str, id: str) -> Response:
    """One record: its facts, the lists that belong to it, and the evidence for each fact."""
    resources = resources_with_pages(request)
    if kind not in resources:
        raise page_not_found(request)
    resource = resources[kind]
    with open_reader(request) as reader:
        record = reader.record(resource, id)
        if record["url"] != f"/{kind}/{id}":  # the address had another name of the record
            return redirect(request, page_path(record["url"]))
        api, title = api_request(request, record["url"]), resource.title(record)
        cited = record | {
            "title": title,
            "sources": citations.cited_sources(reader.snapshot, resource.model, record),
        }
        box = request.app.state.reports
        answer = render_view(
            request,
            reader,
            "record.html",
            reportable=box is not None,
            reports=reports_on_page(box, record["url"]),
            kind=resource.page and resource.page.kind,
            record=record,
            title=title,
            related=_related(reader, resources, kind, record),
            citation=citations.plain(cited, api.address(), reader.state.revision),
            partners=_partners(reader, record["id"]) if kind == "countries" else [],
            api=api,
            calendar=api.address("/calendar.ics") if kind == "mechanisms" else None,
        )
        if box is not None:  # an answer to a report may come at any time, not only with a revision
            answer.headers["Cache-Control"] = "no-store"
        return answer


def _partners(reader: PageReader, code: str) -> list[dict[str, Any]]:
    """The countries that have met with a country, with the number of meetings."""
    counts = reader.counts(meetings.resource, "country", [("country", code)])
    return [count for count in counts if count["value"] and count["value"] != code]
