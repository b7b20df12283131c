"""The page of the review in a browser: a whole review by keyboard alone, a crash, two windows, a hostile article.

Needs a Chromium on the PATH; without one the tests are skipped, and say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect, sync_playwright

from app.curate.draft_changes import Edit
from app.curate.drafts import Draft
from app.curate.review.access import Tokens
from app.curate.review.api import create_review
from app.curate.review.desk import Desk
from app.curate.review.known_records import KnownRecords
from app.ingest.seed_reader import Seed
from tests.conftest import serving
from tests.curate.example_draft import make_draft
from tests.seed_copies import copy_seed
from tests.web.browser import CHROMIUM, LONG, WATCH, grave

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH: no page was tried in a browser")

LAPTOP: ViewportSize = {"width": 1366, "height": 768}
ENLARGED_VIEWPORT: ViewportSize = {"width": 683, "height": 384}
"""The size of a page on a laptop at 200 percent."""


@dataclass
class Review:
    """The program that serves the review, and a browser."""

    base: str
    desk: Desk
    known_records: KnownRecords
    tokens: Tokens
    context: BrowserContext
    errors: list[str]

    def open(self, draft: str) -> Page:
        """A page with a draft, from an address of its own."""
        page = self.context.new_page()
        page.goto(f"{self.base}/#token={self.tokens.one_time()}&draft={draft}")
        expect(page.locator(".card.current")).to_be_visible()
        return page


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    expect.set_options(timeout=LONG)
    folder, tokens, port = tmp_path_factory.mktemp("review"), Tokens(), [0]
    desk = Desk(folder / "drafts", Seed(copy_seed(folder / "seed")), "Ada")
    errors: list[str] = []
    with serving(create_review(desk, tokens, lambda: port[0])) as base, sync_playwright() as playwright:
        port[0] = int(base.rsplit(":", 1)[1])
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport=LAPTOP, color_scheme="light", reduced_motion="reduce")
        context.set_default_timeout(LONG)
        context.add_init_script(WATCH)
        context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        yield Review(base, desk, desk.known_records, tokens, context, errors)
        browser.close()
    assert [error for error in errors if "409" not in error] == []


@pytest.fixture
def draft(review: Review, request: pytest.FixtureRequest) -> Draft:
    review.desk.known_records = review.known_records  # without what a test has accepted
    name = request.node.name.split("[")[0].replace("_", "-").removeprefix("test-")
    return make_draft(review.desk.folder, name)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something with this label or text has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        label = page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"
            " || document.activeElement.ariaLabel"
        )
        if label.startswith(name):
            return
    raise AssertionError(f"the keyboard does not lead to {name!r}")


def says(page: Page, text: str) -> None:
    expect(page.locator("#message")).to_contain_text(text)


def is_current(page: Page, text: str) -> None:
    expect(page.locator(".card.current h3")).to_contain_text(text)


def edges(page: Page, selector: str) -> tuple[float, float]:
    """The top and the bottom of the first element of a selector, in pixels from the top of the window."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return round(box["y"]), round(box["y"] + box["height"])


@pytest.mark.thorough
def test_a_whole_review_by_keyboard(review: Review, draft: Draft) -> None:
    page = review.open(draft.id)
    is_current(page, "Anna Példa")
    expect(page.locator(".card.current .badges")).to_contain_text("proposal 1")  # as `accept` names it
    for number, following in enumerate(("Third session", "Azamat Misalov", "Trade turnover", "Trade target"), 1):
        press(page, "a")
        is_current(page, following)
        expect(page.locator("#decided")).to_have_text(f"{number} of 8 decided")
    expect(page.locator(".card.current .fault").first).to_contain_text("do not contain 50000000")
    press(page, "e")
    expect(page.get_by_label("Value", exact=True)).to_be_focused()  # as it has a fault
    press(page, "Control+A")
    page.keyboard.type("500000000")
    page.reload()  # as after a crash: what was decided and what was typed are there
    expect(page.locator("#decided")).to_have_text("4 of 8 decided")
    is_current(page, "Trade target")
    press(page, "e")
    expect(page.get_by_label("Value", exact=True)).to_have_value("500000000")
    press(page, "Control+Enter")
    expect(page.locator(".card.current")).to_contain_text("First proposed: 50,000,000")
    press(page, "a")
    is_current(page, "Plan of cooperation")
    press(page, "r")
    says(page, "rejected")
    press(page, "u")
    says(page, "Undone")
    is_current(page, "Plan of cooperation")
    press(page, "a")
    is_current(page, "Thirteenth summit")
    press(page, "a")
    says(page, "First answer: is this the same as")
    press(page, "s")
    says(page, "supports ots-summit-13")
    press(page, "a")
    is_current(page, "First embassy")
    expect(page.locator("dd.lack")).to_contain_text("No evidence")
    press(page, "c")
    expect(page.get_by_label("Words, as they stand in the text")).to_be_focused()
    page.keyboard.type("Hungary and Kyrgyzstan")
    press(page, "Enter")
    expect(page.get_by_label("paragraph 1: “Hungary and Kyrgyzstan”")).to_be_focused()
    press(page, "Enter")
    expect(page.locator("dd.lack")).to_have_count(0)
    press(page, "a")
    says(page, "All 8 proposals are decided")
    press(page, "n")
    for aside_kind, reason in (("background", "It counts companies of a visit."), ("opinion", "It judges.")):
        tab_to(page, aside_kind)
        press(page, "Enter")
        expect(page.get_by_label("Why, in a sentence")).to_be_focused()
        page.keyboard.type(reason)
        press(page, "Enter")
        expect(page.locator(".aside-note")).to_have_count(1 if aside_kind == "background" else 2)
    press(page, "Enter")  # the focus is on "furniture" of the last one
    expect(page.locator(".unexplained")).to_have_count(0)
    press(page, "f")
    expect(page.locator(".diff")).to_contain_text("+    - id: hu-kg-commission-3")
    tab_to(page, "Write it to the seed")
    press(page, "Enter")
    expect(page.locator("#dialog")).to_contain_text("Written to the seed")
    assert (review.desk.seed_folder / "documents" / f"{draft.id}.yaml").exists()
    press(page, "Escape")
    expect(page.locator("#title")).to_have_text("Drafts to review")
    page.close()


@pytest.mark.thorough
def test_two_windows(review: Review, draft: Draft) -> None:
    first = review.open(draft.id)
    with review.context.expect_page() as page_event:
        first.get_by_role("button", name="New window").click()
    second = page_event.value
    expect(second.locator(".card.current")).to_be_visible()
    assert "token" not in second.url
    press(first, "r")
    says(first, "Anna Példa: rejected")
    press(second, "a")
    says(second, "Changed in another window: loaded again")
    expect(second.locator("#card-1")).to_contain_text("Rejected by Ada")
    assert draft.state().cards[0].verdict == "rejected"
    press(second, "a")
    says(second, "accepted")
    first.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(first.locator("#decided")).to_have_text("1 of 8 decided")
    expect(first.locator("#card-1")).to_contain_text("Accepted by Ada")
    for page in (first, second):
        page.close()


def type_letter(page: Page, letter: str, code: str) -> None:
    """Press a key of another layout than the Latin one: ``code`` is its place."""
    key = f'{{key: "{letter}", code: "{code}", bubbles: true}}'
    page.evaluate(f'document.querySelector(".card.current").dispatchEvent(new KeyboardEvent("keydown", {key}))')


@pytest.mark.thorough
def test_the_keys_work_with_any_keyboard_and_leave_a_form_alone(review: Review, draft: Draft) -> None:
    page = review.open(draft.id)
    type_letter(page, "ф", "KeyA")
    says(page, "Anna Példa: accepted")
    type_letter(page, "R", "KeyR")  # with the capitals locked
    says(page, "Third session of the Hungarian–Kyrgyz Trade Commission: rejected")
    is_current(page, "Azamat Misalov")
    press(page, "e")
    tab_to(page, "Remove")
    press(page, "r", "a")  # these are for the form
    expect(page.locator("#decided")).to_have_text("2 of 8 decided")
    type_letter(page, "a", "KeyA")  # the focus is elsewhere, and the form is open
    says(page, "First save what you edit, or cancel it.")
    press(page, "Escape", "l", "Tab", "Tab", "Space", "Enter")
    says(page, "2 accepted")  # without the first of the three
    assert [card.number for card in draft.state().cards if card.verdict] == [1, 3, 4, 6]
    press(page, "+")
    expect(page.get_by_label("Kind")).to_be_focused()
    page.close()


@pytest.mark.thorough
def test_menus_are_set_aside_at_once(review: Review) -> None:
    sentence = (
        "The ministers of Kenya and Peru met in Lima on Monday, and said that they will meet again in the autumn."
    )
    text = f"Home\n\nPress centre\n\nTrade grew by a tenth.\n\n{sentence}\n\nSubscribe"
    draft = Draft.create(review.desk.folder, "with-a-menu", {"language": "en"}, [], text.encode())
    page = review.open(draft.id)
    press(page, "m")
    expect(page.locator("#dialog label")).to_have_text(
        ["1: Home", "2: Press centre", "3: Trade grew by a tenth.", "5: Subscribe"]
    )
    expect(page.get_by_label("3: Trade grew by a tenth.")).not_to_be_checked()  # a sentence
    press(page, "Tab", "Tab", "Enter")
    says(page, "3 set aside as furniture.")
    assert sorted(aside.paragraph for aside in draft.state().set_aside) == [1, 2, 5]
    page.close()


@pytest.mark.thorough
def test_select_words_and_cite_them(review: Review, draft: Draft) -> None:
    page = review.open(draft.id)
    page.locator("#card-8 button").first.click()
    page.evaluate("""() => {
      const paragraph = document.querySelector('[data-paragraph="3"]');
      const range = document.createRange();
      range.setStart(paragraph.querySelector("mark").firstChild, 0);
      range.setEndBefore(paragraph.querySelectorAll(".sentence")[1]);
      getSelection().addRange(range);
    }""")
    page.get_by_role("button", name="cite them").click()
    expect(page.get_by_label("paragraph 3: “Hungarian Foreign Minister Anna Példa met her Kyrgyz")).to_be_checked()
    expect(page.locator("#dialog .warning")).to_contain_text("more than 60 characters")
    page.get_by_role("button", name="Cite", exact=True).last.click()
    says(page, "Cited for countries")
    (new_quote,) = [quote for quote in draft.state().cards[7].proposal.quotes if quote.paragraph == 3]
    assert (new_quote.until, new_quote.fields) == ("counterpart Azamat Misalov in Bishkek on Monday.", ["countries"])
    page.get_by_role("button", name="Accept what is likely right").click()
    expect(page.locator("#dialog input")).to_have_count(5)
    page.locator("#dialog input").first.uncheck()
    page.get_by_role("button", name="Accept those that are ticked").click()
    says(page, "4 accepted")
    assert [card.number for card in draft.state().cards if card.verdict] == [2, 3, 4, 6]
    page.get_by_role("button", name="Add a record").click()
    page.get_by_label("Kind").select_option("commitment")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_label("Title (needed)").press_sequentially("Pass $500 million by 2030")
    page.get_by_role("button", name="Save", exact=True).click()
    says(page, "Saved")
    promise = draft.state().cards[-1].proposal
    assert (promise.kind, promise.values["id"], promise.by) == (
        "commitment",
        "pass-500-million-by-2030",
        "reviewer:Ada",
    )
    expect(page.locator(".card.current")).not_to_contain_text("First proposed")
    page.close()


@pytest.mark.thorough
def test_the_page_is_for_everybody(review: Review, draft: Draft) -> None:
    """A checker of accessibility finds nothing grave in any state of the page: in light and dark colours, and
    enlarged."""
    page = review.open(draft.id)

    def look() -> None:
        page.emulate_media(color_scheme="light")
        assert grave(page) == []
        page.emulate_media(color_scheme="dark")
        assert grave(page, runOnly=["color-contrast"]) == []

    page.locator("#card-7 button").first.click()
    look()
    page.locator("#card-3 button").first.click()
    press(page, "e")
    expect(page.get_by_role("form", name="Edit Third session")).to_be_visible()
    page.set_viewport_size(ENLARGED_VIEWPORT)
    assert page.evaluate("document.documentElement.scrollWidth") <= ENLARGED_VIEWPORT["width"]
    look()
    press(page, "Escape", "?")
    expect(page.get_by_role("dialog")).to_be_visible()
    look()
    page.get_by_label("Use these keys").uncheck()
    press(page, "Escape", "a")
    assert draft.state().version == 0
    press(page, "?")
    page.get_by_label("Use these keys").check()
    press(page, "Escape", "f")
    expect(page.get_by_role("dialog")).to_contain_text("things stop the acceptance")
    look()
    page.close()


@pytest.mark.thorough
def test_the_question_whether_a_known_value_is_corrected(review: Review, draft: Draft) -> None:
    values = {**draft.state().cards[6].proposal.values, "session": 12}
    review.desk.change(draft.id, 0, Edit(by="Ada", proposal=7, record="ots-summit-13", values=values))
    page = review.open(draft.id)
    page.locator("#card-7 button").first.click()
    question = page.get_by_role("region", name="Correct the known value?")
    expect(question).to_contain_text("A conflict. The known value is from")
    assert question.locator("tbody tr").all_inner_texts() == ["Session\t12\t13"]
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert grave(page) == []
    press(page, "a")
    says(page, "First answer: does this article correct the known value?")
    press(page, "y")
    says(page, "The known value gets corrected. Now accept or reject it.")
    expect(page.get_by_label("Changes in ots-summit-13")).to_contain_text("Session: 13 becomes 12")
    expect(question).to_have_count(0)
    page.get_by_role("button", name="Answer again").click()
    expect(question).to_be_visible()
    press(page, "x")
    says(page, "The known value stays.")
    press(page, "y")  # there is no question
    press(page, "a")
    says(page, "accepted")
    assert (draft.state().cards[6].corrects, draft.state().cards[6].verdict) == (False, "accepted")
    press(page, "u")
    expect(page.locator("#decided")).to_have_text("0 of 8 decided")
    press(page, "u")
    expect(question).to_be_visible()
    page.close()


@pytest.mark.thorough
def test_on_a_phone_the_cited_words_stay_above_their_card(review: Review, draft: Draft) -> None:
    page = review.open(draft.id)
    page.set_viewport_size({"width": 375, "height": 720})
    for following in ("Third session", "Azamat Misalov", "Trade turnover"):
        page.locator(".card.current").get_by_role("button", name="Accept").click()
        is_current(page, following)
        (_, text_end), (card, _), (_, mark_end), (buttons, buttons_end) = (
            edges(page, name)
            for name in ("#text", ".card.current h3", "#text mark.current", ".card.current > .buttons")
        )
        assert 0 < mark_end <= text_end <= card < buttons < buttons_end <= 720
    page.close()


def test_a_hostile_article_stays_text(review: Review) -> None:
    marks = (
        '<img src="http://evil.example/x" onerror="alert(1)"> <script>alert(1)</script> {{7*7}} 🤝 javascript:alert(1)'
    )
    words: dict[str, Any] = {"title": marks, "language": "en", "source_url": "javascript:alert(1)"}
    Draft.create(review.desk.folder, "hostile", words, [], f"{marks}\n{'Long sentence. ' * 3000}\n".encode())
    page = review.open("hostile")
    expect(page.locator("[data-paragraph='1']")).to_have_text(marks)
    assert page.locator("#main img, #main script, #main a").count() == 0
    page.close()


def test_an_address_without_a_key_shows_nothing(review: Review, draft: Draft, tmp_path: Path) -> None:
    page = review.context.new_page()
    page.goto(f"{review.base}/#draft={draft.id}")
    says(page, "Open the address that communique review prints")
    assert page.locator(".card").count() == 0
    page.close()
