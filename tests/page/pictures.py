"""Pictures of the page's main states into docs/pictures/: `make pictures`."""

import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).parent.parent))  # as pytest has it: `papers` stands there

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from .asking import ask, chip, source
from .browser import launched
from .conftest import AFFAIR
from .serving import Running, made_ready, over
from .shelf import write_pdf

_ROOT = Path(__file__).parents[2]
_PICTURES = _ROOT / "docs" / "pictures"
_WIDE: ViewportSize = {"width": 1360, "height": 850}
_NARROW: ViewportSize = {"width": 390, "height": 780}


def main() -> None:
    _PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        for paths, take in (
            ([_ROOT / "documents"], _over_the_papers),
            ([AFFAIR, write_pdf(Path(folder, "pdf"))], _over_the_affair),
        ):
            running = Running(over(Path(folder, take.__name__), paths))
            made_ready(running.service)
            try:
                take(browser, running)
            finally:
                running.close()


def _over_the_papers(browser: Browser, running: Running) -> None:
    with _opened(browser, running, "start", "light", _WIDE) as page:
        expect(page.locator(".suggestions button")).to_have_count(4, timeout=120_000)
    with _opened(browser, running, "summary", "light", _WIDE) as page:
        turn = ask(page, "By how much do workloads grow after an inadequate judgment?")
        _open(page, turn.locator(".said .chip").first.inner_text())
    with _opened(browser, running, "timeline", "light", _WIDE) as page:
        page.get_by_role("link", name="Timeline", exact=True).click()
        expect(page.locator(".axis")).to_be_visible()
    with _opened(browser, running, "library", "dark", _WIDE) as page:
        page.get_by_role("link", name="Library").click()
        expect(page.locator(".listing")).to_be_visible()


def _over_the_affair(browser: Browser, running: Running) -> None:
    question = "How many sailings were cancelled?"
    with _opened(browser, running, "answer", "light", _WIDE) as page:
        ask(page, question)
        _open(page, "1")
    with _opened(browser, running, "answer-dark", "dark", _WIDE) as page:
        ask(page, "How did Norvane respond to the review on dredging the approach?")
        _open(page, "1")
    with _opened(browser, running, "briefing", "light", _WIDE) as page:
        ask(page, question)
        ask(page, "How did Norvane respond to the review on dredging the approach?")
        page.get_by_role("link", name="Make a briefing").click()
        expect(page.locator(".paper-sheet blockquote").first).to_be_visible()
    with _opened(browser, running, "pdf-page", "light", _WIDE) as page:
        turn = ask(page, "Who quarrelled about the electrification of the lighthouse at Carrow Head in 1936?")
        turn.locator(".sentence", has_text="harbour trustees").locator(".chip").first.click()
        expect(source(page).locator(".rectangle").first).to_be_visible()
        page.wait_for_load_state("networkidle")
    with _opened(browser, running, "phone", "light", _NARROW) as page:
        ask(page, question)
    with _opened(browser, running, "phone-not-held", "dark", _NARROW) as page:
        ask(page, "Who is the mayor of Paris?")


@contextmanager
def _opened(
    browser: Browser, running: Running, name: str, scheme: Literal["light", "dark"], size: ViewportSize
) -> Iterator[Page]:
    """The page, to be brought into a state, of which a picture is then taken."""
    page = browser.new_page(base_url=running.url, viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page.goto("/")
    expect(page.locator("#holdings")).to_contain_text("documents")
    yield page
    page.mouse.move(0, 0)
    page.locator("#question").blur() if page.locator("#question").is_visible() else None
    page.wait_for_timeout(300)
    taken = Image.open(io.BytesIO(page.screenshot()))
    # A page of text needs no more than 256 colours, and a clone of the project is the smaller for it.
    taken.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        _PICTURES / f"{name}.png", optimize=True
    )
    page.close()
    print(f"docs/pictures/{name}.png")


def _open(page: Page, number: str) -> None:
    chip(page.locator(".turn").last, int(number)).click()
    expect(source(page).locator("mark").first).to_be_visible()


if __name__ == "__main__":
    main()
