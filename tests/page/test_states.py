"""The states that are no answer: the server gone and back, a key asked for, very long answers."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from loaded import service_of
from playwright.sync_api import Browser, Page, expect

from rag.service import Service
from rag.settings import Settings
from server.access import Access

from .asking import ask, hangs_out
from .serving import Running, over


def test_when_the_server_is_gone_the_question_is_kept_and_when_it_is_back_it_is_answered(
    page: Page, served: Running
) -> None:
    page.goto("/")
    ask(page, "Who planted the larch?")
    served.stop()
    try:
        box = page.get_by_label("Your question")
        box.fill("Who planted the larch in the park?")
        box.press("Enter")
        expect(page.locator("#banner")).to_contain_text("The server does not answer.")
        expect(page.locator(".turn").last.get_by_role("alert")).to_be_visible()
        expect(box).to_have_value("Who planted the larch in the park?")
    finally:
        served.start()
    expect(page.locator("#banner")).to_be_hidden()
    page.locator(".turn").last.get_by_role("button", name="Ask again").click()
    expect(page.locator(".turn").last.locator(".chip").first).to_be_visible()
    expect(page.locator(".turn")).to_have_count(2)
    expect(box).to_have_value("")


def test_a_server_with_a_key_asks_for_it_and_tells_nothing_before(
    browser: Browser, serve: Callable[[Service], Running], tmp_path: Path, watched: Callable[[Page], Page]
) -> None:
    running = serve(service_of(Settings(data_dir=tmp_path, api_key="open sesame & more", _env_file=None)))
    page = watched(browser.new_page(base_url=running.url))
    page.goto("/")
    dialog = page.get_by_role("dialog", name="This server asks for a key")
    dialog.get_by_label("Key").fill("wrong")
    dialog.get_by_role("button", name="Log in").click()
    expect(dialog.get_by_role("alert")).to_contain_text("This is not the key of this server.")
    dialog.get_by_label("Key").fill("open sesame & more")
    dialog.get_by_role("button", name="Log in").click()
    expect(page.locator(".start")).to_contain_text("Nothing has been taken in yet.")
    expect(dialog).to_be_hidden()
    assert page.evaluate("document.cookie") == ""  # no script can read it
    page.get_by_role("button", name="Log out").click()
    leaving = page.get_by_role("dialog", name="Log out")
    leaving.get_by_label("In every browser").check()
    leaving.get_by_role("button", name="Log out").click()
    expect(dialog).to_be_visible()
    expect(page.get_by_role("button", name="Log out", include_hidden=True)).to_be_hidden()


def test_the_link_that_the_server_prints_opens_the_page_once(
    browser: Browser, serve: Callable[..., Running], tmp_path: Path, watched: Callable[[Page], Page]
) -> None:
    access = Access("a key that nobody types")
    running = serve(service_of(Settings(data_dir=tmp_path, _env_file=None)), access)
    link = f"/open?token={access.new_link_token()}"
    page = watched(browser.new_page(base_url=running.url))
    page.goto(link)
    expect(page).to_have_url(f"{running.url}/")
    expect(page.locator(".start")).to_contain_text("Nothing has been taken in yet.")
    page.reload()
    expect(page.locator(".start")).to_contain_text("Nothing has been taken in yet.")
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    other = watched(browser.new_page(base_url=running.url))  # a browser of somebody else
    other.goto(link)
    expect(other.get_by_role("dialog", name="This server asks for a key")).to_be_visible()


@pytest.fixture
def wordy(serve: Callable[[Service], Running], tmp_path: Path) -> Running:
    """A document whose one sentence is as long as a document."""
    words = " ".join(
        f"the surveyor walked past marker {number} and wrote down what he saw," for number in range(400)
    )
    paper = tmp_path / "survey.txt"
    paper.write_text(f"The survey of Dunmere\n\nIn 1820 {words} and then he rested.\n", encoding="utf-8")
    return serve(over(tmp_path / "data", [paper]))


def test_a_very_long_sentence_and_a_conversation_of_many_turns_stay_within_the_page(
    browser: Browser, wordy: Running, watched: Callable[[Page], Page]
) -> None:
    page = watched(browser.new_page(base_url=wordy.url))
    page.goto("/")
    for _ in range(3):
        ask(page, "What did the surveyor of Dunmere walk past in 1820?")
    page.wait_for_url(re.compile("/conversations/"))
    page.reload()
    expect(page.locator(".turn")).to_have_count(3)
    assert not hangs_out(page)
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)
