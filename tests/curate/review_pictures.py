"""Takes the pictures of the review for the guide: ``python -m tests.curate.review_pictures`` writes docs/images."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from app.curate.review.access import Tokens
from app.curate.review.api import create_review
from tests.conftest import ROOT, serving
from tests.curate.review_desk import DRAFT, make_desk
from tests.web.browser import CHROMIUM

PICTURES = ROOT / "docs" / "images"


def main() -> None:
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        tokens, port = Tokens(), [0]
        with serving(create_review(make_desk(Path(folder) / "drafts"), tokens, lambda: port[0])) as base:
            port[0] = int(base.rsplit(":", 1)[1])
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1100, "height": 560}, reduced_motion="reduce")
            page.goto(f"{base}/#token={tokens.one_time()}&draft={DRAFT}")
            for count in range(5):
                page.get_by_text(f"{count} of 8 decided").wait_for()
                if count < 4:
                    page.keyboard.press("a")
            page.locator(".card.current .fault").first.wait_for()
            page.screenshot(path=PICTURES / "review-page.png")
            page.locator("#card-7 button").first.click()
            page.emulate_media(color_scheme="dark")
            page.screenshot(path=PICTURES / "review-question.png")
            browser.close()


if __name__ == "__main__":
    main()
