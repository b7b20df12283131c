"""A made-up report in a seed, and drafts of other articles about the same events."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from app.curate.accept import prepare_acceptance, put_in_place
from app.curate.draft_changes import Decide, Decision, DraftChange, Edit
from app.curate.drafts import Draft
from app.curate.proposals import Proposal
from app.ingest.findings import Level
from app.ingest.places import read_texts
from app.ingest.seed_check import read_and_check
from tests.curate.reviewed_draft import CITY, FIGURE, MEETING, OFFICIAL, TEXT, Bench, proposal

REPORT = (
    TEXT.removesuffix("Advertisement\n") + "They signed 12 agreements on May 4, 2022.\n"
    "Kazakhstan will open 3 schools in Türkiye by 2024.\n"
)
PACKAGE = proposal(
    "agreement",
    {
        "id": "eg-10-package",
        "title": "12 agreements of the Example Group",
        "type": "package",
        "status": "signed",
        "date": "2022-05-04",
        "count": 12,
        "parties": ["KZ", "TR"],
        "meeting": "eg-10",
    },
    (4, "signed", "title status"),
    (4, "They", "meeting"),
    (4, "May 4, 2022", "date"),
    (4, "12 agreements", "count"),
    (2, "Kazakhstan and Türkiye", "parties"),
)
SCHOOLS = proposal(
    "commitment",
    {
        "id": "schools",
        "title": "Open 3 schools by 2024",
        "by": ["KZ"],
        "to": ["TR"],
        "due": "2024",
        "value": 3,
        "unit": "count",
        "status": "open",
    },
    (5, "will open", "title status"),
    (5, "Kazakhstan", "by"),
    (5, "Türkiye", "to"),
    (5, "by 2024", "due"),
    (5, "3 schools", "value unit"),
)
RECORDS = {record.values["id"]: record for record in (OFFICIAL, CITY, MEETING, FIGURE, PACKAGE, SCHOOLS)}


def rewording(record: Proposal, words: dict[str, str], **values: Any) -> Proposal:
    """A proposal about a known record, with other words in its quotes, and other values."""
    quotes = [quote.model_copy(update={"quote": words.get(quote.quote, quote.quote)}) for quote in record.quotes]
    update = {"values": {**record.values, **values}, "quotes": quotes, "record": record.values["id"]}
    return record.model_copy(update=update)


class EditionBench(Bench):
    """A bench whose seed has the report, as the document ``report``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.accept(self.article("report", REPORT, *RECORDS.values()))

    def article(
        self, name: str, text: str, *proposals: Proposal, day: str = "2022-05-05", supersedes: str | None = None,
        verdict: Decision | None = Decision.accepted,
    ) -> Draft:  # fmt: skip
        """A draft whose proposals all have a verdict."""
        document = {
            "kind": "article",
            "title": "Tenth meeting",
            "date": day,
            "language": "en",
            "editorial": ["title", "date"],
            "sha256": sha256(text.encode()).hexdigest(),
            "paragraphs": len(text.splitlines()) - text.splitlines().count(""),
            **({"supersedes": supersedes} if supersedes else {}),
        }
        draft = Draft.create(self.drafts, name, document, list(proposals), text.encode())
        for number in range(1, len(proposals) + 1):
            self.decide(draft, Decide(by="Ada", proposal=number, verdict=verdict))
        return draft

    def decide(self, draft: Draft, change: DraftChange) -> None:
        draft.add(change, draft.state().version)

    def answer(self, draft: Draft, *, corrects: bool | None) -> None:
        """Say of the first proposal whether the article corrects the known record."""
        self.decide(draft, Edit(by="Ada", proposal=1, corrects=corrects))

    def write(self, draft: Draft) -> dict[str, Any]:
        """Accept a draft. Returns the records of the seed by id, after a check that the seed has no fault."""
        put_in_place(prepare_acceptance(draft, self.seed, read_texts(self.texts)), self.seed, self.texts)
        seed, findings = read_and_check(self.seed, read_texts(self.texts))
        assert [str(finding) for finding in findings if finding.level is Level.error] == []
        assert seed is not None
        return {record.id: record for record in seed}
