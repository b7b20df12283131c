"""The title of a record, for lists that mix kinds: search, feeds, calendars, citations."""

from collections.abc import Mapping
from typing import Any


def title_of(record: Mapping[str, Any]) -> str:
    """The title or name of a record, or else its id."""
    return str(record.get("title") or record.get("name") or record["id"])
