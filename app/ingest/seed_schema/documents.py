"""The seed model of documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from app.domain.languages import language_code
from app.domain.vocabulary import DocumentKind, NameRole, PartStatus, SetAside
from app.ingest.seed_fields import (
    MAX_ITEMS,
    ClosedEdtf,
    Edtf,
    Reference,
    RefTo,
    Sha256,
    Slug,
    Text,
    WebAddress,
    Whole,
    unique_items,
)
from app.ingest.seed_schema.record import SeedModel, SeedRecord


class SetAsideSeed(SeedModel):
    """Paragraphs that support no record, or some sentences of one ``paragraph``, counted from 1, and the reason.

    ``because`` is the reason in words of ours. Only furniture of the page needs none.
    """

    why: SetAside
    paragraphs: Annotated[list[Whole], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    paragraph: Whole | None = Field(None, ge=1)
    sentences: Annotated[list[Whole], Field(max_length=MAX_ITEMS), AfterValidator(unique_items)] = []
    because: Text | None = None

    @model_validator(mode="after")
    def _check_passage(self) -> "SetAsideSeed":
        if bool(self.paragraphs) == (self.paragraph is not None) or bool(self.sentences) != (
            self.paragraph is not None
        ):
            raise ValueError("name whole `paragraphs`, or one `paragraph` and some `sentences` of it")
        if self.why is not SetAside.furniture and self.because is None:
            raise ValueError(f"say under `because` why it is {self.why}")
        return self

    @property
    def paragraph_numbers(self) -> list[int]:
        """The numbers of the paragraphs that are set aside, as a whole or in part."""
        return self.paragraphs or [self.paragraph or 0]


@dataclass(frozen=True)
class ParagraphRange:
    """The first and last paragraph of a part."""

    first: int
    last: int


class PartSeed(SeedModel):
    """A part of a document, from the first to the last of two ``paragraphs``, with a date or a status of its own."""

    id: Slug
    title: Text | None = None
    paragraphs: list[Whole] = Field(min_length=2, max_length=2)
    date: Edtf | None = None
    status: PartStatus | None = None

    @property
    def extent(self) -> ParagraphRange:
        return ParagraphRange(*self.paragraphs)


class SentenceCounts(SeedModel):
    """The sentences of a paragraph: see :class:`app.db.records.DocumentParagraph`."""

    paragraph: int
    total: int
    cited: int
    furniture: int
    opinion: int
    repetition: int
    background: int
    open: int


class DocumentSeed(SeedRecord):
    """A text, of which ``paragraphs`` counts the lines that are not blank, or a data set.

    A data set is a CSV file with a header: ``rows`` counts its rows, and ``key`` names the columns whose values tell a
    row from the others. ``editorial`` names the fields whose values the document does not state. ``sentences`` are
    counted when the seed is read: see :mod:`app.ingest.sentence_counts`.
    """

    kind = "document"
    file = "documents.yaml"
    needs_evidence = False
    cited_fields = ("title", "publisher", "author", "date", "source_url", "licence", "version")

    kind_: DocumentKind = Field(alias="kind")
    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    date: ClosedEdtf | None = None
    language: Annotated[str, AfterValidator(language_code)]
    source_url: WebAddress | None = None
    archived_url: WebAddress | None = None
    licence: Text | None = None
    version: Text | None = None
    retrieved: ClosedEdtf | None = None
    supersedes: Annotated[Reference | None, RefTo("document")] = None
    editorial: Annotated[
        list[Literal["title", "publisher", "author", "date", "source_url", "licence", "version"]],
        AfterValidator(unique_items),
    ] = []
    sha256: Sha256
    paragraphs: Whole | None = Field(None, ge=1)
    rows: Whole | None = Field(None, ge=1)
    key: Annotated[list[Text], Field(max_length=10), AfterValidator(unique_items)] = []
    parts: list[PartSeed] = Field([], max_length=MAX_ITEMS)
    set_aside: list[SetAsideSeed] = Field([], max_length=MAX_ITEMS)
    sentences: list[SentenceCounts] = []

    @model_validator(mode="after")
    def _check_extent(self) -> "DocumentSeed":
        if self.is_data_set and (self.rows is None or not self.key or self.paragraphs is not None):
            raise ValueError("a data set needs `rows` and `key`, and has no `paragraphs`")
        if not self.is_data_set and (self.paragraphs is None or self.rows is not None or self.key):
            raise ValueError("a text needs `paragraphs`; only a data set has `rows` and `key`")
        if self.supersedes == self.id:
            raise ValueError("supersedes: it is the document itself")
        empty = [name for name in self.editorial if getattr(self, name) is None]
        if empty:
            raise ValueError(f"editorial: {empty[0]} has no value")
        return self

    @model_validator(mode="after")
    def _check_parts(self) -> "DocumentSeed":
        last = 0
        for part in sorted(self.parts, key=lambda part: part.paragraphs):
            first, end = part.paragraphs
            if not last < first <= end <= (self.paragraphs or 0):
                raise ValueError(
                    f"parts: {part.id} needs the first and the last of its paragraphs, from 1 to "
                    f"{self.paragraphs or 0}, none of them in another part"
                )
            last = end
        unique_items([part.id for part in self.parts])
        return self

    @model_validator(mode="after")
    def _check_set_aside(self) -> "DocumentSeed":
        if self.sentences:
            raise ValueError("leave `sentences` out: they are counted")
        aside = [
            (number, sentence)
            for group in self.set_aside
            for number in group.paragraph_numbers
            for sentence in group.sentences or [0]
        ]
        whole = {number for number, sentence in aside if not sentence}
        if len(set(aside)) < len(aside) or any(sentence and number in whole for number, sentence in aside):
            raise ValueError("set_aside: a paragraph or a sentence is set aside twice")
        beyond = [paragraph for paragraph, _ in aside if not 1 <= paragraph <= (self.paragraphs or 0)]
        if beyond:
            raise ValueError(f"set_aside: the text has {self.paragraphs or 0} paragraphs, not {beyond[0]}")
        return self

    def part_of(self, paragraph: int | None) -> PartSeed | None:
        """The part that has a paragraph, if any does."""
        within = (part for part in self.parts if paragraph and part.extent.first <= paragraph <= part.extent.last)
        return next(within, None)

    @property
    def is_data_set(self) -> bool:
        return self.kind_ is DocumentKind.data_set

    def uncited_fields(self) -> Iterator[str]:
        return (name for name in super().uncited_fields() if name not in self.editorial)

    def names(self) -> Iterator[tuple[NameRole, str]]:
        if self.title:
            yield NameRole.name, self.title
