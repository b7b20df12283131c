"""The seed models of officials and of the posts that they held."""

from pydantic import Field

from app.domain.duration import Period, certain_days, possible_days
from app.domain.vocabulary import PositionClass
from app.ingest.seed_fields import MAX_ITEMS, Edtf, Flag, OpenEdtf, OptionalPartyId, Text, Texts
from app.ingest.seed_schema.record import IdentifiedSeed, SeedModel


class PositionSeed(SeedModel):
    """A post. ``start`` and ``end`` may be open: ``end: ../2023-09`` says that it ended by September 2023."""

    title: Text
    class_: PositionClass = Field(PositionClass.other, alias="class")
    party: OptionalPartyId = None
    body: Text | None = None
    start: OpenEdtf | None = None
    end: OpenEdtf | None = None
    as_of: Edtf | None = None
    former: Flag = False

    @property
    def possible(self) -> Period:
        """The days on which it may have been held."""
        return possible_days(self.start, self.end)

    @property
    def certain(self) -> Period:
        """The days between which it was held for certain."""
        return certain_days(self.start, self.end, self.as_of)


class OfficialSeed(IdentifiedSeed):
    kind = "official"
    file = "officials.yaml"
    cited_fields = ("name", "positions")

    name: Text
    aliases: Texts = []
    editorial_aliases: Texts = []
    country: OptionalPartyId = None
    positions: list[PositionSeed] = Field([], max_length=MAX_ITEMS)
