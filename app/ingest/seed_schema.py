"""What a curator writes: the shape of ``seed/*.yaml``, and every fault in it, all at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from app.domain import edtf, free_text
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
from app.ingest import exact_values


@dataclass(frozen=True)
class RefTo:
    """Marks a field that holds the id, or the ids, of records of a kind."""

    kind: str


def _once(values: list[Any]) -> list[Any]:
    """A list names nothing twice; of delegates the official counts."""
    names = set()
    for value in values:
        name = getattr(value, "official", value)
        if name in names:
            raise ValueError(f"{name!r} is there twice")
        names.add(name)
    return values


def _date(read: Callable[[str], edtf.Span]) -> BeforeValidator:
    """Reads a date as it is written; anything but a short text is none."""

    def validate(value: object) -> edtf.Span:
        if not isinstance(value, str) or len(value) > LONGEST_DATE:
            raise ValueError("it is not a day, month or year such as 2026-02-02, 2026-02 or 2026, nor two with a /")
        return read(value)

    return BeforeValidator(validate)


LONGEST_DATE = 21
"""Characters of ``2025-08-31/2025-09-01``."""

AS_WRITTEN = 60
"""Characters of a text that a citation may carry: a few words."""

SESSIONS = 100_000
"""Numbers of sessions are less: a mechanism lists those between its sessions that no record tells of."""

LONGEST_SPAN = 10_000

LONGEST_LATIN = 2000
"""Letters of a name as it is looked up: an entry of an index of PostgreSQL has 2,704 bytes."""

LISTED = 1000
"""Entries that a list of a record may have."""

Text = Annotated[str, Field(min_length=1, max_length=free_text.LIMIT), AfterValidator(free_text.check)]

Words = Annotated[str, Field(min_length=1, max_length=AS_WRITTEN), AfterValidator(free_text.check)]

Texts = Annotated[list[Text], Field(max_length=LISTED)]

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]

FieldName = Annotated[str, Field(pattern=r"^[a-z_]+$", max_length=40)]

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

Whole = Annotated[int, BeforeValidator(exact_values.whole), Field(lt=exact_values.WHOLE)]

Number = Annotated[float, BeforeValidator(exact_values.decimal)]

Flag = Annotated[bool, BeforeValidator(exact_values.flag)]

Edtf = Annotated[edtf.Span, _date(edtf.parse_closed)]

Reference = Annotated[str, Field(max_length=100)]

CountryId = Annotated[Reference, RefTo("country")]

CountryIds = Annotated[list[Reference], RefTo("country"), Field(max_length=LISTED), AfterValidator(_once)]

TopicIds = Annotated[list[Reference], RefTo("topic"), Field(max_length=LISTED), AfterValidator(_once)]

MechanismId = Annotated[Reference | None, RefTo("mechanism")]

MeetingId = Annotated[Reference | None, RefTo("meeting")]

CityId = Annotated[Reference | None, RefTo("city")]

OfficialId = Annotated[Reference, RefTo("official")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EvidenceSeed(Strict):
    """A place that supports the record, or the fields of it that ``field`` names.

    ``start`` and ``end`` count characters from 0 in the whole text, ``sha256`` is of that span in UTF-8.
    ``says`` is what the place has where that is not what the record has.
    """

    document: Annotated[Reference, RefTo("document")]
    paragraph: Whole = Field(ge=1)
    start: Whole = Field(ge=0)
    end: Whole = Field(ge=1)
    sha256: Sha256
    field: list[FieldName] = Field([], max_length=LISTED)
    as_written: Words | None = None
    says: Text | None = None
    method: EvidenceMethod = EvidenceMethod.stated
    reason: Text | None = None
    reviewed: Flag = False

    @model_validator(mode="after")
    def _reasoned(self) -> "EvidenceSeed":
        if self.start >= self.end:
            raise ValueError("the span ends before it starts")
        if self.end - self.start > LONGEST_SPAN:
            raise ValueError(f"the span has more than {LONGEST_SPAN:,} characters: cite the sentence")
        if self.says is not None and len(self.field) != 1:
            raise ValueError("`says` is about one field")
        if (self.method is EvidenceMethod.inferred) != (self.reason is not None):
            raise ValueError("inferred evidence says why in `reason`; stated evidence has none")
        return self


NAME_FIELDS = {
    NameRole.acronym: "acronym",
    NameRole.name: "name",
    NameRole.alias: "aliases",
    NameRole.editorial: "editorial_aliases",
}


class SeedRecord(Strict):
    """One entry of a seed file."""

    kind: ClassVar[str]
    file: ClassVar[str]
    needs_evidence: ClassVar[bool] = True
    # Fields that must have evidence of their own wherever they are not empty.
    cited_fields: ClassVar[tuple[str, ...]] = ()

    id: Slug
    evidence: list[EvidenceSeed] = Field([], max_length=LISTED)

    def names(self) -> Iterator[tuple[NameRole, str]]:
        """What a client may call it besides its id."""
        for role in NameRole:
            given = getattr(self, NAME_FIELDS.get(role, ""), None)
            for name in given if isinstance(given, list) else [given] if given else []:
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
    """A country of ISO 3166-1 with its usual names, which are editorial: no document has to support it."""

    file = "iso_3166.yaml"
    needs_evidence = False

    def filling(self, own: CountrySeed) -> CountrySeed:
        """The curator's entry of the same country, with what it leaves out."""
        there = {fold(name) for _, name in own.names()}
        more = [name for name in self.editorial_aliases if fold(name) not in there]
        left_out = {
            name: value
            for name in ("alpha3", "numeric", "official_name")
            if getattr(own, name) is None and (value := getattr(self, name))
        }
        return own.model_copy(update={**left_out, "editorial_aliases": [*own.editorial_aliases, *more]})


class CitySeed(SeedRecord):
    kind = "city"
    file = "cities.yaml"
    needs_evidence = False

    name: Text
    country: CountryId
    aliases: Texts = []
    latitude: Number | None = Field(None, ge=-90, le=90)
    longitude: Number | None = Field(None, ge=-180, le=180)
    geonames: Whole | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _placed(self) -> "CitySeed":
        if len({self.latitude is None, self.longitude is None, self.geonames is None}) > 1:
            raise ValueError("a place is latitude, longitude and the GeoNames id that they are from, or nothing")
        return self


class TopicSeed(SeedRecord):
    kind = "topic"
    file = "topics.yaml"
    needs_evidence = False

    name: Text


class SetAsideSeed(Strict):
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
    set_aside: list[SetAsideSeed] = Field([], max_length=LISTED)

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


class FamilySeed(Strict):
    """Mechanisms of one design with different members; ``editorial`` where no document has the generic name."""

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


class PositionSeed(Strict):
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
    positions: list[PositionSeed] = Field(min_length=1, max_length=LISTED)


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


class DelegateSeed(Strict):
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
    session: Whole | None = Field(None, ge=1, lt=SESSIONS)
    city: CityId = None
    venue: Text | None = None
    country: Annotated[Reference | None, RefTo("country")] = None
    countries: CountryIds = []
    participants: Annotated[list[ParticipantSeed], Field(max_length=LISTED), AfterValidator(_once)] = []
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
    signatories: Annotated[list[DelegateSeed], Field(max_length=LISTED), AfterValidator(_once)] = []
    mechanism: MechanismId = None
    meeting: MeetingId = None
    valid: Annotated[edtf.Span, _date(edtf.parse)] | None = None
    count: Whole | None = Field(None, ge=1)
    topics: TopicIds = []


class ProductSeed(Strict):
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
    value: Number = Field(ge=0)
    unit: Unit
    qualifier: Qualifier
    growth_percent: Number | None = None
    kind_: StatKind = Field(StatKind.actual, alias="kind")
    authority: Authority
    as_written: Words
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
    value: Number | None = Field(None, ge=0)
    unit: Unit | None = None
    status: CommitmentStatus
    meeting: MeetingId = None
    mechanism: MechanismId = None

    @model_validator(mode="after")
    def _measured(self) -> "CommitmentSeed":
        if (self.value is None) != (self.unit is None):
            raise ValueError("value and unit go together")
        return self


# In the order in which they refer to one another, so that each can be written after what it names.
KINDS: tuple[type[SeedRecord], ...] = (
    CountrySeed, CitySeed, TopicSeed, DocumentSeed, MechanismSeed, OfficialSeed, MissionSeed, MeetingSeed,
    AgreementSeed, TradeStatSeed, MilestoneSeed, CommitmentSeed,
)  # fmt: skip

TIMELINE_KINDS = ("meeting", "agreement", "milestone")
