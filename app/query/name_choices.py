"""Parameters that take one of some names: a fixed list, or the fields of a record."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.domain.text import excluded_name, nearest
from app.errors import nearest_or_all, refuse

OutT = TypeVar("OutT", bound=BaseModel)


class OneOf:
    """One of the choices. Another value is refused as not being ``description``, with the nearest choice."""

    def __init__(self, description: str, choices: list[str]) -> None:
        self.description, self.choices = description, choices

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"enum": self.choices}

    def refusal(self, value: str, near: Sequence[str]) -> PydanticCustomError:
        """The error for a value that is none of the choices, with those that are ``near`` or else with all."""
        return refuse(*nearest_or_all(f"{value!r} is not {self.description}", near, self.choices))

    def check(self, value: str) -> str:
        if value not in self.choices:
            raise self.refusal(value, nearest(value, self.choices))
        return value


class _ModelName(str, Generic[OutT]):
    """A string of a set that depends on the model of the record; a subclass defines the set."""

    @classmethod
    def choice_of(cls, out: Any) -> OneOf:
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        out = get_args(source)[0]
        if not (isinstance(out, type) and issubclass(out, BaseModel)):  # the model of a generic list is not known yet
            return core_schema.str_schema()
        choice = cls.choice_of(out)
        return core_schema.no_info_after_validator_function(
            choice.check,
            core_schema.str_schema(),
            metadata={"pydantic_js_updates": {"enum": choice.choices}},
        )


class IncludeOf(_ModelName[OutT], Generic[OutT]):
    """A name that ``include`` takes for the record ``OutT``: its evidence, its history, or records it refers to."""

    @classmethod
    def choice_of(cls, out: Any) -> OneOf:
        return OneOf("something that these records can include", ["evidence", "history", *out.includes])


class _FieldName(OneOf):
    """The name of a field. A field that ``include`` adds is refused with the parameter that adds it."""

    def __init__(self, out: Any) -> None:
        super().__init__("a field of these records", list(out.model_fields))
        addable = IncludeOf.choice_of(out).choices if hasattr(out, "includes") else ()
        self.fields_to_include = set(addable) - out.model_fields.keys()

    def check(self, value: str) -> str:
        if excluded_name(value) in self.choices:  # the field alone would be the opposite
            raise refuse(f"{value!r} is not {self.description}: no sign leaves one out; name those that you want")
        if value in self.fields_to_include:
            raise refuse(f"{value!r} is no field to choose: include={value} adds it to those that you choose")
        return super().check(value)


class FieldOf(_ModelName[OutT], Generic[OutT]):
    """A top-level field of the record ``OutT``."""

    @classmethod
    def choice_of(cls, out: Any) -> OneOf:
        return _FieldName(out)
