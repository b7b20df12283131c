"""The facets of a list on its page: the values by which it can be narrowed, each with the number of records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.domain.text import NO_VALUE
from app.query.facets import DATE_GROUPS, GroupBy
from app.resource import Resource
from app.web.lists.active_filters import address, filter_words, list_path, value_words, without
from app.web.reader import PageReader, QueryPairs
from app.web.records.record_fields import field_label

NOT_STATED = "not stated"
"""The words of the value that finds the records without one."""

FIRST = 6
"""Values of a facet that are shown at once; the rest follow on demand."""

MAX_LISTED = 60
"""Values of a facet on a page, with the rest. There may be thousands of officials or cities."""

COUNTED_WITH_WORDS = 20_000
"""Records found by words that are counted by each field: the search runs again for each."""


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet: its words, its records, and the address of their list; None for the current value."""

    text: str
    count: int
    href: str | None
    current: bool = False


@dataclass(frozen=True)
class Facet:
    """A facet: its heading, the values shown at once, the further ones, and the number of those that are not listed."""

    heading: str
    first: Sequence[FacetValue]
    further: Sequence[FacetValue]
    unlisted_count: int = 0

    @property
    def current(self) -> bool:
        """Whether it narrows the list now."""
        return any(value.current for value in (*self.first, *self.further))


def list_facets(reader: PageReader, resource: Resource, parameters: QueryPairs, total: int) -> list[Facet]:
    """The facets by which a list of ``total`` records can be narrowed further, or that narrow it now.

    The counts of a facet are those of the list without the facet's own filter: each is what a click on it gives.
    """
    if total > COUNTED_WITH_WORDS and any(name == "q" for name, _ in parameters):
        return []
    result = [_switches(reader, resource, parameters)] if resource.list_page.switches else []
    for name in _names(resource):
        groups = reader.counts(resource, name, without(parameters, _parameter(name), "sort"))
        if name in DATE_GROUPS:  # the newest first, and last those without a date
            groups = sorted(groups, key=lambda group: group["value"] or "", reverse=True)
            groups = [*_with_undated(reader, resource, groups, without(parameters, "date", "sort"))]
        values = list(_values(reader, resource, name, groups, parameters))
        facet = Facet(field_label(name), values[:FIRST], values[FIRST:], len(groups) - len(values))
        if len(values) > 1 or facet.current:
            result.append(facet)
    return result


def _with_undated(
    reader: PageReader, resource: Resource, groups: Sequence[Any], parameters: QueryPairs
) -> Iterator[Any]:
    """The groups of a date. The one without a value is split: records without a date have a list, but not those whose
    date is in no single year."""
    is_bounded = any(name in ("date_from", "date_to") for name, _ in parameters)
    for group in groups:
        if group["value"] is not None:
            yield group
            continue
        pairs = [*parameters, ("date", NO_VALUE)]
        count = 0 if is_bounded else reader.total(resource, pairs)
        if count:
            yield {**group, "count": count, "url": f"?{urlencode(pairs)}"}
        if count < group["count"]:
            yield {**group, "label": "in no single year", "count": group["count"] - count}


def _names(resource: Resource) -> Sequence[str]:
    """The fields that the list is counted by."""
    if "group_by" not in resource.query.model_fields:
        return ()
    choices = resource.query.annotation("group_by", GroupBy).choices
    return resource.list_page.facets or [name for name in choices if name not in ("quarter", "month")]


def _switches(reader: PageReader, resource: Resource, parameters: QueryPairs) -> Facet:
    path, values = list_path(resource), []
    for name, value in resource.list_page.switches:
        pairs = [*without(parameters, name), (name, value)]
        current = (name, value) in parameters
        href = None if current else address(path, pairs)
        values.append(
            FacetValue(filter_words(reader, resource, name, value), reader.total(resource, pairs), href, current)
        )
    return Facet("Only", values, [])


def _parameter(name: str) -> str:
    """The parameter that selects the records with a value of a field."""
    return "date" if name in DATE_GROUPS else name


def _values(
    reader: PageReader, resource: Resource, name: str, groups: Sequence[Any], parameters: QueryPairs
) -> Iterator[FacetValue]:
    """The first groups as values, and those that are selected now."""
    parameter = _parameter(name)
    selected_words = {
        NOT_STATED if value == NO_VALUE else value_words(reader, resource, parameter, value).casefold()
        for key, value in parameters if key == parameter
    }  # fmt: skip
    for number, group in enumerate(groups if selected_words else groups[:MAX_LISTED]):
        text = _text(reader, resource, name, group)
        current = text.casefold() in selected_words
        if number >= MAX_LISTED and not current:
            continue
        href = None
        if group["url"] and not current:
            href = address(list_path(resource), parse_qsl(urlsplit(group["url"]).query))
        yield FacetValue(text, group["count"], href, current)


def _text(reader: PageReader, resource: Resource, name: str, group: Any) -> str:
    """A value in words. Values that are names have a label of their own."""
    if group["value"] is None:
        return group["label"] or NOT_STATED
    if group["label"] != group["value"] or name in DATE_GROUPS:
        return str(group["label"])
    return value_words(reader, resource, name, group["value"])
