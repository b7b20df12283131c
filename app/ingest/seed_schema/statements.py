"""The seed models of statements, with their speakers and subjects."""

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from app.domain.vocabulary import StatementKind, SubjectKind
from app.ingest.seed_fields import (
    MAX_ITEMS,
    Edtf,
    Excerpt,
    MechanismId,
    MeetingId,
    OptionalOfficialId,
    OptionalPartyId,
    Reference,
    RefTo,
    Text,
    TopicIds,
    unique_items,
)
from app.ingest.seed_schema.record import SeedModel, SeedRecord


class SpeakerSeed(SeedModel):
    """The speaker or the addressee: an ``official``, with or without a party; a ``party`` alone; or a ``source`` in a
    few words of the document, with or without a party."""

    official: OptionalOfficialId = None
    party: OptionalPartyId = None
    source: Excerpt | None = None

    @model_validator(mode="after")
    def _check_speaker(self) -> "SpeakerSeed":
        if self.official and self.source:
            raise ValueError("it is an official or a source, not both")
        if not (self.official or self.party or self.source):
            raise ValueError("it is an official, a party or a source")
        return self


class SubjectSeed(SeedModel):
    """A record that a statement is about. For a country or organisation, the kind is ``party`` and the id its code."""

    kind: SubjectKind
    record: Annotated[Reference, RefTo()] = Field(alias="id")


class StatementSeed(SeedRecord):
    """What one speaker says. ``summary`` is a sentence in our words. What two people say together is two statements."""

    kind = "statement"
    file = "statements.yaml"
    cited_fields = ("speaker", "role", "summary", "addressee", "date")

    speaker: SpeakerSeed
    role: Text | None = None
    kind_: StatementKind = Field(alias="kind")
    summary: Text
    topics: TopicIds = []
    about: Annotated[list[SubjectSeed], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    addressee: SpeakerSeed | None = None
    meeting: MeetingId = None
    mechanism: MechanismId = None
    date: Edtf | None = None

    @model_validator(mode="after")
    def _check_subjects(self) -> "StatementSeed":
        if any(subject.kind is SubjectKind.statement and subject.record == self.id for subject in self.about):
            raise ValueError("about: a statement cannot be about itself")
        return self

    @property
    def speaker_official(self) -> str | None:
        return self.speaker.official

    @property
    def speaker_party(self) -> str | None:
        return self.speaker.party

    @property
    def addressee_official(self) -> str | None:
        return self.addressee.official if self.addressee else None

    @property
    def addressee_party(self) -> str | None:
        return self.addressee.party if self.addressee else None
