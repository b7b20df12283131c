"""The types of query parameters. Each parses a value, refuses a wrong one with the nearest, and documents itself."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeAlias, TypeVar, cast, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema, core_schema

from app.domain import edtf
from app.domain.date_spellings import possible_dates
from app.domain.free_text import MAX_TEXT_LENGTH
from app.domain.text import NO_VALUE, excluded_name, has_controls, nearest
from app.domain.written_numbers import near_whole_numbers, written_number
from app.errors import EMPTY, nearest_or_all, refuse

T = TypeVar("T")

if TYPE_CHECKING:
    Maybe: TypeAlias = T | None
else:
    # None means that the parameter is left out. A client cannot send null, so the schema does not offer it.
    Maybe = T | SkipJsonSchema[None]


def _with_hyphens(value: str) -> str:
    return value.strip().lower().replace("_", "-").replace(" ", "-")


EXCEPT = "!"
"""Stands before the value of a filter that finds all other records."""

EXCEPT_FIRST = f"{EXCEPT} before a value excludes it"

NO_EXCEPT = f"this parameter takes no {EXCEPT}, which excludes a value"
"""Why a value with ``!`` is refused. The value without it would find the opposite, so it is no suggestion."""


def _parser_of(values: type[StrEnum]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        text = str(value)
        for member in values:
            if _with_hyphens(member) == _with_hyphens(text):
                return member
        valid = [str(member) for member in values]
        message = f"{text!r} is not one of the values"
        if (name := excluded_name(text)) is not None:
            alternatives = [member for member in valid if _with_hyphens(member) != _with_hyphens(name)]
            raise refuse(f"{message}: {NO_EXCEPT}", alternatives if len(alternatives) == 1 else ())
        raise refuse(*nearest_or_all(message, nearest(text, valid), valid))

    return check


def _span_parser(parse: Callable[[str], edtf.Span]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        try:
            return parse(str(value))
        except edtf.DateError as error:
            raise refuse(str(error), error.nearest) from None

    return check


@dataclass(frozen=True)
class WholeNumber:
    """A whole number from ``minimum`` to ``maximum``, both included. What Python reads as a number but a URL should not
    have, ``1_0`` or ``١``, is refused."""

    minimum: int
    maximum: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        number = core_schema.int_schema(ge=self.minimum, le=self.maximum)
        return core_schema.no_info_before_validator_function(self._check_digits, number)

    def _check_digits(self, value: Any) -> Any:
        if isinstance(value, str) and not (value.isascii() and value.lstrip("-").isdigit()):
            near = (min(max(int(number), self.minimum), self.maximum) for number in near_whole_numbers(value))
            raise refuse(f"{value!r} is not a whole number", map(str, dict.fromkeys(near)))
        return value


_NUMBER = re.compile(r"-?\d{1,300}(\.\d{1,300})?(e-?\d{1,2})?", re.ASCII | re.IGNORECASE)


def _parse_number(value: Any) -> float:
    if not _NUMBER.fullmatch(str(value)):
        near = written_number(str(value))
        raise refuse(f"{value!r} is not a number, such as 1000000 or 1e9", [near] if near else [])
    return float(value)


def refuse_controls(value: str, exceptions: str = "") -> str:
    """The value. Raises an error of pydantic if it has a control character that is not in ``exceptions``."""
    if has_controls(value, exceptions):
        raise refuse("it holds a control character")
    return value


def _check_text(value: str) -> str:
    if not value.strip():
        raise refuse(EMPTY)
    return refuse_controls(value)


# Opaque to pydantic on purpose: a pydantic date reads digits as a Unix time.
Day = Annotated[
    Any,
    BeforeValidator(_span_parser(edtf.parse_point)),
    WithJsonSchema({"type": "string", "pattern": edtf.POINT_PATTERN}),
]

Interval = Annotated[
    Any,
    BeforeValidator(_span_parser(edtf.parse)),
    WithJsonSchema({"type": "string", "pattern": edtf.INTERVAL_PATTERN}),
]

NumberParameter = Annotated[float, BeforeValidator(_parse_number)]

MAX_PARAMETER_VALUES = 50
"""Values that a parameter may have in a request."""


def _check_count(values: Any) -> Any:
    if isinstance(values, list) and len(values) > MAX_PARAMETER_VALUES:
        raise refuse(f"it takes at most {MAX_PARAMETER_VALUES} values and the request has {len(values)}: split it")
    return values


SEPARATORS = re.compile(r"[,;|]")
"""What people write between several values."""


def split_at_separators(parameter: str, text: str) -> list[str]:
    """The values in a text that holds several. Between semicolons each may have the name of the parameter before it."""
    values = [value.strip() for value in SEPARATORS.split(text)]
    return [value.removeprefix(f"{parameter}=") for value in values if value]


def repeat(parameter: str, values: Sequence[str]) -> str:
    """What to write in place of a value that holds several."""
    return f"for several values repeat the parameter: {'&'.join(f'{parameter}={value}' for value in values)}"


class _LimitedCount:
    """Limits the number of values that ``parse`` returns."""

    def __init__(self, parse: Callable[[Any], Any] = lambda values: values) -> None:
        self.parse = parse

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda values: _check_count(self.parse(values)), handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"maxItems": MAX_PARAMETER_VALUES}


Spelling = Annotated[str, Field(min_length=1, max_length=len(EXCEPT) + MAX_TEXT_LENGTH), AfterValidator(_check_text)]
"""Text as a record may have it, so that every name and every publisher can be asked for."""


@dataclass(frozen=True)
class Selection:
    """The values of a filter: a record has one of ``choices`` and none of ``exclusions``.

    ``absent`` says that records without any value are included too, ``present`` that they are excluded.
    """

    choices: Sequence[Any] = ()
    exclusions: Sequence[Any] = ()
    absent: bool = False
    present: bool = False

    @property
    def values(self) -> tuple[Any, ...]:
        """Those of ``choices``, then those of ``exclusions``."""
        return (*self.choices, *self.exclusions)

    def __iter__(self) -> Iterator[str]:
        """The values as they are written."""
        yield from map(str, self.choices)
        yield from [NO_VALUE] if self.absent else []
        yield from (f"{EXCEPT}{value}" for value in self.exclusions)
        yield from [EXCEPT + NO_VALUE] if self.present else []

    def with_values(self, values: Sequence[Any]) -> "Selection":
        """The same with other ``values``, in the same order."""
        return replace(self, choices=values[: len(self.choices)], exclusions=values[len(self.choices) :])


def _selection_of(values: Sequence[tuple[bool, Any]]) -> Selection:
    """The selection of pairs: whether the value is excluded, and the value, which is ``None`` for ``none``.

    Raises an error of pydantic if all that is asked for is excluded: no record is of that kind.
    """
    exclusions, choices = ([value for is_excluded, value in values if is_excluded is sign] for sign in (True, False))
    refuse_contradiction(*([value and value.casefold() for value in names] for names in (choices, exclusions)))
    return Selection(
        tuple(value for value in choices if value is not None),
        tuple(value for value in exclusions if value is not None),
        absent=None in choices,
        present=None in exclusions,
    )


CONTRADICTION = f"it finds nothing: {EXCEPT} excludes all that it asks for"


def refuse_contradiction(choices: Collection[Any], exclusions: Collection[Any]) -> None:
    """Raise an error of pydantic if there are ``choices``, and ``exclusions`` has all of them."""
    if choices and set(choices) <= set(exclusions):
        raise refuse(CONTRADICTION)


def _parse_selection(values: list[str]) -> Selection:
    pairs = [(value.startswith(EXCEPT), value.removeprefix(EXCEPT)) for value in values]
    if not all(name.strip() for _, name in pairs):
        raise refuse(f"{EXCEPT} stands before a value, such as {EXCEPT}KZ")
    return _selection_of(
        [(is_excluded, None if name.strip().casefold() == NO_VALUE else name) for is_excluded, name in pairs]
    )


def _parse_interval_or_none(value: Any) -> Any:
    spelling = str(value).strip().casefold()
    if spelling in (NO_VALUE, EXCEPT + NO_VALUE):
        return _selection_of([(spelling.startswith(EXCEPT), None)])
    if spelling.startswith(EXCEPT):
        sides = (date for word in ("before", "after") for date in possible_dates(f"{word} {spelling[len(EXCEPT) :]}"))
        raise refuse(f"{value!r}: {EXCEPT} excludes no dates: ask for those before and after them, each alone", sides)
    return _span_parser(edtf.parse)(value)


# An interval, or a ``Selection`` without values: ``none`` stands for no date, ``!none`` for any.
IntervalOrNone = Annotated[
    Any,
    BeforeValidator(_parse_interval_or_none),
    WithJsonSchema({"type": "string", "pattern": rf"^({EXCEPT}?{NO_VALUE}|{edtf.INTERVAL_PATTERN[1:-1]})$"}),
]

IncludedNames = Annotated[list[Spelling], _LimitedCount()]
"""Several names, any of which is meant."""

if TYPE_CHECKING:
    Spellings: TypeAlias = Selection
else:
    # Several names: ``!`` before a name excludes it, and ``none`` stands for no value.
    Spellings = Annotated[IncludedNames, AfterValidator(_parse_selection)]


MAX_LISTED_VALUES = 50
"""Greatest number of values that an error lists if none is near. For more, such as currencies, it says how many."""


class _ChoiceValue:
    """A value of an enum, in any case, perhaps with ``!`` before it; with ``optional`` ``none`` is a value too.

    The enum may have a method ``hint_for(word)``: for a word that means what other parameters find, it returns how to
    ask for that, and the nearest values.

    It is read as a pair: whether it is excluded, and the value, which is ``None`` for ``none``.
    """

    def __init__(self, values: type[StrEnum], *, optional: bool) -> None:
        self.enum = values
        self.members: dict[str, StrEnum | None] = {value.value: value for value in values}
        self.members |= {NO_VALUE: None} if optional else {}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        exclusion = f"{EXCEPT}({'|'.join(self.members)})"
        pattern = f"^({NO_VALUE}|{exclusion})$" if NO_VALUE in self.members else f"^{exclusion}$"
        forms = core_schema.union_schema([handler.generate_schema(self.enum), core_schema.str_schema(pattern=pattern)])
        return core_schema.with_info_plain_validator_function(self.parse, json_schema_input_schema=forms)

    def _member(self, text: str) -> str | None:
        """The value that is written in a text, in our spelling."""
        name = _with_hyphens(text.strip().removeprefix(EXCEPT))
        return next((spelling for spelling in self.members if _with_hyphens(spelling) == name), None)

    def parse(self, value: Any, info: ValidationInfo) -> tuple[bool, StrEnum | None]:
        text = str(value)
        name = text.removeprefix(EXCEPT)
        if (spelling := self._member(text)) is not None:
            return name != text, self.members[spelling]
        parts = [
            (EXCEPT if part.startswith(EXCEPT) else "") + (self._member(part) or "")
            for part in split_at_separators(str(info.field_name), text)
        ]
        if len(parts) > 1 and all(part.removeprefix(EXCEPT) for part in parts):
            raise refuse(f"{text!r} is not one of the values: {repeat(str(info.field_name), parts)}", parts)
        hint_for = getattr(self.enum, "hint_for", None)
        sign = text.removesuffix(name)
        if hint_for and (hint := hint_for(_with_hyphens(name))):
            raise refuse(f"{text!r} is not one of the values: {hint[0]}", [sign + value for value in hint[1]])
        if (name_alone := excluded_name(name)) is not None:
            exclusions = [] if sign else [EXCEPT + spelling for spelling in nearest(name_alone, list(self.members))]
            raise refuse(f"{text!r} is not one of the values: {EXCEPT_FIRST}", exclusions)
        near = nearest(name, list(self.members))
        if not near and len(self.members) > MAX_LISTED_VALUES:
            raise refuse(f"{text!r} is not one of the {len(self.members)} values, which /openapi.json lists")
        near, choices = ([sign + spelling for spelling in spellings] for spellings in (near, self.members))
        raise refuse(*nearest_or_all(f"{text!r} is not one of the values", near, choices))

    def select(self, values: list[tuple[bool, StrEnum | None]]) -> Selection:
        """The values that are included, or all if none is, without those that are excluded."""
        exclusions = {member for is_excluded, member in values if is_excluded}
        choices = {member for is_excluded, member in values if not is_excluded} or set(self.members.values())
        refuse_contradiction(choices, exclusions)
        members = [member for member in self.members.values() if member in choices - exclusions]
        return _selection_of([(False, member) for member in members])


if TYPE_CHECKING:

    class Choice(Selection, Generic[T]):
        """Several values of an enum."""

    class ChoiceOfMany(Selection, Generic[T]):
        """Several values of an enum, of which a record may have more than one."""

    Single: TypeAlias = Annotated[T, ...]
else:

    class Single:
        """``Single[DateMatch]``: one value of the enum, in any case. Another is refused with the nearest."""

        def __class_getitem__(cls, values: type[StrEnum]) -> Any:
            return Annotated[values, BeforeValidator(_parser_of(values))]

    class Choice:
        """``Choice[MeetingType]``: any of several such values; ``Choice[Flow | None]``: or none."""

        def __class_getitem__(cls, values: Any) -> Any:
            enum = next(kind for kind in (get_args(values) or [values]) if kind is not NoneType)
            value = _ChoiceValue(enum, optional=enum is not values)
            return Annotated[list[Annotated[Any, value]], _LimitedCount(), AfterValidator(value.select)]

    class ChoiceOfMany:
        """``ChoiceOfMany[PositionClass]``: any of several such values, or ``none``, where a record may have many. One
        that has an excluded value may have an included one too."""

        def __class_getitem__(cls, values: type[StrEnum]) -> Any:
            value = _ChoiceValue(values, optional=True)
            return Annotated[list[Annotated[Any, value]], _LimitedCount(), AfterValidator(_selection_of)]


class Truth(StrEnum):
    true = "true"
    false = "false"


def _split_commas(value: Any) -> Any:
    return [part.strip() for item in value for part in str(item).split(",")] if isinstance(value, list) else value


Commas = _LimitedCount(_split_commas)
"""Several values, repeated or separated by commas."""


def _split_names(values: list[str]) -> list[str]:
    if len(values) > 1 and any("," in value for value in values):  # two groups would mean either of them
        raise refuse("it takes one group of names, separated by commas: ask for each group in a request of its own")
    parts = [part.strip() for value in values for part in value.split(",")]
    if len(parts) < 2 or not all(parts):
        raise refuse("it takes several countries, separated by commas, such as KZ,TR")
    return cast("list[str]", _check_count(parts))


Between = Annotated[IncludedNames, AfterValidator(_split_names)]

AllNames = Annotated[IncludedNames, Commas]
"""Names of which all are meant."""
