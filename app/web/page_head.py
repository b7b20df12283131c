"""What search engines and share cards read of a page: a sentence about a record, and data in schema.org's words."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from app.api.addresses import Site
from app.api.formats import jsonld
from app.domain.date_words import turn_words
from app.domain.titles import count_words
from app.domain.vocabulary import ConflictKind
from app.resource import Resource
from app.web.html import TEMPLATES
from app.web.pictures import png, timeline_picture, trade_picture
from app.web.pictures.picture import Picture
from app.web.reader import QueryPairs


def record_description(resource: Resource, record: Mapping[str, Any]) -> str:
    """A sentence about a record: its kind, its date and city, its figure in the document's words, and its sources."""
    date = record.get("date") or record.get("made")
    words = (resource.singular.capitalize(), date and turn_words(date), record.get("city"), record.get("as_written"))
    count = len(record["sources"])
    sources = f" From {count_words(count, 'document')}, with the passages that say so." if count else ""
    return f"{resource.title(record)}. {', '.join(filter(None, words))}.{sources}"


def record_data(request: Request, resource: Resource, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record in schema.org's words, as the API gives it, and that this page is about it."""
    site = Site(request.scope)
    return jsonld.document(resource, record, site.base) | {"mainEntityOfPage": site.base + site.path}


def card_picture(picture: Picture, parameters: QueryPairs) -> str | None:
    """The path of the PNG of a picture for share cards; None if this server cannot write PNG."""
    query = urlencode([(name, value) for name, value in parameters if name in picture.filters.model_fields])
    return picture.png + (f"?{query}" if query else "") if png.is_installed() else None


TIMELINE_START = "1991"
"""The timeline begins with the year in which the states of Central Asia became independent. A treaty of 1923 would
squeeze all that came later."""

OWN_TIMELINES = {"mechanisms": "mechanism", "officials": "official"}
"""The kinds of records that have a timeline, and the filter for it."""


def record_picture(kind: str, record: Mapping[str, Any]) -> str | None:
    """The picture of a record for share cards: a figure among others of its kind, else the timeline that it is on; None
    if it has neither."""
    if pair := _pair(kind, record):
        indicator = record.get("indicator", "")
        indicators = dict.fromkeys(name for name in (indicator.removesuffix("-target"), indicator) if name)
        return card_picture(
            trade_picture.picture, [("between", ",".join(pair)), *(("indicator", name) for name in indicators)]
        )
    if name := OWN_TIMELINES.get(kind):
        return card_picture(timeline_picture.picture, [(name, record["id"])])
    if mechanism := record.get("mechanism"):
        return card_picture(timeline_picture.picture, [("mechanism", mechanism["id"])])
    return None


def _pair(kind: str, record: Mapping[str, Any]) -> Sequence[str] | None:
    """The codes of the two parties whose chart shows a record; None if it is about others."""
    if kind == "trade-stats":
        return codes_of_pair((record["reporter"], record["partner"]))
    if kind == "conflicts" and record["kind"] == ConflictKind.figures:
        return codes_of_pair(record["countries"])
    return None


def codes_of_pair(parties: Sequence[Mapping[str, Any] | None]) -> Sequence[str] | None:
    """The codes of two parties; None if they are not two that have codes. Aggregates, such as the world, have none."""
    codes = [party["code"] for party in parties if party and party["code"]]
    return codes if len(codes) == len(parties) == 2 else None


def default_picture() -> str | None:
    """The picture of pages that have none of their own: the timeline."""
    return card_picture(timeline_picture.picture, [("date_from", TIMELINE_START)])


TEMPLATES.globals.update(default_picture=default_picture)
