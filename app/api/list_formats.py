"""The formats that a list has, why it lacks others, and what its files are called."""

from collections.abc import Iterable
from typing import Any

from app.api.formats.columns import columns
from app.api.formats.registry import FORMATS
from app.db.records import Evidence
from app.db.tables import Meeting, TimelineEntry
from app.domain.text import fold
from app.errors import invalid_parameter, refuse
from app.query.list_parameters import DatedQuery
from app.query.name_choices import OneOf
from app.resource import Resource


def date_name(resource: Resource) -> str | None:
    """The name of the date of a resource's records, or None if they have no date with a precision."""
    if not issubclass(resource.query, DatedQuery):
        return None
    name = resource.query.date_columns(resource.model)[0].key.removesuffix("_start")
    return name if f"{name}_precision" in resource.out.model_fields else None


def format_names(resource: Resource) -> list[str]:
    """The names of the formats of a list, which are also the suffixes of their addresses."""
    reasons = missing_formats(resource)
    return [name for name in FORMATS if name not in reasons]


CITATION_SUFFIXES = ("bib", "ris", "csl")
"""The suffixes that turn the address of a record into that of its citation."""

NO_ANNOTATIONS = "only /evidence has such a file; with Accept: application/ld+json, pages and records are linked data"
"""Why other lists have no ``.jsonld``: that suffix is for annotations."""


def missing_formats(resource: Resource) -> dict[str, str]:
    """The formats that a list does not have, each with the reason."""
    date, has_coordinates, is_evidence = (
        date_name(resource),
        "coordinates" in resource.out.model_fields,
        resource.model is Evidence,
    )
    reasons = {}
    for name, form in FORMATS.items():
        if form.needs_date and not date:
            reasons[name] = "records of this kind have no date"
        elif form.needs_coordinates and not has_coordinates:
            reasons[name] = "records of this kind have no coordinates"
        elif form.cites and not is_evidence:
            reasons[name] = NO_ANNOTATIONS
    return reasons


class FormatOf(OneOf):
    """The name of a format that a list has. Any other is refused, with the reason and the formats that the list has.

    With ``or_part_of_id``, a text that is no format at all is accepted: ids and names may contain a dot.
    """

    def __init__(self, resource: Resource, *, or_part_of_id: bool = False) -> None:
        self.missing, self.or_part_of_id = missing_formats(resource), or_part_of_id
        super().__init__("a format of this list", format_names(resource))

    def check(self, value: str) -> str:
        if value in self.missing:
            subject = "this record" if self.or_part_of_id else "this list"
            raise refuse(f"{subject} is not available as {value}: {self.missing[value]}", self.choices)
        if value in CITATION_SUFFIXES and not self.or_part_of_id:
            raise refuse(f"a list has no citation: add .{value} to the address of a record", self.choices)
        return value if self.or_part_of_id and value not in FORMATS else super().check(value)


def openapi_content(resource: Resource) -> dict[str, Any]:
    """The formats of a list as the ``content`` of an OpenAPI response, by media type."""
    model = f"Page_{resource.out.__name__}_"
    content = {}
    for name in format_names(resource):
        form = FORMATS[name]
        text = f"`.{name}`: {form.description}."
        if form.flat:
            text += f" Columns: {', '.join(column.name for column in columns(resource.out))}."
        content[form.media_type] = {"schema": form.schema | {"description": text}}
    content[FORMATS["json"].media_type] = {"schema": {"$ref": f"#/components/schemas/{model}"}}
    return content


def negotiated_content(resource: Resource, *, is_list: bool = True) -> dict[str, Any]:
    """What a list, or a record, answers if ``Accept`` prefers a file: the ``content`` of an OpenAPI response."""
    forms = {name: FORMATS[name] for name in format_names(resource) if name != "json"}
    text = "The whole list" if is_list else "The record"
    return {
        form.media_type: {"schema": form.schema | {"description": f"{text}, as `.{name}` gives it."}}
        for name, form in forms.items()
    }


def require_writable(name: str) -> None:
    """Raise ``Problem`` for a format whose package is not installed."""
    form = FORMATS[name]
    if not form.is_installed:
        message = f"this server cannot write it: it lacks {form.package}"
        names = [name for name, form in FORMATS.items() if form.is_installed]
        raise invalid_parameter("format", name, message, names)


DAY_LENGTH, INTERVAL_LENGTH = len("2026-02-02"), len("2025-08-31/2025-09-01")


def day_lengths(resource: Resource) -> list[int]:
    """The lengths of the dates, as text, that name the days of a record.

    A meeting lasts from the first day of an interval to its last. Anything else happened on one day of the interval,
    and which one is not known.
    """
    return [DAY_LENGTH, INTERVAL_LENGTH] if resource.model in (Meeting, TimelineEntry) else [DAY_LENGTH]


_NOT_IN_FILE_NAMES = {"bom", "sep", "join", "cursor", "shape", "fields", "include"}

_FILE_NAME_LENGTH = 120
"""Characters at most of the name of a file, without its suffix."""


def download_name(path: str, parameters: Iterable[tuple[str, str]], suffix: str) -> str:
    """The name under which a file is saved, such as ``meetings-mechanism-jspg-date-2025.csv``."""
    words = [path.removesuffix(f".{suffix}")]
    words += [word for name, value in parameters if name not in _NOT_IN_FILE_NAMES for word in (name, value)]
    text = " ".join(f"not {word[1:]}" if word.startswith("!") else word for word in words)
    return f"{fold(text).replace(' ', '-')[:_FILE_NAME_LENGTH].rstrip('-')}.{suffix}"
