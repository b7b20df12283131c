"""Records in few words, because an agent pays for each: what tells one from another, or all that has a value."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

DATE_FIELDS = ("date", "made", "due", "established", "opened")
"""Dates of records. Each has further fields, such as ``date_start``, which repeat it for programs."""

REPETITIONS = {f"{name}_{end}" for name in DATE_FIELDS for end in ("start", "end", "precision")}

NEEDLESS = {"id", "html_url", "updated_at", "coordinates", "editorial_aliases", "sha256", "paragraph_sentences"}
"""Fields that are given only by request: they repeat others, or are for programs."""

MAX_LIST = 20
"""Members of a list that are given without request."""


def brief(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record in a list: title, dates, status, label and url. A label or title that the other contains is left out."""
    title, label = record["title"] or record["label"], record["label"]
    names = (
        {"title": label} if title in label else {"title": title} if label in title else {"title": title, "label": label}
    )
    values = {name: record.get(name) for name in (*DATE_FIELDS, "status", "overdue")}
    return {**names, **{name: value for name, value in values.items() if value}, "url": record["url"]}


def compact(record: Mapping[str, Any], fields: Sequence[str] = ()) -> dict[str, Any]:
    """A record without what is unknown, empty or repeated; with ``fields``, only these, and whole.

    ``cut`` says of each list that is not whole how many members are left out.
    """
    if fields:
        return {name: short(record.get(name)) for name in fields}
    repetitions = {name for name in ("label", "name") if record.get(name) == record["title"]}
    left_out = REPETITIONS | NEEDLESS | repetitions
    result, cut = {}, {}
    for name, value in record.items():
        short_value = short(value)
        if name in left_out or is_empty(short_value):
            continue
        if isinstance(value, list) and len(value) > MAX_LIST:
            cut[name] = len(value) - MAX_LIST
            short_value = short_value[:MAX_LIST]
        result[name] = short_value
    return {**result, "cut": cut} if cut else result


def is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def short(value: Any, left_out: Set[str] = frozenset(REPETITIONS)) -> Any:
    """A value without its empty parts. A party is its name and code: "Türkiye (TR)"."""
    if isinstance(value, list):
        return [short(member, left_out) for member in value]
    if not isinstance(value, Mapping):
        return value
    parts = {name: short(part, left_out) for name, part in value.items() if name not in left_out}
    parts = {name: part for name, part in parts.items() if not is_empty(part)}
    if {"name", "kind"} <= parts.keys() <= {"code", "name", "kind"} and "code" in value:
        return f"{parts['name']} ({parts['code']})" if "code" in parts else parts["name"]
    return parts


def citations(sources: Sequence[Mapping[str, Any]]) -> list[str]:
    """Sources as citations: "jspg-8-report ¶ 1, 8", or with the rows of a data set."""
    return [_citation(source) for source in sources]


def _citation(source: Mapping[str, Any]) -> str:
    rows = f"row {', '.join(source['rows'])}" if source["rows"] else ""
    paragraphs = f"¶ {', '.join(map(str, source['paragraphs']))}" if source["paragraphs"] else ""
    return " ".join(filter(None, (source["document"], paragraphs, rows)))
