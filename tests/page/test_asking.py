"""Asking: the box, the filters, the stream, and stopping it."""

import re

import pytest
from playwright.sync_api import Page, expect

from .asking import ask, chip, more
from .serving import Running
from .waiting import Waiting


def test_an_empty_conversation_says_what_is_held_and_offers_four_questions_that_are_answered(
    page: Page,
) -> None:
    page.goto("/")
    expect(page.locator(".start")).to_contain_text(re.compile(r"It holds \d+ documents, 1961 to 2019"))
    suggestions = page.locator(".suggestions button")
    expect(suggestions).to_have_count(4, timeout=240_000)
    question = suggestions.first.inner_text()
    suggestions.first.click()
    turn = page.locator(".turn")
    expect(turn.locator(".question")).to_have_text(question)
    expect(turn.locator(".chip").first).to_be_visible()


def test_enter_sends_and_shift_enter_breaks_the_line(page: Page) -> None:
    page.goto("/")
    box = page.get_by_label("Your question")
    box.press_sequentially("Who planted")
    box.press("Shift+Enter")
    box.press_sequentially("the larch?")
    assert box.input_value() == "Who planted\nthe larch?"
    expect(page.locator(".turn")).to_have_count(0)
    box.press("Enter")
    expect(page.locator(".turn .chip").first).to_be_visible()
    expect(box).to_have_value("")


def test_each_sentence_says_in_words_how_far_it_can_be_relied_on(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    sentence = turn.locator(".sentence").first
    expect(turn.locator(".group").first.locator(".standing")).to_have_text("“” quoted")
    expect(turn.locator(".group").first.locator(".by")).to_contain_text("Wendle Gazette, 7 March 2012")
    expect(sentence.locator(".quotation")).to_contain_text("The larch was planted by Honoria Vexley")
    expect(chip(sentence, 1)).to_have_accessible_name(
        "Citation 1: Wendle Gazette, 7 March 2012, opens the source"
    )
    box = chip(sentence, 1).bounding_box()
    assert box is not None
    assert box["width"] >= 24
    assert box["height"] >= 24


def test_what_streams_in_below_moves_nothing_above(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        """() => {
          window.moved = [];
          const places = new Map();
          new MutationObserver(() => {
            for (const sentence of document.querySelectorAll(".turn:last-child .sentence")) {
              const top = Math.round(sentence.offsetTop);
              if (places.has(sentence) && places.get(sentence) !== top) window.moved.push(sentence.textContent);
              places.set(sentence, top);
            }
            window.seen = places.size;
          }).observe(document.querySelector("#view"), { childList: true, subtree: true });
        }"""
    )
    turn = ask(page, "How did Norvane respond to the review on the wave limit?")
    assert page.evaluate("window.moved") == []
    assert page.evaluate("window.seen") == turn.locator(".sentence").count() > 1


def test_a_follow_up_shows_as_what_it_was_searched(page: Page) -> None:
    page.goto("/")
    ask(page, "What did the Tallow Pryce review say about the wave limit?")
    turn = ask(page, "And what did Norvane reply to that?")
    expect(turn.locator(".rewritten")).to_contain_text("wave limit")
    expect(turn.locator(".account")).to_contain_text("Searched")


def test_filters_are_in_sight_and_restrict_the_search(page: Page) -> None:
    page.goto("/")
    for name in ("Kind", "Publisher", "Speaker", "Documents", "Dates"):
        expect(page.locator(".filters").get_by_role("button", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Documents", exact=True).click()
    page.get_by_label("The oak of Wendle park").check()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Documents", exact=True)).to_be_focused()
    expect(page.get_by_role("button", name="Remove filter: The oak of Wendle park")).to_be_visible()
    turn = ask(page, "Where does the oak stand, behind the chapel?")
    assert {"Wendle Gazette, 1 March 2012"} == {
        re.sub(r"Citation \d+: |, opens the source", "", name or "")
        for name in turn.locator(".chip").evaluate_all("chips => chips.map(chip => chip.ariaLabel)")
    }
    page.get_by_role("button", name="Remove filter: The oak of Wendle park").click()
    expect(page.locator(".token")).to_have_count(0)


def test_a_date_filter_is_named_in_words(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Dates", exact=True).click()
    page.get_by_label("Until", exact=True).fill("2012-12-31")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name="Remove filter: until 31 December 2012")).to_be_visible()
    turn = ask(page, "Who planted the larch?")
    expect(turn.locator(".quotation").first).to_contain_text("Honoria Vexley")


def test_what_a_question_was_asked_of_stays_with_its_answer_and_with_what_is_asked_next(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Publisher", exact=True).click()
    page.get_by_role("checkbox", name="Wendle Gazette").check()
    page.get_by_role("button", name="Done").click()
    told = "Asked of: publisher Wendle Gazette"
    turn = ask(page, "Who is the mayor of Paris?")
    expect(turn.locator(".scope")).to_have_text(told)
    expect(turn.locator(".account")).to_contain_text("Searched 10 documents,")
    page.wait_for_url(re.compile("/conversations/"))
    page.reload()
    expect(page.locator(".scope")).to_have_text([told])
    expect(page.get_by_role("button", name="Remove filter: Wendle Gazette")).to_be_visible()
    more(turn, "Ask again")
    expect(page.locator(".scope")).to_have_text([told, told])
    expect(page.locator(".turn").last.locator(".account")).to_contain_text("Searched 10 documents,")
    ask(page, "Who planted the larch?")
    expect(page.locator(".scope")).to_have_text([told] * 3)
    page.get_by_role("link", name="New conversation").click()
    expect(page.locator(".token")).to_have_count(0)


def test_a_question_that_is_too_long_is_refused_with_the_limit_and_kept(page: Page) -> None:
    page.goto("/")
    box = page.get_by_label("Your question")
    question = "why " * 600
    box.fill(question)
    expect(page.locator("#question-hint")).to_contain_text("2,400 of 2,000 characters")
    box.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="2,000")).to_be_visible()
    assert box.input_value().strip() == question.strip()


def test_the_stop_button_stops_the_answer(
    page: Page, served: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Waiting(served.service.stores.embedder)
    monkeypatch.setattr(served.service.stores, "embedder", model)
    try:
        page.goto("/")
        box = page.get_by_label("Your question")
        box.fill("What did the review say about the wave limit?")
        box.press("Enter")
        stop = page.get_by_role("button", name="Stop")
        expect(stop).to_be_visible()
        box.fill("The next question")
        stop.click()
        expect(page.locator(".turn")).to_contain_text("Stopped.")
        expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        expect(box).to_have_value("The next question")
    finally:
        model.may_read.set()
    turn = ask(page, "Who planted the larch?")
    expect(turn.locator(".chip").first).to_be_visible()
    expect(page.locator(".turn").first.locator(".sentence")).to_have_count(0)


def test_what_is_not_in_the_documents_is_said_with_what_was_searched_and_what_is_nearest(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "Who is the mayor of Paris?")
    expect(turn.locator(".account")).to_contain_text(
        re.compile(r"Not in the documents\. Searched \d+ documents, \d+ passages")
    )
    expect(turn.locator(".nearest summary")).to_contain_text("near it, which do not answer it")
    turn.locator(".nearest summary").click()
    turn.locator(".nearest").get_by_role("button", name="Open the source").first.click()
    expect(page.locator("#source mark").first).to_be_visible()
