"""Adds annotations of others to a draft: as new proposals, or as quotes of proposals that are there."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag

from pydantic import ValidationError

from app.curate.articles import Article
from app.curate.draft_changes import Edit, Propose, VersionConflictError
from app.curate.drafts import Draft, DraftState, ProposalCard
from app.curate.exact_quotes import exact_quote
from app.curate.grounding import ARTICLE_KINDS, attribute_of
from app.curate.placing import PlaceError, find_place
from app.curate.proposals import Confidence, Proposal, Quote
from app.curate.web_annotations import Annotation
from app.domain.free_text import clean
from app.ingest.places import digest
from app.ingest.quotes import QuoteError
from app.ingest.seed_schema import DocumentSeed

ATTEMPTS = 5
"""Times that a change is tried, as another window may change the draft meanwhile."""


@dataclass
class AnnotationCounts:
    """What became of the annotations, as numbers. ``present`` were there already, ``elsewhere`` are of other texts, and
    ``refusals`` has a sentence for each that has no exact place. ``omissions`` counts values, by reason."""

    proposals: int = 0
    citations: int = 0
    present: int = 0
    elsewhere: int = 0
    refusals: list[str] = field(default_factory=list)
    omissions: Counter[str] = field(default_factory=Counter)


def take_in(draft: Draft, annotations: list[Annotation], ids: dict[str, set[str]]) -> AnnotationCounts:
    """Add the annotations of the draft's text to its queue. ``ids`` has the ids of the seed's records by kind.

    An annotation is of this text if it names its hash, or an address of the document. Raises ``DraftError``.
    """
    counts, state = AnnotationCounts(), draft.state()
    article = Article(draft.text(), str(state.document.get("language") or "en"))
    for annotation in annotations:
        if not _is_of(annotation, draft.id, state.document, article):
            counts.elsewhere += 1
            continue
        try:
            quote = _quote(article, annotation)
            state = _add(draft, state, annotation, quote, ids, counts)
        except (PlaceError, QuoteError) as error:
            counts.refusals.append(_refusal(annotation, error))
    return counts


def _is_of(annotation: Annotation, name: str, document: Mapping[str, Any], article: Article) -> bool:
    """Whether an annotation is of the text of a document with this id: by its hash, else by an address."""
    if annotation.sha256 is not None:
        return annotation.sha256 == digest(article.content)
    sources = {urldefrag(str(document[key])).url for key in ("source_url", "archived_url") if document.get(key)}
    addresses = {urldefrag(address).url for address in annotation.addresses}
    return bool(sources & addresses) or any(address.endswith(f"/documents/{name}") for address in addresses)


def cite_annotations(
    document: DocumentSeed, content: str, annotations: list[Annotation]
) -> tuple[list[str], list[str]]:
    """Evidence entries for the annotations of a document of the seed, ready to paste, and what was refused."""
    article, entries, refusals = Article(content, document.language), [], []
    for annotation in annotations:
        if not _is_of(annotation, document.id, document.model_dump(include={"source_url", "archived_url"}), article):
            continue
        try:
            quote = _quote(article, annotation)
        except (PlaceError, QuoteError) as error:
            refusals.append(_refusal(annotation, error))
            continue
        until = f", until: {_in_quotes(quote.until)}" if quote.until else ""
        number = f", occurrence: {quote.occurrence}" if quote.occurrence else ""
        about = " ".join(filter(None, (annotation.kind, annotation.record, f"by {annotation.creator}")))
        entries.append(
            f"- {{paragraph: {quote.paragraph}, quote: {_in_quotes(quote.quote)}{until}{number}, "
            f"fields: [{', '.join(quote.fields)}]}}  # {about}"
        )
    return entries, refusals


def _in_quotes(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _refusal(annotation: Annotation, error: Exception) -> str:
    words = next((selector.exact for selector in annotation.selectors if selector.exact), "a position")
    return f"“{clean(words)[:60]}” of {annotation.creator}: {error}"


def _quote(article: Article, annotation: Annotation) -> Quote:
    start, end = find_place(article, annotation.selectors, is_this_text=annotation.sha256 is not None)
    return exact_quote(article, start, end, list(annotation.fields))


def _add(
    draft: Draft,
    state: DraftState,
    annotation: Annotation,
    quote: Quote,
    ids: dict[str, set[str]],
    counts: AnnotationCounts,
) -> DraftState:
    """The state after an annotation was added. It is the same if the annotation adds nothing."""
    by, card = f"annotation:{annotation.creator}", _card(state, annotation)
    kind = card.proposal.kind if card else annotation.kind
    if kind is None:
        raise PlaceError("it does not say what it is about: write a line such as `kind: meeting`")
    model = ARTICLE_KINDS[kind]
    fields = [name for name in annotation.fields if attribute_of(model, name) not in (None, "id", "evidence")]
    counts.omissions["names of fields that the kind does not have"] += len(annotation.fields) - len(fields)
    quote = quote.model_copy(update={"fields": fields})
    if card is not None:
        if _has(card.proposal.quotes, quote):
            counts.present += 1
            return state
        if card.verdict is not None:
            raise PlaceError(f"proposal {card.number}, which it is about, is decided: take its verdict back first")
        number = card.number
        counts.citations += 1
        return _change(draft, state, lambda new: Edit(by=by, proposal=number, quotes=[*_quotes(new, number), quote]))
    values = {name: value for name, value in annotation.says.items() if name in fields and _is_valid(kind, name, value)}
    counts.omissions["values that the field cannot have"] += len(annotation.says.keys() & {*fields}) - len(values)
    record = annotation.record if annotation.record in ids.get(kind, ()) else None
    if annotation.record and record is None:
        counts.omissions["ids that no known record has"] += 1
    note = f": {annotation.note}" if annotation.note else " in an annotation."
    reason = f"{annotation.creator} marked these words{note}"
    proposal = Proposal(
        kind=kind, confidence=Confidence.suggest, values=values, quotes=[quote], why=reason, by=by, record=record
    )
    if any(candidate.first.by == by and _is_equal(candidate.first, proposal) for candidate in state.cards):
        counts.present += 1
        return state
    counts.proposals += 1
    return _change(draft, state, lambda _: Propose(by=by, added=proposal))


def _card(state: DraftState, annotation: Annotation) -> ProposalCard | None:
    """The proposal that an annotation names by its record, if it brings no values of its own."""
    if annotation.record is None or annotation.says:
        return None
    for card in state.cards:
        proposal = card.proposal
        is_of_kind = annotation.kind in (None, proposal.kind)
        if is_of_kind and annotation.record in (proposal.record, proposal.values.get("id")):
            return card
    return None


def _has(quotes: list[Quote], quote: Quote) -> bool:
    """Whether the same words are quoted already for the same fields."""
    return any(earlier.key == quote.key and {*quote.fields} <= {*earlier.fields} for earlier in quotes)


def _is_equal(first: Proposal, second: Proposal) -> bool:
    return all(getattr(first, name) == getattr(second, name) for name in ("kind", "values", "quotes", "record"))


def _is_valid(kind: str, name: str, value: Any) -> bool:
    try:
        ARTICLE_KINDS[kind].validate_field(name, value)
    except ValidationError:
        return False
    return True


def _quotes(state: DraftState, number: int) -> list[Quote]:
    return state.cards[number - 1].proposal.quotes


def _change(draft: Draft, state: DraftState, make: Callable[[DraftState], Edit | Propose]) -> DraftState:
    """Add a change. If another window changed the draft meanwhile, the change is made again."""
    for _ in range(ATTEMPTS - 1):
        try:
            return draft.add(make(state), state.version)
        except VersionConflictError:
            state = draft.state()
    return draft.add(make(state), state.version)
