"""Finds the year in which relations began, by the number of an anniversary: “2024 is the 30th anniversary of …”."""

import re
from collections.abc import Iterator

from app.curate.events.event import Spot
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage
from app.domain.edtf import Precision, Span

_ANNIVERSARY = re.compile(
    r"(?:\s(?:founding\s)?anniversary\b|(?P<years>\b\d{2,3})\syears\s(?:of|since)\b)[^.;]{0,90}?\b(?:diplomatic|formal|official|bilateral)"
    r"\s(?:relations(?:hip)?|ties)\b",
    re.IGNORECASE,
)
"""A number of years of relations: “the 30th anniversary of diplomatic relations”, “60 years of diplomatic ties”."""

_ESTABLISHED = re.compile(r"[^.;]{0,30}?\b(?:established|set\sup|began)\b")
"""What stands behind relations if the sentence has the year in which they began."""

_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d\d)?")
"""The time of an anniversary. A day may be that of something else, such as of the speech."""

_TODAY = re.compile(r"^\W*(?:[A-Z-]+\.?\s){0,3}(?:\w+\s)?Today\b|\btoday\s(?:marks?|celebrates?|is)\b")


def beginnings_of_relations(passage: Passage, published: Span | None) -> Iterator[tuple[Spot, DateMention]]:
    """The anniversaries of relations in a sentence, each with the date on which they began. An anniversary falls in the
    year that the sentence names, else in that of publication."""
    text, offset = passage.text, passage.sentence.start
    for match in _ANNIVERSARY.finditer(text):
        ordinal = next((o for o in passage.ordinals if o.end == match.start()), None)
        years = int(match["years"]) if match["years"] else ordinal.value if ordinal else 0
        time = next((d.edtf for d in passage.dates if d.edtf and _YEAR_OR_MONTH.fullmatch(d.edtf)), None)
        time = time or _time_of_publication(published, text)
        if years and time and not _ESTABLISHED.match(text, match.end()):
            cue = Spot(passage, ordinal.start if ordinal else match.start(), match.end())
            yield cue, DateMention(
                passage.sentence.paragraph, offset + cue.start, offset + cue.end, cue.words,
                f"{int(time[:4]) - years:04}{time[4:]}", f"The anniversary is in {time[:4]}.", is_certain=False,
            )  # fmt: skip


def _time_of_publication(published: Span | None, text: str) -> str | None:
    """The year of publication, or the day of a text that speaks of today."""
    if published is None or published.start is None or published.precision is Precision.range:
        return None
    is_today = published.precision is Precision.day and _TODAY.search(text)
    return f"{published.start}" if is_today else f"{published.start.year}"
