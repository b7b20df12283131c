"""The seed model of agreements."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.domain import edtf
from app.domain.vocabulary import AgreementStatus, AgreementType
from app.ingest.seed_fields import (
    MAX_ITEMS,
    CityId,
    CountryIds,
    Edtf,
    MechanismId,
    MeetingId,
    Text,
    TopicIds,
    Whole,
    edtf_validator,
    unique_items,
)
from app.ingest.seed_schema.meetings import DelegateSeed
from app.ingest.seed_schema.record import SeedRecord


class AgreementSeed(SeedRecord):
    kind = "agreement"
    file = "agreements.yaml"
    cited_fields = (
        "title", "status", "date", "city", "parties", "signatories", "meeting", "valid", "count", "topics"
    )  # fmt: skip

    title: Text
    type: AgreementType
    status: AgreementStatus
    date: Edtf | None = None
    city: CityId = None
    parties: CountryIds = []
    signatories: Annotated[list[DelegateSeed], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    mechanism: MechanismId = None
    meeting: MeetingId = None
    valid: Annotated[edtf.Span, edtf_validator(edtf.parse)] | None = None
    count: Whole | None = Field(None, ge=1)
    topics: TopicIds = []
