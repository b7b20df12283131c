"""The seed model of milestones."""

from pydantic import Field

from app.domain.vocabulary import MilestoneType
from app.ingest.seed_fields import Edtf, MechanismId, PartyIds, Text
from app.ingest.seed_schema.record import SeedRecord


class MilestoneSeed(SeedRecord):
    kind = "milestone"
    file = "milestones.yaml"
    cited_fields = ("title", "account", "date", "countries")

    title: Text
    type: MilestoneType
    account: Text | None = None
    date: Edtf | None = None
    countries: PartyIds = Field(min_length=1)
    mechanism: MechanismId = None
