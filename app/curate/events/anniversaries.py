"""Finds the year in which relations began, by the number of an anniversary: “2024 is the 30th anniversary of …”."""

import re
from collections.abc import Iterator

from app.curate.events.event import Spot
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage
from app.domain.edtf import Precision, Span
from app.domain.prose import TENS, UNITS, numbers

_YEARS = rf"(?P<years>\d{{2,3}}|{'|'.join([*UNITS[2:], *TENS])})\s(?:years|(?P<tens>decades))"

_ANNIVERSARY = re.compile(
    rf"(?:\s(?:founding\s)?anniversary\b|\b{_YEARS}\s(?:(?:have|had|has)\s(?:now\s)?(?:passed|elapsed|gone\sby)\s)?(?P<since>of|since)\b)"
    r"[^.;]{0,90}?\b(?:diplomatic|formal|official|bilateral)\s(?:relations(?:hip)?|ties)\b",
    re.IGNORECASE,
)
"""A number of years of relations: “the 30th anniversary of diplomatic relations”, “six decades since they established
diplomatic ties”."""

_MARKS = re.compile(r"\s(?:marks?|marked|brings|saw|sees|is)\s(?:the\s)?|,?\s")
"""What stands between the day of an anniversary and the number of years."""

_FOUNDING = re.compile(r"[^.;]{0,30}?\b(?:established|set\sup|began)\b")
"""What stands behind relations if the sentence has the year in which they began."""

_FOUNDING_DATE = re.compile(rf"{_FOUNDING.pattern}\s(?:in|on)\s[\dA-Z]")

_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d\d)?")
"""The time of an anniversary. A day may be that of something else, such as of the speech."""

_TODAY = re.compile(r"^\W*(?:[A-Z-]+\.?\s){0,3}(?:\w+\s)?Today\b|\btoday\s(?:marks?|celebrates?|is)\b")


def beginnings_of_relations(passage: Passage, publication: Span | None) -> Iterator[tuple[Spot, DateMention]]:
    """The anniversaries of relations in a sentence, each with the date on which they began. An anniversary falls on the
    day right before it, else in the year that the sentence names, else in that of publication."""
    text, offset = passage.text, passage.sentence.start
    for match in _ANNIVERSARY.finditer(text):
        ordinal = next((o for o in passage.ordinals if o.end == match.start()), None)
        years = _years(match) if match["years"] else ordinal.value if ordinal else 0
        start = ordinal.start if ordinal else match.start()
        day = next((d for d in passage.dates if d.edtf and _MARKS.fullmatch(text, d.end - offset, start)), None)
        time = next((d.edtf for d in passage.dates if d.edtf and _YEAR_OR_MONTH.fullmatch(d.edtf)), None)
        time = (day and day.edtf) or time or _time_of_publication(publication, text)
        has_year = (_FOUNDING_DATE if match["since"] == "since" else _FOUNDING).match(text, match.end())
        if years and time and not has_year:
            cue = Spot(passage, start, match.end())
            yield cue, DateMention(
                passage.sentence.paragraph, offset + cue.start, offset + cue.end, cue.words,
                f"{int(time[:4]) - years:04}{time[4:]}", f"The anniversary is in {time[:4]}.", is_certain=False,
            )  # fmt: skip


def _years(match: re.Match[str]) -> int:
    return max(map(int, numbers(match["years"])), default=0) * (10 if match["tens"] else 1)


def _time_of_publication(publication: Span | None, text: str) -> str | None:
    """The year of publication, or the day of a text that speaks of today."""
    if publication is None or publication.start is None or publication.precision is Precision.range:
        return None
    is_today = publication.precision is Precision.day and _TODAY.search(text)
    return f"{publication.start}" if is_today else f"{publication.start.year}"
