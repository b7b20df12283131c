"""A record as a short quotation for other sites, which ask for it by oEmbed."""

import re
from urllib.parse import unquote, urlencode

from fastapi import Request
from markupsafe import Markup

from app.api.addresses import Site
from app.domain.titles import count_words
from app.query.coverage import DataState
from app.web.html import resources_with_pages
from app.web.lists.cards import card_view
from app.web.page import past_parameter
from app.web.pictures.drawing import tag
from app.web.reader import open_reader

HEIGHT = 180
"""Pixels that a quotation needs at most widths; it is text, and takes the height that it has."""

_RECORD = re.compile(r"(?:/explore)?/([a-z-]+)/([^/]+)")


def record_quotation(request: Request, path: str) -> tuple[str, str, DataState] | None:
    """Title and HTML of the record at a path of the service, of its JSON or its page; None if no record can be there.

    Raises the errors of the API for a record that does not exist.
    """
    match = _RECORD.fullmatch(path)
    resource = resources_with_pages(request).get(match[1]) if match else None
    if match is None or resource is None:
        return None
    with open_reader(request) as reader:
        record = reader.record(resource, unquote(match[2]), evidence=False)
        state = reader.state
    card, address = card_view(resource.card, record), Site(request.scope).base + record["html_url"]
    if past := past_parameter(request):
        address += f"?{urlencode(past)}"
    lines = [tag("p", tag("a", card.title, href=address))]
    if card.lead:
        lines.append(tag("p", Markup(" · ").join(card.lead)))
    count = len(record["sources"])
    lines.append(tag("footer", f"Communiqué, from {count_words(count, 'document')}" if count else "Communiqué"))
    return card.title, str(tag("blockquote", *lines, cite=address)), state
