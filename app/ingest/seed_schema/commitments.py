"""The seed model of commitments."""

from pydantic import Field, model_validator

from app.domain.figure_vocabulary import Unit
from app.domain.vocabulary import CommitmentStatus
from app.ingest.seed_fields import Edtf, ExactNumber, MechanismId, MeetingId, PartyIds, StatementIds, Text
from app.ingest.seed_schema.record import SeedRecord


class CommitmentSeed(SeedRecord):
    kind = "commitment"
    file = "commitments.yaml"
    cited_fields = ("title", "by", "to", "made", "due", "value", "status")

    title: Text
    by: PartyIds = Field(min_length=1)
    to: PartyIds = []
    made: Edtf | None = None
    due: Edtf | None = None
    value: ExactNumber | None = Field(None, ge=0)
    unit: Unit | None = None
    status: CommitmentStatus
    meeting: MeetingId = None
    mechanism: MechanismId = None
    statements: StatementIds = []

    @model_validator(mode="after")
    def _check_measure(self) -> "CommitmentSeed":
        if (self.value is None) != (self.unit is None):
            raise ValueError("value and unit go together")
        return self
