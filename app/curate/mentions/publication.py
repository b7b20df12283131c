"""Finds the day of publication that a text states: in its dateline, behind “Published”, or alone on a line."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from app.curate.articles import Article
from app.curate.mentions.clock import Clock
from app.curate.mentions.dates import DateMention, find_dates, full_dates
from app.curate.mentions.tense import Tense, Tenses
from app.domain.edtf import Precision

_HEAD = 8
"""Paragraphs at the start of a text that may have the day of publication alone on a line."""

_LABEL = re.compile(
    r"(?:^|[|•·]\s?)(?:published|posted|updated|last updated|publication date|released|release date|date|issued|on)"
    r"(?: on| at)?:?\s{0,3}(?=\W{0,3}[\w])",
    re.IGNORECASE,
)

_PLACE = re.compile(r"^(?:[A-Z][A-Z’'.-]*(?:[ ,/]{1,2}|$)){1,5}\(?$|^(?:[A-Z][\w’'.-]{1,30}[ ,]{1,2}){1,3}\(?$")
"""What stands before the date of a dateline: “ASTANA, ”."""

_AFTER_DATELINE = re.compile(r"^\s{0,2}(?:\((?:[\w ./]{2,40})\)|/[\w .]{2,30}/)?\s{0,2}(?:[–—:-]|\.\s)")

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\b(?:a\.?m|p\.?m|gmt|utc|by|min(?:ute)?s?|read)\b|\W", re.IGNORECASE)


def publication_date(article: Article) -> DateMention | None:
    """The day of publication that the text states, or None.

    Where the text only reports “Monday (11 September)” as recent, and states its year elsewhere, the date is the week
    that began with that day, and it is not sure.
    """
    return next(_stated(article), None) or next(_weeks(article), None)


def _stated(article: Article) -> Iterator[DateMention]:
    for number, text in enumerate(article.paragraphs, 1):
        if number > _HEAD and number <= len(article.paragraphs) - _HEAD:
            continue
        line = text[:200]
        label = _LABEL.match(line)
        for mention in find_dates(line, number=number):
            if mention.span is None or mention.span.precision is not Precision.day:
                continue
            before, after = line[: mention.start].strip(), line[mention.end :]
            alone = len(text) < 80 and not re.search(r"[^\W\d_]{3}", _CLOCK.sub(" ", before + " " + after))
            labelled = (
                label is not None and label.end() >= mention.start and (len(text) < 120 or "date" in before.lower())
            )
            dateline = number <= _HEAD and bool(_PLACE.match(before + " ")) and bool(_AFTER_DATELINE.match(after))
            if alone or labelled or dateline:
                yield mention
                break


def _weeks(article: Article) -> Iterator[DateMention]:
    clock = Clock(years=full_dates(article))
    for sentence in article.sentences:
        if not re.search(r"day,? \(?(?:\d|[A-Z][a-z])", sentence.text):
            continue
        paragraph = article.paragraphs[sentence.paragraph - 1]
        for mention in find_dates(
            paragraph, sentence.start, sentence.start + len(sentence.text), sentence.paragraph, clock
        ):
            span = mention.span
            if span and span.start and span.precision is Precision.day and mention.reason and "day" in mention.text:
                future = Tenses(paragraph).at(mention.start, mention.end) is Tense.future
                first, last = (span.start - timedelta(days=6), span.start) if future else (
                    span.start, span.start + timedelta(days=6))  # fmt: skip
                side = "announces" if future else "reports"
                reason = f"It {side} “{mention.text}” of {span.start.year} as near, so it is of that week."
                yield replace(mention, edtf=f"{first}/{last}", reason=reason, sure=False)
