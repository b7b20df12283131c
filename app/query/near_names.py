"""The names that misspelt words of a search may mean."""

from sqlalchemy import select

from app.db.names import PARTY, suggest
from app.db.snapshot import Snapshot
from app.db.tables.published import SearchEntry
from app.query.cursor import digest_of
from app.query.fulltext import Words, matches
from app.query.plan import count_rows

KINDS_WITH_NAMES = ("official", "mechanism", PARTY, "city", "topic", "product")
"""Kinds of names that are suggested."""

MAX_NEAR_NAMES = 5


def near_names(snapshot: Snapshot, words: Words | None) -> list[str]:
    """The names nearest to words that no record has, at most ``MAX_NEAR_NAMES``; none if a record has them."""
    if words is None:
        return []
    if count_rows(snapshot, digest_of("words", words), lambda: select(SearchEntry.id).where(matches(words))):
        return []
    return [name for kind in KINDS_WITH_NAMES for name in suggest(snapshot, kind, str(words))][:MAX_NEAR_NAMES]
