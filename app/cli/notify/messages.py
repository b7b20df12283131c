"""Makes the messages of a subscriber from the changes of records, and signs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from app.cli.notify.subscribers import Subscriber
from app.db.snapshot import Snapshot
from app.domain.json_text import json_text
from app.query.changes import ChangeRow, read_changes
from app.resource import Resource
from app.resources.changes import resolve_changes

MAX_CHANGES = 100
"""Changes of a message: about 20 kB, which is what the specification recommends."""

MESSAGE_TYPE = "changes.published"


class Progress(NamedTuple):
    """How far a subscriber has got: to the change of a record, or without ``kind`` to the end of a revision."""

    revision: int
    kind: str | None = None
    id: str | None = None


@dataclass(frozen=True)
class Message:
    """Changes of one revision. The same changes for the same subscriber make the same ``id`` and ``body``, so that a
    message that is sent again can be recognized. ``progress`` is that of a subscriber which has received it."""

    id: str
    body: str
    progress: Progress
    count: int

    def headers(self, secrets: Sequence[str], moment: datetime) -> dict[str, str]:
        """The headers of an attempt at a moment, with a signature by each secret."""
        from standardwebhooks import Webhook

        signatures = (Webhook(secret).sign(self.id, moment, self.body) for secret in secrets)
        return {
            "Content-Type": "application/json",
            "webhook-id": self.id,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": " ".join(signatures),
        }


def next_message(
    snapshot: Snapshot, resources: Sequence[Resource], subscriber: Subscriber, progress: Progress
) -> Message | None:
    """The message with the changes that come next, or None if there are none. Raises ``Problem`` for a name that no
    record has or had."""
    revision, kind, record_id = progress
    if kind is None or record_id is None:
        after, change_filter = None, resolve_changes(snapshot, subscriber, since=revision)
    else:
        after, change_filter = (revision, kind, record_id), resolve_changes(snapshot, subscriber)
    rows = read_changes(snapshot, resources, change_filter, MAX_CHANGES + 1, after)
    rows = [row for row in rows if row.revision == rows[0].revision]
    return _message(subscriber, rows[:MAX_CHANGES], has_more=len(rows) > MAX_CHANGES) if rows else None


def _message(subscriber: Subscriber, rows: Sequence[ChangeRow], *, has_more: bool) -> Message:
    entries = [row.entry() for row in rows]
    content = {
        "type": MESSAGE_TYPE,
        "timestamp": entries[0]["changed_at"],
        "data": {"revision": rows[0].revision, "more": has_more, "items": entries},
    }
    body = json_text(content)
    identity = sha256(f"{subscriber.name}\n{body}".encode()).hexdigest()[:32]
    progress = Progress(*rows[-1].position) if has_more else Progress(rows[0].revision)
    return Message(f"msg_{identity}", body, progress, len(rows))
