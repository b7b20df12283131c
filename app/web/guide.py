"""The guide: the pages of ``docs/``, and those that are made from the models, so that they cannot lag behind them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from markupsafe import Markup, escape

from app import DATA
from app.api.addresses import Site
from app.api.query_route import PageRoute
from app.domain.text import nearest
from app.errors import PROBLEM_TYPES, Problem, invalid
from app.web.html import TEMPLATES, markdown, page, slug

HOME = "http://127.0.0.1:8000"
"""The address that the texts write for the service; a page has that which it was asked at."""

Node = dict[str, Any]

router = APIRouter(include_in_schema=False, route_class=PageRoute)

ABOUT_ROWS = ("sort", "group_by", "limit", "cursor", "fields", "include", "shape")
"""Parameters that are not about which records there are, in the order in which they are shown."""

TOGETHER = {"date_match": {"date": "2025"}}
"""What a parameter says something only beside."""


@dataclass
class Use:
    """What a parameter means in some lists, with a question to each of them."""

    meaning: Markup
    values: list[str]
    default: Any
    repeatable: bool
    questions: list[str] = field(default_factory=list)


def lists(document: Node) -> Iterator[tuple[str, list[Node]]]:
    """The paths of lists with their parameters; one that stands under a record has the path of an example."""
    for path, methods in document["paths"].items():
        operation = methods["get"]
        if operation["operationId"].startswith(("list", "search", "resolve")):
            given = operation.get("parameters", [])
            places = {one["name"]: one["schema"]["examples"][0] for one in given if one["in"] == "path"}
            yield path.format(**places), [one for one in given if one["in"] == "query"]


def _resolved(document: Node, schema: Node) -> Node:
    reference = schema.get("$ref")
    return {**document["components"]["schemas"][reference.rpartition("/")[2]], **schema} if reference else schema


def _question(path: str, given: list[Node], parameter: Node) -> str:
    """A list, asked with the example of a parameter and what that needs beside it."""
    name = parameter["name"]
    needed = {one["name"]: one["schema"]["examples"][0] for one in given if one["required"]}
    if name == "cursor":  # a cursor belongs to one question: the page before gives it
        name, example = "limit", 1
    else:
        example = parameter["schema"]["examples"][0]
    values = example if isinstance(example, list) else [example]
    asked = [*(needed | TOGETHER.get(name, {})).items(), *((name, value) for value in values)]
    return f"{path}?{urlencode([pair for n, pair in enumerate(asked) if pair not in asked[:n]], safe=',:/')}"


def parameters(document: Node) -> dict[str, list[Use]]:
    """Every parameter of every list by name, with what it means there; the general ones last."""
    found: dict[str, dict[tuple[Any, ...], Use]] = {}
    for path, given in lists(document):
        for one in given:
            schema = _resolved(document, one["schema"])
            values = _resolved(document, schema.get("items", schema)).get("enum", [])
            shown = [] if one["name"] == "fields" else values
            use = Use(markdown(one["description"]), shown, schema.get("default"), schema.get("type") == "array")
            uses = found.setdefault(one["name"], {})
            uses.setdefault((use.meaning, *shown), use).questions.append(_question(path, given, one))
    names = [*sorted(found.keys() - set(ABOUT_ROWS)), *(name for name in ABOUT_ROWS if name in found)]
    return {name: list(found[name].values()) for name in names}


@dataclass
class Entry:
    """A kind of record, or of a part of one: its fields, or the values that it can be."""

    name: str
    about: Markup
    path: str | None = None
    fields: list[tuple[str, Markup, Markup, str | None]] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def title(name: str, schemas: Node) -> str:
    """What readers call a schema: ``MeetingOut`` is a Meeting, where nothing else is."""
    short = name.removesuffix("Out")
    return name if short in schemas else short


def _type(schema: Node, schemas: Node) -> Markup:
    """The type of a field, as words with links to the kinds that it names."""
    if "$ref" in schema:
        name = title(schema["$ref"].rpartition("/")[2], schemas)
        return Markup('<a href="#{}">{}</a>').format(slug(name), name)
    if "anyOf" in schema:
        return Markup(" or ").join(_type(one, schemas) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return Markup("list of {}").format(_type(schema.get("items", {}), schemas))
    if "const" in schema or "enum" in schema:
        return Markup(" or ").join(
            Markup("<code>{}</code>").format(value) for value in schema.get("enum", [schema.get("const")])
        )
    kind = {"date": "day", "date-time": "moment"}.get(schema.get("format", ""), schema.get("type", "any"))
    return escape(kind)


def _example(schema: Node) -> str | None:
    if not schema.get("examples"):
        return None
    example = schema["examples"][0]
    return (
        "null" if example is None else str(example) if not isinstance(example, list) else ", ".join(map(str, example))
    )


def dictionary(app: FastAPI) -> list[list[Entry]]:
    """Records, then what they are made of and other answers, then controlled values; each by its name."""
    paths = {resource.out.__name__: resource.path for resource in app.state.resources}
    order = list(paths)
    records: list[Entry] = []
    parts: list[Entry] = []
    values: list[Entry] = []
    schemas = app.openapi()["components"]["schemas"]
    for name, schema in schemas.items():
        about = markdown(schema.get("description", ""))
        if "enum" in schema:
            values.append(Entry(title(name, schemas), about, values=schema["enum"]))
        elif not name.startswith("Page_"):  # the envelope of all lists, which has a page of its own
            rows = [
                (field_name, _type(one, schemas), markdown(one["description"]), _example(one))
                for field_name, one in schema["properties"].items()
            ]
            entry = Entry(title(name, schemas), about, paths.get(name), rows)
            (records if name in paths else parts).append(entry)
    records.sort(key=lambda entry: order.index(next(name for name, path in paths.items() if path == entry.path)))
    return [records, sorted(parts, key=lambda entry: entry.name), sorted(values, key=lambda entry: entry.name)]


@dataclass(frozen=True)
class Page:
    """A page of the guide: a text, and where it has one, what is made from the models below it."""

    title: str
    about: str
    source: str
    made: tuple[str, Callable[[FastAPI], Mapping[str, Any]]] | None = None


def _parameters(app: FastAPI) -> Mapping[str, Any]:
    found = parameters(app.openapi())
    return {
        "sections": [
            ("Which records", {name: uses for name, uses in found.items() if name not in ABOUT_ROWS}),
            ("How they are shown", {name: uses for name, uses in found.items() if name in ABOUT_ROWS}),
        ]
    }


def _dictionary(app: FastAPI) -> Mapping[str, Any]:
    headings = ("Records", "Parts and other answers", "Values")
    return {"sections": list(zip(headings, dictionary(app), strict=True))}


PAGES = {
    "quick-start": Page("Quick start", "A question, its answer, and where to go on.", "docs/quick-start.md"),
    "filters": Page(
        "Filters",
        "Every parameter of every list, with a live example.",
        "docs/filters.md",
        ("guide-filters.html", _parameters),
    ),
    "dates": Page("Dates", "Days, months, intervals; possible and certain; three axes.", "docs/dates.md"),
    "mechanisms": Page("Mechanisms", "Councils, groups, commissions and their sessions.", "docs/mechanisms.md"),
    "provenance": Page("Provenance", "From a value to its place in a document.", "docs/provenance.md"),
    "conflicts": Page("Conflicts", "Where documents differ, and what is preferred.", "docs/conflicts.md"),
    "methodology": Page("Methodology", "Every rule by which records are made and compared.", "docs/methodology.md"),
    "seed": Page("Writing the seed", "How files are read, what is refused, what is warned of.", "docs/seed.md"),
    "formats": Page("Formats", "JSON, CSV, Excel, calendars, feeds, maps, linked data.", "docs/formats.md"),
    "paging-and-sync": Page("Paging and sync", "Cursors, revisions, what changed, 304.", "docs/paging-and-sync.md"),
    "errors": Page("Errors", "What a refusal says; a page for each kind.", "docs/errors.md"),
    "integrations": Page("Integrations", "A tested snippet for each tool.", "docs/integrations.md"),
    "data-dictionary": Page(
        "Data dictionary",
        "Every field of every record: type, meaning, example.",
        "docs/data-dictionary.md",
        ("guide-dictionary.html", _dictionary),
    ),
    "scaling": Page("Scaling", "Workers, standbys, caches: what each brings, and where it breaks.", "docs/scaling.md"),
    "operating": Page("Operating", "Install, upgrade, probe, fail over.", "docs/operating.md"),
    "proxies": Page("Behind a proxy", "Public address, prefix, hosts; nginx, Caddy, Apache.", "docs/proxies.md"),
    "changelog": Page("Changelog", "What changed, for those who use the API or run it.", "CHANGELOG.md"),
    "licence-and-citation": Page(
        "Licence and citation", "What you may do with it, and how to cite it.", "docs/licence-and-citation.md"
    ),
}


def _text(source: str) -> Markup:
    return markdown((DATA / source).read_text("utf-8"))


def shown(request: Request, name: str) -> Response:
    """A page of the guide, between the one before and the one after it. Its text is made once for an application."""
    kept: dict[str, Markup] = request.app.state.guide
    one = PAGES[name]
    if name not in kept:
        made = Markup()
        if one.made:
            template, values = one.made
            made = Markup(TEMPLATES.get_template(template).render(values(request.app)))  # noqa: S704 - escaped there
        kept[name] = _text(one.source) + made
    names = list(PAGES)
    at = names.index(name)
    return page(
        request,
        "guide.html",
        title=one.title,
        body=kept[name].replace(HOME, Site(request.scope).base),
        canonical=f"/guide/{name}",
        pages=PAGES,
        here=name,
        before=names[at - 1] if at else None,
        after=names[at + 1] if at + 1 < len(names) else None,
    )


def problem(request: Request, kind: str) -> Response:
    """The page of a kind of problem."""
    status, its_title, meaning = PROBLEM_TYPES[kind]
    head = f"# {its_title}\n\nStatus {status}, `type` `/problems/{kind}`. {meaning}\n"
    return page(
        request,
        "guide.html",
        title=its_title,
        body=markdown(head) + _text(f"docs/problems/{kind}.md"),
        canonical=f"/problems/{kind}",
        pages=PAGES,
        here="errors",
        before=None,
        after=None,
    )


@router.get("/guide")
def guide(request: Request) -> Response:
    """What the guide has, page by page."""
    return page(request, "guide-index.html", title="Guide", canonical="/guide", pages=PAGES, here=None)


@router.get("/guide/{name}")
def guide_page(name: str, request: Request) -> Response:
    if name not in PAGES:
        raise Problem("not-found", [invalid("path", name, "the guide has no such page", nearest(name, PAGES))])
    return shown(request, name)


@router.get("/methodology")
def methodology(request: Request) -> Response:
    """How records are made, compared and preferred: the rules in full."""
    return shown(request, "methodology")


@router.get("/integrations")
def integrations(request: Request) -> Response:
    """One URL or snippet for each tool that takes the data."""
    return shown(request, "integrations")
