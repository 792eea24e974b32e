"""The library: what is held, and documents that come, are corrected and go."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from rag.service import Service

from .asking import ask
from .serving import Running, over
from .waiting import Waiting


@pytest.fixture(scope="module")
def empty(serve: Callable[[Service], Running], tmp_path_factory: pytest.TempPathFactory) -> Running:
    """A server that holds nothing yet."""
    return serve(over(tmp_path_factory.mktemp("empty"), []))


@pytest.fixture
def fresh(browser: Browser, empty: Running, watched: Callable[[Page], Page]) -> Page:
    return watched(browser.new_page(base_url=empty.url))


def test_a_first_start_says_that_nothing_is_held_and_a_file_that_is_added_can_be_asked(
    fresh: Page, tmp_path: Path
) -> None:
    fresh.goto("/")
    expect(fresh.locator(".start")).to_contain_text("Nothing has been taken in yet.")
    expect(fresh.locator("#holdings")).to_contain_text("No model set: answers are quotations")
    for name, told in (
        ("Timeline", "These papers tell no dates."),
        ("Claims", "No claim that another party could answer was found."),
    ):
        fresh.get_by_role("link", name=name, exact=True).click()
        expect(fresh.locator("#view")).to_contain_text(told)
    fresh.get_by_role("link", name="New conversation").click()
    # They can be added where one is.
    expect(fresh.get_by_role("button", name="Choose files")).to_be_visible()
    fresh.get_by_role("link", name="Library").click()

    paper = tmp_path / "pump.md"
    paper.write_text(
        "---\ntitle: The pump\n---\n\nThe village pump of Ordley was painted red in 1888.\n", encoding="utf-8"
    )
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"this is no PDF")
    with fresh.expect_file_chooser() as chooser:
        fresh.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([paper, broken])
    added = fresh.locator(".drop")
    expect(added).to_contain_text("1 added.", timeout=60_000)
    expect(fresh.locator("#live")).to_have_text(re.compile(r"^1 added\. Not taken in: broken\.pdf: "))
    expect(added.locator(".failures")).to_contain_text("Not taken in: broken.pdf")

    row = fresh.locator(".listing tbody tr")
    expect(row).to_contain_text("The pump")
    expect(row).to_contain_text("undated")
    expect(fresh.locator("#holdings")).to_contain_text("1 document")

    row.get_by_role("button", name="Correct The pump").click()
    dialog = fresh.get_by_role("dialog")
    dialog.get_by_label("Publisher").fill("Ordley Parish")
    dialog.get_by_label("Date").fill("the year after")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_be_visible()  # a date is not just anything
    dialog.get_by_label("Date").fill("1890")
    dialog.get_by_label("Text").select_option("Our summary, which is never quoted as the source")
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Ordley Parish")
    expect(row).to_contain_text("1890")
    expect(row).to_contain_text("our summary")

    fresh.get_by_role("link", name="New conversation").click()
    turn = ask(fresh, "When was the village pump of Ordley painted red?")
    expect(turn.locator(".group .by").first).to_contain_text("Our summary of Ordley Parish, 1890")

    fresh.get_by_role("link", name="Library").click()
    fresh.get_by_role("button", name="Remove The pump").click()
    fresh.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(fresh.locator(".listing")).to_have_count(0)
    fresh.go_back()
    fresh.locator(".chip").first.click()
    expect(fresh.locator("#source .note")).to_contain_text("removed from the library")


def test_while_documents_are_taken_in_every_page_says_so_and_the_library_shows_how_far_it_is(
    serve: Callable[[Service], Running],
    browser: Browser,
    watched: Callable[[Page], Page],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = serve(over(tmp_path / "data", []))
    model = Waiting(running.service.stores.embedder)
    monkeypatch.setattr(running.service.stores, "embedder", model)
    page = watched(browser.new_page(base_url=running.url))
    try:
        page.goto("/library")
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Choose files").click()
        paper: FilePayload = {
            "name": "well.txt",
            "mimeType": "text/plain",
            "buffer": b"The well of Ordley is 40 feet deep.",
        }
        chooser.value.set_files([paper])
        progress = page.get_by_role("progressbar", name="Documents taken in")
        expect(progress).to_be_visible()
        expect(page.locator("#holdings")).to_contain_text("Taking in")
        page.get_by_role("link", name="New conversation").click()
        expect(page.locator(".start")).to_contain_text("Documents are being taken in.")
        page.goto("/library")  # opened anew, it goes on showing it
        expect(progress).to_be_visible()
        expect(page.locator(".drop").get_by_role("button", name="Stop")).to_be_visible()
    finally:
        model.may_read.set()
    expect(page.locator(".drop")).to_contain_text("1 added.")
    expect(page.locator(".listing")).to_contain_text("well")
    expect(page.locator("#holdings")).not_to_contain_text("Taking in")


def test_an_address_within_this_machine_is_refused_in_plain_words(fresh: Page, empty: Running) -> None:
    fresh.goto("/library")
    fresh.get_by_label("Or the address").fill(f"{empty.url}/api/status")
    fresh.get_by_role("button", name="Add address").click()
    expect(fresh.locator(".drop .failures, .drop .note")).to_be_visible(timeout=30_000)


def test_files_can_be_dropped(fresh: Page) -> None:
    fresh.goto("/library")
    dropped = fresh.evaluate_handle(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File(["The gate of Ordley was sold in 1901."], "gate.txt", { type: "text/plain" }));
          return carried;
        }"""
    )
    area = fresh.locator(".drop")
    area.dispatch_event("dragover", {"dataTransfer": dropped})
    expect(area).to_have_class(re.compile("over"))
    area.dispatch_event("drop", {"dataTransfer": dropped})
    expect(area).to_contain_text("1 added.", timeout=60_000)
    expect(fresh.locator(".listing")).to_contain_text("gate")


def test_reprints_of_one_text_are_listed_as_near_copies(
    serve: Callable[[Service], Running], browser: Browser, watched: Callable[[Page], Page], tmp_path: Path
) -> None:
    text = " ".join(
        f"Gate {number} of Ordley was shut by warden {number * 7} in the spring." for number in range(40)
    )
    for name, words in (
        ("Release", text),
        ("Reprint", f"{text} More follows."),
        ("Other", "The mill was sold in 1901."),
    ):
        (tmp_path / f"{name}.md").write_text(
            f"---\ntitle: {name}\ndate: 1901\n---\n\n{words}\n", encoding="utf-8"
        )
    page = watched(browser.new_page(base_url=serve(over(tmp_path / "data", [*tmp_path.glob("*.md")])).url))
    page.goto("/library")
    for title, remark in (
        ("Release", ["⚠ near-copy of “Reprint”"]),
        ("Reprint", ["⚠ near-copy of “Release”"]),
        ("Other", []),
    ):
        row = page.locator(".listing tbody tr", has=page.get_by_role("link", name=title, exact=True))
        expect(row.locator(".warnings p")).to_have_text(remark)


def test_the_library_lists_each_document_with_its_facts_and_finds_by_words(page: Page) -> None:
    page.goto("/library")
    rows = page.locator(".listing tbody tr")
    expect(rows).to_have_count(23)
    page.get_by_label("Find a document").fill("carrow")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Carrow Head: a history")
    expect(rows).to_contain_text("Parish of Carrow")
    expect(rows.locator(".number").first).to_have_text("3")
    rows.get_by_role("link", name="Carrow Head: a history").click()
    expect(page.locator("#view h2")).to_have_text("Carrow Head: a history")
