"""Numbers and dates in sentences: the forms that documents use are found, and others are not."""

import calendar
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.edtf import parse
from app.domain.prose import SCALES, numbers, writes_date


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("bilateral trade reaching $8.95 billion in", 8_950_000_000),
        ("reached $5 billion dollars", 5_000_000_000),
        ("10 billion US dollars", 10_000_000_000),
        ("$622.5 million dollars", 622_500_000),
        ("There are currently 3,538 Turkish-capital enterprises", 3538),
        ("more than 863,000 tourists", 863_000),
        ("the eighth meeting", 8),
        ("the 8th meeting", 8),
        ("the 13th summit.", 13),
        ("third-largest oil supplier", 3),
        ("more than twenty state visits", 20),
        ("the twenty-first session", 21),
        ("its thirtieth year", 30),
        ("a 4.5 percent increase", 4.5),
        ("increased by 54%, reaching", 54),
        ("COP29", 29),
        ("for 2026-2027", 2027),
        ("January–November 2025", 2025),
        ("largest trading partner", 1),
        ("Three at the start", 3),
        ("€1,234,567.5 paid", 1_234_567.5),
        ("four billion dollars", 4_000_000_000),
        ("2 binden fazla", 2000),
        ("3 миллиардқа жетті", 3_000_000_000),
        ("к 20 миллионам тонн", 20_000_000),
        ("twenty-five million people", 25_000_000),
        ("US$5bn", 5_000_000_000),
        ("$1.9bn in trade", 1_900_000_000),
        ("€5.2m", 5_200_000),
        ("5,2 млрд долларов", 5_200_000_000),
        ("5,25 млн", 5_250_000),
        ("1 234 567 тонн", 1_234_567),
        ("2,025 firms with $5 billion", 2025),
        ("12\u00a0500,5 km", 12_500.5),
        ("8,9 milyar dolar", 8_900_000_000),
        ("1 billion 142.7 million US dollars", 1_142_700_000),
        ("2 billion 172 million 500 thousand dollars", 2_172_500_000),
        ("1 млрд 142,7 млн долларов", 1_142_700_000),
        ("2 milyar 172 milyon dolar", 2_172_000_000),
        ("$3 million 5 million", 5_000_000),
    ],
)
def test_number_is_found(text: str, number: float) -> None:
    assert number in numbers(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$8.95 billion", 8.95),
        ("1 billion 142.7 million US dollars", 142_700_000),
        ("1 billion 142.7 million US dollars", 1_000_000_000),
        ("$3 million 5 million", 8_000_000),
        ("four billion dollars", 4),
        ("5,2 млрд", 5.2),
        ("US$5bn", 5),
        ("US$9.9 billion in 2025", 2025),
        ("four billion dollars in 2025", 2025),
        ("$8.95 billion", 95),
        ("$8.95 billion", 895),
        ("3,538", 538),
        ("863,000", 863),
        ("4.5 percent", 5),
        ("section 1.2.34", 34),
        ("the eighteenth", 8),
        ("seventy", 7),
        ("5,2 млрд", 5),
        ("3,538", 3.538),
        ("5 metres", 5_000_000),
        ("four bills", 4_000_000_000),
        ("often", 10),
        ("2026", 26),
        ("", 0),
    ],
)
def test_part_of_a_number_is_none(text: str, number: float) -> None:
    assert number not in numbers(text)


around = st.sampled_from(["{}", "${}", "about {} of them", "({})", "it was {}.", "{}, then", "“{}”", "from {}–"])


@given(st.integers(0, 10**12), around)
def test_integer_with_or_without_separators_is_found(number: int, sentence: str) -> None:
    assert number in numbers(sentence.format(f"{number:,}"))
    assert number in numbers(sentence.format(number))


@given(st.integers(0, 99_999), st.integers(0, 3), st.sampled_from(sorted(SCALES)), st.sampled_from([" ", "-"]), around)
def test_scaled_decimal_is_found(digits: int, places: int, scale: str, gap: str, sentence: str) -> None:
    exact = Fraction(digits, 10**places) * 10 ** SCALES[scale]
    number_text = f"{digits / 10**places:,.{places}f}{gap}{scale}"
    assert float(exact) in numbers(sentence.format(number_text))


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_another_number_is_not_found(number: int, second_number: int) -> None:
    assert (second_number in numbers(f"They counted {number:,} of them.")) == (second_number == number)


@pytest.mark.parametrize(
    ("text", "date_text"),
    [
        ("held on Feb. 2 in Ankara, as reported in 2026", "2026-02-02"),
        ("on 11 September 2023.", "2023-09-11"),
        ("Monday (11 September) of 2023", "2023-09-11"),
        ("December 16, 1991", "1991-12-16"),
        ("on the 2nd of March 1992", "1992-03-02"),
        ("date 2026-02-03 ASTANA", "2026-02-03"),
        ("21 мая 2026 года", "2026-05-21"),
        ("7 Nisan 2026’da", "2026-04-07"),
        ("2026 жылғы 5 ақпанда", "2026-02-05"),
        ("21.05.2026, 18:40", "2026-05-21"),
        ("by October of 1992", "1992-10"),
        ("in 2012", "2012"),
        ("the January–November 2025 period", "2025-01/2025-11"),
        ("first eleven months of 2025", "2025-01/2025-11"),
        ("from January to May 2025", "2025-01/2025-05"),
        ("first four months of 2025", "2025-01/2025-04"),
        ("in the first half of 2027", "2027-01/2027-06"),
        ("the fourth quarter of 2025", "2025-10/2025-12"),
        ("August 31–September 1, 2025", "2025-08-31/2025-09-01"),
        ("From 2005 to 2024", "2005/2024"),
        ("for 2026-2027", "2026/2027"),
        ("since 2019", "2019/.."),
    ],
)
def test_date_is_found(text: str, date_text: str) -> None:
    assert writes_date(text, parse(date_text))


@pytest.mark.parametrize(
    ("text", "date_text"),
    [
        ("held on Feb. 2 in Ankara", "2026-02-02"),
        ("held on Feb. 2, 2026", "2026-02-03"),
        ("held on Feb. 2, 2026", "2026-03-02"),
        ("held on Feb. 2, 2026", "2025-02-02"),
        ("in 2012", "2012-05"),
        ("first eleven months of 2025", "2025-01/2025-12"),
        ("first eleven months of 2025", "2025-02/2025-11"),
        ("in the second half of 2027", "2027-01/2027-06"),
        ("in the third quarter of 2027", "2027-04/2027-06"),
        ("From 2005 to 2024", "2005/2023"),
        ("marching in 2025", "2025-03"),
        ("21 мая 2026 года", "2026-06-21"),
        ("05/06/2026", "2026-06-05"),
        ("on Monday", "2026-02-02"),
    ],
)
def test_other_date_is_not_found(text: str, date_text: str) -> None:
    assert not writes_date(text, parse(date_text))


FORMS = [
    "{day} {name} {year}",
    "{name} {day}, {year}",
    "{short}. {day}, {year}",
    "{day}th of {name} {year}",
    "{iso}",
]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS), st.integers(1, 12))
def test_day_is_found_in_every_usual_form_and_no_other_month(day: date, form: str, month: int) -> None:
    name = calendar.month_name[day.month]
    text = form.format(day=day.day, name=name, short=name[:3], year=day.year, iso=day.isoformat())
    assert writes_date(f"It was on {text}, they said.", parse(day.isoformat()))
    assert writes_date(text, parse(f"{day:%Y-%m}"))
    assert writes_date(text, parse(f"{day:%Y}"))
    assert writes_date(text, parse(f"{day.year}-{month:02}")) == (month == day.month)
