"""The filters of a list in words: each with a link to the list without it, and how many records that has."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from app.domain.date_words import date_words
from app.domain.text import NO_VALUE
from app.errors import ErrorItem, ProblemBody
from app.query.parameter_types import EXCEPT
from app.resource import Resource, page_path
from app.web.reader import PageReader, QueryPairs
from app.web.records.record_fields import field_label, value_label

PAGING = ("cursor", "sort")
"""Parameters of a page that do not select records."""

API_ONLY = ("limit", "fields", "include", "shape", "group_by", "sum", "withdrawn")
"""Parameters of lists that have no effect on a page, because a page has one way to show its list."""

COMPANIONS = {"date": "date_match"}
"""A parameter and the one that says how it is matched: they are removed together."""

DATE_PARAMETERS = frozenset(
    ("date", "date_from", "date_to", "due", "in_force", "held_on", "published_from", "published_to")
)

STATE_PARAMETERS = frozenset(("as_of", "updated_since"))
"""Parameters whose value is a day, a moment or a revision."""

SEVERAL = ("between", "with")
"""Parameters whose value has several names, separated by commas, all of which are meant."""


@dataclass(frozen=True)
class Chip:
    """A filter of a list: what it says, and the address of the list without it."""

    name: str
    text: str
    href: str
    total: int | None = None
    """The records of the list without it, where that was counted."""


def page_filters(resource: Resource, parameters: QueryPairs) -> list[tuple[str, str]]:
    """The parameters that a page of a list has: those that select records, the order and the page."""
    names = set(resource.query.model_fields) - set(API_ONLY)
    return [(name, value.strip()) for name, value in parameters if value.strip() and name in names]


def without(parameters: QueryPairs, *names: str) -> list[tuple[str, str]]:
    """The parameters without these, and without the page, which belongs to the whole query."""
    excluded_names = {*names, *(COMPANIONS.get(name) for name in names), "cursor"}
    return [pair for pair in parameters if pair[0] not in excluded_names]


def address(path: str, parameters: QueryPairs) -> str:
    return path + (f"?{urlencode(parameters)}" if parameters else "")


def chips(reader: PageReader, resource: Resource, path: str, parameters: QueryPairs) -> list[Chip]:
    """Each filter among the parameters, in words."""
    active = [pair for pair in parameters if pair[0] not in (*PAGING, *COMPANIONS.values())]
    return [
        Chip(
            name,
            filter_words(reader, resource, name, value),
            address(path, [pair for pair in without(parameters, *_alone(parameters, name)) if pair != (name, value)]),
        )
        for name, value in active
    ]


def _alone(parameters: QueryPairs, name: str) -> Sequence[str]:
    """The parameters that leave a list with a value: the parameter's own name, if it has only one value."""
    return [name] if sum(pair[0] == name for pair in parameters) == 1 else []


def ways_out(reader: PageReader, resource: Resource, path: str, parameters: QueryPairs) -> list[Chip]:
    """For a list without records: the filters to leave out, each with the number of records that the others find."""
    words: dict[str, list[str]] = {}
    for chip in chips(reader, resource, path, parameters):
        words.setdefault(chip.name, []).append(chip.text)
    ways = []
    for name, texts in words.items():
        other_parameters = without(parameters, name)
        ways.append(
            Chip(name, ", ".join(texts), address(path, other_parameters), reader.total(resource, other_parameters))
        )
    return [way for way in ways if way.total]


def filter_words(reader: PageReader, resource: Resource, name: str, value: str) -> str:
    """A filter in words: ``Country: Kazakhstan``."""
    switch = resource.list_page.switches.get((name, value))
    if switch:
        return switch
    words = " and ".join(
        value_words(reader, resource, name, part) for part in (value.split(",") if name in SEVERAL else [value])
    )
    return f"{field_label(name)}: {words}"


def value_words(reader: PageReader, resource: Resource, name: str, value: str) -> str:
    """A value of a filter in words: the name of the record that it means, a date, or a label."""
    filter_ = resource.query.filters_by_name().get(name)
    selects = (filter_ is not None and filter_.selects) or (
        name in DATE_PARAMETERS and value in (NO_VALUE, EXCEPT + NO_VALUE)
    )
    if selects and value.startswith(EXCEPT):
        return f"not {value_words(reader, resource, name, value.removeprefix(EXCEPT))}"
    if selects and value == NO_VALUE:
        return NO_VALUE
    if filter_ is not None and filter_.names:
        return reader.name(filter_.names, value.strip())
    if name == "q":
        return f"“{value}”"
    if name in DATE_PARAMETERS | STATE_PARAMETERS:
        with suppress(ValueError, IndexError):
            return date_words(value)
        return value
    return value_label(value).lower() if name != "unit" else value


def corrections(path: str, parameters: QueryPairs, problem: ProblemBody) -> list[tuple[ErrorItem, list[Chip]]]:
    """The errors of a request, each with links to the same page with the nearest valid values."""
    return [
        (
            error,
            [
                Chip(error.parameter, suggestion, address(path, _correct(parameters, error, suggestion)))
                for suggestion in error.suggestions
            ],
        )
        for error in problem.errors
    ]


def _correct(parameters: QueryPairs, error: ErrorItem, suggestion: str) -> list[tuple[str, str]]:
    """The parameters with the wrong value replaced: the value that the error names, or else all of its parameter."""
    pairs = without(parameters)
    wrong_pair = (error.parameter, error.value)
    if wrong_pair in pairs:
        return [(error.parameter, suggestion) if pair == wrong_pair else pair for pair in pairs]
    return [*without(pairs, error.parameter), (error.parameter, suggestion)]


def list_path(resource: Resource) -> str:
    """The path of the page of a list."""
    return page_path(resource.list_page.path or resource.path)


def has_list_page(resource: Resource) -> bool:
    return resource.list_html_url is not None
