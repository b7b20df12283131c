"""Pages to look at. They ask the API itself, in the process, so that a page shows what its request answers."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from app.errors import TITLES
from app.html import TEMPLATES, page
from app.search import title_of

router = APIRouter(include_in_schema=False)

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


class RefusedError(Exception):
    """The API answered with a problem, which the page tells."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("detail"))
        self.problem = problem


@dataclass
class Api:
    """Asks this service, and notes of which state of the data the answers were."""

    request: Request
    headers: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, asked: Mapping[str, str] | Sequence[tuple[str, str]] = ()) -> Any:
        """The JSON of an answer. Raises ``RefusedError`` for a problem."""
        transport = httpx.ASGITransport(app=self.request.app)
        async with httpx.AsyncClient(transport=transport, base_url=str(self.request.base_url)) as client:
            answer = await client.get(f"{path}?{urlencode(asked)}" if asked else path)
        content = answer.json()
        if answer.status_code != 200:
            raise RefusedError(content)
        self.headers = {n: answer.headers[n] for n in ("X-Data-Revision", "Last-Modified") if n in answer.headers}
        return content

    async def all(self, *paths: str) -> list[Any]:
        """Several at once."""
        return await asyncio.gather(*(self.get(path) for path in paths))


@dataclass(frozen=True)
class Offer:
    """The request that a view shows, to take elsewhere; ``formats`` are the suffixes that its list has."""

    base: str
    path: str
    asked: Mapping[str, str] | Sequence[tuple[str, str]] = ()
    formats: Sequence[str] = ()

    def address(self, suffix: str = "") -> str:
        return f"{self.base}{self.path}{suffix}" + (f"?{urlencode(self.asked)}" if self.asked else "")

    @property
    def curl(self) -> str:
        return f"curl -s '{self.address()}'"

    @property
    def python(self) -> str:
        return f'import httpx\n\nanswer = httpx.get("{self.address()}").raise_for_status().json()'


def offer(
    request: Request, path: str, asked: Mapping[str, str] | Sequence[tuple[str, str]] = (), *formats: str
) -> Offer:
    return Offer(str(request.base_url).rstrip("/"), path, asked, formats)


# --- what templates use --------------------------------------------------------------------


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


def _sessions(value: Mapping[str, Any]) -> str:
    called = {"held": "held", "planned": "planned", "missing": "not in the documents read"}
    told = [f"{word}: {', '.join(map(str, value[key]))}" for key, word in called.items() if value[key]]
    return "; ".join(told) or "not numbered"


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
TEMPLATES.filters.update(label=label, view=view, spoken=spoken)


# --- pages ---------------------------------------------------------------------------------


SHOWN = ("limit", "sort", "fields", "include", "shape", "group_by")
"""Parameters of how the API shows a list, which a page shows in its own way."""


def given(request: Request) -> list[tuple[str, str]]:
    """The parameters of a view that have a value, as they are asked of the API: which refuses what it does not have.

    Raises ``RefusedError`` for one that would have no effect here.
    """
    asked = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
    idle = next((name for name, _ in asked if name in SHOWN), None)
    if idle:
        status, title, _ = TITLES["invalid-parameter"]
        told = f"{idle}: a page shows its list in its own way; ask the API, which has this parameter."
        raise RefusedError({"status": status, "title": title, "detail": told, "errors": []})
    return asked


def besides(asked: Sequence[tuple[str, str]], *fields: str) -> list[tuple[str, str]]:
    """What is asked for beyond the first values of a form's fields: it goes with the form unseen."""
    first = {name: value for name, value in reversed(asked) if name in fields}
    return [pair for pair in asked if first.get(pair[0]) != pair[1]]


def told(api: Api, template: str, **values: Any) -> Response:
    answer = page(template, **values)
    answer.headers.update(api.headers)
    return answer


def refused(error: RefusedError, title: str = "That did not work") -> Response:
    answer = page("refused.html", status=error.problem["status"], title=title, problem=error.problem)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _nothing(request: Request) -> RefusedError:
    status, title, _ = TITLES["not-found"]
    return RefusedError(
        {"status": status, "title": title, "detail": f"{request.url.path}: there is no such page.", "errors": []}
    )


FIELDS = ("mechanism", "country", "kind", "date_from", "date_to", "q")
"""The fields of the form; ``cursor`` is left to links, so that the form begins at the first page."""


@router.get("/")
async def timeline(request: Request) -> Response:
    """What happened, newest first, with who took part and who says so."""
    api = Api(request)
    asked: list[tuple[str, str]] = []
    choices, problem, listed, details = await _choices(api), None, None, {}
    try:
        asked = given(request)
        if asked != request.query_params.multi_items():  # one address a view
            return RedirectResponse("/" + (f"?{urlencode(asked)}" if asked else ""), 303)
        listed = await api.get("/timeline", [*asked, ("limit", "20")])
    except RefusedError as refusal:
        problem = refusal.problem
    if listed:
        urls = [entry["url"] for entry in listed["items"]]
        details = dict(zip(urls, await api.all(*urls), strict=True))
    shared = [pair for pair in asked if pair[0] != "cursor"]
    kinds = {value for name, value in shared if name == "kind"}
    # Of meetings alone there are more columns, and names for a calendar; other kinds have only what all have.
    files = offer(request, "/timeline", shared)
    if "meeting" in kinds or not kinds:
        files = offer(request, "/meetings", [pair for pair in shared if pair[0] != "kind"])
    following = listed and listed["next_cursor"]
    answer = told(
        api,
        "timeline.html",
        asked=dict(reversed(asked)),
        besides=[pair for pair in besides(asked, *FIELDS) if pair[0] != "cursor"],
        choices=choices,
        listed=listed,
        details=details,
        problem=problem,
        further="/?" + urlencode([*shared, ("cursor", following)]) if following else None,
        offer=offer(request, "/timeline", shared, "csv", "atom", "ics"),
        query=urlencode(shared),
        calendar=files.address(".ics"),
        sheet=files.address(".csv"),
    )
    answer.status_code = problem["status"] if problem else 200
    return answer


async def _choices(api: Api) -> dict[str, Any]:
    """What filters can be set to, and when each mechanism last met."""
    mechanisms, countries = await api.all(
        "/mechanisms?fields=id,acronym,name,last_meeting,next_meeting&limit=200&sort=name",
        "/countries?fields=code,name&limit=300&sort=name",
    )
    met = [one for one in mechanisms["items"] if one["last_meeting"] or one["next_meeting"]]
    met.sort(key=lambda one: ((one["last_meeting"] or one["next_meeting"])["date"] or "").split("/")[-1], reverse=True)
    return {"mechanisms": mechanisms["items"], "countries": countries["items"], "met": met}


FIGURES = ("between", "flow", "kind", "date_from", "date_to")


@router.get("/explore/trade")
async def trade(request: Request) -> Response:
    """Figures by period, as a picture and as a table."""
    api = Api(request)
    indicators, flows = await api.all("/trade-stats?group_by=indicator", "/trade-stats?group_by=flow")
    asked: list[tuple[str, str]] = []
    problem, rows = None, None
    try:
        asked = given(request)
        if asked != request.query_params.multi_items():
            return RedirectResponse("/explore/trade" + (f"?{urlencode(asked)}" if asked else ""), 303)
        asked = asked or [("indicator", "trade"), ("indicator", "trade-target"), ("flow", "turnover")]
        rows = await api.get("/trade-stats/series", asked)
    except RefusedError as refusal:
        problem = refusal.problem
    answer = told(
        api,
        "trade.html",
        asked=dict(reversed(asked)),
        chosen=[value for name, value in asked if name == "indicator"],
        besides=[pair for pair in besides(asked, *FIGURES) if pair[0] != "indicator"],
        query=urlencode(asked),
        indicators=indicators["items"],
        flows=flows["items"],
        rows=rows,
        problem=problem,
        offer=offer(request, "/trade-stats/series", asked, "csv"),
    )
    answer.status_code = problem["status"] if problem else 200
    return answer


MORE: dict[str, Callable[[str], dict[str, str]]] = {
    "mechanisms": lambda i: {
        "Meetings": f"/mechanisms/{i}/meetings?limit=100",
        "Agreements": f"/agreements?mechanism={i}&limit=100",
        "Commitments": f"/commitments?mechanism={i}&limit=100",
        "Milestones": f"/milestones?mechanism={i}&limit=100",
    },
    "officials": lambda i: {
        "Meetings": f"/meetings?official={i}&limit=100",
        "Agreements signed": f"/agreements?official={i}&limit=100",
    },
    "countries": lambda i: {
        "Meetings": f"/meetings?country={i}&limit=100",
        "Agreements": f"/agreements?country={i}&limit=100",
        "Commitments": f"/commitments?country={i}&limit=100",
        "Milestones": f"/milestones?country={i}&limit=100",
    },
    "documents": lambda i: {"What it supports": f"/documents/{i}/records"},
}
"""The lists that a record's page shows beneath it."""


@router.get("/explore/{kind}/{id}")
async def record(request: Request, kind: str, id: str) -> Response:
    """One record: its facts, what belongs to it, and where each fact is said."""
    api = Api(request)
    path = f"/{kind}/{quote(id, safe='')}"
    try:
        if kind not in KINDS:
            raise _nothing(request)
        found = await api.get(path, {"include": "evidence"})
        if found["url"] != f"/{kind}/{id}":  # asked for by another name
            return RedirectResponse(view(found["url"]), 303)
        lists = MORE[kind](quote(found["id"])) if kind in MORE else {}
        beneath = dict(zip(lists, await api.all(*lists.values()), strict=True))
        if kind == "meetings" and found["mechanism"]:
            lists = {"Commitments": f"/commitments?mechanism={quote(found['mechanism']['id'])}&limit=200"}
            made = await api.get(lists["Commitments"])
            here = [one for one in made["items"] if (one["meeting"] or {}).get("id") == found["id"]]
            beneath = {"Commitments": {"items": here, "total": len(here)}}
        citation = await api.get(f"{path}/citation")
    except RefusedError as refusal:
        return refused(refusal)
    pairs = await _pairs(api, found["id"]) if kind == "countries" else []
    return told(
        api,
        "record.html",
        kind=kind,
        record=found,
        title=title_of(found),
        beneath={name: (answer, lists[name]) for name, answer in beneath.items() if answer["items"]},
        citation=citation["text"],
        pairs=pairs,
        offer=offer(request, path),
        calendar=offer(request, f"{path}/calendar.ics").address() if kind == "mechanisms" else None,
    )


async def _pairs(api: Api, code: str) -> list[dict[str, Any]]:
    """The countries that share meetings with one."""
    grouped = await api.get("/meetings", {"country": code, "group_by": "country"})
    return [one for one in grouped["items"] if one["value"] and one["value"] != code]


# --- briefings -----------------------------------------------------------------------------


@dataclass
class Notes:
    """The sources of a briefing, numbered as they are first cited."""

    numbered: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def __call__(self, sources: Sequence[Mapping[str, Any]]) -> str:
        marks = []
        for source in sources:
            self.numbered.setdefault(source["document"], source)
            number = list(self.numbered).index(source["document"]) + 1
            marks.append(f"[{number}, {places(source)}]")
        return " ".join(marks)


async def _briefing(api: Api, one: str, other: str) -> dict[str, Any]:
    """All that is known between two countries, by what it is."""
    found = await api.all(f"/countries/{quote(one, safe='')}", f"/countries/{quote(other, safe='')}")
    first, second = sorted(found, key=lambda country: str(country["code"]))
    codes = {first["code"], second["code"]}
    pair = ",".join((first["code"], second["code"]))
    between = f"between={pair}&limit=200"
    milestones, mechanisms, meetings, agreements, series, commitments, figures, told_else = await api.all(
        f"/milestones?{between}&sort=date",
        f"/mechanisms?country={first['code']}&limit=200&sort=name",
        f"/meetings?{between}",
        f"/agreements?{between}",
        f"/trade-stats/series?between={pair}",
        f"/commitments?country={first['code']}&status=open&limit=200",
        f"/trade-stats/conflicts?{between}",
        "/meetings/conflicts",
    )
    met = {meeting["id"] for meeting in meetings["items"]}
    return {
        "pair": pair.replace(",", "-").lower(),
        "codes": pair,
        "countries": [first, second],
        "milestones": milestones["items"],
        "mechanisms": [one for one in mechanisms["items"] if codes <= set(one["members"])],
        "meetings": meetings,
        "agreements": agreements,
        "series": [row for row in series["items"] if not row["gap"]],
        "commitments": [
            one for one in commitments["items"] if codes <= {c["code"] for c in (*one["by"], *one["to"])}
        ],
        "figures": [one for one in figures["items"] if one["verdict"] == "disagree"],
        "statements": [one for one in told_else["items"] if one["meeting"]["id"] in met],
        "until": meetings["coverage_until"],
    }  # fmt: skip


@router.get("/briefings/{pair}")
async def briefing(request: Request, pair: str) -> Response:
    """Two countries on one page, every line cited; with ``.md`` as Markdown."""
    name, dot, suffix = pair.partition(".")
    one, dash, other = name.partition("-")
    api = Api(request)
    try:
        if not dash or (dot and suffix != "md"):
            raise _nothing(request)
        found = await _briefing(api, one, other)
    except RefusedError as refusal:
        return refused(refusal)
    if name != found["pair"]:
        return RedirectResponse(f"/briefings/{found['pair']}{dot}{suffix}", 303)
    values = {**found, "cite": Notes(), "base": str(request.base_url).rstrip("/"), "revision": api.headers}
    if suffix:
        text = TEMPLATES.get_template("briefing.md").render(**values)
        return PlainTextResponse(text, headers=api.headers, media_type="text/markdown; charset=utf-8")
    return told(api, "briefing.html", title=" and ".join(c["name"] for c in found["countries"]), **values)
