"""The page of one record: its facts, the lists that belong to it, and its evidence."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from app.api.query_route import PageRoute
from app.resource import Resource
from app.resources import citations, meetings
from app.resources.reports import reports_on_page
from app.web.html import resources_with_pages
from app.web.page import api_request, page_not_found, redirect, render_view
from app.web.page_head import record_data, record_description
from app.web.reader import PageReader, open_reader
from app.web.record_fields import page_path

router = APIRouter(include_in_schema=False, route_class=PageRoute)


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
            description=record_description(resource, record),
            linked_data=record_data(request, resource, record),
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
