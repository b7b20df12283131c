"""Pages to look at. Each shows what the API answers to the request that it names, read by the same functions."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse
from markupsafe import Markup
from pydantic import BaseModel

from app.api.addresses import Site
from app.api.error_handlers import refusal
from app.api.query_route import PageRoute
from app.errors import Problem, ProblemBody, invalid
from app.resource import Resource
from app.resources import (
    agreements,
    citations,
    commitments,
    conflicts,
    countries,
    documents,
    mechanisms,
    meetings,
    milestones,
    officials,
    timeline,
    trade_series,
    trade_stats,
)
from app.web.html import MARKDOWN_TEMPLATES, TEMPLATES, page
from app.web.reader import Reader, opened

router = APIRouter(include_in_schema=False, route_class=PageRoute)

Parameters = Sequence[tuple[str, str]]

KINDS = {
    "meetings": "Meeting", "agreements": "Agreement", "milestones": "Milestone", "commitments": "Commitment",
    "trade-stats": "Figure", "mechanisms": "Mechanism", "officials": "Official", "countries": "Country",
    "documents": "Document",
}  # fmt: skip

REFERS = {
    "mechanism": "mechanisms", "mechanisms": "mechanisms", "meeting": "meetings", "meetings": "meetings",
    "first_meeting": "meetings", "last_meeting": "meetings", "next_meeting": "meetings", "agreements": "agreements",
    "official": "officials",
}  # fmt: skip
"""The kind of record that a field refers to, by the field's name."""

APART = {
    "id", "url", "title", "name", "sources", "updated_at", "evidence", "sha256", "coordinates", "comparison",
    "set_aside",
}  # fmt: skip
"""What a page shows elsewhere, or leaves to the JSON."""

RESOURCES: dict[str, Resource] = {
    one.path.strip("/"): one
    for one in (
        meetings.resource,
        agreements.resource,
        milestones.resource,
        commitments.resource,
        trade_stats.resource,
        mechanisms.resource,
        officials.resource,
        countries.resource,
        documents.resource,
    )
}


@dataclass(frozen=True)
class Offer:
    """The request that a view shows, to take elsewhere; ``formats`` are the suffixes that its list has."""

    base: str
    path: str
    asked: Parameters = ()
    formats: Sequence[str] = ()

    def address(self, suffix: str = "") -> str:
        return f"{self.base}{self.path}{suffix}" + (f"?{urlencode(self.asked)}" if self.asked else "")

    @property
    def curl(self) -> str:
        return f"curl -s '{self.address()}'"

    @property
    def python(self) -> str:
        return f'import httpx\n\nanswer = httpx.get("{self.address()}").raise_for_status().json()'


def offer(request: Request, path: str, asked: Parameters = (), *formats: str) -> Offer:
    return Offer(Site(request.scope).base, path, asked, formats)


LABELS = {
    "first_meeting": "First recorded meeting", "last_meeting": "Last recorded meeting",
    "next_meeting": "Next planned meeting", "meetings_count": "Meetings recorded", "sources": "Said by",
}  # fmt: skip


def label(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").replace("-", " ").capitalize()


def view(url: str) -> str:
    """The page of a record, by its path in the API."""
    return f"/explore{url}"


def spoken(date: str | None) -> str:
    """A date as one says it: EDTF's open ends and intervals in words."""
    if not date:
        return "no date known"
    start, slash, end = date.partition("/")
    if not slash or start == end:
        return start
    return f"until {end}" if start in ("", "..") else f"since {start}" if end in ("", "..") else f"{start} to {end}"


def facts(record: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The fields of a record that a page lists: those that are known, dates once."""
    dates = {name.removesuffix("_start") for name in record if name.endswith("_start")}
    parts = {f"{name}_{part}" for name in dates for part in ("start", "end", "precision")}
    return [
        (name, spoken(value) if name in dates else value)
        for name, value in record.items()
        if name not in APART | parts and value not in (None, [], {})
    ]


def pieces(value: Any, name: str) -> list[dict[str, str]]:
    """A value as text, with the page of what it refers to where it does: to be shown in a row."""
    if isinstance(value, list):
        return [piece for one in value for piece in pieces(one, name)]
    if not isinstance(value, dict):
        if name == "members":
            return [{"text": value, "href": f"/explore/countries/{value}"}]
        shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        return [{"text": f"{shown:,}" if isinstance(shown, int | float) and name == "value" else str(shown)}]
    if "code" in value:
        return [{"text": value["name"], "href": f"/explore/countries/{value['code']}"}]
    if "official" in value:
        about = [value.get("role"), value.get("position"), (value.get("country") or {}).get("name")]
        who = pieces(value["official"], "official")[0]
        return [who | {"note": ", ".join(filter(None, about))}]
    if "id" in value and name in REFERS:
        text = value.get("title") or value.get("name") or value["id"]
        note = {"note": value.get("acronym") or spoken(value["date"]) if "date" in value else value.get("acronym")}
        return [{"text": text, "href": f"/explore/{REFERS[name]}/{quote(value['id'])}", **_known(note)}]
    if name in SAID:
        return [{"text": SAID[name](value)}]
    return [{"text": "; ".join(f"{label(k)}: {_words(v)}" for k, v in value.items() if v not in (None, [], {}))}]


def _position(value: Mapping[str, Any]) -> str:
    held = {"since": value["start"], "until": value["end"], "as of": value["as_of"]}
    told = [f"{word} {spoken(date)}" for word, date in held.items() if date]
    return ", ".join(filter(None, ["formerly"[: 8 * value["former"]], value["title"], value["body"], *told]))


def _mission(value: Mapping[str, Any]) -> str:
    where = ", ".join(filter(None, (value["city"], value["host"]["name"])))
    return f"{label(value['type'])} of {value['sender']['name']} in {where}"


def runs(numbers: Sequence[int]) -> str:
    """Ascending numbers, those of a row as one: ``1–4, 6``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)


def unrecorded(sessions: Mapping[str, Any]) -> str:
    """The numbers of sessions that no document tells of; of very many the last."""
    listed, count = sessions["missing"], sessions["missing_count"]
    return runs(listed) if count == len(listed) else f"{count:,} in all, the last of them {runs(listed)}"


def _sessions(value: Mapping[str, Any]) -> str:
    parts = {"held": runs(value["held"]), "planned": runs(value["planned"])}
    parts["not in the documents read"] = unrecorded(value)
    return "; ".join(f"{word}: {numbers}" for word, numbers in parts.items() if numbers) or "not numbered"


SAID: dict[str, Callable[[Any], str]] = {"positions": _position, "missions": _mission, "sessions": _sessions}
"""Fields whose objects are said in a phrase of their own."""


def _known(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _words(value: Any) -> str:
    return ", ".join(piece["text"] for piece in pieces(value, ""))


def cited(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Who says so: name, page and paragraphs of each source."""
    return [
        {
            "text": source["title"] or source["document"],
            "href": f"/explore/documents/{source['document']}",
            "note": "; ".join(
                filter(None, (source["publisher"] or source["author"], spoken(source["published"]), places(source)))
            ),
        }
        for source in sources
    ]


def places(source: Mapping[str, Any]) -> str:
    return "¶ " + ", ".join(map(str, source["paragraphs"]))


TEMPLATES.globals.update(kinds=KINDS, facts=facts, pieces=pieces, cited=cited)

TEMPLATES.filters.update(label=label, view=view, spoken=spoken, unrecorded=unrecorded)

SHOWN = ("limit", "sort", "fields", "include", "shape", "group_by")
"""Parameters of how the API shows a list, which a page shows in its own way."""


def given(request: Request) -> list[tuple[str, str]]:
    """The parameters of a view that have a value. Raises ``Problem`` for one that would have no effect here."""
    asked = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
    for name, value in asked:
        if name in SHOWN:
            message = "a page shows its list in its own way; ask the API, which has this parameter"
            raise Problem("invalid-parameter", [invalid(name, value, message)])
    return asked


def besides(asked: Sequence[tuple[str, str]], *fields: str) -> list[tuple[str, str]]:
    """What is asked for beyond the first values of a form's fields: it goes with the form unseen."""
    first = {name: value for name, value in reversed(asked) if name in fields}
    return [pair for pair in asked if first.get(pair[0]) != pair[1]]


PARAMETERS: dict[str, type[BaseModel]] = {"/": timeline.TimelineQuery, "/explore/trade": trade_series.SeriesQuery}
"""The query of each page that has one."""


def _elsewhere(request: Request, path: str, asked: Parameters = ()) -> Response:
    return RedirectResponse(Site(request.scope).link(path) + (f"?{urlencode(asked)}" if asked else ""), 303)


def told(
    request: Request, reader: Reader, template: str, problem: ProblemBody | None = None, **values: Any
) -> Response:
    answer = page(request, template, status=problem.status if problem else 200, problem=problem, **values)
    answer.headers.update(reader.state.headers)
    return answer


def _nothing(request: Request) -> Problem:
    path = Site(request.scope).target
    return Problem("not-found", [invalid("path", path, "there is no such page")], f"{path}: there is no such page.")


FIELDS = ("mechanism", "country", "kind", "date_from", "date_to", "q")
"""The fields of the form; ``cursor`` is left to links, so that the form begins at the first page."""


@router.get("/")
def front(request: Request) -> Response:
    """What happened, newest first, with who took part and who says so."""
    asked: list[tuple[str, str]] = []
    problem, listed, details = None, None, {}
    with opened(request) as reader:
        choices = _choices(reader)
        try:
            asked = given(request)
            if asked != request.query_params.multi_items():  # one address a view
                return _elsewhere(request, "/", asked)
            listed = reader.page(timeline.resource, [*asked, ("limit", "20")])
            details = _details(reader, listed["items"])
        except (Problem, RequestValidationError) as error:
            problem = refusal(request, error)
        shared = [pair for pair in asked if pair[0] != "cursor"]
        kinds = {value for name, value in shared if name == "kind"}
        # Of meetings alone there are more columns, and names for a calendar; other kinds have only what all have.
        files = offer(request, "/timeline", shared)
        if "meeting" in kinds or not kinds:
            files = offer(request, "/meetings", [pair for pair in shared if pair[0] != "kind"])
        following = listed and listed["next_cursor"]
        return told(
            request,
            reader,
            "timeline.html",
            problem,
            asked=dict(reversed(asked)),
            besides=[pair for pair in besides(asked, *FIELDS) if pair[0] != "cursor"],
            choices=choices,
            listed=listed,
            details=details,
            further="/?" + urlencode([*shared, ("cursor", following)]) if following else None,
            offer=offer(request, "/timeline", shared, "csv", "atom", "ics"),
            query=urlencode(shared),
            calendar=files.address(".ics"),
            sheet=files.address(".csv"),
        )


def _details(reader: Reader, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The whole records that entries of the timeline stand for, by their path."""
    ids: dict[str, list[str]] = {}
    for entry in entries:
        ids.setdefault(f"{entry['kind']}s", []).append(entry["id"])
    return {one["url"]: one for kind, found in ids.items() for one in reader.records(RESOURCES[kind], found)}


def _choices(reader: Reader) -> dict[str, Any]:
    """What filters can be set to, and when each mechanism last met."""
    fields = "id,acronym,name,family,last_meeting,next_meeting"
    found = reader.page(mechanisms.resource, [("fields", fields), ("limit", "200"), ("sort", "name")])["items"]
    named = reader.page(countries.resource, [("fields", "code,name"), ("recorded", "yes"), ("limit", "300")])["items"]
    met = [one for one in found if one["last_meeting"] or one["next_meeting"]]
    met.sort(key=lambda one: ((one["last_meeting"] or one["next_meeting"])["date"] or "").split("/")[-1], reverse=True)
    shared = Counter(one["acronym"] for one in found)
    for one in met:
        one["label"] = one["name"] if one["acronym"] is None or shared[one["acronym"]] > 1 else one["acronym"]
    return {"mechanisms": _mechanism_choices(found), "countries": named, "met": met}


def _mechanism_choices(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What to ask for and what it is: each family by its generic name, each mechanism by its own, which is unique."""
    families = {one["family"]["name"]: one["family"]["acronym"] or "" for one in found if one["family"]}
    return [*families.items(), *((one["name"], one["acronym"] or "") for one in found)]


FIGURES = ("between", "flow", "kind", "date_from", "date_to")


@router.get("/explore/trade")
def trade(request: Request) -> Response:
    """Figures by period, as a picture and as a table."""
    asked: list[tuple[str, str]] = []
    problem, rows = None, None
    with opened(request) as reader:
        indicators, flows = (reader.counts(trade_stats.resource, key) for key in ("indicator", "flow"))
        try:
            asked = given(request)
            if asked != request.query_params.multi_items():
                return _elsewhere(request, "/explore/trade", asked)
            asked = asked or [("indicator", "trade"), ("indicator", "trade-target"), ("flow", "turnover")]
            rows = reader.series(asked)
        except (Problem, RequestValidationError) as error:
            problem = refusal(request, error)
        return told(
            request,
            reader,
            "trade.html",
            problem,
            asked=dict(reversed(asked)),
            chosen=[value for name, value in asked if name == "indicator"],
            besides=[pair for pair in besides(asked, *FIGURES) if pair[0] != "indicator"],
            query=urlencode(asked),
            indicators=indicators,
            flows=flows,
            rows=rows,
            offer=offer(request, "/trade-stats/series", asked, "csv"),
        )


MORE: dict[str, dict[str, tuple[Resource, str]]] = {
    "mechanisms": {
        "Meetings": (meetings.resource, "mechanism"),
        "Agreements": (agreements.resource, "mechanism"),
        "Commitments": (commitments.resource, "mechanism"),
        "Milestones": (milestones.resource, "mechanism"),
    },
    "officials": {
        "Meetings": (meetings.resource, "official"),
        "Agreements signed": (agreements.resource, "official"),
    },
    "countries": {
        "Meetings": (meetings.resource, "country"),
        "Agreements": (agreements.resource, "country"),
        "Commitments": (commitments.resource, "country"),
        "Milestones": (milestones.resource, "country"),
    },
}
"""The lists that a record's page shows beneath it, each with the filter that takes the record's id."""


def _beneath(reader: Reader, kind: str, record: Mapping[str, Any]) -> dict[str, tuple[Any, str]]:
    """The lists that belong to a record, each with the address that has the whole of it."""
    if kind == "documents":
        return {"What it supports": (reader.supported(record["id"]), f"/documents/{record['id']}/records")}
    if kind == "meetings" and record["mechanism"]:
        asked = [("mechanism", record["mechanism"]["id"]), ("limit", "200")]
        made = reader.page(commitments.resource, asked)["items"]
        here = [one for one in made if (one["meeting"] or {}).get("id") == record["id"]]
        return {"Commitments": ({"items": here, "total": len(here)}, f"/commitments?{urlencode(asked)}")}
    found = {}
    for name, (resource, parameter) in MORE.get(kind, {}).items():
        asked = [(parameter, record["id"]), ("limit", "100")]
        found[name] = (reader.page(resource, asked), f"{resource.path}?{urlencode(asked)}")
    return found


@router.get("/explore/{kind}/{id}")
def record(request: Request, kind: str, id: str) -> Response:
    """One record: its facts, what belongs to it, and where each fact is said."""
    if kind not in RESOURCES:
        raise _nothing(request)
    with opened(request) as reader:
        found = reader.record(RESOURCES[kind], id)
        if found["url"] != f"/{kind}/{id}":  # asked for by another name
            return _elsewhere(request, view(found["url"]))
        source, title = offer(request, found["url"]), RESOURCES[kind].title(found)
        return told(
            request,
            reader,
            "record.html",
            kind=kind,
            record=found,
            title=title,
            beneath=_beneath(reader, kind, found),
            citation=citations.plain(found | {"title": title}, source.address(), reader.state.revision),
            pairs=_pairs(reader, found["id"]) if kind == "countries" else [],
            offer=source,
            calendar=source.address("/calendar.ics") if kind == "mechanisms" else None,
        )


def _pairs(reader: Reader, code: str) -> list[dict[str, Any]]:
    """The countries that share meetings with one."""
    grouped = reader.counts(meetings.resource, "country", [("country", code)])
    return [one for one in grouped if one["value"] and one["value"] != code]


@dataclass
class Notes:
    """The sources of a briefing, numbered as they are first cited."""

    numbered: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def __call__(self, sources: Sequence[Mapping[str, Any]]) -> Markup:
        marks = []
        for source in sources:
            self.numbered.setdefault(source["document"], source)
            number = list(self.numbered).index(source["document"]) + 1
            marks.append(f"[{number}, {places(source)}]")
        return Markup(" ".join(marks))  # noqa: S704 - numbers alone


def _briefing(reader: Reader, one: str, other: str) -> dict[str, Any]:
    """All that is known between two countries, by what it is."""
    found = [reader.record(countries.resource, name) for name in (one, other)]
    first, second = sorted(found, key=lambda country: str(country["code"]))
    codes = {first["code"], second["code"]}
    pair = ",".join((first["code"], second["code"]))
    between = [("between", pair), ("limit", "200")]
    listed = reader.page(meetings.resource, between)
    met = {meeting["id"] for meeting in listed["items"]}
    of_first = [("country", first["code"]), ("limit", "200")]
    promised = reader.page(commitments.resource, [*of_first, ("status", "open")])["items"]
    shared = reader.page(mechanisms.resource, [*of_first, ("sort", "name")])["items"]
    return {
        "pair": pair.replace(",", "-").lower(),
        "codes": pair,
        "countries": [first, second],
        "milestones": reader.page(milestones.resource, [*between, ("sort", "date")])["items"],
        "mechanisms": [one for one in shared if codes <= set(one["members"])],
        "meetings": listed,
        "agreements": reader.page(agreements.resource, between),
        "series": [row for row in reader.series([("between", pair)])["items"] if not row["gap"]],
        "commitments": [one for one in promised if codes <= {c["code"] for c in (*one["by"], *one["to"])}],
        "figures": [
            one for one in reader.page(conflicts.resource, between)["items"] if one["verdict"] == "disagree"
        ],
        "statements": [one for one in reader.meeting_conflicts() if one["meeting"]["id"] in met],
        "until": listed["coverage_until"],
    }  # fmt: skip


@router.get("/briefings/{pair}")
def briefing(request: Request, pair: str) -> Response:
    """Two countries on one page, every line cited; with ``.md`` as Markdown."""
    name, dot, suffix = pair.partition(".")
    one, _, other = name.partition("-")
    if not (one and other) or (dot and suffix != "md"):
        raise _nothing(request)
    with opened(request) as reader:
        found = _briefing(reader, one, other)
        if name != found["pair"]:
            return _elsewhere(request, f"/briefings/{found['pair']}{dot}{suffix}")
        state = reader.state
        values = {**found, "cite": Notes(), "base": Site(request.scope).base, "revision": state.headers}
        if suffix:
            text = MARKDOWN_TEMPLATES.get_template("briefing.md").render(**values)
            return PlainTextResponse(text, headers=state.headers, media_type="text/markdown; charset=utf-8")
        title = " and ".join(country["name"] for country in found["countries"])
        return told(request, reader, "briefing.html", title=title, **values)
