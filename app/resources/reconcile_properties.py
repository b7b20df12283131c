"""What the Reconciliation API knows of records: their types, and the properties that can be compared and fetched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.domain.text import fold
from app.domain.titles import plural, title_of
from app.domain.vocabulary import PartyKind
from app.resource import Body

PARTY_TYPE = "party"
"""The type above countries and organisations."""

TYPES = {
    "country": "Country",
    "organization": "Organisation",
    "official": "Official",
    "mechanism": "Mechanism",
    "document": "Document",
    PARTY_TYPE: "Country or organisation",
}
"""Names of the types by id. All but the last are kinds of records."""

KINDS_OF_TYPE = {kind: (kind,) for kind in TYPES if kind != PARTY_TYPE} | {PARTY_TYPE: ("country", "organization")}

KIND_OF_PATH = {plural(kind): kind for kind in TYPES if kind != PARTY_TYPE}

PropertyValue: TypeAlias = dict[str, Any]
"""A value as data extension gives it: ``{"str": …}``, ``{"int": …}``, or a record, ``{"id": …, "name": …}``."""

EDITORIAL = "in no document: we added it"

DERIVATION = "worked out from the records"


def type_ref(kind: str) -> dict[str, str]:
    """A type by id and name."""
    return {"id": kind, "name": TYPES[kind]}


def entity_id(kind: str, record_id: str) -> str:
    """The id of a record here: its path without the first slash, ``countries/TR``. It is unique among all kinds."""
    return f"{plural(kind)}/{record_id}"


def split_id(entity: str) -> tuple[str, str] | None:
    """Kind and id of the record that an id names, the id in the case that records have; None if it names none."""
    path, _, record_id = entity.partition("/")
    kind = KIND_OF_PATH.get(path)
    if kind is None or not record_id or "\0" in record_id:
        return None
    return kind, record_id.upper() if kind in KINDS_OF_TYPE[PARTY_TYPE] else record_id.lower()


def value_text(value: PropertyValue) -> str:
    """A value as text."""
    return str(next(value[form] for form in ("name", "str", "int") if form in value))


def _party(ref: Mapping[str, Any]) -> PropertyValue:
    path = PartyKind(ref["kind"]).path
    return {"id": f"{path[1:]}/{ref['code']}", "name": ref["name"]} if path else {"str": ref["name"]}


def _mechanism(ref: Mapping[str, Any]) -> PropertyValue:
    return {"id": entity_id("mechanism", ref["id"]), "name": ref["name"]}


def _scalar(value: Any) -> PropertyValue:
    return {"int": value} if isinstance(value, int) else {"str": str(value)}


@dataclass(frozen=True, kw_only=True)
class Property:
    """A property of records of some kinds.

    ``get`` returns its values in a record, None for those that are unknown. ``form`` turns each into a value of the
    protocol. ``fields`` are the names under which evidence supports it; ``without_evidence`` is the source of a value
    that no evidence supports.
    """

    id: str
    name: str
    description: str
    kinds: Sequence[str]
    get: Callable[[Body], Iterable[Any]]
    form: Callable[[Any], PropertyValue] = _scalar
    type: str | None = None
    fields: Sequence[str] = ()
    without_evidence: str = EDITORIAL

    def values(self, record: Body) -> list[PropertyValue]:
        return [self.form(value) for value in self.get(record) if value is not None]


def _field(name: str) -> Callable[[Body], Iterable[Any]]:
    return lambda record: [record.get(name)]


def _items(name: str) -> Callable[[Body], Iterable[Any]]:
    return lambda record: record.get(name, ())


def _identifiers(record: Body) -> Iterable[str]:
    return [f"{identifier['scheme']}:{identifier['id']}" for identifier in record["identifiers"]]


ALL_KINDS = tuple(kind for kind in TYPES if kind != PARTY_TYPE)
_PARTIES = KINDS_OF_TYPE[PARTY_TYPE]
_NAMED_KINDS = tuple(kind for kind in ALL_KINDS if kind != "document")

PROPERTIES = {
    entry.id: entry
    for entry in (
        Property(id="name", name="name", description="Name, or title of a document.", kinds=ALL_KINDS,
                 get=lambda record: [title_of(record)], fields=("name", "title")),
        Property(id="aliases", name="other names", description="Other spellings, those that we added too.",
                 kinds=_NAMED_KINDS, get=_items("aliases"), fields=("aliases",)),
        Property(id="label", name="label", description="Name with what tells it from namesakes.", kinds=ALL_KINDS,
                 get=_field("label"), without_evidence=DERIVATION),
        Property(id="acronym", name="acronym", description="Acronym.", kinds=("organization", "mechanism"),
                 get=_field("acronym"), fields=("acronym",)),
        Property(id="official_name", name="official name", description="Official name of a country.",
                 kinds=("country",), get=_field("official_name"), fields=("official_name",)),
        Property(id="code", name="code", description="ISO 3166-1 alpha-2 code of a country, ISO 3166-3 of a former "
                 "one, or an organisation's own.", kinds=_PARTIES, get=_field("code")),
        Property(id="alpha3", name="alpha-3 code", description="ISO 3166-1 alpha-3 code.", kinds=("country",),
                 get=_field("alpha3"), fields=("alpha3",)),
        Property(id="numeric", name="numeric code", description="ISO 3166-1 numeric code, with leading zeros.",
                 kinds=("country",), get=_field("numeric"), fields=("numeric",)),
        Property(id="wikidata", name="Wikidata item", description="Id of the item of Wikidata.", kinds=("official",),
                 get=lambda record: [record["external_ids"]["wikidata"]], fields=("external_ids",)),
        Property(id="identifiers", name="identifiers", description="Ids in ISO 3166, Wikidata and OpenSanctions, as "
                 "scheme:id.", kinds=_NAMED_KINDS, get=_identifiers, fields=("external_ids",)),
        Property(id="country", name="country", description="The country or organisation that an official serves.",
                 kinds=("official",), get=_field("country"), form=_party, type=PARTY_TYPE,
                 fields=("country", "positions")),
        Property(id="positions", name="positions", description="Public posts, newest first.", kinds=("official",),
                 get=lambda record: [post["title"] for post in record["positions"]], fields=("positions",)),
        Property(id="members", name="members", description="Members: countries and organisations.",
                 kinds=("organization", "mechanism"),
                 get=lambda record: record.get("member_parties", record["members"]), form=_party, type=PARTY_TYPE,
                 fields=("members",)),
        Property(id="mechanism", name="mechanism", description="The organisation as a format of cooperation.",
                 kinds=("organization",), get=_field("mechanism"), form=_mechanism, type="mechanism",
                 fields=("mechanism",)),
        Property(id="mechanisms", name="mechanisms", description="Mechanisms of which a country is a member.",
                 kinds=("country",), get=_items("mechanisms"), form=_mechanism, type="mechanism",
                 without_evidence=DERIVATION),
        Property(id="kind", name="kind", description="Kind of country, organisation, mechanism or document.",
                 kinds=("country", "organization", "mechanism", "document"), get=_field("kind"), fields=("kind",)),
        Property(id="level", name="level", description="Level at which a mechanism meets.", kinds=("mechanism",),
                 get=_field("level"), fields=("level",)),
        Property(id="established", name="established", description="When a mechanism was established (EDTF).",
                 kinds=("mechanism",), get=_field("established"), fields=("established",)),
        Property(id="meetings_count", name="meetings", description="Number of its meetings on record.",
                 kinds=("mechanism",), get=_field("meetings_count"), without_evidence=DERIVATION),
        Property(id="publisher", name="publisher", description="Publisher of a document.", kinds=("document",),
                 get=_field("publisher"), fields=("publisher",)),
        Property(id="author", name="author", description="Author of a document.", kinds=("document",),
                 get=_field("author"), fields=("author",)),
        Property(id="date", name="date of publication", description="Day of publication (EDTF).",
                 kinds=("document",), get=_field("date"), fields=("date",)),
        Property(id="language", name="language", description="Language of a document.", kinds=("document",),
                 get=_field("language"), fields=("language",)),
        Property(id="licence", name="licence", description="Licence of a document.", kinds=("document",),
                 get=_field("licence"), fields=("licence",)),
        Property(id="source_url", name="source address", description="Where a document was published.",
                 kinds=("document",), get=_field("source_url"), fields=("source_url",)),
    )
}  # fmt: skip
"""The properties by id."""

SOURCES_PROPERTY = ".sources"
"""Ends the id of the property that has the sources of another one's values, value by value."""

NAMING = ("name", "aliases", "label", "acronym", "official_name", "code", "alpha3", "numeric", "wikidata")
"""Properties whose values find a record as its name does."""


def property_entries(kinds: Sequence[str]) -> list[dict[str, str]]:
    """The properties that records of the kinds have, each followed by the one that has its sources."""
    entries = []
    for property_ in PROPERTIES.values():
        if {*property_.kinds} & {*kinds}:
            entries.append({"id": property_.id, "name": property_.name, "description": property_.description})
            words = f"The document and paragraph behind each value of “{property_.name}”."
            entries.append(
                {"id": property_.id + SOURCES_PROPERTY, "name": f"{property_.name}: sources", "description": words}
            )
    return entries


def says_so(property_: Property, record: Body, spellings: Iterable[str]) -> bool | None:
    """Whether a record has one of the spellings as a value, by its text or id; None if it has no value at all."""
    values = property_.values(record)
    if not values:
        return None
    texts = {fold(value_text(value)) for value in values} | {fold(value["id"]) for value in values if "id" in value}
    texts |= {fold(value["id"].partition("/")[2]) for value in values if "id" in value}
    return not texts.isdisjoint(fold(text) for text in spellings)
