"""What a curator writes: the shape of ``seed/*.yaml``, and every fault in it, all at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from app import dates
from app.names import fold, nearest
from app.vocabulary import (
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


@dataclass(frozen=True)
class RefTo:
    """Marks a field that holds the id, or the ids, of records of a kind."""

    kind: str


def _once(values: list[Any]) -> list[Any]:
    """A list names nothing twice; of delegates the official counts."""
    named = [getattr(value, "official", value) for value in values]
    for name in named:
        if named.count(name) > 1:
            raise ValueError(f"{name} is there twice")
    return values


Text = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\s\p{Cc}]([^\p{Cc}]*[^\s\p{Cc}])?$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Edtf = Annotated[dates.Span, BeforeValidator(lambda value: dates.parse_closed(str(value)))]
CountryId = Annotated[str, RefTo("country")]
CountryIds = Annotated[list[str], RefTo("country"), AfterValidator(_once)]
TopicIds = Annotated[list[str], RefTo("topic"), AfterValidator(_once)]
MechanismId = Annotated[str | None, RefTo("mechanism")]
MeetingId = Annotated[str | None, RefTo("meeting")]
CityId = Annotated[str | None, RefTo("city")]
OfficialId = Annotated[str, RefTo("official")]


AS_WRITTEN = 60
"""Characters of a text that a citation may carry: a few words."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EvidenceSeed(Strict):
    """A place that supports the record, or the fields of it that ``field`` names.

    ``start`` and ``end`` count characters from 0 in the whole text, ``sha256`` is of that span in UTF-8.
    ``says`` is what the place has where that is not what the record has.
    """

    document: Annotated[str, RefTo("document")]
    paragraph: int = Field(ge=1, lt=2**31)
    start: int = Field(ge=0, lt=2**31)
    end: int = Field(ge=1, lt=2**31)
    sha256: Sha256
    field: list[str] = []
    as_written: str | None = Field(None, min_length=1, max_length=AS_WRITTEN)
    says: Text | None = None
    method: EvidenceMethod = EvidenceMethod.stated
    reason: Text | None = None
    reviewed: bool = False

    @model_validator(mode="after")
    def _reasoned(self) -> "EvidenceSeed":
        if self.start >= self.end:
            raise ValueError("the span ends before it starts")
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
    evidence: list[EvidenceSeed] = []

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
    alpha3: str = Field(pattern=r"^[A-Z]{3}$")
    numeric: str = Field(pattern=r"^\d{3}$")
    name: Text
    official_name: Text | None = None
    aliases: list[Text] = []
    editorial_aliases: list[Text] = []

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from ((NameRole.code, self.alpha3), (NameRole.code, self.numeric))
        yield from super().names()
        if self.official_name:
            yield NameRole.name, self.official_name


class CitySeed(SeedRecord):
    kind = "city"
    file = "cities.yaml"
    needs_evidence = False

    name: Text
    country: CountryId
    aliases: list[Text] = []
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    geonames: int | None = Field(None, gt=0)

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
    paragraphs: list[int] = Field(min_length=1)


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
    paragraphs: int = Field(ge=1, lt=2**31)
    set_aside: list[SetAsideSeed] = []

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


class MechanismSeed(SeedRecord):
    kind = "mechanism"
    file = "mechanisms.yaml"
    cited_fields = ("acronym", "name", "members", "established")

    acronym: Text | None = None
    name: Text
    aliases: list[Text] = []
    editorial_aliases: list[Text] = []
    kind_: MechanismKind = Field(alias="kind")
    level: MechanismLevel | None = None
    members: CountryIds = []
    established: Edtf | None = None


class PositionSeed(Strict):
    title: Text
    body: Text | None = None
    start: Edtf | None = None
    end: Edtf | None = None
    as_of: Edtf | None = None
    former: bool = False


class OfficialSeed(SeedRecord):
    kind = "official"
    file = "officials.yaml"
    cited_fields = ("name", "positions")

    name: Text
    aliases: list[Text] = []
    editorial_aliases: list[Text] = []
    country: CountryId
    positions: list[PositionSeed] = Field(min_length=1)


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
    position: Text | None = None


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
    session: int | None = Field(None, ge=1, lt=2**31)
    city: CityId = None
    venue: Text | None = None
    country: Annotated[str | None, RefTo("country")] = None
    countries: CountryIds = []
    participants: Annotated[list[ParticipantSeed], AfterValidator(_once)] = []
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
    signatories: Annotated[list[DelegateSeed], AfterValidator(_once)] = []
    mechanism: MechanismId = None
    meeting: MeetingId = None
    valid: Annotated[dates.Span, BeforeValidator(lambda value: dates.parse(str(value)))] | None = None
    count: int | None = Field(None, ge=1, lt=2**31)
    topics: TopicIds = []


class ProductSeed(Strict):
    name: Text
    hs: str | None = Field(None, pattern=r"^\d{4}(\d{2})?$")


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
    value: float = Field(ge=0, allow_inf_nan=False)
    unit: Unit
    qualifier: Qualifier
    growth_percent: float | None = Field(None, allow_inf_nan=False)
    kind_: StatKind = Field(StatKind.actual, alias="kind")
    authority: Authority
    as_written: Annotated[str, Field(min_length=1, max_length=AS_WRITTEN)]
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
    value: float | None = Field(None, ge=0, allow_inf_nan=False)
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


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in the seed, and where."""

    file: str
    record: str
    field: str
    message: str


class SeedError(Exception):
    """The seed cannot be loaded; ``faults`` says all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{f.file}: {f.record}: {f.field}: {f.message}" for f in faults))
        self.faults = faults


class _Loader(yaml.CSafeLoader):
    """YAML without its surprises: a date stays text, NO is Norway, a key given twice is an error."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the base class declares it
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
        for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key!r} is given twice", node.start_mark)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))


def _read(directory: Path, kind: type[SeedRecord], faults: list[Fault]) -> tuple[list[SeedRecord], set[str]]:
    """The well-formed records of a file, and the ids of all its entries."""
    path = directory / kind.file
    if not path.is_file():
        faults.append(Fault(kind.file, "", "", f"there is no such file in {directory}"))
        return [], set()
    try:
        entries = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 - derived from the safe one
    except (yaml.YAMLError, ValueError) as error:
        faults.append(Fault(kind.file, "", "", " ".join(str(error).split())))
        return [], set()
    if entries is None:
        entries = []
    if not isinstance(entries, list):
        faults.append(Fault(kind.file, "", "", "it is not a list of records"))
        return [], set()
    records, ids = [], set()
    for number, entry in enumerate(entries, 1):
        name = str(entry.get("id", f"record {number}")) if isinstance(entry, dict) else f"record {number}"
        ids.add(name)
        try:
            records.append(kind.model_validate(entry))
        except ValidationError as error:
            faults += [Fault(kind.file, name, ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
    return records, ids


def references(model: BaseModel, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every reference in a record: where it stands, to which kind, to which id."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        place = path + (field.alias or name)
        kind = next((mark.kind for mark in field.metadata if isinstance(mark, RefTo)), None)
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            here = f"{place}.{number}" if isinstance(value, list) else place
            if isinstance(one, BaseModel):
                yield from references(one, f"{here}.")
            elif kind and one is not None:
                yield here, kind, one


class Seed:
    """All records of a seed directory, by kind. Raises :class:`SeedError` with every fault of the files."""

    def __init__(self, directory: Path) -> None:
        faults: list[Fault] = []
        read = {kind.kind: _read(directory, kind, faults) for kind in KINDS}
        self.records = {kind: records for kind, (records, _) in read.items()}
        # What refers to an entry that is at fault is not at fault for that.
        self._faults(faults, {kind: ids for kind, (_, ids) in read.items()})
        if faults:
            raise SeedError(faults)

    def __iter__(self) -> Iterator[SeedRecord]:
        return (record for records in self.records.values() for record in records)

    def __len__(self) -> int:
        return sum(map(len, self.records.values()))

    def _faults(self, faults: list[Fault], ids: Mapping[str, set[str]]) -> None:
        """Add what is wrong between records, each of which is well-formed by itself."""

        def fault(record: SeedRecord, field: str, message: str) -> None:
            faults.append(Fault(record.file, record.id, field, message))

        paragraphs = {d.id: d.paragraphs for d in self.records["document"] if isinstance(d, DocumentSeed)}
        for record in self:
            for place, kind, target in references(record):
                if target not in ids[kind]:
                    near = nearest(target, ids[kind])
                    hint = f"; the nearest: {', '.join(near)}" if near else ""
                    fault(record, place, f"there is no {kind} {target!r}{hint}")
            if record.needs_evidence and not record.evidence:
                fault(record, "evidence", "no document is cited for it")
            known = {field.alias or name for name, field in type(record).model_fields.items()} - {
                "id",
                "evidence",
            }
            places = [(name, p.document, p.start) for p in record.evidence for name in p.field or ["record"]]
            if len(set(places)) < len(places):
                fault(record, "evidence", "a place is cited twice for the same field")
            cited_for = {name for cited in record.evidence for name in cited.field}
            for name in record.cited_fields:
                if name not in cited_for and getattr(record, name) not in (None, []):
                    fault(record, name, "no document is cited for it")
            for number, cited in enumerate(record.evidence):
                last = paragraphs.get(cited.document)
                if last and cited.paragraph > last:
                    message = f"{cited.document} has {last} paragraphs, not {cited.paragraph}"
                    fault(record, f"evidence.{number}.paragraph", message)
                for name in cited.field:
                    if name not in known:
                        near = nearest(name, known)
                        hint = f"; the nearest: {', '.join(near)}" if near else ""
                        fault(record, f"evidence.{number}.field", f"it has no field {name!r}{hint}")
        for message, field, records in self._clashes():
            for record in records[1:]:
                fault(record, field, f"{message} {records[0].file} {records[0].id}")

    def _clashes(self) -> Iterator[tuple[str, str, list[SeedRecord]]]:
        """Records that share what only one may have."""
        for kind, records in self.records.items():
            yield from _shared("the id is taken by", "id", ((r.id, r) for r in records))
            if kind == "country":
                spelled = (
                    (name, r) for r in records for name in {fold(n) for n in (r.id, *(text for _, text in r.names()))}
                )
                yield from _shared("a name is taken by", "aliases", spelled)
        timeline = [r for kind in TIMELINE_KINDS for r in self.records[kind]]
        apart = ((r.id, r) for r in timeline)
        for message, field, records in _shared("the id is taken on the timeline by", "id", apart):
            if len({r.kind for r in records}) > 1:
                yield message, field, records
        sessions = (
            ((r.mechanism, r.session), r)
            for r in self.records["meeting"]
            if isinstance(r, MeetingSeed) and r.mechanism and r.session
        )
        yield from _shared("the session is taken by", "session", sessions)
        hashes = ((r.sha256, r) for r in self.records["document"] if isinstance(r, DocumentSeed))
        yield from _shared("the text is the same as that of", "sha256", hashes)


def _shared(
    message: str, field: str, keyed: Iterable[tuple[Any, SeedRecord]]
) -> Iterator[tuple[str, str, list[SeedRecord]]]:
    groups: dict[Any, list[SeedRecord]] = defaultdict(list)
    for key, record in keyed:
        groups[key].append(record)
    for group in groups.values():
        if len(group) > 1:
            yield message, field, group
