"""What clients of the Reconciliation API 0.2 send: batches of names, and requests for values."""

from collections.abc import Collection
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, field_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema, from_json

from app.domain.model import Model
from app.domain.text import nearest
from app.errors import refuse
from app.resources.reconcile_properties import ALL_KINDS, KINDS_OF_TYPE, NAMING, PROPERTIES, SOURCES_PROPERTY, TYPES

MAX_BATCH = 50
"""Queries of a batch, and records of a data extension: one name is compared with thousands."""

MAX_QUERY_CANDIDATES = 20

MAX_PROPERTIES = 30

MAX_QUERY_NAME = 200
"""Characters of a name. Nothing is called by a longer text."""

DISAGREEMENT = 20.0
"""What each property that says otherwise takes from a score, which is 100 at most."""


class EntityValueRequest(Model):
    """A value that is a record."""

    id: str = Field(max_length=MAX_QUERY_NAME, description="Its id, as candidates have it.", examples=["countries/TR"])
    name: str | None = Field(
        None, max_length=MAX_QUERY_NAME, description="Its name, which is not compared.", examples=["Türkiye"]
    )


ConditionValue: TypeAlias = EntityValueRequest | str | bool | float


class PropertyRequest(Model):
    """A property that a candidate should have."""

    model_config = ConfigDict(extra="forbid")

    pid: str = Field(description="Id of the property.", examples=["country"])
    v: ConditionValue | Annotated[list[ConditionValue], Field(max_length=MAX_PROPERTIES)] = Field(
        description="Its value, or several of which one is enough. Any name of a country will do.", examples=["Turkey"]
    )

    @field_validator("pid")
    @classmethod
    def _property(cls, value: str) -> str:
        return _valid(value, PROPERTIES, "property")

    @property
    def texts(self) -> list[str]:
        values = self.v if isinstance(self.v, list) else [self.v]
        return [value.id if isinstance(value, EntityValueRequest) else str(value) for value in values]


class NameRequest(Model):
    """A name to find, or properties that name a record."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)

    query: str | None = Field(
        None, description="A name in any spelling, a code, an id or an address.", examples=["Fidan"]
    )
    type: str | list[str] | None = Field(None, description="A type, or any of several.", examples=["official"])
    limit: int = Field(
        10, ge=1, description=f"Greatest number of candidates; {MAX_QUERY_CANDIDATES} at most.", examples=[3]
    )
    properties: list[PropertyRequest] = Field(
        [], max_length=MAX_PROPERTIES,
        description=f"What else a candidate should have: one that says otherwise takes {DISAGREEMENT:g} off.",
    )  # fmt: skip
    type_strict: Literal["any", "should", "all"] | None = Field(
        None, description="Accepted and ignored: a candidate has one type.", examples=["should"]
    )

    @field_validator("type")
    @classmethod
    def _types(cls, value: str | list[str] | None) -> list[str]:
        return [_valid(name, TYPES, "type") for name in ([value] if isinstance(value, str) else value or [])]

    @property
    def kinds(self) -> list[str]:
        return [*dict.fromkeys(kind for name in self.type or ALL_KINDS for kind in KINDS_OF_TYPE[name])]

    @property
    def names(self) -> list[str]:
        """The spellings of the name: the query, or else the values of properties that name a record."""
        if self.query is not None:
            return [self.query]
        return [text for condition in self.properties if condition.pid in NAMING for text in condition.texts][:1]


class ColumnRequest(Model):
    """A property to fetch."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(
        description="Its id; with `.sources` at the end, the sources of its values.", examples=["positions"]
    )
    settings: dict[str, Any] = Field({}, max_length=0, description="There are none.", examples=[{}])

    @field_validator("id")
    @classmethod
    def _property(cls, value: str) -> str:
        return _valid(value, [*PROPERTIES, *(name + SOURCES_PROPERTY for name in PROPERTIES)], "property")


class ExtensionRequest(Model):
    """Records by id, and the properties to fetch."""

    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(description="Ids of records, as candidates have them.", examples=[["officials/hakan-fidan"]])
    properties: list[ColumnRequest] = Field(
        max_length=2 * MAX_PROPERTIES, description="The properties, in the order of the columns."
    )


MAX_LISTED = 10
"""Greatest number of values that an error lists if none is near."""


def _valid(value: str, values: Collection[str], noun: str) -> str:
    if value not in values:
        near = nearest(value.removesuffix(SOURCES_PROPERTY), values) or (
            list(values) if len(values) <= MAX_LISTED else []
        )
        ending = "" if near else f": of the {len(values)} that there are, none is like it"
        raise refuse(f"there is no {noun} {value[:MAX_QUERY_NAME]!r}{ending}", near)
    return value


class JsonText:
    """JSON in a field of a form or a parameter. The rest of the type is that of the parsed value."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.parse, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "contentMediaType": "application/json", "contentSchema": handler(schema)}

    @staticmethod
    def parse(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return from_json(value, allow_inf_nan=False)
        except ValueError:
            raise refuse("it is not JSON") from None


QUERIES_EXAMPLE = {"q0": {"query": "Fidan", "type": "official", "properties": [{"pid": "country", "v": "Turkey"}]}}

EXTEND_EXAMPLE = {"ids": ["officials/hakan-fidan"], "properties": [{"id": "positions"}, {"id": "positions.sources"}]}

Batch = Annotated[dict[str, NameRequest], JsonText()]

ExtensionText = Annotated[ExtensionRequest, JsonText()]
