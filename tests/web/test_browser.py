"""The pages in a real browser: what a reader does, on a desk and on a phone, and what a checker of access finds.

Needs a Chromium on the PATH; without one the tests are skipped, and say so.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import httpx
import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect, sync_playwright
from pypdf import PdfReader

from tests.conftest import SharedDatabases

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: no page was tried in a browser")

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESK: ViewportSize = {"width": 1280, "height": 720}
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
WATCH = """document.addEventListener("securitypolicyviolation", (e) => console.error("CSP: " + e.violatedDirective))"""
TAB_STOPS = """[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility()).length"""
LONG = 30_000
"""Milliseconds after which what should be there is missed: much, as the machine may be busy."""


@dataclass
class Seen:
    """What a page complained of, and whom else it asked."""

    errors: list[tuple[str, str]] = field(default_factory=list)
    """Each with the address that it is about."""
    outside: list[str] = field(default_factory=list)


@dataclass
class Reader:
    """Opens pages of the service, with its address in front; all that goes wrong there fails the test."""

    browser: Browser
    base: str

    @contextmanager
    def opened(self, path: str, **options: Any) -> Iterator[Page]:
        seen = Seen()
        context = self.browser.new_context(base_url=self.base, **options)
        context.set_default_timeout(LONG)
        try:
            self._watch(context, seen)
            page = context.new_page()
            answer = page.goto(path)
            assert answer is not None
            yield page
            page.wait_for_load_state("load")
        finally:
            context.close()
        assert seen.outside == []
        expected = {answer.url} if answer.status in (404, 422) else set()  # a refusal, of which the browser tells
        assert [error for error in seen.errors if error[1] not in expected] == []

    def _watch(self, context: BrowserContext, seen: Seen) -> None:
        def inside(route: Route) -> None:
            if route.request.url.startswith((self.base, "data:", "blob:")):
                route.continue_()
            else:
                seen.outside.append(route.request.url)
                route.abort()

        def told(message: Any) -> None:
            if message.type in ("error", "warning"):
                seen.errors.append((message.text, message.location["url"]))

        def failed(request: Any) -> None:
            if request.failure != "net::ERR_ABORTED":  # the reader went on to another page before it was there
                seen.errors.append((str(request.failure), request.url))

        context.route("**/*", inside)
        context.on("console", told)
        context.on("weberror", lambda error: seen.errors.append((str(error.error), "")))
        context.on("requestfailed", failed)
        context.add_init_script(WATCH)


@pytest.fixture(scope="module")
def reader(shared: SharedDatabases) -> Iterator[Reader]:
    expect.set_options(timeout=LONG)
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield Reader(browser, shared.address("sqlite"))
        browser.close()


# --- the journeys --------------------------------------------------------------------------


def test_find_the_last_meeting_of_the_jspg_and_its_source(reader: Reader) -> None:
    with reader.opened("/explore/events") as page:
        page.locator(".facets").get_by_role("link", name="Kazakhstan–Türkiye Joint Strategic Planning Group").click()
        expect(page).to_have_url(re.compile(r"\?mechanism=jspg-kz-tr$"))
        page.locator(".facets").get_by_role("link", name="meeting", exact=True).click()
        expect(page).to_have_url(re.compile(r"mechanism=jspg-kz-tr&kind=meeting$"))
        expect(page.get_by_label("Filters").get_by_role("listitem")).to_have_count(3)
        (event,) = page.locator(".cards > li").all()
        for fact in ("2 Feb 2026", "Ankara", "Hakan Fidan", "Yermek Kosherbayev"):
            expect(event).to_contain_text(fact)
        event.get_by_role("heading").get_by_role("link").click()
        expect(page).to_have_url(re.compile(r"/explore/meetings/jspg-kz-tr-8$"))
        session = page.locator("dt", has_text="Session").locator("xpath=following-sibling::dd[1]")
        expect(session.locator("mark").first).to_contain_text("eighth")
        session.get_by_role("link", name=re.compile("¶")).first.click()
        expect(page).to_have_url(re.compile(r"/explore/documents/jspg-8-.+#p\d+$"))
        expect(page.get_by_role("heading", name="Paragraph by paragraph")).to_be_visible()


def test_copy_the_address_of_the_calendar(reader: Reader) -> None:
    with reader.opened("/explore/meetings?mechanism=JSPG", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.get_by_text("Copy for a calendar, spreadsheet or program").click()
        page.get_by_role("button", name="Copy calendar URL").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{reader.base}/meetings.ics?mechanism=JSPG"
        calendar = icalendar.Calendar.from_ical(httpx.get(copied).content)
        assert [str(event["URL"]) for event in calendar.walk("VEVENT")] == [
            f"{reader.base}/explore/meetings/jspg-kz-tr-8"
        ]
        page.get_by_role("button", name="Copy spreadsheet formula").click()
        assert page.evaluate("navigator.clipboard.readText()").startswith('=IMPORTDATA("')


def test_read_the_chart_of_trade(reader: Reader) -> None:
    with reader.opened("/") as page:
        page.get_by_role("link", name="All charts and the figures as a table").click()
        rows = page.locator("tbody tr").filter(has=page.locator('[scope="row"]'))
        assert rows.count() > 5
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


def test_try_a_request_in_the_reference(reader: Reader) -> None:
    with reader.opened("/docs") as page:
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


@pytest.mark.parametrize("path", ["/docs/swagger", "/methodology", "/integrations"])
def test_a_phone_shows_it_without_scrolling_sideways(reader: Reader, path: str) -> None:
    with reader.opened(path, **PHONE) as page:
        if path == "/docs/swagger":
            expect(page.locator(".opblock").first).to_be_visible()
        fits_a_phone(page)


def fits_a_phone(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["viewport"]["width"], _widest(page)


def _widest(page: Page) -> Any:
    return page.evaluate(
        "[...document.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth)"
        ".slice(-3).map((e) => e.outerHTML.slice(0, 200))"
    )


def test_a_briefing_prints_on_three_pages(reader: Reader) -> None:
    with reader.opened("/briefings/kz-tr") as page:
        pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(pages) <= 3
        assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]  # A4, in points


# --- for everybody -------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES.values())
def test_a_page_is_for_everybody(reader: Reader, path: str) -> None:
    """It fits a phone, and a checker of access finds nothing grave on a desk, in light colours and in dark ones."""
    with reader.opened(path, color_scheme="light", **PHONE) as page:
        fits_a_phone(page)
        page.set_viewport_size(DESK)
        assert grave(page) == []
        page.emulate_media(color_scheme="dark")
        assert grave(page, runOnly=["color-contrast"]) == []


def grave(page: Page, **options: Any) -> list[str]:
    """The serious faults of access, each with an element that has it."""
    violations = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    serious = [item for item in violations if item["impact"] in ("serious", "critical")]
    return [f"{item['id']}: {item['nodes'][0]['html']}" for item in serious]


@pytest.mark.parametrize("path", ["/", "/explore/meetings/jspg-kz-tr-8", "/briefings/kz-tr", "/guide/quick-start"])
def test_it_reads_without_a_script(reader: Reader, path: str) -> None:
    with reader.opened(path, java_script_enabled=False) as page:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(re.compile("JSPG|Strategic Planning"))
        for button in page.locator("button.copy").all():  # they would do nothing
            expect(button).to_be_hidden()


def test_the_keyboard_is_enough(reader: Reader) -> None:
    """The search answers while one types; the arrow keys choose, Escape closes, Enter opens."""
    with reader.opened("/") as page:
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


def test_from_the_front_page_in_two_clicks(reader: Reader) -> None:
    with reader.opened("/") as page:
        assert page.evaluate(TAB_STOPS) < 60
        page.get_by_role("link", name=re.compile("When did the JSPG last meet")).click()
        page.locator("dt", has_text="Session").locator("xpath=following-sibling::dd[1]").get_by_role(
            "link", name=re.compile("¶")
        ).first.click()
        expect(page).to_have_url(re.compile(r"/explore/documents/jspg-8-.+#p\d+$"))
        page.goto("/")
        page.get_by_role("link", name=re.compile("past the due date")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Commitments")
        expect(page.get_by_role("main")).to_contain_text("Due date passed, no later report")
        page.goto("/")
        page.get_by_role("link", name="Disagreements").click()
        expect(page.locator(".card").first).to_be_visible()


@pytest.mark.parametrize(
    ("script", "noticed"),
    [
        ("console.error('broken')", "broken"),
        ("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))", "violates the"),
        ("location.href = 'http://example.invalid/'", "example.invalid"),
    ],
)
def test_what_goes_wrong_is_noticed(reader: Reader, script: str, noticed: str) -> None:
    """Else the tests above would show nothing."""
    with pytest.raises(AssertionError, match=re.escape(noticed)):
        _run(reader, script)


def _run(reader: Reader, script: str) -> None:
    with reader.opened("/") as page:
        page.evaluate(script)
        page.wait_for_timeout(200)
