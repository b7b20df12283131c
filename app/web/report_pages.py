"""“This is wrong”: the form for a report, the page with its answer, and both as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.addresses import Site
from app.api.body_route import BODY_RESPONSES, BodyRoute, is_sent_from_page, media_type, other_types
from app.api.documentation import SUBLIST_RESPONSES, describe_problem
from app.api.negotiation import FORM, HTML, preferred_type
from app.api.query_route import PageRoute, QueryRoute, parse_query
from app.api.turns import client_of
from app.domain.json_text import json_text
from app.errors import invalid_parameter, not_found
from app.resources.reports import (
    RecordQuery,
    ReportList,
    ReportOut,
    ReportQuery,
    ReportRequest,
    answered_reports,
    box_of,
    checked_record,
    public_view,
    reported_values,
    take_report,
)
from app.web.html import render_page

router = APIRouter()
REPORT_PAGE = "/report"
DESCRIPTION = "Tell the curators what is wrong about a record, and see what they answered."


def get_report_form(request: Request) -> Response:
    """The form, with record, field and evidence filled in."""
    box_of(request)
    query = parse_query(ReportQuery, request.query_params)
    record = checked_record(request, query.record, query.field, query.evidence)
    target = reported_values(request, record["url"], query.evidence)
    return render_page(
        request,
        "report.html",
        title="This is wrong",
        description=DESCRIPTION,
        is_indexed=False,
        record=record,
        query=query,
        report=None,
        target=target,
    )


def post_report(request: Request, body: ReportRequest) -> Response:
    """Report that something about a record is wrong.

    It is 404 unless the operator has turned reports on. You need no account. The `url` of the answer later has what a
    curator decided. Only curators read the words of a report.
    """
    if media_type(request) == FORM and request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        site = request.headers["sec-fetch-site"]
        raise invalid_parameter("Sec-Fetch-Site", site, "the form is sent from its own page only")
    response = _answer(request, take_report(request, body), 201, as_page=is_sent_from_page(request))
    response.headers.update(request.app.state.report_limit.headers(client_of(request.scope)))
    return response


def get_report(
    id: Annotated[str, Path(max_length=100, description="Id of the report.", examples=["20261128-0f1e2d3c4b5a"])],
    request: Request,
) -> Response:
    """A report and, once a curator gave one, the answer. The words of the reader are left out."""
    report = box_of(request).get(id)
    if report is None:
        raise not_found("id", id, "there is no report with this id")
    as_page = preferred_type(request.headers.get("accept", ""), (HTML,)) == HTML
    return _answer(request, public_view(report), 200, as_page=as_page)


def list_reports(query: Annotated[RecordQuery, Query()], request: Request) -> Response:
    """List the answered reports about a record, oldest first, with the answers."""
    box = box_of(request)
    items = answered_reports(box, checked_record(request, query.record, None, None)["url"])
    return _json(request, {"items": items, "total": len(items)})


def _answer(request: Request, report: dict[str, Any], status: int, *, as_page: bool) -> Response:
    if as_page:
        values = {"title": "This is wrong", "record": report["record"], "query": None, "report": report}
        values["address"] = Site(request.scope).base + report["url"]
        response: Response = render_page(
            request, "report.html", status=status, description=DESCRIPTION, is_indexed=False, **values
        )
    else:
        response = _json(request, report, status)
    if status == 201:
        response.headers["Location"] = Site(request.scope).link(report["url"])
    response.headers.update({"Cache-Control": "no-store", "Vary": "Accept"})
    return response


def _json(request: Request, content: dict[str, Any], status: int = 200) -> Response:
    text = json_text(content)
    headers = {"Cache-Control": "no-store"}
    return Response(Site(request.scope).json(text), status, headers, "application/json")


_RESPONSES: dict[int | str, dict[str, Any]] = {
    404: SUBLIST_RESPONSES[404],
    422: SUBLIST_RESPONSES[422],
    503: SUBLIST_RESPONSES[503],
}

router.add_api_route(REPORT_PAGE, get_report_form, include_in_schema=False, route_class_override=PageRoute)
router.add_api_route(
    "/reports",
    post_report,
    methods=["POST"],
    status_code=201,
    route_class_override=BodyRoute,
    response_model=ReportOut,
    responses={**BODY_RESPONSES, 404: SUBLIST_RESPONSES[404], 429: describe_problem("too-many-requests", "/reports")},
    openapi_extra=other_types(ReportRequest),
    operation_id="reportMistake",
    summary="Report a Mistake",
    tags=["service"],
)
router.add_api_route(
    "/reports",
    list_reports,
    route_class_override=QueryRoute,
    response_model=ReportList,
    responses=_RESPONSES,
    operation_id="getReports",
    summary="List Answered Reports",
    tags=["service"],
)
router.add_api_route(
    "/reports/{id}",
    get_report,
    route_class_override=PageRoute,
    response_model=ReportOut,
    responses=_RESPONSES,
    operation_id="getReport",
    summary="Get a Report",
    tags=["service"],
)
