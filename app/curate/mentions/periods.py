"""Chooses the date in a sentence that is the period of a figure."""

import re
from collections.abc import Sequence

from app.curate.articles import Sentence
from app.curate.mentions.dates import DateMention
from app.curate.mentions.figures import FigureMention

_COMPARISON = re.compile(
    r"\b(?:compared\s+(?:to|with)|than\s+in|than|against|versus|from\s+a\s+year\s+earlier\s+in|up\s+from"
    r"|down\s+from|scheduled\s+for|(?:much|many|high|large|low)\s+as"
    r"|said|told|added|noted|stated|reported|announced|speaking)\s+(?:(?!that\b)\w+\s+){0,4}\Z"
    r"|\b(?:increase|rise|growth|decrease|decline|drop|fall)\s+(?:of|by)\s+[\d.]+\s?(?:%|percent|per\s+cent)\s+(?:on|over|from)?\s*\Z"
    r"|\bexceed(?:s|ed|ing)\s+the\s+\Z"
    r"|\b(?:same|corresponding)\s+(?:period|months?|quarter|half|time)\s+(?:of|in)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)

_BY_PERCENT = re.compile(r"(?:%|\bpercent|\bper\scent)\s+(?:\w+\s+)?\Z")
"""Words before “from 2023” that make it the year with which a figure is compared: “down 2 percent”."""

_OF_ANOTHER = re.compile(r"\b(?:(?:down|up|compared)\s+(?:from|with|to)|against|versus)\s+[^,;]{1,40}\Z", re.IGNORECASE)
"""Words before a date that belongs to a figure with which another is compared: “down from $4 billion in 2024”."""

_LEVEL_VERB = re.compile(r"\b(?:had|has|have|was|were|reached|amounted|stood|totall?ed|numbered)\b")

_WAS_BY_THEN = re.compile(
    r"\s(?:\w+\s){0,4}?(?:had|was|were|reached|jumped|rose|grew|climbed|fell|amounted|stood|totall?ed)\b"
)
"""Words behind “by 2023” that tell what was."""

_BEFORE_THAT = re.compile(
    r"(?:over|on|from|to)\s(?:the\s)?(?:(?:previous|preceding|prior)\s|year\sbefore\b)", re.IGNORECASE
)
"""A year with which a figure is compared: “a decrease of 4% over the previous year”."""

_WEEKDAY = re.compile(r"day\b|\btoday\b|\byesterday\b|\btomorrow\b", re.IGNORECASE)


def period_of(
    sentence: Sentence, figure: FigureMention, window: tuple[int, int], mentions: Sequence[DateMention]
) -> DateMention | None:
    """The date of a figure: the nearest in its part of the sentence, else the last before that part.

    It is never a day on which somebody spoke, a year with which the figure is compared, or one by which it is due.
    """
    return _period(sentence, (figure.start, figure.end), window, mentions)


def period_of_span(sentence: Sentence, start: int, end: int, mentions: Sequence[DateMention]) -> DateMention | None:
    """The date of the words between two offsets of a sentence: one between the same commas, else one before."""
    boundaries = [match.span() for match in re.finditer(r"[,;:]\s", sentence.text)]
    first = max((last for _, last in boundaries if last <= start), default=0)
    last = min((first for first, _ in boundaries if first >= end), default=len(sentence.text))
    mentions_before_end = [m for m in mentions if m.start - sentence.start < last]
    return _period(sentence, (start, end), (first, last), mentions_before_end)


def _period(
    sentence: Sentence, figure: tuple[int, int], window: tuple[int, int], mentions: Sequence[DateMention]
) -> DateMention | None:
    for mention in mentions:
        if mention.edtf and _HEADS_BRACKET.fullmatch(sentence.text, mention.end - sentence.start, figure[0]):
            return mention
    usable = [m for m in mentions if is_usable(sentence, m) or _right_behind(sentence, m, figure[1])]
    spans = [(m.start - sentence.start, m.end - sentence.start, m) for m in usable]
    spans = [span for span in spans if not _is_of_aside(sentence.text, span, figure)]
    clause = sentence.text.find("; ", figure[1])
    last = window[1] if clause < 0 else min(window[1], clause)
    within = [span for span in spans if window[0] <= span[0] < last]
    if within:
        return min(within, key=lambda span: _distance(span, figure))[2]
    before = [
        span
        for span in spans
        if span[1] <= window[0]
        and not _OF_ANOTHER.search(sentence.text, max(0, span[0] - 60), span[0])
        and not _NEXT_CLAUSE.search(sentence.text, span[1], figure[0])
    ]
    if before:
        return before[-1][2]
    return None


_HEADS_BRACKET = re.compile(r"\s?\((?:USD?\s?|EUR\s?)?|\s(?:figure|level|total|result)\sof\s(?:\w+\s)?")
"""What stands between a period and its own figure: “from 2023 ($4 billion)”, “than the 2023 level of $4 billion”."""

_NEXT_CLAUSE = re.compile(r"(?:,|\band)\sthat\s")
"""Words that begin what else somebody says: “that trade was $3 million in 2025, and that investments exceed …”."""

_ASIDE = re.compile(r"\([^()]*\)")


def _is_of_aside(text: str, span: tuple[int, int, DateMention], figure: tuple[int, int]) -> bool:
    """Whether a date belongs to a figure in brackets: “came to $3 billion (in 2022 it was $2 billion)”."""
    for aside in _ASIDE.finditer(text):
        if aside.start() < span[0] < aside.end() and not aside.start() < figure[0] < aside.end():
            return bool(re.search(r"\d", text[aside.start() : span[0]] + text[span[1] : aside.end()]))
    return False


def _distance(span: tuple[int, int, DateMention], figure: tuple[int, int]) -> int:
    return figure[0] - span[1] if span[1] <= figure[0] else max(0, span[0] - figure[1] - 1) * 2


def _right_behind(sentence: Sentence, mention: DateMention, end: int) -> bool:
    """Whether a date stands right behind a figure, and so is its own: “was worth $6 billion by 2023” tells what was,
    not what shall be, and “against 70 in 2020” tells of 2020."""
    return mention.relation in ("by", "in", "at") and 0 <= mention.start - sentence.start - end <= 1


def is_usable(sentence: Sentence, mention: DateMention) -> bool:
    """Whether a date may be the period of a figure: not a day, one to come, or one with which others are compared."""
    is_end = ("end of" in mention.text or mention.start == sentence.start) and _LEVEL_VERB.search(sentence.text)
    is_end = is_end or _WAS_BY_THEN.match(sentence.text, mention.end - sentence.start)
    if (
        mention.relation in ("until", "till")
        or (mention.relation == "by" and not is_end)
        or _WEEKDAY.search(mention.text)
        or _BEFORE_THAT.match(mention.text)
    ):
        return False
    before = sentence.text[max(0, mention.start - sentence.start - 45) : mention.start - sentence.start]
    from_year = mention.relation in ("from", "over", "on") and re.fullmatch(r"\w+\s\d{4}", mention.text)
    return not (_COMPARISON.search(before) or (from_year and _BY_PERCENT.search(before)))
