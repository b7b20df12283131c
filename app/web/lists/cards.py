"""Cards: what a list on a page shows of a record, in four lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from markupsafe import Markup, escape

from app.domain.titles import NO_DATE
from app.resource import Card, page_path
from app.web.html import resources_with_pages
from app.web.reader import PageReader
from app.web.records.conflict_words import explanation
from app.web.records.record_fields import field_label, pieces, source_links, time_tag, value_label, with_date_words

MAX_CARD_VALUES = 4
"""Greatest number of values of a field on a card. Of more values, the first are listed and the rest are counted."""

OVERDUE = {
    "planned": "planned; no later document says whether it was held",
    "open": "open; due date passed, no later report",
}
"""What the status of an overdue record means."""

LABELS = {"sources": "Last report", "by": "Promised by", "to": "Promised to", "made": "Promised"}


@dataclass(frozen=True)
class CardView:
    """A card, ready to be shown."""

    id: str
    href: str
    lead: Sequence[Markup]
    """Short texts above the title: date, city, status."""

    title: str
    facts: Sequence[tuple[str, Markup]]
    """Label and value of each fact below the title."""

    sources: Sequence[tuple[Mapping[str, str], Markup]]
    """The sources as links, newest first, each with its day of publication, unless the link has it."""


def card_view(card: Card, record: Mapping[str, Any]) -> CardView:
    """The card of a record."""
    value = card.value and record[card.value]
    sources = [source for source in record["sources"] if source["document"] != record["id"]]
    return CardView(
        record["id"],
        page_path(record["url"]),
        [_lead(record, name) for name in card.lead if record.get(name) or f"{name}_start" in record],
        ": ".join(filter(None, (record["label"], value))),
        [(LABELS.get(name) or field_label(name), _fact(record, name)) for name in _fact_names(card, record)],
        [(link, _publication(source)) for link, source in zip(source_links(sources), sources, strict=True)],
    )


def cards_of(request: Request, records: Iterable[Mapping[str, Any]]) -> list[CardView]:
    """The cards of records of any kinds, in their order."""
    resources = {resource.path: resource for resource in request.app.state.resources}
    return [card_view(resources[record["url"].rpartition("/")[0]].card, record) for record in records]


def event_cards(request: Request, reader: PageReader, entries: Sequence[Mapping[str, Any]]) -> list[CardView]:
    """The cards of timeline entries, with what the full records have besides: city and participants."""
    resources = resources_with_pages(request)
    ids: dict[str, list[str]] = {}
    for entry in entries:
        ids.setdefault(f"{entry['kind']}s", []).append(entry["id"])
    records = {
        record["url"]: record for kind, kind_ids in ids.items() for record in reader.records(resources[kind], kind_ids)
    }
    return cards_of(request, (records[entry["url"]] for entry in entries))


def _publication(source: Mapping[str, Any]) -> Markup:
    return time_tag(source["published"]) if source["title"] and source["published"] else Markup()


def _lead(record: Mapping[str, Any], name: str) -> Markup:
    """A field above the title. A status says whether the record is overdue."""
    value = record[name]
    if f"{name}_start" in record:
        prefix = "" if name == "date" else f"{name} "
        return Markup("{}{}").format(prefix, time_tag(value)) if value else escape(f"no {prefix}date stated")
    if name == "status":
        value = OVERDUE.get(value, value) if record.get("overdue") else value
    return escape(value if name in ("city", "publisher") else value_label(value).lower())


def _fact_names(card: Card, record: Mapping[str, Any]) -> Iterator[str]:
    for choice in card.facts:
        names = [choice] if isinstance(choice, str) else choice
        yield from [name for name in names if record.get(name)][:1]


def _fact(record: Mapping[str, Any], name: str) -> Markup:
    value = record[name]
    if name == "sources":
        publication_day = value[0]["published"]
        return time_tag(publication_day) if publication_day else escape(NO_DATE)
    if name == "explanation":
        return escape(explanation(record))
    if name == "sides":
        return Markup("; ").join(_side(side) for side in value)
    if f"{name}_start" in record:
        return time_tag(value)
    texts = [_piece_text(piece, name) for piece in pieces(value, name)]
    ending = f" and {len(texts) - MAX_CARD_VALUES} more" if len(texts) > MAX_CARD_VALUES else ""
    return escape(("; " if any("," in text for text in texts) else ", ").join(texts[:MAX_CARD_VALUES]) + ending)


def _piece_text(piece: Mapping[str, str], name: str) -> str:
    """The text of a value; of a meeting in a record about something else, with its date."""
    return f"{piece['text']} ({piece['note']})" if name.endswith("_meeting") else piece["text"]


def _side(side: Mapping[str, Any]) -> Markup:
    """One of the values that differ, in the words of its source, with a link to the place."""
    value = with_date_words(str(side["value"]))
    words = f"“{side['as_written']}”" if side["as_written"] else value if " " in value else value_label(value).lower()
    if not side["document"]:
        return escape(words)
    source, place = side["sources"][0], f"#p{side['paragraph']}" if side["paragraph"] else ""
    name = source["publisher"] or source["author"] or "report"
    link = Markup('<a href="/explore/documents/{}{}">{}</a>').format(side["document"], place, name)
    return Markup("{} ({}, {})").format(words, link, time_tag(source["published"]))
