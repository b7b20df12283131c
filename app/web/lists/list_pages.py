"""A page for each list: records as cards, facets, and the filters of the request. ``/explore`` has all lists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel

from app.api.error_handlers import problem_body
from app.api.list_formats import format_names
from app.api.query_route import PageRoute
from app.domain.titles import plural
from app.errors import Problem
from app.query.list_parameters import PastQuery
from app.query.sorting import RELEVANCE, OrderBy
from app.resource import Resource
from app.web.absence_note import absence_note
from app.web.data_set import DATA_DESCRIPTION
from app.web.lists.active_filters import address, chips, has_list_page, list_path, page_filters, ways_out, without
from app.web.lists.cards import cards_of, event_cards
from app.web.lists.facet_lists import list_facets
from app.web.page import api_request, past_parameter, redirect, render_view
from app.web.page_head import card_picture
from app.web.pictures import timeline_picture
from app.web.pictures.picture_view import view_picture
from app.web.reader import PageReader, QueryPairs, open_reader

PATH = "/explore"

RECORDS_ON_PAGE = 15
"""Records on a page of a list."""

FORM_FIELDS = ("q", "date_from", "date_to", "sort")

LINKED_FORMATS = ("csv", "ics", "xlsx", "atom", "geojson")
"""Formats to which a page links."""

PICTURE_OF_LIST = {"/timeline": timeline_picture.picture}
"""The pictures that pages show behind their list, by the path of the list."""

SORTS = {
    "date": ("Oldest first", "Newest first"),
    "due": ("Due first", "Due last"),
    "title": ("A to Z", "Z to A"),
    "name": ("A to Z", "Z to A"),
    "value": ("Smallest figure first", "Largest figure first"),
    "session": ("By session", "Latest session first"),
    "indicator": ("By indicator", "By indicator, backwards"),
}
"""The orders of lists in words: ascending and descending."""


def heading(resource: Resource) -> str:
    """The heading of the page of a list."""
    return resource.list_page.heading or (plural(resource.page.kind) if resource.page else resource.plural.capitalize())


def noun(resource: Resource, total: int) -> str:
    """The word for a number of its records."""
    kind = resource.page.kind if resource.page else resource.singular
    return (kind if total == 1 else heading(resource)).lower()


def list_page_router(resources: Sequence[Resource]) -> APIRouter:
    """A page for each of the resources that has one, and the page of all of them."""
    router = APIRouter(include_in_schema=False, route_class=PageRoute)
    page_resources = [resource for resource in resources if has_list_page(resource)]
    router.add_api_route(PATH, _kinds_page(page_resources))
    for resource in page_resources:
        router.add_api_route(list_path(resource), _list_page(resource))
    return router


def queries(resources: Sequence[Resource]) -> dict[str, type[BaseModel]]:
    """The query of each page, by path."""
    return {PATH: PastQuery} | {
        list_path(resource): resource.query for resource in resources if has_list_page(resource)
    }


def _kinds_page(resources: Sequence[Resource]) -> Callable[..., Response]:
    def kinds_page(request: Request) -> Response:
        """All lists, with the number of records in each."""
        with open_reader(request) as reader:
            kinds: list[dict[str, Any]] = [
                {
                    "heading": heading(resource),
                    "href": address(list_path(resource), [*resource.list_page.start, *past_parameter(request)]),
                    "total": reader.total(resource, resource.list_page.start),
                    "description": resource.tag_description,
                }
                for resource in resources
            ]
            description = f"All kinds of records: {', '.join(kind['heading'].lower() for kind in kinds)}."
            title = "Explore the records"
            return render_view(request, reader, "kinds.html", title=title, description=description, kinds=kinds)

    return kinds_page


def _list_page(resource: Resource) -> Callable[..., Response]:
    path = list_path(resource)

    def list_page(request: Request) -> Response:
        """The records of a list as cards, with its facets and the filters of the request."""
        parameters = page_filters(resource, request.query_params.multi_items())
        if parameters != request.query_params.multi_items():  # each view has one address
            return redirect(request, path, parameters)
        filters = without(parameters)
        with open_reader(request) as reader:
            view: dict[str, Any] = {"heading": heading(resource), "path": path}
            view |= {"title": heading(resource), "description": resource.tag_description or DATA_DESCRIPTION}
            view |= _form(resource, filters)
            formats = _formats(resource)
            view["api"] = api = api_request(request, resource.path, filters, *formats)
            view["calendar"] = api.address(".ics") if "ics" in formats else None
            if link := resource.list_page.view:
                view["other_view"] = address(link[0], without(filters, "sort")), link[1]
            try:
                records = reader.page(resource, [*parameters, ("limit", str(RECORDS_ON_PAGE))])
            except (Problem, RequestValidationError) as error:
                problem = problem_body(request, error)
                return render_view(request, reader, "list.html", problem, **view)
            active = chips(reader, resource, path, filters)
            view |= {
                "title": ", ".join([heading(resource), *(chip.text for chip in active)]),
                "records": records,
                "noun": noun(resource, records["total"]),
                "singular": noun(resource, 1),
                "cards": _cards(request, reader, resource, records["items"]),
                "chips": active,
                "facets": list_facets(reader, resource, filters, records["total"]),
                "ways_out": [] if records["total"] else ways_out(reader, resource, path, filters),
                "absence": None if records["total"] else absence_note(request, reader, path, filters, resource),
                "first_page": address(path, filters) if len(filters) < len(parameters) else None,
            }
            picture = PICTURE_OF_LIST.get(resource.path)
            if picture and records["total"]:
                view["drawing"] = view_picture(request, reader.snapshot, picture, filters)
                view["picture"] = card_picture(picture, filters)
            if cursor := records["next_cursor"]:
                view["next_page"] = address(path, [*filters, ("cursor", cursor)])
            return render_view(request, reader, "list.html", **view)

    return list_page


def _cards(request: Request, reader: PageReader, resource: Resource, records: Sequence[Mapping[str, Any]]) -> Any:
    return event_cards(request, reader, records) if resource.address else cards_of(request, records)


def _formats(resource: Resource) -> list[str]:
    names = format_names(resource)
    return [name for name in LINKED_FORMATS if name in names]


def _form(resource: Resource, filters: QueryPairs) -> dict[str, Any]:
    """The values of the form's fields, its hidden fields, and the orders to choose from."""
    is_dated = resource.query.is_dated
    fields = [name for name in FORM_FIELDS if is_dated or not name.startswith("date_")]
    values = {name: value for name, value in filters if name in fields}
    keys = resource.query.annotation("sort", OrderBy).keys
    orders = [(sign + key, words) for key in keys for sign, words in zip(("", "-"), SORTS.get(key, ()), strict=False)]
    orders = [(RELEVANCE, "Best match"), *orders] if "q" in values else orders
    default = str(resource.query.model_fields["sort"].default)
    return {
        "values": values,
        "dated": is_dated,
        "hidden": [pair for pair in filters if pair[0] not in fields],
        "orders": sorted(orders, key=lambda order: order[0] != default),
        "order": values.get("sort", default),
        "default_order": default,
    }
