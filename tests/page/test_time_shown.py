"""The picture of the timeline: a press on its axis, or a stretch drawn over, shows a shorter time."""

import re

from playwright.sync_api import Locator, Page, expect


def _years(page: Page) -> list[str]:
    return page.locator(".year h2").all_inner_texts()


def _closer(page: Page) -> Locator:
    return page.get_by_role("group", name="The time shown")


def _opened(page: Page) -> int:
    """The timeline of all rows; gives how many."""
    page.goto("/timeline")
    expect(page.locator(".axis")).to_be_visible()
    page.get_by_label("Only events, not publications").uncheck()
    page.get_by_role("combobox", name="From").select_option("2017")
    return page.locator(".timeline li").count()


def test_a_year_then_a_month_of_it_then_the_whole_time_are_shown_by_the_keyboard_alone(page: Page) -> None:
    whole = _opened(page)
    expect(_closer(page)).to_be_hidden()
    page.locator(".axis [role=button][aria-label='Show 2019 alone']").focus()
    page.keyboard.press("Enter")
    expect(_closer(page)).to_contain_text("2019")
    assert _years(page) == ["2019"]
    expect(page.get_by_role("button", name="Show the whole time")).to_be_focused()
    month = page.locator(".axis [role=button][aria-label='Show March 2019 alone']")
    month.focus()
    page.keyboard.press("Space")
    expect(_closer(page)).to_contain_text("March 2019")
    dates = page.locator(".timeline time").evaluate_all("all => all.map(each => each.dateTime)")
    assert dates
    assert all(each.startswith("2019-03") for each in dates)
    page.get_by_role("button", name="Earlier").press("Enter")
    expect(_closer(page)).to_contain_text("February 2019")
    page.get_by_role("button", name="Later").press("Enter")
    expect(_closer(page)).to_contain_text("March 2019")
    page.get_by_role("button", name="Show the whole time").press("Enter")
    expect(_closer(page)).to_be_hidden()
    expect(page.locator(".timeline li")).to_have_count(whole)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"


def test_what_is_dated_by_its_year_alone_is_counted_where_a_month_is_shown(page: Page) -> None:
    page.goto("/timeline")
    page.get_by_role("combobox", name="From").select_option("2014")
    page.get_by_role("button", name="Show 2016 alone").press("Enter")
    page.get_by_role("button", name="Show May 2016 alone").press("Enter")
    expect(page.locator(".counted")).to_contain_text("dated no closer than by a longer time")


def test_a_stretch_drawn_over_with_the_mouse_is_shown_alone(page: Page) -> None:
    whole = _opened(page)
    box = page.locator(".axis").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] - 8
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, middle, steps=4)
    page.mouse.up()
    expect(_closer(page)).to_be_visible()
    expect(_closer(page)).to_contain_text(re.compile(r"\d+ \w+ \d{4} to \d+ \w+ \d{4}"))
    assert page.locator(".timeline li").count() < whole
    page.get_by_role("button", name="Show the whole time").click()
    # A press that slips chooses nothing.
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6 + 2, middle)
    page.mouse.up()
    expect(_closer(page)).to_be_hidden()
