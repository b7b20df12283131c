"""The explanation of a disagreement for readers: sentences, with names and labels in place of codes and ids."""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.vocabulary import ConflictKind, Verdict
from app.web.html import TEMPLATES
from app.web.records.evidence_view import source_name
from app.web.records.record_fields import with_date_words

ASPECTS = {
    "period": "period",
    "scope": "scope",
    "reporter": "reporting country",
    "qualifier": "exactness",
    "authority": "who states them",
    "growth": "growth",
}
"""Words for the aspects in which figures differ, as ``reasons`` names them."""

AUTHORITY_WORDS = {
    "statistics": "official statistics",
    "statement": "an official’s statement",
    "press": "the document itself",
    "expert": "an expert",
}

ROUNDING = "rounding"

_NEXT_REASON = re.compile(rf"; (?=(?:{'|'.join(ASPECTS)}|{ROUNDING}): )")

OUTCOMES = {
    (ConflictKind.value, Verdict.superseded): "A later document settles it: the record has what that document says.",
    (ConflictKind.value, Verdict.compatible): "Both can be true: a date is only less exact.",
    (ConflictKind.value, Verdict.disagree): "No later document settles it, and no rule prefers one.",
    (ConflictKind.implausible, None): "They are for different periods, so no rule prefers one.",
    (ConflictKind.trend, None): "A trend in words is no figure, so no rule prefers one.",
}
"""Which side is used, and why. Of figures for the same time, the page marks the preferred one."""


def explanation(record: Mapping[str, Any]) -> str:
    """What differs, and what settles it, in sentences."""
    text = record["explanation"]
    if record["kind"] == ConflictKind.figures:
        return with_date_words(_figures(text, {party["code"]: party["name"] for party in record["countries"]}))
    for source in record["sources"]:
        text = text.replace(f"; {source['document']} has ", f"; “{source_name(source)}” has ")
    sentence = with_date_words(f"{text[:1].upper()}{text[1:]}.")
    return " ".join(filter(None, (sentence, OUTCOMES.get((record["kind"], record["verdict"])))))


def _figures(text: str, countries: Mapping[str, str]) -> str:
    """Of "5 billion; qualifier: nearly, exact": "All are 5 billion. They differ in exactness (nearly, exact)."."""
    values, *reasons = _NEXT_REASON.split(text)
    labels = {"reporter": countries, "authority": AUTHORITY_WORDS}
    sentences = [f"The figures go from {values}" if " to " in values else f"All are {values}"]
    aspects = []
    for aspect, _, items in (reason.partition(": ") for reason in reasons):
        if aspect == ROUNDING:
            continue
        texts = [labels.get(aspect, {}).get(item, item) for item in items.split(", ")]
        aspects.append(f"{ASPECTS[aspect]} ({', '.join(texts)})")
    if aspects:
        sentences.append(f"They differ in {' and '.join(filter(None, (', '.join(aspects[:-1]), aspects[-1])))}")
    if len(aspects) < len(reasons):
        sentences.append("One is another with fewer digits")
    return " ".join(f"{sentence}." for sentence in sentences)


TEMPLATES.globals.update(explanation=explanation)
