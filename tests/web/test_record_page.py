"""The pages of records and documents: facts with their passages, paragraphs to click on, neighbours, and files."""

import csv
import html
import io
import re
from hashlib import sha256
from typing import Any, cast

import icalendar
import pytest
from fastapi.testclient import TestClient

from app.web.reader import PageReader
from app.web.records.document_page import _aside, _state, _supports, document_view
from app.web.records.evidence_view import facts_with_evidence, marked_words
from app.web.records.record_fields import field_label, pieces, with_date_words
from app.web.records.record_page import _neighbours
from tests.api_requests import ask, items
from tests.conftest import on_sqlite

SENTENCE = "The ministers of both states met in the harbour town of Ostend, as planned, and met the press."


def passage(words: str, quote: str | None = SENTENCE, start: int | None = 100, **changes: Any) -> dict[str, Any]:
    fields = {
        "id": "e", "fields": ["city"], "document": "ferries", "paragraph": 5, "row": None, "columns": [],
        "start": start, "end": start and start + len(words), "sha256": sha256(words.encode()).hexdigest(),
        "as_written": words,
        "says": None, "method": "stated", "reason": None, "quote": quote,
        "html_url": "/explore/documents/ferries#p5", "record": {"kind": "meeting", "id": "m", "url": "/meetings/m"},
    }  # fmt: skip
    return fields | changes


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        (passage("Ostend"), SENTENCE.replace("Ostend", "<mark>Ostend</mark>")),
        (passage("Ostend", as_written=None), SENTENCE.replace("Ostend", "<mark>Ostend</mark>")),
        (passage("met"), "<mark>met</mark>"),  # twice in the sentence: which of them is not known
        (passage("Ostend", None), "<mark>Ostend</mark>"),
        (passage("Ostend", None, as_written=None), ""),
        (passage(SENTENCE, as_written=None), SENTENCE),
        (passage("<b>", "a <b> c"), "a <mark>&lt;b&gt;</mark> c"),
        (passage("row", None, start=None, row="BE-2020"), "<mark>row</mark>"),
    ],
)
def test_the_value_is_marked_in_the_words(passage: dict[str, Any], words: str) -> None:
    assert marked_words(passage) == words


def test_a_long_sentence_is_cut_around_the_value() -> None:
    text = "word " * 60 + "Ostend" + " more" * 60
    words = marked_words(passage("Ostend", text))
    assert "<mark>Ostend</mark>" in words
    assert len(words) < 300
    assert re.fullmatch(r"…(word )+<mark>Ostend</mark>( more)+…", words)


def test_passages_stand_by_the_fact_that_they_support() -> None:
    record = {
        "id": "m", "city": "Ostend", "status": "held",
        "evidence": [
            passage("Ostend", fields=["city", "venue"], method="inferred", reason="The harbour is there."),
            passage("town of Ostend", document="newer"),
            passage("as planned", fields=["status"], says="planned"),
            passage("held", fields=["status"]),
            passage("ministers", fields=["title"]),
        ],
    }  # fmt: skip
    sources = [
        {"document": name, "publisher": publisher, "author": None, "published": "2026-02-03", "kind": "report"}
        for name, publisher in (("newer", "Harbour News"), ("ferries", None))
    ]
    (city, status), remainder = facts_with_evidence(record, sources)
    assert [passage.source for passage in city.passages] == ["Harbour News, 3 Feb 2026", "Report of 3 Feb 2026"]
    assert city.passages[1].note == "inferred: The harbour is there."
    assert status.first is not None
    assert (status.first.note, [passage.note for passage in status.further]) == ("", ["says planned"])
    assert status.further[0].differs
    assert (len(remainder.passages), remainder.passages[0].locator) == (1, "¶\N{NO-BREAK SPACE}5")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("earthquake-recovery", "Earthquake recovery"), ("co-chair", "Co-chair"), ("attributed_to", "According to"),
        ("Cooperation of the Turkic states", "Cooperation of the Turkic states"), ("USD", "USD"),
    ],
)  # fmt: skip
def test_labels_are_words_for_people(value: str, words: str) -> None:
    assert field_label(value) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("period: 2023-09-11, ../2025-07", "period: 11 Sep 2023, by Jul 2025"),
        ("2026-01-27/2026-02-02; KZ", "27 Jan – 2 Feb 2026; KZ"),
        ("2024: 5 billion, 16 percent apart", "2024: 5 billion, 16 percent apart"),
    ],
)
def test_dates_in_our_texts_are_said_in_words(text: str, words: str) -> None:
    assert with_date_words(text) == words


def test_codes_and_flags_are_said_in_words() -> None:
    assert pieces("ru", "language") == [{"text": "Russian"}]
    assert pieces("xx", "language") == [{"text": "xx"}]
    assert pieces(-3.5, "growth_percent") == [{"text": "-3.5 percent"}]
    assert pieces(["joint-projects"], "indicator") == [{"text": "Joint projects"}]


def test_a_document_shows_a_few_words_and_never_its_sentences() -> None:
    row = passage(
        "12", None, start=None, row="BE/20 20", paragraph=None, html_url="/explore/documents/f#row-BE%2F20%2020"
    )
    supports = _supports([passage("Ostend"), passage("harbour"), row], {"/meetings/m": "Ferry talks"})
    assert list(supports) == [("p5", "5"), ("row-BE%2F20%2020", "BE/20 20")]
    (support,) = supports["p5", "5"].values()
    assert (support.title, support.kind, list(support.fields)) == ("Ferry talks", "Meeting", ["City"])
    assert list(support.words) == ["Ostend", "harbour"]
    assert SENTENCE not in repr(supports)


class Rows:
    """Answers with two passages of one row and one of another, out of 1,002 in all."""

    def page(self, *_: Any) -> dict[str, Any]:
        rows = [("BE-2021", "7"), ("BE-2020", "5"), ("BE-2020", "6")]
        passages = [
            passage(words, None, start=None, row=row, html_url=f"/explore/documents/f#row-{row}") for row, words in rows
        ]
        return {"items": passages, "total": 1002}

    def labels(self, *_: Any) -> dict[str, str]:
        return {}


def test_a_data_set_is_shown_row_by_row() -> None:
    view = document_view(cast("PageReader", Rows()), {}, {"id": "f", "rows": 90})
    assert [(row.anchor, row.name) for row in view.blocks] == [
        ("row-BE-2020", "Row BE-2020"),
        ("row-BE-2021", "Row BE-2021"),
    ]
    assert list(view.blocks[0].supports[0].words) == ["5", "6"]
    assert (view.summary, view.left_out) == ("2 of 90 rows cited.", 999)


@pytest.mark.parametrize(
    ("cited_count", "total", "open_count", "state"),
    [(2, 2, 0, "cited"), (1, 2, 1, "part"), (0, 2, 1, "open"), (0, 2, 0, "aside")],
)
def test_the_map_says_how_far_a_paragraph_is_read(cited_count: int, total: int, open_count: int, state: str) -> None:
    assert _state({"cited": cited_count, "total": total, "open": open_count}) == state


def test_what_is_set_aside_says_why() -> None:
    aside = {"paragraph": 1, "sentences": [2, 3], "why": "opinion", "because": "A forecast."}
    assert _aside(aside) == "Sentences 2, 3 set aside as opinion: A forecast."
    assert _aside({**aside, "sentences": None, "because": None}) == "Set aside as opinion"


# --- the pages of the seed -----------------------------------------------------------------


@on_sqlite
def test_each_passage_that_a_record_names_is_on_the_page_of_its_document(client: TestClient) -> None:
    ids: dict[str, set[str]] = {}
    for evidence in items(client, "/evidence", {"limit": "1000"}):
        page, _, anchor = evidence["html_url"].partition("#")
        if page not in ids:
            ids[page] = set(re.findall(r' id="(.+?)"', client.get(page).text))
        assert anchor in ids[page], evidence["id"]
    assert len(ids) == 5


@on_sqlite
def test_what_is_shown_on_another_page_leads_there(client: TestClient) -> None:
    """Compared figures have the page of the preferred one, and a passage that of its document."""
    for path in ("/trade-conflicts/trade-turnover-kz-tr-2024", items(client, "/evidence")[0]["url"]):
        for query in ("", "?as_of=2030-12-31"):
            answer = client.get(f"/explore{path}{query}", follow_redirects=False)
            assert answer.status_code == 303
            page, _, anchor = ask(client, path)["html_url"].partition("#")
            assert answer.headers["location"] == page + query + (anchor and f"#{anchor}")
    assert client.get("/explore/trade-conflicts/none").status_code == 404


@on_sqlite
def test_a_meeting_says_where_each_fact_stands(client: TestClient) -> None:
    text = client.get("/explore/meetings/jspg-kz-tr-8").text
    city = text.split("<dt>City</dt>")[1].split("<dt>")[0]
    assert re.search(
        r'<q><mark>held on Feb. 2 in Ankara</mark></q>\s*\(<a href="/explore/documents/jspg-8-report#p1">', city
    )
    assert "Report of 3 Feb 2026, ¶\N{NO-BREAK SPACE}1" in city
    assert "<summary>+2 more</summary>" in city
    assert "<summary>+1 more; 1 says otherwise</summary>" in text.split("<dt>Status</dt>")[1].split("<dt>")[0]
    assert "stated" not in city
    assert "jspg-8-preview</a>" not in text


@on_sqlite
def test_meetings_of_a_mechanism_lead_to_their_neighbours(client: TestClient) -> None:
    first, second = items(client, "/meetings", {"mechanism": "ots", "sort": "date"})[:2]
    assert f'rel="next" href="{second["html_url"]}"' in client.get(first["html_url"]).text
    assert f'rel="prev" href="{first["html_url"]}"' in client.get(second["html_url"]).text
    assert 'rel="prev"' not in client.get(first["html_url"]).text
    assert "No document mentions an earlier session." in client.get("/explore/meetings/jspg-kz-tr-8").text


class Meetings:
    """Answers each query for meetings with all of them, whether it asked for them or not."""

    def page(self, *_: Any) -> dict[str, Any]:
        return {"items": [meeting(session) for session in (3, 9, 5, 4, 7, None)]}


def meeting(session: int | None) -> dict[str, Any]:
    day = f"20{session or 0:02}-01-01"
    return {"id": f"m{session}", "session": session, "mechanism": {"id": "m"}, "date_start": day, "date_end": day}


@pytest.mark.parametrize(("session", "previous", "following"), [(5, 4, 7), (3, None, 4), (9, 7, None), (None, None, 3)])
def test_the_nearest_session_comes_before_and_after(
    session: int | None, previous: int | None, following: int | None
) -> None:
    neighbours = _neighbours(cast("PageReader", Meetings()), meeting(session))
    assert [neighbours.get(name, {}).get("session") for name in ("previous", "next")] == [previous, following]


@on_sqlite
def test_a_page_leads_to_its_record_as_a_file(client: TestClient) -> None:
    page = client.get("/explore/meetings/jspg-kz-tr-8").text
    sheet, calendar_file = re.findall(r'href="(/meetings/jspg-kz-tr-8\.(?:csv|ics))"', page)
    answer = client.get(sheet)
    assert answer.headers["content-disposition"] == 'attachment; filename="jspg-kz-tr-8.csv"'
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    rows = csv.DictReader(io.StringIO(client.get("/meetings.csv").text.removeprefix("\ufeff")))
    assert row in list(rows)
    calendar = icalendar.Calendar.from_ical(client.get(calendar_file).content)
    assert [str(event["URL"]) for event in calendar.walk("VEVENT")] == [
        "http://testserver/explore/meetings/jspg-kz-tr-8"
    ]
    assert "/countries/KZ.ics" not in client.get("/explore/countries/KZ").text


@on_sqlite
def test_a_conflict_shows_the_figures_side_by_side_and_says_which_is_preferred(client: TestClient) -> None:
    text = client.get("/explore/conflicts/figures.trade-turnover-kz-tr-2024").text
    conflict = ask(client, "/conflicts/figures.trade-turnover-kz-tr-2024")
    assert text.count('<p class="value">') == len(conflict["sides"])
    assert text.count("Preferred: ") == 1
    assert "/explore/documents/hlscc-5-preview#p33" in text


@on_sqlite
@pytest.mark.parametrize(
    ("id", "words"),
    [
        (
            "figures.trade-turnover-kz-tr-2024",
            "All are 5 billion. They differ in exactness (nearly, exact) and who states them (the document itself, "
            "an expert).",
        ),
        (
            "figures.trade-target-turnover-kz-tr-2023",
            "The figures go from 10 billion to 15 billion, 50 percent apart. They differ in period (11 Sep 2023, "
            "by Jul 2025, 11 Nov 2024, 27 Jan – 2 Feb 2026), reporting country (Kazakhstan, Türkiye) and who states "
            "them (an official’s statement, the document itself).",
        ),
        (
            "value.mechanism.hlscc-kz-tr.established",
            "The record has “2012”; “Kazinform News Agency, Jul 2025” has “by 2012”. Both can be true: a date "
            "is only less exact.",
        ),
        (
            "value.meeting.jspg-kz-tr-8.status",
            "A later document settles it: the record has what that document says.",
        ),
        ("trend.trade-growth-hlscc-5-preview", "A trend in words is no figure, so no rule prefers one."),
    ],
)
def test_a_conflict_says_in_sentences_what_differs_and_what_settles_it(client: TestClient, id: str, words: str) -> None:
    text = client.get(f"/explore/conflicts/{id}").text
    assert words in html.unescape(text)
    assert ">../2012<" not in text


@on_sqlite
def test_the_date_of_a_target_is_when_it_was_stated(client: TestClient) -> None:
    title = "Trade turnover target, Kazakhstan and Türkiye: 10 billion US dollars (stated by Jul 2025)"
    assert ask(client, "/trade-stats/trade-target-10-hlscc-5-preview")["title"] == title
    for path in ("trade", "conflicts/figures.trade-target-turnover-kz-tr-2023"):
        assert '<time title="../2025-07">stated by Jul 2025</time>' in client.get(f"/explore/{path}").text


@pytest.mark.parametrize(
    ("record", "heading", "href"),
    [
        ("officials/hakan-fidan", "Meetings", "/explore/meetings?official=hakan-fidan"),
        ("countries/TR", "Agreements", "/explore/agreements?country=TR"),
        ("meetings/jspg-kz-tr-8?as_of=2999-12-31", "Statements",
         "/explore/statements?meeting=jspg-kz-tr-8&amp;as_of=2999-12-31"),
    ],
)  # fmt: skip
def test_a_related_list_leads_to_its_page(client: TestClient, record: str, heading: str, href: str) -> None:
    text = client.get(f"/explore/{record}").text
    link = re.search(rf'<h2><a href="{re.escape(href)}">{heading}</a> <small>(\d+)</small></h2>', text)
    assert link
    assert f"<strong>{link[1]}</strong>" in client.get(href.replace("&amp;", "&")).text
