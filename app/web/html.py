"""HTML pages: templates filled on the server, under a policy that lets a page ask nothing of anybody else."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.api.addresses import Site
from app.domain.escape import escape_markdown, page_text
from app.errors import ProblemBody

WEB = Path(__file__).parent

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

TEMPLATES = Environment(
    loader=FileSystemLoader(WEB / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=page_text,
)

MARKDOWN_TEMPLATES = TEMPLATES.overlay(autoescape=False, finalize=escape_markdown)
"""The same templates and what they use, for those that are Markdown."""


def page(request: Request, template: str, *, status: int = 200, policy: str = POLICY, **values: Any) -> HTMLResponse:
    """A template of ``web/templates`` with its values, all escaped but for ``Markup``; its paths become links."""
    body = TEMPLATES.get_template(template).render(**values)
    return HTMLResponse(Site(request.scope).html(body), status, headers={"Content-Security-Policy": policy})


def slug(heading: str) -> str:
    """What a heading is called in an address."""
    return re.sub(r"[^\w]+", "-", heading.lower()).strip("-")


def heading(inline: Token) -> str:
    """The words of a heading, without its marks."""
    return "".join(part.content for part in inline.children or () if part.type in ("text", "code_inline"))


def _opened(_renderer: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    return f'<{tokens[at].tag} id="{escape(slug(heading(tokens[at + 1])))}">'


def _closed(_renderer: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    """The end of a heading, with the link to it."""
    words = heading(tokens[at - 1])
    return f' <a class="anchor" href="#{escape(slug(words))}" aria-label="{escape(words)}">#</a></{tokens[at].tag}>\n'


def _block(_renderer: Any, tokens: Sequence[Token], at: int, *_: Any) -> str:
    """A block of code; ``GET /path`` in one of ``http`` is a link, so that a reader sees the live answer."""
    kind, text = tokens[at].info.strip(), tokens[at].content
    asked = re.match(r"GET (/\S*)\n", text) if kind == "http" else None
    if not asked:
        return f'<pre tabindex="0"><code>{escape(text)}</code></pre>\n'
    path = escape(asked[1])
    link = f'GET <a class="request" href="{path}">{path}</a>\n{escape(text[asked.end() :])}'
    return f'<pre tabindex="0"><code>{link}</code></pre>\n'


def _table(*_: Any) -> str:
    """One that is wider than the screen is scrolled, with the keyboard too."""
    return '<table tabindex="0">\n'


MARKDOWN = MarkdownIt("commonmark").enable("table")

MARKDOWN.add_render_rule("table_open", _table)

MARKDOWN.add_render_rule("heading_open", _opened)

MARKDOWN.add_render_rule("heading_close", _closed)

MARKDOWN.add_render_rule("fence", _block)

MARKDOWN.render("*now*")  # it makes its rules when it is first used, and not safely in several threads


def markdown(text: str) -> Markup:
    """CommonMark with tables and linked headings; for our own texts, as HTML in it is left as it is."""
    return Markup(MARKDOWN.render(text))  # noqa: S704 - our own docs/


def problem_page(request: Request, problem: ProblemBody) -> HTMLResponse:
    """The page of an error, for people."""
    return page(request, "refused.html", status=problem.status, title="That did not work", problem=problem)
