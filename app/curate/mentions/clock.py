"""Works out the year, month or day of a relative date from the day of publication, or says why it cannot."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.curate.mentions.tense import Tense
from app.domain.edtf import Span

UNKNOWN_DAY = "The day of publication is not known, so this date cannot be worked out."

UNCLEAR_DAY = "The day of publication is not known well enough to work this date out."

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Answer:
    """A value that was worked out, or None, and the reason. ``is_certain`` is false where the text allows another."""

    value: date | int | None
    reason: str | None = None
    is_certain: bool = True


_SOON = timedelta(days=45)
"""Days after the publication in which a day without a year is to come, where no verb says whether it was."""


def _is_soon(publication: date, year: int, month: int, day: int) -> bool:
    """Whether a day of a month is soon after the publication: “The council meets in Oslo on 22 October”."""
    last = min(day, monthrange(year, month)[1])
    return timedelta() <= date(year, month, last) - publication <= _SOON


_JUST_PAST = timedelta(days=14)
"""Days before the publication in which a day without a year is that of the news, and not of the year to come."""


def _is_just_past(publication: date, month: int, day: int | None) -> bool:
    """Whether a day of a month is right before the publication: “They will meet again, they said after 3 May talks”."""
    last = min(day or 1, monthrange(publication.year, month)[1])
    return day is not None and timedelta() < publication - date(publication.year, month, last) <= _JUST_PAST


@dataclass(frozen=True)
class Clock:
    """What a date without a year, month or day is measured against.

    ``years`` maps the (month, day) of the full dates of the text to their years. ``last_year`` is the last year that
    the paragraph states before the date, ``last_month`` the last month (year, month). ``is_at_another_time`` says
    that the words were said at another time than that of publication. ``item_year`` is the year at the head of the item
    of a chronicle: “1992 – On 2 March …”.
    """

    publication: Span | None = None
    tense: Tense = Tense.unclear
    last_year: int | None = None
    last_month: tuple[int, int] | None = None
    is_at_another_time: bool = False
    years: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    item_year: int | None = None

    def year(self, words: str) -> Answer:
        """The year of words such as “last year” or “the same year”."""
        lower = words.lower()
        if "same" in lower or "that" in lower:
            return self._from_text(0, f"“{words}” is the year that the text names before.")
        if any(word in lower for word in ("previous", "preceding", "earlier", "before")):
            return self._from_text(-1, f"“{words}” is the year before the one that the text names.")
        if "following" in lower or "after" in lower:
            return self._from_text(1, f"“{words}” is the year after the one that the text names.")
        steps = {"last": -1, "past": -1, "next": 1, "coming": 1}
        step = next((step for word, step in steps.items() if word in lower.split()), 0)
        reasons = {-1: "The year before that of publication", 0: "The year of publication"}
        return self._by_both_ends(lambda day: day.year + step, reasons.get(step, "The year after that of publication"))

    def _from_text(self, step: int, reason: str) -> Answer:
        if self.last_year is None:
            return Answer(None, "The text names no year to which this refers.")
        return Answer(self.last_year + step, reason)

    def year_of(self, month: int, day: int | None) -> Answer:
        """The year of a month, or of a day of it, that stands without one."""
        years_in_text = self.years.get((month, day or 0), set())
        if day and len(years_in_text) == 1 and not self._is_news(month, day):
            return Answer(min(years_in_text), "The year is that of the same day elsewhere in the text.")
        if self.item_year:
            return Answer(self.item_year, "The year stands at the head of the item.")
        future = self.tense is Tense.future
        first, last = (self.publication.start, self.publication.end) if self.publication else (None, None)
        if first and last and first != last and first.year == last.year and first.month == month == last.month:
            return Answer(first.year, f"The month is that of the publication, {first:%Y-%m}.", is_certain=False)

        def nearest(day_of_publication: date) -> int:
            if future and not _is_just_past(day_of_publication, month, day):
                return day_of_publication.year + (
                    (month, day or 31) < (day_of_publication.month, day_of_publication.day)
                )
            year = day_of_publication.year - ((month, day or 1) > (day_of_publication.month, day_of_publication.day))
            is_soon = day and self.tense is Tense.unclear and _is_soon(day_of_publication, year + 1, month, day)
            return year + 1 if is_soon else year

        side = "next after" if future else "last before"
        answer = self._by_both_ends(nearest, f"The year is that of the {side} the publication")
        if self.last_month and not future and self.last_month <= (self.last_month[0], month):
            earlier = Answer(self.last_month[0], "The year is that of the date before it, from which the text goes on.")
            return replace(earlier, is_certain=earlier.value == answer.value)
        return Answer(answer.value, answer.reason, self.tense is not Tense.unclear)

    def lies_between(self, first: tuple[int, int], last: tuple[int, int]) -> bool:
        """Whether the text was published from one day of the year to another, each a month and a day, and does not tell
        of the future."""
        day = self.publication.start if self.publication else None
        return day is not None and first <= (day.month, day.day) <= last and self.tense is not Tense.future

    def _is_news(self, month: int, day: int) -> bool:
        """Whether a day without a year is right before the publication, so that it is no anniversary."""
        publication = self.publication.start if self.publication else None
        return publication is not None and _is_just_past(publication, month, day)

    def weekday(self, name: str, word: str = "") -> Answer:
        """The day of “Monday”; ``word`` is “last”, “next” or “this” before it."""
        number = WEEKDAYS.index(name.lower())
        lower = word.lower()
        future = lower in ("next", "coming", "upcoming") or (
            lower not in ("last", "past") and self.tense is Tense.future
        )

        def nearest(day_of_publication: date) -> date:
            distance = (
                (number - day_of_publication.weekday()) % 7 if future else (day_of_publication.weekday() - number) % 7
            )
            if distance == 0 and lower in ("last", "past", "next", "coming"):
                distance = 7
            return day_of_publication + timedelta(days=distance if future else -distance)

        side = "first" if future else "last"
        end = "from" if future else "up to"
        answer = self._by_both_ends(nearest, f"The {side} {name} {end} the day of publication")
        return Answer(answer.value, answer.reason, bool(lower) or self.tense is not Tense.unclear)

    def day_of_month(self, number: int, *, is_ahead: bool) -> Answer:
        """The day of “on the 16th”: the next such day of a plan, else the last one up to the publication.

        ``is_ahead`` says that the sentence has other words for a time to come.
        """
        future = is_ahead or self.tense is Tense.future

        def nearest(day: date) -> date:
            months = day.year * 12 + day.month - 1
            if future and number < day.day:
                months += 1
            elif not future and number > day.day:
                months -= 1
            return date(months // 12, months % 12 + 1, number)

        side = "next such day from" if future else "last such day up to"
        answer = self._by_both_ends(nearest, f"The {side} the day of publication")
        return Answer(answer.value, answer.reason, is_ahead or self.tense is not Tense.unclear)

    def day(self, step: int) -> Answer:
        """The day of publication and a number of days."""
        reasons = {-1: "The day before publication", 0: "The day of publication", 1: "The day after publication"}
        reason = reasons.get(step, f"{-step} days before publication")
        return self._by_both_ends(lambda day: day + timedelta(days=step), reason)

    def after(self, count: int, unit: str) -> Answer:
        """The day that is a number of days, weeks or months (the units) after the publication."""

        def later_day(day: date) -> date:
            if unit != "month":
                return day + timedelta(days=count * (7 if unit == "week" else 1))
            months = day.year * 12 + day.month - 1 + count
            year, month = months // 12, months % 12 + 1
            return date(year, month, min(day.day, monthrange(year, month)[1]))

        return self._by_both_ends(later_day, f"{count} {unit}{'s' * (count > 1)} after the day of publication")

    def month(self, step: int) -> Answer:
        """The first day of the month of publication, or of the month before or after it."""
        names = {-1: "The month before that", 0: "The month", 1: "The month after that"}

        def first_day(day: date) -> date:
            count = day.year * 12 + day.month - 1 + step
            return date(count // 12, count % 12 + 1, 1)

        return self._by_both_ends(first_day, f"{names[step]} of publication")

    def week(self, step: int) -> Answer:
        """The Monday of the week of publication, or of the week before or after it."""
        names = {-1: "The week before that", 0: "The week", 1: "The week after that"}
        return self._by_both_ends(
            lambda day: day + timedelta(days=7 * step - day.weekday()), f"{names[step]} of publication"
        )

    def _by_both_ends(self, work_out: Callable[[date], date | int], reason: str) -> Answer:
        """What follows from the first and from the last day of publication, if it is the same."""
        if self.publication is None or self.publication.start is None or self.publication.end is None:
            return Answer(None, UNKNOWN_DAY)
        if self.is_at_another_time:
            return Answer(None, "It was said at another time than that of publication.")
        try:
            first, last = work_out(self.publication.start), work_out(self.publication.end)
        except (ValueError, OverflowError):
            return Answer(None, UNCLEAR_DAY)
        if first != last:
            return Answer(None, UNCLEAR_DAY)
        return Answer(first, f"{reason}, {self.publication.text}.")
