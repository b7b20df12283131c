"""What requests and answers of the review's API have."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.curate.draft_changes import Decision
from app.curate.forms import FieldForm
from app.curate.proposals import Quote
from app.curate.review.checks import CardFinding
from app.curate.review.known_records import KnownName
from app.domain.vocabulary import SetAside


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DraftSummary(BaseModel):
    """A draft in the list."""

    id: str = Field(examples=["talks-in-ankara"])
    title: str | None = Field(description="The title of the document.", examples=["Ministers meet in Ankara"])
    proposals: int = Field(examples=[31])
    decided: int = Field(description="How many of them have a verdict.", examples=[12])
    fault: str | None = Field(None, description="Why the draft cannot be read.")


class DraftList(BaseModel):
    """All drafts, by id."""

    items: list[DraftSummary]


class ProposalPatch(_Body):
    """Changes to a proposal. What is left out stays; `verdict: null` takes the verdict back."""

    verdict: Decision | None = Field(None, examples=["accepted"])
    values: dict[str, Any] | None = Field(None, description="All its values.", examples=[{"date": "2026-02-02"}])
    quotes: list[Quote] | None = Field(None, max_length=1000, description="All its quotes.")
    record: str | None = Field(None, max_length=100, description="Id of the known record that is the same.")
    is_new: bool = Field(False, description="Say that no known record is the same.")
    corrects: bool | None = Field(
        None, description="Say whether the article corrects the values of the known record that it contradicts. "
        "`null`, or another change of the proposal, takes the answer back."
    )  # fmt: skip


class NewProposal(_Body):
    """A proposal of the reviewer's own."""

    kind: str = Field(max_length=40, examples=["meeting"])
    values: dict[str, Any] = Field({}, examples=[{"id": "talks-in-ankara-2026", "title": "Talks in Ankara"}])
    quotes: list[Quote] = Field([], max_length=1000)


class Aside(_Body):
    """Why a paragraph, or some of its sentences, supports no record; `why: null` takes it back."""

    why: SetAside | None = Field(examples=["background"])
    sentences: list[int] = Field([], max_length=1000, description="Its sentences, from 1; none means all.")
    because: str | None = Field(None, max_length=300, description="The reason in words; furniture needs none.")


class DocumentPatch(_Body):
    """Values of the document. What is left out stays; `null` takes a value away."""

    values: dict[str, Any] = Field(examples=[{"title": "Ministers meet in Ankara"}])


class Places(BaseModel):
    """A quote for each place in the text that has the words: exactly these, in any form of accents and spaces."""

    items: list[Quote]


class AcceptRequest(_Body):
    """Whether to write the draft to the seed, or only to say what that would change."""

    write: bool = Field(False, examples=[True])


class AcceptanceView(BaseModel):
    """What the acceptance of a draft changes in the seed."""

    written: bool = Field(description="Whether it was written.")
    files: list[str] = Field(description="The files of the seed that change.", examples=[["documents/talks.yaml"]])
    diff: str = Field(description="The changes in the files that people read, as a unified diff.")
    warnings: list[str] = Field(description="What does not prevent it, but should be looked at.")
    counts: dict[str, int] = Field(description="The records that it brings, by kind.", examples=[{"meeting": 1}])


class Findings(BaseModel):
    """What is wrong or odd about a draft. An `error` stops its acceptance."""

    items: list[CardFinding]


class Form(BaseModel):
    """The fields of a kind of record."""

    kind: str = Field(examples=["meeting"])
    fields: list[FieldForm]


class NameList(BaseModel):
    """Records that have the words in their id or names, at most twenty."""

    items: list[KnownName]


class Ticket(_Body):
    """A token."""

    token: str = Field(max_length=200)


class Window(BaseModel):
    """A one-time address that opens the review in a further window."""

    address: str = Field(examples=["http://127.0.0.1:8017/#token=…"])


class ProblemBody(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Conflict"])
    status: int = Field(examples=[409])
    detail: str = Field(description="What is wrong, in a sentence.")
    version: int | None = Field(None, description="With 409: the version that the draft has by now.", examples=[13])
    faults: list[CardFinding] = Field([], description="What prevents the acceptance, by proposal.")
