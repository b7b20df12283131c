"""What calendars and feeds say of a record: its id, its place, and a few lines of text."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

WITHDRAWN_STATUS = "withdrawn"
"""The status that a withdrawn record has in calendars and feeds, which keep it for a while."""


def feed_id(path: str) -> UUID:
    """The id of a record in calendars and feeds. It does not depend on the address of the service."""
    return uuid5(NAMESPACE_URL, f"communique:{path}")


def page_address(record: Mapping[str, Any], base: str) -> str:
    """Address of a record's page; of its JSON if it has none. ``base`` is the address of the service."""
    return base + str(record["html_url"] or record["url"])


def _names(values: Any) -> str:
    return ", ".join(value["name"] for value in values or ())


def location(record: dict[str, Any]) -> str:
    """Where an event takes place; empty for one that does so nowhere. The venue is in the first of several cities."""
    stops = record.get("places") or [record]
    places = [", ".join(filter(None, (stop.get("city"), (stop.get("country") or {}).get("name")))) for stop in stops]
    return ", ".join(filter(None, (record.get("venue"), "; ".join(places))))


def _post(person: dict[str, Any]) -> str:
    """The post of a participant in brackets, or else the party."""
    post = person["position"] or (person["country"] or {}).get("name")
    return f" ({post})" if post else ""


PROMISE_LABEL = "Promised"
"""Label of the day on which a promise was made. It is not the day on which it is due."""


def event_title(record: dict[str, Any], title: str, date_name: str) -> str:
    """The title of a record. It says if the record was withdrawn, or promised on that date."""
    title_with_label = f"{PROMISE_LABEL}: {title}" if date_name == "made" else title
    return f"Withdrawn: {title_with_label}" if record.get("status") == WITHDRAWN_STATUS else title_with_label


def status_text(record: dict[str, Any]) -> str:
    """The status of an event, and whether it is overdue; empty for an event without a status."""
    return f"{record['status']}, overdue" if record.get("overdue") else record.get("status") or ""


def summary_lines(record: dict[str, Any], date_name: str) -> list[str]:
    """A record in a few lines: date, place, people, results and sources. ``date_name`` is the name of its date."""
    people = [
        f"{person['official']['name']}{_post(person)}"
        for person in record.get("participants") or record.get("signatories") or ()
    ]
    lines = [
        (PROMISE_LABEL if date_name == "made" else "Date", record.get(date_name)),
        ("By", _names(record.get("by"))),
        ("To", _names(record.get("to"))),
        ("Due", record.get("due")),
        ("Value", _amount(record) if "due" in record else None),
        ("Place", location(record)),
        ("Mechanism", (record.get("mechanism") or {}).get("name")),
        ("Countries", _names(record.get("countries") or record.get("parties"))),
        ("Participants", ", ".join(people)),
        ("Topics", ", ".join(record.get("topics") or ())),
        ("Agenda", ", ".join(record.get("agenda") or ())),
        ("Part of", (record.get("part_of") or {}).get("title")),
        ("Adopted", "; ".join(agreement["title"] for agreement in record.get("agreements") or ())),
        ("Status", status_text(record)),
        ("Reason", record.get("reason") if record.get("status") == WITHDRAWN_STATUS else None),
        ("Sources", "; ".join(_citation(source) for source in record["sources"])),
    ]
    return [f"{name}: {value}" for name, value in lines if value]


def _amount(record: dict[str, Any]) -> str | None:
    return None if record["value"] is None else f"{record['value']:,} {record['unit']}"


def _citation(source: dict[str, Any]) -> str:
    document = ", ".join(
        filter(None, (source["title"] or source["document"], source["publisher"], source["published"]))
    )
    places = {"para.": source["paragraphs"], "row": source["rows"]}
    return ", ".join([document, *(f"{word} {', '.join(map(str, keys))}" for word, keys in places.items() if keys)])
