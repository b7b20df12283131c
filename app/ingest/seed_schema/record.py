"""What every entry of the seed has: an id, names, and evidence."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.domain.vocabulary import EvidenceMethod, NameRole
from app.ingest.seed_fields import (
    MAX_ITEMS,
    MAX_SPAN,
    Excerpt,
    FieldName,
    Flag,
    Reference,
    RefTo,
    Sha256,
    Slug,
    Text,
    Whole,
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

    def completed(self) -> Self:
        """The record with the values that follow from its others, as the tables have it."""
        return self

    def names(self) -> Iterator[tuple[NameRole, str]]:
        """The names besides its id by which a client may refer to the record, each with its role."""
        for role in NameRole:
            value = getattr(self, NAME_FIELDS.get(role, ""), None)
            for name in value if isinstance(value, list) else [value] if value else []:
                yield role, name
