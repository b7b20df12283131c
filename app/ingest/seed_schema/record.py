"""What every entry of the seed has: an id, names, and evidence."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, ClassVar, Self, TypeAlias, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    TypeAdapter,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo

from app.domain.vocabulary import EvidenceMethod, IdentifierScheme, NameRole
from app.ingest.locks import RENEW, Locks, QuoteKey
from app.ingest.seed_fields import (
    MAX_ITEMS,
    Excerpt,
    FieldName,
    Readers,
    Reference,
    RefTo,
    Slug,
    Text,
    Whole,
    form_validator,
    unique_items,
)

RecordKey: TypeAlias = tuple[str, str]
"""Kind and id of a record."""


class SeedModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_LOCK_FIELDS = {"start", "end", "sha256"}


class EvidenceSeed(SeedModel):
    """A place in a document that supports the record, or only the fields that ``fields`` names.

    The place is a quote of a text, or a row of a data set: ``row`` is its key, and ``columns`` are those that were
    read. ``quote`` has the words as they stand in the paragraph. Of a longer span it has the first words, and ``until``
    the last. If the paragraph has the quote several times, ``occurrence`` tells which one is meant, from 1.

    ``says`` is the value in the document, if it differs from the value in the record. ``reason`` tells how a value was
    worked out that the words do not state.

    ``start``, ``end`` and ``sha256`` come from the lock of the document, the :class:`app.ingest.locks.Locks` that
    validation gets as its context. They count characters from 0 in the whole text, and hash the span in UTF-8. A row
    has its hash alone.
    """

    document: Annotated[Reference, RefTo("document")]
    paragraph: Whole | None = Field(None, ge=1)
    quote: Excerpt | None = None
    until: Excerpt | None = None
    occurrence: Whole | None = Field(None, ge=1)
    row: Text | None = None
    columns: Annotated[list[Text], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    fields: list[FieldName] = Field([], max_length=MAX_ITEMS)
    says: Text | None = None
    reason: Text | None = None
    reviewed: Readers = 0
    start: int = 0
    end: int = 0
    sha256: str = ""

    @model_validator(mode="wrap")
    @classmethod
    def _with_lock(cls, entry: Any, validate: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        if isinstance(entry, dict) and not _LOCK_FIELDS.isdisjoint(entry):
            raise ValueError(f"leave start, end and sha256 out, which are in the lock: write the quote, and {RENEW}")
        evidence = validate(entry)
        if evidence.row is None and (evidence.paragraph is None or evidence.quote is None or evidence.columns):
            raise ValueError("a place is `paragraph` and `quote` of a text, or `row` and `columns` of a data set")
        if evidence.row is not None and evidence.key != (0, "", None, None):
            raise ValueError("a row has no paragraph and no quote: name its `columns`")
        if evidence.says is not None and len(evidence.fields) != 1:
            raise ValueError("`says` needs exactly one name in `fields`")
        if not isinstance(info.context, Locks) or evidence.document not in info.context.documents:
            return evidence
        lock = info.context.get_or_report(evidence.document)
        if lock is None:
            return evidence  # which is a fault of the document
        span = lock.quotes.get(evidence.key) if evidence.row is None else lock.rows.get(evidence.row)
        if span is None:
            place = "quote" if evidence.row is None else "row"
            raise ValueError(f"the lock of {evidence.document} does not have this {place}: {RENEW}")
        return evidence.model_copy(update=span.model_dump(include=_LOCK_FIELDS))

    @property
    def key(self) -> QuoteKey:
        """What tells the quote from the others of the document."""
        return self.paragraph or 0, self.quote or "", self.until, self.occurrence

    @property
    def as_written(self) -> str | None:
        """The words of the span, if they are all in the quote."""
        return None if self.until else self.quote

    @property
    def method(self) -> EvidenceMethod:
        """A value that needs a reason is inferred."""
        return EvidenceMethod.inferred if self.reason else EvidenceMethod.stated


NAME_FIELD_OF_ROLE = {
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
    # Ids that the record had. Their addresses lead here, and filters take them.
    formerly: Annotated[list[Reference], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    evidence: list[EvidenceSeed] = Field([], max_length=MAX_ITEMS)

    @field_validator("formerly")
    @classmethod
    def _check_former_ids(cls, formerly: list[str]) -> list[str]:
        return [_reader(cls, "id").validate_python(former) for former in formerly]

    def with_derived_values(self) -> Self:
        """The record with the values that follow from its others, as the tables have it."""
        return self

    @classmethod
    def field_of(cls, name: str) -> tuple[str, FieldInfo]:
        """The name of the attribute, and the field, that have this name in a seed file."""
        return next((key, field) for key, field in cls.model_fields.items() if name in (key, field.alias))

    @classmethod
    def read_field(cls, name: str, text: str) -> Any:
        """Convert the value that a document gives for a field to the type of the field. Raises ``ValidationError``.

        For a list, it stays a text, which names one or more items.
        """
        if get_origin(cls.field_of(name)[1].annotation) is list:
            return text
        return _reader(cls, name).validate_python(text)

    @classmethod
    def validate_field(cls, name: str, value: Any) -> Any:
        """A value of a field, as YAML or JSON has it, in the type of the field. Raises ``ValidationError``."""
        return _reader(cls, name).validate_python(value)

    def uncited_fields(self) -> Iterator[str]:
        """The fields that need evidence of their own and have none."""
        cited_names = {name for place in self.evidence for name in place.fields}
        for name in self.cited_fields:
            if name not in cited_names and getattr(self, name) not in (None, []):
                yield name

    def names(self) -> Iterator[tuple[NameRole, str]]:
        """The names besides its id by which a client may refer to the record, each with its role."""
        for role in NameRole:
            value = getattr(self, NAME_FIELD_OF_ROLE.get(role, ""), None)
            for name in value if isinstance(value, list) else [value] if value else []:
                yield role, name


class ExternalIdsSeed(SeedModel):
    """What other data sets call a record. OpenSanctions uses the ids of Wikidata and its own."""

    wikidata: Annotated[str, form_validator("Q[1-9][0-9]{0,18}", "an id of Wikidata such as Q42")] | None = None
    opensanctions: (
        Annotated[str, form_validator("[A-Za-z0-9][A-Za-z0-9-]{1,99}", "an id of OpenSanctions such as NK-4N5b")] | None
    ) = None


class IdentifiedSeed(SeedRecord):
    """An entry with ids in other data sets. They find the record as its names do."""

    external_ids: ExternalIdsSeed = ExternalIdsSeed()

    def names(self) -> Iterator[tuple[NameRole, str]]:
        yield from super().names()
        yield from ((NameRole.code, value) for value in dict.fromkeys(self._external_ids.values()))

    def identifiers(self) -> Iterator[tuple[IdentifierScheme, str]]:
        """The identifiers, each with the scheme that it is of."""
        yield from ((IdentifierScheme(scheme), value) for scheme, value in self._external_ids.items())

    @property
    def _external_ids(self) -> dict[str, str]:
        return self.external_ids.model_dump(exclude_none=True)


@cache
def _reader(kind: type[SeedRecord], name: str) -> TypeAdapter[Any]:
    field = kind.field_of(name)[1]
    annotation: Any = field.annotation
    return TypeAdapter(Annotated[(annotation, *field.metadata)] if field.metadata else annotation)
