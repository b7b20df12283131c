"""Reads the header Retry-After (RFC 9110, 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after_seconds(value: str | None, moment: datetime) -> float | None:
    """The seconds of a Retry-After, which is a number or a date, from a moment on; None without a valid one."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:10])
    try:
        retry_time = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = retry_time if retry_time.tzinfo else retry_time.replace(tzinfo=UTC)
    return max(0.0, (aware - moment).total_seconds())
