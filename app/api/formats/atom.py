"""Atom (RFC 4287), for feed readers: an entry for each record."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from app.api.formats.events import WITHDRAWN_STATUS, event_title, feed_id, page_address, summary_lines
from app.api.formats.export import Export
from app.domain.escape import printable
from app.domain.moments import moment_text


def xml(text: str) -> str:
    """A text as the content of an element."""
    return escape(printable(text))


# Written by hand: decision 007.
def feed_head(*, title: str, address: str, base: str, updated_at: datetime) -> str:
    """The beginning of the feed at ``address``, of the service at ``base``."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{feed_id(address.removeprefix(base)).urn}</id>\n"
        f"<title>{xml(title)}</title>\n<updated>{moment_text(updated_at)}</updated>\n"
        f'<author><name>Communiqué</name></author>\n<link rel="self" href={quoteattr(address)}/>\n'
    )


def write_atom(export: Export) -> Iterator[bytes]:
    """An entry for each record. ``updated`` is when its published form last changed, ``published`` the day of the first
    report. Readers sort by ``published`` where there is one, so a load of old events does not push new reports down."""
    head = feed_head(title=export.title, address=export.address, base=export.base, updated_at=export.updated_at)
    page = f'<link rel="alternate" type="text/html" href={quoteattr(export.page)}/>\n' if export.page else ""
    yield (head + page).encode()
    for batch in export.records():
        yield "".join(_entry(record, export) for record in batch).encode()
    yield b"</feed>\n"


def _entry(record: dict[str, Any], export: Export) -> str:
    mechanism = record.get("mechanism")
    title = event_title(record, export.title_of(record), export.date_field)
    term = mechanism and (mechanism["acronym"] or mechanism["name"])
    return (
        f"<entry>\n<id>{feed_id(record['url']).urn}</id>\n"
        f"<title>{xml(title)}</title>\n<updated>{record['updated_at']}</updated>\n"
        f"{_published_element(record)}"
        f'<link rel="alternate" type="text/html" href={quoteattr(page_address(record, export.base))}/>\n'
        f'<link rel="related" type="application/json" href={quoteattr(export.base + record["url"])}/>\n'
        + (f"<category term={quoteattr(printable(term))}/>\n" if term else "")
        + f"<summary>{xml(chr(10).join(summary_lines(record, export.date_field)))}</summary>\n</entry>\n"
    )


def _published_element(record: dict[str, Any]) -> str:
    """The day of the first report of a record; empty if no source states a day, or if it is later than the last change.

    It is not the day of the event: by that, a feed reader would sort an old event behind all entries read before.
    """
    if record.get("status") == WITHDRAWN_STATUS:  # its withdrawal is the news, not its report
        return ""
    days = [day for source in record["sources"] if len(day := source["published"] or "") == len("2026-02-03")]
    first = f"{min(days)}T00:00:00Z" if days else None
    return f"<published>{first}</published>\n" if first and first <= record["updated_at"] else ""
