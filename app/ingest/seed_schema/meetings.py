"""The seed models of meetings, with their topics and participants."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.domain.vocabulary import MeetingStatus, MeetingType, ParticipantRole
from app.ingest.seed_fields import (
    MAX_ITEMS,
    SESSION_LIMIT,
    CityId,
    CountryId,
    CountryIds,
    Edtf,
    MechanismId,
    OfficialId,
    Reference,
    RefTo,
    Text,
    TopicIds,
    Whole,
    unique_items,
)
from app.ingest.seed_schema.record import SeedModel, SeedRecord


class TopicSeed(SeedRecord):
    kind = "topic"
    file = "topics.yaml"
    needs_evidence = False

    name: Text


class DelegateSeed(SeedModel):
    official: OfficialId
    country: CountryId
    post: Text | None = Field(None, alias="position")


class ParticipantSeed(DelegateSeed):
    role: ParticipantRole


class MeetingSeed(SeedRecord):
    kind = "meeting"
    file = "meetings.yaml"
    cited_fields = (
        "status", "date", "mechanism", "session", "city", "venue", "country", "countries", "participants",
        "topics", "occasion",
    )  # fmt: skip

    title: Text
    type: MeetingType
    status: MeetingStatus
    date: Edtf | None = None
    mechanism: MechanismId = None
    session: Whole | None = Field(None, ge=1, lt=SESSION_LIMIT)
    city: CityId = None
    venue: Text | None = None
    country: Annotated[Reference | None, RefTo("country")] = None
    countries: CountryIds = []
    participants: Annotated[list[ParticipantSeed], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    topics: TopicIds = []
    occasion: Text | None = None
