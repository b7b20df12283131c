"""The periods of figures in a sentence."""

import re
from dataclasses import replace

from app.curate.lexical.amounts import NumberMention
from app.curate.lexical.dates import is_day
from app.curate.lexical.text import LexicalSentence, LexicalText
from app.curate.mentions.dates import DateMention


def figure_date(
    text: LexicalText, line: LexicalSentence, amount: NumberMention, window: tuple[int, int], *, is_target: bool
) -> DateMention | None:
    """The period of a figure. One that is counted since a date has the time from then up to the publication. ``window``
    has the offsets of the words about the figure."""
    date = _nearest_date(line, amount, window)
    return _up_to_now(date, text, line) if date and not is_target else date


def _nearest_date(line: LexicalSentence, amount: NumberMention, window: tuple[int, int]) -> DateMention | None:
    """The period of a figure: the nearest date in its window, else the last before it in the sentence."""
    dates = [d for d in line.dates if not is_day(d) or re.search(r"\d", d.text)]
    inside = [
        date
        for date in dates
        if window[0] <= date.start < window[1]
        and not (date.start >= amount.end and re.search("[,;]", line.text[amount.end : date.start]))
    ]
    if inside:
        return min(inside, key=lambda date: min(abs(date.end - amount.start), abs(date.start - amount.end)))
    before = [date for date in dates if date.end <= amount.start]
    is_now = before and line.lexicon.present.search(line.lower, before[-1].end, amount.start)
    return before[-1] if before and not is_now else None


_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d\d)?")


def _up_to_now(date: DateMention, text: LexicalText, line: LexicalSentence) -> DateMention:
    """The date; of a figure that is counted “since 2005”, the time from then up to the publication."""
    since, publication = line.lexicon.since, text.publication
    is_last = line.lexicon.verb_is_last
    is_since = (
        since.match(line.lower, date.end) if is_last else since.search(line.lower, max(0, date.start - 12), date.start)
    )
    if not (is_since and publication and publication.end and _YEAR_OR_MONTH.fullmatch(date.edtf or "")):
        return date
    last = publication.text.rpartition("/")[2]
    reason = f"Counted up to the day of publication, {publication.text}."
    return replace(date, edtf=f"{date.edtf}/{last}", reason=reason)
