"""The front page: a search, questions and their answers, the newest events, pictures, and links to all lists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from app.api.addresses import Site
from app.api.query_route import PageRoute
from app.resource import Resource
from app.resources import (
    commitments,
    conflicts,
    documents,
    mechanisms,
    meetings,
    officials,
    statements,
    timeline,
    trade_stats,
)
from app.web import trade_page
from app.web.briefings import page as briefing
from app.web.crawlers import service_links
from app.web.data_set import read_data_set, schema_org
from app.web.html import resources_with_pages
from app.web.lists.active_filters import address, list_path
from app.web.lists.cards import event_cards
from app.web.page import redirect, render_view
from app.web.page_head import TIMELINE_START, card_picture, codes_of_pair
from app.web.pictures import map_picture, timeline_picture, trade_picture
from app.web.pictures.picture import Picture
from app.web.pictures.picture_view import PictureView, view_picture
from app.web.reader import PageReader, open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/"

EVENTS_PATH = list_path(timeline.resource)
"""The path of the list of events."""

NEWEST = 5
"""Events that the page lists."""

TOOK_PLACE = [("status", "!planned"), ("status", "!postponed"), ("status", "!cancelled")]
"""The filters of what has happened."""

DRAWN_EVENTS = 40
"""Events that the timeline shows: the newest."""

MECHANISMS = 5
"""Mechanisms that the page lists: those that met last."""

LATEST_MEETINGS = 100
"""Newest meetings among which these mechanisms are looked for."""

NEWEST_FIGURES = 20
"""Figures of trade among which the pair of the chart is looked for."""


@dataclass(frozen=True)
class Question:
    """A question with the address of the page that answers it."""

    text: str
    href: str


@dataclass(frozen=True)
class ListLink:
    """A link to a list. ``total`` counts its records, if they are worth counting."""

    name: str
    href: str
    text: str
    total: int | None = None
    note: tuple[str, str] | None = None
    """Text and address of a part of the list that deserves a look."""


@router.get(PATH)
def front_page(request: Request) -> Response:
    """The front page. With filters of events, as its address took them once, it leads to the list of events."""
    parameters = [(name, value) for name, value in request.query_params.multi_items() if value.strip()]
    if request.query_params:
        return redirect(request, EVENTS_PATH if parameters else PATH, parameters)
    with open_reader(request) as reader:
        newest = reader.page(timeline.resource, [*TOOK_PLACE, ("limit", str(NEWEST))])
        records = sum(
            reader.total(resource, resource.list_page.start) for resource in resources_with_pages(request).values()
        )
        document_count = reader.total(documents.resource)
        pair = _trading_pair(reader)
        page = render_view(
            request,
            reader,
            "front.html",
            title="Who met whom, what was signed, who says so",
            linked_data=schema_org(
                read_data_set(reader.snapshot, Site(request.scope).base, request.app.state.resources)
            ),
            picture=card_picture(trade_picture.picture, [*trade_picture.TRADE_FILTERS, ("between", pair)])
            if pair
            else None,
            questions=list(_questions(reader, pair)),
            records=records - document_count,
            documents=document_count,
            until=reader.state.until and reader.state.until.isoformat(),
            cards=event_cards(request, reader, newest["items"]),
            mechanisms=_latest_mechanisms(reader),
            list_links=list(_list_links(reader)),
            pictures=_pictures(request, reader, pair),
        )
        page.headers["Link"] = service_links(request)
        return page


def _newest(reader: PageReader, resource: Resource, *parameters: tuple[str, str]) -> dict[str, Any] | None:
    """The newest record that matches, if there is one."""
    items: list[dict[str, Any]] = reader.page(resource, [*parameters, ("limit", "1")])["items"]
    return items[0] if items else None


def _trading_pair(reader: PageReader) -> str | None:
    """The parties of the newest figure of trade between two that have codes, as the parameter ``between`` has them."""
    figures = reader.page(trade_stats.resource, [*trade_picture.TRADE_FILTERS, ("limit", str(NEWEST_FIGURES))])["items"]
    pairs = (codes_of_pair((figure["reporter"], figure["partner"])) for figure in figures)
    return next((",".join(sorted(pair)) for pair in pairs if pair), None)


def _questions(reader: PageReader, pair: str | None) -> Iterator[Question]:
    """Questions that the data answer, about the newest session of a mechanism and about commitments and trade."""
    meeting = _newest(reader, meetings.resource, ("status", "held"), ("mechanism", "!none"))
    if meeting:
        mechanism, page = meeting["mechanism"], f"/explore{meeting['url']}"
        acronym = mechanism["acronym"]
        is_shared = acronym and reader.total(mechanisms.resource, [("mechanism", acronym)]) > 1
        name = mechanism["name"] if is_shared or not acronym else acronym
        yield Question(f"When did the {name} last meet, who took part, and what was signed?", page)
        statement = _newest(reader, statements.resource, ("meeting", meeting["id"]), ("official", "!none"))
        if statement:
            speaker = statement["speaker"]["official"]
            parameters = {"official": speaker["id"], "meeting": meeting["id"]}
            href = f"{list_path(statements.resource)}?{urlencode(parameters)}"
            yield Question(f"What did {speaker['name']} say at that meeting?", href)
        yield Question("Which passage of which document says so?", f"{page}#sources")
    is_open = [("status", "open")]
    if reader.total(commitments.resource, is_open):
        href = f"{list_path(commitments.resource)}?{urlencode(is_open)}"
        yield Question("Which commitments are still open, and when are they due?", href)
    if pair:
        yield Question(
            "How large is trade, and what is the target?",
            f"{trade_page.PATH}?{urlencode([*trade_picture.TRADE_FILTERS, ('between', pair)])}",
        )


def _latest_mechanisms(reader: PageReader) -> list[dict[str, Any]]:
    """The mechanisms that met last or plan to meet, the latest first."""
    parameters = [("mechanism", "!none"), ("fields", "mechanism"), ("limit", str(LATEST_MEETINGS))]
    newest = reader.page(meetings.resource, parameters)["items"]
    ids = dict.fromkeys(meeting["mechanism"]["id"] for meeting in newest)
    records = list(reader.records(mechanisms.resource, list(ids)))
    active = [record for record in records if record["last_meeting"] or record["next_meeting"]]
    return sorted(active, key=_last_day, reverse=True)[:MECHANISMS]


def _last_day(mechanism: Mapping[str, Any]) -> str:
    """The last day of a mechanism's last meeting; nothing, if it has not met yet."""
    meeting = mechanism["last_meeting"] or {"date": ""}
    return str(meeting["date"] or "").split("/")[-1]


def _list_links(reader: PageReader) -> Iterator[ListLink]:
    def to_list(name: str, resource: Resource, text: str, note: tuple[str, str] | None = None) -> ListLink:
        start = resource.list_page.start
        return ListLink(name, address(list_path(resource), start), text, reader.total(resource, start), note)

    events_total = reader.total(timeline.resource)
    overdue = [("overdue", "true")]
    overdue_total = reader.total(commitments.resource, overdue)
    late = f"{overdue_total:,} past the due date without a later report" if overdue_total else "None past the due date"
    yield ListLink("Events", EVENTS_PATH, "Meetings, agreements and milestones by date.", events_total)
    yield to_list("Mechanisms", mechanisms.resource, "Councils, groups and commissions, with their sessions.")
    yield ListLink("Trade", trade_page.PATH, "Figures and targets, as charts and as a table.")
    yield to_list(
        "Commitments",
        commitments.resource,
        "What was promised, by whom, due when.",
        (late, address(list_path(commitments.resource), overdue)),
    )
    yield to_list("Disagreements", conflicts.resource, "Where documents differ, with the values side by side.")
    yield ListLink("Briefings", briefing.PATH, "All about two countries on a few pages, to print.")
    yield to_list("People", officials.resource, "Officials and the posts that they hold.")
    yield to_list("Documents", documents.resource, "The sources, and what each of them supports.")


def _pictures(request: Request, reader: PageReader, pair: str | None) -> dict[str, PictureView]:
    """The pictures by name. The Tab key skips their marks; the pages that they lead to have the same as lists."""

    def view(picture: Picture, *parameters: tuple[str, str]) -> PictureView:
        return view_picture(request, reader.snapshot, picture, parameters, tab_stops=False, compact=True)

    views = {
        "timeline": view(timeline_picture.picture, ("date_from", TIMELINE_START), ("limit", str(DRAWN_EVENTS))),
        "map": view(map_picture.picture),
    }
    return views | (
        {"trade": view(trade_picture.picture, *trade_picture.TRADE_FILTERS, ("between", pair))} if pair else {}
    )
