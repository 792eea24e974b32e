"""The desk: searching, keeping, putting a briefing together, and looking over it before it is printed."""

import re
from collections.abc import Iterator

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from .asking import ask, more, source
from .serving import Running

_LARCH = "The larch was planted by Honoria Vexley in the spring of 1911."


@pytest.fixture(autouse=True)
def no_pins(served: Running) -> Iterator[None]:
    yield
    for pin in served.service.pins.all():
        served.service.pins.drop(pin.id)


def kept(page: Page) -> Locator:
    return page.locator(".pin .quotation, .pin .told:not(.from)")


def test_words_are_found_where_they_stand_counted_by_document_and_opened_at_their_place(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("searchbox", name=re.compile("as they stand")).fill("keepers of wendle park")
    page.keyboard.press("Enter")
    expect(page.locator("#view")).to_contain_text("10 places in 10 documents.")
    expect(page.locator(".hit mark").first).to_have_text("keepers of Wendle park")
    page.locator(".counts summary").click()
    page.get_by_role("button", name=re.compile("^1 place in The larch of Wendle park")).click()
    expect(page.locator(".hit")).to_have_count(1)
    page.locator(".hit").get_by_role("button", name="Open the source").click()
    expect(source(page).locator("mark")).to_have_text("keepers of Wendle park")
    expect(source(page).locator("h2")).to_have_text("The larch of Wendle park")
    page.keyboard.press("Escape")
    # The filters are those of asking.
    page.get_by_role("button", name="Publisher", exact=True).click()
    page.get_by_role("checkbox", name="Parish of Carrow").check()
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#view")).to_contain_text("These words stand nowhere in the papers.")
    chosen = page.get_by_role("button", name="Remove filter: Parish of Carrow")
    page.get_by_role("link", name="Claims", exact=True).click()
    expect(page.locator("#view")).to_contain_text("No claim that another party could answer was found.")
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.locator(".timeline .from").first).to_contain_text("Parish of Carrow")
    assert all("Parish of Carrow" in each for each in page.locator(".timeline .from").all_inner_texts())
    page.get_by_role("link", name="New conversation").click()
    expect(page.get_by_label("Your question")).to_be_visible()
    expect(chosen).to_be_visible()


def test_the_slash_key_leads_to_the_search_and_the_other_keys_do_what_their_list_says(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "How did Norvane respond to the review on the wave limit?")
    page.locator("#heading").focus()
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.ariaLabel")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.ariaLabel") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.ariaLabel") == first
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("search the papers for words")
    page.keyboard.press("Escape")
    box = page.get_by_label("Your question")
    box.press("ArrowUp")
    expect(box).to_have_value(turn.locator(".question").inner_text())
    page.locator("#heading").focus()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name=re.compile("as they stand"))).to_be_focused()


def test_sentences_are_kept_from_an_answer_a_source_and_a_search_and_put_in_order(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    turn.locator(".sentence").first.hover()
    turn.get_by_role("button", name="Keep sentence 1 among the pins").click()
    expect(turn.locator(".keep").first).to_have_text("Kept")
    turn.locator(".chip").first.click()
    expect(source(page).locator("[data-from]", has_text="book of every").first).to_be_visible()
    page.evaluate(
        """() => {
          const blocks = [...document.querySelectorAll("#source [data-from]")];
          const block = blocks.find((each) => /book of every/.test(each.textContent));
          getSelection().selectAllChildren(block);
        }"""
    )
    source(page).get_by_role("button", name=re.compile("^Keep the sentences")).click()
    expect(page.locator("#live")).to_have_text("1 sentence kept.")
    page.keyboard.press("Escape")
    page.goto("/pins")
    expect(page.locator(".pin")).to_have_count(2)
    expect(kept(page).first).to_have_text(f"“{_LARCH}”")
    page.get_by_role("button", name=re.compile("^Down: The larch was planted")).press("Enter")
    expect(kept(page).last).to_have_text(f"“{_LARCH}”")
    expect(
        page.get_by_role("button", name=re.compile("^Down: The larch|^Up: The larch")).first
    ).to_be_focused()
    page.get_by_role("button", name=re.compile("^Note and heading: The larch")).click()
    page.get_by_label("Heading over it").fill("Trees")
    page.get_by_role("textbox", name="Note", exact=True).fill("Ask the parish.")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator(".pin").last).to_contain_text("Ask the parish.")
    expect(page.locator(".pins h2")).to_have_text("Trees")
    page.get_by_role("link", name="Make a briefing of these").click()
    expect(page.locator(".paper-sheet h2").first).to_have_text("Trees")
    expect(page.locator(".paper-sheet .own")).to_have_text("Author’s note: Ask the parish.")


def test_a_conversation_and_more_questions_become_a_briefing(page: Page) -> None:
    page.goto("/")
    ask(page, "Who planted the larch?")
    page.wait_for_url(re.compile("/conversations/"))
    page.get_by_role("link", name="Make a briefing").click()
    expect(page.get_by_label("Title")).to_have_value("Who planted the larch?")
    expect(page.locator(".part.question")).to_contain_text("Who planted the larch?")
    page.get_by_label("Title").fill("Larches and ferries")
    box = page.get_by_label("Questions to answer, one a line")
    expect(box).to_have_accessible_description("A line that begins with ## is a heading over those below it.")
    box.fill("## Ferries\nWhat did the Tallow Pryce review recommend?")
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="Make a Word document").click()
    expect(page.locator("#live")).to_have_text("The briefing is ready.")
    assert download.value.suggested_filename.endswith(".docx")
    headings = [
        each.text
        for each in docx.Document(str(download.value.path())).paragraphs
        if each.style is not None and each.style.name == "Heading 1"
    ]
    assert headings[:2] == ["Who planted the larch?", "Ferries"]
    expect(page.locator("#conversations li").first).to_contain_text("Larches and ferries")


def test_the_preview_follows_what_is_moved_dropped_marked_and_written(page: Page) -> None:
    page.goto("/")
    ask(page, "How did Norvane respond to the review on the wave limit?")
    page.wait_for_url(re.compile("/conversations/"))
    page.get_by_role("link", name="Make a briefing").click()
    sheet = page.locator(".paper-sheet")
    quotations = sheet.locator("blockquote")
    expect(quotations.first).to_be_visible()
    before = quotations.count()
    page.get_by_role("button", name="Add your own text").click()
    page.keyboard.type("We put this to Norvane.")
    expect(sheet.locator(".own")).to_have_text("Author’s note: We put this to Norvane.")
    page.locator(".parts .sentence").get_by_role("checkbox").first.check()
    expect(sheet.locator("h2").first).to_have_text("Key findings")
    expect(quotations).to_have_count(before + 1)
    page.locator(".parts .sentence").last.get_by_role("button", name="Leave out").click()
    expect(quotations).to_have_count(before)
    # A text goes under another heading at once.
    page.get_by_role("button", name="Add a heading").click()
    page.keyboard.type("For later")
    page.get_by_role("button", name="Move elsewhere: We put this to Norvane.").click()
    page.get_by_role("button", name="Under “For later”").click()
    expect(page.locator(".parts .part").last.get_by_role("textbox")).to_have_value("We put this to Norvane.")
    expect(sheet.locator("h2", has_text="For later")).to_be_visible()
    # Each quotation, wherever it was moved, is led in by who says it, and its note opens its place.
    mark = sheet.locator(".mark").first
    mark.click()
    expect(source(page).locator("mark").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Library").click()
    page.go_back()
    expect(sheet.locator(".own")).to_have_text("Author’s note: We put this to Norvane.")  # it is kept


def test_what_to_look_at_before_printing_is_listed_with_the_way_to_each(page: Page) -> None:
    page.goto("/")
    ask(page, "How many households on four islands kept a diary through the winter?")
    turn = ask(page, "Who is the mayor of Paris?")
    more(turn, "Before you print")
    expect(turn.locator(".before")).to_contain_text("Not answered, or only in part (1)")
    page.get_by_role("button", name="Before you print").click()
    panel = page.locator(".before-print .before")
    expect(panel).to_contain_text("Our summaries: fetch the original before quoting")
    assert panel.locator("li").count() == panel.locator("li:has(a, button)").count()


def test_what_several_answers_note_of_the_same_places_is_looked_at_once(page: Page) -> None:
    page.goto("/")
    for _ in range(2):
        ask(page, "How many sailings were cancelled?")
    page.get_by_role("button", name="Before you print").click()
    panel = page.locator(".before-print .before")
    expect(panel).to_contain_text("Where the papers differ (1)")
    expect(panel.locator(".beside p")).to_have_count(2)
    expect(panel.locator(".beside .quotation").first).to_have_text(re.compile("^“.+”$"))
    page.get_by_role("link", name="Make a briefing").click()
    note = page.locator(".part.note .told").last
    expect(note).to_have_text(
        "The documents disagree: 187 (Norvane Ferries, 15 March 2019) and 214 (The Islands Messenger, 14 March 2019)."
    )


def test_from_a_question_to_a_briefing_of_kept_sentences_in_few_steps(page: Page) -> None:
    """The steps are counted: clicks, and keys that are not letters of a text."""
    page.goto("/")
    page.evaluate(
        """() => {
          window.steps = Number(sessionStorage.getItem("steps") ?? 0);
          const count = () => sessionStorage.setItem("steps", String((window.steps += 1)));
          addEventListener("click", (event) => event.isTrusted && event.detail && count(), true);
          addEventListener("keydown", (event) => event.key.length > 1 && count(), true);
        }"""
    )
    turn = ask(page, "How many sailings were cancelled?")
    expect(turn.locator(".chip").nth(1)).to_be_visible()
    more(turn, "Before you print")
    expect(turn.locator(".before")).to_be_visible()
    more(turn, "Keep all its sentences")
    expect(page.locator("#live")).to_have_text(re.compile("kept"))
    page.get_by_role("link", name="Pins", exact=True).click()
    page.get_by_role("link", name="Make a briefing of these").click()
    expect(page.locator(".paper-sheet blockquote").first).to_be_visible()
    with page.expect_download():
        page.get_by_role("button", name="Make a Word document").click()
    assert page.evaluate("window.steps") <= 15
