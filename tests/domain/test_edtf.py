"""Partial dates: from EDTF to spans of days and back."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from app.domain.edtf import (
    INTERVAL_PATTERN,
    POINT_PATTERN,
    DateError,
    Precision,
    Span,
    parse,
    parse_closed,
    parse_point,
)

same_examples = settings(derandomize=True, deadline=None, database=None)
texts = st.one_of(
    st.text(max_size=30),
    st.text("0123456789-/.", max_size=25),
    st.from_regex(r"\d{4}(-\d\d){0,2}(/(\d{4}(-\d\d){0,2}|\.\.))?\n?"),
    st.from_regex(r"\d{1,4}[-/. ]?\d{1,2}[-/. ]?\d{1,4}|(\d{4}-?)?[QWH]\d{1,2}|\d{9,13}|\d{1,2} [A-Z][a-z]{2} \d{4}"),
)


@st.composite
def points(draw: st.DrawFn) -> Span:
    """A day, month or year as text, with the span that it stands for."""
    day = draw(st.dates())
    first, last = day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return draw(
        st.sampled_from(
            [
                Span(f"{day.year:04}-{day.month:02}-{day.day:02}", day, day, Precision.day),
                Span(f"{day.year:04}-{day.month:02}", first, last, Precision.month),
                Span(f"{day.year:04}", date(day.year, 1, 1), date(day.year, 12, 31), Precision.year),
            ]
        )
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2026-02-02", date(2026, 2, 2), date(2026, 2, 2), "day"),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), "day"),
        ("1992-10", date(1992, 10, 1), date(1992, 10, 31), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2009", date(2009, 1, 1), date(2009, 12, 31), "year"),
        ("0001", date(1, 1, 1), date(1, 12, 31), "year"),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), "month"),
        ("2025-08-31/2025-09-01", date(2025, 8, 31), date(2025, 9, 1), "range"),
        ("2026/2027", date(2026, 1, 1), date(2027, 12, 31), "range"),
        ("2025-01/2025-01-01", date(2025, 1, 1), date(2025, 1, 1), "range"),
        ("../2010", None, date(2010, 12, 31), "range"),
        ("2010-05/..", date(2010, 5, 1), None, "range"),
    ],
)
def test_parse(text: str, start: date | None, end: date | None, precision: str) -> None:
    assert parse(text) == Span(text, start, end, Precision(precision))


EARLY_PARTS = {21: "2025-03/2025-05", 22: "2025-06/2025-08", 23: "2025-09/2025-11", 25: "2025-03/2025-05"}

PARTS = {29: "2025-09/2025-11", 31: "2025-03/2025-05", 33: "2025-01/2025-03", 36: "2025-10/2025-12",
         37: "2025-01/2025-04", 39: "2025-09/2025-12", 40: "2025-01/2025-06", 41: "2025-07/2025-12"}  # fmt: skip

WINTERS = ("2024-12/2025-02", "2025-12/2026-02")


@pytest.mark.parametrize(
    ("text", "says", "nearest"),
    [
        ("2025-13", "no such month", ("2025-12",)),
        ("2025-00", "no such month", ("2025-01",)),
        *[(text, "no such month", ()) for text in ("2025-13-45", "2025-25-26", "2025-00-10")],
        ("2025-02-29", "2025-02 has 28 days", ("2025-02-28",)),
        ("2025-02-00", "2025-02 has 28 days", ("2025-02-01",)),
        ("0000", "years run from 0001", ()),
        ("2026-02-03/2026-02-02", "ends before it starts", ("2026-02-02/2026-02-03",)),
        ("2026/2025-02-29", "no such day", ("2025-02-28/2026",)),
        *[(text, "at least one end", ()) for text in ("../..", "../", "/..", "/")],
        ("2025/", "open end of an interval is written", ("2025/..",)),
        *[(text, "years run from 0001 to 9999", ()) for text in ("-0100", "-0100-05", "Y12025", "12025-01")],
        *[(f"2025-12-31T24:00{end}", "not a day", ("2026-01-01", "2025-12-31")) for end in ("", ":00Z", ":00.0")],
        *[(f"2025-{part}", "season or part of a year", (months,)) for part, months in EARLY_PARTS.items()],
        ("2025-24", "season or part of a year", WINTERS),
        *[(f"2025-{part}", "season or part of a year", (f"2025/20{part}", months)) for part, months in PARTS.items()],
        ("2025-20", "no such month", ("2025-12",)),
        *[
            (text, "not a day, month or year", ())
            for text in ("", "25", "2025/2026/2027", "..", "some day", "\0", "-1", "12:00", "x" * 10_000)
        ],
    ],
)  # fmt: skip
def test_parse_refuses(text: str, says: str, nearest: tuple[str, ...]) -> None:
    with pytest.raises(DateError, match=says) as failure:
        parse(text)
    assert failure.value.nearest == nearest
    assert all(parse(suggestion) for suggestion in nearest)


OTHER_FORMS = {
    "2025-01-01": [
        "2025-01-01T00:00:00.000Z", "2025-01-01T00:00:00+03:00", "2025-01-01T00:00:00 03:00", "2025-01-01 10:00",
        "2025/01/01", "2025.1.1", "2025-1-1", "2025_01_01", "20250101", "01.01.2025", "1/1/2025", "1-1-2025",
        "1 Jan 2025", "January 1st, 2025", "2025 Jan. 1", "Wed, 01 Jan 2025 00:00:00 GMT", "2025-W01-3", "2025-001",
        "1735689600", "1735689600000", "1735689600.5", "２０２５-01-01", " 2025-01-01", "2025-01-01\n", "01.01.25",
        "2025–01–01", "1 Ocak 2025", "1 OCAK 2025", "1 января 2025", "1 қаңтар 2025",
    ],
    "2025-02": ["2025-2", "2025/02", "2025.02", "202502", "02/2025", "2.2025", "Feb 2025",
                "Şubat 2025", "SUBAT 2025", "Февраль 2025", "феврале 2025", "Feb. 2025",
                "2025-02-XX"],
    "2025": ["mid-2025", "the end of 2025", "c. 2025", "2025 жыл", "2025 год", "2025 yılı",
             "٢٠٢٥", "२०२५", "2025;", "2025?", "2025~", "2025 ", "2025-XX", "2025.0"],
    "2025-12-31": ["2025/31/12"],
    "1999-12-31": ["99-12-31", "99/12/31", "12/31/99", "31.12.99", "31-Dec-99"],
    "2025-05-25": [
        "25-MAY-25", "2025-05-25Z", "2025-05-25.", '"2025-05-25"', "20250525T100000Z", "2025年5月25日", "2025. 5. 25.",
        "~2025-05-25",
    ],
    "2025-05": ["May-25", "May '25", "2025年5月", "circa May 2025"],
    "2025-02-28": ["2025-02-30T12:00", "30.02.2025", "20250230", "2025-2-29"],
}  # fmt: skip
OTHER_INTERVALS = {
    "2025-01/2025-03": [
        "2025-Q1",
        "Q1 2025",
        "Q1/2025",
        "1Q2025",
        "1st quarter of 2025",
        "2025-1/2025-3",
        "Jan 2025 - March 2025",
        "2025-01..2025-03",
    ],
    "2025-03/2025-05": ["spring 2025", "the spring of 2025", "Spring, 2025"],
    "2025-06/..": ["since summer 2025"],
    "2025-07/2025-12": ["2025-H2", "H2 2025", "2H 2025", "second half of 2025", "2025-07 – 2025-12"],
    "2025-01-27/2025-02-02": ["2025-W05", "2025W05", "2025-W5"],
    "2025-01/2025-05": [
        "January–May 2025",
        "Jan-May 2025",
        "January to May 2025",
        "2025 January–May",
        "2025-01/05",
        "Ocak–Mayıs 2025",
    ],
    "2025-05-01/2025-05-05": ["1–5 May 2025", "May 1-5, 2025", "2025-05-01/05", "1-5 мая 2025"],
    "2025-03-01/2025-03-15": [
        "01.03-15.03.2025",
        "1.3.–15.3.2025",
        "1.-15.03.2025",
        "1-15.03.2025",
        "01.03/15.03.2025",
    ],
    "2025-05-01/2025-06-03": ["1 May – 3 June 2025", "May 1 - June 3, 2025", "2025-05-01/06-03"],
    "2020-01-01/2020-12-31": [
        "2020-01-01-2020-12-31",
        "2020-01-01–2020-12-31",
        "2020/01/01-2020/12/31",
        "2020/01/01/2020/12/31",
        "01.01.2020-31.12.2020",
        "01-01-2020-31-12-2020",
        "20200101-20201231",
        "1 Jan 2020-31 Dec 2020",
    ],
    "2020-01/2020-12": ["2020-01-2020-12", "2020Q1-2020Q4", "Q1-Q4 2020", "Jan 2020-Dec 2020"],
    "2024/2025": [
        "2024/25",
        "2024–25",
        "2024//2025",
        "2024;2025",
        "2024 & 2025",
        "2025/2024",
        "2024-2025",
        "2024–2025",
        "2024 to 2025",
        "2024...2025",
        "from 2024 to 2025",
        "From 2024 To 2025",
        "between 2024 and 2025",
    ],
    "1999/2000": ["1999/00", "1999–00"],
    "2024-11/2025-02": ["Nov-Feb 2025", "November to February 2025", "2024 Nov–Feb", "Nov 2024 – Feb", "2024-11/02"],
    "2024-12-28/2025-01-03": ["28.12-03.01.2025", "28 Dec – 3 Jan 2025", "Dec 28 - Jan 3, 2025", "2024-12-28/01-03"],
    "2024-10/2025-03": ["Q4-Q1 2025"],
    "2025-05-03/2025-05-05": ["5–3 May 2025", "2025-05-05/03", "from 3 May 2025 to 5 May"],
    "2025-05/2025-06": ["2025-05 to June", "May 2025 until June", "from May to 2025-06"],
    "2025-01-01/2025-02-01": [
        "2025-01-01T00:00:00Z/2025-02-01T00:00:00Z",
        "1.1.2025/1.2.2025",
        "2025-01-01,2025-02-01",
        "2025-01-01 2025-02-01",
    ],
    "2020/2029": ["202X", "202x", "2020s"],
    "1990/2005": ["199X/2005", "199x-2005", "1990s–2005"],
    "2005/2019": ["2005/201X"],
    "1990/..": ["199X/..", "1990s+"],
    "../1999": ["../199X"],
    "2000/2099": ["20XX"],
    "2025/..": [
        "2025+",
        "2025 to",
        "2025/now",
        "2025–",
        "2025-present",
        "2025 onwards",
        "2025/",
        "2025..",
        "since 2025",
        ">=2025",
        "from 2025",
        "after 2024",
        ">2024",
    ],
    "../2010": [
        "by 2010",
        "through 2010",
        "open/2010",
        "/2010",
        "..2010",
        "until 2010",
        "<= 2010",
        "before 2011",
        "< 2011",
    ],
    "2025-01/..": ["Jan 2025–", "Jan 2025 -", "Jan 2025 – now", "Jan 2025 onwards", "after 2024-12", "after Q4 2024"],
    "../2024-12": ["–Dec 2024", "- Dec 2024", "before 2025-01", "before Q1 2025"],
    "2025-01-01/..": ["after 31 Dec 2024"],
    "../2024-12-31": ["<2025-01-01", "before 1 January 2025"],
}


@pytest.mark.parametrize(
    ("correction", "text"), [(correction, text) for correction, texts in OTHER_FORMS.items() for text in texts]
)
def test_a_date_in_another_form_is_refused_with_ours(correction: str, text: str) -> None:
    for parse_text in (parse, parse_point):
        with pytest.raises(DateError, match=r"such as 2026-02-02|no such day") as failure:
            parse_text(text)
        assert failure.value.nearest == (correction,)


@pytest.mark.parametrize(
    ("correction", "text"), [(correction, text) for correction, texts in OTHER_INTERVALS.items() for text in texts]
)
def test_a_span_in_another_form_is_refused_with_ours(correction: str, text: str) -> None:
    """If one date is expected, the suggestions are the two ends of the span."""
    with pytest.raises(DateError) as failure:
        parse(text)
    assert failure.value.nearest == (correction,)
    with pytest.raises(DateError) as failure:
        parse_point(text)
    assert set(failure.value.nearest) == set(correction.split("/")) - {".."}


def test_of_two_meanings_both_are_suggested() -> None:
    with pytest.raises(DateError) as failure:
        parse("01/02/2025")
    assert failure.value.nearest == ("2025-02-01", "2025-01-02")
    with pytest.raises(DateError) as failure:
        parse("26-02-03")
    assert failure.value.nearest == ("2026-02-03", "2003-02-26")
    with pytest.raises(DateError) as failure:
        parse("31-02-25")
    assert failure.value.nearest == ("2025-02-28",)
    with pytest.raises(DateError) as failure:
        parse("2025-31-12")
    assert failure.value.nearest == ("2025-12-31",)
    with pytest.raises(DateError) as failure:
        parse("2024-25")
    assert failure.value.nearest == ("2024/2025", "2024-03/2024-05")


@pytest.mark.parametrize(
    "text",
    [
        "not May 2025",
        "May or June 2025",
        "2024/25/26",
        "2025.25.26",
        "FY2024/25",
        "before 0001",
        "after 2025-13",
        "before 2025-00",
        "after 9999",
        "before 0001-01-01",
        "after 9999-12-31",
    ],
)
def test_nothing_is_suggested_for_what_is_no_date_near(text: str) -> None:
    with pytest.raises(DateError) as failure:
        parse(text)
    assert failure.value.nearest == ()


@pytest.mark.parametrize("text", ["../2010", "2010/.."])
def test_a_record_has_both_ends(text: str) -> None:
    with pytest.raises(DateError, match="open end"):
        parse_closed(text)
    assert parse_closed("2009/2010").precision is Precision.range


def test_an_interval_is_no_point() -> None:
    with pytest.raises(DateError, match="not a day, month or year"):
        parse_point("2009/2010")


@same_examples
@given(points())
def test_a_point_written_and_read_is_the_same(point: Span) -> None:
    assert parse(point.text) == parse_point(point.text) == parse_closed(point.text) == point
    assert re.fullmatch(POINT_PATTERN, point.text, re.ASCII)


@same_examples
@given(points(), points(), st.sampled_from(["both", "first", "last"]))
def test_an_interval_written_and_read_is_the_same(first: Span, last: Span, known_ends: str) -> None:
    start, end = first.start if known_ends != "last" else None, last.end if known_ends != "first" else None
    assume(not (start and end and start > end))
    text = f"{first.text if start else '..'}/{last.text if end else '..'}"
    assert parse(text) == Span(text, start, end, Precision.range)


@pytest.mark.thorough
@settings(same_examples, max_examples=500)
@given(texts)
@example("2025\n")
@example("0001/9999")
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse_text, pattern in ((parse, INTERVAL_PATTERN), (parse_point, POINT_PATTERN)):
        try:
            span = parse_text(text)
        except DateError as error:
            for suggestion in error.nearest:
                parse_text(suggestion)
            continue
        assert span.text == text
        assert (span.start or date.min) <= (span.end or date.max)
        assert re.fullmatch(pattern, text, re.ASCII)


@pytest.mark.parametrize(("word", "days"), [("today", 0), ("now", 0), ("Yesterday", -1), ("tomorrow", 1)])
def test_a_relative_day_is_refused_with_that_day(word: str, days: int) -> None:
    before = datetime.now(UTC)
    with pytest.raises(DateError) as failure:
        parse(word)
    assert failure.value.nearest[0] in {
        f"{moment + timedelta(days=days):%Y-%m-%d}" for moment in (before, datetime.now(UTC))
    }
