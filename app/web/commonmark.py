"""CommonMark with tables, linked headings and linked requests, for our own texts."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from app.web.html import heading_anchor


def heading_text(inline: Token) -> str:
    """The text of a heading, without Markdown syntax."""
    return "".join(part.content for part in inline.children or () if part.type in ("text", "code_inline"))


def _heading_start(_renderer: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    return f'<{tokens[index].tag} id="{escape(heading_anchor(heading_text(tokens[index + 1])))}">'


def _heading_end(_renderer: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """The end tag of a heading, with a link to its anchor."""
    words = heading_text(tokens[index - 1])
    anchor = heading_anchor(words)
    return f' <a class="anchor" href="#{escape(anchor)}" aria-label="{escape(words)}">#</a></{tokens[index].tag}>\n'


def _code_block(_renderer: Any, tokens: Sequence[Token], index: int, *_: Any) -> str:
    """A block of code. ``GET /path`` in a block of ``http`` becomes a link to the live answer."""
    kind, text = tokens[index].info.strip(), tokens[index].content
    match = re.match(r"GET (/\S*)\n", text) if kind == "http" else None
    if not match:
        return f'<pre tabindex="0"><code>{escape(text)}</code></pre>\n'
    path = escape(match[1])
    link = f'GET <a class="request" href="{path}">{path}</a>\n{escape(text[match.end() :])}'
    return f'<pre tabindex="0"><code>{link}</code></pre>\n'


def _table(*_: Any) -> str:
    """A table can take the focus, so that the keyboard can scroll one that is wider than the screen."""
    return '<table tabindex="0">\n'


COMMONMARK = MarkdownIt("commonmark").enable("table")

COMMONMARK.add_render_rule("table_open", _table)

COMMONMARK.add_render_rule("heading_open", _heading_start)

COMMONMARK.add_render_rule("heading_close", _heading_end)

COMMONMARK.add_render_rule("fence", _code_block)

COMMONMARK.render("*now*")  # the first use builds the rules, which is not thread-safe
