"""From the names in a query to the ids of records. A name that no record has is refused with the nearest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from app.db.kinds import RecordKind
from app.db.names import IDENTIFIER, MAX_SUGGESTED_VALUES, RECORD, ids_by_name, suggest, withdrawn_keys
from app.db.snapshot import Snapshot
from app.domain.text import NO_VALUE, NO_VALUE_WORDS, compared_name, excluded_name, fold, nearest
from app.errors import ErrorItem, Problem, invalid
from app.query.filters import Filter
from app.query.list_parameters import Filters
from app.query.parameter_types import (
    CONTRADICTION,
    EXCEPT,
    EXCEPT_FIRST,
    MAX_PARAMETER_VALUES,
    NO_EXCEPT,
    SEPARATORS,
    Selection,
    repeat,
    split_at_separators,
)
from app.query.revisions import require_since


def _nearest(snapshot: Snapshot, kind: str, value: str, *, commas: bool) -> list[str]:
    """The names to suggest for a value, without ``commas`` only those that have none. Where no identifier is near, the
    value may mean ``none``: records without an identifier."""
    return suggest(snapshot, kind, value, commas=commas) or (
        nearest(value, [NO_VALUE]) if kind.endswith(IDENTIFIER) else []
    )


ALL_VALUES = ("all", "any", "everything", "*", "%")
"""What other services write for any value. ``ALL`` is also near a code of Albania, which an error would suggest."""

OTHER_KINDS = {"country": "a country", "official": "an official", "mechanism": "a mechanism", "city": "a city"}
"""Kinds of names that people mistake for each other, with their articles."""


def _other_kinds(snapshot: Snapshot, values: Collection[str]) -> dict[str, str]:
    """What else each of these values is the name of, with an article."""
    ids = ids_by_name(snapshot, {(kind, value) for kind in OTHER_KINDS for value in values})
    return {value: OTHER_KINDS[kind] for kind in reversed(OTHER_KINDS) for value in values if ids[kind, value]}


def _split_list(snapshot: Snapshot, parameter: str, kind: str, sign: str, value: str) -> tuple[list[str], list[str]]:
    """Splits a value such as ``KZ;TR`` into names. Returns the names, and those that no record has.

    Both are empty if no record has any of them. With ``sign``, the ``!`` before the value, all names get one; else
    those that have one keep it.
    """
    parts = split_at_separators(parameter, value)
    names = [part.removeprefix(EXCEPT) for part in parts]
    if len(parts) > MAX_PARAMETER_VALUES or not SEPARATORS.search(value):
        return [], []
    ids = ids_by_name(snapshot, {(kind, name) for name in names})
    unknown = [name for name in names if not ids[kind, name]]
    return ([sign + name for name in names] if sign else parts, unknown) if len(unknown) < len(names) else ([], [])


def resolve_ids(
    snapshot: Snapshot,
    names_by_parameter: Mapping[str, tuple[str, Sequence[str]]],
    selections: Mapping[str, bool] = MappingProxyType({}),
) -> dict[str, list[str]]:
    """The ids of the records that parameters name, by parameter. ``names_by_parameter`` has the kind and the names for
    each; a parameter with ``!`` before it has the names that are excluded. Those in ``selections`` take a
    :class:`Selection`: their values may be excluded, and are not split at commas. ``selections`` has whether the
    parameter takes ``none``.

    Raises ``Problem`` for names that no record has. Only the first few get suggestions, because finding them is slow.
    Several names in one value are refused with how to write them.
    """
    ids = ids_by_name(snapshot, {(kind, value) for kind, values in names_by_parameter.values() for value in values})
    unknown = [
        (name, kind, value)
        for name, (kind, values) in names_by_parameter.items()
        for value in dict.fromkeys(values)
        if not ids[kind, value]
    ]
    if unknown:
        errors = []
        keys = {
            (key_kind, record_id)
            for _, kind, value in unknown
            for key_kind in (RecordKind if kind == RECORD else [kind])
            for record_id in (value.lower(), value.upper())  # ids are found in any case
        }
        other_kinds = _other_kinds(snapshot, {value for _, _, value in unknown[:MAX_SUGGESTED_VALUES]})
        withdrawals = {record_id.lower(): kind for kind, record_id in withdrawn_keys(snapshot, keys)}
        for at, (name, kind, value) in enumerate(unknown):
            sign, parameter = EXCEPT if name.startswith(EXCEPT) else "", name.removeprefix(EXCEPT)
            message, names = f"no recorded {kind} is called {value!r}", list[str]()
            if (name_alone := excluded_name(value)) is not None and at < MAX_SUGGESTED_VALUES:
                message += f": {EXCEPT_FIRST if parameter in selections else NO_EXCEPT}"
                if parameter in selections and not sign:
                    names = [EXCEPT + near for near in _nearest(snapshot, kind, name_alone, commas=True)]
            elif value.lower() in withdrawals:
                message = f"the {withdrawals[value.lower()]} {value!r} was withdrawn"
            elif fold(value) in NO_VALUE_WORDS and selections.get(parameter):
                message, names = f"{message}: {NO_VALUE} finds records without any", [sign + NO_VALUE]
            elif fold(value) in ALL_VALUES or value.strip() in ALL_VALUES:
                message += ": for any value, leave the parameter out"
            elif at < MAX_SUGGESTED_VALUES:
                if value in other_kinds:
                    message += f", which is the name of {other_kinds[value]}"
                bare_name = compared_name(value)
                names, unknown_names = _split_list(snapshot, parameter, kind, sign, bare_name)
                if len(names) > 1:
                    message += f": {repeat(parameter, names)}"
                if unknown_names:
                    message += f"; nor is any called {unknown_names[0]!r}"
                    names = _nearest(snapshot, kind, unknown_names[0], commas=parameter in selections)
                near = [] if names else _nearest(snapshot, kind, bare_name, commas=parameter in selections)
                names = names or [sign + near_name for near_name in near]
            errors.append(invalid(parameter, sign + value, message, names))
        raise Problem("invalid-parameter", errors)
    return {
        name: list(dict.fromkeys(i for value in values for i in ids[kind, value]))
        for name, (kind, values) in names_by_parameter.items()
    }


def resolve_names(snapshot: Snapshot, query: Filters) -> dict[str, Any]:
    """:func:`resolve_values` of the filters of a query."""
    query.check()
    if query.updated_since is not None:
        require_since(snapshot, query.updated_since, "updated_since", query.as_of)
    parameter_names = query.model_fields_set
    filters = {name: filter_ for name, filter_ in query.filters_by_name().items() if name in parameter_names}
    return resolve_values(snapshot, filters, {name: getattr(query, name) for name in filters})


FAMILY_KIND = "mechanism"
"""The kind whose names may stand for further records later, so ``JSPG`` without ``jspg-kz-tr`` is no contradiction."""

NAMES_OF_ALL = {"country": "between", "official": "with"}
"""Filters whose exclusions a second filter contradicts if it requires one of them."""


def _contradictions(
    filters: Mapping[str, Filter], values: Mapping[str, Any], ids: Mapping[str, Sequence[str]]
) -> list[ErrorItem]:
    """The errors for names that are asked for and excluded in one request, which would find nothing, ever."""
    errors = []
    for name, value in values.items():
        if not (exclusions := set(ids.get(EXCEPT + name, ()))):
            continue
        text, required_ids = ",".join(value), set(ids.get(NAMES_OF_ALL.get(name, ""), ()))
        if value.choices and not value.absent and set(ids[name]) <= exclusions and filters[name].names != FAMILY_KIND:
            errors.append(invalid(name, text, CONTRADICTION))
        elif required_ids & exclusions:
            errors.append(invalid(name, text, f"it finds nothing: it excludes what {NAMES_OF_ALL[name]} requires"))
    return errors


def resolve_values(snapshot: Snapshot, filters: Mapping[str, Filter], values: Mapping[str, Any]) -> dict[str, Any]:
    """The ids of the names among the values of filters, by parameter: a list, or a ``Selection`` if the filter selects.
    A value is None if the parameter is left out.

    Raises ``Problem`` for a name that no record has, and for ``none`` where every record has a value.
    """
    present_values = {name: value for name, value in values.items() if value is not None}
    errors = [
        invalid(name, NO_VALUE, f"it finds nothing: every record has {name}")
        for name, value in present_values.items()
        if isinstance(value, Selection) and (value.absent or value.present) and not filters[name].absent
    ]
    if errors:
        raise Problem("invalid-parameter", errors)
    names_by_parameter: dict[str, tuple[str, Sequence[str]]] = {}
    for name, value in present_values.items():
        if kind := filters[name].names:
            names_by_parameter[name] = kind, value.choices if isinstance(value, Selection) else value
            if isinstance(value, Selection) and value.exclusions:
                names_by_parameter[EXCEPT + name] = kind, value.exclusions
    selections = {
        name: filters[name].absent is not None for name, value in present_values.items() if isinstance(value, Selection)
    }
    ids = resolve_ids(snapshot, names_by_parameter, selections)
    errors = []
    for name, filter_ in filters.items():
        minimum, maximum = filter_.min_values, filter_.max_values
        if name in ids and minimum > 1 and not minimum <= len(ids[name]) <= (maximum or len(ids[name])):
            number = minimum if minimum == maximum else f"{minimum} or more"
            errors.append(invalid(name, ",".join(names_by_parameter[name][1]), f"it takes {number} different values"))
    errors += _contradictions(filters, present_values, ids)
    if errors:
        raise Problem("invalid-parameter", errors)
    return {
        name: replace(value, choices=ids[name], exclusions=ids.get(EXCEPT + name, ()))
        if isinstance(value, Selection)
        else ids[name]
        for name, value in present_values.items()
        if name in names_by_parameter
    }
