"""Every state of the page at every width, light and dark, on sheets: `python -m tests.page.states [FOLDER]`.

A sheet is written for each width and scheme, by default to docs/pictures/states/.
"""

import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).parent.parent))  # as pytest has it: `papers` stands there

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from rag.question.query import Question

from .browser import launched
from .conftest import AFFAIR
from .serving import Running, made_ready, over
from .shelf import write_pdf

_ROOT = Path(__file__).parents[2]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_SIZES = {  # width, height, and pixels for each pixel of the style: the last is a window of 1,440 at 200 %
    "1440": (1440, 900, 1.0),
    "1100": (1100, 800, 1.0),
    "390": (390, 844, 1.0),
    "200-per-cent": (720, 450, 2.0),
}
_QUESTIONS = (
    "How many sailings were cancelled?",
    "How did Norvane respond to the review on dredging the approach?",
    "Who is the mayor of Paris?",
)
_COLUMNS = 4  # of a sheet, twice as many where the pictures are narrow
_WIDTH = {"390": 200}  # pixels of a picture in its sheet
_WIDEST = 400
_QUALITY = 30  # of WebP: words can be read, and all sheets together are no larger than one photograph
_ANSWERS = ".turn .actions"


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT / "docs" / "pictures" / "states"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        running = Running(over(Path(folder, "data"), [AFFAIR, write_pdf(Path(folder, "pdf"))]))
        try:
            asked = [running.service.pipeline.answer(Question(each)) for each in _QUESTIONS]
            running.service.pins.keep([answer.citations[0] for answer in asked if answer.citations])
            conversations = [answer.conversation_id for answer in asked]
            made_ready(running.service)
            for size in _SIZES:
                for scheme in SCHEMES:
                    path = target / f"{size}-{scheme}.webp"
                    taken = list(_states(browser, running.url, size, scheme, conversations))
                    _sheet(taken, _WIDTH.get(size, _WIDEST)).save(path, quality=_QUALITY, method=6)
                    print(path, flush=True)
        finally:
            running.close()


def _states(
    browser: Browser, url: str, size: str, scheme: Literal["light", "dark"], conversations: list[str]
) -> Iterator[Image.Image]:
    width, height, scale = _SIZES[size]
    page = browser.new_page(
        base_url=url,
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme=scheme,
        reduced_motion="reduce",
    )

    def taken() -> Image.Image:
        page.mouse.move(0, 0)
        page.wait_for_timeout(200)
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    for address, ready in (
        ("/", ".suggestions button"),
        *((f"/conversations/{id}", _ANSWERS) for id in conversations),
        ("/search?q=review", ".hit"),
        ("/library", ".listing"),
        ("/timeline", ".axis"),
        ("/claims", ".claim"),
        ("/pins", ".pin"),
        (f"/briefing?conversation={conversations[1]}", ".paper-sheet .mark"),
    ):
        page.goto(address)
        expect(page.locator(ready).first).to_be_visible()
        yield taken()
    yield from _acted(page, taken, conversations[0])
    page.close()


def _acted(page: Page, taken: Callable[[], Image.Image], conversation: str) -> Iterator[Image.Image]:
    """What is seen after a press: the source, a look before printing, the grid of claims, a shorter time, documents
    chosen to be corrected, the list of keys, the filters of a question."""
    page.goto(f"/conversations/{conversation}")
    page.locator(".turn .chip").first.click()
    expect(page.locator("#source mark").first).to_be_visible()
    yield taken()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Before you print").click()
    expect(page.locator(".before")).to_be_visible()
    yield taken()
    page.goto("/claims")
    page.get_by_role("button", name="As a grid").click()
    expect(page.locator(".grid-of-claims")).to_be_visible()
    yield taken()
    page.get_by_role("button", name="As a grid").click()
    page.goto("/timeline")
    page.get_by_role("combobox", name="From").select_option("2017")
    page.get_by_role("button", name="Show 2019 alone").click()
    expect(page.get_by_role("group", name="The time shown")).to_be_visible()
    yield taken()
    page.goto("/library")
    for number in range(2):
        page.locator(".listing .choose input").nth(number).check()
    expect(page.locator(".bulk")).to_be_visible()
    yield taken()
    page.goto("/")
    expect(page.locator(".suggestions button").first).to_be_visible()
    page.get_by_role("button", name="Speaker", exact=True).click()
    expect(page.locator(".choices .tick").first).to_be_visible()
    yield taken()
    page.keyboard.press("Escape")
    page.locator("#heading").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    yield taken()


def _sheet(pictures: list[Image.Image], width: int) -> Image.Image:
    """The pictures in rows, each `width` pixels wide."""
    columns = _COLUMNS * (_WIDEST // width)
    small = [
        each.resize((width, round(each.height * width / each.width)), Image.Resampling.LANCZOS)
        for each in pictures
    ]
    high = max(each.height for each in small)
    rows = -(-len(small) // columns)
    made = Image.new("RGB", (columns * (width + 12) + 12, rows * (high + 12) + 12), "grey")
    for number, each in enumerate(small):
        made.paste(each, (12 + number % columns * (width + 12), 12 + number // columns * (high + 12)))
    return made


if __name__ == "__main__":
    main()
