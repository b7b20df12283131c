"""Records as JSON-LD: schema.org for what they are, PROV for the documents they derive from.

A property has only what schema.org lets it have, and no date says more than the record does. A country as such is a
place; where it acts (attends, promises, is a party) it is an organisation of that place.
"""

import math
from collections.abc import Callable
from typing import Any

from app.domain.deadline import checked
from app.domain.titles import title_of
from app.domain.trade_figures import RANKS, allowed
from app.domain.vocabulary import CommitmentStatus, MeetingStatus

MEDIA_TYPE = "application/ld+json"

CONTEXT = ["https://schema.org", {"prov": "http://www.w3.org/ns/prov#"}]

SCHEMA = "https://schema.org/"

WORKS = {"Article", "CreativeWork", "Dataset"}
"""Types that have ``dateModified``; of others the record about them has it."""

EVENT_STATUS = dict.fromkeys((MeetingStatus.held, MeetingStatus.planned), f"{SCHEMA}EventScheduled")

ACTION_STATUS = {
    CommitmentStatus.open: f"{SCHEMA}PotentialActionStatus",
    CommitmentStatus.fulfilled: f"{SCHEMA}CompletedActionStatus",
}


def document(kind: str, body: dict[str, Any], base: str) -> dict[str, Any]:
    """A record, or the records of a list, with the addresses made absolute by ``base``."""
    if "items" in body:
        return {"@context": CONTEXT, "@graph": [node(kind, record, base) for record in checked(body["items"])]}
    return {"@context": CONTEXT, **node(kind, body, base)}


def node(kind: str, record: dict[str, Any], base: str) -> dict[str, Any]:
    """One record. What schema.org has no word for is left to the JSON at the same address."""
    kind = record.get("kind", kind) if kind == "timeline" else kind
    own = NODES[kind](record, base)
    types = own.pop("@type")
    modified = {"dateModified": record["updated_at"]}
    if not WORKS.intersection([types] if isinstance(types, str) else types):
        covers = own.pop("temporalCoverage", None)
        about = {"@type": "CreativeWork", "url": base + record["url"], **modified, "temporalCoverage": covers}
        modified = {"subjectOf": _without_nothing(about)}
    return _without_nothing(
        {
            "@id": base + record["url"],
            "@type": types,
            "name": title_of(record),
            **modified,
            **own,
            "prov:wasDerivedFrom": [_source(source, base) for source in record["sources"] if kind != "document"],
        }
    )


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], {})}


def point(edtf: str | None) -> str | None:
    """The most exact day, month or year that a date lies in: of an interval what its ends have in common."""
    start, _, end = (edtf or "").partition("/")
    end = end or start
    return next(
        (start[:length] for length in (10, 7, 4) if len(start) >= length and start[:length] == end[:length]), None
    )


def lasting(edtf: str | None) -> tuple[str | None, str | None]:
    """When something began and ended, as far as that is known: both only of a day or of an interval of days."""
    start, _, end = (edtf or "").partition("/")
    end = end or start
    return (start, end) if len(start) == len(end) == len("2026-02-02") else (point(edtf), None)


def _source(source: dict[str, Any], base: str) -> dict[str, Any]:
    return _without_nothing(
        {
            "@id": f"{base}/documents/{source['document']}",
            "@type": ["Article", "prov:Entity"],
            "name": source["title"],
            "datePublished": point(source["published"]),
        }
    )


def _country(ref: dict[str, Any], base: str) -> dict[str, Any]:
    return {"@id": f"{base}/countries/{ref['code']}", "@type": "Country", "name": ref["name"]}


def _state(ref: dict[str, Any], base: str) -> dict[str, Any]:
    """A country as one who acts."""
    return {"@type": "GovernmentOrganization", "name": ref["name"], "areaServed": _country(ref, base)}


def _person(delegate: dict[str, Any], base: str) -> dict[str, Any]:
    official = delegate["official"]
    return {"@id": f"{base}/officials/{official['id']}", "@type": "Person", "name": official["name"]}


def _mechanism(ref: dict[str, Any] | None, base: str) -> dict[str, Any] | None:
    return ref and {"@id": f"{base}/mechanisms/{ref['id']}", "@type": "Organization", "name": ref["name"]}


def _meeting(record: dict[str, Any], base: str) -> dict[str, Any]:
    country = record.get("country")
    city = record.get("city")
    start, end = lasting(record["date"])
    return {
        "@type": "Event",
        "startDate": start,
        "endDate": end,
        "eventStatus": EVENT_STATUS.get(record["status"]),
        "location": {"@type": "Place", "name": city} if city else country and _country(country, base),
        "organizer": _mechanism(record["mechanism"], base),
        "attendee": [_person(one, base) for one in record.get("participants", [])]
        + [_state(one, base) for one in record["countries"]],
    }


def _milestone(record: dict[str, Any], base: str) -> dict[str, Any]:
    day = point(record["date"])  # of an interval it was on one day
    return {
        "@type": "Event",
        "startDate": day,
        "endDate": day if day and len(day) == len("2026-02-02") else None,
        "attendee": [_state(one, base) for one in record["countries"]],
    }


def _agreement(record: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "dateCreated": point(record["date"]),
        "contributor": [_person(one, base) for one in record.get("signatories", [])]
        + [_state(one, base) for one in record.get("parties", record.get("countries", []))],
        "temporalCoverage": record.get("valid"),
    }


def _official(record: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "@type": "Person",
        "alternateName": record["aliases"],
        "affiliation": _state(record["country"], base),
        "jobTitle": [post["title"] for post in record["positions"] if not post["former"]],
    }


def _organization(record: dict[str, Any], base: str) -> dict[str, Any]:
    names = [record["acronym"], *record["aliases"]]
    return {
        "@type": "Organization",
        "alternateName": [name for name in names if name],
        "foundingDate": point(record["established"]),
        "member": [
            {
                "@type": "GovernmentOrganization",
                "areaServed": {"@id": f"{base}/countries/{code}", "@type": "Country", "identifier": code},
            }
            for code in record["members"]
        ],
    }


def _place(record: dict[str, Any], _base: str) -> dict[str, Any]:
    return {"@type": "Country", "alternateName": record["aliases"], "identifier": record["alpha3"]}


def _article(record: dict[str, Any], _base: str) -> dict[str, Any]:
    return {
        "@type": ["Article", "prov:Entity"],
        "datePublished": point(record["date"]),
        "inLanguage": record["language"],
        "author": record["author"] and {"@type": "Person", "name": record["author"]},
        "publisher": record["publisher"] and {"@type": "Organization", "name": record["publisher"]},
        "identifier": f"sha256:{record['sha256']}",
    }


def _figure(record: dict[str, Any], base: str) -> dict[str, Any]:
    value, qualifier = record["value"], record["qualifier"]
    bounds = allowed(value, qualifier, rank=record["indicator"] in RANKS)
    exact = bounds.low == bounds.high
    said = f", attributed to {record['attributed_to']}" if record["attributed_to"] else ""
    return {
        "@type": "Dataset",
        "description": f"One reported figure ({record['kind']}, {qualifier}): “{record['as_written']}”{said}.",
        "temporalCoverage": record["date"],
        "spatialCoverage": [_country(record[side], base) for side in ("reporter", "partner")],
        "variableMeasured": _without_nothing(
            {
                "@type": "PropertyValue",
                "name": record["indicator"],
                "value": value if exact else None,
                "minValue": None if exact else bounds.low,
                "maxValue": None if exact or math.isinf(bounds.high) else bounds.high,
                "unitText": record["unit"],
            }
        ),
    }


def _group(record: dict[str, Any], base: str) -> dict[str, Any]:
    pair = " and ".join(country["name"] for country in record["countries"])
    figures = "; ".join(f"{one['date'] or 'undated'}, “{one['as_written']}”" for one in record["figures"])
    return {
        "@type": "Dataset",
        "name": f"{record['indicator']}, {pair}: figures compared",
        "description": f"Reported figures for the same thing ({record['verdict']}): {figures}.",
        "spatialCoverage": [_country(one, base) for one in record["countries"]],
        "variableMeasured": record["indicator"],
    }


def _place_in_text(record: dict[str, Any], base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "text": record["as_written"],
        "about": {"@id": base + record["record"]["url"]},
        "isPartOf": {"@id": f"{base}/documents/{record['document']}", "@type": ["Article", "prov:Entity"]},
    }


def _promise(record: dict[str, Any], base: str) -> dict[str, Any]:
    """schema.org has the times of an action to the second: the days stand with the record about it."""
    made, due = (record[name] or ".." for name in ("made", "due"))
    period = f"{made.partition('/')[0]}/{due.rpartition('/')[2]}"
    return {
        "@type": "PlanAction",
        "agent": [_state(one, base) for one in record["by"]],
        "participant": [_state(one, base) for one in record["to"]],
        "actionStatus": ACTION_STATUS.get(record["status"]),
        "temporalCoverage": None if period == "../.." else period,
    }


NODES: dict[str, Callable[[dict[str, Any], str], dict[str, Any]]] = {
    "meeting": _meeting,
    "agreement": _agreement,
    "milestone": _milestone,
    "commitment": _promise,
    "official": _official,
    "mechanism": _organization,
    "country": _place,
    "document": _article,
    "trade-stat": _figure,
    "figure-group": _group,
    "evidence": _place_in_text,
}
