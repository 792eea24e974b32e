"""What a person does on the page, as the tests do it."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect


def ask(page: Page, question: str) -> Locator:
    """Put a question and wait for the whole answer; gives its turn."""
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")
    turn = page.locator(".turn").last
    expect(turn.get_by_role("button", name="Copy", exact=True)).to_be_visible()
    return turn


def chip(within: Locator | Page, number: int) -> Locator:
    return within.get_by_role("button", name=re.compile(f"^Citation {number}: ")).first


def more(turn: Locator, name: str) -> None:
    """Choose a thing of the answer's menu."""
    turn.get_by_role("button", name="More", exact=True).click()
    turn.get_by_role("group", name="This answer").get_by_text(name, exact=True).click()


def source(page: Page) -> Locator:
    return page.locator("#source")


def eventually(page: Page, holds: Callable[[], bool], patience: float = 90) -> None:
    """Waits for what the page itself does not show; fails after `patience` seconds."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end
        page.wait_for_timeout(50)


def hangs_out(page: Page) -> bool:
    """Whether anything makes the page, or the column in its middle, scroll sideways."""
    found: bool = page.evaluate(
        """() => {
          const column = document.querySelector("#scroller");
          return document.scrollingElement.scrollWidth > innerWidth || column.scrollWidth > column.clientWidth;
        }"""
    )
    return found
