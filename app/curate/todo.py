"""What to look for next: facts of the seed that time has overtaken, gaps, and work that nobody has finished."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any

from app.curate.draft_changes import DraftError
from app.curate.drafts import drafts_in, open_cards
from app.domain.vocabulary import CommitmentStatus, MeetingStatus
from app.ingest.citation_check import documents_of
from app.ingest.cross_checks import references_of
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import (
    CommitmentSeed,
    DocumentSeed,
    MechanismSeed,
    MeetingSeed,
    OfficialSeed,
)

OLD_POST = timedelta(days=365)
"""Time after which an official of whom documents are silent may have left a post."""

MAX_LISTED = 20
"""Numbers of missing sessions that a sentence lists."""


class TaskKind(StrEnum):
    """What is to be done, the most urgent first."""

    report = "report"
    draft = "draft"
    meeting = "meeting"
    commitment = "commitment"
    session = "session"
    unreviewed = "unreviewed"
    post = "post"
    address = "address"


@dataclass(frozen=True)
class Task:
    """Something to look for. ``record`` is the id of a record, document or draft; ``since`` is the day from which on it
    is open, if there is one; ``says`` is a sentence."""

    kind: TaskKind
    record: str
    says: str
    since: date | None = None

    @property
    def urgency(self) -> tuple[int, date, str]:
        return [*TaskKind].index(self.kind), self.since or date.max, self.record

    def as_json(self) -> dict[str, Any]:
        since = self.since.isoformat() if self.since else None
        return {"kind": str(self.kind), "record": self.record, "since": since, "says": self.says}


def tasks(seed: Seed, drafts: Path, today: date, reports: Iterable[Mapping[str, Any]] = ()) -> list[Task]:
    """All tasks, by kind, and in a kind the oldest first. ``reports`` are those of readers."""
    documents = documents_of(seed)
    open_tasks = [
        *_reports(reports),
        *_drafts(drafts),
        *_meetings(seed, documents, today),
        *_commitments(seed.of(CommitmentSeed), today),
        *_sessions(seed),
        *_without_review(seed, documents),
        *_posts(seed.of(OfficialSeed), documents, today),
        *_addresses(documents.values()),
    ]
    return sorted(open_tasks, key=lambda task: task.urgency)


def _reports(reports: Iterable[Mapping[str, Any]]) -> Iterator[Task]:
    """The reports that nobody answered. What a stranger wrote is shown by the command ``reports``, not here."""
    for report in reports:
        if not report["answer"]:
            field = f", {report['field']}" if report.get("field") else ""
            says = f"a reader says that {report['record']['url']}{field} is wrong: communique reports"
            yield Task(TaskKind.report, str(report["id"]), says, date.fromisoformat(str(report["at"])[:10]))


def _drafts(folder: Path) -> Iterator[Task]:
    for draft in drafts_in(folder):
        try:
            state = draft.state()
        except DraftError as error:
            yield Task(TaskKind.draft, draft.id, f"the draft cannot be read: {error}")
            continue
        count, total = len([*open_cards(state)]), len(state.cards)
        progress = f"{count} of {total} proposals have no verdict" if count else f"all {total} proposals have a verdict"
        command = "review" if count else "accept"
        yield Task(TaskKind.draft, draft.id, f"{progress}: communique {command} {draft.id}")


def _newest(seed: Seed, documents: Mapping[str, DocumentSeed]) -> dict[tuple[str, str], date]:
    """The first day of the newest document that is cited for a record about a mechanism or a party."""
    newest: dict[tuple[str, str], date] = {}
    for record in seed:
        days = [day for citation in record.evidence if (day := _day_of(documents, citation.document))]
        if not days:
            continue
        subjects = {(kind, name) for _, kind, name in references_of(record) if kind in ("mechanism", "party")}
        for subject in subjects | {(record.kind, record.id)}:
            newest[subject] = max(newest.get(subject, date.min), max(days))
    return newest


def _day_of(documents: Mapping[str, DocumentSeed], name: str) -> date | None:
    document = documents.get(name)
    return document.date.start if document and document.date else None


def _meetings(seed: Seed, documents: Mapping[str, DocumentSeed], today: date) -> Iterator[Task]:
    """Planned meetings whose last day has passed. The service calls one overdue if newer documents are silent about it;
    then the sentence says so."""
    newest = _newest(seed, documents)
    for meeting in seed.of(MeetingSeed):
        end = meeting.date.end if meeting.date else None
        if meeting.status is not MeetingStatus.planned or end is None or end >= today:
            continue
        subjects = [("mechanism", meeting.mechanism), *(("party", party) for party in meeting.countries)]
        newest_day = max((newest[subject] for subject in subjects if subject in newest), default=None)
        silent = f", and documents up to {newest_day} do not say" if newest_day and newest_day > end else ""
        day = meeting.date.text if meeting.date else ""
        yield Task(TaskKind.meeting, meeting.id, f"{meeting.title} was planned for {day}{silent}: was it held?", end)


def _commitments(commitments: Iterable[CommitmentSeed], today: date) -> Iterator[Task]:
    for commitment in commitments:
        end = commitment.due.end if commitment.due else None
        if commitment.status is CommitmentStatus.open and end and end < today:
            due = commitment.due.text if commitment.due else ""
            parties = " and ".join(commitment.by)
            says = f"{commitment.title}: due {due}; did {parties} keep it?"
            yield Task(TaskKind.commitment, commitment.id, says, end)


def _sessions(seed: Seed) -> Iterator[Task]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for meeting in seed.of(MeetingSeed):
        if meeting.mechanism and meeting.session:
            numbers[meeting.mechanism].add(meeting.session)
    for mechanism in seed.of(MechanismSeed):
        present = numbers[mechanism.id]
        count = max(present, default=0) - len(present)
        if count:
            label, question = ("session", "was it") if count == 1 else ("sessions", "were they")
            says = f"{label} {_ranges(present)} of {mechanism.name}: when and where {question}?"
            yield Task(TaskKind.session, mechanism.id, says)


def _ranges(present: set[int]) -> str:
    """The numbers from 1 on that are missing, those in a row as a range: ``1–4, 6``."""
    gaps = [
        (before + 1, number - 1)
        for before, number in zip([0, *sorted(present)], sorted(present), strict=False)
        if number - before > 1
    ]
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in gaps]
    return ", ".join([*texts[:MAX_LISTED], *(["…"] if len(texts) > MAX_LISTED else [])])


def _without_review(seed: Seed, documents: Mapping[str, DocumentSeed]) -> Iterator[Task]:
    counts: dict[str, list[bool]] = defaultdict(list)
    for record in seed:
        for citation in record.evidence:
            counts[citation.document].append(bool(citation.reviewed))
    for name in documents:
        count, total = counts[name].count(False), len(counts[name])
        if count:
            says = f"{count} of {total} places are not reviewed: communique review {name} --second"
            yield Task(TaskKind.unreviewed, name, says)


def _posts(officials: Iterable[OfficialSeed], documents: Mapping[str, DocumentSeed], today: date) -> Iterator[Task]:
    """Posts without an end of which no document has said for a year that the official holds them."""
    for official in officials:
        for position in official.positions:
            if position.former or position.end is not None:
                continue
            days = [day for citation in official.evidence if (day := _day_of(documents, citation.document))]
            last_day = position.as_of.end if position.as_of else max(days, default=None)
            if last_day and today - last_day > OLD_POST:
                says = f"{official.name}, {position.title}, held the post by {last_day}: until when?"
                yield Task(TaskKind.post, official.id, says, last_day)


def _addresses(documents: Iterable[DocumentSeed]) -> Iterator[Task]:
    for document in documents:
        if document.source_url is None:
            title = f"“{document.title}”" if document.title else "it"
            yield Task(TaskKind.address, document.id, f"no address is known: where did {title} appear?")


def tasks_by_kind(sorted_tasks: list[Task]) -> Iterator[tuple[TaskKind, list[Task]]]:
    """The tasks of each kind that has any."""
    for kind, group in groupby(sorted_tasks, key=lambda task: task.kind):
        yield kind, list(group)
