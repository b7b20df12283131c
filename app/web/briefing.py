"""Briefings: everything recorded between two countries, on one page with numbered sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from markupsafe import Markup

from app.api.addresses import Site
from app.api.query_route import PageRoute
from app.db.names import ids_by_name
from app.db.tables import Organization
from app.resources import (
    agreements,
    commitments,
    conflict_lists,
    countries,
    mechanisms,
    meetings,
    milestones,
    organizations,
)
from app.web import trade_picture
from app.web.html import MARKDOWN_TEMPLATES
from app.web.page import page_not_found, redirect, render_view
from app.web.picture_view import view_picture
from app.web.reader import PageReader, open_reader
from app.web.record_fields import place_list

router = APIRouter(include_in_schema=False, route_class=PageRoute)

TRADE = (("indicator", "trade"), ("indicator", "trade-target"), ("flow", "turnover"))
"""The figures of the chart."""


@dataclass
class SourceNotes:
    """Cites the sources of a briefing by number, in the order in which they are first cited."""

    numbered: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def __call__(self, sources: Sequence[Mapping[str, Any]]) -> Markup:
        marks = []
        for source in sources:
            self.numbered.setdefault(source["document"], source)
            number = list(self.numbered).index(source["document"]) + 1
            marks.append(f"[{number}, {place_list(source)}]")
        return Markup(" ".join(marks))  # noqa: S704 - numbers alone


def _party(reader: PageReader, name: str) -> dict[str, Any]:
    """The record of a country or an organisation."""
    kind = Organization.kind
    organization_ids = ids_by_name(reader.snapshot, [(kind, name)])[kind, name]
    return reader.record(organizations.resource if organization_ids else countries.resource, name)


def _read_briefing(reader: PageReader, first_name: str, second_name: str) -> dict[str, Any]:
    """The records between two parties, by kind, and the parties in the order of their codes."""
    records = [_party(reader, name) for name in (first_name, second_name)]
    first, second = sorted(records, key=lambda country: str(country["code"]))
    codes = {first["code"], second["code"]}
    pair = ",".join((first["code"], second["code"]))
    between = [("between", pair), ("limit", "200")]
    shared_meetings = reader.page(meetings.resource, between)
    meeting_ids = {meeting["id"] for meeting in shared_meetings["items"]}
    of_first = [("country", first["code"]), ("limit", "200")]
    open_commitments = reader.page(commitments.resource, [*of_first, ("status", "open")])["items"]
    mechanisms_of_first = reader.page(mechanisms.resource, [*of_first, ("sort", "name")])["items"]
    figure_conflicts = reader.page(conflict_lists.resource, between)["items"]
    return {
        "pair": pair.replace(",", "-").lower(),
        "codes": pair,
        "countries": [first, second],
        "milestones": reader.page(milestones.resource, [*between, ("sort", "date")])["items"],
        "mechanisms": [mechanism for mechanism in mechanisms_of_first if codes <= set(mechanism["members"])],
        "meetings": shared_meetings,
        "agreements": reader.page(agreements.resource, between),
        "series": [row for row in reader.series([("between", pair)])["items"] if not row["gap"]],
        "commitments": [
            commitment for commitment in open_commitments
            if codes <= {country["code"] for country in (*commitment["by"], *commitment["to"])}
        ],
        "figure_conflicts": [conflict for conflict in figure_conflicts if conflict["verdict"] == "disagree"],
        "meeting_conflicts": [
            conflict for conflict in reader.meeting_conflicts() if conflict["meeting"]["id"] in meeting_ids
        ],
        "until": shared_meetings["coverage_until"],
    }  # fmt: skip


@router.get("/briefings/{pair}")
def briefing(request: Request, pair: str) -> Response:
    """The briefing of two countries, such as ``kz-tr``, with every line cited; ``kz-tr.md`` gives Markdown."""
    name, dot, suffix = pair.partition(".")
    first_name, _, second_name = name.partition("-")
    if not (first_name and second_name) or (dot and suffix != "md"):
        raise page_not_found(request)
    with open_reader(request) as reader:
        records = _read_briefing(reader, first_name, second_name)
        if name != records["pair"]:
            return redirect(request, f"/briefings/{records['pair']}{dot}{suffix}")
        state = reader.state
        values = {**records, "cite": SourceNotes(), "revision": state.headers}
        if suffix:
            text = MARKDOWN_TEMPLATES.get_template("briefing.md").render(**values, base=Site(request.scope).base)
            return PlainTextResponse(text, headers=state.headers, media_type="text/markdown; charset=utf-8")
        title = " and ".join(country["name"] for country in records["countries"])
        description = f"What documents say about {title}: meetings, agreements, trade, promises, each with its source."
        chart = view_picture(request, reader.snapshot, trade_picture.picture, [("between", records["codes"]), *TRADE])
        values |= {"title": title, "description": description, "chart": chart}
        return render_view(request, reader, "briefing.html", **values)
