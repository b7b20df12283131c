"""Adds annotations of others to a draft: as new proposals, or as quotes of proposals that are there."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag

from pydantic import ValidationError

from app.curate.articles import Article
from app.curate.draft_changes import DraftError, Edit, Propose, VersionConflictError
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
    ``refused`` has a sentence for each that has no exact place. ``dropped`` counts values, by reason."""

    proposed: int = 0
    cited: int = 0
    present: int = 0
    elsewhere: int = 0
    refused: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def article_of(draft: Draft, state: DraftState) -> Article:
    """The text of a draft. Raises ``DraftError`` if its file is missing or damaged."""
    try:
        content = draft.text_path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        raise DraftError(f"the text of the draft, {draft.text_path}, is not there or damaged") from None
    return Article(content, str(state.document.get("language") or "en"))


def take_in(draft: Draft, marks: list[Annotation], ids: dict[str, set[str]]) -> AnnotationCounts:
    """Add the annotations of the draft's text to its queue. ``ids`` has the ids of the seed's records by kind.

    An annotation is of this text if it names its hash, or an address of the document. Raises ``DraftError``.
    """
    intake, state = AnnotationCounts(), draft.state()
    article = article_of(draft, state)
    for mark in marks:
        if not _is_of(mark, draft.id, state.document, article):
            intake.elsewhere += 1
            continue
        try:
            quote = _quote(article, mark)
            state = _add(draft, state, mark, quote, ids, intake)
        except (PlaceError, QuoteError) as error:
            intake.refused.append(_refusal(mark, error))
    return intake


def _is_of(mark: Annotation, name: str, document: Mapping[str, Any], article: Article) -> bool:
    """Whether an annotation is of the text of a document with this id: by its hash, else by an address."""
    if mark.sha256 is not None:
        return mark.sha256 == digest(article.content)
    own = {urldefrag(str(document[key])).url for key in ("source_url", "archived_url") if document.get(key)}
    addresses = {urldefrag(address).url for address in mark.addresses}
    return bool(own & addresses) or any(address.endswith(f"/documents/{name}") for address in addresses)


def cite_annotations(document: DocumentSeed, content: str, marks: list[Annotation]) -> tuple[list[str], list[str]]:
    """Evidence entries for the annotations of a document of the seed, ready to paste, and what was refused."""
    article, entries, refusals = Article(content, document.language), [], []
    for mark in marks:
        if not _is_of(mark, document.id, document.model_dump(include={"source_url", "archived_url"}), article):
            continue
        try:
            quote = _quote(article, mark)
        except (PlaceError, QuoteError) as error:
            refusals.append(_refusal(mark, error))
            continue
        until = f", until: {_in_quotes(quote.until)}" if quote.until else ""
        number = f", occurrence: {quote.occurrence}" if quote.occurrence else ""
        about = " ".join(filter(None, (mark.kind, mark.record, f"by {mark.creator}")))
        entries.append(
            f"- {{paragraph: {quote.paragraph}, quote: {_in_quotes(quote.quote)}{until}{number}, "
            f"fields: [{', '.join(quote.fields)}]}}  # {about}"
        )
    return entries, refusals


def _in_quotes(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _refusal(mark: Annotation, error: Exception) -> str:
    words = next((selector.exact for selector in mark.selectors if selector.exact), "a position")
    return f"“{clean(words)[:60]}” of {mark.creator}: {error}"


def _quote(article: Article, mark: Annotation) -> Quote:
    start, end = find_place(article, mark.selectors, is_this_text=mark.sha256 is not None)
    return exact_quote(article, start, end, list(mark.fields))


def _add(
    draft: Draft, state: DraftState, mark: Annotation, quote: Quote, ids: dict[str, set[str]], counts: AnnotationCounts
) -> DraftState:
    """The state after an annotation was added. It is the same if the annotation adds nothing."""
    kind, by = mark.kind, f"annotation:{mark.creator}"
    card = _card(state, mark)
    kind = card.now.kind if card else kind
    if kind is None:
        raise PlaceError("it does not say what it is about: write a line such as `kind: meeting`")
    model = ARTICLE_KINDS[kind]
    fields = [name for name in mark.fields if attribute_of(model, name) not in (None, "id", "evidence")]
    counts.dropped["names of fields that the kind does not have"] += len(mark.fields) - len(fields)
    quote = quote.model_copy(update={"fields": fields})
    if card is not None:
        if _has(card.now.quotes, quote):
            counts.present += 1
            return state
        if card.verdict is not None:
            raise PlaceError(f"proposal {card.number}, which it is about, is decided: take its verdict back first")
        number = card.number
        counts.cited += 1
        return _change(draft, state, lambda new: Edit(by=by, proposal=number, quotes=[*_quotes(new, number), quote]))
    values = {name: value for name, value in mark.says.items() if name in fields and _is_valid(kind, name, value)}
    counts.dropped["values that the field cannot have"] += len(mark.says.keys() & {*fields}) - len(values)
    record = mark.record if mark.record in ids.get(kind, ()) else None
    if mark.record and record is None:
        counts.dropped["ids that no known record has"] += 1
    why = f"{mark.creator} marked these words" + (f": {mark.note}" if mark.note else " in an annotation.")
    proposal = Proposal(
        kind=kind, confidence=Confidence.suggest, values=values, quotes=[quote], why=why, by=by, record=record
    )
    if any(candidate.first.by == by and _is_equal(candidate.first, proposal) for candidate in state.cards):
        counts.present += 1
        return state
    counts.proposed += 1
    return _change(draft, state, lambda _: Propose(by=by, added=proposal))


def _card(state: DraftState, mark: Annotation) -> ProposalCard | None:
    """The proposal that an annotation names by its record, if it brings no values of its own."""
    if mark.record is None or mark.says:
        return None
    cards = (card for card in state.cards if mark.record in (card.now.record, card.now.values.get("id")))
    return next((card for card in cards if mark.kind in (None, card.now.kind)), None)


def _has(quotes: list[Quote], quote: Quote) -> bool:
    words = quote.paragraph, quote.quote, quote.until, quote.occurrence
    return any(
        (candidate.paragraph, candidate.quote, candidate.until, candidate.occurrence) == words
        and {*quote.fields} <= {*candidate.fields}
        for candidate in quotes
    )


def _is_equal(first: Proposal, second: Proposal) -> bool:
    return all(getattr(first, name) == getattr(second, name) for name in ("kind", "values", "quotes", "record"))


def _is_valid(kind: str, name: str, value: Any) -> bool:
    try:
        ARTICLE_KINDS[kind].validate_field(name, value)
    except ValidationError:
        return False
    return True


def _quotes(state: DraftState, number: int) -> list[Quote]:
    return state.cards[number - 1].now.quotes


def _change(draft: Draft, state: DraftState, make: Callable[[DraftState], Edit | Propose]) -> DraftState:
    """Add a change, which is made anew if another window changed the draft meanwhile."""
    for _ in range(ATTEMPTS - 1):
        try:
            return draft.add(make(state), state.version)
        except VersionConflictError:
            state = draft.state()
    return draft.add(make(state), state.version)
