"""The drafts of a folder and a seed, on the desk of one reviewer who reads and changes them."""

import re
import subprocess
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from getpass import getuser
from pathlib import Path

from app.curate.accept import Acceptance, prepare_acceptance, put_in_place
from app.curate.document_fields import MAX_DOCUMENT_ID
from app.curate.draft_changes import (
    Decision,
    Describe,
    DraftChange,
    DraftError,
    Edit,
    Propose,
    PutAside,
    Undo,
    VersionConflictError,
)
from app.curate.drafts import Draft, DraftState, ProposalCard, drafts_in
from app.curate.forms import is_of, with_references
from app.curate.proposals import Quote
from app.curate.review.checks import CardCheck
from app.curate.review.known_records import MAX_KNOWN_NAMES, KnownName, KnownRecords, has_words
from app.curate.review.passages import DraftText
from app.curate.review.sheet import DraftView, ReviewSheet, quotes_of
from app.curate.review.wording import proposal_title
from app.domain.free_text import clean
from app.domain.text import fold, nearest, nearest_hint
from app.ingest import files
from app.ingest.places import MAX_SOURCE_TEXT_BYTES, read_texts
from app.ingest.quotes import QuoteError
from app.ingest.seed_fields import SLUG_PATTERN
from app.ingest.seed_reader import Seed

MAX_NAME = 100
"""Characters of the name of a reviewer."""


class NoDraftError(DraftError):
    """There is no such draft. The message names the nearest."""


def reviewer_name(option: str | None) -> str:
    """The name of the reviewer: as given, else the one that git has for the user, else the login."""
    name = option or ""
    if not name.strip():
        with suppress(OSError, subprocess.SubprocessError):
            command = ["git", "config", "user.name"]
            name = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, errors="replace", timeout=5, check=False
            ).stdout
    return clean(name)[:MAX_NAME].strip() or getuser()


class Desk:
    """Reads and changes the drafts of a folder in the name of a reviewer, and compares them with a seed."""

    def __init__(self, drafts: Path, seed: Seed, reviewer: str, documents: Path | None = None) -> None:
        """``documents`` is the folder of the source texts, to which the text of an accepted draft is copied."""
        self.folder, self.reviewer, self.documents = drafts, reviewer, documents
        self.seed_folder = seed.files.directory
        self.known_records = KnownRecords(seed)

    def drafts(self) -> list[Draft]:
        """The drafts, by id."""
        return drafts_in(self.folder)

    def draft(self, name: str) -> Draft:
        """A draft. Raises :class:`NoDraftError` if there is none of this id."""
        draft = Draft(self.folder, name)
        if len(name) > MAX_DOCUMENT_ID or not re.fullmatch(SLUG_PATTERN, name) or not draft.path.is_file():
            near = nearest(name[:100], [candidate.id for candidate in self.drafts()])
            hint = nearest_hint(near)
            raise NoDraftError(f"there is no draft {name[:100]!r} in {self.folder}{hint}")
        return draft

    def text(self, draft: Draft, state: DraftState) -> DraftText:
        """The text of a draft. Raises :class:`DraftError` if it cannot be read."""
        try:
            raw = files.read_file(draft.text_path, MAX_SOURCE_TEXT_BYTES)
        except files.FileError as error:
            raise DraftError(f"{draft.text_path}: {error}") from None
        return _text(raw, str(state.document.get("language") or "en"))

    def sheet(self, draft: Draft, state: DraftState) -> ReviewSheet:
        """What a reviewer sees of a state of a draft."""
        return ReviewSheet(state, self.text(draft, state), self.known_records)

    def view(self, name: str) -> DraftView:
        """A draft as it is now. Raises :class:`DraftError`."""
        draft = self.draft(name)
        return self.sheet(draft, draft.state()).view(self.reviewer)

    def change(self, name: str, version: int, first: DraftChange, *later_changes: DraftChange) -> DraftView:
        """Make changes for a version, one after the other, and return the draft after them.

        A name in a field that holds an id becomes the id, if exactly one record has the name. Raises
        :class:`app.curate.draft_changes.VersionConflictError` if the draft has another version by now, and
        :class:`DraftError` for a quote or passage that the text does not have.
        """
        draft = self.draft(name)
        state = draft.state()
        text = self.text(draft, state)
        for change in (first, *later_changes):
            _check_places(state, text, change)
        changes = [self._with_known_values(state, text, change) for change in (first, *later_changes)]
        for number, change in enumerate(changes):
            state = draft.add(self._with_ids(state, change), version + number)
        return self.sheet(draft, state).view(self.reviewer)

    def _with_known_values(self, state: DraftState, text: DraftText, change: DraftChange) -> DraftChange:
        """The change, with the known values that its answer ``corrects`` is about, if it has one.

        Raises :class:`DraftError` if a change has ``corrects``, but the proposal contradicts no known record.
        """
        if not isinstance(change, Edit) or change.corrects is None or change.proposal > len(state.cards):
            return change
        card = state.cards[change.proposal - 1]
        update = change.model_dump(include={"values", "record"}, exclude_none=True) | (
            {} if change.quotes is None else {"quotes": change.quotes}
        )
        card_after = card.model_copy(update={"proposal": card.proposal.model_copy(update=update)})
        known_values = CardCheck(state, text, self.known_records).values_in_question(card_after)
        if not known_values:
            raise DraftError("leave corrects out: the proposal contradicts no known record")
        return change.model_copy(update={"known_values": known_values})

    def _with_ids(self, state: DraftState, change: DraftChange) -> DraftChange:
        """The change, with the id of a record for each name of it in a field that holds ids."""
        new_id = partial(self._id_of, state.cards)
        if isinstance(change, Propose):
            values = with_references(change.added.kind, change.added.values, new_id)
            return change.model_copy(update={"added": change.added.model_copy(update={"values": values})})
        if isinstance(change, Edit) and change.values is not None and change.proposal <= len(state.cards):
            values = with_references(state.cards[change.proposal - 1].proposal.kind, change.values, new_id)
            return change.model_copy(update={"values": values})
        return change

    def _id_of(self, cards: list[ProposalCard], kind: str | None, text: str) -> str:
        """The id of the only known or proposed record of a kind that has a name; else the text as it is. The id that a
        rule proposed is a name of its record too."""
        cards_of_kind = [
            card for card in cards if card.verdict is not Decision.rejected and is_of(card.proposal.kind, kind)
        ]
        cards_by_id = {
            str(card.proposal.values["id"]): card for card in cards_of_kind if card.proposal.values.get("id")
        }
        if text in cards_by_id or self.known_records.has(kind, text):
            return text
        ids = self.known_records.ids_of(kind, text)
        for new, card in cards_by_id.items():
            names = new, proposal_title(card.proposal.kind, card.proposal.values), str(card.first.values.get("id"))
            if fold(text) in map(fold, names):
                ids.add(new)
        return ids.pop() if len(ids) == 1 else text

    def accept(self, name: str, version: int, *, write: bool) -> Acceptance:
        """What a version of a draft brings to the seed; with ``write`` it is written there.

        Raises :class:`app.curate.accept.AcceptError` with the faults that prevent it. Then nothing is written.
        """
        draft = self.draft(name)
        current = draft.state().version
        if current != version:
            raise VersionConflictError(f"the draft has version {current} by now, and not {version}: look at it again")
        acceptance = prepare_acceptance(draft, self.seed_folder, read_texts(self.documents) if self.documents else {})
        if write:
            put_in_place(acceptance, self.seed_folder, self.documents)
            self.known_records = KnownRecords(Seed(self.seed_folder))
        return acceptance

    def places(self, name: str, words: str) -> list[Quote]:
        """A quote for each place in the text of a draft that has the words."""
        draft = self.draft(name)
        return list(self.text(draft, draft.state()).places(words))

    def names(self, kind: str | None, words: str, draft: str | None) -> list[KnownName]:
        """Records that have the words in their id or name: those that a draft proposes, then those of the seed."""
        cards = self.draft(draft).state().cards if draft else []
        of_draft = [
            KnownName(id=str(values["id"]), name=proposal_title(card.proposal.kind, values))
            for card in cards
            if card.verdict is not Decision.rejected
            and is_of(card.proposal.kind, kind)
            and (values := card.proposal.values).get("id")
        ]
        names = [name for name in of_draft if has_words((fold(name.id), fold(name.name)), words)]
        by_id = {name.id: name for name in (*names, *self.known_records.suggestions(kind, words))}
        return [*by_id.values()][:MAX_KNOWN_NAMES]

    def undo(self, name: str, version: int) -> DraftView:
        """Take back the last change that is not taken back yet. Raises :class:`DraftError` if there is none."""
        last = self.draft(name).state().last_change
        if last is None:
            raise DraftError("there is nothing to take back")
        return self.change(name, version, Undo(by=self.reviewer, number=last))


def _check_places(state: DraftState, text: DraftText, change: DraftChange) -> None:
    """Raise :class:`DraftError`, with the path of the field, if a change brings a quote that the text does not have, or
    is about a paragraph or sentence that is not there. Quotes that the draft already has are not checked."""
    earlier: list[Quote] = []
    field, quotes = "quotes", earlier
    if isinstance(change, Propose):
        quotes = change.added.quotes
    elif isinstance(change, Edit) and change.proposal <= len(state.cards):
        earlier, quotes = state.cards[change.proposal - 1].proposal.quotes, change.quotes or []
    elif isinstance(change, Describe):
        field, earlier, quotes = "evidence", quotes_of(state.document)[0], quotes_of(change.values)[0]
    present, path = [quote.key for quote in earlier], ""
    try:
        if isinstance(change, PutAside):
            text.check_sentences(change.paragraph, change.sentences)
        for number, quote in enumerate(quotes):
            path = f"{field}.{number}: "
            if quote.key not in present:
                text.find(quote)
    except QuoteError as error:
        raise DraftError(f"{path}{error}") from None


_text: Callable[[bytes, str], DraftText] = lru_cache(maxsize=4)(DraftText)
"""The last texts: to split a long one into sentences takes a while."""
