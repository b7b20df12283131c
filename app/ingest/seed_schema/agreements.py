"""The seed model of agreements."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from app.domain.duration import Period, certain_days, possible_days
from app.domain.vocabulary import AgreementStatus, AgreementType, Consent
from app.ingest.seed_fields import (
    MAX_ITEMS,
    AgreementIds,
    CityId,
    Edtf,
    MechanismId,
    MeetingId,
    OpenEdtf,
    PartyId,
    Text,
    TopicIds,
    WebAddress,
    Whole,
    unique_items,
)
from app.ingest.seed_schema.meetings import DelegateSeed
from app.ingest.seed_schema.record import SeedModel, SeedRecord


def _party(entry: Any) -> Any:
    """A party of which only the code is written."""
    return {"party": entry} if isinstance(entry, str) else entry


class AgreementPartySeed(SeedModel):
    """A party, with its own dates. ``how`` is how it bound itself."""

    country: PartyId = Field(alias="party")
    signed: OpenEdtf | None = None
    ratified: OpenEdtf | None = None
    in_force: OpenEdtf | None = None
    ended: OpenEdtf | None = None
    how: Consent | None = None

    @property
    def has_dates(self) -> bool:
        """Whether a document says since when or until when the agreement was in force for the party."""
        return bool(self.in_force or self.ended)

    @property
    def possible(self) -> Period:
        """The days on which it may have been in force for the party."""
        return possible_days(self.in_force, self.ended) if self.has_dates else Period()

    @property
    def certain(self) -> Period:
        """The days between which it was in force for the party for certain."""
        return certain_days(self.in_force, self.ended) if self.has_dates else Period()


class AgreementSeed(SeedRecord):
    kind = "agreement"
    file = "agreements.yaml"
    cited_fields = (
        "title", "status", "date", "city", "parties", "signatories", "meeting", "valid", "count", "topics", "amends",
        "replaces", "under", "contains",
    )  # fmt: skip

    title: Text
    type: AgreementType
    status: AgreementStatus
    date: Edtf | None = None
    city: CityId = None
    parties: Annotated[
        list[Annotated[AgreementPartySeed, BeforeValidator(_party)]],
        Field(max_length=MAX_ITEMS),
        AfterValidator(unique_items),
    ] = []
    signatories: Annotated[list[DelegateSeed], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    mechanism: MechanismId = None
    meeting: MeetingId = None
    valid: OpenEdtf | None = None
    count: Whole | None = Field(None, ge=1)
    topics: TopicIds = []
    amends: AgreementIds = []
    replaces: AgreementIds = []
    under: AgreementIds = []
    contains: AgreementIds = []
    text_url: WebAddress | None = None

    @model_validator(mode="after")
    def _check_related(self) -> "AgreementSeed":
        if self.id in (*self.amends, *self.replaces, *self.under, *self.contains):
            raise ValueError("it refers to itself")
        if self.count is not None and self.count < len(self.contains):
            raise ValueError(f"count: it contains {len(self.contains)} agreements, not {self.count}")
        return self

    @property
    def possible(self) -> Period:
        """The days on which it may have been in force: its ``valid``, or all days from its date if a document only says
        that it is or was in force. None if a party has dates of its own."""
        if any(party.has_dates for party in self.parties):
            return Period()
        start = self.valid if self.valid and self.valid.start else self.date
        if self.valid:
            return possible_days(start, self.valid)
        is_lasting = self.status in (AgreementStatus.in_force, AgreementStatus.terminated)
        return possible_days(start, None) if is_lasting else Period()

    @property
    def certain(self) -> Period:
        """None: without the date of a party nothing is certain."""
        return Period()
