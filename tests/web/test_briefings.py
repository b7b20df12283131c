"""Briefings: the index of pairs, and one pair as a page, Markdown and Word, which say the same."""

import re
from html import unescape
from io import BytesIO
from typing import cast
from zipfile import ZipFile

import docx
import pytest
from fastapi.testclient import TestClient

from app.main import Service
from app.web.briefings import word as briefing_word
from app.web.briefings.figures import figure_groups, trade_line
from app.web.briefings.lines import Line, Run
from app.web.briefings.sections import answers, days
from app.web.pictures.chart_panels import period_words
from tests.api_requests import ask
from tests.conftest import on_sqlite

pytestmark = on_sqlite


def markdown(client: TestClient, pair: str = "kz-tr") -> str:
    return client.get(f"/briefings/{pair}.md").text


def section(text: str, heading: str) -> str:
    return text.split(f"## {heading}\n")[1].split("\n## ")[0]


def words(line: Line) -> str:
    """A line as text, without its sources."""
    statements = ("".join(run.words for run in statement.runs) for statement in line.statements)
    return f"{line.label}: {'; '.join(statements)}"


def test_a_briefing_says_all_that_the_lists_have_of_a_pair(client: TestClient) -> None:
    text, page = markdown(client), client.get("/briefings/kz-tr").text
    for path in ("/meetings", "/agreements", "/milestones"):
        for record in ask(client, path, {"between": "KZ,TR", "limit": "200"})["items"]:
            assert f"- {Run.of_date(record['date']).words}: {record['title']}" in text
            assert record["title"] in page
    for row in ask(client, "/trade-stats/series", {"between": "KZ,TR"})["items"]:
        assert row["gap"] or f"{period_words(row)}: {row['as_written']} [" in text
    assert "sessions 1–7 are not in the documents" in text
    assert "Gaziantep" in section(text, "Open commitments")
    assert "settled by a later document; value used: held" in section(text, "Where documents disagree")


def test_the_answers_are_five_lines_at_the_top(client: TestClient) -> None:
    lines = markdown(client).split("\n## ")[0].partition("\n- ")[2].strip().splitlines()
    assert [line.removeprefix("- ").partition(":")[0] for line in lines] == [
        "Meetings", "Signed", "Trade", "Open commitments", "Disagreements",
    ]  # fmt: skip
    meeting_line, agreement_line, trade, promises, disagreements = lines
    assert "last met 2 Feb 2026 in Ankara: Eighth meeting" in meeting_line
    assert "next planned 2026: Informal summit" in meeting_line
    assert "2 Feb 2026: Cooperation Plan" in agreement_line
    assert "Jan–Nov 2025: US$8.95 billion" in trade
    assert "US$15 billion, of which Jan–Nov 2025 reached 60 percent" in trade
    assert "4 commitments; first due 2026: Complete" in promises
    assert "Trade turnover target; 2 facts settled by a later document" in disagreements


def test_answers_without_records() -> None:
    empty = {"items": [], "total": 0}
    empty_lists = {"meetings": empty, "agreements": empty}
    lists = dict.fromkeys(("series", "commitments", "figure_conflicts", "meeting_conflicts"), ())
    assert [words(line) for line in answers({**empty_lists, **lists})] == [
        "Meetings: none is recorded; none is planned",
        "Signed: no signing is recorded",
        "Trade: no document reports the turnover",
        "Open commitments: none is recorded",
        "Disagreements: none is recorded",
    ]


def meeting(date: str, start: str | None, end: str) -> dict[str, object]:
    return {
        "title": date, "url": "/meetings/x", "status": "planned", "overdue": False, "city": None, "sources": [],
        "date": date, "date_start": start, "date_end": end,
    }  # fmt: skip


def test_a_date_with_an_open_start_comes_by_its_end() -> None:
    open_start = meeting("../1992-10", None, "1992-10-31")
    meetings = [meeting("1993", "1993-01-01", "1993-12-31"), open_start, meeting("1991", "1991-01-01", "1991-12-31")]
    assert [record["date"] for record in sorted(meetings, key=days)] == ["1991", "../1992-10", "1993"]
    assert days({"date_start": None, "date_end": None}) > days(meetings[0])
    lists = dict.fromkeys(("series", "commitments", "figure_conflicts", "meeting_conflicts"), ())
    lines = answers({"meetings": {"items": meetings}, "agreements": {"items": [], "total": 0}, **lists})
    assert words(lines[0]) == "Meetings: none is recorded; next planned 1991: 1991; 2 more planned"


def test_relations_are_in_their_order(client: TestClient) -> None:
    relations = section(markdown(client), "Relations").strip().splitlines()
    assert [line[2:6] for line in relations[:3]] == ["16 D", "2 Ma", "by O"]


KZ, TR = {"code": "KZ", "name": "Kazakhstan"}, {"code": "TR", "name": "Türkiye"}


def row(indicator: str, flow: str | None, date: str, value: float | None, **fields: object) -> dict[str, object]:
    """A row of a series."""
    absent_fields = dict.fromkeys(("product", "scope", "instrument", "valuation", "estimate"))
    point = {"date": date, "date_start": f"{date}-01-01", "date_end": f"{date}-12-31", "date_precision": "year"}
    return {
        "indicator": indicator, "flow": flow, "value": value, "unit": "USD", "kind": "actual", "qualifier": "exact",
        "as_written": f"{value} as written", "url": f"/trade-stats/{date}", "sources": [], "dimensions": {},
        "reporter": KZ, "partner": TR, **absent_fields, **point, **fields,
    }  # fmt: skip


def target(**fields: object) -> dict[str, object]:
    return row("trade-target", "turnover", "2025", 1e10, kind="target", **fields)


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], None),
        ([row("trade", "export", "2024", 1e9)], None),
        ([row("trade", "turnover", "2024", None)], None),
        ([row("trade", "turnover", "2023", 2e9), row("trade", "turnover", "2024", 5e9)], "2024: US$5 billion"),
        ([row("trade", "turnover", "2024", 5e9, qualifier="over", unit="EUR")], "2024: over 5 billion euros"),
        ([row("trade", "turnover", "2024", 5e9, scope="oil"), target()],
         "target of 2025: US$10 billion"),
        ([row("trade", "turnover", "2024", 5e9), target()],
         "2024: US$5 billion; target of 2025: US$10 billion, of which 2024 reached 50 percent"),
        ([row("trade", "turnover", "2024", 5e9), target(unit="EUR")],
         "2024: US$5 billion; target of 2025: 10 billion euros"),
        ([{**target(), "date": "2025-07-29", "date_start": "2025-07-29", "date_end": "2025-07-29"}],
         "target stated 29 Jul 2025: US$10 billion"),
    ],
)  # fmt: skip
def test_trade_against_its_target(rows: list[dict[str, object]], text: str | None) -> None:
    line = trade_line(rows, "Trade")
    assert (line and words(line)) == (text and f"Trade: {text}")


def test_figures_stand_in_groups_by_period() -> None:
    rows = [
        row("students", "inward", "2025", 12),
        row("trade", "export", "2024", 1, product={"name": "Coal"}),
        row("trade", "export", "2024", 2, product={"name": "Oil"}),
        row("trade", "turnover", "2024", 5),
        row("trade", "turnover", "2022", 6),
        row("production-rank", None, "2020", 1),
    ]
    assert [(name, [words(line) for line in lines]) for name, lines in figure_groups(rows)] == [
        ("Trade", [
            "Trade turnover: 2022: 6 as written; 2024: 5 as written",
            "Exports from Kazakhstan to Türkiye: Oil, 2024: 2 as written; Coal, 2024: 1 as written",
        ]),
        ("People", ["Students from Türkiye in Kazakhstan: 2025: 12 as written"]),
        ("Other figures", ["Production rank: Türkiye among partners of Kazakhstan: 2020: 1 as written"]),
    ]  # fmt: skip


def test_every_line_is_cited_and_every_number_leads_to_a_source(client: TestClient) -> None:
    body, sources = markdown(client).split("## Sources")
    lines = [line for line in body.split("\n## ", 1)[1].splitlines() if line.startswith("- ")]
    assert len(lines) > 50
    assert [line for line in lines if not re.search(r"\[\d+, ¶ [\d, ]+\]$", line) and "value used:" not in line] == []
    numbers = {int(number) for number in re.findall(r"\[(\d+), ¶", body)}
    assert numbers == set(range(1, len(re.findall(r"(?m)^\d+\. ", sources)) + 1))


def plain(text: str) -> str:
    """The words of a text alone."""
    return " ".join(re.findall(r"\w+", unescape(text)))


def test_page_markdown_and_word_say_the_same(client: TestClient) -> None:
    answer = client.get("/briefings/kz-tr.docx")
    assert (answer.status_code, answer.headers["content-type"]) == (200, briefing_word.MEDIA_TYPE)
    assert 'filename="kz-tr.docx"' in answer.headers["content-disposition"]
    document = docx.Document(BytesIO(answer.content))
    in_word = plain("\n".join(paragraph.text for paragraph in document.paragraphs))
    page = client.get("/briefings/kz-tr").text
    on_page = plain(re.sub("<[^>]+>", "", page.partition('<dl class="answers">')[2]))
    lines = [line.removeprefix("- ") for line in markdown(client).splitlines() if line.startswith("- ")]
    assert len(lines) > 50
    assert [line for line in lines if plain(line) not in in_word] == []
    cut = [plain(line.partition(": ")[2] or line) for line in lines]  # on the page, labels are elements of their own
    assert [line for line in cut if line not in on_page] == []
    styles = [(paragraph.style and paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert [text for style, text in styles if style == "Heading 1"][:3] == ["Relations", "Mechanisms", "Meetings"]
    assert document.core_properties.created.year == 2026
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(answer.content)).infolist()} == {1980}, "bytes by the clock"


def test_without_the_library_there_is_no_word(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing_word, "find_spec", lambda _: None)
    monkeypatch.setattr(cast("Service", client.app).front, "cache", None)
    answer = client.get("/briefings/hu-kz.docx", headers={"Accept": "*/*"})
    assert answer.status_code == 501
    assert "it lacks python-docx" in answer.text
    assert ".docx" not in client.get("/briefings/hu-kz").text
    assert client.get("/briefings/hu-kz.md").status_code == 200


def test_the_index_has_the_pairs_with_counts(client: TestClient) -> None:
    text = client.get("/briefings").text
    paths = {"meetings": "meetings", "agreements": "agreements", "milestones": "milestones", "trade-stats": "figures"}
    totals = [(ask(client, f"/{path}?between=KZ,TR")["total"], noun) for path, noun in paths.items()]
    counts = ", ".join(f"{total} {noun}" for total, noun in totals)
    assert f'kz-tr">Kazakhstan and Türkiye</a> <small>{counts}</small>' in text
    for pair in re.findall(r'href="(/briefings/[a-z]+-[a-z]+)"', text):
        assert client.get(pair).status_code == 200


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("first=Turkey&second=KZ", "/briefings/kz-tr"),
        ("first=kazakhstan&second=T%C3%BCrkiye&utm_source=x", "/briefings/kz-tr"),
        ("first=Uzbekistan&second=European+Union", "/briefings/eu-uz"),
    ],
)
def test_the_form_leads_to_the_briefing(client: TestClient, query: str, location: str) -> None:
    answer = client.get(f"/briefings?{query}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, location)


def test_a_mistyped_name_gets_links_to_the_nearest(client: TestClient) -> None:
    answer = client.get("/briefings?first=Kazahstan&second=TR")
    assert answer.status_code == 422
    (href,) = re.findall(r'Did you mean <a href="(.+?)"', answer.text)
    assert client.get(unescape(href), follow_redirects=False).headers["location"] == "/briefings/kz-tr"
    only_hungary = client.get("/briefings?first=HU").text
    assert "/briefings/hu-kz" in only_hungary
    assert "/briefings/kz-tr" not in only_hungary


@pytest.mark.parametrize(
    "address", ["/briefings?first=TR&second=Turkey", "/briefings/tr-turkey", "/briefings/tr-tr.md"]
)
def test_a_party_has_no_briefing_with_itself(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, "two different parties" in answer.text) == (422, True)
