"""A reporter's task over the papers that come with the project, in as few steps as it takes."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from rag.service import Service

from .asking import ask
from .serving import Running, over

_PAPERS = Path(__file__).parents[2] / "documents"
_MOST = 15  # clicks, and keys that are not letters of a text
_COUNT = """() => {
  window.steps = 0;
  addEventListener("click", (event) => event.isTrusted && event.detail && (window.steps += 1), true);
  addEventListener("keydown", (event) => event.key.length > 1 && (window.steps += 1), true);
}"""
_LINES_OF_A_PAGE = 50


@pytest.fixture(scope="module")
def papers(serve: Callable[[Service], Running], tmp_path_factory: pytest.TempPathFactory) -> Running:
    return serve(over(tmp_path_factory.mktemp("papers") / "data", [_PAPERS]))


def test_the_figures_on_agency_staff_are_found_compared_and_printed_with_their_sources(
    browser: Browser, papers: Running, watched: Callable[[Page], Page]
) -> None:
    """Find the three figures on agency staff, see which differ, put them with their sources in a Word briefing."""
    page = watched(browser.new_page(base_url=papers.url, viewport={"width": 1440, "height": 900}))
    page.goto("/")
    page.evaluate(_COUNT)
    turn = ask(page, "How many agency staff did councils have in September 2015?")
    for figure in ("5,070", "4,430", "4,860"):
        expect(turn.locator(".said")).to_contain_text(figure)
    page.get_by_role("button", name="Before you print").click()
    panel = page.locator(".before-print .before")
    expect(panel).to_contain_text("Where the papers differ")
    assert {"4,860", "5,070"} <= set(panel.inner_text().replace("(", " ").split())
    page.get_by_role("link", name="Make a briefing").click()
    expect(page.locator(".paper-sheet .summary").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Make a Word document").click()
    steps = page.evaluate("window.steps")
    print(f"steps: {steps}")
    assert steps <= _MOST
    file = docx.Document(str(download.value.path()))
    told = " ".join(each.text for each in file.paragraphs)
    assert all(figure in told for figure in ("5,070", "4,430", "4,860"))
    assert "Note: The documents disagree" in told
    assert all(address in told for address in ("cypnow.co.uk", "communitycare.co.uk"))
    # Ninety characters a line, and as many lines as a page has.
    lines = sum(1 + len(each.text) // 90 for each in file.paragraphs)
    assert lines <= _LINES_OF_A_PAGE
