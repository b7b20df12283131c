"""The seed models of meetings, with their topics and participants."""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from app.domain.vocabulary import CALLS, MeetingFormat, MeetingStatus, MeetingType, ParticipantRole
from app.ingest.seed_fields import (
    MAX_ITEMS,
    SESSION_LIMIT,
    CityId,
    Edtf,
    MechanismId,
    MeetingId,
    OfficialId,
    OptionalPartyId,
    PartyIds,
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
    country: OptionalPartyId = None
    post: Text | None = Field(None, alias="position")


class ParticipantSeed(DelegateSeed):
    role: ParticipantRole


class StopSeed(SeedModel):
    """A stop of a meeting that has several."""

    city: CityId = None
    country: OptionalPartyId = None
    date: Edtf | None = None


class MeetingSeed(SeedRecord):
    """A meeting. Where it has several ``places``, ``city`` and ``country`` are those of the first. Where the source
    names no ``countries``, they are those of the participants. ``topics`` are what a document says was discussed,
    ``agenda`` what it expects to be discussed. ``part_of`` is the visit, summit or session of which it is a part."""

    kind = "meeting"
    file = "meetings.yaml"
    cited_fields = (
        "status", "date", "mechanism", "session", "city", "venue", "country", "places", "countries", "participants",
        "topics", "agenda", "format", "occasion",
    )  # fmt: skip

    title: Text
    type: MeetingType
    status: MeetingStatus
    date: Edtf | None = None
    mechanism: MechanismId = None
    session: Whole | None = Field(None, ge=1, lt=SESSION_LIMIT)
    city: CityId = None
    venue: Text | None = None
    country: OptionalPartyId = None
    places: list[StopSeed] = Field([], max_length=MAX_ITEMS)
    countries: PartyIds = []
    participants: Annotated[list[ParticipantSeed], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    topics: TopicIds = []
    agenda: TopicIds = []
    format: MeetingFormat | None = None
    part_of: MeetingId = None
    occasion: Text | None = None

    @model_validator(mode="after")
    def _check_consistency(self) -> "MeetingSeed":
        if self.type in CALLS and (self.city or self.country or self.venue or self.places):
            raise ValueError("a call has no place")
        if self.places and (self.city or self.country):
            raise ValueError("city and country follow from the first of the places")
        if any(stop.city is stop.country is None for stop in self.places):
            raise ValueError("a place has a city, a country or both")
        if self.status is MeetingStatus.planned and self.topics:
            raise ValueError("topics: a planned meeting has none; write what it is expected to discuss under `agenda`")
        return self

    def with_derived_values(self) -> "MeetingSeed":
        first = self.places[0] if self.places else self
        delegate_countries = dict.fromkeys(delegate.country for delegate in self.participants if delegate.country)
        countries = self.countries or [*delegate_countries]
        return self.model_copy(update={"city": first.city, "country": first.country, "countries": countries})
