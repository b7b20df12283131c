"""What a reviewer sees of a draft: its text, what each sentence supports, and a card for each proposal.

The page, the terminal and tools all show this, so that all say the same of a proposal.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from textwrap import shorten
from typing import Any

from pydantic import BaseModel, Field

from app.curate.contents import Contents
from app.curate.draft_changes import Decision, PutAside
from app.curate.draft_contents import evidence_of, values_about
from app.curate.drafts import DraftState, ProposalCard
from app.curate.forms import FieldForm, document_form, fields_of_kind, form_label
from app.curate.proposals import Quote
from app.curate.record_support import fields_to_correct, support
from app.curate.review.checks import CardCheck, CardFinding, CardFindingLevel
from app.curate.review.known_records import KnownRecord, KnownRecords
from app.curate.review.passages import DraftText, TextSpan
from app.curate.review.wording import proposal_title, value_in_words, word_for
from app.curate.seed_yaml import SEED_MODEL_OF_KIND
from app.domain.vocabulary import SetAside
from app.ingest.quotes import QuoteError


class QuoteView(Quote):
    """A quote of a proposal, with the span in its paragraph in characters from 0."""

    start: int | None = Field(None, description="Where it starts; null if the text does not have it.", examples=[14])
    end: int | None = Field(None, description="Where it ends, exclusive.", examples=[23])
    words: str = Field("", description="The whole span, which is longer than the quote if there is `until`.")


class FieldView(BaseModel):
    """A field of a proposal that has a value."""

    name: str = Field(examples=["date"])
    label: str = Field(examples=["Date"])
    value: Any = Field(description="The value, as the seed has it.", examples=["2026-02-02"])
    text: str = Field(description="The value in words, with the names of records.", examples=["2026-02-02"])
    quotes: list[int] = Field(description="The quotes that support it, counted from 0.", examples=[[0]])
    lacks_evidence: bool = Field(description="Whether it needs a quote and has none.", examples=[False])
    recorded: str | None = Field(description="The value of the known record, if it differs.", examples=[None])
    first: str | None = Field(description="The value that was first proposed, if it differs.", examples=["2026-02"])


class KnownRecordChange(BaseModel):
    """What a known record gets if the proposal is accepted: another value, or a further one."""

    label: str = Field(description="What changes.", examples=["Foreign Minister, as of"])
    old: str | None = Field(description="The value that is replaced; null if a value is added.", examples=["2026-02"])
    new: str = Field(description="The value that it gets.", examples=["2026-03-09"])


class ProposalView(BaseModel):
    """A proposal; number 0 is the document itself."""

    number: int = Field(examples=[1])
    kind: str = Field(examples=["meeting"])
    heading: str = Field(description="What kind of record it is, in a word.", examples=["Meeting"])
    title: str = Field(examples=["Talks in Ankara"])
    confidence: str = Field(examples=["high"])
    why: str = Field(examples=["The sentence says who met, and when."])
    by: str = Field(description="The rule, model or reviewer that proposed it.", examples=["rule:meetings/1"])
    verdict: Decision | None = None
    decided_by: str | None = None
    decided_at: str | None = None
    is_new: bool = Field(False, description="Whether a reviewer says that no known record is the same.")
    record: KnownRecord | None = Field(None, description="The known record that the article supports.")
    record_changes: list[KnownRecordChange] = Field([], description="What the known record gets.")
    corrections: list[KnownRecordChange] = Field(
        [],
        description="Values that the article contradicts, and what changes with them. Say whether it `corrects` them.",
    )
    conflict: str | None = Field(
        None,
        description="Which documents state the known values.",
        examples=["A conflict. The known value is from jspg-8-report."],
    )
    corrects: bool | None = Field(
        None, description="Whether the article corrects these values; null without an answer."
    )
    candidates: list[KnownRecord] = Field([], description="Records that may be the same. Say which, or that none is.")
    fields: list[FieldView]
    values: dict[str, Any]
    quotes: list[QuoteView]
    paragraph: int | None = Field(None, description="The first paragraph that it quotes.")
    findings: list[CardFinding]


class SentenceView(BaseModel):
    """A sentence: what it supports, or why it is set aside. A sentence with neither is unexplained."""

    number: int = Field(examples=[1])
    start: int = Field(examples=[0])
    end: int = Field(examples=[57])
    supports: list[int] = Field(description="Numbers of the proposals that quote it; 0 is the document.")
    aside: SetAside | None = Field(description="Why it is set aside.", examples=["background"])


class AsideView(BaseModel):
    """What a change sets aside: a paragraph, or some sentences of it."""

    why: SetAside = Field(examples=["background"])
    because: str | None = Field(description="The reason in the reviewer's words.")
    sentences: list[int] = Field(description="The sentences; none means the whole paragraph.", examples=[[2]])


class ParagraphView(BaseModel):
    """A paragraph with its sentences."""

    number: int = Field(examples=[1])
    asides: list[AsideView] = Field(description="What of it is set aside.")
    text: str = Field(examples=["The ministers met in Ankara on Monday. They signed a plan."])
    sentences: list[SentenceView]


class DraftView(BaseModel):
    """A draft as it is now."""

    id: str = Field(examples=["talks-in-ankara"])
    version: int = Field(description="The number of its changes: send it as `If-Match` with the next one.")
    reviewer: str = Field(description="Name that the next change gets.", examples=["Ada"])
    document: ProposalView = Field(description="The document itself, as a card.")
    editorial: list[str] = Field(
        description="Fields of the document that its text does not state.", examples=[["title"]]
    )
    cards: list[ProposalView] = Field(description="The proposals, in the order of the text.")
    paragraphs: list[ParagraphView]
    decided: int = Field(description="How many proposals have a verdict.", examples=[12])
    last_change: int | None = Field(description="The change that an undo takes back.", examples=[12])


class ReviewSheet:
    """Makes the view of a draft from its state."""

    def __init__(self, state: DraftState, text: DraftText, known_records: KnownRecords) -> None:
        self._state, self._text, self._known_records = state, text, known_records
        self._check = CardCheck(state, text, known_records)

    def view(self, reviewer: str) -> DraftView:
        """The whole draft."""
        document = self._document()
        cards = sorted(map(self._card, self._state.cards), key=self._position)
        return DraftView(
            id=self._state.id, version=self._state.version, reviewer=reviewer, document=document, cards=cards,
            editorial=self._check.editorial,
            paragraphs=list(self._paragraphs([document, *cards])),
            decided=sum(card.verdict is not None for card in cards), last_change=self._state.last_change,
        )  # fmt: skip

    @staticmethod
    def _position(card: ProposalView) -> tuple[int, int, int]:
        quotes = ((quote.paragraph, quote.start or 0) for quote in card.quotes if quote.start is not None)
        return (*min(quotes, default=(10**9, 0)), card.number)

    def _quotes(self, quotes: list[Quote]) -> Iterator[QuoteView]:
        for quote in quotes:
            try:
                span = self._text.find(quote)
                words = self._text.paragraph(span.paragraph)[span.start : span.end]
                yield QuoteView(**quote.model_dump(), start=span.start, end=span.end, words=words)
            except QuoteError:
                yield QuoteView(**quote.model_dump())

    def _fields(
        self, form: list[FieldForm], values: dict[str, Any], first: dict[str, Any], quotes: list[QuoteView],
        known_values: dict[str, Any], uncited_fields: set[str],
    ) -> Iterator[FieldView]:  # fmt: skip
        by_name = {field.name: field for field in form}
        for name in [*(name for name in by_name if name in values), *(name for name in values if name not in by_name)]:
            value = values[name]
            if name in ("id", "evidence", "editorial") or value in (None, [], ""):
                continue
            in_words = partial(value_in_words, field=by_name.get(name), name_of=self._check.name_of)
            differs = name in known_values and known_values[name] != value
            yield FieldView(
                name=name, label=by_name[name].label if name in by_name else form_label(name), value=value,
                text=in_words(value),
                quotes=[number for number, quote in enumerate(quotes) if name in quote.fields],
                lacks_evidence=name in uncited_fields, recorded=in_words(known_values[name]) if differs else None,
                first=in_words(first[name]) if first.get(name, value) not in (value, None, [], "") else None,
            )  # fmt: skip

    def _card(self, card: ProposalCard) -> ProposalView:
        proposal = card.proposal
        quotes = list(self._quotes(proposal.quotes))
        record = self._known_records.get(proposal.kind, proposal.record) if proposal.record else None
        form = list(fields_of_kind(proposal.kind)) if proposal.kind in SEED_MODEL_OF_KIND else []
        known_values = record.values if record else {}
        quoted_values = {name: known_values[name] for quote in quotes for name in quote.fields if name in known_values}
        values = {**quoted_values, **proposal.values}
        first = {} if proposal.by.startswith("reviewer:") else {**quoted_values, **card.first.values}
        fields = self._fields(form, values, first, quotes, known_values, self._check.uncited_fields(card))
        return ProposalView(
            number=card.number, kind=proposal.kind, heading=word_for(proposal.kind),
            title=proposal_title(proposal.kind, proposal.values), confidence=proposal.confidence, why=proposal.why,
            by=proposal.by, verdict=card.verdict, decided_by=card.decided_by, decided_at=card.decided_at,
            is_new=card.is_new, record=record, corrects=self._check.answer(card),
            corrections=list(self._corrections(card, record)) if record else [],
            conflict=self._conflict(card, record) if record else None,
            record_changes=list(self._record_changes(card, record)) if record else [],
            candidates=self._check.candidates(card),
            fields=list(fields), values=proposal.values, quotes=quotes, findings=self._check.findings(card),
            paragraph=min((quote.paragraph for quote in proposal.quotes), default=None),
        )  # fmt: skip

    def _record_changes(self, card: ProposalCard, record: KnownRecord) -> Iterator[KnownRecordChange]:
        """What the known record of a proposal gets if it alone is accepted."""
        if card.verdict is Decision.rejected:
            return
        contents = Contents(self._state.document)
        contents.proposals[record.kind, record.id].append(card.number)
        evidence = [evidence_of(quote) for quote in card.proposal.quotes]
        values = values_about(card, self._check.values(card), record.values)
        support(contents, record.kind, record.id, record.values, values, evidence, self._check.answer(card))
        for change in contents.changes:
            yield self._change_in_words(record, change.field, change.old, change.new)
        new_values, _ = contents.records[record.kind].get(record.id, ({}, []))
        additions = {**{addition.field: list(addition.items) for addition in contents.additions}, **new_values}
        for name, value in additions.items():
            if name != "id":
                yield self._change_in_words(record, name, None, value)

    def _corrections(self, card: ProposalCard, record: KnownRecord) -> Iterator[KnownRecordChange]:
        """What the known record gets if the article corrects it."""
        values = values_about(card, self._check.values(card), record.values)
        for name in fields_to_correct(record.values, values, self._check.contradictions(card)):
            yield self._change_in_words(record, name, record.values[name], values[name])

    def _change_in_words(self, record: KnownRecord, path: str, old: Any, new: Any) -> KnownRecordChange:
        field = next((field for field in fields_of_kind(record.kind) if field.name == path), None)
        in_words = partial(value_in_words, field=field, name_of=self._check.name_of)
        label = _path_label(path, record.values)
        return KnownRecordChange(label=label, old=None if old is None else in_words(old), new=in_words(new))

    def _conflict(self, card: ProposalCard, record: KnownRecord) -> str | None:
        """A sentence about the documents that state the values which a proposal contradicts."""
        if not (fields := self._check.contradictions(card)):
            return None
        documents, older = self._known_records.documents(record, fields), self._state.document.get("supersedes")
        if older in documents:
            return f"This article is a newer edition of {older}, which states the known value."
        return f"A conflict. The known value is from {', '.join(documents) or 'no document'}."

    def _document(self) -> ProposalView:
        values = self._state.document
        quotes_of_fields, unreadable = quotes_of(values)
        quotes = list(self._quotes(quotes_of_fields))
        findings = self._check.document_findings(quotes_of_fields, unreadable)
        on_form = {field.name: values[field.name] for field in document_form() if field.name in values}
        uncited_fields = self._check.uncited_fields_of_document(quotes_of_fields)
        return ProposalView(
            number=0, kind="document", heading="Document", title=str(values.get("title") or self._state.id),
            confidence="high", why="The article itself.", by="", values=on_form, quotes=quotes, findings=findings,
            fields=list(self._fields(document_form(), on_form, on_form, quotes, {}, uncited_fields)),
        )  # fmt: skip

    def _paragraphs(self, cards: list[ProposalView]) -> Iterator[ParagraphView]:
        supports: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for card in cards:
            for quote in card.quotes if card.verdict is not Decision.rejected else ():
                if quote.start is not None and quote.end is not None:
                    for number in self._text.sentences_of(TextSpan(quote.paragraph, quote.start, quote.end)):
                        supports[quote.paragraph][number].add(card.number)
        asides: dict[int, list[PutAside]] = defaultdict(list)
        for passage in self._state.set_aside:
            asides[passage.paragraph].append(passage)
        for number in range(1, len(self._text) + 1):
            if number in supports or number in asides:
                yield _paragraph(self._text, number, supports[number], asides[number])
            else:
                yield _plain_paragraph(self._text, number)


def _path_label(path: str, values: dict[str, Any]) -> str:
    """What to call a value inside a record: the ``as_of`` of its first post is “Foreign Minister, as of”."""
    name, *inner = path.split(".")
    if not inner:
        return form_label(name)
    number, *parts = inner
    return ", ".join([proposal_title("", values[name][int(number)]), *(form_label(part).lower() for part in parts)])


def _paragraph(text: DraftText, number: int, supports: Mapping[int, set[int]], asides: list[PutAside]) -> ParagraphView:
    """A paragraph with the numbers of the proposals that its sentences support, and what is set aside of it."""
    reasons = {sentence: passage.why for passage in asides for sentence in passage.sentences or [0]}
    return ParagraphView(
        number=number,
        asides=[AsideView(why=p.why, because=p.because, sentences=p.sentences) for p in asides if p.why],
        text=text.paragraph(number),
        sentences=[
            SentenceView(
                number=sentence, start=span.start, end=span.end, supports=sorted(supports.get(sentence, ())),
                aside=reasons.get(sentence) or reasons.get(0),
            )
            for sentence, span in enumerate(text.sentences(number), 1)
        ],
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def _plain_paragraph(text: DraftText, number: int) -> ParagraphView:
    """A paragraph that nothing cites or sets aside. It is cached, as most of a long text is that."""
    return _paragraph(text, number, {}, [])


def quotes_of(document: dict[str, Any]) -> tuple[list[Quote], int]:
    """The quotes for the fields of a document, and the number of entries of its evidence that are no quotes."""
    quotes, unreadable = [], 0
    entries = document.get("evidence") or []
    for entry in entries if isinstance(entries, list) else [entries]:
        try:
            words = {name: value for name, value in dict(entry).items() if name not in ("document", "reviewed")}
            quotes.append(Quote.model_validate(words))
        except (TypeError, ValueError):
            unreadable += 1
    return quotes, unreadable


def findings_of(view: DraftView) -> list[CardFinding]:
    """All findings about a draft: open proposals, faults, and sentences that nothing cites or sets aside."""
    findings = list(view.document.findings)
    for card in view.cards:
        if card.verdict is None:
            message = "it has no verdict yet"
            findings.append(CardFinding(proposal=card.number, message=message))
        if card.verdict is not Decision.rejected:
            findings += card.findings
    for paragraph in view.paragraphs:
        for sentence in paragraph.sentences:
            if bool(sentence.supports) is bool(sentence.aside):
                words = paragraph.text[sentence.start : sentence.end]
                words = shorten(words, 70, placeholder=" …")
                message = "is set aside, and a proposal cites it: take one of them back"
                message = message if sentence.aside else "is not explained: cite it, or set it aside"
                findings.append(
                    CardFinding(
                        proposal=None,
                        level=CardFindingLevel.warning,
                        message=f"“{words}” {message}",
                        paragraph=paragraph.number,
                        sentence=sentence.number,
                    )
                )
    return findings
