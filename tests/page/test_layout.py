"""The page never scrolls: only its columns do, however long a conversation grows."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from rag.question.query import Question
from rag.storage.archive.answers import new_id

from .asking import ask
from .serving import Running

_SIZES: tuple[ViewportSize, ...] = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})
_TURNS = 60
_QUESTIONS = (
    "How many households on four islands kept a diary through the winter?",
    "Who planted the larch?",
    "Who is the mayor of Paris?",
)
# Elements that are positioned within a scroller by something outside of it stand where the page would be unfolded.
_ADRIFT = """() => [...document.querySelectorAll("body *")].filter((each) => {
  if (getComputedStyle(each).position !== "absolute") return false;
  let scroller = each.parentElement;
  const scrolls = (it) => /auto|scroll|hidden/.test(getComputedStyle(it).overflowY);
  while (scroller && !scrolls(scroller)) scroller = scroller.parentElement;
  return scroller && scroller !== document.body && !scroller.contains(each.offsetParent);
}).map((each) => each.outerHTML.slice(0, 120))"""
# A chip that is on a line of its own has left the word that it belongs to.
_ALONE = """() => [...document.querySelectorAll(".said .chip, .side .chip, .glance .chip")].filter((chip) => {
  const walker = document.createTreeWalker(chip.closest(".sentence, p"), NodeFilter.SHOW_TEXT);
  let before = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (chip.contains(node) || chip.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) break;
    if (node.textContent.trim() && !node.parentElement.closest("button")) before = node;
  }
  const range = document.createRange();
  const end = before.textContent.trimEnd().length;
  range.setStart(before, end - 1);
  range.setEnd(before, end);
  return chip.getBoundingClientRect().top > range.getBoundingClientRect().bottom - 2;
}).length"""


@pytest.fixture
def long(served: Running) -> str:
    """The id of a conversation of all turns but the last few, which is kept as if it had been had."""
    answers = [served.service.pipeline.answer(Question(each)) for each in _QUESTIONS]
    conversation = new_id()
    for number in range(_TURNS - len(_QUESTIONS)):
        answer = answers[number % len(answers)]
        served.service.archive.keep(replace(answer, id=new_id(), conversation_id=conversation))
    return conversation


@pytest.mark.parametrize("size", _SIZES, ids=["wide", "phone"])
def test_the_page_itself_is_not_scrolled_through_sixty_turns(
    browser: Browser, served: Running, long: str, size: ViewportSize
) -> None:
    page = browser.new_page(base_url=served.url, viewport=size)
    page.goto(f"/conversations/{long}")
    expect(page.locator(".turn")).to_have_count(_TURNS - len(_QUESTIONS))
    for question in ("", *_QUESTIONS):
        if question:
            ask(page, question)
        assert page.evaluate("document.scrollingElement.scrollTop") == 0, question
        expect(page.locator("#bar")).to_be_in_viewport()
    expect(page.locator(".turn")).to_have_count(_TURNS)
    assert page.evaluate(_ADRIFT) == []
    assert page.evaluate(_ALONE) == 0
    page.close()


def test_nothing_is_positioned_outside_of_the_column_that_it_scrolls_with(
    page: Page, served: Running
) -> None:
    pinned = served.service.pipeline.answer(Question(_QUESTIONS[1])).conversation_id
    served.service.archive.pin(pinned, True)
    for address, ready in (
        ("/", ".start"),
        ("/library", ".listing"),
        ("/timeline", ".timeline"),
        ("/claims", ".claim"),
        ("/pins", "#view p"),
        ("/briefing", "form.brief, .editor"),
    ):
        page.goto(address)
        expect(page.locator(ready).first).to_be_visible()
        expect(page.locator("#conversations .pinned")).to_be_visible()
        assert page.evaluate(_ADRIFT) == [], address
    served.service.archive.erase(pinned)


def test_chips_stay_beside_their_words_at_every_width(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".glance .chip").nth(4)).to_be_visible()
    for width in range(340, 760, 60):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_ALONE) == 0, width
    turn = ask(page, "How did Norvane respond to the review on the wave limit?")
    turn.locator(".sides > summary").click()
    for width in range(340, 760, 30):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_ALONE) == 0, width
