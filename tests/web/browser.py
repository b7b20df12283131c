"""A browser that opens pages of the service, and what it measures on them."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, Request, Response, ViewportSize

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LONG = 30_000
"""Milliseconds after which a missing element is a fault. They are many, because the machine may be busy."""
DESK: ViewportSize = {"width": 1280, "height": 720}
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
WATCH = """document.addEventListener("securitypolicyviolation", (e) => console.error("CSP: " + e.violatedDirective))"""
STOPS = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true}))"""
TOO_WIDE = """(() => {
    const root = document.documentElement
    if (root.scrollWidth <= root.clientWidth) return []
    const right = [...document.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > root.clientWidth)
    return [root.scrollWidth, ...right.slice(-3).map((e) => e.outerHTML.slice(0, 200))]
})()"""
CUT_IN_PRINT = """[...document.querySelectorAll("main, main *")].filter((e) => e.scrollWidth > e.clientWidth + 1
    && e.clientWidth > 1 && getComputedStyle(e).overflowX !== "visible" && !e.closest("svg"))
    .map((e) => e.outerHTML.slice(0, 200))"""
"""Parts that scroll or are hidden on a screen, and so cannot be read on paper."""
WITHOUT_FOCUS = f"""{STOPS}.filter((element) => {{
    element.focus()
    const ring = getComputedStyle(element)
    return document.activeElement !== element || !(ring.outlineStyle !== "none" || ring.boxShadow !== "none"
        || element.closest("svg"))
}}).map((element) => element.outerHTML.slice(0, 200))"""
KEEP_FEW_ALIKE = """document.querySelectorAll("main, main *").forEach((parent) =>
    [...parent.children].slice(parent.matches("tbody, dl, ol, ul") ? 4 : 12).forEach((child) => child.remove()))"""
"""Rows, entries and sections of a long page are alike, and the checker of accessibility takes a minute for
thousands."""


@dataclass
class Traffic:
    """What a page complained of, which other hosts it asked, and what it loaded."""

    errors: list[tuple[str, str]] = field(default_factory=list)
    """Each has the address that it is about."""
    outside: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    """What the page loaded, with the page itself first."""

    def forget(self) -> None:
        for log in (self.errors, self.outside, self.answers):
            log.clear()

    def weight(self) -> int:
        """Bytes of all answers, compressed as a proxy does."""
        return sum(len(gzip.compress(answer.body())) for answer in self.answers if answer.ok)


@dataclass
class Reader:
    """Opens pages of the service, with its address in front; all that goes wrong there fails the test.

    What is opened with the same options is opened in the same tab, one after the other: a new tab is a new process,
    which takes longer than to open a page. They share what a page stores in the browser: nothing but the language of
    the reference's code.
    """

    browser: Browser
    base: str
    tabs: dict[str, tuple[Page, Traffic]] = field(default_factory=dict)

    @contextmanager
    def open(self, path: str, **options: Any) -> Iterator[Page]:
        with self.watch(path, **options) as (page, _):
            yield page

    @contextmanager
    def watch(self, path: str, **options: Any) -> Iterator[tuple[Page, Traffic]]:
        """As ``open``, with what the page loads."""
        key = repr(sorted(options.items()))
        page, traffic = (self.tabs.pop(key) if key in self.tabs else None) or self._tab(options)
        page.set_viewport_size(options.get("viewport", DESK))
        page.emulate_media(media="null", color_scheme=options.get("color_scheme", "null"))
        traffic.forget()
        answer = page.goto(path)
        assert answer is not None
        del traffic.answers[: traffic.answers.index(answer)]  # late ones, to what the page before asked
        yield page, traffic
        page.wait_for_load_state("load")
        assert traffic.outside == [], traffic.outside
        expected = {answer.url} if answer.status in (404, 422) else set()  # a refusal, of which the browser tells
        errors = [error for error in traffic.errors if error[1] not in expected]
        assert errors == [], errors
        self.tabs[key] = page, traffic

    def _tab(self, options: dict[str, Any]) -> tuple[Page, Traffic]:
        context = self.browser.new_context(base_url=self.base, **options)
        context.set_default_timeout(LONG)
        context.add_init_script(WATCH)
        page, traffic = context.new_page(), Traffic()
        self._watch(page, traffic)
        return page, traffic

    def _watch(self, page: Page, traffic: Traffic) -> None:
        def record_request(request: Request) -> None:
            if not request.url.startswith((self.base, "data:", "blob:")):
                traffic.outside.append(request.url)

        def record_message(message: Any) -> None:
            if message.type in ("error", "warning"):
                traffic.errors.append((message.text, message.location["url"]))

        def record_failure(request: Request) -> None:
            if request.failure != "net::ERR_ABORTED":  # the reader went on to another page before it was there
                traffic.errors.append((str(request.failure), request.url))

        page.on("request", record_request)
        page.on("response", lambda response: traffic.answers.append(response))
        page.on("console", record_message)
        page.on("pageerror", lambda error: traffic.errors.append((str(error), "")))
        page.on("requestfailed", record_failure)


def grave(page: Page, **options: Any) -> list[str]:
    """The serious faults of accessibility, each with an element that has it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    run = "(options) => axe.run(document, options).then((found) => found.violations)"
    violations = page.evaluate(run, {"resultTypes": ["violations"], **options})
    serious = [item for item in violations if item["impact"] in ("serious", "critical")]
    return [f"{item['id']}: {item['nodes'][0]['html']}" for item in serious]
