"""The filters of the tools of agents: those of the API's lists, as a JSON object."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import WithJsonSchema

from app.errors import Problem, invalid

NO_FILTERS = {
    "as_of": "it is an argument of its own",
    "cursor": "it is an argument of its own",
    "fields": "it is an argument of its own",
    "group_by": "it is no filter: it is `by` of count_records",
    "include": "it is no filter: call get_evidence",
    "limit": "it is an argument of its own",
    "shape": "it has no meaning here",
    "sum": "it adds up groups: call count_records with `by`",
    "withdrawn": "tools answer from the records that there are: the list itself and /changes have it",
}
"""Parameters of the API's lists that are no filters, and what to use instead."""

FilterValue = str | int | float | bool

ToolFilters = Annotated[dict[str, Any], WithJsonSchema({"type": "object", "additionalProperties": True})]

NO_VALUE = "it takes a text, a number, true or false, or a list of some of these; none finds records without it"


def filter_pairs(filters: Mapping[str, Any], exceptions: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Filters as the query of a list. Raises ``Problem`` for parameters that are no filters, except ``exceptions``, and
    for values that are no text, number or truth value, nor a list of these."""
    errors = [
        invalid(name, None, NO_FILTERS[name]) for name in filters if name in NO_FILTERS and name not in exceptions
    ]
    pairs = [(name, value if isinstance(value, list) else [value]) for name, value in filters.items()]
    errors += [
        invalid(name, None, NO_VALUE)
        for name, values in pairs
        if not values or not all(isinstance(value, FilterValue) for value in values)
    ]
    if errors:
        raise Problem("invalid-parameter", errors)
    return [(name, _text(value)) for name, values in pairs for value in values]


def _text(value: FilterValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
