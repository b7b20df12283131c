"""The forms in which prose writes dates beside the day of publication: days, weeks, months and years from it."""

import re
from datetime import date, timedelta

from app.curate.mentions.clock import Answer, Clock
from app.curate.mentions.date_parts import COUNT, Date, Forms, number_of

form = Forms()


@form(
    r"\b(?:(last|next|this|past|coming)\s+)?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?:\s+(?:morning|evening|afternoon|night))?",
)
def _weekday(match: re.Match[str], clock: Clock) -> Date:
    return _day(clock.weekday(f"{match[2]}day", match[1] or ""))


_AHEAD = re.compile(r"\b(?:next|coming|later\sthis)\s(?:week|month)\b|\btomorrow\b", re.IGNORECASE)
"""Words of a sentence that tells of days to come."""

_AFTER_DAY = r"(?=\s*(?:[,.;:)”]|$)|\s(?:and|in|at|he|she|they|it|the|a|an|to|with|for|of\sthis\smonth)\b)"
"""What stands behind the day of a month without its month, which is no “16th session”."""


@form(
    r"\b[Oo]n\s(?P<core>(?:the\s)?(?P<first>[12]?\d|3[01])(?:st|nd|rd|th)"
    r"(?:(?:\sand\s|\s?[–-]\s?)(?:the\s)?(?P<last>[12]?\d|3[01])(?:st|nd|rd|th))?)" + _AFTER_DAY
)
def _day_of_month(match: re.Match[str], clock: Clock) -> Date:
    first, last = int(match["first"]), int(match["last"] or match["first"])
    answer = clock.day_of_month(first, is_ahead=bool(_AHEAD.search(match.string)))
    if not isinstance(answer.value, date):
        return None, answer.reason, True
    if last == first:
        return _day(answer)
    try:
        end = answer.value.replace(day=last)
    except ValueError:
        return None, "The month has no such day.", True
    return (f"{answer.value}/{end}" if end > answer.value else None), answer.reason, answer.is_certain


_STEPS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


@form(
    rf"\b({'|'.join(_STEPS)})\b(?:(?<=yesterday)(?:’s|'s)|(?!’s|'s))(?:\s+(?:morning|evening|afternoon|night))?",
    re.IGNORECASE,
)
def _beside(match: re.Match[str], clock: Clock) -> Date:
    edtf, reason, _ = _day(clock.day(_STEPS[match[1].lower()]))
    if edtf is None and match[1].lower() == "today" and clock.publication:
        return (
            clock.publication.text,
            f"“Today” is the day of publication, of which only {clock.publication.text} is stated.",
            False,
        )
    # “Today, the country has consulates” speaks of these times.
    return edtf, reason, match[1] != "Today"


def _day(answer: Answer) -> Date:
    return (answer.value.isoformat() if isinstance(answer.value, date) else None), answer.reason, answer.is_certain


@form(rf"\b({COUNT})\s+days\s+ago\b", re.IGNORECASE)
def _days_ago(match: re.Match[str], clock: Clock) -> Date:
    return _day(clock.day(-number_of(match[1])))


@form(r"\b(?:last|(?:over|at|on)\s+the(?:\s+past|\s+last)?|this(?:\s+past)?)\s+weekend\b", re.IGNORECASE)
def _weekend(match: re.Match[str], clock: Clock) -> Date:
    answer = clock.weekday("Saturday", "past" if re.search(r"\b(?:last|past)\b", match[0]) else "")
    if not isinstance(answer.value, date):
        return None, answer.reason, True
    return f"{answer.value}/{answer.value + timedelta(days=1)}", answer.reason, answer.is_certain


_STEP_WORDS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


@form(
    r"\b(?:later |earlier |early |late )?(?:the )?(last|past|previous|this|current|next|coming)\s+(month|week)\b"
    r"(?!\sof\b)",
    re.IGNORECASE,
)
def _month_or_week(match: re.Match[str], clock: Clock) -> Date:
    step = _STEP_WORDS[match[1].lower()]
    if match[2].lower() == "month":
        answer = clock.month(step)
        return (answer.value.isoformat()[:7] if isinstance(answer.value, date) else None), answer.reason, True
    answer = clock.week(step)
    if not isinstance(answer.value, date):
        return None, answer.reason, True
    return f"{answer.value}/{answer.value + timedelta(days=6)}", answer.reason, False  # on any day of the week


@form(r"\b(?:the\s+)?same\s+day\b", re.IGNORECASE)
def _same_day(_match: re.Match[str], _clock: Clock) -> Date:
    return None, "“The same day” is that of the event before it.", True


@form(rf"\b(?P<count>{COUNT}|a)\s+(?:years?|(?P<tens>decades?))\s+ago\b", re.IGNORECASE)
def _years_ago(match: re.Match[str], clock: Clock) -> Date:
    years = (1 if match["count"].lower() == "a" else number_of(match["count"])) * (10 if match["tens"] else 1)
    answer = clock.year("this year")
    if not isinstance(answer.value, int) or answer.value - years < 1:
        return None, answer.reason, True
    reason = f"{years} before the year of publication, {clock.publication.text}." if clock.publication else None
    return f"{answer.value - years:04}", reason, False


@form(rf"\b(?:the\s+)?(?:past|last)\s+(?:({COUNT}|[1-9]\d)\s+years|decade)\b", re.IGNORECASE)
def _past_years(match: re.Match[str], clock: Clock) -> Date:
    answer = clock.year("this year")
    if not isinstance(answer.value, int):
        return None, answer.reason, True
    first = answer.value - number_of(match[1] or "10")
    return f"{first:04}/{answer.value:04}", f"From {first} to the year of publication, {answer.value}.", True


@form(rf"\b(?:the\s+)?(?:next|coming)\s+({COUNT})\s+years\b|(?<=\bwithin )({COUNT})\s+years\b", re.IGNORECASE)
def _next_years(match: re.Match[str], clock: Clock) -> Date:
    answer = clock.year("this year")
    if not isinstance(answer.value, int):
        return None, answer.reason, True
    last = answer.value + number_of(match[1] or match[2])
    return f"{answer.value:04}/{last:04}", f"From the year of publication, {answer.value}, to {last}.", False


@form(
    rf"(?:(?<=\bwithin )|\b(?:within|over|in|during)\s+the\s+(?:next|coming)\s+)({COUNT})\s+(months?|weeks?|days)\b"
    r"(?P<start>\s+(?:of|from|after)\s+(?:the\s+)?(?:date|day|signing|signature|adoption)\s+of\s+this\s+\w+|(?!\s+(?:of|from|after)\b))",
    re.IGNORECASE,
)
def _within(match: re.Match[str], clock: Clock) -> Date:
    count, unit = number_of(match[1]), match[2].lower()
    answer = clock.after(count, unit.removesuffix("s"))
    last = str(answer.value)[: 10 if match["start"] or unit.startswith(("week", "day")) else 7]
    return (f"../{last}" if isinstance(answer.value, date) else None), answer.reason, True
