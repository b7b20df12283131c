"""The seed models of officials and of the posts that they held."""

from pydantic import Field

from app.ingest.seed_fields import MAX_ITEMS, CountryId, Edtf, Flag, Text, Texts
from app.ingest.seed_schema.record import SeedModel, SeedRecord


class PositionSeed(SeedModel):
    title: Text
    body: Text | None = None
    start: Edtf | None = None
    end: Edtf | None = None
    as_of: Edtf | None = None
    former: Flag = False


class OfficialSeed(SeedRecord):
    kind = "official"
    file = "officials.yaml"
    cited_fields = ("name", "positions")

    name: Text
    aliases: Texts = []
    editorial_aliases: Texts = []
    country: CountryId
    positions: list[PositionSeed] = Field(min_length=1, max_length=MAX_ITEMS)
