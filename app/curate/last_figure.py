"""What the last figure, or the headline, says for a figure behind it that says less."""

import re
from dataclasses import dataclass, replace

from app.curate.mentions.clauses import Cue, FigureMeasure
from app.curate.mentions.context import Context
from app.curate.mentions.dates import DateMention
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.periods import is_usable
from app.curate.stats import FigureDate
from app.domain.edtf import Precision

_FAR = 3
"""Paragraphs between a figure of trade and a later one without a period, which has the same period."""

_HEADLINE = 2
"""Paragraphs at the start that may be the headline of a text."""


@dataclass
class LastFigure:
    """What the last figure of trade or investment said.

    - ``first_measure``: what the first figure of its sentence measures. “It” in the next sentence means this.
    - ``direction``: the source and the target of each measure.
    - ``order``: the two countries in the order in which the turnover names them.
    - ``period``: the period of the last figure of trade; ``any_period``: that of the last figure of any kind.
    - ``world``: the country whose trade with the whole world the text describes.
    - ``home``: the last such country, or the last whose trade with a group or region the text has.
    - ``group_number``: the number of the sentence with trade with a group or region.
    - ``comparison``: the number of the last sentence that compares two figures, and the period of the earlier figure.
    - ``measure_of_list``: what a list of the partners of a country measures.
    - ``owners``: the number of the last sentence that counts companies, the country from which they come, and the
      country where they work.
    """

    paragraph: int = 0
    cue: Cue | None = None
    period: FigureDate | None = None
    any_period: FigureDate | None = None
    direction: dict[FigureMeasure, tuple[str, str]] | None = None
    order: tuple[str, str] | None = None
    number: int = -1
    first_measure: FigureMeasure | None = None
    is_direction_guessed: bool = False
    world: str | None = None
    home: str | None = None
    group_number: int = -1
    comparison: tuple[int, FigureDate] | None = None
    owners: tuple[int, str, str] | None = None
    measure_of_list: FigureMeasure | None = None

    def is_near(self, context: Context, number: int, farthest: int = 1) -> bool:
        """Whether the last figure stands in the paragraph of a sentence, or at most ``farthest`` before."""
        return 0 <= context.sentences[number].paragraph - self.paragraph <= farthest

    def remember(self, number: int, paragraph: int, cue: Cue, period: FigureDate | None, *, is_base: bool) -> None:
        """Take a figure of sentence ``number`` for the last one. ``is_base`` says that another is compared with it."""
        if is_base:
            self.comparison = (number, period) if period else self.comparison
        else:
            self.any_period = period or self.any_period
            if cue.measure is not FigureMeasure.investment and period:
                self.period = period
        if self.number != number:
            self.first_measure = cue.measure
        self.paragraph, self.cue, self.number = paragraph, cue, number


COMPARISON = re.compile(
    r"\b(?:(?:compared|comparison)\s+(?:with|to)|against|up\s+from|down\s+from|versus|than|under|over|below|above|from)"
    r"\s+(?:(?:last\s+year|the\s+previous\s+year)[’']s\s+|the\s+(?:level|figure|total|result)s?\s+(?:of|in|for)\s+)?"
    r"(?:(?!(?:there|was|were|is|are|came|stood|reached|rose|grew|fell|hit|made|for|to|at|of)\b|[A-Z])\w+\s){0,2}\Z"
)
"""Words before a figure with which another is compared."""

_ONLY_BRACKETS = re.compile(r"\s?[(:,–—]?\s?")


def is_compared(text: str, figure: FigureMention, date: tuple[int, int] | None) -> bool:
    """Whether the figure only serves a comparison: “against $3 million”, “12% over 2025 ($3 million)”, “(2025: $3
    million)”.

    ``date`` has the offsets in the text of the date of the figure, with the word before it.
    """
    if COMPARISON.search(text[max(0, figure.start - 40) : figure.start]):
        return True
    if date is None or date[1] >= figure.start or not _ONLY_BRACKETS.fullmatch(text, date[1], figure.start):
        return False
    if text[: date[0]].endswith("("):
        return True
    word = text[date[0] : date[1]].split(" ", 1)[0]
    return bool(COMPARISON.search(f"{text[max(0, date[0] - 40) : date[0]]}{word} "))


def is_undated_comparison(text: str, figure: FigureMention, date: int | None) -> bool:
    """Whether the figure is the base of a comparison, without a date: “was $3 million in 2025, up from $2 million”.

    ``date`` is the offset in the text of the nearest date.
    """
    comparison = COMPARISON.search(text, max(0, figure.start - 40), figure.start)
    return comparison is not None and (date is None or date < comparison.start())


_EARLIER = re.compile(
    r"(?:\s(?:recorded|registered|reported|posted|seen|achieved))?\s(?:(?:a|one)\s+year\s+(?:earlier|before)|(?:in\s+)?the\s+(?:year\s+before|(?:previous|preceding|prior)\s+(?:(?:fiscal|financial)\s+)?year)"
    r"|(?:in|for|over|during)\s+the\s+same\s+(?:period|months?|quarter|half|time)\s+(?:of\s+)?(?:last\s+year|a\s+year\s+(?:earlier|ago|before)"
    r"|the\s+(?:year\s+before|previous\s+year)))\b"
)

_LAST_YEARS = re.compile(r"\b(?:last\s+year|(?:the\s+)?previous\s+year)[’']s\b")

_LATER = re.compile(r"\b(?:a|one)\s+year\s+later\b", re.IGNORECASE)

_GROWTH = re.compile(
    r"\b(?:grew|grown|risen|rose|increased|multiplied|doubled|tripled|quadrupled|expanded|climbed|fallen|soared|surged)\b"
)

_SAME_PERIOD = re.compile(
    r"\b(?:(?<=[Dd]uring\s)this\s+(?:month|period|quarter)|(?:same|corresponding)\s+(?:period|date|day|time|quarter|months?|half)|(?:these|those|the)\s+(?:same\s+)?(?:\w+\s+)?(?:months|period))\b"
    r"(?!\s+(?:of\s+)?(?:last|a\s+year|the)\b)(?:\s+(?:of|in)\s+(?P<year>(?:19|20)\d\d)\b)?"
)


def same_period(
    text: str, figure: FigureMention, window: tuple[int, int], last_figure: LastFigure
) -> FigureDate | None:
    """The period of the figure before, or that of another year, if the words refer to it.

    They say “on the same date”, “in the five months”, “a year earlier” or “in the same months of 2024”.
    """
    before = last_figure.any_period
    if before is None:
        return None
    head = text[max(0, figure.start - 60) : figure.start]
    comparison = COMPARISON.search(head)
    behind = _EARLIER.match(text, figure.end)
    if period := _SAME_PERIOD.search(text, *window):
        if period["year"]:
            years = [int(year) for year in re.findall(r"\d{4}", before.edtf)]
            is_right_behind = period.end() <= figure.start and _ONLY_BRACKETS.fullmatch(
                text, period.end(), figure.start
            )
            is_other = comparison or is_right_behind or _IN_PERIOD.fullmatch(text, figure.end, period.start())
            return _years_later(before, int(period["year"]) - years[-1], period.group()) if years and is_other else None
        if _LAST_YEARS.search(text, window[0], figure.start):
            return _years_later(before, -1, period.group())
        if not comparison and not _PERIOD_OF_ITS_OWN.match(text, period.end()):
            return replace(before, reason=f"“{period.group()}” is that of the figure before it.")
    if later := _LATER.search(text, window[0], figure.start):
        return _years_later(before, 1, later.group())
    if behind and (comparison or "same" in behind.group()):
        return _years_later(before, -1, behind.group().strip())
    return None


_IN_PERIOD = re.compile(r"\s(?:in|during|for|over|within)\s(?:the\s)?")
"""Words between a figure and its own period: “amounted to $3 million in the same period of 2024”."""

_PERIOD_OF_ITS_OWN = re.compile(r"\s+(?:from|to|between|since|until|of|in)\s")


def _years_later(before: FigureDate, years: int, words: str) -> FigureDate:
    edtf = re.sub(r"\d{4}", lambda year: f"{int(year.group()) + years:04}", before.edtf)
    return FigureDate(edtf, before.mention, f"“{words}”, counted from the period of the figure before it.")


def grown_since(text: str, figure: FigureMention, mention: DateMention | None) -> FigureDate | None:
    """The period of the first figure of “grown since 2005 from $300 million to $1.2 billion”, which is its first year.

    The other figures of such a sentence are those of today.
    """
    if mention is None or not has_grown(text, mention):
        return None
    first = re.search(r"\bfrom\s+(?:\w+\s+){0,2}\Z", text[max(0, figure.start - 40) : figure.start])
    return FigureDate(mention.point or "", mention, "The growth began in this period.") if first else None


def has_grown(text: str, mention: DateMention) -> bool:
    """Whether a date says since when something has grown."""
    return mention.relation == "since" and bool(mention.edtf) and bool(_GROWTH.search(text))


def period_before(context: Context, number: int, last_figure: LastFigure) -> FigureDate | None:
    """The period of a figure of trade that has none: of the figure before it, of a sentence before it in its paragraph,
    or of the headline."""
    before = last_figure.period
    if before and last_figure.is_near(context, number, _FAR):
        return FigureDate(before.edtf, before.mention, "The period is that of the figure before it.")
    earlier = [n for n in context.around(number) if n < number]
    if mention := next(
        (
            m
            for n in reversed(earlier[-2:])
            for m in reversed(context.dates[n])
            if is_period(context, m) and is_usable(context.sentences[n], m)
        ),
        None,
    ):
        return FigureDate(mention.edtf or "", mention, "The period is that of the sentence before it.")
    head = [n for paragraph in range(1, _HEADLINE + 1) for n in context.by_paragraph.get(paragraph, ())]
    if context.sentences[number].paragraph > _HEADLINE:
        dates = [m for n in head for m in context.dates[n] if is_period(context, m)]
        if len({date.edtf for date in dates}) == 1 and "/" in (dates[0].edtf or ""):
            return FigureDate(dates[0].edtf or "", dates[0], "The period is that of the headline.")
    return None


def is_period(context: Context, mention: DateMention) -> bool:
    """Whether a date may be the period of a trade figure: a year or a part of one, and in the past."""
    span, publication = mention.span, context.article.publication
    if span is None or span.start is None or span.end is None or span.precision is Precision.day:
        return False
    over = publication is None or publication.end is None or span.end <= publication.end
    is_whole = mention.relation not in ("by", "until", "till", "since", "from") or (
        mention.relation == "from" and re.fullmatch(r"[\d-]+/[\d-]+", mention.edtf or "") is not None
    )  # “from January to May” is a period, “from 2024” is the beginning of one
    return over and is_whole and (span.end - span.start).days < 370
