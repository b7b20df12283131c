"""The conditions of a request, by tag or by date, and whether a response meets them (RFC 9110, 13)."""

import math
import re
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime

_TAG = re.compile(r'\*|(?:W/)?("[^"]*")')

_CODING = re.compile(rb'(?:(?:;|--?)(?:gzip|br|zstd|deflate)){1,4}(?=")')
"""Suffixes that compression adds to a tag: ``-gzip`` by us and Apache, ``--gzip`` by Jetty, ``;gzip`` by others. At
most four are matched: without a limit, a long header of such suffixes would take seconds."""

MAX_CONDITION = 4_096
"""Most bytes of a list of tags. A longer list is ignored, so that the answer is sent whole: it is read in the event
loop, where one client must not hold up the others."""

DATE_CONDITION_OF = {b"if-none-match": b"if-modified-since", b"if-match": b"if-unmodified-since"}
"""Conditions by tag, each with the condition by date that counts only without it (RFC 9110, 13.2.2)."""


def not_modified(request: Mapping[str, str], response: Mapping[str, str]) -> bool:
    """Whether the client's copy is the response (RFC 9110, 13.2.2): by its tag, or without a tag by its date.

    Tags are compared weakly; ``*`` is any tag. Dates are compared to the second.
    """
    tags = request.get("if-none-match")
    if tags is not None:
        return any(m.group() == "*" or m.group(1) == response["ETag"] for m in _TAG.finditer(tags))
    return _seconds_between(request.get("if-modified-since", ""), response) <= 0


def has_changed(request: Mapping[str, str], response: Mapping[str, str]) -> bool:
    """Whether the response is not the version that the client requires (RFC 9110, 13.1.1 and 13.1.4).

    Tags are compared strongly: a weak one is never equal.
    """
    tags = request.get("if-match")
    if tags is not None:
        return not any(m.group() in ("*", response.get("ETag")) for m in _TAG.finditer(tags))
    return _seconds_between(request.get("if-unmodified-since", ""), response) > 0


def _seconds_between(date: str, response: Mapping[str, str]) -> float:
    """Seconds from a date to the last change of the response; NaN, for which no comparison holds, if one is unknown."""
    try:
        return (parsedate_to_datetime(response["Last-Modified"]) - parsedate_to_datetime(date)).total_seconds()
    except (KeyError, TypeError, ValueError, OverflowError):  # RFC 9110: a server ignores a date that it cannot read
        return math.nan


def combine_headers(raw: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a request, with repeated names joined into one list (RFC 9110, 5.3), and our own tags restored.

    A reader of one header then sees its whole value, and a copy that is compressed still matches.
    """
    lines: dict[bytes, list[bytes]] = {}
    for name, value in raw:
        lines.setdefault(name, []).append(value)
    fields = {name: b", ".join(values) for name, values in lines.items()}
    for by_tag, by_date in DATE_CONDITION_OF.items():
        tags = fields.get(by_tag, b"")
        if len(tags) > MAX_CONDITION:
            del fields[by_tag]
            fields.pop(by_date, None)
        elif tags and not (by_tag == b"if-match" and b"range" in fields):  # a range is of bytes that are not compressed
            fields[by_tag] = _CODING.sub(b"", tags)
    return list(fields.items())


def is_conditional(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request has a condition."""
    return any(by_tag in headers or by_date in headers for by_tag, by_date in DATE_CONDITION_OF.items())
