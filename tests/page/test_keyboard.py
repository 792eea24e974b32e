"""Everything by the keyboard alone, and Esc gives the focus back."""

import re

from playwright.sync_api import Page, expect

from .asking import source


def _tab_to(page: Page, name: str, backwards: bool = False, most: int = 60) -> None:
    """Press Tab until the thing of this accessible name has the focus."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        found = page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
        if re.match(name, found or ""):
            return
    raise AssertionError(f"Tab does not lead to {name!r}")


def test_a_question_is_asked_its_source_read_and_the_next_one_asked_without_a_mouse(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("How did Norvane respond to the review on the wave limit?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_visible()

    _tab_to(page, r"Citation 2:", backwards=True)
    expect(page.locator("#card")).to_be_visible()  # the focus shows what pointing shows
    page.keyboard.press("Enter")
    expect(source(page).locator("h2")).to_be_focused()
    expect(source(page).locator("mark").first).to_be_in_viewport()
    expect(page.locator("#card")).to_be_hidden()

    _tab_to(page, r"Next", backwards=True, most=4)
    page.keyboard.press("Enter")
    expect(source(page).locator(".where")).to_contain_text("Citation 3 of")
    page.keyboard.press("Escape")
    expect(source(page)).to_be_hidden()
    assert page.evaluate("document.activeElement.ariaLabel").startswith("Citation 2:")

    _tab_to(page, r"Your question")
    page.keyboard.type("Who planted the larch?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(2)


def test_back_closes_the_source_as_esc_does(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("Who planted the larch?")
    page.keyboard.press("Enter")
    chip = page.get_by_role("button", name=re.compile("^Citation 1"))
    chip.click()
    expect(source(page)).to_be_visible()
    page.go_back()
    expect(source(page)).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(1)
    expect(chip).to_be_focused()


def test_a_filter_is_chosen_and_a_dialog_left_without_a_mouse(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Your question")).to_be_focused()
    _tab_to(page, r"Publisher$", backwards=True)
    page.keyboard.press("Enter")
    expect(
        page.get_by_label("Search: Publisher").or_(page.locator(".choices input").first).first
    ).to_be_focused()
    _tab_to(page, r"Wendle Gazette|$", most=1)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Publisher", exact=True)).to_be_focused()
    expect(page.locator(".token")).to_have_count(1)
    _tab_to(page, r"Remove filter", most=4)
    page.keyboard.press("Enter")
    expect(page.locator(".token")).to_have_count(0)


def test_dates_are_chosen_without_a_mouse(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Your question")).to_be_focused()
    _tab_to(page, r"Dates$", backwards=True)
    page.keyboard.press("Enter")
    expect(page.get_by_label("From", exact=True)).to_be_focused()
    page.keyboard.type("01022019")
    _tab_to(page, r"Done", most=16)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Remove filter: since .* 2019$"))).to_be_visible()
    expect(page.get_by_role("button", name="Dates", exact=True)).to_be_focused()


def test_a_conversation_is_renamed_and_deleted_without_a_mouse(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("Who planted the larch?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/conversations/*")
    listed = page.locator("#conversations [aria-current=page]")
    expect(listed).to_contain_text("Who planted the larch?")
    listed.focus()
    _tab_to(page, r"Rename, save or delete", most=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Rename", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(
        page.get_by_role("button", name=re.compile("^Rename, save or delete: Who planted")).first
    ).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Larches")
    page.keyboard.press("Enter")
    expect(page.locator("#heading")).to_have_text("Larches")
    expect(listed).to_contain_text("Larches")
    listed.focus()
    _tab_to(page, r"Rename, save or delete: Larches", most=1)
    page.keyboard.press("Enter")
    _tab_to(page, r"Delete", most=5)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("erased for good")
    _tab_to(page, r"Delete", most=3)
    page.keyboard.press("Enter")
    expect(page.locator(".start")).to_be_visible()


def test_the_pages_are_reached_and_the_theme_switched_without_a_mouse(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Your question")).to_be_focused()
    _tab_to(page, r"Theme: system", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    _tab_to(page, r"Library")
    page.keyboard.press("Enter")
    page.wait_for_url("**/library")
    expect(page.get_by_role("table")).to_be_visible()


def test_the_live_region_tells_of_the_start_and_the_finished_answer_and_of_nothing_between(
    page: Page,
) -> None:
    page.goto("/")
    page.evaluate(
        """() => {
          window.told = [];
          const live = document.querySelector("#live");
          const note = () => live.textContent && window.told.push(live.textContent);
          new MutationObserver(note).observe(live, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.keyboard.type("How did Norvane respond to the review on the wave limit?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_visible()
    expect(page.locator("#live")).to_contain_text("Answer finished")
    told = page.evaluate("window.told")
    assert told[-1].startswith("Answer finished: ")
    assert told[:-1] in ([], ["Answer started."])  # a very quick answer is announced by its end alone
    for address in ("/", "/library", "/briefing"):
        page.goto(address)
        page.locator("#view form, #view .start").first.wait_for()
        assert page.locator("[aria-live]:not(#live), [role=status]:not(#live)").count() == 0
