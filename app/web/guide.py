"""The guide: the pages of ``docs/``. Lists of parameters and fields are generated from the OpenAPI document."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from markupsafe import Markup

from app import DATA
from app.api.addresses import Site
from app.api.query_route import PageRoute
from app.domain.text import nearest
from app.errors import PROBLEM_TYPES, not_found
from app.web.html import TEMPLATES, markdown, render_page
from app.web.reference.schema_words import Node, controlled_values, resolve_schema, schema_title, type_words

EXAMPLE_BASE = "http://127.0.0.1:8000"
"""The address of the service in the texts. A page replaces it by its own address."""

router = APIRouter(include_in_schema=False, route_class=PageRoute)

DISPLAY_PARAMETERS = ("sort", "group_by", "sum", "limit", "cursor", "fields", "include", "shape", "withdrawn")
"""Parameters that do not filter, in the order in which the page lists them."""

COMPANION_PARAMETERS: dict[str, dict[str, Any]] = {
    "date_match": {"date": "2025", "held_on": "2025"},
    "sum": {"group_by": "year", "unit": "USD"},
    "shape": {"limit": 10},  # a whole list may be too long for an array
}
"""Parameters that an example needs beside another one to have an effect, if the list has them."""


@dataclass
class ParameterUse:
    """The meaning of a parameter in some lists, with an example request for each of them."""

    text: str
    values: list[str]
    default: Any
    repeatable: bool
    questions: list[str] = field(default_factory=list)

    @property
    def meaning(self) -> Markup:
        return markdown(self.text)


def lists(document: Node) -> Iterator[tuple[str, list[Node]]]:
    """The paths of the lists with their query parameters. Path parameters are filled with their examples.

    Of a file, only the parameters that choose the shape of JSON.
    """
    for path, methods in document["paths"].items():
        operation = methods.get("get", {"operationId": ""})
        parameters = operation.get("parameters", [])
        values = {p["name"]: p["schema"]["examples"][0] for p in parameters if p["in"] == "path"}
        queries = [parameter for parameter in parameters if parameter["in"] == "query"]
        if operation["operationId"].startswith(("list", "count", "search", "resolve")):
            yield path.format(**values), queries
        elif operation["operationId"].startswith("export") and "{format}" in path:
            yield path.format(**values | {"format": "json"}), [q for q in queries if q["name"] in ("fields", "shape")]


def _question(path: str, list_parameters: list[Node], parameter: Node) -> str:
    """An example request: the list with the example of a parameter, and the parameters that it needs beside it."""
    name = parameter["name"]
    required_values = {p["name"]: p["schema"]["examples"][0] for p in list_parameters if p["required"]}
    if name == "cursor":  # only the answer before has a valid cursor, so the example has `limit`
        name, example = "limit", 1
    else:
        example = parameter["schema"]["examples"][0]
    values: list[Any] = example if isinstance(example, list) else [example]
    values = [",".join(map(str, values))] if parameter.get("explode") is False else values
    present = {p["name"] for p in list_parameters}
    companions = {key: value for key, value in COMPANION_PARAMETERS.get(name, {}).items() if key in present}
    pairs = [*(required_values | companions).items(), *((name, value) for value in values)]
    return f"{path}?{urlencode([pair for n, pair in enumerate(pairs) if pair not in pairs[:n]], safe=',:/')}"


def parameters(document: Node) -> dict[str, list[ParameterUse]]:
    """Every parameter of every list, by name. Those of ``DISPLAY_PARAMETERS`` come last."""
    uses_by_name: dict[str, dict[tuple[Any, ...], ParameterUse]] = {}
    for path, list_parameters in lists(document):
        for parameter in list_parameters:
            schemas = document["components"]["schemas"]
            schema = resolve_schema(parameter["schema"], schemas)
            enum_values = [] if parameter["name"] == "fields" else controlled_values(schema, schemas)
            repeatable = schema.get("type") == "array"
            use = ParameterUse(parameter["description"], enum_values, schema.get("default"), repeatable)
            uses = uses_by_name.setdefault(parameter["name"], {})
            uses.setdefault((use.text, *enum_values), use).questions.append(_question(path, list_parameters, parameter))
    names = [
        *sorted(uses_by_name.keys() - set(DISPLAY_PARAMETERS)),
        *(name for name in DISPLAY_PARAMETERS if name in uses_by_name),
    ]
    return {name: list(uses_by_name[name].values()) for name in names}


@dataclass
class DictionaryField:
    """A field of a schema: its type in words, and its meaning."""

    name: str
    type: Markup
    text: str
    example: str | None

    @property
    def meaning(self) -> Markup:
        return markdown(self.text)


@dataclass
class DictionaryEntry:
    """A schema of the API: a record or part of one with its fields, or an enum with its values."""

    name: str
    text: str
    path: str | None = None
    fields: list[DictionaryField] = field(default_factory=list)
    values: list[str] = field(default_factory=list)

    @property
    def description(self) -> Markup:
        return markdown(self.text)


def _example(schema: Node) -> str | None:
    if not schema.get("examples"):
        return None
    example = schema["examples"][0]
    return (
        "null" if example is None else str(example) if not isinstance(example, list) else ", ".join(map(str, example))
    )


def dictionary(app: FastAPI) -> list[list[DictionaryEntry]]:
    """Three lists: the records in the order of the resources; parts and other answers; enums. The others by name."""
    paths = {resource.out.__name__: resource.path for resource in app.state.resources}
    order = list(paths)
    records: list[DictionaryEntry] = []
    parts: list[DictionaryEntry] = []
    values: list[DictionaryEntry] = []
    schemas = app.openapi()["components"]["schemas"]
    for name, schema in schemas.items():
        description = schema.get("description", "")
        if "enum" in schema:
            values.append(DictionaryEntry(schema_title(name, schemas), description, values=schema["enum"]))
        elif "properties" in schema and not name.startswith("Page_"):  # the envelope of lists has a page of its own
            rows = [
                DictionaryField(
                    field_name, type_words(field_schema, schemas), field_schema["description"], _example(field_schema)
                )
                for field_name, field_schema in schema["properties"].items()
            ]
            entry = DictionaryEntry(schema_title(name, schemas), description, paths.get(name), rows)
            (records if name in paths else parts).append(entry)
    records.sort(key=lambda entry: order.index(next(name for name, path in paths.items() if path == entry.path)))
    return [records, sorted(parts, key=lambda entry: entry.name), sorted(values, key=lambda entry: entry.name)]


@dataclass(frozen=True)
class GuidePage:
    """A page of the guide: a Markdown file, and optionally a template with values from the OpenAPI document.

    ``template`` is the name of the template and what makes its values. There are two of that name: ``.html`` for the
    page, ``.md`` for its Markdown.
    """

    title: str
    description: str
    source: str
    template: tuple[str, Callable[[FastAPI], Mapping[str, Any]]] | None = None


def _parameters(app: FastAPI) -> Mapping[str, Any]:
    uses_by_name = parameters(app.openapi())
    return {
        "sections": [
            ("Which records", {name: uses for name, uses in uses_by_name.items() if name not in DISPLAY_PARAMETERS}),
            ("How they are shown", {name: uses for name, uses in uses_by_name.items() if name in DISPLAY_PARAMETERS}),
        ]
    }


def _dictionary(app: FastAPI) -> Mapping[str, Any]:
    headings = ("Records", "Parts and other answers", "Values")
    return {"sections": list(zip(headings, dictionary(app), strict=True))}


GUIDE_PAGES = {
    "quick-start": GuidePage("Quick start", "A question, its answer, and where to go on.", "docs/quick-start.md"),
    "filters": GuidePage(
        "Filters",
        "Every parameter of every list, with a live example.",
        "docs/filters.md",
        ("guide-filters", _parameters),
    ),
    "dates": GuidePage("Dates", "Days, months, intervals; possible and certain; three axes.", "docs/dates.md"),
    "mechanisms": GuidePage("Mechanisms", "Councils, groups, commissions and their sessions.", "docs/mechanisms.md"),
    "provenance": GuidePage("Provenance", "From a value to its place in a document.", "docs/provenance.md"),
    "conflicts": GuidePage("Conflicts", "Where documents differ, and what is preferred.", "docs/conflicts.md"),
    "checking": GuidePage("Checking a text", "Which claims of a text the records support.", "docs/checking.md"),
    "methodology": GuidePage(
        "Methodology", "Every rule by which records are made and compared.", "docs/methodology.md"
    ),
    "curating": GuidePage(
        "Adding an article", "From an article to published facts, in four steps.", "docs/curating.md"
    ),
    "seed": GuidePage("Writing the seed", "How files are read, what is refused, what is warned of.", "docs/seed.md"),
    "formats": GuidePage("Formats", "JSON, CSV, Excel, calendars, feeds, maps, linked data.", "docs/formats.md"),
    "paging-and-sync": GuidePage(
        "Paging and sync", "Cursors, revisions, what changed, 304.", "docs/paging-and-sync.md"
    ),
    "keep-a-copy": GuidePage(
        "Keep a copy", "A script that keeps a copy of all lists, and why it stays right.", "docs/keep-a-copy.md"
    ),
    "webhooks": GuidePage(
        "Webhooks", "Messages about changes: who gets them, what they have, how to check them.", "docs/webhooks.md"
    ),
    "errors": GuidePage("Errors", "What a refusal says; a page for each kind.", "docs/errors.md"),
    "integrations": GuidePage("Integrations", "A tested snippet for each tool.", "docs/integrations.md"),
    "agents": GuidePage("Agents", "Connect an assistant, and what it can ask.", "docs/agents.md"),
    "openrefine": GuidePage(
        "OpenRefine and similar tools", "Match names in a table, fetch values with sources.", "docs/openrefine.md"
    ),
    "data-dictionary": GuidePage(
        "Data dictionary",
        "Every field of every record: type, meaning, example.",
        "docs/data-dictionary.md",
        ("guide-dictionary", _dictionary),
    ),
    "scaling": GuidePage(
        "Scaling", "Workers, standbys, caches: what each brings, and where it breaks.", "docs/scaling.md"
    ),
    "operating": GuidePage("Operating", "Install, upgrade, probe, fail over.", "docs/operating.md"),
    "proxies": GuidePage("Behind a proxy", "Public address, prefix, hosts; nginx, Caddy, Apache.", "docs/proxies.md"),
    "changelog": GuidePage("Changelog", "What changed, for those who use the API or run it.", "CHANGELOG.md"),
    "licence-and-citation": GuidePage(
        "Licence and citation", "What you may do with it, and how to cite it.", "docs/licence-and-citation.md"
    ),
}


def guide_response(request: Request, name: str) -> Response:
    """A page of the guide, with links to the previous and next one. Its text is rendered once for an application."""
    texts: dict[str, Markup] = request.app.state.guide
    guide_page = GUIDE_PAGES[name]
    if name not in texts:
        generated_part = Markup()
        if guide_page.template:
            template, values = guide_page.template
            generated_part = Markup(TEMPLATES.get_template(f"{template}.html").render(values(request.app)))  # noqa: S704 - escaped there
        texts[name] = markdown((DATA / guide_page.source).read_text("utf-8")) + generated_part
    names = list(GUIDE_PAGES)
    index = names.index(name)
    return render_page(
        request,
        "guide.html",
        title=f"{guide_page.title} – Guide",
        description=guide_page.description,
        body=texts[name].replace(EXAMPLE_BASE, Site(request.scope).base),
        canonical=f"/guide/{name}",
        markdown=f"/guide/{name}.md",
        pages=GUIDE_PAGES,
        here=name,
        before=names[index - 1] if index else None,
        after=names[index + 1] if index + 1 < len(names) else None,
    )


def problem_text(kind: str) -> str:
    """The Markdown that explains a problem type."""
    status, its_title, meaning = PROBLEM_TYPES[kind]
    head = f"# {its_title}\n\nStatus {status}, `type` `/problems/{kind}`. {meaning}\n\n"
    return head + (DATA / f"docs/problems/{kind}.md").read_text("utf-8")


def problem_type_page(request: Request, kind: str) -> Response:
    """The page that explains a problem type."""
    _, its_title, meaning = PROBLEM_TYPES[kind]
    return render_page(
        request,
        "guide.html",
        title=its_title,
        description=meaning,
        body=markdown(problem_text(kind)),
        canonical=f"/problems/{kind}",
        markdown=f"/problems/{kind}.md",
        pages=GUIDE_PAGES,
        here="errors",
        before=None,
        after=None,
    )


@router.get("/guide")
def guide(request: Request) -> Response:
    """The index of the guide."""
    description = "How to query the API, what the answers mean, and how to check them."
    return render_page(
        request,
        "guide-index.html",
        title="Guide",
        description=description,
        canonical="/guide",
        pages=GUIDE_PAGES,
        here=None,
    )


@router.get("/guide/{name}")
def guide_page(name: str, request: Request) -> Response:
    require_page(name)
    return guide_response(request, name)


def require_page(name: str) -> None:
    """Raise ``Problem`` for a page that the guide does not have."""
    if name not in GUIDE_PAGES:
        raise not_found("path", name, "the guide has no such page", nearest(name, GUIDE_PAGES))


@router.get("/methodology")
def methodology(request: Request) -> Response:
    """How records are made, compared and preferred: the rules in full."""
    return guide_response(request, "methodology")


@router.get("/integrations")
def integrations(request: Request) -> Response:
    """One URL or snippet for each tool that takes the data."""
    return guide_response(request, "integrations")
