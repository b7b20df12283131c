"""Places in documents as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), for tools that mark up texts.

The target is the place, and the body is the record that it supports. An annotation has words of the text only if the
evidence has a quote, which needs the texts of the operator.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from app.api.formats.export import Export
from app.domain.json_text import json_text
from app.resource import Body

CONTEXT_ADDRESS = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT_ADDRESS}"'

OWN_TERMS = ("fields", "columns")
"""Terms that no vocabulary has: the fields of the record that the place supports, and the columns of a row."""

CONTEXT_CHARACTERS = 32
"""Characters at most of a prefix or suffix, as the annotation tools of the web use."""


def write_annotations(export: Export) -> Iterator[bytes]:
    """One collection whose only page has all annotations."""
    own_terms = {name: {"@id": f"{export.base}/guide/provenance#{name}", "@container": "@set"} for name in OWN_TERMS}
    head = {
        "@context": [CONTEXT_ADDRESS, {"sha256": "https://schema.org/sha256", **own_terms}],
        "id": export.address,
        "type": "AnnotationCollection",
        "label": export.title,
    }
    page = {"id": f"{export.address}#page", "type": "AnnotationPage", "partOf": export.address, "startIndex": 0}
    yield f'{json_text(head)[:-1]},"first":{json_text(page)[:-1]},"items":['.encode()
    total = 0
    for batch in filter(None, export.records()):
        nodes = (json_text(annotation(evidence, export.base)) for evidence in batch)
        yield (("," if total else "") + ",".join(nodes)).encode()
        total += len(batch)
    yield f']}},"total":{total}}}'.encode()


def annotation(evidence: Body, base: str) -> dict[str, Any]:
    """The annotation for a piece of evidence, whose ``documents`` has its whole document.

    The motivation is ``linking``: the place in the document is linked to the record that it supports.
    """
    (document,) = evidence["documents"]
    source = {
        "id": f"{base}/documents/{document['id']}",
        "type": "Text" if evidence["row"] is None else "Dataset",
        "language": document["language"],
        "sha256": document["sha256"],
        "via": document["source_url"],
    }
    record = {
        "id": base + evidence["record"]["url"],
        "format": "application/json",
        "fields": evidence["fields"],
    }
    return {
        "id": base + evidence["url"],
        "type": "Annotation",
        "motivation": "linking",
        "modified": evidence["updated_at"],
        "body": record,
        "target": {
            "type": "SpecificResource",
            "source": {name: value for name, value in source.items() if value is not None},
            "selector": _selectors(evidence),
        },
    }


def _selectors(evidence: Body) -> list[dict[str, Any]]:
    """The span by its position in code points and by its words, or the row by its key."""
    if evidence["row"] is not None:
        row = {"type": "FragmentSelector", "value": f"row={evidence['row']}", "sha256": evidence["sha256"]}
        return [row | {"columns": evidence["columns"]}]
    selector = {
        "type": "TextPositionSelector",
        "start": evidence["start"],
        "end": evidence["end"],
        "sha256": evidence["sha256"],
    }
    return [selector, *_words(evidence)]


def _words(evidence: Body) -> Iterator[dict[str, Any]]:
    """The span by its words; nothing without a quote, or if the quote has the same words twice.

    The quote is the sentence around the span. The hash tells which of its words are the span.
    """
    quote, length = evidence["quote"] or "", evidence["end"] - evidence["start"]
    digest = evidence["sha256"]
    starts = [
        start
        for start in range(len(quote) - length + 1)
        if sha256(quote[start : start + length].encode()).hexdigest() == digest
    ]
    if len(starts) == 1:
        start, end = starts[0], starts[0] + length
        yield {
            "type": "TextQuoteSelector",
            "exact": quote[start:end],
            "prefix": quote[max(0, start - CONTEXT_CHARACTERS) : start],
            "suffix": quote[end : end + CONTEXT_CHARACTERS],
        }
