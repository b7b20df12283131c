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

_ISO = re.compile(r"\d{4}(-?)(\d{2}\1\d|W\d{2}\1)\d([T ][\d:.,]+(Z|[+-][\d:]+)?)?", re.ASCII | re.IGNORECASE)
"""A day of ISO 8601, alone or with a time. Python reads any character between the two, weeks as their Mondays, and no
small ``z``."""


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


_END_OF_DAY = re.compile(r"(?<=[T ])24(?=(:?00){0,2}(\.0+)?(Z|[+-][\d:]+)?$)", re.ASCII | re.IGNORECASE)
"""The hour of the last moment of a day, which is the first of the next."""


def _no_moment(text: str, *, at_end: bool) -> tuple[str, Sequence[datetime]]:
    """The message for a text that is no moment, and the moments that it may mean. A day or month means its first
    moment, ``at_end`` its last."""
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
    if _END_OF_DAY.search(text):
        with suppress(ValueError, OverflowError):
            return message, [_instant(_END_OF_DAY.sub("00", text)) + timedelta(days=1)]
    try:
        spans = [edtf.parse(text)]
    except edtf.DateError as error:
        spans = [edtf.parse(date) for date in error.nearest]
    days = [span.end if at_end else span.start for span in spans]
    return message, [datetime.combine(day, time.max if at_end else time.min, UTC) for day in days if day]


_REVISION = re.compile(r"0|\d{14}", re.ASCII)


def _since(value: Any) -> int | datetime:
    text = str(value)
    if _REVISION.fullmatch(text):
        return int(text)
    try:
        return _instant(text)
    except (ValueError, OverflowError):
        message, moments = _no_moment(text, at_end=False)
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
    With a ``refusal``, a sentence, the text is none of these, and ``meanings`` are the states that it may mean: which
    of them there are is known only where the data are read.
    """

    text: str
    revision: int | None
    moment: datetime
    refusal: str | None = None
    meanings: tuple["AsOf", ...] = ()


_NEWEST = ("latest", "newest", "current", "last")
"""Words for the newest state. ``as_of`` names it by the present day."""


def parse_as_of(value: Any) -> AsOf:
    """The state that a revision, a day or a moment names. Raises an error of pydantic for a text that can mean none."""
    text = str(value).strip()
    if _REVISION.fullmatch(text):
        with suppress(ValueError):
            return AsOf(text, int(text), moment_of(int(text)))
        raise refuse(f"{text!r} is not a revision, whose digits are the moment of its publication")
    try:
        moment = _instant(text)
    except (ValueError, OverflowError):
        message, moments = _no_moment(text, at_end=True)
        if text.lower() in _NEWEST:
            moments = [datetime.combine(datetime.now(UTC).date(), time.max, UTC)]
        if not moments:
            raise refuse(message) from None
        return AsOf(text, None, moments[0], message, tuple(AsOf(_state_text(m), None, m) for m in moments))
    with suppress(ValueError):  # of a moment, whose end is itself
        moment = datetime.combine(date.fromisoformat(text), time.max, UTC)
    return AsOf(text, None, moment)


def _state_text(moment: datetime) -> str:
    """How ``as_of`` names a moment: one at the end of a day by the day."""
    return f"{moment:%Y-%m-%d}" if moment.time() == time.max else moment_text(moment)


if TYPE_CHECKING:
    StateName: TypeAlias = AsOf
else:
    StateName = Annotated[Any, BeforeValidator(parse_as_of), WithJsonSchema({"type": "string"})]
