"""With a chat model: the quotations are there at once, then what it chose takes their place, or what it noted."""

import re
import threading
from collections.abc import Callable, Iterator

import pytest
from loaded import service_of
from playwright.sync_api import Browser, Page, expect
from scripted_chat import choices, chosen, passages, scripted

from rag.generation.chat import Chat

from .asking import ask, eventually, source
from .serving import Running

_QUESTION = "Who planted the larch of Wendle park, and when?"


def _choose(told: str) -> str:
    return chosen(*[*choices(told)][:2])


@pytest.fixture
def served_with(served: Running) -> Iterator[Callable[..., Running]]:
    """Serves the same library with a chat model."""
    running: list[Running] = []

    def serve(model: Chat, **settings: str) -> Running:
        service = service_of(served.service.settings.model_copy(update=settings), served.service.stores)
        vars(service)["chat"] = model
        running.append(Running(service))
        return running[-1]

    yield serve
    for each in running:
        each.stop()


def _put(page: Page, question: str) -> None:
    page.goto("/")
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")


def test_the_quotations_can_be_read_while_the_model_chooses_and_stay_when_it_is_stopped(
    browser: Browser, served_with: Callable[..., Running], watched: Callable[[Page], Page]
) -> None:
    chat, model = scripted(lambda told: ["{"] * 400, seconds=60, pause=0.3)
    page = watched(browser.new_page(base_url=served_with(chat).url))
    page.goto("/")
    expect(page.locator("#holdings")).to_contain_text(
        "Sentences are chosen by scripted:test; passages go to nowhere"
    )
    _put(page, _QUESTION)
    first = page.locator(".group").first
    expect(first).to_contain_text("Honoria Vexley")
    expect(page.locator(".waiting")).to_have_text(re.compile("The model is choosing"))
    first.locator(".chip").first.click()  # a citation can be opened meanwhile
    expect(source(page).locator("mark").first).to_contain_text("Honoria Vexley")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".turn")).to_contain_text("Stopped: the model was not waited for.")
    expect(page.locator(".waiting")).to_have_count(0)
    eventually(page, lambda: model.running == [])  # the model is no longer asked either
    expect(first).to_contain_text("Honoria Vexley")
    expect(page.locator(".actions")).to_have_count(1)


def test_what_the_model_chose_takes_the_place_of_our_order(
    browser: Browser, served_with: Callable[..., Running], watched: Callable[[Page], Page]
) -> None:
    may_choose = threading.Event()

    def script(told: str) -> str:
        may_choose.wait(20)
        keys = [*choices(told)][:1]
        return chosen(*keys, heading="The larch of Wendle park")

    page = watched(browser.new_page(base_url=served_with(scripted(script)[0]).url))
    _put(page, _QUESTION)
    expect(page.locator(".group").first).to_contain_text("Honoria Vexley")
    expect(page.locator(".turn h3")).to_have_count(0)
    may_choose.set()
    expect(page.locator(".turn h3")).to_have_text("The larch of Wendle park")
    expect(page.locator(".sentence")).to_have_count(1)
    expect(page.locator(".account")).to_have_count(1)
    expect(page.locator(".actions")).to_have_count(1)


def test_where_the_model_fails_the_answer_stands_and_a_note_says_why(
    browser: Browser, served_with: Callable[..., Running], watched: Callable[[Page], Page]
) -> None:
    def fail(_: str) -> str:
        raise OSError("no route to the model")

    page = watched(browser.new_page(base_url=served_with(scripted(fail)[0]).url))
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    expect(turn.locator(".sentence .quotation").first).to_contain_text("Honoria Vexley")
    expect(turn.locator(".notes .note").filter(has_text=re.compile("scripted:test"))).to_be_visible()


def test_quotations_alone_can_be_asked_for(
    browser: Browser, served_with: Callable[..., Running], watched: Callable[[Page], Page]
) -> None:
    chat, model = scripted(_choose)
    page = watched(browser.new_page(base_url=served_with(chat).url))
    page.goto("/")
    page.get_by_label("How the answer is made").select_option("without the model")
    turn = ask(page, "Who planted the larch?")
    expect(turn.locator(".standing").first).to_have_text("“” quoted")
    assert model.heard == []


def test_a_note_is_the_model_s_wording_with_its_evidence_under_it(
    browser: Browser, served_with: Callable[..., Running], watched: Callable[[Page], Page]
) -> None:
    def script(told: str) -> str:
        key = next(key for key, text in passages(told).items() if "Honoria Vexley" in text)
        return f"The larch was planted by Honoria Vexley. [{key}]"

    running = served_with(scripted(script)[0], chat_writes="note", verifier="off")
    page = watched(browser.new_page(base_url=running.url))
    page.goto("/")
    expect(page.locator("#holdings")).to_contain_text("Notes are worded by scripted:test, not verified")
    turn = ask(page, "Who planted the larch?")
    first = turn.locator(".group").first
    expect(first.locator(".standing")).to_have_text("✎ worded by the model, not verified")
    expect(first.locator(".by b")).to_have_count(0)
    expect(turn.locator(".group").nth(1).locator(".quotation")).to_contain_text("Honoria Vexley")
