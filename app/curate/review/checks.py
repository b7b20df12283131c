"""Finds what is wrong or odd about a proposal: faulty values, fields without evidence, quotes that stand nowhere,
quotes that do not contain their value, and records that may be the same."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from app.curate.draft_changes import Decision
from app.curate.draft_contents import evidence_of, recorded_ids, values_about, with_recorded_ids
from app.curate.drafts import DraftState, ProposalCard
from app.curate.forms import is_of
from app.curate.proposals import Proposal, Quote
from app.curate.record_support import NO_VALUES, contradictions, fields_to_correct, is_answer_to, is_renewal
from app.curate.review.known_records import KnownRecord, KnownRecords
from app.curate.review.passages import DraftText
from app.curate.review.wording import proposal_title
from app.curate.seed_yaml import SEED_MODEL_OF_KIND, no_kind
from app.domain import edtf
from app.domain.text import nearest, nearest_hint
from app.domain.vocabulary import DocumentKind
from app.ingest.cited_values import CitedValues, Doubt
from app.ingest.cross_checks import references_of
from app.ingest.quotes import QuoteError
from app.ingest.seed_schema import DocumentSeed, EvidenceSeed, SeedRecord
from app.ingest.value_faults import fault_sentences


class CardFindingLevel(StrEnum):
    """An ``error`` stops the acceptance of the draft, a ``warning`` does not."""

    error = "error"
    warning = "warning"


class CardFinding(BaseModel):
    """What is wrong or odd about a proposal, or about a sentence of the text."""

    proposal: int | None = Field(description="Number of the proposal; 0 is the document.", examples=[3])
    field: str | None = Field(None, description="Name of the field.", examples=["date"])
    level: CardFindingLevel = Field(CardFindingLevel.error, examples=["error"])
    message: str = Field(
        description="What is wrong, in a sentence.", examples=["no words of the text are cited for it"]
    )
    paragraph: int | None = Field(None, description="Number of the paragraph.", examples=[2])
    sentence: int | None = Field(None, description="Number of the sentence in the paragraph.", examples=[1])


NO_CITATION = "no words of the text are cited for it: select them, and cite them for this field"


class CardCheck:
    """Checks the proposals of one draft against its text and what is known."""

    def __init__(self, state: DraftState, text: DraftText, known_records: KnownRecords) -> None:
        self._state, self._text, self._known_records = state, text, known_records

    def name_of(self, kind: str | None, record_id: str) -> str | None:
        """The name of a known record, or of a proposed one."""
        if name := self._known_records.name(kind, record_id):
            return name
        proposals = (card.proposal for card in self._state.cards if _names(card, kind, record_id))
        return next((proposal_title(proposal.kind, proposal.values) for proposal in proposals), None)

    def uncited_fields(self, card: ProposalCard) -> set[str]:
        """The fields that need words of the text and have none. Of a known record only what is cited is accepted."""
        model = None if card.proposal.record else SEED_MODEL_OF_KIND.get(card.proposal.kind)
        with_quote = {name for quote in card.proposal.quotes for name in quote.fields}
        needing_evidence = {_name_in_files(model, name) for name in model.cited_fields} if model else set()
        return {
            name
            for name, value in card.proposal.values.items()
            if name in needing_evidence - with_quote and value not in NO_VALUES
        }

    def candidates(self, card: ProposalCard) -> list[KnownRecord]:
        """The records of which the reviewer must say whether one is the same; empty once he has said so."""
        if card.proposal.record or card.is_new:
            return []
        of_rule = (self._candidate(card, name) for name in card.proposal.candidates)
        similar = self._known_records.similar(card.proposal.kind, card.proposal.values)
        return list({record.id: record for record in (*of_rule, *similar)}.values())

    def _candidate(self, card: ProposalCard, name: str) -> KnownRecord:
        """A record that a proposal names as perhaps the same: a known one, or that of another proposal."""
        kind, reason = card.proposal.kind, "by what the text says, it may be this one"
        if record := self._known_records.get(kind, name, reason):
            return record
        values = next(
            (candidate.proposal.values for candidate in self._state.cards if _names(candidate, kind, name)), {}
        )
        return KnownRecord(id=name, name=proposal_title(kind, {"id": name, **values}), kind=kind, values=values,
                           reason=f"{reason}, of this draft" if values else reason)  # fmt: skip

    def contradictions(self, card: ProposalCard) -> list[str]:
        """The fields of which the reviewer must say whether the article corrects the known value."""
        record = self._known_record(card)
        evidence = [evidence_of(quote) for quote in card.proposal.quotes]
        if record is None:
            return []
        return contradictions(record.kind, self._state.document, record.values, self.values(card), evidence)

    def answer(self, card: ProposalCard) -> bool | None:
        """Whether the article corrects the known values; ``None`` if nobody has said so of those that there are now."""
        record = self._known_record(card)
        is_valid = record is None or is_answer_to(card.known_values, record.values, self.contradictions(card))
        return card.corrects if is_valid else None

    def values_in_question(self, card: ProposalCard) -> dict[str, Any]:
        """The known values that a proposal contradicts, by field."""
        record = self._known_record(card)
        return {name: record.values[name] for name in self.contradictions(card)} if record else {}

    def values(self, card: ProposalCard) -> dict[str, Any]:
        """The values of a proposal, with the ids of known records for those of proposals that are the same."""
        return with_recorded_ids(card.proposal, self._recorded_ids)

    @cached_property
    def _recorded_ids(self) -> dict[str, dict[str, str]]:
        return recorded_ids(card for card in self._state.cards if card.verdict is not Decision.rejected)

    def _known_record(self, card: ProposalCard) -> KnownRecord | None:
        return self._known_records.get(card.proposal.kind, card.proposal.record) if card.proposal.record else None

    def findings(self, card: ProposalCard) -> list[CardFinding]:
        """All findings about a proposal."""
        if card.proposal.kind not in SEED_MODEL_OF_KIND:
            return [CardFinding(proposal=card.number, message=no_kind(card.proposal.kind, SEED_MODEL_OF_KIND))]
        return [
            finding.model_copy(update={"proposal": card.number})
            for finding in (
                *self._value_findings(card),
                *self._quote_findings(card.proposal.quotes),
                *(_about(name, NO_CITATION) for name in card.proposal.values if name in self.uncited_fields(card)),
                *self._reference_findings(card),
                *self._doubts.get(card.number, ()),
                *self._same_findings(card),
            )
        ]

    def _value_findings(self, card: ProposalCard) -> Iterator[CardFinding]:
        _, faults = self._record(card)
        for path, message in faults:
            yield _about(path, message)
        model = SEED_MODEL_OF_KIND[card.proposal.kind]
        fields = {_name_in_files(model, name) for name in model.model_fields}
        for name in dict.fromkeys(name for quote in card.proposal.quotes for name in quote.fields):
            if name not in fields:
                yield _about(name, f"a quote is cited for {name!r}, which such a record does not have")

    def _record(self, card: ProposalCard) -> tuple[SeedRecord | None, list[tuple[str, str]]]:
        """The record with the values of a proposal, or else its faults: the path of a field, and a sentence."""
        proposal = card.proposal
        model, evidence = SEED_MODEL_OF_KIND[proposal.kind], []
        if model is DocumentSeed:  # a proposal has only some fields of a document
            return None, list(_document_faults(proposal.values))
        base_values = self._base_values(card)
        if base_values is None:
            hint = nearest_hint(nearest(proposal.record or "", self._known_records.ids(proposal.kind)))
            return None, [("record", f"there is no {proposal.kind} {proposal.record!r}{hint}")]
        values = {**base_values, **proposal.values}
        for quote in proposal.quotes:
            citation = {"document": self._state.id, **quote.model_dump(exclude_none=True)}
            try:
                span = self._text.find(quote)
                base = self._text.source.paragraphs[span.paragraph - 1][0]
                entry = EvidenceSeed.model_validate(citation)
                evidence.append(entry.model_copy(update={"start": base + span.start, "end": base + span.end}))
            except (QuoteError, ValidationError):
                continue  # _quote_findings reports it
        try:
            record = model.model_validate({**values, "id": values.get("id", "new")})
        except ValidationError as error:
            return None, [(".".join(map(str, path)), message) for path, message in fault_sentences(error, model)]
        faults = [] if values.get("id") else [("id", "it is missing")]
        return record.model_copy(update={"evidence": evidence}), faults

    def _base_values(self, card: ProposalCard) -> dict[str, Any] | None:
        """The values that a proposal adds to: those of its known record or of the other proposal that it names."""
        kind, name = card.proposal.kind, card.proposal.record
        if name is None:
            return {}
        if record := self._known_records.get(kind, name):
            return record.values
        return next(
            (candidate.proposal.values for candidate in self._state.cards if _names(candidate, kind, name)), None
        )

    @cached_property
    def _records(self) -> dict[int, SeedRecord]:
        """The records of all proposals that are not rejected and have no faulty values."""
        cards = [
            card
            for card in self._state.cards
            if card.verdict is not Decision.rejected and card.proposal.kind in SEED_MODEL_OF_KIND
        ]
        return {card.number: record for card in cards if (record := self._record(card)[0])}

    @cached_property
    def _doubts(self) -> dict[int, list[CardFinding]]:
        """Values that the words cited for them do not contain."""
        date = None
        with suppress(ValueError):
            date = edtf.parse_closed(str(self._state.document.get("date")))
        document = DocumentSeed.model_construct(
            id=self._state.id,
            kind_=DocumentKind.other,
            language=self._text.language,
            sha256=self._text.source.sha256,
            date=date,
        )
        records: dict[str, Sequence[SeedRecord]] = {
            "document": [document],
            **{
                kind: [*self._known_records.records(kind), *(new for new in self._records.values() if new.kind == kind)]
                for kind in ("city", "official")
            },
        }
        cited_values = CitedValues(records, {self._text.source.sha256: self._text.source})
        return {
            number: list(_without_repetition(record, self._own_doubts(number, cited_values.doubts([record]))))
            for number, record in self._records.items()
        }

    def _own_doubts(self, number: int, doubts: Iterable[Doubt]) -> Iterator[Doubt]:
        """The doubts, without those about posts of a known official that other documents support."""
        values = self._state.cards[number - 1].proposal.values
        return (doubt for doubt in doubts if not doubt.field.startswith("positions.") or "positions" in values)

    def _quote_findings(self, quotes: list[Quote]) -> Iterator[CardFinding]:
        for quote in quotes:
            try:
                self._text.find(quote)
                EvidenceSeed.model_validate({"document": self._state.id, **quote.model_dump(exclude_none=True)})
            except QuoteError as error:
                yield _about("quotes", str(error))
            except ValidationError as error:
                yield from (_about("quotes", message) for _, message in fault_sentences(error, EvidenceSeed))

    def _reference_findings(self, card: ProposalCard) -> Iterator[CardFinding]:
        record = self._records.get(card.number)
        for path, kind, target in references_of(record) if record else ():
            if path.startswith("evidence.") or self._known_records.has(kind, target) or target in self._new_ids(kind):
                continue
            near = nearest(target, [*self._known_records.ids(kind), *self._new_ids(kind)])
            reason = f"{nearest_hint(near)}, and no accepted proposal adds it"
            if addition := next((card for card in self._state.cards if _names(card, kind, target)), None):
                reason = f": proposal {addition.number} adds it, and is rejected: accept that one, or edit this one"
            yield _about(path, f"there is no {kind} {target!r}{reason}")

    def _new_ids(self, kind: str | None) -> set[str]:
        return {record.id for record in self._records.values() if is_of(record.kind, kind)}

    def _same_findings(self, card: ProposalCard) -> Iterator[CardFinding]:
        name = str(card.proposal.values.get("id"))
        if not card.proposal.record and card.is_new and self._known_records.has(card.proposal.kind, name):
            yield _about("id", f"the id {name} is taken by a known record: choose another")
        numbers = [
            candidate.number
            for candidate in self._state.cards
            if candidate.number != card.number
            and candidate.verdict is not Decision.rejected
            and _same_id(candidate.proposal, card.proposal)
        ]
        if numbers:
            yield _about("id", f"proposal {numbers[0]} has the same id: reject one of them, or give it another id")
        if candidates := self.candidates(card):
            yield _about(None, f"say first whether it is the same as {' or '.join(record.id for record in candidates)}")
        if record := self._known_record(card):
            yield from self._differences(card, record)

    def _differences(self, card: ProposalCard, record: KnownRecord) -> Iterator[CardFinding]:
        """What becomes of the values that differ from those of the known record."""
        fields, is_answered = self.contradictions(card), self.answer(card) is not None
        if fields and not is_answered:
            yield _about(None, f"say first whether the article corrects {record.id}, or leaves it as it is")
        values = values_about(card, self.values(card), record.values)
        new_fields = fields_to_correct(record.values, values, fields) if self.answer(card) else []
        for field, value in self.values(card).items():
            if field in record.values and _differs(field, record.values[field], value):
                is_replaced = field in new_fields or is_renewal(record.kind, field, record.values[field], value)
                outcome = "gets this one" if is_replaced else KEPT_VALUE
                end = "" if field in fields and not is_answered else f", and {outcome}"
                yield _about(field, f"the known record has another value{end}", CardFindingLevel.warning)

    @property
    def editorial(self) -> list[str]:
        """The fields of the document that its text does not state."""
        names = self._state.document.get("editorial")
        return list(map(str, names)) if isinstance(names, list) else []

    def uncited_fields_of_document(self, quotes: list[Quote]) -> set[str]:
        """The fields of the document that need words of its text, and have none."""
        values = self._state.document
        with_quote = {*(name for quote in quotes for name in quote.fields), *self.editorial}
        return {
            name for name in DocumentSeed.cited_fields if name not in with_quote and values.get(name) not in NO_VALUES
        }

    def document_findings(self, quotes: list[Quote], unreadable: int) -> list[CardFinding]:
        """All findings about the document."""
        findings = [*self._quote_findings(quotes)]
        if unreadable:
            findings.append(_about("evidence", f"{unreadable} places of its evidence have no paragraph and quote"))
        findings += [_about(name, message) for name, message in _document_faults(self._state.document)]
        uncited_fields = self.uncited_fields_of_document(quotes)
        message = "cite the words of the text that state it, or say that the text does not state it"
        findings += [_about(name, message) for name in DocumentSeed.cited_fields if name in uncited_fields]
        return [finding.model_copy(update={"proposal": 0}) for finding in findings]


KEPT_VALUE = "keeps it: the new evidence says what this article has"


def _about(field: str | None, message: str, level: CardFindingLevel = CardFindingLevel.error) -> CardFinding:
    return CardFinding(proposal=None, field=field, message=message, level=level)


def _without_repetition(record: SeedRecord, doubts: Iterator[Doubt]) -> Iterator[CardFinding]:
    """The findings about values. A finding about a field is left out if one about its quote says the same."""
    about: dict[str, str] = {}
    for doubt in doubts:
        first, _, path = doubt.field.partition(".")
        index = path.partition(".")[0]
        fields = record.evidence[int(index)].fields if first == "evidence" and index.isdecimal() else [first]
        about |= dict.fromkeys([field for field in fields if field in about] or fields[:1], doubt.message)
    return (_about(field, message) for field, message in about.items())


def _document_faults(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of a document that have no valid value, each with a sentence."""
    for name in DocumentSeed.cited_fields:
        try:
            if (value := values.get(name)) not in NO_VALUES:
                DocumentSeed.read_field(name, str(value))
        except ValidationError as error:
            yield from ((name, message) for _, message in fault_sentences(error, DocumentSeed))


def _names(card: ProposalCard, kind: str | None, record_id: str) -> bool:
    return is_of(card.proposal.kind, kind) and card.proposal.values.get("id") == record_id


def _differs(field: str, known_value: Any, value: Any) -> bool:
    """Whether an article contradicts the value of a known record. Ids and titles are ours, so they never do; nor do
    lists, to which new items are added."""
    is_list = isinstance(known_value, list) and isinstance(value, list)
    return field not in ("id", "title", "summary") and not is_list and str(known_value) != str(value)


def _same_id(first: Proposal, second: Proposal) -> bool:
    """Whether two proposals add a record with the same id."""
    names = (first.values.get("id"), second.values.get("id"))
    adds = first.record is None and second.record is None and first.kind == second.kind
    return adds and None not in names and names[0] == names[1]


def _name_in_files(model: type[SeedRecord], name: str) -> str:
    """The name of a field as seed files write it."""
    return model.model_fields[name].alias or name if name in model.model_fields else name
