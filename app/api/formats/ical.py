"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from app.api.formats.events import _about, _days, _identity, _place, _text, _utc
from app.api.formats.export import Export


def _fold(name: str, value: str) -> bytes:
    """A content line of RFC 5545, broken after 75 octets but not within a character."""
    line = f"{name}:{value}".encode()
    parts: list[bytes] = []
    room = 75
    while len(line) > room:
        cut, room = room, 74  # behind the blank that says that the line goes on
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join([*parts, line]) + b"\r\n"


# Written by hand: decision 007.
def write_ics(export: Export) -> Iterator[bytes]:
    """RFC 5545: an all-day event for each record whose days are known; the rest is counted in a comment."""
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
    if len(record[export.when] or "") not in export.days:
        return
    updated = _utc(datetime.fromisoformat(record["updated_at"]))
    yield from (
        ("BEGIN", "VEVENT"),
        ("UID", str(_identity(record["url"]))),
        ("DTSTAMP", updated),
        ("LAST-MODIFIED", updated),
        ("DTSTART;VALUE=DATE", start.replace("-", "")),
        _days(start, end),
        ("SUMMARY", _text(export.title_of(record))),
        ("STATUS", "TENTATIVE" if record.get("status") == "planned" else "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
        ("URL", export.base + record["url"]),
        ("DESCRIPTION", _text("\n".join(_about(record, export.when)))),
    )
    if _place(record):
        yield "LOCATION", _text(_place(record))
    if record.get("mechanism"):
        yield "CATEGORIES", _text(record["mechanism"]["acronym"] or record["mechanism"]["name"])
    yield "END", "VEVENT"
