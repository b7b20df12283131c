"""Briefings: everything recorded between two parties, as a page, Markdown or Word, and the index of the pairs."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from app.api.addresses import Site
from app.api.error_handlers import problem_body
from app.api.query_route import PageRoute
from app.db.names import PARTY, ids_by_name, suggest
from app.db.tables import Organization
from app.errors import Problem, invalid_parameter, not_found
from app.query.list_parameters import PastQuery
from app.resources import (
    agreements,
    commitments,
    countries,
    mechanisms,
    meetings,
    milestones,
    organizations,
    trade_conflicts,
)
from app.web.briefings import word as briefing_word
from app.web.briefings.lines import Briefing
from app.web.briefings.pairs import briefing_parties, counts_text, has_few_events, pair_name, shared_records
from app.web.briefings.sections import answers, days, sections
from app.web.html import MARKDOWN, MARKDOWN_TEMPLATES
from app.web.page import page_not_found, page_parameters, past_parameter, redirect, render_view
from app.web.page_head import card_picture
from app.web.pictures import trade_picture
from app.web.pictures.picture_view import view_picture
from app.web.reader import PageReader, open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/briefings"

PAIRS = 200
"""Pairs on the index; the form finds the others."""


class BriefingsQuery(PastQuery):
    """The two parties of the form, and the state of the data."""

    first: str = ""
    second: str = ""


# --- the index -----------------------------------------------------------------------------


@router.get(PATH)
def briefings(request: Request) -> Response:
    """The pairs that have something in common, and a form for two parties."""
    problem, code, other_code = None, "", ""
    names = dict(page_parameters(request))
    with open_reader(request) as reader:
        try:
            code, other_code = (_code(reader, names, field) for field in ("first", "second"))
            if code and code == other_code:
                raise _same_party("second", names["second"])
            if code and other_code:
                path = f"{PATH}/{pair_name((min(code, other_code), max(code, other_code)))}"
                return redirect(request, path, past_parameter(request))
        except Problem as error:
            problem = problem_body(request, error)
        pairs = shared_records(reader.snapshot)
        codes = {code, other_code} - {""}
        choices = [(pair, counts) for pair, counts in pairs.items() if codes <= {*pair}]
        return render_view(
            request,
            reader,
            "briefings.html",
            problem,
            title="Briefings",
            description="Two countries on a few pages: meetings, agreements, trade, open commitments, with sources.",
            names=names,
            parties=briefing_parties(reader.snapshot),
            recorded=sorted({party for pair in pairs for party in pair}),
            counts_events=has_few_events(reader.snapshot),
            selected_party=code or other_code,
            pairs=choices[:PAIRS],
            total=len(choices),
            counts_text=counts_text,
            pair_name=pair_name,
        )


def _code(reader: PageReader, names: Mapping[str, str], field: str) -> str:
    """The code of the party of a field of the form, empty for an empty field. Raises ``Problem`` with the nearest."""
    name = names.get(field)
    if not name:
        return ""
    codes = ids_by_name(reader.snapshot, [(PARTY, name)])[PARTY, name]
    if len(codes) == 1 and codes[0] in briefing_parties(reader.snapshot):
        return codes[0]
    message = "no country or organisation has that name" if not codes else "several have that name: use a code"
    suggestions = codes[:5] or suggest(reader.snapshot, PARTY, name)
    raise invalid_parameter(field, name, message, suggestions)


def _same_party(field: str, value: str) -> Problem:
    return invalid_parameter(field, value, "a briefing is of two different parties")


# --- a briefing ----------------------------------------------------------------------------


def _party(reader: PageReader, name: str) -> dict[str, Any]:
    """The record of a country or an organisation."""
    kind = Organization.kind
    organization_ids = ids_by_name(reader.snapshot, [(kind, name)])[kind, name]
    return reader.record(organizations.resource if organization_ids else countries.resource, name)


def _parties(request: Request, reader: PageReader, names: tuple[str, str]) -> list[dict[str, Any]]:
    """The records of both parties. Raises ``Problem`` for a name that is not found, with the briefings of the nearest
    names."""
    parties = []
    for name, partner in (names, names[::-1]):
        try:
            parties.append(_party(reader, name))
        except Problem as problem:
            if problem.kind != "not-found" or not problem.errors:
                raise
            near = ids_by_name(reader.snapshot, [(PARTY, text) for text in suggest(reader.snapshot, PARTY, name)])
            codes = dict.fromkeys(code for ids in near.values() for code in ids)
            pairs = (sorted((code.lower(), partner.lower())) for code in codes)
            links = [Site(request.scope).link(f"{PATH}/{quote('-'.join(pair))}") for pair in pairs]
            raise not_found("path", name, problem.errors[0].message, links) from None
    return parties


def _records(reader: PageReader, codes: set[str], pair: str) -> dict[str, Any]:
    """The records between two parties, by kind."""
    between = [("between", pair), ("limit", "200")]
    of_first = [("country", pair.partition(",")[0]), ("limit", "200")]
    shared_meetings = reader.page(meetings.resource, between)
    meeting_ids = {meeting["id"] for meeting in shared_meetings["items"]}
    open_commitments = reader.page(commitments.resource, [*of_first, ("status", "open")])["items"]
    mechanisms_of_first = reader.page(mechanisms.resource, [*of_first, ("sort", "name")])["items"]
    figure_conflicts = reader.page(trade_conflicts.resource, between)["items"]
    return {
        "milestones": sorted(reader.page(milestones.resource, [*between, ("sort", "date")])["items"], key=days),
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
    }  # fmt: skip


def _read_briefing(request: Request, reader: PageReader, first_name: str, second_name: str) -> Briefing:
    """The briefing of two parties, in the order of their codes."""
    parties = sorted(_parties(request, reader, (first_name, second_name)), key=lambda party: str(party["code"]))
    codes = ",".join(party["code"] for party in parties)
    if len({party["code"] for party in parties}) == 1:
        raise _same_party("pair", codes)
    records = _records(reader, set(codes.split(",")), codes)
    return Briefing(
        title=" and ".join(party["name"] for party in parties),
        codes=codes,
        until=records["meetings"]["coverage_until"],
        revision=reader.state.revision,
        base=Site(request.scope).base,
        answers=answers(records),
        sections=sections(records),
    )


@router.get(PATH + "/{pair}")
def briefing(request: Request, pair: str) -> Response:
    """The briefing of two parties, such as ``kz-tr``, with every line cited; ``kz-tr.md`` gives Markdown, ``.docx``
    Word."""
    name, dot, suffix = pair.partition(".")
    first_name, _, second_name = name.partition("-")
    if not (first_name and second_name) or (dot and suffix not in ("md", "docx")):
        raise page_not_found(request)
    if suffix == "docx":
        briefing_word.require()
    with open_reader(request) as reader:
        content = _read_briefing(request, reader, first_name, second_name)
        if name != content.pair:
            return redirect(request, f"{PATH}/{content.pair}{dot}{suffix}", past_parameter(request))
        headers = reader.state.headers
        if suffix == "md":
            text = MARKDOWN_TEMPLATES.get_template("briefing.md").render(briefing=content, cite=content.notes)
            return PlainTextResponse(text, headers=headers, media_type=MARKDOWN)
        if suffix == "docx":
            disposition = {"Content-Disposition": f'attachment; filename="{content.pair}.docx"'}
            file = briefing_word.write_word(content, reader.state.published_at)
            return Response(file, headers=headers | disposition, media_type=briefing_word.MEDIA_TYPE)
        figures = [("between", content.codes), *trade_picture.TRADE_FILTERS]
        return render_view(
            request,
            reader,
            "briefing.html",
            title=f"Briefing: {content.title}",
            description=f"{content.title}: meetings, agreements, trade and commitments, each line with its source.",
            picture=card_picture(trade_picture.picture, figures),
            briefing=content,
            cite=content.notes,
            word=briefing_word.is_installed(),
            chart=view_picture(request, reader.snapshot, trade_picture.picture, figures),
        )
