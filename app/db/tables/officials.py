"""The tables of officials and of the posts that they held."""

import datetime as dt

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import Record, WithNames, in_order, link, one_of_enum, references
from app.db.tables.parties import Party
from app.domain.vocabulary import PositionClass


class Official(WithNames, Record):
    __tablename__ = "officials"
    __table_args__ = (Index(None, "name_key", "id"),)
    kind = "official"

    country_id: Mapped[str | None] = mapped_column(references("parties"))
    external_ids_wikidata: Mapped[str | None]

    country: Mapped[Party | None] = relationship(lazy="raise")
    positions: Mapped[list["Position"]] = in_order("Position")


class Position(Base):
    """A public post of an official. ``start``, ``end`` and ``as_of`` are EDTF.

    The days on which it may have been held, and those between which it was held for certain, follow from these: see
    ``app.domain.duration``.
    """

    __tablename__ = "positions"
    __table_args__ = (
        one_of_enum("class", PositionClass),
        Index(None, "class", "official_id"),
    )

    official_id: Mapped[str] = link("officials", index=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    class_: Mapped[str] = mapped_column("class", server_default=text("'other'"))
    party_id: Mapped[str | None] = mapped_column(references("parties"), index=True)
    body: Mapped[str | None]
    start: Mapped[str | None]
    end: Mapped[str | None]
    as_of: Mapped[str | None]
    former: Mapped[bool]
    possible_first: Mapped[dt.date | None]
    possible_last: Mapped[dt.date | None]
    certain_first: Mapped[dt.date | None]
    certain_last: Mapped[dt.date | None]

    party: Mapped[Party | None] = relationship(lazy="raise")
