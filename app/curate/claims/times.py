"""How far dates are from each other."""

from datetime import date

from app.domain.edtf import Precision, Span


def lasts_years(span: Span) -> bool:
    """Whether a span is longer than a year."""
    return bool(span.start and span.end and (span.end - span.start).days > 366)


def fineness(span: Span) -> Precision:
    """The precision of a span by its length: ``day``, ``month`` or ``year``, which sort from the finest on."""
    days = (span.end - span.start).days if span.start and span.end else 10_000
    return Precision.day if days < 8 else Precision.month if days < 32 else Precision.year


def parts_that_differ(a: Span, b: Span) -> int:
    """How many of the year, the month and the day of two dates differ; 3 if that says nothing."""
    pairs = list(zip(a.text.split("/")[0].split("-"), b.text.split("/")[0].split("-"), strict=False))
    return sum(part != counterpart for part, counterpart in pairs) if len(pairs) > 1 else 3


def days_between(a: Span, b: Span) -> int:
    """The smaller of the two gaps between the spans, in days; 10,000 if it is unknown."""

    def distance(end: date | None, start: date | None) -> int:
        return abs((end - start).days) if end and start else 10_000

    return min(distance(a.start, b.end), distance(b.start, a.end))
