"""Moments as the API writes them."""

from datetime import datetime

LAST_REVISION = 9999_12_31_23_59_59
"""The greatest number that a revision can have: revisions are moments."""


def moment_text(moment: datetime) -> str:
    """A moment in UTC, to the second: 2026-02-03T08:00:00Z. Unlike ``%Y``, it has four digits for every year."""
    return f"{moment.replace(tzinfo=None, microsecond=0).isoformat()}Z"
