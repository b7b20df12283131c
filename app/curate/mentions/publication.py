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
"""Paragraphs at the start or end of a text that may have the day of publication alone on a line. The start has more if
it is the menu of a page, up to the first that is no line."""

_MAX_HEAD = 40

_LABEL = re.compile(
    r"(?:^|[|•·]\s?)(?:published|posted|updated|last updated|publication date|released|release date|date|issued"
    r"|опубликовано|обновлено|дата публикации|дата|yayınlanma|yayın|yayımlanma|giriş|güncelleme|eklenme)"
    r"(?: on| at| tarihi)?\s?:?\s{0,3}(?=\W{0,3}[\w])",
    re.IGNORECASE,
)

_CAPITAL = "A-ZÇĞİÖŞÜА-ЯЁ"

_DATELINE = re.compile(
    rf"^(?:[{_CAPITAL}][{_CAPITAL}’'.-]*(?:[ ,/–—]{{1,3}}|$)){{1,5}}\(?$"
    rf"|^(?:[{_CAPITAL}][\w’'.-]{{1,30}}[ ,–—]{{1,3}}){{1,3}}\(?$"
)
"""What stands before the date of a dateline: “ASTANA, ”."""

_AFTER_DATELINE = re.compile(r"^\s{0,2}(?:\((?:[\w ./]{2,40})\)|/[\w .]{2,30}/)?\s{0,2}(?:[–—:-]|\.\s)")

_AT_START = re.compile(r"^\s[–—-]\s(?=[A-Z“\"])")
"""What stands between a date at the start of a text and its first sentence."""

_HEADLINE = 3
"""Paragraphs at the start of a text that may be its headline."""

_LONGEST_LINE = 120

_TODAY = re.compile(r"\btoday,?\s\(?\Z", re.IGNORECASE)

_SIGNED_AT = re.compile(
    r"^(?:Done|Signed|Adopted|Issued)\s(?:at|in)\s(?:the\scity\sof\s)?(?:[A-Z][\w’'-]{1,30},?\s){1,3}(?:on\s)?(?:(?:the|this)\s)?\Z"
)
"""What stands before the date of a communiqué: “Done at Dakar on 5 December 2024”."""

_SEPARATOR = re.compile(r"\s?[|•·/›»]\s?|\s[–—-]\s|,\s|\s\(|\)")

_FACT = re.compile(
    r"(?:(?:[A-Z\d][\w.,’'&-]{0,40}|[a-z\d-]{2,40}(?:\.[a-z]{2,10}){1,2}|&|all\stimes\slocal|last\supdated?|of|the|for|and|by|de|min|minutes?|read|press|news|immediate|release|statement|service"
    r"|agency|readers|views|comments|shares|staff|desk|writer|correspondent|reporter|wire|online|edition)(?:\s|\Z)){1,7}",
)
"""A place, a name or a length of the text. A sentence has other words."""

_ISSUE = re.compile(r"\b(?:No|Nr|Issue|Release)\b[.:]?\s(?:No[.:]?\s)?[\w./-]{1,12}(?:,|\s[–—-])\s\Z", re.IGNORECASE)
"""What stands before the date of a numbered statement: “No: 12, 6 May 2026, Regarding”."""

_TEXT = re.compile(
    r"\b(?:newsletter|bulletin|digest|review|communiqu[eé]|(?:joint|press)\sstatement|(?:press|news)\srelease|transcript"
    r"|briefing|weekly|monthly|edition|issue)\b",
    re.IGNORECASE,
)
"""A word for what is published."""

_BEFORE_LAST = re.compile(r"[,(|·•/:–—]\s{0,2}(?:the\s)?\Z")

_BYLINES = 4
"""Paragraphs at the start that may say who wrote a text, for whom, and when."""

_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?:\s?(?:[ap]\.?m\.?|GMT|UTC|CET|EST))?(?!\w)", re.IGNORECASE)

_CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d|\b(?:a\.?m|p\.?m|gmt|utc|by|min(?:ute)?s?|read"
    r"|года?|мск|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|pazartesi|salı|çarşamba|perşembe|cuma"
    r"|cumartesi|pazar)\b|\W",
    re.IGNORECASE,
)


def publication_date(article: Article) -> DateMention | None:
    """The day of publication that the text states, or None.

    Where the text only reports “Monday (11 September)” as recent, and states its year elsewhere, the date is the week
    that began with that day, and it is not certain.
    """
    return next(_days(article), None) or next(_weeks(article), None)


def _days(article: Article) -> Iterator[DateMention]:
    lengths = map(len, article.paragraphs[:_MAX_HEAD])
    head = max(_HEAD, next((number for number, length in enumerate(lengths, 1) if length >= _LONGEST_LINE), 0))
    for number, text in enumerate(article.paragraphs, 1):
        if day := _byline(article, number, text) or _date_alone(number, text) or _day_of_edit(number, text):
            yield day
        if head < number <= len(article.paragraphs) - _HEAD:
            continue
        line = text[:200]
        label = _LABEL.match(line)
        for mention in find_dates(line, number=number):
            if mention.span is None or mention.span.precision is not Precision.day:
                continue
            before, after = line[: mention.start].strip(), line[mention.end :]
            has_label = (
                label is not None and label.end() >= mention.start and (len(text) < 120 or "date" in before.lower())
            )
            if (
                has_label
                or _alone(text, before, after)
                or (number <= head and _opens(before, after))
                or _SIGNED_AT.match(before + " ")
            ):
                yield mention
                break
            if _ISSUE.search(before + " ") and number <= _HEADLINE:
                yield mention
                break
            if number <= _HEADLINE and len(text) < 160 and before.endswith((":", " –", " —")) and not after.strip():
                yield replace(mention, reason=f"The headline ends with “{mention.text}”.", is_certain=False)
                break


def _alone(text: str, before: str, after: str) -> bool:
    """Whether a line has a date and no sentence."""
    if len(text) >= _LONGEST_LINE:
        return False
    return not re.search(r"[^\W\d_]{3}", _CLOCK.sub(" ", f"{before} {after}")) or _facts(before, after)


def _opens(before: str, after: str) -> bool:
    """Whether a date opens the text with its place, “BERLIN, 3 March 2026 –”, or is that of “today”."""
    if not before:
        return bool(_AT_START.match(after))
    return bool((_DATELINE.match(before + " ") and _AFTER_DATELINE.match(after)) or _TODAY.search(before + " "))


def _facts(before: str, after: str) -> bool:
    """Whether only facts stand beside a date in its line: “Baku, 22 May 2025”, “21.10.2025, 18:40 | Caspian Wire”."""
    beside = _SEPARATOR.split(f"{before.lstrip('(')} | {_TIME.sub(' ', after)}")
    facts = [part for part in map(str.strip, beside) if part]
    return len(facts) < 5 and all(_FACT.fullmatch(fact) for fact in facts)


def _byline(article: Article, number: int, text: str) -> DateMention | None:
    """The date at the end of a line that is no sentence: “Talk with Jan Kos for The Post, 3 April 2026”.

    The first line may be a headline, so that it must name a text. Of a week in review it is the last day.
    """
    line = text.rstrip(" )")
    if number > _BYLINES or len(text) >= _LONGEST_LINE or text.endswith((".", "?", "!")):
        return None
    mention = next((m for m in find_dates(text, number=number) if len(line) <= m.end <= len(text)), None)
    day = (mention.edtf or "").rpartition("/")[2] if mention and mention.relation is None else ""
    if mention is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return None
    before = text[: mention.start]
    if not _BEFORE_LAST.search(before) or not (number > 1 or _TEXT.search(before)) or _EVENT_WORDS.search(before):
        return None
    if day != mention.edtf and not any(map(_REVIEW.search, article.paragraphs[:number])):
        return None
    reason = None if day == mention.edtf else "It is the last day of the time of which the text tells."
    return replace(mention, edtf=day, reason=reason, is_certain=reason is None and bool(_TEXT.search(before)))


_SENTENCE_BEFORE = re.compile(r"[.!?…][”\"’)]?\s+[(\[]?\Z")


def _date_alone(number: int, text: str) -> DateMention | None:
    """The day that ends a paragraph at the start and is a sentence by itself: “News from Oslo. 3 May 2026”."""
    if number > _BYLINES:
        return None
    first = max(0, len(text) - _LONGEST_LINE)
    for mention in find_dates(text, first, number=number):
        has_year = bool(mention.edtf and mention.edtf[:4] in mention.text)
        is_end = not text[mention.end :].strip(" .)]")
        if is_end and has_year and mention.span and mention.span.precision is Precision.day:
            return mention if _SENTENCE_BEFORE.search(text[: mention.start]) else None
    return None


_EDITS = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!be )(?<!is )(?<!are )\b(?i:compiled|edited|written|updated|revised|translated"
    r"|summari[sz]ed?|sum(?:med)? up)\b[^.!?]{0,60}?(?:\s|[(,]\s?)(?:on\s)?\Z"
)
"""Words for work on a text, and what stands between them and its day."""


def _day_of_edit(number: int, text: str) -> DateMention | None:
    """The day that ends a paragraph at the start, on which somebody made the text: “Compiled by X on 3 May 2026”."""
    first = max(0, len(text) - _LONGEST_LINE)
    for mention in find_dates(text, first, number=number) if number <= _BYLINES else ():
        has_year = bool(mention.edtf and mention.edtf[:4] in mention.text)
        is_day = mention.span and mention.span.precision is Precision.day
        if has_year and is_day and not text[mention.end :].strip(" .)]") and _EDITS.search(text[: mention.start]):
            return mention
    return None


_REVIEW = re.compile(r"\b(?:week|weekly|fortnight|digest|round-?up)\b", re.IGNORECASE)
"""A word for a text that tells of several days, which comes out on the last."""

_EVENT_WORDS = re.compile(r"\b(?:will|to|opens?|meets?|met|held|visit(?:s|ed)?|signed|summit|forum)\b", re.IGNORECASE)
"""Words of a headline that make its date that of an event."""


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
                yield replace(mention, edtf=f"{first}/{last}", reason=reason, is_certain=False)
