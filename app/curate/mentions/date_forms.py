"""The forms in which prose writes dates by themselves: days, ranges, months, parts of a year, and years."""

import re
from calendar import month_name

from app.curate.mentions.clock import Answer, Clock
from app.curate.mentions.date_parts import (
    AND,
    COUNT,
    DAY_IN_WORDS,
    DAY_PATTERN,
    NAMED_YEAR,
    OF_YEAR,
    TO,
    WEEKDAY,
    YEAR_PATTERN,
    Date,
    Forms,
    day_number,
    number_of,
    with_year,
    year_of_words,
)
from app.curate.mentions.months import MONTH_PATTERN, in_english, month_number

form = Forms()

# Whole dates.


@form(r"(?<![\d.-])((?:1[89]|20)\d\d)-(0\d|1[0-2])-([0-3]\d)(?![\d-])")
def _iso(match: re.Match[str], _clock: Clock) -> Date:
    return match.group(), None, True


@form(r"(?<![\d./])([0-3]?\d)([./])([0-3]?\d)\2((?:19|20)\d\d)(?![\d])")
@form(r"(?<![\d./])([0-3]?\d)(/)([0-3]?\d)/([0-4]\d)(?![\d/%])")
def _figures(match: re.Match[str], _clock: Clock) -> Date:
    day, month = int(match[1]), int(match[3])
    if match[2] == "/" and month > 12 >= day:  # the American order
        day, month = month, day
    if match[2] == "/" and day <= 12 and day != month:
        return None, "The order of day and month is not clear.", True
    return f"{f'20{match[4]}'[-4:]}-{month:02}-{day:02}", f"The day is {day}, the month {month}.", True


_BEFORE_DAY = rf"(?:{WEEKDAY}(?:,\s+|\s+\(|\s+))?(?:the\s+|this\s+(?=\d\w+\s+day))?"


@form(rf"{_BEFORE_DAY}({DAY_PATTERN})(?:\s+(?:day\s+of\s+|of\s+)?|-(?=[а-яқ]))({MONTH_PATTERN})({OF_YEAR})?\)?")
def _day_month(match: re.Match[str], clock: Clock) -> Date:
    month, day = month_number(match[2]), day_number(match[1])
    return with_year(year_of_words(match[3], clock, month, day), f"{{0}}-{month:02}-{day:02}", in_english(match[2]))


form(rf"{_BEFORE_DAY}({DAY_IN_WORDS})\s+(?:day\s+)?of\s+({MONTH_PATTERN})({OF_YEAR})?\)?")(_day_month)


@form(rf"{_BEFORE_DAY}({MONTH_PATTERN})\s+({DAY_PATTERN})({OF_YEAR})?\)?")
def _month_day(match: re.Match[str], clock: Clock) -> Date:
    month, day = month_number(match[1]), day_number(match[2])
    return with_year(year_of_words(match[3], clock, month, day), f"{{0}}-{month:02}-{day:02}")


_YEAR_FIRST = rf"({YEAR_PATTERN})\s+(?:жылғы|жылдың|жылы|yılı|yılının|года)"
"""A year before its month."""


@form(rf"{_YEAR_FIRST}\s+({DAY_PATTERN})[\s-]\s?({MONTH_PATTERN})")
def _year_day_month(match: re.Match[str], _clock: Clock) -> Date:
    return f"{match[1]}-{month_number(match[3]):02}-{day_number(match[2]):02}", in_english(match[3]), True


@form(rf"{_YEAR_FIRST}\s+({DAY_PATTERN}){TO}({DAY_PATTERN})\s+({MONTH_PATTERN})")
def _year_days_month(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[1], clock, (match[4], match[2]), (match[4], match[3]))


@form(rf"{_YEAR_FIRST}\s+({MONTH_PATTERN})(?:{TO}({MONTH_PATTERN}))?")
def _year_months(match: re.Match[str], _clock: Clock) -> Date:
    first, last = month_number(match[2]), month_number(match[3] or match[2])
    if last < first:
        return None, "The months are not of one year.", True
    end = f"/{match[1]}-{last:02}" if last > first else ""
    return f"{match[1]}-{first:02}{end}", in_english(match[2]), True


# Ranges of days.


@form(rf"\b({MONTH_PATTERN})\s+({DAY_PATTERN}){TO}({MONTH_PATTERN})\s+({DAY_PATTERN})({OF_YEAR})?")
def _month_days_two(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[1], match[2]), (match[3], match[4]))


@form(rf"({DAY_PATTERN})\s+({MONTH_PATTERN}){TO}({DAY_PATTERN})\s+({MONTH_PATTERN})({OF_YEAR})?")
def _days_two_months(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[2], match[1]), (match[4], match[3]))


@form(
    rf"\b(?:the\s+)?({MONTH_PATTERN})\s+({DAY_PATTERN})(?:{TO}|(?P<both>{AND}))({DAY_PATTERN})(?!\s+{MONTH_PATTERN})({OF_YEAR})?"
)
def _month_days(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[1], match[2]), (match[1], match[4]), only_two=bool(match["both"]))


@form(rf"({DAY_PATTERN})(?:{TO}|(?P<both>{AND}))({DAY_PATTERN})\s+({MONTH_PATTERN})({OF_YEAR})?")
def _days_month(match: re.Match[str], clock: Clock) -> Date:
    return _days(match[5], clock, (match[4], match[1]), (match[4], match[3]), only_two=bool(match["both"]))


def _days(
    words: str | None, clock: Clock, first: tuple[str, str], last: tuple[str, str], *, only_two: bool = False
) -> Date:
    """A range from (month, day) to (month, day), the year being that of its end. ``only_two`` says that they are two
    days, not a range: “3 and 4 May”."""
    (month, day), (end_month, end_day) = ((month_number(name), day_number(text)) for name, text in (first, last))
    if only_two and end_day != day + 1:
        return None, "These are two days, not all from the first to the last.", True
    year = "{1}" if (month, day) > (end_month, end_day) else "{0}"
    template = f"{year}-{month:02}-{day:02}/{{0}}-{end_month:02}-{end_day:02}"
    is_under_way = clock.lies_between((month, day), (end_month, end_day))
    return with_year(year_of_words(words, clock, *((month, day) if is_under_way else (end_month, end_day))), template)


# Months and parts of a year.


_WEEKS = ("first", "second", "third", "fourth")


@form(rf"\b({MONTH_PATTERN})\s+({YEAR_PATTERN}){TO}({MONTH_PATTERN})\s+({YEAR_PATTERN})")
@form(rf"\b[Bb]etween\s+({MONTH_PATTERN})\s+({YEAR_PATTERN}){AND}({MONTH_PATTERN})\s+({YEAR_PATTERN})")
def _months_of_years(match: re.Match[str], _clock: Clock) -> Date:
    return f"{match[2]}-{month_number(match[1]):02}/{match[4]}-{month_number(match[3]):02}", None, True


@form(rf"\b({MONTH_PATTERN})(?:{TO}|{AND}(?=\w+{OF_YEAR}))({MONTH_PATTERN})({OF_YEAR})?(?!\s+\d{{1,2}}\b)")
def _months(match: re.Match[str], clock: Clock) -> Date:
    month, end_month = month_number(match[1]), month_number(match[2])
    year = "{1}" if month > end_month else "{0}"
    return with_year(year_of_words(match[3], clock, end_month), f"{year}-{month:02}/{{0}}-{end_month:02}")


@form(
    rf"\b(?:so\s+far\s+)?({NAMED_YEAR}),?\s+(?:up\s+)?(?:to|until|through)\s+(?:the\s+end\s+of\s+)?({MONTH_PATTERN})\b(?!\s+\d)"
)
def _year_up_to_month(match: re.Match[str], clock: Clock) -> Date:
    return with_year(
        year_of_words(match[1], clock, 1), f"{{0}}-01/{{0}}-{month_number(match[2]):02}", "The year to that month."
    )


@form(rf"\b({MONTH_PATTERN})({OF_YEAR})")
def _month(match: re.Match[str], clock: Clock) -> Date:
    month = month_number(match[1])
    return with_year(year_of_words(match[2], clock, month), f"{{0}}-{month:02}", in_english(match[1]))


@form(rf"\b(?:the\s+)?({'|'.join(_WEEKS)})\s+week\s+of\s+({MONTH_PATTERN})({OF_YEAR})?", re.IGNORECASE)
def _week_of_month(match: re.Match[str], clock: Clock) -> Date:
    month, last = month_number(match[2]), 7 * (_WEEKS.index(match[1].lower()) + 1)
    year = year_of_words(match[3], clock, month, last)
    edtf, reason, _ = with_year(year, f"{{0}}-{month:02}-{last - 6:02}/{{0}}-{month:02}-{last:02}", "Seven days each.")
    return edtf, reason, False


@form(
    rf"\b(?:[Ii]n|[Bb]y|[Bb]efore|[Ss]ince|[Uu]ntil|[Oo]f|[Ff]rom|[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his|[Ff]or|[Вв])[\s-]"
    rf"(?P<core>{MONTH_PATTERN})(?![\s-]\d)"
)
@form(
    rf"\b(?:[Tt]he|[’']s)\s(?P<core>{MONTH_PATTERN})(?=\s(?:meeting|visit|session|summit|talks|conference|trip|round)\b)"
)
def _bare_month(match: re.Match[str], clock: Clock) -> Date:
    month, answer = month_number(match[1]), clock.year_of(month_number(match[1]), None)
    step, first = {"last": -1, "next": 1}.get(match[0][:4].lower()), clock.publication and clock.publication.start
    if step and first:  # the month of publication is neither the last nor the next of its name
        answer = Answer(first.year + step * (step * (month - first.month) <= 0), answer.reason)
    return with_year(answer, f"{{0}}-{month:02}", in_english(match[1]))


@form(
    rf"\b(?:the\s+)?(?:first\s+{COUNT}\s+months|(?:first|second|third|fourth|last)\s+(?:quarter|half))"
    rf"\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:fiscal|financial)\s+year(?:\s+{YEAR_PATTERN}(?:[-–/]\d{{2,4}})?)?",
    re.IGNORECASE,
)
def _part_of_fiscal_year(_match: re.Match[str], _clock: Clock) -> Date:
    return None, "A fiscal year begins on another day in each country.", True


@form(rf"\b(?:the\s+)?first\s+({COUNT})\s+months({OF_YEAR})?", re.IGNORECASE)
@form(rf"\b(?:the\s+)?({COUNT})\s+months({OF_YEAR})", re.IGNORECASE)
def _first_months(match: re.Match[str], clock: Clock) -> Date:
    count = number_of(match[1])
    template = "{0}-01" if count == 1 else f"{{0}}-01/{{0}}-{count:02}"
    plain = "first" in match.group().lower() and not match[1].isdigit() and count > 1
    reason = None if plain else f"The first {count} months of the year go from January to {month_name[count]}."
    return with_year(_part_year(match[2], clock, count), template, reason)


@form(rf"\b(?:the\s+)?first\s+(two|three|2|3)\s+quarters({OF_YEAR})?", re.IGNORECASE)
def _first_quarters(match: re.Match[str], clock: Clock) -> Date:
    last = 3 * number_of(match[1])
    reason = f"These quarters go from January to {month_name[last]}."
    return with_year(_part_year(match[2], clock, last), f"{{0}}-01/{{0}}-{last:02}", reason)


@form(
    rf"\b(?:the\s+)?(?:(?:past|last)\s+)?(?:year|(?:12|twelve)\s+months|four\s+quarters)"
    rf"\s+(?:(?:up\s+)?to|ending(?:\s+in)?|ended|through)\s+(?:the\s+end\s+of\s+)?(?:({MONTH_PATTERN})|Q([1-4]))(?:\s+{DAY_PATTERN},?)?"
    rf"(?:\s+(?:of\s+)?({YEAR_PATTERN})|\b(?!\s+\d))"
)
def _year_to_month(match: re.Match[str], clock: Clock) -> Date:
    end = month_number(match[1]) if match[1] else 3 * int(match[2])
    template = "{0}" if end == 12 else f"{{1}}-{end + 1:02}/{{0}}-{end:02}"
    return with_year(
        year_of_words(match[3], clock, end), template, f"The twelve months to the end of {month_name[end]}."
    )


_PARTS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4
}  # fmt: skip


@form(rf"\b(?:the\s+)?({'|'.join(_PARTS)})[\s-]{{1,2}}(quarter|half)({OF_YEAR})?", re.IGNORECASE)
def _part(match: re.Match[str], clock: Clock) -> Date:
    months = 3 if match[2].lower() == "quarter" else 6
    return _part_of_year(months, min(_PARTS[match[1].lower()], 12 // months), match[3], clock)


@form(rf"\b([QH])([1-4])(?:\s+(?:of\s+)?)({YEAR_PATTERN})")
def _short_part(match: re.Match[str], clock: Clock) -> Date:
    return _part_of_year(3 if match[1] == "Q" else 6, int(match[2]), match[3], clock)


_YEAR_TO = rf"\b(?:[Ff]rom\s+(?P<from>{YEAR_PATTERN}){TO}|[Bb]etween\s+(?P<between>{YEAR_PATTERN}){AND})(?:the\s+)?"


@form(rf"{_YEAR_TO}(?P<part>{'|'.join(_PARTS)})\s+(?P<of>quarter|half)\s+(?:of\s+)?(?P<year>{YEAR_PATTERN})")
@form(rf"{_YEAR_TO}(?P<month>{MONTH_PATTERN})\s+(?P<year>{YEAR_PATTERN})")
def _year_to_part(match: re.Match[str], _clock: Clock) -> Date:
    groups = match.groupdict()
    if groups.get("month"):
        last = month_number(groups["month"])
    else:
        months = 3 if groups["of"] == "quarter" else 6
        last = min(12, _PARTS[groups["part"]] * months)
    first = groups["from"] or groups["between"]
    return f"{first}/{groups['year']}-{last:02}", f"It ends with {month_name[last]} {groups['year']}.", True


def _part_of_year(months: int, number: int, words: str | None, clock: Clock) -> Date:
    end = min(12, number * months)
    first = end - months + 1
    reason = f"That part of a year goes from {month_name[first]} to {month_name[end]}."
    return with_year(_part_year(words, clock, end), f"{{0}}-{first:02}/{{0}}-{end:02}", reason)


def _part_year(words: str | None, clock: Clock, month: int) -> Answer:
    """The year of a part of a year. “Of the year” is that of publication."""
    return (
        clock.year("this year")
        if words and words.split()[-2:] == ["the", "year"]
        else year_of_words(words, clock, month)
    )


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}


@form(rf"\b(?:the\s+)?(spring|summer|autumn|fall)({OF_YEAR})", re.IGNORECASE)
@form(r"\b(?:[Tt]his|[Nn]ext|[Ll]ast|[Ii]n\s+the)\s+(?P<core>fall)\b()(?=\s*(?:[.,;)]|$))")
@form(
    r"\b(?:[Tt]his|[Nn]ext|[Ll]ast|(?:[Ii]n|[Bb]y|[Bb]efore)(?:\s+the)?)\s+(?P<core>spring|summer|autumn)\b()(?!\s+(?:of|20))"
)
def _season(match: re.Match[str], clock: Clock) -> Date:
    first = _SEASONS[match[1].lower()]
    reason = f"That season goes from {month_name[first]} to {month_name[first + 2]} in the north."
    return with_year(
        year_of_words(match[2] or None, clock, first + 2), f"{{0}}-{first:02}/{{0}}-{first + 2:02}", reason
    )


# Years.


@form(rf"\b(?:academic|school)\s+year\s+(?:of\s+)?({YEAR_PATTERN})[-–/](\d{{2,4}})\b")
@form(rf"({YEAR_PATTERN})[-–/](\d{{2,4}})\s+(?:academic|school)\s+year")
def _academic_year(match: re.Match[str], _clock: Clock) -> Date:
    year = int(match[1])
    return f"{year}/{year + 1}", "An academic year lies in two years; its months are not stated.", True


@form(rf"\b(?:fiscal|financial)\s+year\s+({YEAR_PATTERN})[-–/](\d\d|\d{{4}})\b")
def _fiscal_years(match: re.Match[str], _clock: Clock) -> Date:
    first, last = int(match[1]), int(match[2]) % 100
    is_year = last == (first + 1) % 100
    return (f"{first}/{first + 1}" if is_year else None), "A fiscal year lies in two years; its months differ.", True


@form(rf"\b(?:fiscal|financial)\s+year\s+(?:ending\s+)?(?:{MONTH_PATTERN}\s+)?(?:{YEAR_PATTERN})(?:[-–/]\d{{2,4}})?")
def _fiscal_year(_match: re.Match[str], _clock: Clock) -> Date:
    return None, "A fiscal year begins on another day in each country.", True


@form(rf"({YEAR_PATTERN})(?:{TO}|[/])({YEAR_PATTERN})(?!-\d)")
@form(rf"\b[Bb]etween\s+({YEAR_PATTERN})\s+and\s+({YEAR_PATTERN})")
def _years(match: re.Match[str], _clock: Clock) -> Date:
    return f"{match[1]}/{match[2]}", None, True


@form(rf"({YEAR_PATTERN})[-–/](\d\d)(?![\d-])")
def _short_years(match: re.Match[str], _clock: Clock) -> Date:
    last = match[1][:2] + match[2]
    return (f"{match[1]}/{last}" if last > match[1] else None), None, True


@form(
    rf"(?:(?<![\w$€£¥₺₸₽№#-])|(?<=\bend-)|(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))"
    rf"(?<![A-Z][a-z]–)(?<!Vision )(?<!Agenda )(?<!Expo )(?<!EXPO )({YEAR_PATTERN})(?![\w°]|-\w|/\d)"
    r"(?!\s+(?:million|billion|thousand|trillion|km|kilomet|tons?\b|tonnes|people|companies|students|tourists"
    r"|enterprises|citizens|projects|dollars|euros|US\b|USD|megawatts?|MW))"
)
def _bare_year(match: re.Match[str], _clock: Clock) -> Date:
    return match[1], None, True


@form(rf"\b(?:later|earlier|early|late)\s+({NAMED_YEAR})", re.IGNORECASE)
@form(rf"\b({NAMED_YEAR})", re.IGNORECASE)
def _relative_year(match: re.Match[str], clock: Clock) -> Date:
    return with_year(clock.year(match[1]), "{0}")


@form(r"\b(?:the|a|one)\s+year\s+(before|earlier|later|after)\b(?!\s+\w+\s+(?:that|it|he|she|they)\b)")
def _year_beside(match: re.Match[str], clock: Clock) -> Date:
    edtf, reason, _ = with_year(
        clock.year("the following year" if match[1] in ("later", "after") else "the previous year"), "{0}"
    )
    return edtf, reason, False


@form(r"\b(?:the\s+)?(?:end\s+of\s+the|(?<=by )the|this)\s+decade\b|\bdecade’s\s+end\b")
def _decade(_match: re.Match[str], clock: Clock) -> Date:
    answer = clock.year("this year")
    if not isinstance(answer.value, int):
        return None, answer.reason, True
    last = answer.value // 10 * 10 + 10
    return f"{last:04}", f"The decade of the publication ends with {last}.", False


@form(r"(?<=\bbefore )the\s+year\s+(?:is\s+(?:out|over)|ends|closes|runs\s+out)\b")
@form(r"(?<=\bof the )year\b(?!\s+\d)|\byear[- ]end\b|(?<=\bend of )the year\b")
def _the_year(_match: re.Match[str], clock: Clock) -> Date:
    return with_year(clock.year("this year"), "{0}")
