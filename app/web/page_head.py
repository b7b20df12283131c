"""What search engines and share cards read of a page: a sentence about a record, and data in schema.org's words."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from app.api.addresses import Site
from app.api.formats import jsonld
from app.domain.date_words import date_words
from app.resource import Resource
from app.web.pictures import png
from app.web.pictures.picture import Picture
from app.web.reader import QueryPairs


def record_description(resource: Resource, record: Mapping[str, Any]) -> str:
    """A sentence about a record: its kind, its date and city, its figure in the document's words, and its sources."""
    date = record.get("date") or record.get("made")
    words = (resource.singular.capitalize(), date and date_words(date), record.get("city"), record.get("as_written"))
    count = len(record["sources"])
    sources = f" From {count} document{'s' * (count > 1)}, with the passages that say so." if count else ""
    return f"{resource.title(record)}. {', '.join(filter(None, words))}.{sources}"


def record_data(request: Request, resource: Resource, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record in schema.org's words, as the API gives it, and that this page is about it."""
    site = Site(request.scope)
    return jsonld.document(resource, record, site.base) | {"mainEntityOfPage": site.base + site.path}


def card_picture(picture: Picture, parameters: QueryPairs = ()) -> str | None:
    """The path of the PNG of a picture for share cards; None if this server cannot write PNG."""
    query = urlencode([(name, value) for name, value in parameters if name in picture.filters.model_fields])
    return picture.png + (f"?{query}" if query else "") if png.installed() else None
