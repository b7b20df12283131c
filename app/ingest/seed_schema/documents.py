"""The seed model of documents."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from app.domain.vocabulary import NameRole, SetAside
from app.ingest.seed_fields import MAX_ITEMS, Edtf, Sha256, Text, Whole
from app.ingest.seed_schema.record import SeedModel, SeedRecord


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
