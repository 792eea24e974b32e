"""What was asked is kept: the same citations after a reload, a permalink that checks itself, and all of it erasable."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.storage.archive.answers import new_id

from .asking import ask, chip, more, source
from .serving import Running, over


def test_a_reload_keeps_the_same_citations(page: Page) -> None:
    page.goto("/")
    ask(page, "Who planted the larch?")
    ask(page, "How did Norvane respond to the review on the wave limit?")
    page.wait_for_url(re.compile(r"/conversations/[\w-]+$"))

    def shown() -> list[str]:
        page.locator(".turn").nth(1).get_by_role("button", name="Copy", exact=True).wait_for()
        found: list[str] = page.locator(".turn .said .sentence").evaluate_all(
            """found => found.map(each =>
              each.innerText + [...each.querySelectorAll('.chip')].map(chip => chip.ariaLabel))"""
        )
        return found

    before = shown()
    assert any("Citation 1: Wendle Gazette, 7 March 2012" in sentence for sentence in before)
    page.reload()
    assert shown() == before
    chip(page.locator(".turn").first, 1).click()
    expect(source(page).locator("mark")).to_contain_text("Honoria Vexley")


@pytest.fixture
def long(served: Running) -> Iterator[str]:
    """The id of a conversation of 40 answers, short ones and some that fill the window."""
    service = served.service
    answers = [
        service.pipeline.answer(Question(question))
        for question in ("Who planted the larch?", "How did Norvane respond to the review on the wave limit?")
    ]
    conversation = new_id()
    for number in range(40):
        service.archive.keep(replace(answers[number % 2], id=new_id(), conversation_id=conversation))
    yield conversation
    service.archive.erase(conversation)


def test_a_long_conversation_opens_at_its_last_question_and_the_next_one_takes_its_place(
    page: Page, long: str
) -> None:
    page.goto(f"/conversations/{long}")
    expect(page.locator(".turn")).to_have_count(40)
    assert _below_the_top(page) == 0
    for question in ("Who planted the larch?", "How did Norvane respond to the review?"):
        ask(page, question)
        assert _below_the_top(page) == 0


def _below_the_top(page: Page) -> int:
    """How far the last question is from the top of what is seen, in pixels, when all has been laid out."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    found: float = page.evaluate(
        """() => {
          const [turn] = [...document.querySelectorAll(".turn")].slice(-1);
          return turn.getBoundingClientRect().top - document.querySelector("#scroller").getBoundingClientRect().top;
        }"""
    )
    return round(found)


def test_a_conversation_is_renamed_found_and_deleted(page: Page) -> None:
    page.goto("/")
    ask(page, "Who planted the larch?")
    page.wait_for_url(re.compile(r"/conversations/[\w-]+$"))
    address = page.url
    listed = page.locator("#conversations li")
    listed.first.get_by_role("button", name="Rename, save or delete").click()
    page.get_by_role("button", name="Rename", exact=True).click()
    page.get_by_label("Title").fill("Trees of Wendle: a search of their own")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(listed.first).to_contain_text("Trees of Wendle")
    expect(page.locator("#heading")).to_have_text("Trees of Wendle: a search of their own")

    search = page.get_by_label("Search conversations")
    search.fill("wendle OWN vexley")  # two words of its title, one of its answer
    expect(listed).to_have_count(1)
    search.fill("nowhere wendle")
    expect(page.locator("#conversations")).to_contain_text("No conversation has these words.")
    search.fill("Trees of Wendle")
    expect(listed).to_have_count(1)

    expect(listed.first.locator(".snippet mark").first).to_have_text(
        re.compile("trees|of|wendle", re.IGNORECASE)
    )

    for name in ("Duplicate", "Pin to the top"):
        listed.first.get_by_role("button", name="Rename, save or delete").click()
        page.get_by_role("button", name=name, exact=True).click()
        expect(listed).to_have_count(2)
    expect(page.locator("#heading")).to_have_text("Trees of Wendle: a search of their own (copy)")
    expect(listed.first).to_contain_text("Pinned:")
    listed.first.get_by_role("button", name="Rename, save or delete").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(listed).to_have_count(1)
    listed.first.get_by_role("link").click()
    expect(page.locator(".turn")).to_have_count(1)

    listed.first.get_by_role("button", name="Rename, save or delete").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("erased for good")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#conversations")).to_contain_text("No conversation has these words.")
    expect(page.locator(".start")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("alert").filter(has_text="no conversation")).to_be_visible()


def test_the_menu_of_a_conversation_has_a_line_for_each_thing_and_stays_in_the_window(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    page.goto("/")
    ask(page, "Who planted the larch?")
    page.wait_for_url(re.compile(r"/conversations/[\w-]+$"))
    mine = page.locator("#conversations li", has=page.locator("[aria-current=page]"))
    mine.get_by_role("button", name="Rename, save or delete").click()
    menu = page.get_by_role("group", name="This conversation")
    for name in ("Pin to the top", "Rename", "Duplicate", "Save as Word", "Save as Markdown", "Delete"):
        item = menu.get_by_text(name, exact=True)
        expect(item).to_be_in_viewport(ratio=1)
        assert item.evaluate("each => each.clientHeight < 2 * parseFloat(getComputedStyle(each).lineHeight)")
    with page.expect_download() as download:
        menu.get_by_text("Save as Markdown").click()
    saved = download.value.path().read_text(encoding="utf-8")
    assert "# Who planted the larch?" in saved
    assert "Honoria Vexley" in saved
    expect(menu).to_be_hidden()


def test_feedback_is_kept_with_its_reason(page: Page, served: Running) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    turn.get_by_role("button", name="Bad").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Misquoted").check()
    dialog.get_by_label("In your words").fill("the year is off")
    dialog.get_by_role("button", name="Send").click()
    expect(turn.get_by_role("button", name="Bad")).to_have_attribute("aria-pressed", "true")
    expect(turn.get_by_role("button", name="Bad")).to_be_focused()
    kept = served.service.stores.database.connection.execute(
        "SELECT verdict, reason, comment FROM feedback"
    ).fetchall()
    assert ("bad", "misquoted", "the year is off") in [tuple(row) for row in kept]


@pytest.fixture
def two_papers(serve: Callable[[Service], Running], tmp_path: Path) -> tuple[Running, Path]:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, words in (
        ("mill", "Jonas Erskine built a corn mill at Torrin in 1874."),
        ("bridge", "Jonas Erskine built an iron bridge at Torrin with money from his aunt."),
    ):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: The {name}\npublisher: Torrin Society\ndate: 1901\n---\n\n{words}\n",
            encoding="utf-8",
        )
    return serve(over(tmp_path / "data", [folder])), folder


def test_a_permalink_says_of_each_citation_whether_it_still_holds(
    page: Page, two_papers: tuple[Running, Path]
) -> None:
    running, folder = two_papers
    page.goto(running.url)
    turn = ask(page, "What did Jonas Erskine build at Torrin?")
    assert turn.locator(".said .chip").count() == 2
    more(turn, "Check again")
    expect(turn.locator(".checked")).to_have_text("Checked just now: all 2 citations still hold.")
    expect(page).to_have_url(re.compile("/conversations/"))  # the conversation is not left
    more(turn, "Open by itself")
    page.wait_for_url(re.compile(r"/answers/[\w-]+$"))
    expect(page.locator(".given")).to_contain_text("Checked just now: all 2 citations still hold.")
    expect(page.locator(".standing-now")).to_have_text(["✓ still holds", "✓ still holds"])

    (folder / "mill.md").write_text(
        "---\ntitle: The mill\npublisher: Torrin Society\ndate: 1901\n---\n\nNobody built a corn mill at Torrin.\n",
        encoding="utf-8",
    )
    (folder / "bridge.md").unlink()
    sync(running.service.stores, [folder])
    page.reload()
    expect(page.locator(".given")).to_contain_text("Checked just now: 2 of 2 citations no longer hold.")
    assert sorted(page.locator(".standing-now").filter(has_not_text="Checked").all_inner_texts()) == [
        "△ source changed",
        "✗ source removed",
    ]

    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(
        r"Quotations compared with our copies on [^;]+; no longer at their place: \[1\], \[2\]\.$", copied
    )

    changed = page.locator(".references li", has_text="source changed")
    changed.locator(".chip").click()
    expect(source(page).locator(".note")).to_contain_text("nothing is marked")
    expect(source(page).locator("mark")).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator(".references li", has_text="source removed").locator(".chip").click()
    expect(source(page).locator(".note")).to_contain_text("removed from the library")
