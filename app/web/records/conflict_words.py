"""The explanation of a disagreement for readers: names and labels in place of codes and ids."""

import re
from collections.abc import Mapping
from typing import Any

from app.web.html import TEMPLATES
from app.web.records.evidence_view import source_name
from app.web.records.record_fields import label, with_date_words

ASPECTS = {
    "period": "different periods",
    "scope": "different scopes",
    "reporter": "reported by",
    "qualifier": "different wording",
    "authority": "stated by",
    "growth": "different growth",
    "rounding": "rounding",
}
"""Words for the aspects in which figures differ, as ``reasons`` names them."""
_ASPECT = re.compile(rf"(?<=; )({'|'.join(ASPECTS)}): ([^;]*)")


def explanation(record: Mapping[str, Any]) -> str:
    """What differs: "reporter: KZ, TR" is "reported by: Kazakhstan, Türkiye"."""
    names = {party["code"]: party["name"] for party in record["countries"]}

    def in_words(match: re.Match[str]) -> str:
        aspect, values = match[1], match[2].split(", ")
        if aspect == "reporter":
            values = [names.get(value, value) for value in values]
        elif aspect in ("qualifier", "authority"):
            values = [label(value).lower() for value in values]
        return f"{ASPECTS[aspect]}: {', '.join(values)}"

    text = _ASPECT.sub(in_words, with_date_words(record["explanation"]))
    for source in record["sources"]:
        text = text.replace(f"; {source['document']} has ", f"; {source_name(source)}, has ")
    return text


TEMPLATES.globals.update(explanation=explanation)
