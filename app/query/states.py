"""The types of parameters that name a state of the data: a revision, a day or a moment."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from app.db.revision import moment_of
from app.domain import edtf
from app.domain.moments import moment_text
from app.errors import refuse

_ISO = re.compile(r"[\dW-]{7,10}([T ][\d:.,]+(Z|[+-][\d:]+)?)?", re.ASCII | re.IGNORECASE)
"""A day of ISO 8601, alone or with a time. Python reads any character between the two, and no small ``z``."""


CLOCK_LAG = timedelta(days=1)
"""How far ahead of this service the clock and the calendar of a client may be. A day begins 14 hours earlier in the
east than in UTC."""


def _instant(text: str) -> datetime:
    """The moment of a text. Raises ``ValueError`` or ``OverflowError`` if it is none."""
    if _ISO.fullmatch(text):
        return _utc(datetime.fromisoformat(text.upper()))
    if text.isascii() and text.endswith("GMT"):  # the value of Last-Modified may be sent back unchanged
        return _utc(parsedate_to_datetime(text))
    raise ValueError(text)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_PLUS_LOST = re.compile(r"(\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) (\d{2}:?(?:\d{2})?)", re.ASCII)


FIRST_YEAR = 2000
"""No revision of any data is older."""


def _no_moment(text: str) -> tuple[str, Sequence[datetime]]:
    """The message for a text that is no moment, and the moments that it may mean. A month means its first day."""
    if parts := _PLUS_LOST.fullmatch(text):
        with suppress(ValueError, OverflowError):
            message = (
                f"{text!r} has a space before its time zone: in an address, + means a space, so write %2B or send UTC"
            )
            return message, [_utc(datetime.fromisoformat("+".join(parts.groups())))]
    message = f"{text!r} is not a day, a moment such as 2026-02-03T08:00:00Z, nor a revision such as 20260203080000"
    if re.fullmatch(r"(?:\d{10}|\d{12})", text, re.ASCII):  # the beginning of a revision
        with suppress(ValueError):
            moment = datetime.strptime(text.ljust(12, "0"), "%Y%m%d%H%M").replace(tzinfo=UTC)
            if moment.year >= FIRST_YEAR:  # 1770120800 is a number of seconds
                return message, [moment]
    if text.isascii() and text.isdigit() and len(text) in (9, 10, 12, 13):  # seconds or milliseconds since 1970
        return message, [datetime.fromtimestamp(int(text) // (1 if len(text) < 12 else 1000), UTC)]
    try:
        days: Sequence[str] = [edtf.parse_point(text).text]
    except edtf.DateError as error:
        days = error.nearest
    starts = (edtf.parse_point(day).start for day in days)
    return message, [datetime.combine(start, time.min, UTC) for start in starts if start]


_REVISION = re.compile(r"0|\d{14}", re.ASCII)


def _since(value: Any) -> int | datetime:
    text = str(value)
    if _REVISION.fullmatch(text):
        return int(text)
    try:
        return _instant(text)
    except (ValueError, OverflowError):
        message, moments = _no_moment(text)
        latest = datetime.now(UTC) + CLOCK_LAG
        raise refuse(message, [moment_text(moment) for moment in moments if moment <= latest]) from None


if TYPE_CHECKING:
    Since: TypeAlias = int | datetime
else:
    # What a client has seen: the number of a revision, which has 14 digits, 0 for none, or a moment.
    Since = Annotated[Any, BeforeValidator(_since), WithJsonSchema({"type": "string"})]


@dataclass(frozen=True)
class AsOf:
    """A state of the data: that of a revision, or the newest one published up to a moment.

    ``moment`` is that of the revision, the end of the day if only a day is named. ``text`` is as the client wrote it.
    """

    text: str
    revision: int | None
    moment: datetime


def parse_as_of(value: Any) -> AsOf:
    """The state that a revision, a day or a moment names.

    The error for another text suggests nothing, as only the database knows when the data begin.
    """
    text = str(value).strip()
    if _REVISION.fullmatch(text):
        with suppress(ValueError):
            return AsOf(text, int(text), moment_of(int(text)))
        raise refuse(f"{text!r} is not a revision, whose digits are the moment of its publication")
    try:
        moment = _instant(text)
    except (ValueError, OverflowError):
        raise refuse(_no_moment(text)[0]) from None
    with suppress(ValueError):  # of a moment, whose end is itself
        moment = datetime.combine(date.fromisoformat(text), time.max, UTC)
    return AsOf(text, None, moment)


if TYPE_CHECKING:
    StateName: TypeAlias = AsOf
else:
    StateName = Annotated[Any, BeforeValidator(parse_as_of), WithJsonSchema({"type": "string"})]
