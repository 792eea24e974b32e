"""With a chat model: what it words streams in sentence by sentence, can be stopped midway, and may fail."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from scripted_chat import passages, scripted

from rag.generation.chat import Chat
from rag.service import Service

from .asking import ask, eventually, source
from .serving import Running

_QUESTION = "Who planted the larch of Wendle park, and when?"


def _slowly(told: str) -> list[str]:
    """Two sentences on the larch with a long time between them, then many more."""
    key = next(key for key, text in passages(told).items() if "Honoria Vexley" in text)
    more = [f"The larch was planted in the spring of 1911 [{key}]. "] * 40
    return [f"The larch was planted by Honoria Vexley [{key}]. ", *more]


@pytest.fixture
def worded(served: Running) -> Iterator[Callable[[Chat], Running]]:
    """Serves the same library with a chat model."""
    running: list[Running] = []

    def serve(model: Chat) -> Running:
        service = Service(served.service.settings)
        vars(service)["stores"] = served.service.stores
        vars(service)["chat"] = model
        running.append(Running(service))
        return running[-1]

    yield serve
    for each in running:
        each.stop()


def test_an_answer_is_stopped_midway_and_what_had_come_stays(
    browser: Browser, worded: Callable[[Chat], Running], watched: Callable[[Page], Page]
) -> None:
    chat, model = scripted(_slowly, seconds=60, pause=0.3)
    page = watched(browser.new_page(base_url=worded(chat).url))
    page.goto("/")
    expect(page.locator("#holdings")).to_contain_text(
        "Answers are worded by scripted:test; passages go to nowhere"
    )
    page.get_by_label("Your question").fill(_QUESTION)
    page.get_by_label("Your question").press("Enter")
    first = page.locator(".group").first
    expect(first).to_contain_text("Honoria Vexley")
    expect(first.locator(".standing")).to_have_text("✓ supported")
    first.locator(".chip").click()  # a citation can be opened while the answer still comes
    expect(source(page).locator("mark").first).to_contain_text("Honoria Vexley")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".turn")).to_contain_text("Stopped.")
    eventually(page, lambda: model.running == [])  # the model is no longer asked either
    expect(first).to_contain_text("Honoria Vexley")
    expect(page.locator(".actions")).to_have_count(0)


def test_where_the_model_fails_the_answer_is_quoted_and_a_note_says_why(
    browser: Browser, worded: Callable[[Chat], Running], watched: Callable[[Page], Page]
) -> None:
    def fail(_: str) -> str:
        raise OSError("no route to the model")

    page = watched(browser.new_page(base_url=worded(scripted(fail)[0]).url))
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    expect(turn.locator(".sentence .quotation").first).to_contain_text("Honoria Vexley")
    expect(turn.locator(".notes .note").filter(has_text=re.compile("scripted:test"))).to_be_visible()


def test_quotations_alone_can_be_asked_for(
    browser: Browser, worded: Callable[[Chat], Running], watched: Callable[[Page], Page]
) -> None:
    chat, model = scripted(_slowly)
    page = watched(browser.new_page(base_url=worded(chat).url))
    page.goto("/")
    page.get_by_label("How the answer is written").select_option("quotations only")
    turn = ask(page, "Who planted the larch?")
    expect(turn.locator(".standing").first).to_have_text("“” quoted")
    assert model.heard == []
