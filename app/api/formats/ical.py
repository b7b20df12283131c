"""iCalendar (RFC 5545), for calendar applications: an all-day event for each record with known days."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from app.api.formats.events import feed_id, location, page_address, summary_lines
from app.api.formats.export import Export
from app.domain.escape import printable


def _fold(name: str, value: str) -> bytes:
    """A content line of RFC 5545, folded at 75 octets, but not within a character."""
    line = f"{name}:{value}".encode()
    parts: list[bytes] = []
    room = 75
    while len(line) > room:
        cut, room = room, 74  # a line that continues another begins with a blank
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join([*parts, line]) + b"\r\n"


STATUS = {"planned": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED", "negotiated": "TENTATIVE"}
"""The statuses of events that are not confirmed."""


# Written by hand: decision 007.
def write_ics(export: Export) -> Iterator[bytes]:
    """An all-day event for each record whose days are known. A comment says how many records have none."""
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Communique//Diplomatic events//EN"),
        ("METHOD", "PUBLISH"),
        ("NAME", _text(export.title)),
        ("X-WR-CALNAME", _text(export.title)),
        ("SOURCE;VALUE=URI", export.address),
        ("LAST-MODIFIED", _utc(export.updated)),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT12H"),
        ("X-PUBLISHED-TTL", "PT12H"),
        ("COMMENT", _text(f"{export.left_out} left out: no day is known, only a month or a year, or no date at all")),
    ]
    yield b"".join(_fold(*line) for line in head)
    for batch in export.records():
        yield b"".join(_fold(*line) for record in batch for line in _event(record, export))
    yield _fold("END", "VCALENDAR")


def _event(record: dict[str, Any], export: Export) -> Iterator[tuple[str, str]]:
    start, end = (record[f"{export.when}_{part}"] for part in ("start", "end"))
    if start is None or len(record[export.when]) not in export.days:
        return
    updated = _utc(datetime.fromisoformat(record["updated_at"]))
    yield from (
        ("BEGIN", "VEVENT"),
        ("UID", str(feed_id(record["url"]))),
        ("DTSTAMP", updated),
        ("LAST-MODIFIED", updated),
        ("DTSTART;VALUE=DATE", start.replace("-", "")),
        _end(start, end),
        ("SUMMARY", _text(export.title_of(record))),
        ("STATUS", STATUS.get(record.get("status") or "", "CONFIRMED")),
        ("TRANSP", "TRANSPARENT"),
        ("URL", page_address(record, export.base)),
        ("DESCRIPTION", _text("\n".join(summary_lines(record, export.when)))),
    )
    if location(record):
        yield "LOCATION", _text(location(record))
    if record.get("mechanism"):
        yield "CATEGORIES", _text(record["mechanism"]["acronym"] or record["mechanism"]["name"])
    yield "END", "VEVENT"


def _text(value: str) -> str:
    """A text value with its special characters escaped (RFC 5545, 3.3.11)."""
    value = printable(value)
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _end(start: str, end: str) -> tuple[str, str]:
    """The property that ends an event after its last day. The day after 9999-12-31 does not exist: then a duration."""
    last = date.fromisoformat(end)
    if last == date.max:
        return "DURATION", f"P{(last - date.fromisoformat(start)).days + 1}D"
    return "DTEND;VALUE=DATE", (last + timedelta(days=1)).isoformat().replace("-", "")


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")
