"""Errors for parameters that a route does not have. They suggest our parameter for one of other services."""

import re
from collections.abc import Iterator, Mapping

from pydantic.fields import FieldInfo

from app.api.formats.registry import FORMATS
from app.domain.text import nearest
from app.errors import ErrorItem, invalid, listing
from app.query.filters import Filter
from app.query.parameter_types import EXCEPT

NO_SUCH_PARAMETER = "there is no such parameter here"

SYNONYMS = {
    "held_on": "date",
    "date": "year month day when established opened made signed",
    "date_from": "start start_date date_start after from_date made_start established_start opened_start",
    "date_to": "end end_date date_end before until to_date made_end established_end opened_end",
    "precision": "date_precision made_precision established_precision opened_precision",
    "due": "due_start due_end due_precision deadline",
    "published_from": "published", "published_to": "published",
    "updated_since": "updated updated_at updated_after modified modified_at modified_since changed created_at since",
    "value_from": "value min_value", "value_to": "value max_value",
    "official": "by officials participant participants person people speaker signatory signatories who minister chair",
    "party": "by speaker", "host": "host_country", "identifier": "identifiers external_ids wikidata",
    "kind": "type category", "type": "kind category", "unit": "currency",
    "product": "products goods commodity hs hs_code",
    "country": "by to code alpha2 alpha3 numeric member members nationality participant party parties state iso iso2 "
    "iso3 iso_code",
    "mechanism": "acronym family organization", "city": "location place where", "document": "source sources",
    "queries": "query", "q": "query search text keyword keywords name title label alias aliases author",
    "limit": "count page_size per_page pagesize size top first take rows n max max_results results_per_page",
    "cursor": "page offset skip page_number page_token start_index",
    "sort": "order order_by orderby ordering sort_by dir direction sort_order", "fields": "select columns properties",
    "include": "embed expand", "group_by": "facet facets aggregate distinct",
}  # fmt: skip
"""Parameters, each with what people write for it: a field of records, or a parameter that other services have."""

FORMAT_WORDS = ("format", "output", "output_format", "f", "fmt", "export", "download", "accept", "wt")
"""Parameters by which other services choose the format of an answer."""

EXCLUSION_WORDS = ("without", "exclude", "excluding", "except", "not", "omit", "ne", "neq")
"""Parameters by which other services exclude values, whatever the field."""

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")

_OPERATOR = re.compile(
    r"(?:-|!|(?:not|non|no|exclude|excluding|except|without)[_-]?)(?P<excluded>\w+)|(?P<name>\w+?)[_-]{0,2}[\[.:]?\$?"
    r"(?:(?P<except>!~?|<>|≠|neq?\b|nin\b|not(?:_?in)?\b|except\b|exclude\b|excluded\b|without\b)"
    r"|(?P<unclear>~)|(?P<from>>|gte?\b|min\b|after\b)|(?P<to><|lte?\b|max\b|before\b))\]?(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A parameter with an operator, as other services write it: ``country!=KZ``, ``-country=KZ``, ``date[gte]=2025``. ``~``
is "matches" to some and "is not" to others."""


def unknown_parameter(fields: Mapping[str, FieldInfo], name: str, value: str | None) -> ErrorItem:
    """The error for a parameter that is not among ``fields``, with the nearest of them, or else all."""
    plain = plain_name(name)
    error = _operator_error(fields, name, value) or _purpose_error(fields, name, plain, value)
    if error is not None:
        return error
    synonyms = [parameter for parameter, words in SYNONYMS.items() if parameter in fields and plain in words.split()]
    near = synonyms or nearest(plain or name, fields)
    choices = "" if near or not fields else listing(fields)
    return invalid(name, value, f"{NO_SUCH_PARAMETER}{choices}", near)


def plain_name(name: str) -> str:
    """A parameter in our spelling: ``pageSize``, ``page[size]`` and ``$page-size`` become ``page_size``."""
    return "_".join(word.lower() for word in _WORD.findall(name))


def format_hint(name: str, value: str | None) -> str | None:
    """How to choose the format of an answer. None if the parameter and its value choose no format elsewhere."""
    if plain_name(name) not in FORMAT_WORDS or (value or "").lower() not in FORMATS:
        return None
    return f"the format is the end of the path, as in /meetings.{(value or '').lower()}"


def _excludable(fields: Mapping[str, FieldInfo]) -> Iterator[str]:
    """The parameters whose values may be excluded."""
    for name, field in fields.items():
        if any(isinstance(mark, Filter) and mark.selects for mark in field.metadata):
            yield name


def _operator_error(fields: Mapping[str, FieldInfo], name: str, value: str | None) -> ErrorItem | None:
    """The error for a parameter with an operator, which says how to write the operator here. None if there is no way to
    write it, and for a parameter without an operator."""
    match = _OPERATOR.fullmatch(name)
    if match is None:
        return None
    plain = (match["excluded"] or match["name"]).lower()
    example = f"{plain}={EXCEPT}{value or match['value'] or 'VALUE'}"
    if match["excluded"] or match["except"] or match["unclear"]:
        if plain not in fields:
            return None
        if plain not in _excludable(fields):
            return invalid(name, value, f"{NO_SUCH_PARAMETER}, and no value of {plain} can be excluded")
        if match["unclear"]:
            inclusion = example.replace(EXCEPT, "", 1)
            return invalid(
                name, value, f"{NO_SUCH_PARAMETER}: {inclusion} finds what has the value, {example} all others"
            )
        return invalid(
            name, value, f"{NO_SUCH_PARAMETER}: to exclude a value, write {EXCEPT} before it, such as {example}"
        )
    limit = f"{plain}_{'from' if match['from'] else 'to'}"
    return invalid(name, value, NO_SUCH_PARAMETER, [limit]) if limit in fields else None


def _purpose_error(fields: Mapping[str, FieldInfo], name: str, plain: str, value: str | None) -> ErrorItem | None:
    """The error for a parameter by which other services exclude values, or choose a format or a record. None for any
    other parameter."""
    if "fields" not in fields:
        return None
    excludable = [*_excludable(fields)]
    if plain in EXCLUSION_WORDS and excludable:
        first = "country" if "country" in excludable else excludable[0]
        message = f"to exclude a value, write {EXCEPT} before it in its own parameter, such as {first}={EXCEPT}VALUE"
        return invalid(name, value, f"{NO_SUCH_PARAMETER}: {message}")
    hint = format_hint(name, value) or (plain not in fields and format_hint(name, "csv"))
    if hint:
        return invalid(name, value, f"{NO_SUCH_PARAMETER}: {hint}")
    if plain in ("id", "ids"):
        return invalid(name, value, f"{NO_SUCH_PARAMETER}: each record has an address of its own, such as /meetings/ID")
    return None
