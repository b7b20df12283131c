"""The page of a document: its paragraphs or rows, and what each supports. Its text is never shown, only a few words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.vocabulary import SetAside
from app.resource import Resource
from app.resources import evidence
from app.web.reader import PageReader
from app.web.records.record_fields import field_label

MAX_PASSAGES = 1000
"""Passages of a document on its page, at most."""

STATEMENT = field_label("statement")

COVERAGE_STATES = {
    "cited": "cited",
    "part": "cited in part",
    "aside": "set aside",
    "open": "not yet read into records",
}
"""What the map of a document says of a paragraph."""


ASIDE = {
    SetAside.furniture: "headings and credits",
    SetAside.opinion: "opinion",
    SetAside.repetition: "repetition",
    SetAside.background: "background",
}
"""Why sentences are set aside, in words."""


@dataclass
class Support:
    """A record that a paragraph or row supports, with the fields and the words that say so."""

    href: str
    title: str
    kind: str
    fields: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """A paragraph or row. ``anchor`` is its id on the page, ``state`` one of ``COVERAGE_STATES``."""

    anchor: str
    name: str
    state: str
    counts: str
    supports: Sequence[Support]
    asides: Sequence[str]
    part: str | None = None


@dataclass(frozen=True)
class DocumentView:
    """The page of a document. ``summary`` says how much of it is cited; ``left_out`` passages are not on the page."""

    heading: str
    blocks: Sequence[Block]
    summary: str
    left_out: int


def document_view(reader: PageReader, resources: Mapping[str, Resource], record: Mapping[str, Any]) -> DocumentView:
    """The paragraphs or rows of a document, in their order."""
    query = [("document", record["id"]), ("sort", "start"), ("limit", str(MAX_PASSAGES))]
    answer = reader.page(evidence.resource, query)
    labels = reader.labels(resources, [passage["record"]["url"] for passage in answer["items"]])
    supports = _supports(answer["items"], labels)
    left_out = answer["total"] - len(answer["items"])
    if record["rows"]:
        blocks = [
            Block(anchor, f"Row {row}", "cited", "", list(records.values()), [])
            for (anchor, row), records in sorted(supports.items())
        ]
        return DocumentView("Row by row", blocks, f"{len(blocks):,} of {record['rows']:,} rows cited.", left_out)
    return DocumentView("Paragraph by paragraph", _paragraphs(record, supports), _summary(record), left_out)


Supports = dict[tuple[str, str], dict[str, Support]]
"""The supported records of each paragraph or row, by its anchor and name, and by the path of the record."""


def _supports(items: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> Supports:
    supports: Supports = {}
    for item in items:
        key = item["html_url"].partition("#")[2], str(item["row"] or item["paragraph"])
        url = item["record"]["url"]
        support = supports.setdefault(key, {}).setdefault(
            url, Support(f"/explore{url}", labels.get(url, item["record"]["id"]), field_label(item["record"]["kind"]))
        )
        support.fields |= dict.fromkeys(map(field_label, item["fields"]))
        support.words |= {item["as_written"]: None} if item["as_written"] else {}
    return supports


def _paragraphs(record: Mapping[str, Any], supports: Supports) -> list[Block]:
    by_anchor = {anchor: records for (anchor, _), records in supports.items()}
    blocks = []
    parts = {part["first_paragraph"]: part["title"] or field_label(part["id"]) for part in record["parts"]}
    for counts in record["paragraph_sentences"]:
        number = counts["paragraph"]
        asides = [_aside(aside) for aside in record["set_aside"] if aside["paragraph"] == number]
        records = by_anchor.get(f"p{number}", {})
        blocks.append(
            Block(
                f"p{number}",
                f"¶ {number}",
                _state(counts),
                f"{counts['cited']} of {counts['total']} sentence{'s' * (counts['total'] > 1)} cited",
                sorted(records.values(), key=lambda support: support.kind == STATEMENT),
                asides,
                parts.get(number),
            )
        )
    return blocks


def _state(counts: Mapping[str, int]) -> str:
    if counts["cited"] == counts["total"]:
        return "cited"
    if counts["cited"]:
        return "part"
    return "open" if counts["open"] else "aside"


def _aside(aside: Mapping[str, Any]) -> str:
    """Why a paragraph, or some of its sentences, is set aside: "Set aside as opinion: a forecast."."""
    numbers = aside["sentences"]
    subject = f"Sentence{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))} set aside" if numbers else "Set aside"
    reason = ASIDE[aside["why"]]
    return f"{subject} as {reason}{': ' + aside['because'] if aside['because'] else ''}"


def _summary(record: Mapping[str, Any]) -> str:
    counts = record["sentences"]
    if not counts:
        return ""
    reasons = [f"{words}: {counts[name]}" for name, words in ASIDE.items() if counts[name]]
    aside = sum(counts[name] for name in ASIDE)
    parts = [f"{counts['cited']} of {counts['total']} sentences cited"]
    parts += [f"{aside} set aside ({', '.join(reasons)})"] if aside else []
    parts.append(f"{counts['open']} not yet read" if counts["open"] else "none unread")
    return ", ".join(parts) + "."
