"""Turns a reviewed draft into what it brings to the seed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError

from app.curate.contents import OWN_FIELDS, Contents, Fault, SeedValues, Values, each_once
from app.curate.draft_changes import Decision, PutAside
from app.curate.drafts import DraftState, ProposalCard, open_cards
from app.curate.forms import is_of, with_references
from app.curate.proposals import Proposal, Quote
from app.curate.record_support import disagree, support
from app.curate.seed_yaml import SEED_MODEL_OF_KIND
from app.db.kinds import RecordKind
from app.ingest.quotes import plain_text

SHARED_KINDS = ("country", "city", "topic", "mechanism", "organization", "official")
"""Kinds whose new records go to the file of their kind, because many documents mention them."""


def contents_of(state: DraftState, seed_values: SeedValues) -> Contents:
    """What a draft brings to the seed. ``faults`` says why it cannot be accepted; it is empty if it can."""
    contents = Contents(_document(state))
    contents.faults += _open_questions(state)
    accepted_cards = [card for card in state.cards if card.verdict is Decision.accepted]
    if cards_without_id := [card for card in accepted_cards if not isinstance(card.proposal.values.get("id", ""), str)]:
        contents.faults += [Fault("its id is not a text", (card.number,)) for card in cards_without_id]
        return contents
    ids = recorded_ids(accepted_cards)
    for card in accepted_cards:
        values = with_recorded_ids(card.proposal, ids)
        kind, record = card.proposal.kind, card.proposal.record or values.get("id", "")
        evidence = [evidence_of(quote) for quote in card.proposal.quotes]
        if kind == "document":
            _describe(contents.document, values, evidence)
            continue
        if kind not in SEED_MODEL_OF_KIND:
            contents.faults.append(Fault(f"there is no kind {kind!r}", (card.number,)))
        elif not record:
            contents.faults.append(Fault(f"the {kind} has no id", (card.number,)))
        else:
            _add(contents, card, kind, record, values, evidence, seed_values)
    for change in contents.changes:
        if (key := (change.kind, change.record, change.field)) in contents.confirmations:
            disagree(contents, *key)
        if (*key, change.new) in contents.differences:
            message = (
                f"one corrects the {change.field} of {change.record}, and one leaves it as it is: "
                "give both the same answer"
            )
            contents.faults.append(Fault(message, tuple(contents.proposals[change.kind, change.record])))
    _complete_document(contents)
    return contents


def _complete_document(contents: Contents) -> None:
    """Leave empty fields out of ``editorial``, and evidence that is there twice. Damaged evidence is a fault."""
    document = contents.document
    if isinstance(document.get("editorial"), list):
        document["editorial"] = [name for name in document["editorial"] if document.get(str(name))]
    try:
        entries = [{**entry, "reviewed": None, "document": None} for entry in document.get("evidence") or []]
        quotes = [Quote.model_validate({name: value for name, value in entry.items() if value is not None})
                  for entry in entries]  # fmt: skip
    except (TypeError, ValidationError):
        contents.faults.append(Fault("the evidence of the document is damaged: cite its fields again"))
    else:
        document["evidence"] = list(each_once(map(evidence_of, quotes)))


def _open_questions(state: DraftState) -> Iterator[Fault]:
    if all(card.verdict is Decision.rejected for card in state.cards):
        yield Fault("no proposal is accepted: review the draft first")
    for card in open_cards(state):
        name = card.proposal.record or card.proposal.values.get("id") or "without an id"
        yield Fault(f"accept or reject the {card.proposal.kind} {name}", (card.number,))
    for card in state.cards:
        candidates = card.proposal.candidates
        if card.verdict is Decision.accepted and candidates and not (card.is_new or card.proposal.record):
            yield identity_question(card, candidates)


def identity_question(card: ProposalCard, candidates: Iterable[str]) -> Fault:
    """The fault that nobody has said whether a proposal is about one of these known records."""
    return Fault(f"say whether it is the same as {' or '.join(candidates)}, or new", (card.number,))


def _document(state: DraftState) -> Values:
    return {**state.document, "set_aside": list(_set_aside(state.set_aside))}


def _set_aside(passages: Iterable[PutAside]) -> Iterator[Values]:
    """The passages as the seed has them: whole paragraphs by reason, then sentences."""
    passages = sorted(passages, key=lambda passage: (passage.paragraph, passage.sentences))
    numbers_by_reason: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for passage in passages:
        if not passage.sentences:
            numbers_by_reason[str(passage.why), passage.because].append(passage.paragraph)
    for (reason, because), numbers in numbers_by_reason.items():
        yield {"why": reason, "paragraphs": numbers, **({"because": because} if because else {})}
    all_numbers = {number for numbers in numbers_by_reason.values() for number in numbers}
    for passage in passages:
        if passage.sentences and passage.paragraph not in all_numbers:
            part: Values = {"why": str(passage.why), "paragraph": passage.paragraph, "sentences": passage.sentences}
            yield {**part, **({"because": passage.because} if passage.because else {})}


def _describe(document: Values, values: Values, evidence: list[Values]) -> None:
    """Add to the document what a proposal says of it."""
    document.update({name: value for name, value in values.items() if name != "id"})
    fields = {name for entry in evidence for name in entry["fields"]}
    if isinstance(document.setdefault("evidence", []), list):
        document["evidence"] = [*document["evidence"], *evidence]
    if isinstance(document.setdefault("editorial", []), list):
        document["editorial"] = [name for name in document["editorial"] if name not in fields]


def recorded_ids(cards: Iterable[ProposalCard]) -> dict[str, dict[str, str]]:
    """The ids of the known records that proposals are the same as: by proposed id, then by kind."""
    ids: dict[str, dict[str, str]] = defaultdict(dict)
    for card in cards:
        if card.proposal.record and isinstance(proposed_id := card.proposal.values.get("id"), str):
            ids[proposed_id][card.proposal.kind] = card.proposal.record
    return ids


def with_recorded_ids(proposal: Proposal, ids: Mapping[str, Mapping[str, str]]) -> Values:
    """The values of a proposal. A reference to a proposal about a known record has the id of that record."""

    def recorded_id(kind: str | None, name: str) -> str:
        return next((new for old_kind, new in ids.get(name, {}).items() if is_of(old_kind, kind)), name)

    return with_references(proposal.kind, proposal.values, recorded_id)


def values_about(card: ProposalCard, values: Values, before: Values) -> Values:
    """The values of a proposal that count for a known record, which has the values ``before``. A title or summary
    counts if a reviewer wrote it, or if only some words differ from the known one."""
    first = card.first.values
    return {
        name: value
        for name, value in values.items()
        if name not in OWN_FIELDS or value != first.get(name) or _is_variant(str(value), str(before.get(name)))
    }


def _is_variant(text: str, second: str) -> bool:
    """Whether two texts have as many words, and at least half of them in the same places."""
    words, second_words = text.split(), second.split()
    count = sum(map(str.__eq__, words, second_words))
    return len(words) == len(second_words) and 2 * count >= len(words)


def evidence_of(quote: Quote) -> Values:
    """A quote of an accepted proposal, as the evidence of the seed has it."""
    entry = quote.model_dump(exclude_defaults=True)
    entry |= {name: plain_text(entry[name]) for name in ("quote", "until") if name in entry}
    return {"fields": [], **entry, "reviewed": True}


def _add(
    contents: Contents,
    card: ProposalCard,
    kind: str,
    record: str,
    values: Values,
    evidence: list[Values],
    seed_values: SeedValues,
) -> None:
    """Add an accepted proposal about a record: as a new one, or as evidence for a known one."""
    numbers = contents.proposals[kind, record]
    numbers.append(card.number)
    iso_values = (
        seed_values.listed_country(record) if kind == "country" and seed_values.get(kind, record) is None else None
    )
    if iso_values is not None:
        contents.shared_records[kind][record] = {"id": record, "name": iso_values.get("name")}
        contents.supports[kind][record] = list(each_once([*contents.supports[kind].get(record, []), *evidence]))
    elif card.proposal.record is not None:
        if (before := seed_values.get(kind, record) or {}) == {} and len(numbers) == 1:
            contents.faults.append(Fault(f"there is no {kind} {record!r}", (card.number,)))
        support(
            contents,
            kind,
            record,
            before,
            values_about(card, values, before),
            evidence,
            card.corrects,
            card.known_values,
        )
    elif seed_values.get(kind, record) is not None:
        message = f"there is the {kind} {record} already: say that it is the same, or give another id"
        contents.faults.append(Fault(message, (card.number,)))
    elif len(numbers) > 1:
        contents.faults.append(Fault(f"both are the {kind} {record}: reject one, or give it another id", (*numbers,)))
    elif kind in SHARED_KINDS:
        contents.shared_records[kind][record] = values
        if kind in tuple(RecordKind):
            contents.supports[kind][record] = list(each_once(evidence))
    else:
        contents.records[kind][record] = values, list(each_once(evidence))
