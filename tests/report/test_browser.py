"""The page in a real browser: accessible, alone, and no wider than a telephone."""

from pathlib import Path

import pytest

from tests.report.kept import costs, folder, html, kept

__all__ = ["costs", "folder", "html", "kept"]

CHROMIUM = Path("/usr/bin/chromium")
WIDER = """[...document.querySelectorAll('main *, header *')]
    .filter(e => e.getBoundingClientRect().right > 321 && !e.closest('.wide') && !e.closest('svg'))
    .map(e => e.tagName + ' ' + e.textContent.slice(0, 60))"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def opened(html, tmp_path_factory):
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="the extra `browser` is not installed"
    )
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(html, encoding="utf-8")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        yield page, asked, path
        browser.close()


def test_the_accessibility_check_finds_nothing(opened):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="as above")
    page, _, _ = opened
    found = axe.Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_nothing_but_the_page_itself_is_asked_for(opened):
    _, asked, path = opened

    assert asked == [path.as_uri()]


def test_nothing_is_wider_than_a_telephone(opened):
    page, _, _ = opened
    page.set_viewport_size({"width": 320, "height": 900})

    assert page.evaluate(WIDER) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_number_leads_to_its_row_by_keyboard(opened):
    page, _, _ = opened
    link = page.locator("#answer ~ .answer a.number").first
    target = link.get_attribute("href")
    link.focus()
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == target
    assert page.locator(target).is_visible()
