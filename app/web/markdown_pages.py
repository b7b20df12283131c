"""The guide as Markdown, and ``/llms.txt``, for programs that read texts: each page without what surrounds it."""

import re
from collections.abc import Iterable

from fastapi import APIRouter, Request, Response
from jinja2 import Environment, FileSystemLoader

from app import DATA
from app.api.addresses import Site
from app.api.query_route import PageRoute
from app.domain.text import nearest
from app.errors import PROBLEM_TYPES, not_found
from app.web import guide
from app.web.data_set import DATA_DESCRIPTION
from app.web.html import MARKDOWN, WEB

GUIDE_TEMPLATES = Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=False, trim_blocks=True)  # noqa: S701 - Markdown of our own
"""The environment for texts that are Markdown already, which need no escaping."""

LESS_NEEDED = ("curating", "seed", "scaling", "operating", "proxies", "changelog")
"""Pages for those who run the service or add to its data."""

_LINK_TO_TEXT = re.compile(r"(\]\(/(?:guide|problems)/[a-z-]+)(?=[#)])")

router = APIRouter(include_in_schema=False, route_class=PageRoute)


def _respond(request: Request, text: str, media_type: str = MARKDOWN) -> Response:
    """A text with the address of the service in its examples and links. Links to other texts lead to their Markdown."""
    site = Site(request.scope)
    content = _LINK_TO_TEXT.sub(r"\1.md", text).replace("](/", f"]({site.root}/")
    return Response(content.replace(guide.EXAMPLE_BASE, site.base), media_type=media_type)


@router.get("/guide/{name}.md")
def guide_markdown(name: str, request: Request) -> Response:
    """A page of the guide."""
    guide.require_page(name)
    page = guide.GUIDE_PAGES[name]
    text = (DATA / page.source).read_text("utf-8")
    if page.template:
        template, values = page.template
        generated_part = GUIDE_TEMPLATES.get_template(f"{template}.md").render(values(request.app))
        text += re.sub(r"\n{3,}", "\n\n", f"\n{generated_part.rstrip()}\n")
    return _respond(request, text)


@router.get("/problems/{kind}.md")
def problem_markdown(kind: str, request: Request) -> Response:
    """The page of a problem type."""
    if kind not in PROBLEM_TYPES:
        near = nearest(kind, PROBLEM_TYPES)
        raise not_found("kind", kind, "there is no such problem type", near)
    return _respond(request, guide.problem_text(kind))


@router.get("/guide.md")
def guide_index(request: Request) -> Response:
    """The index of the guide."""
    return _respond(request, "\n".join(["# Guide", "", *_page_links(guide.GUIDE_PAGES)]) + "\n")


@router.get("/llms.txt")
def llms(request: Request) -> Response:
    """What the service is and where its texts and data are, for language models (llmstxt.org)."""
    lists = [
        _link(resource.plural, resource.path, resource.list_description.split(":")[0].rstrip(".") + ".")
        for resource in request.app.state.resources
        if resource.tag_description
    ]
    agents = _link("MCP", "/mcp", "tools for agents; [how to connect](/guide/agents.md).")
    sections = [
        ("# Communiqué", [f"> {DATA_DESCRIPTION}"]),
        (
            "",
            [
                "Each record has `sources`: documents and their paragraphs. `include=evidence` adds the passages. What "
                "no document states is null. A name in any spelling is a valid filter; an error names the nearest "
                "valid values. Cite document and paragraph."
            ],
        ),
        (
            "## Ask",
            [
                *([agents] if request.app.state.mcp else []),
                _link("OpenAPI", "/openapi.json", "every address, parameter and field."),
                _link("Resolve", "/resolve?q=Turkey", "the records that a name may mean."),
                _link("Search", "/search?q=strategic+planning", "all records by words."),
            ],
        ),
        (
            "## Lists",
            [
                *lists,
                _link("All data", "/dump.zip", "all lists of one revision as CSV, NDJSON, Parquet and SQLite."),
                "",
                "Add `.csv`, `.ndjson` and others to a path for the whole list as a file.",
            ],
        ),
        ("## Guide", [*_page_links(name for name in guide.GUIDE_PAGES if name not in LESS_NEEDED)]),
        ("## Optional", [*_page_links(LESS_NEEDED)]),
    ]
    text = "\n\n".join("\n".join(filter(None, (head, "\n".join(lines)))) for head, lines in sections)
    return _respond(request, text.replace("](/", f"]({guide.EXAMPLE_BASE}/") + "\n", "text/plain; charset=utf-8")


def _page_links(names: Iterable[str]) -> list[str]:
    return [
        _link(guide.GUIDE_PAGES[name].title, f"/guide/{name}.md", guide.GUIDE_PAGES[name].description) for name in names
    ]


def _link(title: str, path: str, description: str) -> str:
    return f"- [{title[:1].upper()}{title[1:]}]({path}): {description}"
