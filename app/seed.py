"""What a curator writes: the shape of ``seed/*.yaml``, and every fault in it, all at once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from app import dates
from app.models import (
    AgreementStatus,
    AgreementType,
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
    ParticipantRole,
    Qualifier,
    StatKind,
    Unit,
)
from app.names import fold, nearest


@dataclass(frozen=True)
class RefTo:
    """Marks a field that holds the id, or the ids, of records of a kind."""

    kind: str


Text = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^\S(.*\S)?$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Edtf = Annotated[dates.Span, BeforeValidator(lambda value: dates.parse_closed(str(value)))]
CountryId = Annotated[str, RefTo("country")]
CountryIds = Annotated[list[str], RefTo("country")]
TopicIds = Annotated[list[str], RefTo("topic")]
MechanismId = Annotated[str | None, RefTo("mechanism")]
MeetingId = Annotated[str | None, RefTo("meeting")]
CityId = Annotated[str | None, RefTo("city")]
OfficialId = Annotated[str, RefTo("official")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EvidenceSeed(Strict):
    """A place that supports the record, or the fields of it that ``field`` names."""

    document: Annotated[str, RefTo("document")]
    paragraph: int = Field(ge=1)
    field: list[str] = []
    as_written: str | None = Field(None, min_length=1, max_length=60)
    method: EvidenceMethod = EvidenceMethod.stated
    reason: Text | None = None

    @model_validator(mode="after")
    def _reasoned(self) -> "EvidenceSeed":
        if (self.method is EvidenceMethod.inferred) != (self.reason is not None):
            raise ValueError("inferred evidence says why in `reason`; stated evidence has none")
        return self


class SeedRecord(Strict):
    """One entry of a seed file. ``names`` are what a client may call it besides its id."""

    kind: ClassVar[str]
    file: ClassVar[str]
    needs_evidence: ClassVar[bool] = True

    id: Slug
    evidence: list[EvidenceSeed] = []

    def names(self) -> list[str]:
        return []

    def other_names(self) -> list[str]:
        return []


class CountrySeed(SeedRecord):
    kind = "country"
    file = "countries.yaml"

    id: str = Field(pattern=r"^[A-Z]{2}$")
    alpha3: str = Field(pattern=r"^[A-Z]{3}$")
    numeric: str = Field(pattern=r"^\d{3}$")
    name: Text
    official_name: Text | None = None
    aliases: list[Text] = []

    def names(self) -> list[str]:
        return [self.name, self.alpha3, self.numeric, *([self.official_name] if self.official_name else [])]

    def other_names(self) -> list[str]:
        return list(self.aliases)


class CitySeed(SeedRecord):
    kind = "city"
    file = "cities.yaml"
    needs_evidence = False

    name: Text
    country: CountryId
    aliases: list[Text] = []

    def names(self) -> list[str]:
        return [self.name]

    def other_names(self) -> list[str]:
        return list(self.aliases)


class TopicSeed(SeedRecord):
    kind = "topic"
    file = "topics.yaml"
    needs_evidence = False

    name: Text

    def names(self) -> list[str]:
        return [self.name]


class DocumentSeed(SeedRecord):
    kind = "document"
    file = "documents.yaml"

    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    date: Edtf | None = None
    language: str = Field(pattern=r"^[a-z]{2}$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    paragraphs: int = Field(ge=1)

    def names(self) -> list[str]:
        return [self.title] if self.title else []


class MechanismSeed(SeedRecord):
    kind = "mechanism"
    file = "mechanisms.yaml"

    acronym: Text | None = None
    name: Text
    aliases: list[Text] = []
    kind_: MechanismKind = Field(alias="kind")
    level: MechanismLevel | None = None
    members: CountryIds = []
    established: Edtf | None = None

    def names(self) -> list[str]:
        return [self.name, *([self.acronym] if self.acronym else [])]

    def other_names(self) -> list[str]:
        return list(self.aliases)


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

    name: Text
    aliases: list[Text] = []
    country: CountryId
    positions: list[PositionSeed] = Field(min_length=1)

    def names(self) -> list[str]:
        return [self.name]

    def other_names(self) -> list[str]:
        return list(self.aliases)


class MissionSeed(SeedRecord):
    kind = "mission"
    file = "missions.yaml"

    sender: CountryId
    host: CountryId
    city: CityId = None
    type: MissionType


class DelegateSeed(Strict):
    official: OfficialId
    country: CountryId
    position: Text | None = None


class ParticipantSeed(DelegateSeed):
    role: ParticipantRole


class MeetingSeed(SeedRecord):
    kind = "meeting"
    file = "meetings.yaml"

    title: Text
    type: MeetingType
    status: MeetingStatus
    date: Edtf | None = None
    mechanism: MechanismId = None
    session: int | None = Field(None, ge=1)
    city: CityId = None
    venue: Text | None = None
    country: Annotated[str | None, RefTo("country")] = None
    countries: CountryIds = []
    participants: list[ParticipantSeed] = []
    topics: TopicIds = []
    occasion: Text | None = None


class AgreementSeed(SeedRecord):
    kind = "agreement"
    file = "agreements.yaml"

    title: Text
    type: AgreementType
    status: AgreementStatus
    date: Edtf | None = None
    city: CityId = None
    parties: CountryIds = []
    signatories: list[DelegateSeed] = []
    mechanism: MechanismId = None
    meeting: MeetingId = None
    valid: Annotated[dates.Span, BeforeValidator(lambda value: dates.parse(str(value)))] | None = None
    count: int | None = Field(None, ge=1)
    topics: TopicIds = []


class ProductSeed(Strict):
    name: Text
    hs: str | None = Field(None, pattern=r"^\d{4}(\d{2})?$")


class TradeStatSeed(SeedRecord):
    kind = "trade-stat"
    file = "trade_stats.yaml"

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
    as_written: Annotated[str, Field(min_length=1, max_length=60)]
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

    title: Text
    type: MilestoneType
    date: Edtf | None = None
    countries: CountryIds = Field(min_length=1)
    mechanism: MechanismId = None


class CommitmentSeed(SeedRecord):
    kind = "commitment"
    file = "commitments.yaml"

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


def _read(directory: Path, kind: type[SeedRecord], faults: list[Fault]) -> list[SeedRecord]:
    path = directory / kind.file
    if not path.is_file():
        faults.append(Fault(kind.file, "", "", f"there is no such file in {directory}"))
        return []
    try:
        entries = yaml.load(path.read_text("utf-8"), _Loader) or []  # noqa: S506 - derived from the safe one
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(Fault(kind.file, "", "", " ".join(str(error).split())))
        return []
    if not isinstance(entries, list):
        faults.append(Fault(kind.file, "", "", "it is not a list of records"))
        return []
    records = []
    for number, entry in enumerate(entries, 1):
        try:
            records.append(kind.model_validate(entry))
        except ValidationError as error:
            name = str(entry.get("id", f"record {number}")) if isinstance(entry, dict) else f"record {number}"
            faults += [Fault(kind.file, name, ".".join(map(str, one["loc"])), one["msg"]) for one in error.errors()]
    return records


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
        self.records = {kind.kind: _read(directory, kind, faults) for kind in KINDS}
        self.faults(faults)
        if faults:
            raise SeedError(faults)

    def __iter__(self) -> Iterator[SeedRecord]:
        return (record for records in self.records.values() for record in records)

    def __len__(self) -> int:
        return sum(map(len, self.records.values()))

    def faults(self, faults: list[Fault]) -> None:
        """Add what is wrong between records, each of which is well-formed by itself."""

        def fault(record: SeedRecord, field: str, message: str) -> None:
            faults.append(Fault(record.file, record.id, field, message))

        ids = {kind: {record.id for record in records} for kind, records in self.records.items()}
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
                    (name, r) for r in records for name in {fold(n) for n in (r.id, *r.names(), *r.other_names())}
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
