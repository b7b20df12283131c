"""The pages in a real browser: what a reader does, on a desk and on a phone, and what a checker of access finds.

Needs a Chromium on the PATH; without one the tests are skipped, and say so.
"""

import re
from collections.abc import Iterator
from io import BytesIO

import httpx
import icalendar
import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect, sync_playwright
from pypdf import PdfReader

from tests.conftest import SharedDatabases
from tests.web.browser import (
    CHROMIUM,
    CUT_IN_PRINT,
    DESK,
    KEEP_FEW_ALIKE,
    LONG,
    PHONE,
    STOPS,
    TOO_WIDE,
    WITHOUT_FOCUS,
    Reader,
    grave,
)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: no page was tried in a browser")

A4: ViewportSize = {"width": 718, "height": 1046}
"""In CSS pixels, inside margins of a centimetre."""
PAGES = {
    "front": "/",
    "search": "/explore/search?q=Fidan+2026",
    "not found": "/explore/none",
    "filtered": "/explore/events?mechanism=JSPG&country=TR",
    "all lists": "/explore",
    "disagreements": "/explore/conflicts",
    "refused": "/explore/events?mechanism=JSPQ",
    "meeting": "/explore/meetings/jspg-kz-tr-8",
    "mechanism": "/explore/mechanisms/jspg-kz-tr",
    "official": "/explore/officials/hakan-fidan",
    "country": "/explore/countries/KZ",
    "document": "/explore/documents/jspg-8-report",
    "figure": "/explore/trade-stats/trade-2024-musabekova",
    "conflict": "/explore/conflicts/figures.trade-turnover-kz-tr-2024",
    "trade": "/explore/trade",
    "map": "/explore/map",
    "briefing": "/briefings/kz-tr",
    "briefings": "/briefings?first=Kazahstan",
    "guide": "/guide",
    "filters": "/guide/filters",
    "dictionary": "/guide/data-dictionary",
    "problem": "/problems/not-found",
    "check": "/check",
    "reference": "/docs",
    "reference of a resource": "/docs/trade-stats",
    "timeline frame": "/embed/timeline?between=KZ,TR",
    "map frame": "/embed/map",
    "trade frame": "/embed/trade?indicator=trade",
}
"""One of each kind of page."""
ALIKE = ("refused", "mechanism", "official", "country", "figure", "filters", "problem", "map frame", "trade frame")
"""Pages whose templates and styles other pages have. The checker of accessibility need not read them too, as it takes
longest."""
LIGHT = 300_000
"""The most bytes of a page with all that it loads, compressed."""
BUDGETS = {"/": 120_000, "/docs": LIGHT}
REQUESTS = 14
"""The most requests: a page, its styles, scripts and picture, and the suggestions of its search."""


@pytest.fixture(scope="module")
def reader(databases: SharedDatabases) -> Iterator[Reader]:
    expect.set_options(timeout=LONG)
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        alone = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet + alone)
        yield Reader(browser, databases.address("sqlite"))
        browser.close()


# --- the journeys --------------------------------------------------------------------------


@pytest.mark.thorough
def test_find_the_last_meeting_of_the_jspg_and_its_source(reader: Reader) -> None:
    with reader.open("/explore/events") as page:
        page.locator(".facets").get_by_role("link", name="Kazakhstan–Türkiye Joint Strategic Planning Group").click()
        expect(page).to_have_url(re.compile(r"\?mechanism=jspg-kz-tr$"))
        page.locator(".facets").get_by_role("link", name="meeting", exact=True).click()
        expect(page).to_have_url(re.compile(r"mechanism=jspg-kz-tr&kind=meeting$"))
        expect(page.get_by_label("Filters").get_by_role("listitem")).to_have_count(3)
        event = page.locator(".cards > li")
        expect(event).to_have_count(1)
        for fact in ("2 Feb 2026", "Ankara", "Hakan Fidan", "Yermek Kosherbayev"):
            expect(event).to_contain_text(fact)
        event.get_by_role("heading").get_by_role("link").click()
        expect(page).to_have_url(re.compile(r"/explore/meetings/jspg-kz-tr-8$"))
        session_passage(page).click()
        expect(page).to_have_url(re.compile(r"/explore/documents/jspg-8-.+#p\d+$"))
        expect(page.get_by_role("heading", name="Paragraph by paragraph")).to_be_visible()


@pytest.mark.thorough
def test_copy_the_address_of_the_calendar(reader: Reader) -> None:
    with reader.open("/explore/meetings?mechanism=JSPG", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.get_by_text("Copy for a calendar, spreadsheet or program").click()
        page.get_by_role("button", name="Copy calendar URL").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        address = page.evaluate("navigator.clipboard.readText()")
        assert address == f"{reader.base}/meetings.ics?mechanism=JSPG"
        calendar = icalendar.Calendar.from_ical(httpx.get(address).content)
        assert [str(event["URL"]) for event in calendar.walk("VEVENT")] == [
            f"{reader.base}/explore/meetings/jspg-kz-tr-8"
        ]
        page.get_by_role("button", name="Copy spreadsheet formula").click()
        assert page.evaluate("navigator.clipboard.readText()").startswith('=IMPORTDATA("')


@pytest.mark.thorough
def test_read_the_chart_of_trade(reader: Reader) -> None:
    with reader.open("/") as page:
        page.get_by_role("link", name="All charts and figures").click()
        rows = page.locator("tbody tr").filter(has=page.locator('[scope="row"]'))
        expect(rows.nth(5)).to_be_visible()  # which waits for the page
        expect(page.locator("tbody").filter(has_text="target").first).to_contain_text("billion")
        marks = page.locator(".picture svg a")
        assert marks.count() == rows.count()
        for word, media_type in {"SVG": "image/svg+xml", "CSV": "text/csv", "JSON": "application/json"}.items():
            address = page.locator(".picture").get_by_role("link", name=word, exact=True).get_attribute("href") or ""
            assert httpx.get(reader.base + address).headers["content-type"].startswith(media_type)
        page.get_by_text("Sources (").click()
        expect(page.locator(".picture").get_by_label("Sources").get_by_role("link").first).to_be_visible()
        marks.first.locator(".mark").click()
        expect(page).to_have_url(re.compile("/explore/trade-stats/"))


@pytest.mark.thorough
def test_try_a_request_in_the_reference(reader: Reader) -> None:
    with reader.open("/docs") as page:
        status = page.get_by_role("main").get_by_role("status")
        expect(status).to_contain_text("200", timeout=10_000)  # the first answer comes by itself
        page.get_by_label("date_to", exact=True).fill("2023")
        page.get_by_label("mechanism", exact=True).fill("")
        page.get_by_role("button", name="Send").click()
        answer = page.get_by_label("Answer", exact=True)
        expect(answer).to_contain_text('"erdogan-visit-astana-2023"')
        page.get_by_label("Python", exact=True).check()
        code = page.get_by_label("Python code", exact=True)
        expect(code).to_contain_text(f'httpx.get("{reader.base}/meetings?date_to=2023&limit=2")')
        page.get_by_label("Search the reference").type("chart")
        page.locator("#results").get_by_role("link", name="chart.svg").first.click()
        expect(page).to_have_url(re.compile("/docs/trade-stats#getTradePicture$"))
        expect(page.locator("#getTradePicture .status")).to_contain_text("200")
        expect(page.locator("#getTradePicture").get_by_label("Python code", exact=True)).to_be_visible()


def with_longest_addresses(route: Route) -> None:
    """Answer with an OpenAPI document of few operations, because Swagger UI takes seconds for all of them."""
    document = route.fetch().json()
    longest = sorted(document["paths"], key=len)[-12:]
    route.fulfill(json={**document, "paths": {path: document["paths"][path] for path in longest}})


@pytest.mark.thorough
def test_swagger_fits_on_a_phone(reader: Reader) -> None:
    with reader.open("/integrations", **PHONE) as page:
        assert page.evaluate(TOO_WIDE) == []
        page.route("**/openapi.json", with_longest_addresses)
        page.goto("/docs/swagger")
        expect(page.locator(".opblock")).to_have_count(12)
        assert page.evaluate(TOO_WIDE) == []
        page.unroute("**/openapi.json")


def test_the_methodology_fits_on_a_phone(reader: Reader) -> None:
    with reader.open("/methodology", **PHONE) as page:
        assert page.evaluate(TOO_WIDE) == []


def test_a_briefing_prints_on_three_pages(reader: Reader) -> None:
    with reader.open("/briefings/kz-tr") as page:
        pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(pages) <= 3
        assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]  # A4, in points


# --- for everybody -------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("path", PAGES.values())
def test_a_page_is_for_everybody(reader: Reader, path: str) -> None:
    """It is so on a phone, in large letters, on paper, by keyboard, and for a checker of accessibility in light and
    dark colours. The test reports the faults of all conditions together."""
    with reader.watch(path, color_scheme="light", **PHONE) as (page, traffic):
        faults = {"320 pixels": page.evaluate(TOO_WIDE)}
        assert traffic.weight() <= BUDGETS.get(path, LIGHT)
        assert len(traffic.answers) <= REQUESTS, [answer.url for answer in traffic.answers]
        page.set_viewport_size(DESK)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        faults["200 percent"] = page.evaluate(TOO_WIDE)
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size(A4)
        page.emulate_media(media="print")
        faults["print"] = page.evaluate(TOO_WIDE) + page.evaluate(CUT_IN_PRINT)[:3]
        page.emulate_media(media="screen")
        page.set_viewport_size(DESK)
        page.evaluate(KEEP_FEW_ALIKE)
        faults["keyboard"] = page.evaluate(WITHOUT_FOCUS)[:3]
        if path not in map(PAGES.get, ALIKE):
            faults["access"] = grave(page)
            page.emulate_media(color_scheme="dark")
            faults["dark"] = grave(page, runOnly=["color-contrast"])
    assert {condition: messages for condition, messages in faults.items() if messages} == {}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/explore/meetings",
        "/explore/meetings/jspg-kz-tr-8",
        "/explore/search?q=JSPG",
        "/briefings/kz-tr",
        "/docs/meetings",
    ],
)
def test_a_page_reads_without_a_script(reader: Reader, path: str) -> None:
    with reader.open(path, java_script_enabled=False) as page:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(re.compile("JSPG|Strategic Planning"))
        for button in page.locator("button.copy").all():  # they would do nothing
            expect(button).to_be_hidden()


@pytest.mark.thorough
def test_the_keyboard_is_enough(reader: Reader) -> None:
    """The search answers during typing; arrow keys choose, Escape closes, Enter opens."""
    with reader.open("/") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        field = page.get_by_role("combobox", name="Names, places, topics, years")
        expect(field).to_be_focused()
        page.keyboard.type("JSPG")
        options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
        expect(options.first).to_contain_text("Joint Strategic Planning Group (JSPG)")
        expect(page.locator("form.search").get_by_role("status")).to_contain_text("suggestions")
        page.keyboard.press("Escape")
        expect(options.first).to_be_hidden()
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
        assert grave(page) == []
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/explore/meetings/jspg-kz-tr-8$"))


@pytest.mark.thorough
def test_from_the_front_page_in_two_clicks(reader: Reader) -> None:
    with reader.open("/") as page:
        assert len(page.evaluate(STOPS)) < 60
        page.get_by_role("link", name=re.compile("When did the JSPG last meet")).click()
        session_passage(page).click()
        expect(page).to_have_url(re.compile(r"/explore/documents/jspg-8-.+#p\d+$"))
        page.goto("/")
        page.get_by_role("link", name=re.compile("past the due date")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Commitments")
        expect(page.get_by_role("main")).to_contain_text("Due date passed, no later report")
        page.goto("/")
        page.get_by_role("link", name="Disagreements").click()
        page.locator(".card").first.get_by_role("heading").get_by_role("link").click()
        expect(page).to_have_url(re.compile("/explore/conflicts/figures"))
        sides = page.locator(".sides > *")
        expect(sides.nth(1)).to_be_visible()
        expect(sides.filter(has_text="Preferred")).to_have_count(1)


def session_passage(page: Page) -> Locator:
    """The link from the number of a session to the passage that states it."""
    session = page.locator("dt", has_text="Session").locator("xpath=following-sibling::dd[1]")
    return session.get_by_role("link", name=re.compile("¶")).first


@pytest.mark.thorough
def test_the_same_by_keyboard(reader: Reader) -> None:
    with reader.open("/") as page:
        press_tab_until(page, "When did the JSPG last meet")
        page.keyboard.press("Enter")
        page.wait_for_url("**/explore/meetings/jspg-kz-tr-8")
        press_tab_until(page, "¶")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/explore/documents/jspg-8-.+#p\d+$"))


def press_tab_until(page: Page, text: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if text in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"thirty steps do not reach {text}")


def test_take_a_meeting_along(reader: Reader) -> None:
    """Its page offers a row for a spreadsheet, an entry for a calendar, and print."""
    with reader.open("/explore/meetings/jspg-kz-tr-8") as page:
        for word, start in {"CSV": "id,", "Calendar": "BEGIN:VCALENDAR"}.items():
            address = page.get_by_role("link", name=word, exact=True).get_attribute("href") or ""
            assert httpx.get(reader.base + address).text.lstrip("\ufeff").startswith(start)
        paper = PdfReader(BytesIO(page.pdf(format="A4"))).pages
        text = " ".join(" ".join(sheet.extract_text() for sheet in paper).split())
        assert len(paper) <= 6
        for fact in ("Hakan Fidan", "Gaziantep", "Sources"):
            assert fact in text


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("console.error('broken')", "broken"),
        ("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))", "violates the"),
        ("location.href = 'http://example.invalid/'", "example.invalid"),
    ],
)
def test_what_goes_wrong_is_noticed(reader: Reader, script: str, message: str) -> None:
    """Otherwise the tests above would prove nothing."""
    with pytest.raises(AssertionError, match=re.escape(message)):
        _run(reader, script)


def _run(reader: Reader, script: str) -> None:
    with reader.open("/") as page:
        page.evaluate(script)
        page.wait_for_timeout(200)
