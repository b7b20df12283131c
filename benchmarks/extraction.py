"""Measures how well the rules for articles find what the seed records.

``python -m benchmarks.extraction --documents DIR`` reads the texts of the seed's documents from a directory, where it
finds each by its hash. All rules propose records from them. For each group of fields it prints precision, recall and F1
of all proposals, and precision and recall of those with high confidence.

The rules know the names in the whole seed, as when a curator adds an article about known officials, but none of the
records. The day of publication comes from the seed. For the group of new people, the rules know no official.
"""

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import DATA
from app.curate.articles import Article
from app.curate.mentions.dates import dates, find_dates
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.curate.seed_names import names_in_seed
from app.domain.edtf import parse
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import CommitmentSeed, DocumentSeed, SeedRecord, TradeStatSeed
from benchmarks.extraction_events import EVENT_GROUPS
from benchmarks.extraction_groups import Group, Item

GROUP_IN_WORDS = "goods and ranks in words"
"""The group without figures, of which no proposal has high confidence."""


@dataclass(frozen=True)
class Score:
    """How many items the proposals and the records have, and how many of them are in both."""

    matches: int
    proposals: int
    records: int

    @property
    def precision(self) -> float:
        return self.matches / self.proposals if self.proposals else 1.0

    @property
    def recall(self) -> float:
        return self.matches / self.records if self.records else 1.0

    @property
    def f1(self) -> float:
        total = self.proposals + self.records
        return 2 * self.matches / total if total else 1.0


def _direction(flow: str | None, reporter: str | None, partner: str | None) -> Item:
    """The two ends of a flow, always from its origin, so that a report of either country gives the same item."""
    if flow in ("export", "outward"):
        return (flow_kind(flow), reporter, partner)
    if flow in ("import", "inward"):
        return (flow_kind(flow), partner, reporter)
    return (flow_kind(flow), *sorted(code for code in (reporter, partner) if code))


def flow_kind(flow: str | None) -> str:
    """The same name for a flow from both ends: the import of one country is the export of the other."""
    return {"import": "export", "inward": "outward"}.get(flow or "", flow or "")


def stat_group(name: str, *fields: str, kinds: tuple[str, ...] = ()) -> Group:
    """Figures, identified by value, unit and further fields. ``direction`` means flow, reporter and partner."""

    def item(values: dict[str, Any]) -> Iterator[Item]:
        if values.get("value") is None or (kinds and values["indicator"] not in kinds):
            return
        values["direction"] = _direction(values.get("flow"), values.get("reporter"), values.get("partner"))
        yield (float(values["value"]), str(values["unit"]), *(values.get(field) for field in fields))

    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, TradeStatSeed):
            yield from item(_plain(record))

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "trade-stat":
            yield from item(dict(proposal.values))

    return Group(name, record_items, proposal_items)


def _goods_and_ranks() -> Group:
    """Goods and ranks in words, identified by indicator, direction and good."""

    def item(values: dict[str, Any]) -> Iterator[Item]:
        product = (values.get("product") or {}).get("name") or ""
        direction = _direction(values.get("flow"), values.get("reporter"), values.get("partner"))
        if values.get("value") is None and (product or "rank" in values["indicator"]):
            yield (str(values["indicator"]), direction, product.casefold())

    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, TradeStatSeed):
            yield from item(_plain(record))

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "trade-stat":
            yield from item(proposal.values)

    return Group(GROUP_IN_WORDS, record_items, proposal_items)


def _plain(record: SeedRecord) -> dict[str, Any]:
    values = record.model_dump(mode="json")
    return {name: getattr(value, "text", value) for name, value in values.items()} | {
        "date": getattr(getattr(record, "date", None), "text", None) or values.get("date")
    }


def _commitments() -> Group:
    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, CommitmentSeed):
            yield (tuple(sorted(record.by)), record.value)

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "commitment":
            value = proposal.values.get("value")
            yield (tuple(sorted(proposal.values["by"])), None if value is None else float(value))

    return Group("commitments (by, value)", record_items, proposal_items)


GROUPS = [
    stat_group("figures with unit"),
    stat_group("indicator", "indicator"),
    stat_group("direction", "indicator", "direction"),
    stat_group("period", "indicator", "date"),
    stat_group("qualifier", "indicator", "qualifier"),
    stat_group("growth", "growth_percent"),
    stat_group("whole figure", "indicator", "direction", "date", "qualifier"),
    stat_group("targets", "direction", kinds=("trade-target",)),
    _goods_and_ranks(),
    _commitments(),
    *EVENT_GROUPS,
]


def score_of_all(scores: Iterable[Score]) -> Score:
    """The score of all groups together, each item counted in each group that has it."""
    counts = [(score.matches, score.proposals, score.records) for score in scores]
    return Score(*map(sum, zip(*counts, strict=True)))


def score(record_items: Iterable[Item], proposal_items: Iterable[Item]) -> Score:
    """Compare the items of records and of proposals. An item that occurs twice counts once."""
    records, proposals = set(record_items), set(proposal_items)
    return Score(len(records & proposals), len(proposals), len(records))


def measure(seed: Seed, texts: dict[str, str], groups: list[Group] = GROUPS) -> Iterator[tuple[str, Score, Score]]:
    """For each group its name, the score of all proposals, and the score of those with high confidence. ``texts`` has
    the texts by the id of their document."""
    names = names_in_seed(seed)
    proposals_by_selection: dict[object, dict[str, list[Proposal]]] = {}
    for group in groups:
        if group.names not in proposals_by_selection:
            group_names = group.names(names) if group.names else names
            proposals_by_selection[group.names] = {
                id: propose(_article(seed, id, text), group_names) for id, text in texts.items()
            }
        proposals = proposals_by_selection[group.names]
        record_items = [
            (id, *item)
            for id in texts
            for records in seed.records.values()
            for record in records
            if any(place.document == id for place in record.evidence)
            for item in group.record_items(record)
        ]
        proposal_items = [
            (proposal.confidence, (id, *item))
            for id in texts
            for proposal in proposals[id]
            for item in group.proposal_items(proposal)
        ]
        high = [item for confidence, item in proposal_items if confidence is Confidence.high]
        yield group.name, score(record_items, (item for _, item in proposal_items)), score(record_items, high)


DATES = ("date", "due", "made", "valid", "established")


def score_of_dates(seed: Seed, texts: dict[str, str]) -> Score:
    """Compare the dates in the texts with those of the records, as items (document, date).

    A date of a record counts only if the quote for it has a date in words. The day or the week of publication does not
    count, neither as read nor as recorded: a reviewer works it out of all that a text says, and most records without
    a date of their own have it.
    """
    documents = [record for record in seed.records["document"] if isinstance(record, DocumentSeed)]
    publication_items = {(document.id, document.date.text) for document in documents if document.date}
    record_items = {
        (place.document, getattr(record, name).text.strip("./"))
        for records in seed.records.values()
        for record in records
        if not isinstance(record, DocumentSeed)
        for place in record.evidence
        for name in DATES
        if place.document in texts and name in place.fields and getattr(record, name, None)
        if find_dates(f"{place.quote} {place.until or ''}")
    }
    text_items = {
        (id, mention.point)
        for id, text in texts.items()
        for article in [_article(seed, id, text)]
        for sentence in article.sentences
        for mention in dates(article, sentence)
        if mention.edtf
    }
    return score(record_items - publication_items, text_items - publication_items)


def _article(seed: Seed, id: str, text: str) -> Article:
    document = next(d for d in seed.records["document"] if d.id == id)
    assert isinstance(document, DocumentSeed)
    return Article(text, document.language, parse(document.date.text) if document.date else None)


def texts_of(seed: Seed, directory: Path) -> dict[str, str]:
    """The texts of the seed's documents that are in a directory, by the id of the document."""
    hashes = {d.sha256: d.id for d in seed.records["document"] if isinstance(d, DocumentSeed)}
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(directory.iterdir()) if path.is_file()
    }
    return {hashes[sha]: path.read_text(encoding="utf-8") for sha, path in files.items() if sha in hashes}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True, help="the directory with the texts")
    arguments = parser.parse_args()
    seed = Seed(DATA / "seed")
    texts = texts_of(seed, arguments.documents)
    print(f"{len(texts)} documents. The rules know the names in the whole seed, but none of its records.\n")
    print(f"{'':26}{'all proposals':^38}  {'with high confidence':^30}")
    heads = f"{'right/proposed/recorded':>24}{'P':>6} {'R':>5} {'F1':>5}   {'right/proposed':>14}"
    print(f"{'group':26}{heads}  {'P':>5} {'R':>5}")
    total = score_of_dates(seed, texts)
    counts = f"{total.matches}/{total.proposals}/{total.records}"
    print(f"{'dates of the text':26}{counts:>24} {total.precision:5.2f} {total.recall:5.2f} {total.f1:5.2f}")
    scores = [*measure(seed, texts)]
    for name, total, high in scores:
        counts = f"{total.matches}/{total.proposals}/{total.records}"
        print(
            f"{name:26}{counts:>24} {total.precision:5.2f} {total.recall:5.2f} {total.f1:5.2f}   "
            f"{high.matches:>8}/{high.proposals:<5}  {high.precision:5.2f} {high.recall:5.2f}"
        )
    whole = score_of_all(high for name, _, high in scores if name != GROUP_IN_WORDS)
    print(
        f"\nwith high confidence, all groups together but {GROUP_IN_WORDS}: "
        f"P {whole.precision:.3f}, R {whole.recall:.3f}, F1 {whole.f1:.3f}"
    )


if __name__ == "__main__":
    main()
