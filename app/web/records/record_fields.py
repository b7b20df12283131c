"""How pages show the fields of a record: labels, dates in words, links to other records, and sources."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from app.api.formats.events import status_text
from app.domain.date_words import date_words, turn_words
from app.domain.figure_words import figure_words
from app.domain.languages import LANGUAGES
from app.domain.titles import NO_DATE, figure_date_words, source_details, source_title
from app.domain.vocabulary import IdentifierScheme, PartyKind
from app.resource import page_path
from app.resources import mechanisms
from app.web.html import TEMPLATES
from app.web.pictures.chart_panels import describe_series
from app.web.pictures.drawing import tag

LINKED_KINDS = {
    "mechanism": "mechanisms", "mechanisms": "mechanisms", "meeting": "meetings", "meetings": "meetings",
    "part_of": "meetings", "parts": "meetings",
    "first_meeting": "meetings", "last_meeting": "meetings", "next_meeting": "meetings", "agreements": "agreements",
    "official": "officials", "supersedes": "documents", "superseded_by": "documents",
}  # fmt: skip
"""Name of a field → the kind of record that it refers to."""

PARTY_DATES = ("signed", "ratified", "in_force", "ended")
"""The dates of a party to an agreement."""

OMITTED_FIELDS = {
    "id", "url", "html_url", "title", "label", "name", "sources", "updated_at", "evidence", "sha256", "coordinates",
    "comparison", "set_aside", "paragraph_sentences", "sentences", "summary", "sides", "explanation",
    "editorial_aliases", "unit", "qualifier", "numeric", "record_kind",
}  # fmt: skip
"""Fields that a page shows in another place, or only in the JSON."""

FIELD_LABELS = {
    "q": "Words", "date_from": "From", "date_to": "To", "date_match": "Dates", "updated_since": "Changed since",
    "as_of": "As of", "about": "Speaks of", "addressee": "Said to",
    "agenda": "Expected topics", "alpha3": "ISO code, three letters",
    "archived_url": "Archived copy", "as_written": "In the document’s words", "attributed_to": "According to",
    "authority": "Stated by", "by": "Promised by", "contains": "Consists of", "count": "Number of agreements",
    "editorial": "Fields that are ours", "family": "Mechanisms of this design",
    "first_meeting": "First recorded meeting", "flow": "Direction", "growth_percent": "Growth", "host": "Host country",
    "key": "Columns of the key",
    "last_meeting": "Last recorded meeting", "made": "Promised", "meetings_count": "Meetings recorded",
    "member_parties": "Members", "next_meeting": "Next planned meeting", "reporter": "Reported by", "role": "Post",
    "scope": "Covers", "sender": "Country that sends it", "signatories": "Signed by",
    "statements": "Statements that make it", "subject": "About", "text_url": "Text", "to": "Promised to",
    "valid": "Valid for", "value": "Figure",
}  # fmt: skip

VALUE_LABELS = {
    "co-chair": "Co-chair", "closed-door": "Closed-door", "one-on-one": "One-on-one", "data-set": "Data set",
    "figure-group": "Figures compared", "trade-stat": "Figure", "press": "The document itself", "expert": "An expert",
    "statement": "Statement", "statistics": "Official statistics", "same": "Say the same",
    "compatible": "Can all be true", "disagree": "Disagree", "superseded": "Settled by a later document",
    "diplomatic-relations": "Diplomatic relations",
}  # fmt: skip
"""Controlled values whose label is more than the value in words."""

CONFLICT_KINDS = {
    "figures": "Figures differ", "value": "Documents differ", "trend": "A trend against figures",
    "implausible": "A part does not fit the whole",
}  # fmt: skip
"""Kinds of conflicts. Some are also names of fields, with another label."""

CONTROLLED_FIELDS = {
    "account", "agenda", "authority", "editorial", "field", "flow", "format", "indicator", "kind", "level", "role",
    "status", "topics", "trend", "type", "valuation", "verdict",
}  # fmt: skip
"""Fields whose values are controlled, and get labels."""

COVERED_FIELDS = {
    "value": {"value", "unit", "qualifier"}, "member_parties": {"members"}, "places": {"places", "city", "country"},
}  # fmt: skip
"""The fields of evidence that support a fact, where these are not its own name alone."""

LISTED_FIELDS = {"positions", "missions", "about", "participants", "signatories", "meetings", "parts", "contains"}
"""Fields whose values each have a line of their own."""

_SLUG = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*")


def field_label(name: str) -> str:
    """The label of a field or controlled value: ``earthquake-recovery`` is "Earthquake recovery". Words stay words."""
    if own_label := FIELD_LABELS.get(name) or VALUE_LABELS.get(name):
        return own_label
    return name.replace("_", " ").replace("-", " ").capitalize() if _SLUG.fullmatch(name) else name


def value_label(value: str) -> str:
    """The label of a controlled value."""
    return CONFLICT_KINDS.get(value) or field_label(value)


def snippet_words(snippet: str) -> str:
    """The words around a hit, with labels in place of controlled values."""
    return " · ".join(field_label(part) if "-" in part else part for part in snippet.split(" · "))


def fields_of_fact(name: str) -> set[str]:
    """The fields of evidence that support a fact."""
    return COVERED_FIELDS.get(name, {name})


_EDTF = re.compile(r"(?:\.\.|\d{4}-\d{2}(?:-\d{2})?)/\d{4}(?:-\d{2}){0,2}|\d{4}-\d{2}(?:-\d{2})?(?:/\.\.)?")


def with_date_words(text: str) -> str:
    """A text of ours with its EDTF dates in words: "period: 2023-09-11" is "period: 11 Sep 2023"."""
    return _EDTF.sub(lambda match: turn_words(match[0]), text)


def date_text(date: str | None) -> str:
    """An EDTF date in words, also where there is none."""
    return turn_words(date) if date else NO_DATE


def time_tag(date: str | None, words: str = "") -> Markup:
    """A date in words, with the EDTF date for machines. HTML takes a day, month or year, and no interval.

    ``words`` are those of the date, if it is not that of an event: ``../1992-10`` is “by Oct 1992”.
    """
    if not date:
        return Markup(NO_DATE)  # noqa: S704 - a word of ours
    return tag("time", words or turn_words(date), **({"title": date} if "/" in date else {"datetime": date}))


def facts(record: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Name and value of the fields that a page lists. Empty fields are left out; each date is listed once."""
    dates = {name.removesuffix("_start") for name in record if name.endswith("_start")}
    date_parts = {f"{name}_{part}" for name in dates for part in ("start", "end", "precision")}
    words: dict[str, Any] = {name: time_tag(record[name]) for name in dates}
    words |= {"valid": time_tag(record["valid"], date_words(record["valid"]))} if record.get("valid") else {}
    words |= {"value": figure_words(record)} if record.get("value") is not None else {}
    return [
        (name, words.get(name, value))
        for name, value in record.items()
        if name not in OMITTED_FIELDS | date_parts | ({"members"} if "member_parties" in record else set())
        and value not in (None, [], {})
        and not _repeats(name, value)
    ]


def _repeats(name: str, value: Any) -> bool:
    """Whether a field tells a reader nothing more: a single place is the city and country."""
    if isinstance(value, dict):
        return not any(value.values())
    return (name == "places" and len(value) == 1) or (name in ("overdue", "estimate") and not value)


def pieces(value: Any, name: str) -> list[dict[str, str]]:
    """The value of a field as a row of texts. Each has ``text``, and may have ``href`` (a page) and ``note``."""
    if isinstance(value, list):
        return [piece for item in value for piece in pieces(item, name)]
    if not isinstance(value, dict):
        return [_plain_piece(value, name)]
    if value.get("kind") == PartyKind.aggregate:
        return [{"text": value["name"]}]
    if "code" in value and name != "product":
        link = {"text": value["name"], "href": page_path(f"{PartyKind(value['kind']).path}/{value['code']}")}
        dates = [f"{field_label(key).lower()} {turn_words(value[key])}" for key in PARTY_DATES if value.get(key)]
        return [link | ({"note": ", ".join(dates)} if dates else {})]
    if name in ("speaker", "addressee"):
        return _speaker(value)
    if "official" in value:
        notes = [
            field_label(value["role"]) if value.get("role") else None,
            value.get("position"),
            (value.get("country") or {}).get("name"),
        ]
        official = pieces(value["official"], "official")[0]
        return [official | {"note": ", ".join(filter(None, notes))}]
    if value.get("kind") == "figure-group":  # it has no page
        return [{"text": value["label"]}]
    if name == "identifiers":
        link = {"href": value["url"]} if value["url"] else {}
        return [{"text": f"{IDENTIFIER_LABELS[value['scheme']]}: {value['id']}", **link}]
    if "id" in value and "url" in value:
        link = {"text": value.get("label") or value.get("title") or value["id"], "href": page_path(value["url"])}
        return [link | ({"note": field_label(value["kind"]).lower()} if "kind" in value else {})]
    if "id" in value and name in LINKED_KINDS and "first_paragraph" not in value:  # a part of a document has no page
        text = value.get("title") or value.get("name") or value["id"]
        note = value.get("acronym") or (date_text(value["date"]) if "date" in value else None)
        link = {"text": text, "href": f"/explore/{LINKED_KINDS[name]}/{quote(value['id'])}"}
        return [link | ({"note": note} if note else {})]
    if name in PHRASES:
        return [{"text": PHRASES[name](value)}]
    parts = (f"{field_label(key)}: {_words(part)}" for key, part in value.items() if part not in (None, [], {}))
    return [{"text": "; ".join(parts)}]


IDENTIFIER_LABELS = {
    IdentifierScheme.wikidata: "Wikidata",
    IdentifierScheme.opensanctions: "OpenSanctions",
    IdentifierScheme.alpha2: "ISO 3166-1 alpha-2",
    IdentifierScheme.alpha3: "ISO 3166-1 alpha-3",
    IdentifierScheme.numeric: "ISO 3166-1 numeric",
    IdentifierScheme.former: "ISO 3166-3",
}


def _speaker(value: Mapping[str, Any]) -> list[dict[str, str]]:
    """Who speaks, with a link to the official or party, and for whom."""
    party = pieces(value["party"], "party")[0] if value["party"] else {}
    link = pieces(value["official"], "official")[0] if value["official"] else {} if value["source"] else party
    note = party.get("text") if party.get("text") != value["name"] else None
    return [link | {"text": value["name"]} | ({"note": note} if note else {})]


def _plain_piece(value: Any, name: str) -> dict[str, str]:
    if name.endswith("_url"):
        return {"text": value, "href": value}
    if name in CONTROLLED_FIELDS:
        return {"text": value_label(value)}
    if isinstance(value, bool):
        return {"text": "yes" if value else "no"}
    if name == "language":
        return {"text": LANGUAGES.get(value, value)}
    if name == "growth_percent":
        return {"text": f"{value:+g} percent"}
    return {"text": value if isinstance(value, str) else f"{value:,}"}


def _position(value: Mapping[str, Any]) -> str:
    dates = {"since": value["start"], "until": value["end"], "as of": value["as_of"]}
    periods = [f"{word} {turn_words(date)}" for word, date in dates.items() if date]
    periods = [re.sub("^until by (.+)", r"until \1 at the latest", period) for period in periods]
    title = f"formerly {value['title']}" if value["former"] else value["title"]
    body = value["body"] or (value["party"] or {}).get("name")
    return ", ".join(filter(None, [title, body, *periods]))


def _mission(value: Mapping[str, Any]) -> str:
    location = ", ".join(filter(None, (value["city"], value["host"]["name"])))
    dates = [f"{name} {turn_words(value[name])}" for name in ("opened", "closed") if value[name]]
    return ", ".join([f"{field_label(value['type'])} of {value['sender']['name']} in {location}", *dates])


def _stop(value: Mapping[str, Any]) -> str:
    date = date_text(value["date"]) if value["date"] else None
    return ", ".join(filter(None, (value["city"], (value["country"] or {}).get("name"), date)))


def number_ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers, with consecutive ones as a range: ``1–4, 6``."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ranges)


def missing_sessions(sessions: Mapping[str, Any]) -> str:
    """The numbers of the sessions that no document mentions. If there are very many, only the last ones are listed."""
    numbers, count = sessions["missing"], sessions["missing_count"]
    ranges = number_ranges(numbers)
    return ranges if count == len(numbers) else f"{count:,} in all, the last of them {ranges}"


def _sessions(value: Mapping[str, Any]) -> str:
    parts = {
        "held": number_ranges(value["held"]),
        "planned": number_ranges(value["planned"]),
        "not in the documents read": missing_sessions(value),
    }
    return "; ".join(f"{word}: {numbers}" for word, numbers in parts.items() if numbers) or "not numbered"


def _product(value: Mapping[str, Any]) -> str:
    code = " ".join(filter(None, (value["system"], value["edition"], value["code"])))
    return f"{value['name']} ({code})" if code else str(value["name"])


def _document_part(part: Mapping[str, Any]) -> str:
    """A part of a document: "Related articles (related, 2025, paragraphs 13 to 29)"."""
    paragraphs = f"paragraphs {part['first_paragraph']} to {part['last_paragraph']}"
    notes = [part["status"], date_text(part["date"]) if part["date"] else None, paragraphs]
    return f"{part['title'] or part['id']} ({', '.join(filter(None, notes))})"


PHRASES: dict[str, Callable[[Any], str]] = {
    "family": mechanisms.label,
    "product": _product,
    "positions": _position,
    "missions": _mission,
    "places": _stop,
    "sessions": _sessions,
    "parts": _document_part,
}
"""Fields whose objects have a phrase of their own."""


def _words(value: Any) -> str:
    return ", ".join(piece["text"] for piece in pieces(value, ""))


def source_links(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The sources of a record: title, page, and a note with the publisher, date and places."""
    return [
        {
            "text": source_title(source),
            "href": f"/explore/documents/{source['document']}",
            "note": "; ".join(filter(None, (*source_details(source), place_list(source)))),
        }
        for source in sources
    ]


def place_list(source: Mapping[str, Any]) -> str:
    """The cited paragraphs of a source, ``¶ 2, 5``, or its rows: ``rows CHN-2019, CHN-2020``."""
    paragraphs, rows = source["paragraphs"], source["rows"]
    parts = ["¶ " + ", ".join(map(str, paragraphs))] if paragraphs else []
    parts += [f"row{'s' * (len(rows) > 1)} {', '.join(rows)}"] if rows else []
    return "; ".join(parts)


TEMPLATES.globals.update(
    LISTED_FIELDS=LISTED_FIELDS,
    pieces=pieces,
    source_links=source_links,
    source_title=source_title,
    source_details=source_details,
    place_list=place_list,
)

TEMPLATES.filters.update(
    label=field_label,
    page_path=page_path,
    date_text=date_text,
    figure_date_words=figure_date_words,
    time_tag=time_tag,
    snippet_words=snippet_words,
    with_date_words=with_date_words,
    status_text=status_text,
    missing_sessions=missing_sessions,
    series_title=describe_series,
)
