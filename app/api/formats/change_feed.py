"""Changes as Atom (RFC 4287), for feed readers: an entry says one change in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import quoteattr

from app.api.formats.atom import feed_head, xml
from app.api.formats.events import feed_id, page_address
from app.domain.vocabulary import Change

CHANGE_WORDS = {
    Change.created: "New",
    Change.updated: "Changed",
    Change.withdrawn: "Withdrawn",
    Change.renamed: "Renamed",
}


@dataclass(frozen=True)
class FeedEntry:
    """A change, as ``/changes`` has it, with the record that it left or ended, and what differs, in words. ``title`` is
    that of the record."""

    change: Mapping[str, Any]
    record: Mapping[str, Any] | None
    title: str
    differences: Sequence[str] = ()

    @property
    def id(self) -> str:
        """It depends on the record and the revision alone."""
        return feed_id("/changes/{revision}/{kind}/{id}".format_map(self.change)).urn

    @property
    def summary(self) -> str:
        """What happened, in a few lines."""
        change, lines = self.change, [f"{self.change['kind'].replace('-', ' ').capitalize()} {self.change['id']}"]
        lines += self.differences
        if change["renamed_to"]:
            lines.append(f"Its id is now {change['renamed_to']}")
        if change["reason"]:
            lines.append(f"Reason: {change['reason']}")
        return "\n".join([*lines, f"Revision: {change['revision']}"])


def write_change_feed(
    entries: Iterable[FeedEntry], *, title: str, address: str, base: str, updated_at: datetime
) -> bytes:
    """The feed at ``address``, of the service at ``base``, with the entries in their order."""
    head = feed_head(title=title, address=address, base=base, updated_at=updated_at)
    return (head + "".join(_entry(entry, base) for entry in entries) + "</feed>\n").encode()


def _entry(entry: FeedEntry, base: str) -> str:
    change = entry.change
    page = page_address(entry.record, base) if entry.record else base + str(change["url"])
    title = f"{CHANGE_WORDS[change['change']]}: {entry.title}"
    return (
        f"<entry>\n<id>{entry.id}</id>\n"
        f"<title>{xml(title)}</title>\n"
        f"<updated>{change['changed_at']}</updated>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>\n'
        f'<link rel="related" type="application/json" href={quoteattr(base + str(change["url"]))}/>\n'
        f'<category term="{change["change"]}"/>\n<category term="{change["kind"]}"/>\n'
        f"<summary>{xml(entry.summary)}</summary>\n</entry>\n"
    )
