"""The parameters that only files take: how CSV is written, what a calendar has, what a row is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, Field, create_model

from app.api.formats.registry import FORMATS
from app.domain.model import query_part
from app.errors import Problem, invalid
from app.query.list_parameters import Projection
from app.query.name_choices import OneOf
from app.query.parameter_types import Maybe, Single, Truth


class Separator(StrEnum):
    comma = ","
    semicolon = ";"
    tab = "tab"


class Join(StrEnum):
    semicolon = ";"
    unit = "unit-separator"


class Vague(StrEnum):
    leave_out = "leave-out"
    include = "include"


@dataclass(frozen=True)
class FileOptions:
    """How a file is to be written.

    ``separator`` stands between the cells of CSV, and ``join`` between several values in a cell. With ``vague`` a
    calendar also has records of which only the month, the year or an interval is stated. With ``rows``, each item of
    that field has a row of its own.
    """

    bom: bool = False
    separator: str = ","
    join: str = ";"
    vague: bool = False
    rows: str | None = None


def _number_as_word(value: Any) -> Any:
    return {"1": "true", "0": "false"}.get(str(value), value)


def _tab_as_word(value: Any) -> Any:
    return Separator.tab if value == "\t" else value


_CELLS: dict[str, Any] = {
    "bom": (
        Annotated[Single[Truth], BeforeValidator(_number_as_word)],
        Field(
            Truth.false,
            description="`1` or `true`: CSV and TSV begin with a byte order mark, without which Excel takes UTF-8 for "
            "another encoding.",
            examples=["true"],
        ),
    ),
    "sep": (
        Annotated[Single[Separator], BeforeValidator(_tab_as_word)],
        Field(
            Separator.comma,
            description="What separates the cells of CSV. Where numbers have a decimal comma, Excel opens files with "
            "`;`.",
            examples=[";"],
        ),
    ),
    "join": (
        Single[Join],
        Field(
            Join.semicolon,
            description="What joins several values in a cell of CSV or TSV. A value that contains a `;` is in "
            "quotation marks. The `unit-separator`, U+001F, is in no value, so that every program can split at "
            "it; the items of lists within lists are then joined by U+001E, and of lists within these by U+001D.",
            examples=["unit-separator"],
        ),
    ),
}

VAGUE: Any = (
    Single[Vague],
    Field(
        Vague.leave_out,
        description="For `.ics`. `include`: a record of which only the month, the year or an interval is stated is an "
        "event over all its possible days, and its title says so. Otherwise it is left out, and the description of the "
        "calendar says how many are.",
        examples=["include"],
    ),
)
"""The parameter for calendars alone, which the route of a calendar needs."""


def row_fields(out: type[BaseModel]) -> list[str]:
    """The fields of a record that are lists of objects, each of which can be a row of its own."""
    return [name for name, field in out.model_fields.items() if name != "sources" and _is_list(field.annotation)]


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in (Union, UnionType, Annotated):
        return any(_is_list(arm) for arm in get_args(annotation))
    item = get_args(annotation)[0] if origin is list else None
    return isinstance(item, type) and issubclass(item, BaseModel)


def file_query(model: Any, out: type[BaseModel], *, has_date: bool) -> Any:
    """The model of the parameters of a file: those of ``model``, the query of a list or record, and the file options.

    Files of records with a date can be calendars.
    """
    options = dict(_CELLS)
    if has_date:
        options["vague"] = VAGUE
    if fields := row_fields(out):
        kind: Any = Maybe
        options["rows"] = (
            Annotated[kind[str], OneOf("a field whose items can be rows", fields)],
            Field(
                None,
                description="One row for each item of this field, such as each participant of each meeting, with the "
                "other fields repeated. A record without an item has no row; `limit` counts records. For CSV, TSV, "
                "Excel, Parquet and NDJSON, where the field then has one item.",
                examples=["participants" if "participants" in fields else fields[0]],
            ),
        )
    return create_model(f"{model.__name__}File", __base__=model, **options)


QueryT = TypeVar("QueryT", bound=BaseModel)


def split(model: type[QueryT], query: Any, name: str) -> tuple[QueryT, str, FileOptions]:
    """The query as the list or the record itself would get it, the name of the format, and the options of the file."""
    separator = getattr(query, "sep", Separator.comma)
    options = FileOptions(
        bom=getattr(query, "bom", Truth.false) is Truth.true,
        separator="\t" if separator is Separator.tab else separator.value,
        join="\x1f" if getattr(query, "join", None) is Join.unit else ";",
        vague=getattr(query, "vague", None) is Vague.include,
        rows=getattr(query, "rows", None),
    )
    return query_part(query, model), name, options


def unfit_parameters(parameters: Collection[str], name: str) -> dict[str, str]:
    """The parameters that have no effect on the format ``name``, whatever their values, each with the reason."""
    form = FORMATS[name]
    has_text_cells, is_nested = name in ("csv", "tsv"), name in ("ndjson", "jsonl")
    reasons = {
        "include": not is_nested and name != "json" and f"{name} cannot contain it: ask for ndjson",
        "fields": form.has_own_fields and f"the contents of {name} are fixed: ask for csv or ndjson",
        "group_by": form.has_own_fields and f"{name} has single records: ask for csv",
        "withdrawn": "a file has records only: ask the list, or /changes",
        "bom": not has_text_cells and "only csv and tsv can begin with it",
        "sep": name != "csv" and "only csv has it",
        "join": not has_text_cells and "only csv and tsv have it",
        "vague": name != "ics" and "only ics has it",
        "rows": (not form.flat and not is_nested and f"{name} has whole records: ask for csv, xlsx or ndjson")
        or ("group_by" in parameters and "it cannot be used with group_by"),
    }
    return {key: reason for key, reason in reasons.items() if key in parameters and reason}


def refuse_unfit_parameters(
    parameters: Mapping[str, str], query: Projection[Any], options: FileOptions, name: str
) -> None:
    """Raise ``Problem`` for a parameter that has no effect on a format, rather than ignore it."""
    reasons = unfit_parameters(parameters, name)
    if options.rows and query.fields and options.rows not in query.fields:
        reasons.setdefault("rows", f"fields leaves {options.rows} out: name it there")
    if reasons:
        errors = [invalid(key, parameters.get(key), reason) for key, reason in reasons.items()]
        raise Problem("invalid-parameter", errors)
