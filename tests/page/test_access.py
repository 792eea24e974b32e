"""axe-core finds no violation on any view, light and dark; narrow and at 200 % nothing is lost."""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .asking import ask, chip, hangs_out, more, source
from .serving import Running

_AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
_LISTS = (
    ("/library", ".listing"),
    ("/timeline", ".timeline"),
    ("/claims", ".claim"),
    ("/search?q=larch", ".hit"),
    ("/pins", ".pin"),
)
# What is in the page is the same in the dark: there the colours alone are looked at.
_RULES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
_RUN = """async (rules) => {
  const { violations } = await axe.run(document, { ...rules, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}"""


@pytest.fixture(params=["light", "dark"])
def checked(request: pytest.FixtureRequest, browser: Browser, served: Running) -> Iterator[BrowserContext]:
    """A context into which axe-core can be put, which the page's own policy rightly forbids."""
    # A conversation of an earlier test is one more row to check on every page.
    archive = served.service.archive
    for each in archive.conversations():
        archive.erase(each.id)
    made = browser.new_context(
        base_url=served.url, viewport={"width": 1280, "height": 800}, color_scheme=request.param, bypass_csp=True,
        reduced_motion="reduce",
    )  # fmt: skip
    yield made
    made.close()


def violations(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=_AXE)
    theme = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    found: list[str] = page.evaluate(_RUN, _RULES[theme])
    return found


def test_a_conversation_with_its_card_and_its_source_has_no_violation(
    checked: BrowserContext, watched: Callable[[Page], Page]
) -> None:
    page = watched(checked.new_page())
    page.goto("/")
    expect(page.locator(".start")).to_contain_text("It holds")
    assert violations(page) == []
    bad = page.add_style_tag(content=".start * { color: #777 !important; background: #888 !important }")
    assert any(each.startswith("color-contrast: ") for each in violations(page))  # it would be seen
    bad.evaluate("style => style.remove()")
    ask(page, "Who is the mayor of Paris?")
    turn = ask(page, "How did Norvane respond to the review on the wave limit?")
    chip(turn, 1).hover()
    expect(page.locator("#card")).to_be_visible()
    assert violations(page) == []
    chip(turn, 1).click()
    expect(source(page).locator("mark").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Publisher", exact=True).click()
    expect(page.locator(".choices input").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    turn.get_by_role("button", name="Bad").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_a_pdf_page_has_no_violation(checked: BrowserContext, watched: Callable[[Page], Page]) -> None:
    page = watched(checked.new_page())
    page.goto("/")
    turn = ask(page, "Who quarrelled about the electrification of the lighthouse at Carrow Head in 1936?")
    turn.locator(".sentence", has_text="harbour trustees").locator(".chip").first.click()
    expect(source(page).locator(".rectangle").first).to_be_visible()
    assert violations(page) == []


def test_every_other_page_has_no_violation(checked: BrowserContext, watched: Callable[[Page], Page]) -> None:
    page = watched(checked.new_page())
    page.goto("/")
    ask(page, "Who planted the larch?")
    conversation = page.url
    more(page.locator(".turn"), "Keep all its sentences")
    more(page.locator(".turn"), "Before you print")
    expect(page.locator(".before")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    more(page.locator(".turn"), "Check again")
    expect(page.locator(".references li").first).to_be_visible()
    assert violations(page) == []
    page.goto(conversation)
    page.get_by_role("link", name="Make a briefing").click()
    expect(page.locator(".parts li").first).to_be_visible()
    expect(page.locator(".paper-sheet h2").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Before you print").click()
    expect(page.locator(".before")).to_be_visible()
    assert violations(page) == []
    for address, ready in _LISTS:
        page.goto(address)
        expect(page.locator(ready).first).to_be_visible()
        assert violations(page) == []
    page.goto("/claims")
    page.get_by_role("button", name="As a grid").click()
    expect(page.locator(".grid-of-claims")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="As a grid").click()
    page.goto("/timeline")
    page.get_by_role("combobox", name="From").select_option("2017")
    page.get_by_role("button", name="Show 2019 alone").click()
    expect(page.get_by_role("group", name="The time shown")).to_be_visible()
    assert violations(page) == []
    page.goto("/library")
    page.get_by_role("checkbox", name="Choose The larch of Wendle park").check()
    expect(page.locator(".bulk")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Correct The larch of Wendle park").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Rename, save or delete").first.click()
    expect(page.get_by_role("group", name="This conversation")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="The larch of Wendle park").click()
    expect(page.locator("#view .text p").first).to_be_visible()
    assert violations(page) == []


def test_on_a_phone_no_page_has_a_violation(checked: BrowserContext, watched: Callable[[Page], Page]) -> None:
    page = watched(checked.new_page())
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    expect(page.locator(".start")).to_contain_text("It holds")
    assert violations(page) == []
    turn = ask(page, "How did Norvane respond to the review on the wave limit?")
    assert violations(page) == []
    chip(turn, 1).click()
    expect(source(page).locator("mark").first).to_be_visible()
    assert violations(page) == []
    page.go_back()
    page.get_by_role("button", name="Conversations and pages").click()
    expect(page.locator("#rail")).to_be_visible()
    assert violations(page) == []
    for address, ready in (*(each for each in _LISTS if each[0] != "/pins"), ("/briefing", ".brief")):
        page.goto(address)
        expect(page.locator(ready).first).to_be_visible()
        assert violations(page) == [], address


# 640 by 400 is a window of 1280 by 800 at 200 %.
_SIZES = ((320, 568), (640, 400), (900, 700), (1440, 900))


def test_no_width_and_no_zoom_makes_a_page_scroll_sideways(page: Page) -> None:
    page.goto("/")
    sentence = ask(page, "Who planted the larch?").locator(".sentence").first
    sentence.hover()
    sentence.get_by_role("button", name=re.compile("^Keep sentence")).click()
    expect(sentence.locator(".keep")).to_have_text("Kept")
    for address, ready in (("/", ".start"), *_LISTS, ("/briefing", ".brief")):
        page.goto(address)
        expect(page.locator(ready).first).to_be_visible()
        for wide, high in _SIZES:
            page.set_viewport_size({"width": wide, "height": high})
            assert not hangs_out(page), (address, wide)


@pytest.mark.parametrize(("wide", "high"), _SIZES)
def test_no_width_and_no_zoom_makes_a_conversation_scroll_sideways(page: Page, wide: int, high: int) -> None:
    page.set_viewport_size({"width": wide, "height": high})
    page.goto("/")
    turn = ask(page, "How did Norvane respond to the review on the wave limit?")
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)
    assert not hangs_out(page)
    assert page.evaluate("document.querySelector('#scroller').clientHeight") > 120
    chip(turn, 1).click()
    expect(source(page).locator("mark").first).to_be_in_viewport()
    assert not hangs_out(page)
    source(page).get_by_role("button", name="Close").click()
    expect(source(page)).to_be_hidden()


def test_on_a_phone_the_source_covers_the_conversation_and_keeps_the_focus(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    chip(ask(page, "Who planted the larch?"), 1).click()
    box = source(page).bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (390, 844)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "[document.body, ...document.querySelectorAll('#source *')].includes(document.activeElement)"
        )
    page.go_back()
    expect(source(page)).to_be_hidden()


@pytest.mark.parametrize("wide", [320, 390])
def test_on_a_phone_every_filter_is_in_sight_and_so_is_what_is_chosen(page: Page, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 568})
    page.goto("/")
    page.get_by_role("button", name="Publisher", exact=True).click()
    page.get_by_role("checkbox", name="Wendle Gazette").check()
    page.get_by_role("checkbox", name="The Sallow Courier").check()
    page.keyboard.press("Escape")
    expect(page.locator(".token")).to_have_count(2)
    for control in page.locator(".filters button").all():
        expect(control).to_be_in_viewport(ratio=1)


def test_folded_conversations_open_over_the_page_and_esc_folds_them(page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 700})
    page.goto("/")
    expect(page.locator("#rail")).to_be_hidden()
    switch = page.get_by_role("button", name="Conversations and pages")
    switch.click()
    expect(page.locator("#rail")).to_be_visible()
    expect(page.get_by_role("link", name="New conversation")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#rail")).to_be_hidden()
    expect(switch).to_be_focused()
