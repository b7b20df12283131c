"""The dates of sentences, in tables: those that they state, and those worked out from the day of publication."""

import time

import pytest

from app.curate.articles import Article
from app.curate.mentions.dates import DateMention, dates
from app.curate.mentions.publication import publication_date
from app.domain.edtf import parse
from tests.curate.long_lines import HANG

ABSOLUTE = [
    ("They met on 3 March 2021.", ["2021-03-03"]),
    ("They met on March 3, 2021, in Oslo.", ["2021-03-03"]),
    ("They met on the 3rd of March 2021.", ["2021-03-03"]),
    ("They met on the third of March 2021 and on the twenty-first day of May, 2022.", ["2021-03-03", "2022-05-21"]),
    ("They met on the thirty-first of May 2021.", ["2021-05-31"]),
    ("They met on the thirty-second of May 2021.", ["2021-05"]),
    ("They met on Wednesday, March 3rd, 2021.", ["2021-03-03"]),
    ("They met on 03.03.2021 and 2021-03-04.", ["2021-03-03", "2021-03-04"]),
    ("They met on 13/03/2021.", ["2021-03-13"]),
    ("They met on 03/13/2021.", ["2021-03-13"]),
    ("They met on 03/04/2021.", [None]),
    ("They met on 13/3/21 and 3/3/21.", ["2021-03-13", "2021-03-03"]),
    ("They met on 31 April 2021.", [None]),
    ("It opened in Sept. 2019.", ["2019-09"]),
    ("It opened in May 2019. It may close.", ["2019-05"]),
    ("It opened in 2019 and closed by 2022.", ["2019", "../2022"]),
    ("It has grown since 2019.", ["2019/.."]),
    ("They stay until March 2027.", ["../2027-03"]),
    ("By the end of 2030, trade is to double.", ["../2030"]),
    ("As of 2025, it is so.", ["2025"]),
    ("From January to May 2025 exports fell.", ["2025-01/2025-05"]),
    ("In January–November 2025 exports fell.", ["2025-01/2025-11"]),
    ("In January-November 2025 exports fell.", ["2025-01/2025-11"]),
    ("From November 2023 to February 2024 exports fell.", ["2023-11/2024-02"]),
    ("In the first eleven months of 2025 exports fell.", ["2025-01/2025-11"]),
    ("In the first 9 months of 2025 exports fell.", ["2025-01/2025-09"]),
    ("In the first month of 2025", ["2025"]),
    ("In the first half of 2024 exports fell.", ["2024-01/2024-06"]),
    ("In the third quarter of 2024 exports fell.", ["2024-07/2024-09"]),
    ("In Q3 2024 and H2 2023 exports fell.", ["2024-07/2024-09", "2023-07/2023-12"]),
    ("From 2005 to 2024 they invested.", ["2005/2024"]),
    ("Between 2005 and 2024 they invested.", ["2005/2024"]),
    ("From 2005 to the third quarter of 2024 they invested.", ["2005/2024-09"]),
    ("Between 2005 and the first half of 2024 they invested.", ["2005/2024-06"]),
    ("From 2005 until June 2024 they invested.", ["2005/2024-06"]),
    ("Between April 2000 and March 2024 they invested.", ["2000-04/2024-03"]),
    ("In the first ten months of the fiscal year 2024/25 exports fell.", [None]),
    ("In the first half of the current financial year exports fell.", [None]),
    ("The plan for 2026-2027 and that for 2028–30.", ["2026/2027", "2028/2030"]),
    ("It met on 31 August–1 September 2025.", ["2025-08-31/2025-09-01"]),
    ("It met on August 31 – September 1, 2025.", ["2025-08-31/2025-09-01"]),
    ("It met on December 30–January 2, 2025.", ["2024-12-30/2025-01-02"]),
    ("It met on 3–5 May 2024.", ["2024-05-03/2024-05-05"]),
    ("It met from 3 to 5 May 2024.", ["2024-05-03/2024-05-05"]),
    ("It met on May 3-5, 2024.", ["2024-05-03/2024-05-05"]),
    ("It met on 3 and 4 May 2024.", ["2024-05-03/2024-05-04"]),
    ("It met on 3 and 8 May 2024.", [None]),
    ("For the 2024–2025 academic year they gave 40.", ["2024/2025"]),
    ("For the academic year 2024/25 they gave 40.", ["2024/2025"]),
    ("In fiscal year 2024 exports fell.", [None]),
    ("In the 1990s there were 2000 companies with 1,998 workers and $2020.", []),
    ("Vision 2030 and Kazakhstan-2050 are programmes.", []),
    ("The 2023 earthquake was on 6 February.", ["2023", None]),
    ("Görüşme 2 Şubat 2026'da yapıldı.", ["2026-02-02"]),
    ("Встреча прошла 2 февраля 2026 года, а в марте 2026 года состоится новая.", ["2026-02-02", "2026-03"]),
    ("Кездесу 2026 жылғы 2 ақпан күні өтті.", ["2026-02-02"]),
    ("Кездесу 2026 жылы 2-ақпанда өтті.", ["2026-02-02"]),
    ("Кездесу 2025 жылдың 2-3 шілдесінде өтті.", ["2025-07-02/2025-07-03"]),
    ("Сауда 2025 жылдың қаңтар-қазан айларында өсті.", ["2025-01/2025-10"]),
    ("Сауда 2025 жылғы мамырдан өсті.", ["2025-05"]),
    ("Сауда 2025 жылғы мамыр-ақпан айларында өсті.", [None]),
    ("Ticaret 2025 yılı Ocak-Mayıs döneminde arttı.", ["2025-01/2025-05"]),
]

# Published on Wednesday 4 March 2026.
RELATIVE = [
    ("The ministry said in a statement that the two met on Monday.", "2026-03-02"),
    ("He said in an earlier interview that the two met on Monday.", None),
    ("They met on Monday.", "2026-03-02"),
    ("They met on Wednesday.", "2026-03-04"),
    ("They will meet on Monday.", "2026-03-09"),
    ("The minister is set to be received on Friday.", "2026-03-06"),
    ("A session is scheduled for Friday.", "2026-03-06"),
    ("The talks, to be held on Friday, will end the year.", "2026-03-06"),
    ("He said on Tuesday that he will come.", "2026-03-03"),
    ("On Tuesday, he said that he will come.", "2026-03-03"),
    ("They met last Wednesday.", "2026-02-25"),
    ("They meet next Wednesday.", "2026-03-11"),
    ("They met on Monday (2 March).", "2026-03-02"),
    ("They met on Monday, March 2.", "2026-03-02"),
    ("They met on 20 December.", "2025-12-20"),
    ("They will meet on 20 December.", "2026-12-20"),
    ("They met on a visit from 3 to 6 March.", "2026-03-03/2026-03-06"),
    ("They met on a visit from 27 February to 6 March.", "2026-02-27/2026-03-06"),
    ("They met on a visit from 5 to 6 March.", "2025-03-05/2025-03-06"),
    ("They will meet on 20 January.", "2027-01-20"),
    ("They met in November.", "2025-11"),
    ("They will meet in November.", "2026-11"),
    ("They met in March.", "2026-03"),
    ("The session was put off last March.", "2025-03"),
    ("The session was put off last May.", "2025-05"),
    ("They will meet next February.", "2027-02"),
    ("They met on July 29 last year.", "2025-07-29"),
    ("They met in July last year.", "2025-07"),
    ("They met in July of this year.", "2026-07"),
    ("They met last year.", "2025"),
    ("They meet later this year.", "2026"),
    ("They meet next year.", "2027"),
    ("They meet by the end of the year.", "../2026"),
    ("They met yesterday.", "2026-03-03"),
    ("They met today.", "2026-03-04"),
    ("They meet tomorrow.", "2026-03-05"),
    ("They met last month.", "2026-02"),
    ("They meet next month.", "2026-04"),
    ("They met last week.", "2026-02-23/2026-03-01"),
    ("In the first two months of this year exports fell.", "2026-01/2026-02"),
    ("In the first eleven months of last year exports fell.", "2025-01/2025-11"),
    ("In the first 11 months exports fell.", "2025-01/2025-11"),
    ("In January–October of last year exports fell.", "2025-01/2025-10"),
    ("In the last quarter of last year exports fell.", "2025-10/2025-12"),
    ("Exports will double within five years.", "2026/2031"),
    ("It was founded in 1998, and in the same year it grew.", "1998"),
    ("It opened on 5 May 1998, and by October of the same year it grew.", "../1998-10"),
    ("It applied on 5 May 1998. Others applied later, in August.", "1998-08"),
    ("“We will meet next year,” he said at the time.", None),
]


def dates_of(article: Article) -> list[DateMention]:
    return [mention for sentence in article.sentences for mention in dates(article, sentence)]


def texts(content: str, publication: str | None = None) -> list[str | None]:
    return [
        mention.edtf for mention in dates_of(Article(content, publication=parse(publication) if publication else None))
    ]


@pytest.mark.parametrize(("sentence", "expected"), ABSOLUTE)
def test_a_date_is_read_as_it_stands(sentence: str, expected: list[str | None]) -> None:
    assert texts(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), RELATIVE)
def test_a_relative_date_is_measured_against_the_publication(sentence: str, expected: str | None) -> None:
    assert texts(sentence, "2026-03-04")[-1] == expected


@pytest.mark.parametrize("sentence", [row[0] for row in RELATIVE if "1998" not in row[0]])
def test_without_a_day_of_publication_a_relative_date_has_a_reason_and_no_value(sentence: str) -> None:
    mention = dates_of(Article(sentence))[-1]
    assert mention.edtf is None
    assert mention.reason


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("1998 – On 2 May a treaty is signed.", "1998-05-02"),
        ("1998: The embassy opens on 2 May.", "1998-05-02"),
        ("1998. The embassy opens. The ambassador arrives in May.", "1998-05"),
        ("• 1998 — Peru joins; the treaty follows on 2–4 May.", "1998-05-02/1998-05-04"),
        ("1998 | “Kenya Day” is held in May.", "1998-05"),
        ("1998 – The treaty is renewed on 2 May 2003.", "2003-05-02"),
        ("1998–2003 was the term; the embassy opened on 2 May.", "2025-05-02"),
        ("1998 was the year of the treaty. The embassy opened on 2 May.", "2025-05-02"),
    ],
)
def test_the_year_at_the_head_of_an_item_of_a_chronicle_is_that_of_its_days(item: str, expected: str) -> None:
    assert texts(item, "2026-03-04")[-1] == expected


@pytest.mark.parametrize(
    ("publication", "sentence", "expected"),
    [
        ("2026-03", "They met on Monday.", None),
        ("2026-03", "They met last year.", "2025"),
        ("2026-03", "They met today.", "2026-03"),
        ("2026-03-02/2026-03-08", "They met on Monday.", "2026-03-02"),
        ("2026-02-24/2026-03-02", "They will meet on Monday.", "2026-03-02"),
        ("2025-12/2026-01", "They met last year.", None),
    ],
)
def test_a_publication_of_several_days_gives_only_what_all_of_them_give(
    publication: str, sentence: str, expected: str | None
) -> None:
    assert texts(sentence, publication) == [expected]


def test_the_words_and_offsets_are_those_of_the_paragraph() -> None:
    article = Article("One.\n\nIt ended. They met on Monday (2 March) in Rome.", publication=parse("2026-03-04"))
    [mention] = dates_of(article)
    assert (mention.paragraph, mention.text) == (2, "on Monday (2 March)")
    assert article.paragraphs[1][mention.start : mention.end] == mention.text
    assert mention.reason == "The year is that of the last before the publication, 2026-03-04."


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("In the first eleven months of 2025", None),
        ("In ten months of 2025", "The first 10 months of the year go from January to October."),
        ("In the first 9 months of 2025", "The first 9 months of the year go from January to September."),
        ("In the third quarter of 2025", "That part of a year goes from July to September."),
        ("On 2 Şubat 2026", "“Şubat” is February."),
        ("On 2 Feb. 2026", None),
        ("On 02.02.2026", "The day is 2, the month 2."),
        ("In the year to June 2025", "The twelve months to the end of June."),
        ("By end-2025", None),
        ("In spring 2025", "That season goes from March to May in the north."),
        ("In the autumn of 2025", "That season goes from September to November in the north."),
        ("In H1 2025", "That part of a year goes from January to June."),
    ],
)
def test_what_the_words_do_not_state_has_a_reason(sentence: str, reason: str | None) -> None:
    [mention] = dates_of(Article(sentence))
    assert mention.reason == reason


def test_by_and_since_are_told_beside_the_open_interval() -> None:
    [first, second] = dates_of(Article("Since May 2019 they build; by 2030 it is done."))
    assert [(m.relation, m.point) for m in (first, second)] == [("since", "2019-05"), ("by", "2030")]


PUBLICATIONS = [
    ("09.03.2026 | TRADE | Sea & Sky Weekly\n\nThey met.", "2026-03-09"),
    ("port.example › Visits › 9 March 2026\n\nThey met.", "2026-03-09"),
    ("Monday, Mar 9, 2026 · all times local · last update 18:00\n\nThey met.", "2026-03-09"),
    ("Lima visits › Warsaw on 9 March 2026 to sign\n\nThey met.", None),
    ("date 2026-02-03 ASTANA – The minister came.", "2026-02-03"),
    ("BERLIN, March 3, 2026 (AFN) – The minister came.", "2026-03-03"),
    ("Berlin, 3 March 2026. The minister came.", "2026-03-03"),
    ("Ministers meet\n\nPublished 3 Feb 2026\n\nThe minister came.", "2026-02-03"),
    ("Ministers meet\n\nPublished : March 3, 2026 - 14:05\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\nUpdated: March 3, 2026 14:05\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\n3 March 2026, 14:05\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\n03.03.2026\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\nBerlin, 3 March 2026\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\nNew Delhi (India), March 3, 2026\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\nTuesday, 3 March 2026 | Berlin\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\n03.03.2026, 18:40 | Rhine Wire\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\n2026-03-03 18:40 GMT · Rhine Wire · 4 min read\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\nBy Anna Lind – March 3, 2026\n\nThe minister came.", "2026-03-03"),
    ("Ministers meet\n\nAnna Lind, Rhine Wire, 3 March 2026\n\nThe minister came.", "2026-03-03"),
    ("Press release No. 45 of 3 March 2026\n\nThe minister came.", "2026-03-03"),
    ("For immediate release – March 3, 2026\n\nThe minister came.", "2026-03-03"),
    ("Call with the Chancellor: 3 March 2026\n\nThe minister called.", "2026-03-03"),
    ("Readout of a meeting – 3 March 2026\n\nThe minister called.", "2026-03-03"),
    ("March 3, 2026 – The minister came.", "2026-03-03"),
    ("BERLIN. March 3, 2026. The minister came.", "2026-03-03"),
    ("The minister came to Berlin today, 3 March 2026, for talks.", "2026-03-03"),
    ("Ministers meet\n\nThe minister came.\n\nBerlin, 3 March 2026", "2026-03-03"),
    ("COMMUNIQUE\n\nThe minister came.\n\nDone at Berlin on 3 March 2026.", "2026-03-03"),
    ("Ministers meet\n\n3 March 2026 | by Staff | 4,500 readers\n\nThe minister came.", "2026-03-03"),
    ("BERLIN — March 3, 2026 — (Rhine News) The minister came.", "2026-03-03"),
    ("Ministry bulletin, no. 7 (03.02.2025)\n\nThe ministers met in Rome on 01.02.2025.", "2025-02-03"),
    ("No: 14, 2 March 2025, Statement on the Visit of the Minister\n\nThe minister came.", "2025-03-02"),
    ("“We are patient”\n\nJan Kos for The Vistula Post, 3rd of April, 2026\n\nThe envoy spoke.", "2026-04-03"),
    ("JOINT STATEMENT\n\n(Lima, the 4th day of May 2024)\n\n1. The ministers met.", "2024-05-04"),
    ("The ministers met.\n\nDone at Riga this 7th day of June 2023 in two copies.", "2023-06-07"),
    ("WEEKLY DIGEST\n\nWhat our writers saw, 2–6 June 2025\n\nThe minister came.", "2025-06-06"),
    ("THE EMBASSY\n\nNote: work on schools. 3 March 2026\n\nThe envoy spoke.", "2026-03-03"),
    ("He wants more trade\n\nThe envoy speaks of films\n\nThe talk was in Turkish. (3 March 2026)", "2026-03-03"),
    ("Five years of trade\n\nEdited by the desk on 3 March 2026\n\nThe talks go on.", "2026-03-03"),
    ("NOTE ON RELATIONS OF PERU AND CHILE (revised 3 March 2026)\n\nThe talks go on.", "2026-03-03"),
    ("A talk\n\nThe envoy spoke on radio of fish. We summarise his words (3 March 2026).", "2026-03-03"),
    ("A talk\n\nThe treaty was revised on 3 March 2026.", None),
    ("THE EMBASSY\n\nThe envoy will speak again in Riga. He comes on 3 March 2026", None),
    ("Fair in Sofia to open, 5 May 2026\n\nThe fair brings firms.", None),
    ("Ministers meet\n\nSummit in Tallinn, 4 June 2026\n\nThe leaders meet.", None),
    ("COMMUNIQUE\n\nBerlin, 1 to 3 March 2026\n\nThe minister came.", None),
    ("The minister came on 3 March 2026 to Berlin.", None),
    ("Minister visits Berlin, 3 March 2026\n\nThe minister came.", None),
    ("The treaty of friendship entered into force, 3 March 2026", None),
    ("On 3 March 2026, Germany – The host – came.", None),
    ("Ministers meet\n\nThe next session: Berlin, 3 March 2026.", None),
    ("The minister came on Monday.", None),
    ("They met on Monday (11 May).\n\nphoto: the two on 11 May 2026.", "2026-05-11/2026-05-17"),
    ("They will meet on Monday (11 May).\n\nphoto: the hall on 11 May 2026.", "2026-05-05/2026-05-11"),
]


PUBLICATIONS += [
    (f"Заголовок\n\n{line}\n\nКения и Перу договорились о рыбе.", "2021-04-12")
    for line in (
        "12 апреля 2021",
        "12 апреля 2021 г., 10:15 (МСК)",
        "Понедельник, 12 апреля 2021 года, 10:15",
        "Опубликовано: 12 апреля 2021 г.",
        "НАЙРОБИ, 12 апреля 2021 – Агентство. Стороны говорили о рыбе.",
    )
] + [
    (f"Başlık\n\n{line}\n\nKenya ile Peru balık konusunda anlaştı.", "2025-09-18")
    for line in (
        "18 Eylül 2025 - 13:37",
        "18 Eylül 2025 Perşembe 13:37",
        "Yayınlanma Tarihi: 18 Eylül 2025",
        "Giriş: 18.09.2025 13:37 Güncelleme: 19.09.2025 14:00",
    )
]


@pytest.mark.parametrize(("content", "expected"), PUBLICATIONS)
def test_the_day_of_publication_is_that_which_the_text_states(content: str, expected: str | None) -> None:
    mention = publication_date(Article(content))
    assert (mention and mention.edtf) == expected


@pytest.mark.parametrize("unit", ["1", ",", "A", " ", "May ", "2025-", "Monday ", "of the ", "3 and "])
def test_a_long_line_takes_time_in_proportion_to_its_length(unit: str) -> None:
    content = unit * (200_000 // len(unit))
    began = time.process_time()
    article = Article(content)
    publication_date(article)
    dates_of(article)
    assert time.process_time() - began < HANG, "the time grows with the square of the length"
