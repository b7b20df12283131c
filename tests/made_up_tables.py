"""Seed entries from the made-up tables in ``tests/data``. The tables have the form of real data sets: leaders,
memberships of treaties, engagements, missions, trade by product, and investment."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

TABLES = Path(__file__).parent / "data"
DOCUMENT = "made-up-tables"
MENTIONS = "made-up-mentions"
BEFORE = "made-up-dates"
Entry = dict[str, Any]


FIELDS_WITHOUT_EVIDENCE = ("id", "sender", "host", "sha256", "paragraphs", "language", "parts")
"""Fields that need no evidence, or that belong to the document itself."""


def rows(name: str) -> Iterator[Entry]:
    """The rows of a table, without the empty cells."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        yield from ({key: value for key, value in row.items() if value} for row in csv.DictReader(table))


def _cite(entry: Entry) -> Entry:
    """The entry with evidence: one place of the document supports all its fields."""
    beginnings = {"mention-": MENTIONS, MENTIONS: MENTIONS, "embassy-": BEFORE, BEFORE: BEFORE}
    document = next((name for start, name in beginnings.items() if entry["id"].startswith(start)), DOCUMENT)
    place = {"document": document, "paragraph": 1, "quote": "x"}
    return entry | {"evidence": [place | {"fields": [name for name in entry if name not in FIELDS_WITHOUT_EVIDENCE]}]}


def officials() -> Iterator[Entry]:
    for _, posts in groupby(rows("leaders"), key=lambda row: row["id"]):
        first, *later_posts = posts
        fields = ("title", "class", "party", "start", "end")
        positions = [
            {name: row[name] for name in fields if name in row} for row in (first, *later_posts) if "title" in row
        ]
        country = None if first["party"] == "UN" else first["party"]
        official = {"id": first["id"], "name": first["name"], "country": country, "positions": positions}
        yield official | ({"external_ids": {"wikidata": first["wikidata"]}} if "wikidata" in first else {})


def agreements() -> Iterator[Entry]:
    parties = defaultdict(list)
    for row in rows("memberships"):
        parties[row.pop("treaty")].append(row)
    for row in rows("treaties"):
        lists = {name: row[name].split(";") for name in ("amends", "replaces", "under", "contains") if name in row}
        count = {"count": int(row["count"])} if "count" in row else {}
        yield row | lists | count | {"parties": parties[row["id"]]}


def meetings() -> Iterator[Entry]:
    for row in rows("engagements"):
        people = [pair.split(":") for pair in row.pop("participants", "").split(";") if pair]
        stops = [stop.split(":") for stop in row.pop("places", "").split(";") if stop]
        participants = [{"official": name, "country": code, "role": "participant"} for name, code in people]
        places = [
            {"city": city, "country": country, **({"date": date} if date else {})} for city, country, date in stops
        ]
        yield row | ({"participants": participants} if people else {}) | ({"places": places} if stops else {})


def missions() -> Iterator[Entry]:
    yield from rows("missions")


def figures() -> Iterator[Entry]:
    for row in (*rows("trade_by_hs"), *rows("investment"), *rows("mentions")):
        product = {name: row.pop(name) for name in ("name", "system", "edition", "code") if name in row}
        dimensions = dict(pair.split("=") for pair in row.pop("dimensions", "").split(";") if pair)
        amount = f"{row.get('value')} {row.get('unit')}"
        yield (
            {"indicator": "trade", "authority": "statistics", "as_written": amount}
            | row
            | ({"product": product} if product else {})
            | ({"dimensions": dimensions} if dimensions else {})
        )


def milestones() -> Iterator[Entry]:
    yield from (row | {"countries": ["UZ", "SAMPLERS"]} for row in rows("milestones_before"))


def organizations() -> Iterator[Entry]:
    yield {"id": "SAMPLERS", "name": "Union of Samplers", "members": ["EU", "KZ"]}


def mechanisms() -> Iterator[Entry]:
    yield {"id": "samplers-council", "name": "Council of Samplers", "kind": "council", "members": ["SAMPLERS", "TR"]}


def aggregates() -> Iterator[Entry]:
    yield {"id": "AREAS-NES", "name": "Areas, not elsewhere specified"}


def write_seed(folder: Path) -> Path:
    """A seed folder with the entries of all tables."""
    document = {
        "id": DOCUMENT, "title": "Made-up tables", "date": "2022-12-31", "language": "en", "sha256": "1" * 64,
        "kind": "article",
        "paragraphs": 1,
    }  # fmt: skip
    mentions = document | {"id": MENTIONS, "title": "Made-up mentions", "sha256": "2" * 64}
    part = {"id": "related", "title": "Related", "paragraphs": [1, 1], "date": "../2023-06", "status": "related"}
    dates = document | {"id": BEFORE, "title": "Made-up dates", "sha256": "3" * 64, "paragraphs": 2, "parts": [part]}
    kinds = {"officials": officials(), "agreements": agreements(), "meetings": meetings(), "missions": missions(),
             "trade_stats": figures(), "milestones": milestones(),
             "organizations": organizations(), "mechanisms": mechanisms()}  # fmt: skip
    for kind, entries in {**kinds, "documents": iter([document, mentions, dates])}.items():
        (folder / f"{kind}.yaml").write_text(yaml.safe_dump([_cite(entry) for entry in entries]), "utf-8")
    (folder / "aggregates.yaml").write_text(yaml.safe_dump([*aggregates()]), "utf-8")
    return folder
