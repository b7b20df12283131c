"""The tables of officials and of the posts that they held."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import Named, Record, in_order, link, references
from app.db.tables.parties import Country


class Official(Named, Record):
    __tablename__ = "officials"
    __table_args__ = (Index("ix_officials_name_key_id", "name_key", "id"),)
    kind = "official"

    country_id: Mapped[str] = mapped_column(references("countries"))

    country: Mapped[Country] = relationship(lazy="raise")
    positions: Mapped[list["Position"]] = in_order("Position")


class Position(Base):
    """A public post of an official. ``start``, ``end`` and ``as_of`` are EDTF."""

    __tablename__ = "positions"

    official_id: Mapped[str] = link("officials", index=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str | None]
    start: Mapped[str | None]
    end: Mapped[str | None]
    as_of: Mapped[str | None]
    former: Mapped[bool]
