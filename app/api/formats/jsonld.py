"""Records as JSON-LD: schema.org describes them, and PROV names the documents from which they derive.

A property has only values that schema.org allows, and no date is more precise than in the record. A country is a place;
if it acts (attends, promises, is a party), it is an organisation of that place.
"""

from typing import Any

from app.domain.deadline import check_each
from app.domain.vocabulary import PartyKind
from app.resource import Body, Resource

MEDIA_TYPE = "application/ld+json"

JSONLD_CONTEXT = ["https://schema.org", {"prov": "http://www.w3.org/ns/prov#"}]

SCHEMA_ORG = "https://schema.org/"

DERIVED_FROM = "prov:wasDerivedFrom"

WORKS = {"Article", "CreativeWork", "Dataset", "Message", "Report"}
"""Types that have ``dateModified``. For other types, the record about them has it."""


def document(resource: Resource, body: Body, base: str) -> dict[str, Any]:
    """A record, or the records of a list, with the addresses made absolute by ``base``."""
    if "items" in body:
        return {
            "@context": JSONLD_CONTEXT,
            "@graph": [node(resource, record, base) for record in check_each(body["items"])],
        }
    return {"@context": JSONLD_CONTEXT, **node(resource, body, base)}


def node(resource: Resource, record: Body, base: str) -> dict[str, Any]:
    """A record: the properties that its resource gives, and those of every record.

    Properties for which schema.org has no word are only in the JSON at the same address.
    """
    properties = resource.linked_data(record, base)
    types = properties.pop("@type")
    sources = properties.pop(DERIVED_FROM, [_source(source, base) for source in record["sources"]])
    modification = {"dateModified": record["updated_at"]}
    if not WORKS.intersection([types] if isinstance(types, str) else types):
        covers = properties.pop("temporalCoverage", None)
        about = {"@type": "CreativeWork", "url": base + record["url"], **modification, "temporalCoverage": covers}
        modification = {"subjectOf": without_empty(about)}
    return without_empty(
        {
            "@id": base + record["url"],
            "@type": types,
            "name": resource.title(record),
            **modification,
            **properties,
            DERIVED_FROM: sources,
        }
    )


def without_empty(values: Body) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def point(edtf: str | None) -> str | None:
    """The day, month or year that contains a date. For an interval, it is the one that contains both ends."""
    start, _, end = (edtf or "").partition("/")
    end = end or start
    return next(
        (start[:length] for length in (10, 7, 4) if len(start) >= length and start[:length] == end[:length]), None
    )


def begin_and_end(edtf: str | None) -> tuple[str | None, str | None]:
    """The day on which something began and ended. Without exact days, only the month or year is given."""
    start, _, end = (edtf or "").partition("/")
    end = end or start
    return (start, end) if len(start) == len(end) == len("2026-02-02") else (point(edtf), None)


def _source(source: Body, base: str) -> dict[str, Any]:
    return without_empty(
        {
            "@id": f"{base}/documents/{source['document']}",
            "@type": ["CreativeWork", "prov:Entity"],
            "name": source["title"],
            "datePublished": point(source["published"]),
        }
    )


def party(ref: Body, base: str) -> dict[str, Any]:
    """A party as one who acts: an organisation itself, a country by its government."""
    if ref["kind"] == PartyKind.organization:
        return {"@id": party_address(ref, base), "@type": "Organization", "name": ref["name"]}
    return {"@type": "GovernmentOrganization", "name": ref["name"], "areaServed": as_place(ref, base)}


def as_place(ref: Body, base: str) -> dict[str, Any]:
    """A country as a place, or the area of an organisation or aggregate."""
    if ref["kind"] in (PartyKind.organization, PartyKind.aggregate):
        return {"@type": "Place", "name": ref["name"]}
    return {"@id": party_address(ref, base), "@type": "Country", "name": ref["name"]}


def party_address(ref: Body, base: str) -> str:
    return f"{base}{PartyKind(ref['kind']).path}/{ref['code']}"


def person(delegate: Body, base: str) -> dict[str, Any]:
    official = delegate["official"]
    return {"@id": f"{base}/officials/{official['id']}", "@type": "Person", "name": official["name"]}


def mechanism(ref: Body | None, base: str) -> dict[str, Any] | None:
    return (
        None if ref is None else {"@id": f"{base}/mechanisms/{ref['id']}", "@type": "Organization", "name": ref["name"]}
    )
