"""The source panel: the right document, the right place, every page of it, and nothing where it is not certain."""

import re

from playwright.sync_api import Page, expect

from .asking import ask, chip, source
from .serving import Running
from .shelf import ACROSS, SEVENTH


def test_the_chip_of_an_answer_in_the_seventh_of_ten_documents_opens_that_document_at_that_passage(
    page: Page,
) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    chip(turn, 1).click()
    expect(source(page).locator("h2")).to_have_text("The larch of Wendle park")
    expect(source(page).locator(".facts")).to_contain_text("7 March 2012")
    marked = source(page).locator("mark")
    expect(marked).to_have_text(SEVENTH)
    expect(marked).to_be_in_viewport(ratio=1)
    # In the middle of what is seen, with the text around it above and below.
    body, at = source(page).locator(".body").bounding_box(), marked.bounding_box()
    assert body is not None
    assert at is not None
    assert abs((at["y"] + at["height"] / 2) - (body["y"] + body["height"] / 2)) < body["height"] / 4
    expect(chip(turn, 1)).to_have_attribute("aria-current", "true")


def test_the_card_shows_the_passage_with_title_publisher_and_date(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    chip(turn, 1).hover()
    card = page.locator("#card")
    expect(card.locator("mark")).to_have_text(SEVENTH)
    expect(card).to_contain_text("The larch of Wendle park · Wendle Gazette, 7 March 2012")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_passage_over_two_pages_of_a_pdf_is_marked_on_both(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "Who quarrelled about the electrification of the lighthouse at Carrow Head in 1936?")
    across = turn.locator(".sentence", has_text="harbour trustees").locator(".chip").first
    across.click()
    sheets = source(page).locator(".sheet")
    expect(sheets).to_have_count(2)
    for place, number in enumerate((2, 3)):
        expect(sheets.nth(place).locator("figcaption")).to_have_text(f"Page {number}")
        expect(sheets.nth(place).locator(".rectangle").first).to_be_visible()
        expect(sheets.nth(place).locator("img")).to_have_js_property("complete", value=True)
        assert sheets.nth(place).locator("img").evaluate("picture => picture.naturalWidth") > 500
    expect(source(page).locator(".facts")).to_contain_text("pages 2 to 3")
    source(page).get_by_role("button", name="Show the page before").click()
    expect(source(page).locator(".sheet")).to_have_count(3)
    source(page).get_by_role("button", name="Text").click()
    assert "".join(source(page).locator("mark").all_inner_texts()).split() == ACROSS.split()


def test_previous_and_next_go_through_the_citations_of_the_answer(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "How did Norvane respond to the review on the wave limit?")
    markers = turn.locator(".said .chip").count()
    assert markers > 1
    chip(turn, 1).click()
    expect(source(page).locator(".where")).to_have_text(f"Citation 1 of {markers}")
    expect(source(page).get_by_role("button", name="Previous citation")).to_be_disabled()
    source(page).get_by_role("button", name="Next citation").click()
    expect(source(page).locator(".where")).to_have_text(f"Citation 2 of {markers}")
    expect(source(page).get_by_role("button", name="Next citation")).to_be_focused()
    expect(chip(turn, 2)).to_have_attribute("aria-current", "true")
    sentence = turn.locator(".sentence", has=page.get_by_text("2", exact=True)).inner_text()
    quoted = re.search("“(.*)”", sentence)
    assert quoted
    expect(source(page).locator("mark")).to_have_text(quoted[1])


def test_copy_with_citation_gives_the_words_and_where_they_stand(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    chip(turn, 1).click()
    source(page).get_by_role("button", name="Copy with citation").click()
    expect(source(page).get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{SEVENTH}”\n")
    assert copied.endswith("\nWendle Gazette, “The larch of Wendle park”, 7 March 2012")


def test_an_answer_is_copied_with_its_footnotes_as_rich_text_and_plain(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    turn.get_by_role("button", name="Copy", exact=True).click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    plain, rich = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          const read = async (type) => (await item.getType(type)).text();
          return [await read("text/plain"), await read("text/html")];
        }"""
    )
    assert "Who planted the larch?" in plain
    assert re.search(r"^\[1\] Wendle Gazette, “The larch of Wendle park”, 7 March 2012$", plain, re.MULTILINE)
    assert "<sup>1</sup>" in rich


def test_a_link_to_a_place_opens_the_document_there(page: Page, served: Running) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    chip(turn, 1).click()
    source(page).get_by_role("button", name="Copy link").click()
    expect(source(page).get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"/documents/[\w-]+\?check=[0-9a-f]{8}#\d+-\d+$", link)
    page.goto(link)
    expect(page.locator("#view mark")).to_have_text(SEVENTH)
    expect(page.locator("#view mark")).to_be_in_viewport()
    expect(page.locator("#heading")).to_have_text("The larch of Wendle park")


def test_where_the_place_is_not_certain_nothing_is_marked(page: Page, served: Running) -> None:
    held = served.service.stores.library.holdings()
    larch = next(each.id for each in held if each.metadata.title == "The larch of Wendle park")
    for address in (
        f"/documents/{larch}?check=00000000#40-90",
        f"/documents/{larch}#40-9999999",
        f"/documents/{larch}#90-40",
    ):
        page.goto(address)
        page.reload()
        expect(page.locator("#view .note")).to_contain_text("nothing is marked")
        expect(page.locator("mark")).to_have_count(0)
    page.goto("/documents/nosuchdocument")
    expect(page.locator("#view .note")).to_contain_text("removed from the library")


def test_the_source_can_be_widened_with_the_arrow_keys(page: Page) -> None:
    page.goto("/")
    chip(ask(page, "Who planted the larch?"), 1).click()
    grip = page.get_by_role("separator", name="Width of the source")
    before = source(page).bounding_box()
    grip.press("ArrowLeft")
    after = source(page).bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] == before["width"] + 24
