"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.domain.escape import printable


def _identity(path: str) -> UUID:
    """What a calendar or feed reader knows a record by: the same wherever the service stands."""
    return uuid5(NAMESPACE_URL, f"communique:{path}")


def _names(values: Any) -> str:
    return ", ".join(one["name"] for one in values or ())


def _place(record: dict[str, Any]) -> str:
    country = record.get("country") or {}
    return ", ".join(filter(None, (record.get("venue"), record.get("city"), country.get("name"))))


def _about(record: dict[str, Any], when: str) -> list[str]:
    """A record in a few lines: where, who, what came of it, and who says so."""
    people = [
        f"{one['official']['name']} ({one['position'] or one['country']['name']})"
        for one in record.get("participants") or record.get("signatories") or ()
    ]
    lines = [
        ("Date", record.get(when)),
        ("Place", _place(record)),
        ("Mechanism", (record.get("mechanism") or {}).get("name")),
        ("Countries", _names(record.get("countries") or record.get("parties"))),
        ("Participants", ", ".join(people)),
        ("Adopted", "; ".join(one["title"] for one in record.get("agreements") or ())),
        ("Status", record.get("status")),
        ("Sources", "; ".join(_cited(source) for source in record["sources"])),
    ]
    return [f"{name}: {value}" for name, value in lines if value]


def _cited(source: dict[str, Any]) -> str:
    named = ", ".join(filter(None, (source["title"] or source["document"], source["publisher"], source["published"])))
    return f"{named}, para. {', '.join(map(str, source['paragraphs']))}"


def _text(value: str) -> str:
    value = printable(value)
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _days(start: str, end: str) -> tuple[str, str]:
    """How long an event lasts that has these first and last days: until the day after, where there is one."""
    last = date.fromisoformat(end)
    if last == date.max:
        return "DURATION", f"P{(last - date.fromisoformat(start)).days + 1}D"
    return "DTEND;VALUE=DATE", (last + timedelta(days=1)).isoformat().replace("-", "")


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")
