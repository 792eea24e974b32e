"""The desk by the keyboard alone: searching, keeping, a briefing, claims, the library and an answer's checks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, Page, expect

from .asking import eventually, source
from .serving import Running

_ANSWERED = "Who planted the larch?"


@pytest.fixture(autouse=True)
def nothing_is_left(served: Running) -> Iterator[None]:
    yield
    for pin in served.service.pins.all():
        served.service.pins.drop(pin.id)
    for each in served.service.archive.conversations():
        served.service.archive.erase(each.id)


def _tab_to(page: Page, name: str, most: int = 120, backwards: bool = False) -> None:
    """Press Tab until the thing of this accessible name has the focus."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        found = page.evaluate(
            """() => {
              const here = document.activeElement;
              const labels = [...(here.labels ?? [])].map((each) => each.textContent).join(" ");
              return here.ariaLabel ?? (labels || here.textContent);
            }"""
        )
        if re.match(name, (found or "").strip()):
            return
    raise AssertionError(f"Tab does not lead to {name!r}")


def _choose(page: Page, name: str) -> None:
    """Press the thing of a menu, or of a few beside each other, that has this name: the focus is on one of them."""
    for _ in range(8):
        if page.evaluate("document.activeElement.textContent") == name:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def _asked(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type(_ANSWERED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_visible()
    page.wait_for_url(re.compile("/conversations/"))


def test_words_are_searched_kept_noted_ordered_and_made_a_word_document(page: Page) -> None:
    page.goto("/library")
    page.get_by_role("table").wait_for()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name=re.compile("as they stand"))).to_be_focused()
    page.keyboard.type("keepers of wendle park")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").nth(1)).to_be_visible()
    for place in (1, 2):
        _tab_to(page, f"Keep the sentence at place {place} ")
        page.keyboard.press("Enter")
        expect(page.locator(".hit .keep[aria-pressed=true]")).to_have_count(place)
    _tab_to(page, "Open the source: .*, place 2", backwards=True)
    page.keyboard.press("Enter")
    expect(source(page).locator("mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=re.compile("place 2$")).first).to_be_focused()
    _tab_to(page, "Pins", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator(".pin")).to_have_count(2)
    _tab_to(page, "Down: ")
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_have_text("Moved to place 2 of 2.")
    _tab_to(page, "Note and heading: ", most=4)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Heading over it")).to_be_focused()
    page.keyboard.type("Parks")
    page.keyboard.press("Enter")
    expect(page.locator(".pins h2").first).to_be_visible()
    _tab_to(page, "Make a briefing of these", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator(".paper-sheet blockquote").first).to_be_visible()
    _tab_to(page, "Key finding: |Key finding")
    page.keyboard.press("Space")
    expect(page.locator(".paper-sheet h2").first).to_have_text("Key findings")
    _tab_to(page, "Leave out: ", most=6)
    page.keyboard.press("Enter")
    expect(page.locator(".paper-sheet h2", has_text="Key findings")).to_have_count(0)
    _tab_to(page, "Make a Word document", backwards=True)
    with page.expect_download():
        page.keyboard.press("Enter")


def test_an_answer_is_looked_over_checked_kept_and_judged(page: Page) -> None:
    _asked(page)
    for choice, shown in (
        ("Before you print", ".before"),
        ("Check again", ".references li"),
        ("Keep all its sentences", ".keep[aria-pressed=true]"),
    ):
        page.get_by_label("Your question").focus()
        _tab_to(page, "More$", backwards=True)
        page.keyboard.press("Enter")
        _choose(page, choice)
        expect(page.locator(shown).first).to_be_visible()
    page.get_by_label("Your question").focus()
    _tab_to(page, "Bad$", backwards=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("ArrowDown")
    _tab_to(page, "Send", most=4)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Bad")).to_have_attribute("aria-pressed", "true")


def test_claims_are_narrowed_and_seen_as_a_grid_and_the_timeline_by_its_words(page: Page) -> None:
    page.goto("/claims")
    expect(page.locator(".claim").first).to_be_visible()
    _tab_to(page, "Only those answered")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Only those answered")).to_be_checked()
    _tab_to(page, "As a grid", most=4)
    page.keyboard.press("Enter")
    expect(page.locator(".grid-of-claims tbody tr").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".grid-of-claims")).to_be_hidden()
    page.goto("/timeline")
    expect(page.locator(".axis")).to_be_visible()
    _tab_to(page, "Only what is about")
    page.keyboard.type("lighthouse")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline li").first).to_contain_text("lighthouse")


def test_documents_are_found_chosen_corrected_and_one_is_looked_at_alone(page: Page, served: Running) -> None:
    page.goto("/library")
    expect(page.get_by_role("table")).to_be_visible()
    _tab_to(page, "Choose files")
    _tab_to(page, "Find a document")
    page.keyboard.type("larch")
    expect(page.locator(".listing tbody tr")).to_have_count(1)
    _tab_to(page, "Choose The larch")
    page.keyboard.press("Space")
    expect(page.locator(".bulk")).to_be_visible()
    _tab_to(page, "Field to set", backwards=True, most=12)
    page.keyboard.press("ArrowDown")
    _tab_to(page, "Author of the chosen documents", most=2)
    page.keyboard.type("A. Warden")
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_have_text("1 document corrected.")
    _tab_to(page, "Correct The larch")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Author")).to_have_value("A. Warden")
    page.get_by_label("Author").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    _tab_to(page, "The larch of Wendle park", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator("#view .text p").first).to_be_visible()


def test_a_file_is_chosen_taken_in_and_removed(page: Page, tmp_path: Path) -> None:
    paper = tmp_path / "slipway.txt"
    paper.write_text("The slipway at Sandvoe\n\nThe slipway was laid with oak in 1904.\n", encoding="utf-8")
    opened: list[FileChooser] = []
    page.on("filechooser", lambda chooser: opened.append(chooser))
    page.goto("/library")
    expect(page.get_by_role("table")).to_be_visible()
    _tab_to(page, "Choose files")
    page.keyboard.press("Enter")
    eventually(page, lambda: bool(opened))
    opened[0].set_files(paper)
    expect(page.locator(".drop")).to_contain_text("slipway.txt: in, needs a date")
    _tab_to(page, "Find a document")
    page.keyboard.type("slipway")
    expect(page.locator(".listing tbody tr")).to_have_count(1)
    _tab_to(page, "Remove ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Remove this document?")
    _tab_to(page, "Remove$", most=4)
    page.keyboard.press("Enter")
    expect(page.locator(".listing tbody tr")).to_have_count(0)


def test_sentences_of_a_source_are_selected_and_kept(page: Page) -> None:
    _asked(page)
    _tab_to(page, "Citation 1:", backwards=True)
    page.keyboard.press("Enter")
    expect(source(page).locator("mark").first).to_be_visible()
    _tab_to(page, "Text of the source", most=12)
    selected = "getSelection().toString().trim()"
    page.keyboard.press("ArrowRight")  # the cited one first
    assert page.evaluate(selected) == "The larch was planted by Honoria Vexley in the spring of 1911."
    page.keyboard.press("ArrowRight")
    second = page.evaluate(selected)
    page.keyboard.press("Shift+ArrowRight")
    both = page.evaluate(selected)
    assert both.startswith(second)
    assert len(both) > len(second)
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_have_text("2 sentences kept.")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(selected) == second
    page.keyboard.press("Escape")
    page.goto("/pins")
    expect(page.locator(".pin")).to_have_count(2)
    assert second in page.locator(".pin").first.inner_text()


def test_the_parts_of_a_briefing_are_written_moved_and_left_out(page: Page) -> None:
    _asked(page)
    _tab_to(page, "Make a briefing", backwards=True)
    page.keyboard.press("Enter")
    sheet = page.locator(".paper-sheet")
    expect(sheet.locator("blockquote").first).to_be_visible()
    for name, words in (("Add your own text", "We put this to the parish."), ("Add a heading", "For later")):
        _tab_to(page, name)
        page.keyboard.press("Enter")
        page.keyboard.type(words)
    expect(sheet.locator("h2", has_text="For later")).to_be_visible()
    _tab_to(page, "Move elsewhere: We put this", backwards=True)
    page.keyboard.press("Enter")
    _choose(page, "Under “For later”")
    expect(page.locator(".parts .part").last.get_by_role("textbox")).to_have_value(
        "We put this to the parish."
    )
    _tab_to(page, "Leave out: We put this", most=6)
    page.keyboard.press("Enter")
    expect(sheet.locator(".own")).to_have_count(0)
    _tab_to(page, "Every footnote in full")
    page.keyboard.press("Space")
    _tab_to(page, "Before you print", backwards=True)
    page.keyboard.press("Enter")
    expect(page.locator(".before")).to_be_visible()
    expect(page.locator(".before :is(h2, h3)").first).to_be_focused()


def test_a_year_is_shown_alone_and_a_cell_of_the_grid_opened(page: Page) -> None:
    page.goto("/timeline")
    expect(page.locator(".axis")).to_be_visible()
    _tab_to(page, "Show 20.* alone")
    page.keyboard.press("Enter")
    shown = page.get_by_role("group", name="The time shown")
    expect(shown).to_be_visible()
    _tab_to(page, "Later", backwards=True)
    page.keyboard.press("Enter")
    _choose(page, "Show the whole time")
    expect(shown).to_be_hidden()
    page.goto("/claims")
    expect(page.locator(".claim").first).to_be_visible()
    _tab_to(page, "As a grid")
    page.keyboard.press("Enter")
    _tab_to(page, ".*opens the source", most=6)
    page.keyboard.press("Enter")
    expect(source(page).locator("mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(source(page)).to_be_hidden()
    _tab_to(page, "As a grid", backwards=True, most=8)
    page.keyboard.press("Enter")


def test_a_conversation_is_searched_duplicated_and_pinned(page: Page) -> None:
    _asked(page)
    listed = page.locator("#conversations li")
    _tab_to(page, "Search conversations", backwards=True)
    page.keyboard.type("larch vexley")
    expect(listed.first.locator(".snippet mark").first).to_be_visible()
    for name in ("Duplicate", "Pin to the top"):
        page.locator("#conversations [aria-current=page]").focus()
        _tab_to(page, "Rename, save or delete", most=1)
        page.keyboard.press("Enter")
        _choose(page, name)
        expect(page.locator("#heading")).to_have_text(re.compile("copy"))
    expect(listed.first).to_contain_text("Pinned:")
