"""A draft about the tenth meeting of the Example Group, its proposals, and the desk where it is accepted."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.curate.accept import AcceptError, prepare_acceptance, put_in_place
from app.curate.draft_changes import Decide, Decision, Describe, Edit, PutAside
from app.curate.drafts import Draft
from app.curate.proposals import Confidence, Proposal, Quote
from app.domain.vocabulary import SetAside
from app.ingest.places import read_texts
from tests import sample_seed

TEXT = """\
Tenth meeting of the Example Group

The tenth meeting of the Example Group of Kazakhstan and Türkiye was held on May 4, 2022 in Astana. Bob Sample, \
Foreign Minister of Kazakhstan, opened it.
Trade reached $2.5 billion in 2021. In 2020 it was $1.4 billion.
Advertisement
"""
DOCUMENT = {
    "kind": "article",
    "title": "Tenth meeting of the Example Group",
    "date": "2022-05-05",
    "language": "en",
    "editorial": ["date"],
    "sha256": sha256(TEXT.encode()).hexdigest(),
    "paragraphs": 4,
    "evidence": [{"paragraph": 1, "quote": "Tenth meeting of the Example Group", "fields": ["title"]}],
}


def proposal(kind: str, values: dict[str, Any], *quotes: tuple[int, str, str], **extra: Any) -> Proposal:
    """A proposal. Each quote is a paragraph, words, and the names of fields with spaces between."""
    places = [Quote(paragraph=number, quote=words, fields=fields.split()) for number, words, fields in quotes]
    return Proposal(kind=kind, confidence=Confidence.high, values=values, quotes=places, why="", by="rule:x/1", **extra)


OFFICIAL = proposal(
    "official",
    {
        "id": "bob-sample",
        "name": "Bob Sample",
        "country": "KZ",
        "positions": [{"title": "Foreign Minister", "class": "foreign-minister", "party": "KZ", "as_of": "2022-05-05"}],
    },
    (2, "Bob Sample, Foreign Minister of Kazakhstan", "name positions"),
)
CITY = proposal("city", {"id": "astana", "name": "Astana", "country": "KZ"}, (2, "Astana", "name"))
MEETING = proposal(
    "meeting",
    {
        "id": "eg-10",
        "title": "Tenth meeting of the Example Group",
        "type": "session",
        "status": "held",
        "date": "2022-05-04",
        "mechanism": "eg",
        "session": 10,
        "city": "astana",
        "countries": ["KZ", "TR"],
        "participants": [{"official": "bob-sample", "country": "KZ", "role": "co-chair"}],
    },
    (2, "May 4, 2022", "date"),
    (2, "tenth meeting", "session"),
    (2, "held", "status"),
    (2, "Example Group of Kazakhstan and Türkiye", "mechanism countries"),
    (2, "in Astana", "city"),
    (2, "Bob Sample", "participants"),
)
FIGURE = proposal(
    "trade-stat",
    {
        "id": "trade-2021",
        "indicator": "trade",
        "flow": "turnover",
        "reporter": "KZ",
        "partner": "TR",
        "date": "2021",
        "value": 2_500_000_000.0,
        "unit": "USD",
        "qualifier": "exact",
        "authority": "press",
        "as_written": "$2.5 billion",
    },
    (3, "$2.5 billion", "value qualifier"),
    (3, "2021", "date"),
    (2, "Kazakhstan and Türkiye", "reporter partner"),
)
MECHANISM = proposal(
    "mechanism", {"id": "eg"}, (2, "Example Group of Kazakhstan and Türkiye", "name members"), record="eg"
)
OTHER_FIGURE = proposal(
    "trade-stat",
    {"id": "trade-2020-other", "value": 1_400_000_000, "date": "2020"},
    (3, "$1.4 billion", "value"),
    (3, "2020", "date"),
    record="trade-2020",
)
MISTAKE = proposal("milestone", {"id": "wrong", "title": "Wrong"}, (3, "Trade reached", "title"))
PROPOSALS = [OFFICIAL, CITY, MEETING, FIGURE, MECHANISM, OTHER_FIGURE, MISTAKE]


class Bench:
    """A seed, a draft about it, and a reviewer."""

    def __init__(self, folder: Path) -> None:
        self.sample = sample_seed.example(folder).write()
        self.seed = self.sample.seed
        self.texts = self.sample.documents
        self.drafts = folder / "drafts"

    def draft(self, *proposals: Proposal, rejection: int = 0) -> Draft:
        """A draft whose proposals are all accepted, but for the one at ``rejection``."""
        draft = Draft.create(self.drafts, "eg-10-report", DOCUMENT, list(proposals), TEXT.encode())
        for number in range(1, len(proposals) + 1):
            verdict = Decision.rejected if number == rejection else Decision.accepted
            self.change(draft, Decide(by="Ada", proposal=number, verdict=verdict))
            if proposals[number - 1] is OTHER_FIGURE:
                self.change(draft, Edit(by="Ada", proposal=number, corrects=False))
        self.change(draft, PutAside(by="Ada", paragraph=4, why=SetAside.furniture))
        return draft

    def change(self, draft: Draft, change: Decide | Describe | Edit | PutAside) -> None:
        draft.add(change, draft.state().version)

    def accept(self, draft: Draft) -> list[str]:
        return put_in_place(prepare_acceptance(draft, self.seed, read_texts(self.texts)), self.seed, self.texts)

    def contents(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.seed.rglob("*") if path.is_file()}

    def refusal(self, draft: Draft) -> list[str]:
        """The faults for which a draft is refused. Nothing may have changed then."""
        before = self.contents()
        with pytest.raises(AcceptError) as error:
            self.accept(draft)
        assert self.contents() == before
        assert draft.path.exists()
        return [str(fault) for fault in error.value.faults]
