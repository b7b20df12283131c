"""The forms in which prose writes dates. Each form is a pattern and a function that reads what it matches.

No pattern repeats a part without a bound, so that a long line takes time in proportion to its length.
"""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.curate.mentions.clock import Answer, Clock
from app.curate.mentions.months import MONTH, in_english, month_number
from app.domain.prose import WORDS

Date = tuple[str | None, str | None, bool]
"""EDTF or None, the reason, and whether it is certain."""


@dataclass(frozen=True)
class Reading:
    """A date in a sentence, with its offsets. ``stated_year`` is the last year that it states in figures."""

    start: int
    end: int
    date: Callable[[Clock], Date]
    stated_year: int | None = None


_DAY = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_YEAR = r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d%]|[.,]\d|s\b)"
_NAMED_YEAR = r"(?:last|this|next|that|the (?:same|previous|preceding|following|current|past|coming))\s+year\b"
_OF_YEAR = rf"(?:,?\s{{1,3}}(?:of\s+)?(?:{_YEAR}|{_NAMED_YEAR})|\s+(?:of\s+)?the\s+year\b)"
_DASH = r"\s{0,2}[-–—]\s{0,2}"
_TO = rf"(?:{_DASH}|\s+(?:to|until|till|through)\s+)"
_AND = r"\s+and\s+"
_WEEKDAY = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|1[01]|[1-9])"

_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str], Clock], Date]]] = []


def _form(
    pattern: str, flags: int = 0
) -> Callable[[Callable[[re.Match[str], Clock], Date]], Callable[[re.Match[str], Clock], Date]]:
    """Add a form. Where two match the same words, the longer is taken, and of equals the earlier in this file."""

    def add(reader: Callable[[re.Match[str], Clock], Date]) -> Callable[[re.Match[str], Clock], Date]:
        _FORMS.append((re.compile(pattern, flags), reader))
        return reader

    return add


_TRIGGER = re.compile(
    rf"\d|day\b|year\b|years\b|month|week|quarter|half\b|spring|summer|autumn|tonight|tomorrow|\b{MONTH}", re.IGNORECASE
)

LONGEST = 4_000
"""Characters of a sentence that are read. A longer one is no prose."""


def read(sentence: str) -> list[Reading]:
    """The dates of a sentence, in order. None overlaps another."""
    sentence = sentence[:LONGEST]
    if not _TRIGGER.search(sentence):
        return []
    matches = [
        (match.start("core" if "core" in match.groupdict() else 0), -match.end(), order, match, reader)
        for order, (pattern, reader) in enumerate(_FORMS)
        for match in pattern.finditer(sentence)
    ]
    readings: list[Reading] = []
    for start, end, _, match, reader in sorted(matches, key=lambda entry: entry[:3]):
        if not readings or start >= readings[-1].end:
            years = re.findall(_YEAR, match.group())
            readings.append(Reading(start, -end, _bound(match, reader), int(years[-1]) if years else None))
    return readings


def _bound(match: re.Match[str], reader: Callable[[re.Match[str], Clock], Date]) -> Callable[[Clock], Date]:
    return lambda clock: reader(match, clock)


def full_days(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of the dates that state all three."""
    for match in re.finditer(rf"({_DAY})\s+(?:day\s+of\s+|of\s+)?({MONTH}),?\s+({_YEAR})", text):
        yield int(match[3]), month_number(match[2]), _number(match[1])
    for match in re.finditer(rf"\b({MONTH})\s+({_DAY}),?\s+({_YEAR})", text):
        yield int(match[3]), month_number(match[1]), _number(match[2])
    for match in re.finditer(r"\b((?:1[89]|20)\d\d)-(\d\d)-(\d\d)\b", text):
        yield int(match[1]), int(match[2]), int(match[3])


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else int(WORDS[text.lower()])


def _year(words: str | None, clock: Clock, month: int, day: int | None = None) -> Answer:
    """The year of the words behind a month: stated, relative, or none."""
    if not words:
        return clock.year_of(month, day)
    if figures := re.search(_YEAR, words):
        return Answer(int(figures.group()))
    return clock.year(re.sub(r"^[,\s]*(?:of\s+)?", "", words))


def _join(answer: Answer, template: str, reason: str | None = None) -> Date:
    """A template such as ``{0}-05`` with the year. ``{1}`` is the year before. ``reason`` says what else was worked
    out."""
    if answer.value is None:
        return None, answer.reason, True
    year = answer.value if isinstance(answer.value, int) else answer.value.year
    reasons = " ".join(filter(None, (reason, answer.reason)))
    return template.format(f"{year:04}", f"{year - 1:04}"), reasons or None, answer.is_certain


# Whole dates.


@_form(r"(?<![\d.-])((?:1[89]|20)\d\d)-(0\d|1[0-2])-([0-3]\d)(?![\d-])")
def _iso(match: re.Match[str], _clock: Clock) -> Date:
    return match.group(), None, True


@_form(r"(?<![\d./])([0-3]?\d)([./])([0-3]?\d)\2((?:19|20)\d\d)(?![\d])")
def _figures(match: re.Match[str], _clock: Clock) -> Date:
    day, month = int(match[1]), int(match[3])
    if match[2] == "/" and month > 12 >= day:  # the American order
        day, month = month, day
    if match[2] == "/" and day <= 12 and day != month:
        return None, "The order of day and month is not clear.", True
    return f"{match[4]}-{month:02}-{day:02}", f"The day is {day}, the month {month}.", True


_BEFORE_DAY = rf"(?:{_WEEKDAY}(?:,\s+|\s+\(|\s+))?(?:the\s+|this\s+(?=\d\w+\s+day))?"


@_form(rf"{_BEFORE_DAY}({_DAY})\s+(?:day\s+of\s+|of\s+)?({MONTH})({_OF_YEAR})?\)?")
def _day_month(match: re.Match[str], clock: Clock) -> Date:
    month, day = month_number(match[2]), _number(match[1])
    return _join(_year(match[3], clock, month, day), f"{{0}}-{month:02}-{day:02}", in_english(match[2]))


@_form(rf"{_BEFORE_DAY}({MONTH})\s+({_DAY})({_OF_YEAR})?\)?")
def _month_day(match: re.Match[str], clock: Clock) -> Date:
    month, day = month_number(match[1]), _number(match[2])
    return _join(_year(match[3], clock, month, day), f"{{0}}-{month:02}-{day:02}")


@_form(rf"({_YEAR})\s+(?:жылғы|жылдың|yılı|года)\s+({_DAY})\s+({MONTH})")
def _year_day_month(match: re.Match[str], _clock: Clock) -> Date:
    return f"{match[1]}-{month_number(match[3]):02}-{_number(match[2]):02}", in_english(match[3]), True


# Ranges of days.


@_form(rf"\b({MONTH})\s+({_DAY}){_TO}({MONTH})\s+({_DAY})({_OF_YEAR})?")
def _month_days_two(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[1], match[2]), (match[3], match[4]))


@_form(rf"({_DAY})\s+({MONTH}){_TO}({_DAY})\s+({MONTH})({_OF_YEAR})?")
def _days_two_months(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[2], match[1]), (match[4], match[3]))


@_form(rf"\b({MONTH})\s+({_DAY})(?:{_TO}|(?P<both>{_AND}))({_DAY})(?!\s+{MONTH})({_OF_YEAR})?")
def _month_days(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[1], match[2]), (match[1], match[4]), only_two=bool(match["both"]))


@_form(rf"({_DAY})(?:{_TO}|(?P<both>{_AND}))({_DAY})\s+({MONTH})({_OF_YEAR})?")
def _days_month(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[4], match[1]), (match[4], match[3]), only_two=bool(match["both"]))


def _days(
    words: str | None, clock: Clock, first: tuple[str, str], last: tuple[str, str], *, only_two: bool = False
) -> Date:
    """A range from (month, day) to (month, day), the year being that of its end. ``both``: “3 and 4 May”."""
    (month, day), (end_month, end_day) = ((month_number(name), _number(text)) for name, text in (first, last))
    if only_two and end_day != day + 1:
        return None, "These are two days, not all from the first to the last.", True
    year = "{1}" if (month, day) > (end_month, end_day) else "{0}"
    template = f"{year}-{month:02}-{day:02}/{{0}}-{end_month:02}-{end_day:02}"
    return _join(_year(words, clock, end_month, end_day), template)


# Months and parts of a year.


@_form(rf"\b({MONTH})\s+({_YEAR}){_TO}({MONTH})\s+({_YEAR})")
def _months_of_years(match: re.Match[str], _clock: Clock) -> Date:
    return f"{match[2]}-{month_number(match[1]):02}/{match[4]}-{month_number(match[3]):02}", None, True


@_form(rf"\b({MONTH})(?:{_TO}|{_AND}(?=\w+{_OF_YEAR}))({MONTH})({_OF_YEAR})?(?!\s+\d{{1,2}}\b)")
def _months(match: re.Match[str], clock: Clock) -> Date:
    month, end_month = month_number(match[1]), month_number(match[2])
    year = "{1}" if month > end_month else "{0}"
    return _join(_year(match[3], clock, end_month), f"{year}-{month:02}/{{0}}-{end_month:02}")


@_form(
    rf"\b(?:so\s+far\s+)?({_NAMED_YEAR}),?\s+(?:up\s+)?(?:to|until|through)\s+(?:the\s+end\s+of\s+)?({MONTH})\b(?!\s+\d)"
)
def _year_up_to_month(match: re.Match[str], clock: Clock) -> Date:
    return _join(_year(match[1], clock, 1), f"{{0}}-01/{{0}}-{month_number(match[2]):02}", "The year to that month.")


@_form(rf"\b({MONTH})({_OF_YEAR})")
def _month(match: re.Match[str], clock: Clock) -> Date:
    month = month_number(match[1])
    return _join(_year(match[2], clock, month), f"{{0}}-{month:02}", in_english(match[1]))


@_form(
    rf"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Oo]f|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his|[Ff]or|[Вв])[\s-]"
    rf"(?P<core>{MONTH})(?![\s-]\d)"
)
def _bare_month(match: re.Match[str], clock: Clock) -> Date:
    month = month_number(match[1])
    return _join(clock.year_of(month, None), f"{{0}}-{month:02}", in_english(match[1]))


@_form(rf"\b(?:the\s+)?first\s+({_COUNT})\s+months({_OF_YEAR})?", re.IGNORECASE)
@_form(rf"\b(?:the\s+)?({_COUNT})\s+months({_OF_YEAR})", re.IGNORECASE)
def _first_months(match: re.Match[str], clock: Clock) -> Date:
    count = _count(match[1])
    template = "{0}-01" if count == 1 else f"{{0}}-01/{{0}}-{count:02}"
    plain = "first" in match.group().lower() and not match[1].isdigit() and count > 1
    reason = None if plain else f"The first {count} months of the year go from January to {month_name[count]}."
    return _join(_part_year(match[2], clock, count), template, reason)


@_form(
    rf"\b(?:the\s+)?(?:(?:past|last)\s+)?(?:year|(?:12|twelve)\s+months|four\s+quarters)"
    rf"\s+(?:(?:up\s+)?to|ending(?:\s+in)?|ended|through)\s+(?:the\s+end\s+of\s+)?(?:({MONTH})|Q([1-4]))(?:\s+{_DAY},?)?"
    rf"(?:\s+(?:of\s+)?({_YEAR})|\b(?!\s+\d))"
)
def _year_to_month(match: re.Match[str], clock: Clock) -> Date:
    end = month_number(match[1]) if match[1] else 3 * int(match[2])
    template = "{0}" if end == 12 else f"{{1}}-{end + 1:02}/{{0}}-{end:02}"
    return _join(_year(match[3], clock, end), template, f"The twelve months to the end of {month_name[end]}.")


_PARTS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4
}  # fmt: skip


@_form(rf"\b(?:the\s+)?({'|'.join(_PARTS)})\s+(quarter|half)({_OF_YEAR})?", re.IGNORECASE)
def _part(match: re.Match[str], clock: Clock) -> Date:
    months = 3 if match[2].lower() == "quarter" else 6
    return _part_of_year(months, min(_PARTS[match[1].lower()], 12 // months), match[3], clock)


@_form(rf"\b([QH])([1-4])(?:\s+(?:of\s+)?)({_YEAR})")
def _short_part(match: re.Match[str], clock: Clock) -> Date:
    return _part_of_year(3 if match[1] == "Q" else 6, int(match[2]), match[3], clock)


def _part_of_year(months: int, number: int, words: str | None, clock: Clock) -> Date:
    end = min(12, number * months)
    first = end - months + 1
    reason = f"That part of a year goes from {month_name[first]} to {month_name[end]}."
    return _join(_part_year(words, clock, end), f"{{0}}-{first:02}/{{0}}-{end:02}", reason)


def _part_year(words: str | None, clock: Clock, month: int) -> Answer:
    """The year of a part of a year. “Of the year” is that of publication."""
    return clock.year("this year") if words and words.split()[-2:] == ["the", "year"] else _year(words, clock, month)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


@_form(rf"\b(?:the\s+)?(spring|summer|autumn|fall)({_OF_YEAR})", re.IGNORECASE)
@_form(r"\b(?:[Tt]his|[Nn]ext|[Ll]ast|[Ii]n(?:\s+the)?)\s+(?P<core>spring|summer|autumn)\b()(?!\s+(?:of|20))")
def _season(match: re.Match[str], clock: Clock) -> Date:
    first = _SEASONS[match[1].lower()]
    reason = f"That season goes from {month_name[first]} to {month_name[first + 2]} in the north."
    edtf, reasons, _ = _join(
        _year(match[2] or None, clock, first + 2), f"{{0}}-{first:02}/{{0}}-{first + 2:02}", reason
    )
    return edtf, reasons, False


# Years.


@_form(rf"\b(?:academic|school)\s+year\s+(?:of\s+)?({_YEAR})[-–/](\d{{2,4}})\b")
@_form(rf"({_YEAR})[-–/](\d{{2,4}})\s+(?:academic|school)\s+year")
def _academic_year(match: re.Match[str], _clock: Clock) -> Date:
    year = int(match[1])
    reason = "An academic year goes from the second half of the first year to the first half of the second."
    return f"{year}-07/{year + 1}-06", reason, True


@_form(rf"\b(?:fiscal|financial)\s+year\s+(?:ending\s+)?(?:{MONTH}\s+)?(?:{_YEAR})(?:[-–/]\d{{2,4}})?")
def _fiscal_year(_match: re.Match[str], _clock: Clock) -> Date:
    return None, "A fiscal year begins on another day in each country.", True


@_form(rf"({_YEAR})(?:{_TO}|[/])({_YEAR})(?!-\d)")
@_form(rf"\b[Bb]etween\s+({_YEAR})\s+and\s+({_YEAR})")
def _years(match: re.Match[str], _clock: Clock) -> Date:
    return f"{match[1]}/{match[2]}", None, True


@_form(rf"({_YEAR})[-–/](\d\d)(?![\d-])")
def _short_years(match: re.Match[str], _clock: Clock) -> Date:
    last = match[1][:2] + match[2]
    return (f"{match[1]}/{last}" if last > match[1] else None), None, True


@_form(
    rf"(?:(?<![\w$€£¥₺₸₽№#-])|(?<=\bend-)|(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))"
    rf"(?<![A-Z][a-z]–)(?<!Vision )(?<!Agenda )(?<!Expo )(?<!EXPO )({_YEAR})(?![\w°]|-\w|/\d)"
    r"(?!\s+(?:million|billion|thousand|trillion|km|kilomet|tons?\b|tonnes|people|companies|students|tourists"
    r"|enterprises|citizens|projects|dollars|euros|US\b|USD|megawatts?|MW))"
)
def _bare_year(match: re.Match[str], _clock: Clock) -> Date:
    return match[1], None, True


@_form(rf"\b(?:later|earlier|early|late)\s+({_NAMED_YEAR})", re.IGNORECASE)
@_form(rf"\b({_NAMED_YEAR})", re.IGNORECASE)
def _relative_year(match: re.Match[str], clock: Clock) -> Date:
    return _join(clock.year(match[1]), "{0}")


@_form(r"(?<=\bof the )year\b(?!\s+\d)|\byear[- ]end\b|(?<=\bend of )the year\b")
def _the_year(_match: re.Match[str], clock: Clock) -> Date:
    return _join(clock.year("this year"), "{0}")


# Days, weeks and months beside the day of publication.


@_form(
    r"\b(?:(last|next|this|past|coming)\s+)?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?:\s+(?:morning|evening|afternoon|night))?",
)
def _weekday(match: re.Match[str], clock: Clock) -> Date:
    return _day(clock.weekday(f"{match[2]}day", match[1] or ""))


_STEPS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


@_form(rf"\b({'|'.join(_STEPS)})\b(?!’s|'s)(?:\s+(?:morning|evening|afternoon|night))?", re.IGNORECASE)
def _beside(match: re.Match[str], clock: Clock) -> Date:
    edtf, reason, _ = _day(clock.day(_STEPS[match[1].lower()]))
    if edtf is None and match[1].lower() == "today" and clock.published:
        edtf, reason = clock.published.text, f"A day of the publication, {clock.published.text}."
    # “Today, the country has consulates” speaks of these times.
    return edtf, reason, match[1] != "Today"


def _day(answer: Answer) -> Date:
    return (answer.value.isoformat() if isinstance(answer.value, date) else None), answer.reason, answer.is_certain


_STEP_WORDS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


@_form(
    r"\b(?:later |earlier |early |late )?(?:the )?(last|past|previous|this|current|next|coming)\s+(month|week)\b",
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
    return f"{answer.value}/{answer.value + timedelta(days=6)}", answer.reason, True


@_form(r"\b(?:the\s+)?same\s+day\b", re.IGNORECASE)
def _same_day(_match: re.Match[str], _clock: Clock) -> Date:
    return None, "“The same day” is that of the event before it.", True


@_form(rf"\b({_COUNT})\s+years\s+ago\b|\b(a)\s+year\s+ago\b", re.IGNORECASE)
def _years_ago(match: re.Match[str], clock: Clock) -> Date:
    years = _count(match[1]) if match[1] else 1
    answer = clock.year("this year")
    if not isinstance(answer.value, int) or answer.value - years < 1:
        return None, answer.reason, True
    reason = f"{years} before the year of publication, {clock.published.text}." if clock.published else None
    return f"{answer.value - years:04}", reason, False


@_form(rf"\b(?:the\s+)?(?:past|last)\s+(?:({_COUNT}|10|1[25]|20|30)\s+years|decade)\b", re.IGNORECASE)
def _past_years(match: re.Match[str], clock: Clock) -> Date:
    answer = clock.year("this year")
    if not isinstance(answer.value, int):
        return None, answer.reason, True
    first = answer.value - _count(match[1] or "10")
    return f"{first:04}/{answer.value:04}", f"From {first} to the year of publication, {answer.value}.", False


@_form(rf"\b(?:the\s+)?(?:next|coming)\s+({_COUNT})\s+years\b|(?<=\bwithin )({_COUNT})\s+years\b", re.IGNORECASE)
def _next_years(match: re.Match[str], clock: Clock) -> Date:
    answer = clock.year("this year")
    if not isinstance(answer.value, int):
        return None, answer.reason, True
    last = answer.value + _count(match[1] or match[2])
    return f"{answer.value:04}/{last:04}", f"From the year of publication, {answer.value}, to {last}.", False


@_form(
    rf"(?<=\bwithin )({_COUNT})\s+(months?|weeks?|days)\b"
    r"(?:\s+(?:of|from|after)\s+(?:the\s+)?(?:date|day|signing|signature|adoption)\s+of\s+this\s+\w+|(?!\s+(?:of|from|after)\b))",
    re.IGNORECASE,
)
def _within(match: re.Match[str], clock: Clock) -> Date:
    count, unit = _count(match[1]), match[2].lower()
    answer = clock.after(count, unit.removesuffix("s"))
    return (f"../{answer.value}" if isinstance(answer.value, date) else None), answer.reason, True
