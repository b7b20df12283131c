"""Fields and references that several resources have."""

import datetime
import json
from collections.abc import Sequence
from typing import Annotated, Any, overload

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.records import Record
from app.db.tables import City, Mechanism, Participant, Party, Signatory, TradeStat
from app.db.tables.publication import Name
from app.domain.edtf import Precision
from app.domain.figure_vocabulary import Valuation
from app.domain.model import Model
from app.domain.trade_figures import PRODUCT_FIELDS, product_ref
from app.domain.vocabulary import PartyKind
from app.resource import Number
from app.resources.identifiers import identifiers

# What tells figures of one indicator and pair apart.
Estimate = Annotated[bool, Field(description="Whether the source gives it as an estimate.", examples=[False])]

GoodsValuation = Annotated[
    Valuation | None,
    Field(
        description="How goods are valued: `cif`, with freight and insurance, or `fob`, without; null if the source "
        "does not say.",
        examples=["cif"],
    ),
]

Instrument = Annotated[
    str | None,
    Field(description="The form of an investment or a payment, as the source names it.", examples=["equity"]),
]

Dimensions = Annotated[
    dict[str, str],
    Field(
        description="What else distinguishes figures of a data set: its own names and values.",
        examples=[{"sector": "mining"}],
    ),
]

# A date group: four fields, always in this order. An unknown date is null in all four.
EventDate = Annotated[
    str | None,
    Field(description="Date (EDTF); null if no document states it.", examples=["2026-02-02"]),
]

EarliestDay = Annotated[
    datetime.date | None,
    Field(
        description="The earliest day that the date can cover; null if there is none, as for `../1992-10`.",
        examples=["2026-02-02"],
    ),
]

LatestDay = Annotated[
    datetime.date | None, Field(description="The latest day that the date can cover.", examples=["2026-02-02"])
]

DatePrecision = Annotated[
    Precision | None,
    Field(
        description="Precision of the date. `before`: at an unknown time, `date_end` at the latest.",
        examples=["day"],
    ),
]

EditorialAliases = Annotated[
    list[str],
    Field(
        description="The aliases that we added. They are in no document.",
        examples=[["Турция"]],
    ),
]


class PartyRef(Model):
    """A country or organisation in another record."""

    code: str = Field(
        description="Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own.",
        examples=["KZ"],
    )
    name: str = Field(description="Its short name.", examples=["Kazakhstan"])
    kind: PartyKind = Field(
        description="Kind of party. An `organization` is under `/organizations`, all others under `/countries`.",
        examples=["state"],
    )


class TraderRef(PartyRef):
    """A country or organisation in a figure, or an aggregate of a data set, such as the world."""

    code: str | None = Field(  # type: ignore[assignment]
        description="Code: ISO 3166-1 alpha-2 of a country, ISO 3166-3 of a former one, or an organisation's own; null "
        "for an aggregate.",
        examples=["KZ"],
    )
    kind: PartyKind = Field(
        description="Kind of party. An `organization` is under `/organizations`, an `aggregate` under no list, all "
        "others under `/countries`.",
        examples=["state"],
    )


class CoordinatesOut(Model):
    """The coordinates of a city in degrees (WGS 84), from GeoNames (CC BY 4.0)."""

    latitude: Number = Field(description="Degrees north of the equator.", examples=[39.91987])
    longitude: Number = Field(description="Degrees east of Greenwich.", examples=[32.85427])


Coordinates = Annotated[
    CoordinatesOut | None,
    Field(description="The coordinates of the city; null if no city is named, or we have no coordinates of it."),
]


class RecordRef(Model):
    """A record of any kind."""

    kind: str = Field(description="Kind of record.", examples=["meeting"])
    id: str = Field(description="Its id.", examples=["jspg-kz-tr-8"])
    url: str = Field(description="Its path.", examples=["/meetings/jspg-kz-tr-8"])


class TitleRef(Model):
    """Another record, by id and title."""

    id: str = Field(description="Its id.", examples=["jspg-kz-tr-8"])
    title: str = Field(
        description="Its title.",
        examples=["Eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group"],
    )


class StatementRef(TitleRef):
    """A statement, by id and summary."""

    url: str = Field(description="Its path.", examples=["/statements/kosherbayev-food-supplier-2026"])


class NameRef(Model):
    """An official, by id and name."""

    id: str = Field(description="Id of the official.", examples=["hakan-fidan"])
    name: str = Field(description="Name of the official.", examples=["Hakan Fidan"])


class MechanismRef(Model):
    """A mechanism in another record."""

    id: str = Field(description="Id of the mechanism.", examples=["jspg-kz-tr"])
    acronym: str | None = Field(description="Acronym. Several mechanisms may share it.", examples=["JSPG"])
    name: str = Field(description="Full name.", examples=["Kazakhstan–Türkiye Joint Strategic Planning Group"])


class ProductOut(Model):
    """The product that a trade figure covers."""

    name: str = Field(description="Name.", examples=["Crude oil"])
    system: str | None = Field(
        description="The classification that the code is of; null where the source has no code.", examples=["HS"]
    )
    edition: str | None = Field(description="The edition of the classification.", examples=["2022"])
    code: str | None = Field(description="The code.", examples=["2709"])
    hs: str | None = Field(
        description="Heading of the Harmonized System; null if it is not certain.", examples=["2709"]
    )


class Delegate(Model):
    """An official who acted for a party or for none, with the post at that time."""

    official: NameRef = Field(description="The official.")
    country: PartyRef | None = Field(
        description="The country or organisation for which the official acted; null if neither, as for a company."
    )
    position: str | None = Field(description="The post at that time.", examples=["Foreign Minister"])


def aliases(
    session: Session, model: type[Record], ids: Sequence[str], roles: Sequence[str] = ("alias", "editorial")
) -> dict[str, list[str]]:
    """The other names of each record, in the seed's order."""
    names: dict[str, list[str]] = {record_id: [] for record_id in ids}
    for record_id, text in session.execute(
        select(Name.record_id, Name.text)
        .where(Name.kind == model.kind, Name.record_id.in_(ids), Name.role.in_(roles))
        .order_by(Name.record_id, Name.position)
    ):
        names[record_id].append(text)
    return names


def names_and_identifiers(session: Session, model: type[Record], ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The fields ``aliases``, ``editorial_aliases`` and ``identifiers`` of each record."""
    names, editorial = aliases(session, model, ids), aliases(session, model, ids, ["editorial"])
    codes = identifiers(session, model, ids)
    return {
        record_id: {
            "aliases": names[record_id],
            "editorial_aliases": editorial[record_id],
            "identifiers": codes[record_id],
        }
        for record_id in ids
    }


@overload
def party_ref(party: Party) -> dict[str, Any]: ...


@overload
def party_ref(party: Party | None) -> dict[str, Any] | None: ...


def party_ref(party: Party | None) -> dict[str, Any] | None:
    if party is None:
        return None
    code = None if party.kind_ == PartyKind.aggregate else party.id
    return {"code": code, "name": party.name, "kind": party.kind_}


def party_refs(links: Sequence[Any]) -> list[dict[str, Any]]:
    """The parties of the rows of a link table, in their order."""
    return [party_ref(link.country) for link in links]


def city_name(city: City | None) -> str | None:
    return city.name if city else None


def coordinates_of(city: City | None) -> dict[str, float | None] | None:
    return {"latitude": city.latitude, "longitude": city.longitude} if city and city.geonames else None


def product_of(stat: TradeStat) -> dict[str, Any] | None:
    return product_ref(*(getattr(stat, f"product_{name}") for name in PRODUCT_FIELDS))


def distinctions(stat: TradeStat) -> dict[str, Any]:
    """The fields in which figures of a data set for the same subject and time differ."""
    fields = {name: getattr(stat, name) for name in ("estimate", "valuation", "instrument")}
    return fields | {"dimensions": json.loads(stat.dimensions or "{}")}


def title_ref(record: Any) -> dict[str, Any] | None:
    return record and {"id": record.id, "title": record.title}


def statement_ref(statement: Any) -> dict[str, Any]:
    return {"id": statement.id, "title": statement.summary, "url": f"/statements/{statement.id}"}


def mechanism_ref(mechanism: Mechanism | None) -> dict[str, Any] | None:
    if mechanism is None:
        return None
    return {"id": mechanism.id, "acronym": mechanism.acronym, "name": mechanism.name}


def delegate(row: Participant | Signatory) -> dict[str, Any]:
    return {
        "official": {"id": row.official.id, "name": row.official.name},
        "country": party_ref(row.country),
        "position": row.post,
    }
