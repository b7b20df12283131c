"""The page of one record: its facts with the passages that say so, and the lists that belong to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from app.api.addresses import Site
from app.api.exports import has_exact_days
from app.api.query_route import PageRoute
from app.domain.preference import PREFERENCE
from app.domain.vocabulary import AgreementRelation, ConflictKind
from app.resource import Resource, by_record_path, page_path
from app.resources import citation_styles, citations, meetings, trade_conflicts
from app.resources.reports import reports_on_page
from app.web.html import resources_with_pages
from app.web.lists.active_filters import address, list_path
from app.web.lists.cards import CardView, card_view
from app.web.page import api_request, page_not_found, past_parameter, redirect, render_view
from app.web.page_head import record_data, record_description, record_picture
from app.web.reader import PageReader, QueryPairs, open_reader
from app.web.records.document_page import COVERAGE_STATES, document_view
from app.web.records.evidence_view import facts_with_evidence
from app.web.records.record_fields import with_date_words

router = APIRouter(include_in_schema=False, route_class=PageRoute)

EVENT_LISTS = ("meetings", "agreements", "milestones", "commitments")
"""The kinds of records that a calendar can have."""

MAX_RELATED = 100
"""Records of a related list on a page, at most."""

NEAR_MEETINGS = 10
"""Meetings before and after a meeting among which the nearest session is looked for."""


@dataclass(frozen=True)
class RelatedView:
    """A related list: its records as cards, how many there are, and the path of the page that has all."""

    heading: str
    cards: Sequence[CardView]
    total: int
    address: str


def _related_lists(
    reader: PageReader, resources: Mapping[str, Resource], resource: Resource, record_id: str, past: QueryPairs
) -> Iterator[RelatedView]:
    """The lists on a record's page that are not empty. ``past`` has the parameter of its revision, if it is past."""
    for related_list in resource.page.lists if resource.page else ():
        query = [(related_list.parameter, record_id)]
        list_resource = resources[related_list.resource]
        answer = reader.page(list_resource, [*query, ("limit", str(MAX_RELATED))])
        if answer["items"]:
            cards = [card_view(list_resource.card, item) for item in answer["items"]]
            path = address(list_path(list_resource), [*query, *past])
            yield RelatedView(related_list.heading, cards, answer["total"], path)


def _neighbours(reader: PageReader, record: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The meetings of the same mechanism before and after a meeting: by session where it has one, else by date."""
    if not record.get("mechanism") or not record["date_start"]:
        return {}
    key = "session" if record["session"] else "date_start"
    neighbours = {}
    for name, sign, parameter in (("previous", -1, "date_to"), ("next", 1, "date_from")):
        query = [
            ("mechanism", record["mechanism"]["id"]),
            (parameter, record["date_start" if sign < 0 else "date_end"]),
            ("sort", "-date" if sign < 0 else "date"),
            ("limit", str(NEAR_MEETINGS)),
        ]
        candidates = [m for m in reader.page(meetings.resource, query)["items"] if m[key] and m["id"] != record["id"]]
        beyond = [m for m in candidates if (m[key] > record[key]) - (m[key] < record[key]) == sign]
        if beyond:
            neighbours[name] = min(beyond, key=lambda m: m[key]) if sign > 0 else max(beyond, key=lambda m: m[key])
    return neighbours


def _with_titles(reader: PageReader, resources: Mapping[str, Resource], record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with the titles of records that it names by id alone, and with the names of its topics."""
    view = dict(record)
    for field in {"about", *AgreementRelation}.intersection(record):
        references = [
            item if isinstance(item, dict) else {"id": item, "url": f"/agreements/{item}"}
            for item in record[field] or ()
        ]
        labels = reader.labels(resources, [item["url"] for item in references])
        view[field] = [{**item, "title": labels.get(item["url"], item["id"])} for item in references]
    if topics := {*record.get("topics", ()), *record.get("agenda", ())}:
        names = reader.topic_names()
        view |= {
            field: [names.get(topic, topic) for topic in record[field]]
            for field in ("topics", "agenda")
            if field in record and topics
        }
    return view


PATH = "/explore/{kind}/{id}"


@router.get(PATH)
def record_page(request: Request, kind: str, id: str) -> Response:
    """One record: its facts, the passages for each, and the lists that belong to it."""
    resources = resources_with_pages(request)
    by_page_address = by_record_path(r for r in request.app.state.resources if r.page_address)
    if kind not in resources | by_page_address:
        raise page_not_found(request)
    with open_reader(request) as reader:
        if kind in by_page_address:
            page = str(reader.record(by_page_address[kind], id)["html_url"])
            return redirect(request, page, past_parameter(request))
        resource = resources[kind]
        record = reader.record(resource, id)
        if record["url"] != f"/{kind}/{id}":  # the address had another name of the record
            return redirect(request, page_path(record["url"]), past_parameter(request))
        api, title = api_request(request, record["url"], past_parameter(request)), resource.title(record)
        sources = citations.cited_sources(reader.snapshot, resource.model, record)
        card = card_view(resource.card, record)
        base = Site(request.scope).base
        box = request.app.state.reports
        fact_views, further = facts_with_evidence(_with_titles(reader, resources, record), sources)
        answer = render_view(
            request,
            reader,
            "document.html" if kind == "documents" else "record.html",
            reportable=box is not None,
            reports=reports_on_page(box, record["url"]),
            kind=resource.page and resource.page.kind,
            index=page_path(resource.path),
            record=record,
            card=card,
            facts=fact_views,
            further=further,
            title=title,
            heading=with_date_words(card.title if kind == "trade-stats" else title),
            conflict=reader.conflict_pages([record]).get(record["id"]) if kind == "trade-stats" else None,
            preferred=_preferred_figure(reader, record) if kind == "conflicts" else {},
            description=record_description(resource, record),
            picture=record_picture(kind, record),
            linked_data=record_data(request, resource, record),
            related=list(_related_lists(reader, resources, resource, record["id"], past_parameter(request))),
            neighbours=_neighbours(reader, record) if kind == "meetings" else {},
            document=document_view(reader, resources, record) if kind == "documents" else None,
            states=COVERAGE_STATES,
            citation=citation_styles.plain(
                {**record, "title": title, "sources": sources},
                citations.as_of_revision(base + record["html_url"], reader.state.revision),
                reader.state.revision,
            ),
            partners=_partners(reader, record["id"]) if kind == "countries" else [],
            api=api,
            oembed=f"{base}/oembed?{urlencode({'url': base + record['html_url']})}",
            calendar=api.address("/calendar.ics") if kind == "mechanisms" else None,
            event=kind in EVENT_LISTS and has_exact_days(resource, record),
        )
        if box is not None:  # an answer to a report may come at any time, not only with a revision
            answer.headers["Cache-Control"] = "no-store"
        return answer


def _preferred_figure(reader: PageReader, conflict: Mapping[str, Any]) -> dict[str, str]:
    """The preferred figure of a conflict about figures, and why it is."""
    if conflict["kind"] != ConflictKind.figures:
        return {}
    (group,) = reader.records(trade_conflicts.resource, [conflict["subject"]["id"]])
    return {"id": group["preferred"], "rule": dict(PREFERENCE)[group["rule"]]}


def _partners(reader: PageReader, code: str) -> list[dict[str, Any]]:
    """The countries that have met with a country, with the number of meetings."""
    counts = reader.counts(meetings.resource, "country", [("country", code)])
    return [count for count in counts if count["value"] and count["value"] != code]
