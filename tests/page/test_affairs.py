"""Several affairs on the page: one needs no chooser; each further one is a page of its own, apart from the others."""

import re

import pytest
from playwright.sync_api import Page, expect

from .asking import ask
from .serving import Running


def test_an_affair_is_begun_used_and_deleted_on_the_page(page: Page, served: Running) -> None:
    page.goto("/")
    begin = page.get_by_role("button", name="New affair")
    expect(begin).to_be_visible()
    expect(page.locator("#affair")).to_be_hidden()
    begin.click()
    page.get_by_label("Title").fill("The Quay <b>papers</b>")
    page.get_by_role("button", name="Create").click()
    page.wait_for_url("**/affairs/the-quay-b-papers-b/")
    chooser = page.get_by_role("button", name="Affair: The Quay <b>papers</b>. Choose another")
    expect(chooser).to_be_visible()
    expect(page).to_have_title(re.compile("The Quay <b>papers</b> – report-qa$"))
    expect(page.locator("#holdings")).to_contain_text("No documents yet")

    # Its pages, and what they ask for, stay in it, also when an address is opened anew.
    page.get_by_role("link", name="Library").click()
    page.wait_for_url("**/affairs/the-quay-b-papers-b/library")
    page.set_input_files(
        "input[type=file]",
        {"name": "quay.txt", "mimeType": "text/plain", "buffer": b"The quay was paved in 1874 by Ada Finch."},
    )
    expect(page.locator("#holdings")).to_contain_text("1 document")
    page.reload()
    expect(page.get_by_role("link", name="quay.txt")).to_be_visible()
    page.get_by_role("link", name="New conversation").click()
    page.wait_for_url("**/affairs/the-quay-b-papers-b/")
    turn = ask(page, "When was the quay paved?")
    expect(turn).to_contain_text("1874")
    turn.locator(".chip").first.click()
    expect(page.locator("#source")).to_contain_text("Ada Finch")
    page.wait_for_url("**/affairs/the-quay-b-papers-b/conversations/*")

    # By the keyboard to the other one, where nothing of this is found.
    chooser.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Default affair")).to_be_focused()
    page.keyboard.press("Escape")
    expect(chooser).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served.url}/")
    expect(page.get_by_role("button", name="Affair: Default affair. Choose another")).to_be_visible()
    expect(page.locator("#conversations")).not_to_contain_text("quay")
    found = page.request.get("/api/find?q=Ada Finch").json()
    assert found["total"] == 0

    # A document goes to a third one.
    assert page.request.post("/api/affairs", data={"title": "Third", "name": "third"}).ok
    page.goto("/affairs/the-quay-b-papers-b/library")
    page.get_by_label("Choose quay.txt").check()
    page.get_by_role("button", name="Move to another affair").click()
    page.locator("dialog select[name=to]").select_option(label="Third")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_label("Choose quay.txt")).to_have_count(0)
    assert page.request.get("/affairs/third/api/find?q=Ada Finch").json()["total"] == 1
    assert page.request.delete("/api/affairs/third?confirm=third").ok

    page.get_by_role("button", name="Affair: The Quay").click()
    page.get_by_role("button", name="Delete this affair").click()
    confirm = page.get_by_label("Type “the-quay-b-papers-b” to confirm")
    confirm.fill("the quay")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="Confirm it")).to_be_visible()
    confirm.fill("the-quay-b-papers-b")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.wait_for_url(f"{served.url}/")
    expect(page.get_by_role("button", name="New affair")).to_be_visible()
    expect(page.locator("#affair")).to_be_hidden()


@pytest.mark.parametrize("address", ["/affairs/nowhere/", "/affairs/nowhere/library"])
def test_an_affair_that_is_gone_leads_to_those_that_are_there(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Affair: Choose an affair").click()
    page.get_by_role("link", name="Default affair").click()
    expect(page.locator("#holdings")).to_contain_text("documents")
