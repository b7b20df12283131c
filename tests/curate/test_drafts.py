"""Drafts: decisions are appended, undone by a further line, and never lost or overwritten."""

import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.curate.draft_changes import (
    Decide,
    Decision,
    Describe,
    DraftError,
    Edit,
    Propose,
    PutAside,
    Undo,
    VersionConflictError,
)
from app.curate.drafts import Draft, drafts_in
from app.curate.proposals import Confidence, Proposal, Quote
from app.domain.vocabulary import SetAside

MEETING = Proposal(
    kind="meeting",
    confidence=Confidence.high,
    values={"id": "talks-2026", "type": "bilateral", "date": "2026-02-02"},
    quotes=[Quote(paragraph=1, quote="on Monday", fields=["date"], reason="The Monday before the day of publication.")],
    why="A sentence says who met.",
    by="rule:meetings/1",
    candidates=["talks"],
)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft.create(tmp_path / "drafts", "report", {"language": "en"}, [MEETING, MEETING], b"They met on Monday.\n")


def accept(number: int = 1) -> Decide:
    return Decide(by="Ada", proposal=number, verdict=Decision.accepted)


def test_a_new_draft_has_the_proposals_without_a_verdict(draft: Draft) -> None:
    state = draft.state()
    assert [card.proposal for card in state.cards] == [MEETING, MEETING]
    assert {card.verdict for card in state.cards} == {None}
    assert (state.version, state.last_change) == (0, None)
    assert [saved_draft.id for saved_draft in drafts_in(draft.folder)] == ["report"]


def test_a_decision_has_the_reviewer_and_the_time(draft: Draft) -> None:
    draft.add(accept(), 0)
    card = draft.state().cards[0]
    assert (card.verdict, card.decided_by) == (Decision.accepted, "Ada")
    assert str(card.decided_at).endswith("+00:00")


def test_what_was_first_proposed_stays_beside_what_was_edited(draft: Draft) -> None:
    state = draft.add(Edit(by="Ada", proposal=1, values={"id": "talks-2026", "date": "2026-02"}), 0)
    assert state.cards[0].first.values["date"] == "2026-02-02"
    assert state.cards[0].proposal.values == {"id": "talks-2026", "date": "2026-02"}
    assert state.cards[0].proposal.quotes == MEETING.quotes


@pytest.mark.parametrize(
    ("edit", "record", "is_new"), [({"record": "talks"}, "talks", False), ({"is_new": True}, None, True)]
)
def test_an_answer_to_whether_the_event_is_known_removes_the_candidates(
    draft: Draft, edit: dict[str, object], record: str | None, is_new: bool
) -> None:
    card = draft.add(Edit.model_validate({"by": "Ada", "proposal": 1, **edit}), 0).cards[0]
    assert (card.proposal.record, card.proposal.candidates, card.is_new) == (record, [], is_new)


def test_references_follow_a_new_id_and_return_with_it(tmp_path: Path) -> None:
    official = Proposal(
        kind="official", confidence=Confidence.high, values={"id": "ann", "name": "ann"}, quotes=[], why="", by="x"
    )
    roles = [{"official": "ann", "role": "ann"}]
    meeting = MEETING.model_copy(update={"values": {"id": "ann", "title": "ann", "participants": roles}})
    again = official.model_copy(update={"record": "ann", "candidates": ["ann", "bob"]})
    draft = Draft.create(tmp_path, "renamed", {}, [official, meeting, again], b"Ann met Bob.\n")
    state = draft.add(Edit(by="Ada", proposal=1, values={"id": "ann-lee"}), 0)
    assert state.cards[1].proposal.values == {
        "id": "ann", "title": "ann", "participants": [{"official": "ann-lee", "role": "ann"}],
    }  # fmt: skip
    assert (state.cards[2].proposal.record, state.cards[2].proposal.candidates) == ("ann-lee", ["ann-lee", "bob"])
    state = draft.add(Undo(by="Ada", number=1), 1)
    assert [card.proposal for card in state.cards] == [official, meeting, again]


def test_references_stay_with_the_proposal_that_keeps_the_id(draft: Draft) -> None:
    agreement = MEETING.model_copy(update={"kind": "agreement", "values": {"id": "plan", "meeting": "talks-2026"}})
    draft.add(Propose(by="Ada", added=agreement), 0)
    state = draft.add(Edit(by="Ada", proposal=2, values={"id": "talks-b"}), 1)
    assert state.cards[2].proposal.values["meeting"] == "talks-2026"
    draft.add(Undo(by="Ada", number=2), 2)
    draft.add(Decide(by="Ada", proposal=1, verdict=Decision.rejected), 3)
    state = draft.add(Edit(by="Ada", proposal=2, values={"id": "talks-b"}), 4)
    assert state.cards[2].proposal.values["meeting"] == "talks-b"


def test_an_undo_is_a_change_and_takes_back_another(draft: Draft) -> None:
    draft.add(accept(), 0)
    draft.add(PutAside(by="Ada", paragraph=1, why=SetAside.furniture), 1)
    state = draft.add(Undo(by="Ada", number=2), 2)
    assert (state.set_aside, state.version, state.last_change) == ([], 3, 1)
    assert state.cards[0].verdict is Decision.accepted
    state = draft.add(Undo(by="Ada", number=1), 3)
    assert (state.cards[0].verdict, state.last_change) == (None, None)


def test_a_passage_is_set_aside_once_and_taken_back_with_null(draft: Draft) -> None:
    draft.add(PutAside(by="Ada", paragraph=1, why=SetAside.opinion, because="A view."), 0)
    state = draft.add(PutAside(by="Ada", paragraph=1, why=SetAside.furniture), 1)
    assert [passage.why for passage in state.set_aside] == [SetAside.furniture]
    assert draft.add(PutAside(by="Ada", paragraph=1, why=None), 2).set_aside == []


def test_a_reviewer_adds_a_proposal_and_describes_the_document(draft: Draft) -> None:
    draft.add(Propose(by="Ada", added=MEETING), 0)
    state = draft.add(Describe(by="Ada", values={"title": "Talks"}), 1)
    assert [card.number for card in state.cards] == [1, 2, 3]
    assert state.document == {"language": "en", "title": "Talks"}


def test_a_change_for_an_older_version_is_refused(draft: Draft) -> None:
    draft.add(accept(), 0)
    with pytest.raises(VersionConflictError, match="load it again"):
        draft.add(accept(2), 0)
    assert draft.state().cards[1].verdict is None


@pytest.mark.parametrize("change", [accept(3), Undo(by="Ada", number=1)])
def test_a_change_that_does_not_fit_is_refused_and_not_written(draft: Draft, change: Decide | Undo) -> None:
    with pytest.raises(DraftError):
        draft.add(change, 0)
    assert draft.changes() == []


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
@pytest.mark.parametrize(
    ("part", "load"), [("path", Draft.state), ("text_path", Draft.text), ("changes_path", Draft.changes)]
)
def test_a_folder_and_a_pipe_are_no_part_of_a_draft(
    draft: Draft, make: Callable[[Path], None], part: str, load: Callable[[Draft], object]
) -> None:
    path: Path = getattr(draft, part)
    path.unlink(missing_ok=True)
    make(path)
    with pytest.raises(DraftError, match=rf"{path.name}(: it is a (folder|pipe)|, is not there or damaged)"):
        load(draft)


BOMB = "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 50)}]\n" for a, b in zip("abcde", "bcdef", strict=True))
BOMB = f"document: {{a: &a [x]}}\n{BOMB}proposals: []\n"
TWICE = "document: {title: Talks, title: Visit}\nproposals: []\n"
EVIDENCE = "document: {evidence: [{fields: 5}]}\nproposals: []\n"
BINARY = "document: {title: !!binary //4=}\nproposals: []\n"


@pytest.mark.parametrize("content", [BOMB, BINARY, TWICE, EVIDENCE, "a: [", "document: {}", "- 1", "[" * 5000, "text"])
def test_a_damaged_draft_is_named_in_the_error(draft: Draft, content: str) -> None:
    draft.path.write_text(content, "utf-8")
    with pytest.raises(DraftError, match=r"report\.yaml is damaged"):
        draft.state()


@pytest.mark.parametrize("content", ["", "- 1", "text"])
def test_a_draft_without_a_document_is_damaged(draft: Draft, content: str) -> None:
    draft.path.write_text(content, "utf-8")
    with pytest.raises(DraftError, match=r"report\.yaml is damaged: it has no document and no proposals"):
        draft.state()


@pytest.mark.parametrize("value", ["2026-05-12", "2026-02-31", "010", "1:30", "0x10", "1_000", ".nan", "yes"])
def test_what_a_curator_writes_by_hand_is_read_as_it_is_written(draft: Draft, value: str) -> None:
    content = f"\ufeffdocument: {{date: {value}, paragraphs: {'9' * 99}}}\nproposals: []\n"
    draft.path.write_text(content, "utf-8", newline="\r\n")
    assert draft.state().document == {"date": value, "paragraphs": int("9" * 99)}


def test_decisions_are_about_the_proposals_that_were_there(draft: Draft) -> None:
    content = draft.path.read_text("utf-8")
    draft.path.write_text(content.replace("Monday", "Friday"), "utf-8")
    draft.add(accept(), 0)  # nothing was decided before
    decisions = draft.changes_path.read_bytes()
    draft.path.write_text(content, "utf-8")
    for action in (draft.state, lambda: draft.add(accept(2), 1)):
        with pytest.raises(DraftError, match="changed by hand"):
            action()
    assert draft.changes_path.read_bytes() == decisions
    draft.changes_path.write_bytes(re.sub(rb',"of":"\w+"', b"", decisions))  # as earlier versions wrote it
    assert draft.state().cards[0].verdict is Decision.accepted


def test_a_value_that_is_there_twice_is_written_twice(tmp_path: Path) -> None:
    names = ["title"]
    draft = Draft.create(tmp_path, "report", {"editorial": names, "evidence": [{"fields": names}]}, [], b"Talks.\n")
    assert draft.state().document == {"editorial": names, "evidence": [{"fields": names}]}


def test_a_draft_is_never_written_over(draft: Draft) -> None:
    with pytest.raises(DraftError, match="already"):
        Draft.create(draft.folder, "report", {}, [], b"")
    assert len(draft.state().cards) == 2


def test_the_verdicts_on_an_earlier_draft_do_not_pass_to_a_new_one(draft: Draft) -> None:
    draft.add(accept(), 0)
    draft.path.unlink()
    with pytest.raises(DraftError, match=r"report\.changes is of an earlier draft"):
        Draft.create(draft.folder, "report", {"language": "en"}, [MEETING], b"They met.\n")


def test_a_draft_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, count = Path.write_bytes, 0

    def failing(path: Path, content: bytes) -> int:
        nonlocal count
        count += 1
        write(path, content[: len(content) // 2])
        if count == 2:
            raise OSError("no space left")
        return len(content)

    monkeypatch.setattr(Path, "write_bytes", failing)
    with pytest.raises(OSError, match="no space"):
        Draft.create(tmp_path, "report", {}, [MEETING], b"They met.\n")
    assert list(tmp_path.iterdir()) == []


def test_of_two_drafts_with_an_id_at_once_one_is_written(tmp_path: Path) -> None:
    def create(number: int) -> str:
        try:
            return Draft.create(tmp_path, "report", {}, [MEETING], f"Text {number}.\n".encode()).text_path.read_text()
        except DraftError:
            return ""

    with ThreadPoolExecutor(4) as pool:
        texts = {text for text in pool.map(create, range(8)) if text}
    assert texts == {(tmp_path / "report.txt").read_text("utf-8")}
