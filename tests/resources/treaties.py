"""A toy resource, all in one file: its table, its seed model, its published form, its query and the resource."""

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy.orm import Mapped, relationship

from app.api.formats import jsonld
from app.db.engine import Base
from app.db.records import Record, WithDate, WithTitle, country_link, date_group, in_order, link
from app.db.tables import Country
from app.ingest.seed_fields import Edtf, PartyIds, Text
from app.ingest.seed_schema import SeedRecord
from app.query.filters import any_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Maybe, Spellings
from app.query.sorting import OrderBy
from app.resource import Body, RecordOut, RecordPage, Resource
from app.resources.refs import (
    DatePrecision,
    EarliestDay,
    EventDate,
    LatestDay,
    PartyRef,
    party_refs,
)


class Treaty(WithTitle, WithDate, Record):
    __tablename__ = "treaties"
    __table_args__ = (*date_group(),)
    kind = "treaty"

    countries: Mapped[list["TreatyCountry"]] = in_order("TreatyCountry")


class TreatyCountry(Base):
    __tablename__ = "treaty_countries"

    treaty_id: Mapped[str] = link("treaties", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")


class TreatySeed(SeedRecord):
    kind = "treaty"
    file = "treaties.yaml"
    cited_fields = ("title", "date", "countries")

    title: Text
    date: Edtf | None = None
    countries: PartyIds = Field(min_length=1)


class TreatyOut(RecordOut):
    """What countries bound themselves to do."""

    title: str = Field(description="Title.", examples=["Treaty of Friendship"])
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    countries: list[PartyRef] = Field(description="The parties.")


class TreatyQuery(DatedQuery[TreatyOut]):
    country: Annotated[Maybe[Spellings], any_of(Treaty.countries, TreatyCountry.country_id, "party")] = Field(
        None, description="This country is a party.", examples=[["KZ"]]
    )
    sort: Annotated[str, OrderBy(date=Treaty.date_start, title=Treaty.title_key, id=Treaty.id)] = Field(
        "-date", description="Order. A leading minus reverses it.", examples=["-date"]
    )


def render(treaty: Treaty, _context: None) -> dict[str, Any]:
    return {"countries": party_refs(treaty.countries)}


def linked_data(record: Body, base: str) -> dict[str, Any]:
    parties = [jsonld.party(country, base) for country in record["countries"]]
    return {"@type": "CreativeWork", "dateCreated": jsonld.point(record["date"]), "contributor": parties}


resource = Resource(
    path="/treaties",
    example="friendship",
    tag_description="What countries bound themselves to.",
    list_description="List treaties, newest first.",
    model=Treaty,
    out=TreatyOut,
    query=TreatyQuery,
    render=render,
    linked_data=linked_data,
    page=RecordPage("Treaty"),
)
