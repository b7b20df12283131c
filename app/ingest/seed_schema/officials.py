"""The seed models of officials and of the posts that they held."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.domain.duration import Period, certain_days, possible_days
from app.domain.vocabulary import NameRole, PositionClass
from app.ingest.seed_fields import MAX_ITEMS, Edtf, Flag, OpenEdtf, OptionalPartyId, Text, Texts, matching
from app.ingest.seed_schema.record import SeedModel, SeedRecord


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


class ExternalIdsSeed(SeedModel):
    """What other data sets call an official."""

    wikidata: Annotated[str, matching("Q[1-9][0-9]{0,18}", "an id of Wikidata such as Q42")] | None = None


class OfficialSeed(SeedRecord):
    kind = "official"
    file = "officials.yaml"
    cited_fields = ("name", "positions")

    name: Text
    aliases: Texts = []
    editorial_aliases: Texts = []
    country: OptionalPartyId = None
    positions: list[PositionSeed] = Field([], max_length=MAX_ITEMS)
    external_ids: ExternalIdsSeed = ExternalIdsSeed()

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from super().names()
        if self.external_ids.wikidata:
            yield NameRole.code, self.external_ids.wikidata
