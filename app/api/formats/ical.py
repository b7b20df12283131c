"""iCalendar (RFC 5545, 7986), for calendar applications: an all-day event for each record with a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.api.formats.events import event_title, feed_id, location, page_address, summary_lines
from app.api.formats.export import Export
from app.domain.date_words import date_words
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


STATUS = {
    **dict.fromkeys(("planned", "negotiated"), "TENTATIVE"),
    **dict.fromkeys(("postponed", "cancelled", "withdrawn"), "CANCELLED"),
}
"""The statuses of events that are not confirmed. One that is postponed has the day on which it does not take place."""


_SEQUENCE_START = datetime(2026, 1, 1, tzinfo=UTC)
"""From here ``SEQUENCE`` counts seconds, so that it grows with each change and stays within 31 bits."""


# Written by hand: decision 007.
def write_ics(export: Export) -> Iterator[bytes]:
    """An all-day event for each record whose days are stated. The description says how many records have none."""
    description = _text(_description(export))
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Communique//Diplomatic events//EN"),
        ("METHOD", "PUBLISH"),
        ("NAME", _text(export.title)),
        ("X-WR-CALNAME", _text(export.title)),
        *([("DESCRIPTION", description), ("X-WR-CALDESC", description)] if description else []),
        *([("URL", export.page)] if export.page else []),
        ("SOURCE;VALUE=URI", export.address),
        ("LAST-MODIFIED", _utc(export.updated_at)),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT12H"),
        ("X-PUBLISHED-TTL", "PT12H"),
    ]
    yield b"".join(_fold(*line) for line in head)
    for batch in export.records():
        yield b"".join(_fold(*line) for record in batch for line in _event(record, export))
    yield _fold("END", "VCALENDAR")


def _description(export: Export) -> str:
    """How many records are not in the calendar, if any, and where all of them are."""
    sentences = []
    if export.left_out and export.vague:
        sentences.append(f"{export.left_out} left out: no document states a first day for them.")
    elif export.left_out:
        sentences.append(f"{export.left_out} left out: no document states a day for them, at most a month or a year.")
        sentences.append("With vague=include, the calendar has those with a month or a year too.")
    if export.page:
        sentences.append(f"All records: {export.page}")
    return " ".join(sentences)


def _event(record: dict[str, Any], export: Export) -> Iterator[tuple[str, str]]:
    start, end = (record[f"{export.date_field}_{part}"] for part in ("start", "end"))
    is_exact = len(record[export.date_field] or "") in export.days
    if start is None or not (is_exact or export.vague):
        return
    updated_at = datetime.fromisoformat(record["updated_at"])
    stamp = _utc(updated_at)
    title = event_title(record, export.title_of(record), export.date_field)
    yield from (
        ("BEGIN", "VEVENT"),
        ("UID", str(feed_id(record["url"]))),
        ("DTSTAMP", stamp),
        ("LAST-MODIFIED", stamp),
        ("SEQUENCE", str(max(0, int((updated_at - _SEQUENCE_START).total_seconds())))),
        ("DTSTART;VALUE=DATE", start.replace("-", "")),
        _end(start, end),
        ("SUMMARY", _text(title if is_exact else f"{title} (day not stated: {_days(record[export.date_field])})")),
        ("STATUS", STATUS.get(record.get("status") or "", "CONFIRMED")),
        ("TRANSP", "TRANSPARENT"),
        ("URL", page_address(record, export.base)),
        ("DESCRIPTION", _text("\n".join(summary_lines(record, export.date_field)))),
    )
    if location(record):
        yield "LOCATION", _text(location(record))
    if point := record.get("coordinates"):
        yield "GEO", f"{point['latitude']};{point['longitude']}"
    if record.get("mechanism"):
        yield "CATEGORIES", _text(record["mechanism"]["acronym"] or record["mechanism"]["name"])
    yield "END", "VEVENT"


def _days(edtf: str) -> str:
    return date_words(edtf).removesuffix(" (day not stated)")


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
