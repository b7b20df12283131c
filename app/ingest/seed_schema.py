"""The models of ``seed/*.yaml``: one class for each kind of record that a curator writes."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from app.domain import edtf
from app.domain.text import fold
from app.domain.vocabulary import (
    AgreementStatus,
    AgreementType,
    Authority,
    CommitmentStatus,
    EvidenceMethod,
    Flow,
    Indicator,
    MechanismKind,
    MechanismLevel,
    MeetingStatus,
    MeetingType,
    MilestoneType,
    MissionType,
    NameRole,
    ParticipantRole,
    Qualifier,
    SetAside,
    StatKind,
    Unit,
)
from app.ingest.seed_fields import (
    MAX_ITEMS,
    MAX_SPAN,
    SESSION_LIMIT,
    CityId,
    CountryId,
    CountryIds,
    Decimal,
    Edtf,
    Excerpt,
    FieldName,
    Flag,
    MechanismId,
    MeetingId,
    OfficialId,
    Reference,
    RefTo,
    Sha256,
    Slug,
    Text,
    Texts,
    TopicIds,
    Whole,
    edtf_validator,
    unique_items,
)


class SeedModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EvidenceSeed(SeedModel):
    """A span of a document that supports the record, or only the fields that ``field`` names.

    ``start`` and ``end`` count characters from 0 in the whole text. ``sha256`` is the hash of the span in UTF-8.
    ``says`` is the value in the document, if it differs from the value in the record.
    """

    document: Annotated[Reference, RefTo("document")]
    paragraph: Whole = Field(ge=1)
    start: Whole = Field(ge=0)
    end: Whole = Field(ge=1)
    sha256: Sha256
    field: list[FieldName] = Field([], max_length=MAX_ITEMS)
    as_written: Excerpt | None = None
    says: Text | None = None
    method: EvidenceMethod = EvidenceMethod.stated
    reason: Text | None = None
    reviewed: Flag = False

    @model_validator(mode="after")
    def _reasoned(self) -> "EvidenceSeed":
        if self.start >= self.end:
            raise ValueError("the span ends before it starts")
        if self.end - self.start > MAX_SPAN:
            raise ValueError(f"the span has more than {MAX_SPAN:,} characters: cite the sentence")
        if self.says is not None and len(self.field) != 1:
            raise ValueError("`says` needs exactly one name in `field`")
        if (self.method is EvidenceMethod.inferred) != (self.reason is not None):
            raise ValueError("inferred evidence needs a `reason`, and stated evidence must not have one")
        return self


NAME_FIELDS = {
    NameRole.acronym: "acronym",
    NameRole.name: "name",
    NameRole.alias: "aliases",
    NameRole.editorial: "editorial_aliases",
}


class SeedRecord(SeedModel):
    """One entry of a seed file."""

    kind: ClassVar[str]
    file: ClassVar[str]
    needs_evidence: ClassVar[bool] = True
    # Fields that need evidence of their own unless they are empty.
    cited_fields: ClassVar[tuple[str, ...]] = ()

    id: Slug
    evidence: list[EvidenceSeed] = Field([], max_length=MAX_ITEMS)

    def names(self) -> Iterator[tuple[NameRole, str]]:
        """The names besides its id by which a client may refer to the record, each with its role."""
        for role in NameRole:
            value = getattr(self, NAME_FIELDS.get(role, ""), None)
            for name in value if isinstance(value, list) else [value] if value else []:
                yield role, name


class CountrySeed(SeedRecord):
    kind = "country"
    file = "countries.yaml"

    id: str = Field(pattern=r"^[A-Z]{2}$")
    alpha3: str | None = Field(None, pattern=r"^[A-Z]{3}$")
    numeric: str | None = Field(None, pattern=r"^[0-9]{3}$")
    name: Text
    official_name: Text | None = None
    aliases: Texts = []
    editorial_aliases: Texts = []

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from ((NameRole.code, code) for code in (self.alpha3, self.numeric) if code)
        yield from super().names()
        if self.official_name:
            yield NameRole.name, self.official_name


class ListedCountrySeed(CountrySeed):
    """A country of ISO 3166-1 with its common names. They are editorial and need no evidence."""

    file = "iso_3166.yaml"
    needs_evidence = False

    def complete(self, entry: CountrySeed) -> CountrySeed:
        """The curator's entry for this country, with its missing codes and names filled in."""
        folded_names = {fold(name) for _, name in entry.names()}
        other_names = [name for name in self.editorial_aliases if fold(name) not in folded_names]
        missing = {
            name: value
            for name in ("alpha3", "numeric", "official_name")
            if getattr(entry, name) is None and (value := getattr(self, name))
        }
        return entry.model_copy(update={**missing, "editorial_aliases": [*entry.editorial_aliases, *other_names]})


class CitySeed(SeedRecord):
    kind = "city"
    file = "cities.yaml"
    needs_evidence = False

    name: Text
    country: CountryId
    aliases: Texts = []
    latitude: Decimal | None = Field(None, ge=-90, le=90)
    longitude: Decimal | None = Field(None, ge=-180, le=180)
    geonames: Whole | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _placed(self) -> "CitySeed":
        if len({self.latitude is None, self.longitude is None, self.geonames is None}) > 1:
            raise ValueError("latitude, longitude and the GeoNames id that they are from go together")
        return self


class TopicSeed(SeedRecord):
    kind = "topic"
    file = "topics.yaml"
    needs_evidence = False

    name: Text


class SetAsideSeed(SeedModel):
    """Paragraphs that support no record, and why."""

    why: SetAside
    paragraphs: list[Whole] = Field(min_length=1)


class DocumentSeed(SeedRecord):
    kind = "document"
    file = "documents.yaml"
    cited_fields = ("title", "publisher", "author", "date")

    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    date: Edtf | None = None
    language: str = Field(pattern=r"^[a-z]{2}$")
    sha256: Sha256
    paragraphs: Whole = Field(ge=1)
    set_aside: list[SetAsideSeed] = Field([], max_length=MAX_ITEMS)

    @model_validator(mode="after")
    def _aside(self) -> "DocumentSeed":
        aside = [paragraph for group in self.set_aside for paragraph in group.paragraphs]
        if len(set(aside)) < len(aside):
            raise ValueError("set_aside: a paragraph is there twice")
        beyond = [paragraph for paragraph in aside if not 1 <= paragraph <= self.paragraphs]
        if beyond:
            raise ValueError(f"set_aside: the text has {self.paragraphs} paragraphs, not {beyond[0]}")
        return self

    def names(self) -> Iterator[tuple[NameRole, str]]:
        if self.title:
            yield NameRole.name, self.title


class FamilySeed(SeedModel):
    """The family of a mechanism. ``editorial`` says that the generic name is ours, not from a document."""

    acronym: Text | None = None
    name: Text
    aliases: Texts = []
    editorial: Flag = False

    @property
    def spellings(self) -> list[str]:
        """The generic names."""
        return [*([self.acronym] if self.acronym else []), self.name, *self.aliases]


class MechanismSeed(SeedRecord):
    kind = "mechanism"
    file = "mechanisms.yaml"
    cited_fields = ("acronym", "name", "members", "established")

    acronym: Text | None = None
    name: Text
    aliases: Texts = []
    editorial_aliases: Texts = []
    kind_: MechanismKind = Field(alias="kind")
    level: MechanismLevel | None = None
    family: FamilySeed | None = None
    members: CountryIds = []
    established: Edtf | None = None

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from super().names()
        for spelling in self.family.spellings if self.family else ():
            yield NameRole.family, spelling


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


class MissionSeed(SeedRecord):
    kind = "mission"
    file = "missions.yaml"
    cited_fields = ("type", "city")

    sender: CountryId
    host: CountryId
    city: CityId = None
    type: MissionType

    @model_validator(mode="after")
    def _abroad(self) -> "MissionSeed":
        if self.sender == self.host:
            raise ValueError("sender and host are the same country")
        return self


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


class ProductSeed(SeedModel):
    name: Text
    hs: str | None = Field(None, pattern=r"^[0-9]{4}([0-9]{2})?$")


class TradeStatSeed(SeedRecord):
    kind = "trade-stat"
    file = "trade_stats.yaml"
    cited_fields = ("date", "value", "qualifier", "reporter", "partner", "product", "scope", "growth_percent",
                    "attributed_to")  # fmt: skip

    indicator: Indicator
    flow: Flow | None = None
    reporter: CountryId
    partner: CountryId
    product: ProductSeed | None = None
    scope: Text | None = None
    date: Edtf | None = None
    value: Decimal = Field(ge=0)
    unit: Unit
    qualifier: Qualifier
    growth_percent: Decimal | None = None
    kind_: StatKind = Field(StatKind.actual, alias="kind")
    authority: Authority
    as_written: Excerpt
    attributed_to: Text | None = None
    meeting: MeetingId = None
    mechanism: MechanismId = None

    @model_validator(mode="after")
    def _pair(self) -> "TradeStatSeed":
        if self.reporter == self.partner:
            raise ValueError("reporter and partner are the same country")
        if (self.kind_ is StatKind.target) != (self.indicator is Indicator.trade_target):
            raise ValueError("a trade-target is of kind target, and only that is")
        return self


class MilestoneSeed(SeedRecord):
    kind = "milestone"
    file = "milestones.yaml"
    cited_fields = ("title", "date", "countries")

    title: Text
    type: MilestoneType
    date: Edtf | None = None
    countries: CountryIds = Field(min_length=1)
    mechanism: MechanismId = None


class CommitmentSeed(SeedRecord):
    kind = "commitment"
    file = "commitments.yaml"
    cited_fields = ("title", "by", "to", "made", "due", "value", "status")

    title: Text
    by: CountryIds = Field(min_length=1)
    to: CountryIds = []
    made: Edtf | None = None
    due: Edtf | None = None
    value: Decimal | None = Field(None, ge=0)
    unit: Unit | None = None
    status: CommitmentStatus
    meeting: MeetingId = None
    mechanism: MechanismId = None

    @model_validator(mode="after")
    def _measured(self) -> "CommitmentSeed":
        if (self.value is None) != (self.unit is None):
            raise ValueError("value and unit go together")
        return self


# Ordered by reference: the records that a kind refers to come before it.
KINDS: tuple[type[SeedRecord], ...] = (
    CountrySeed, CitySeed, TopicSeed, DocumentSeed, MechanismSeed, OfficialSeed, MissionSeed, MeetingSeed,
    AgreementSeed, TradeStatSeed, MilestoneSeed, CommitmentSeed,
)  # fmt: skip

TIMELINE_KINDS = ("meeting", "agreement", "milestone")
