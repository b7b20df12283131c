"""Records as JSON-LD: schema.org for what they are, PROV for the documents they derive from."""

from collections.abc import Callable
from typing import Any

MEDIA_TYPE = "application/ld+json"
CONTEXT = ["https://schema.org", {"prov": "http://www.w3.org/ns/prov#"}]


def document(kind: str, body: dict[str, Any], base: str) -> dict[str, Any]:
    """A record, or the records of a list, with the addresses made absolute by ``base``."""
    if "items" in body:
        return {"@context": CONTEXT, "@graph": [node(kind, record, base) for record in body["items"]]}
    return {"@context": CONTEXT, **node(kind, body, base)}


def node(kind: str, record: dict[str, Any], base: str) -> dict[str, Any]:
    """One record. What schema.org has no word for is left to the JSON at the same address."""
    kind = record.get("kind", kind) if kind == "timeline" else kind
    own = NODES.get(kind, _dataset)(record, base)
    named = own.pop("name", None) or record.get("title") or record.get("name") or record["id"]
    described = {
        "@id": base + record["url"],
        "@type": own.pop("@type"),
        "name": named,
        "dateModified": record["updated_at"],
        **own,
        "prov:wasDerivedFrom": [
            {
                "@id": f"{base}/documents/{source['document']}",
                "@type": ["Article", "prov:Entity"],
                **({"name": source["title"]} if source["title"] else {}),
                **({"datePublished": source["published"]} if source["published"] else {}),
            }
            for source in record["sources"]
            if kind != "document"
        ],
    }
    return {name: value for name, value in described.items() if value not in (None, [], {})}


def _country(ref: dict[str, Any], base: str) -> dict[str, Any]:
    return {"@id": f"{base}/countries/{ref['code']}", "@type": "Country", "name": ref["name"]}


def _person(delegate: dict[str, Any], base: str) -> dict[str, Any]:
    official = delegate["official"]
    return {"@id": f"{base}/officials/{official['id']}", "@type": "Person", "name": official["name"]}


def _mechanism(ref: dict[str, Any] | None, base: str) -> dict[str, Any] | None:
    return ref and {"@id": f"{base}/mechanisms/{ref['id']}", "@type": "Organization", "name": ref["name"]}


def _meeting(record: dict[str, Any], base: str) -> dict[str, Any]:
    place = record.get("city") or (record.get("country") or {}).get("name")
    return {
        "@type": "Event",
        "startDate": record["date_start"],
        "endDate": record["date_end"],
        "eventStatus": "https://schema.org/EventScheduled",
        "location": place and {"@type": "Place", "name": place},
        "organizer": _mechanism(record["mechanism"], base),
        "attendee": [_person(one, base) for one in record.get("participants", [])]
        + [_country(one, base) for one in record["countries"]],
    }


def _agreement(record: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "dateCreated": record["date"],
        "contributor": [_person(one, base) for one in record.get("signatories", [])]
        + [_country(one, base) for one in record.get("parties", [])],
        "temporalCoverage": record.get("valid"),
    }


def _official(record: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "@type": "Person",
        "alternateName": record["aliases"],
        "nationality": _country(record["country"], base),
        "jobTitle": [post["title"] for post in record["positions"] if not post["former"]],
    }


def _organization(record: dict[str, Any], base: str) -> dict[str, Any]:
    names = [record["acronym"], *record["aliases"]]
    return {
        "@type": "Organization",
        "alternateName": [name for name in names if name],
        "foundingDate": record["established"],
        "member": [{"@id": f"{base}/countries/{code}", "@type": "Country"} for code in record["members"]],
    }


def _state(record: dict[str, Any], _base: str) -> dict[str, Any]:
    return {"@type": "Country", "alternateName": record["aliases"], "identifier": record["alpha3"]}


def _article(record: dict[str, Any], _base: str) -> dict[str, Any]:
    return {
        "@type": ["Article", "prov:Entity"],
        "datePublished": record["date"],
        "inLanguage": record["language"],
        "author": record["author"] and {"@type": "Person", "name": record["author"]},
        "publisher": record["publisher"] and {"@type": "Organization", "name": record["publisher"]},
        "identifier": f"sha256:{record['sha256']}",
    }


def _dataset(record: dict[str, Any], base: str) -> dict[str, Any]:
    pair = [record[side] for side in ("reporter", "partner") if isinstance(record.get(side), dict)]
    return {
        "@type": "Dataset",
        "name": f"{record['indicator']}: {record['as_written']}" if "as_written" in record and pair else None,
        "temporalCoverage": record.get("date"),
        "spatialCoverage": [_country(one, base) for one in pair],
        "variableMeasured": pair
        and {
            "@type": "PropertyValue",
            "name": record["indicator"],
            "value": record.get("value"),
            "unitText": record.get("unit"),
        },
    }


def _event(record: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "@type": "Event",
        "startDate": record["date_start"],
        "endDate": record["date_end"],
        "attendee": [_country(one, base) for one in record["countries"]],
    }


def _promise(record: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "@type": "PlanAction",
        "agent": [_country(one, base) for one in record["by"]],
        "startTime": record["made_start"],
        "endTime": record["due_end"],
    }


NODES: dict[str, Callable[[dict[str, Any], str], dict[str, Any]]] = {
    "meeting": _meeting,
    "agreement": _agreement,
    "milestone": _event,
    "commitment": _promise,
    "official": _official,
    "mechanism": _organization,
    "country": _state,
    "document": _article,
}
