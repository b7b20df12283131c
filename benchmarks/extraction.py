"""Measures what the rules for articles propose against the seed.

``python -m benchmarks.extraction --documents DIR`` reads the texts of the seed's documents from a directory, where it
finds each by its hash, and lets all rules propose. It prints precision, recall and F1 for each group of fields: of all
proposals, and of those of high confidence.

The rules know the names of the whole seed, as they do when a curator adds an article on officials who are known. They
do not know the records. The day of publication is the one that the seed has. New people are measured with rules that
know no official.
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import DATA
from app.curate.articles import Article
from app.curate.mentions.dates import dates, find_dates
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal
from app.curate.rules import propose
from app.curate.seed_names import names_in_seed
from app.domain.edtf import parse
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import CommitmentSeed, DocumentSeed, SeedRecord, TradeStatSeed
from benchmarks.extraction_events import EVENT_GROUPS
from benchmarks.extraction_groups import Group, Item


@dataclass(frozen=True)
class Score:
    """How many of the proposed items are right, and how many of the recorded ones are proposed."""

    right: int
    proposed: int
    recorded: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.recorded if self.recorded else 1.0

    @property
    def f1(self) -> float:
        total = self.proposed + self.recorded
        return 2 * self.right / total if total else 1.0


def _direction(flow: str | None, reporter: str | None, partner: str | None) -> Item:
    """Both ends of a flow, in its direction, so that one may be told from either side."""
    if flow in ("export", "outward"):
        return (flow_kind(flow), reporter, partner)
    if flow in ("import", "inward"):
        return (flow_kind(flow), partner, reporter)
    return (flow_kind(flow), *sorted(code for code in (reporter, partner) if code))


def flow_kind(flow: str | None) -> str:
    """What is told of both sides has one name for both."""
    return {"import": "export", "inward": "outward"}.get(flow or "", flow or "")


def stat_group(name: str, *fields: str, kinds: tuple[str, ...] = ()) -> Group:
    """Figures by their value and unit, with other fields. ``direction`` stands for flow, reporter and partner."""

    def item(values: dict[str, Any]) -> Iterator[Item]:
        if values.get("value") is None or (kinds and values["indicator"] not in kinds):
            return
        values["direction"] = _direction(values.get("flow"), values.get("reporter"), values.get("partner"))
        yield (float(values["value"]), str(values["unit"]), *(values.get(field) for field in fields))

    def recorded(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, TradeStatSeed):
            yield from item(_plain(record))

    def proposed(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "trade-stat":
            yield from item(dict(proposal.values))

    return Group(name, recorded, proposed)


def _named() -> Group:
    """Goods and ranks in words: indicator, direction and good."""

    def item(values: dict[str, Any]) -> Iterator[Item]:
        product = (values.get("product") or {}).get("name") or ""
        direction = _direction(values.get("flow"), values.get("reporter"), values.get("partner"))
        if values.get("value") is None and (product or "rank" in values["indicator"]):
            yield (str(values["indicator"]), direction, product.casefold())

    def recorded(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, TradeStatSeed):
            yield from item(_plain(record))

    def proposed(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "trade-stat":
            yield from item(proposal.values)

    return Group("goods and ranks in words", recorded, proposed)


def _plain(record: SeedRecord) -> dict[str, Any]:
    values = record.model_dump(mode="json")
    return {name: getattr(value, "text", value) for name, value in values.items()} | {
        "date": getattr(getattr(record, "date", None), "text", None) or values.get("date")
    }


def _commitments() -> Group:
    def recorded(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, CommitmentSeed):
            yield (tuple(sorted(record.by)), record.value)

    def proposed(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "commitment":
            value = proposal.values.get("value")
            yield (tuple(sorted(proposal.values["by"])), None if value is None else float(value))

    return Group("commitments (by, value)", recorded, proposed)


GROUPS = [
    stat_group("figures with unit"),
    stat_group("indicator", "indicator"),
    stat_group("direction", "indicator", "direction"),
    stat_group("period", "indicator", "date"),
    stat_group("qualifier", "indicator", "qualifier"),
    stat_group("growth", "growth_percent"),
    stat_group("whole figure", "indicator", "direction", "date", "qualifier"),
    stat_group("targets", "direction", kinds=("trade-target",)),
    _named(),
    _commitments(),
    *EVENT_GROUPS,
]


def score(recorded: Iterable[Item], proposed: Iterable[Item]) -> Score:
    """How two lists of items agree. An item that is proposed twice counts once."""
    gold, found = Counter(set(recorded)), Counter(set(proposed))
    return Score((gold & found).total(), found.total(), gold.total())


def measure(seed: Seed, texts: dict[str, str], groups: list[Group] = GROUPS) -> Iterator[tuple[str, Score, Score]]:
    """For each group its name, the score of all proposals, and that of those of high confidence. ``texts`` are by the
    id of the document."""
    names = names_in_seed(seed)
    made: dict[object, dict[str, list[Proposal]]] = {}
    for group in groups:
        if group.names not in made:
            chosen = group.names(names) if group.names else names
            made[group.names] = {id: _proposals(seed, id, text, chosen) for id, text in texts.items()}
        proposals = made[group.names]
        gold = [
            (id, *item)
            for id in texts
            for records in seed.records.values()
            for record in records
            if any(place.document == id for place in record.evidence)
            for item in group.recorded(record)
        ]
        found = [
            (proposal.confidence, (id, *item))
            for id in texts
            for proposal in proposals[id]
            for item in group.proposed(proposal)
        ]
        high = [item for confidence, item in found if confidence is Confidence.high]
        yield group.name, score(gold, (item for _, item in found)), score(gold, high)


DATES = ("date", "due", "made", "valid", "established")


def score_of_dates(seed: Seed, texts: dict[str, str]) -> Score:
    """How the dates in a text agree with those that the records cite, as (document, date).

    Only those that a record cites by words with a date in them are counted, and no date of the document itself.
    """
    recorded = {
        (place.document, getattr(record, name).text.strip("./"))
        for records in seed.records.values()
        for record in records
        if not isinstance(record, DocumentSeed)
        for place in record.evidence
        for name in DATES
        if place.document in texts and name in place.fields and getattr(record, name, None)
        if find_dates(f"{place.quote} {place.until or ''}")
    }
    mentioned = {
        (id, mention.point)
        for id, text in texts.items()
        for article in [_article(seed, id, text)]
        for sentence in article.sentences
        for mention in dates(article, sentence)
        if mention.edtf
    }
    return score(recorded, mentioned)


def _proposals(seed: Seed, id: str, text: str, names: Names) -> list[Proposal]:
    return propose(_article(seed, id, text), names)


def _article(seed: Seed, id: str, text: str) -> Article:
    document = next(d for d in seed.records["document"] if d.id == id)
    assert isinstance(document, DocumentSeed)
    published = document.date
    return Article(text, document.language, published if published is None else parse(published.text))


def texts_of(seed: Seed, directory: Path) -> dict[str, str]:
    """The texts in a directory that are documents of the seed, by the id of the document."""
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
    print(f"{len(texts)} documents; the rules know the names of the whole seed, and none of its records.\n")
    print(f"{'':26}{'all proposals':^38}  {'of high confidence':^30}")
    heads = f"{'right/proposed/recorded':>24}{'P':>6} {'R':>5} {'F1':>5}   {'right/proposed':>14}"
    print(f"{'group':26}{heads}  {'P':>5} {'R':>5}")
    every = score_of_dates(seed, texts)
    counts = f"{every.right}/{every.proposed}/{every.recorded}"
    print(f"{'dates of the text':26}{counts:>24} {every.precision:5.2f} {every.recall:5.2f} {every.f1:5.2f}")
    for name, every, high in measure(seed, texts):
        counts = f"{every.right}/{every.proposed}/{every.recorded}"
        print(
            f"{name:26}{counts:>24} {every.precision:5.2f} {every.recall:5.2f} {every.f1:5.2f}   "
            f"{high.right:>8}/{high.proposed:<5}  {high.precision:5.2f} {high.recall:5.2f}"
        )


if __name__ == "__main__":
    main()
