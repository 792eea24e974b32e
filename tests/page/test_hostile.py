"""Whatever a document, its name or a person says is shown as text: no script runs, nothing is asked elsewhere."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.storage.archive.answers import new_id

from .asking import ask, hangs_out
from .hostile import file_name, strings
from .serving import Running, over

_LONGEST_TITLE = 10_000  # front matter of more than 65,536 characters is refused
STRINGS = strings()


@dataclass(frozen=True, slots=True)
class Besieged:
    """A server whose documents and conversations are all hostile."""

    running: Running
    conversation: str
    answer: str
    together: str  # the id of the document that has all of them in its text


@pytest.fixture(scope="module")
def besieged(serve: Callable[[Service], Running], tmp_path_factory: pytest.TempPathFactory) -> Besieged:
    folder = tmp_path_factory.mktemp("hostile")
    papers = folder / "papers"
    papers.mkdir()
    told = [f"Gate {number} was shut by {text} in 1901." for number, text in enumerate(STRINGS)]
    for number, text in enumerate(STRINGS):
        names = [STRINGS[number - back][:_LONGEST_TITLE] for back in range(4)]
        known = dict(zip(("title", "publisher", "author", "url"), names, strict=True))
        head = "\n".join(f"{name}: {json.dumps(value)}" for name, value in known.items())
        (papers / file_name(text, number)).write_text(
            f"---\n{head}\n---\n\n{told[number]}\n", encoding="utf-8"
        )
    (papers / "together.txt").write_text("\n\n".join(told), encoding="utf-8")
    service = over(folder / "data", [])
    outcome = sync(service.stores, [papers])
    assert outcome.failed == []
    held = {held.path: held.id for held in service.stores.library.holdings()}
    assert len(held) == len(STRINGS) + 1
    answer = service.pipeline.answer(Question("Which gate was shut in 1901?"))
    assert answer.citations
    # The same answer under every hostile question: what is stored is what the page must bear.
    for text in STRINGS:
        service.archive.keep(replace(answer, id=new_id(), question=text, query=text, warnings=(text[:500],)))
    for text in STRINGS[:60]:
        other = replace(answer, id=new_id(), conversation_id=new_id(), question=text)
        service.archive.keep(other)
        service.archive.rename(other.conversation_id, text[:200] or "x")
    # Kept sentences whose words, source, note and heading are all hostile.
    place = answer.citations[0]
    pinned = [
        replace(
            place,
            start=number,
            end=number + 1,
            quote=text,
            title=text,
            publisher=text,
            speaker=text,
            url=text,
        )
        for number, text in enumerate(STRINGS)
    ]
    for pin, text in zip(service.pins.keep(pinned), STRINGS, strict=True):
        service.pins.change(pin.id, note=text, heading=text[:200])
    together = held[str(papers / "together.txt")]
    return Besieged(serve(service), answer.conversation_id, other.id, together)


@pytest.fixture
def page(browser: Browser, besieged: Besieged, watched: Callable[[Page], Page]) -> Page:
    return watched(browser.new_page(base_url=besieged.running.url, viewport={"width": 1280, "height": 800}))


# Elements and attributes that the page itself never makes.
_FOREIGN = (
    "iframe, object, embed, video, base, style, template, math, form[action], "
    "[onclick], [onload], [onerror], [onfocus], [ontoggle], [onmouseover]"
)


def unharmed(page: Page) -> None:
    """Nothing ran, nothing was made of markup, nothing hangs out of the page."""
    found = page.evaluate(
        """(foreign) => ({
          ran: "broken" in window,
          scripts: document.querySelectorAll("script").length,
          made: document.querySelectorAll(foreign).length,
          leading: [...document.querySelectorAll("[href], [src]")]
            .map((each) => each.href?.baseVal ?? (each.href || each.src))
            .filter((address) => address && !/^(https?:|#row-\\d+$)/.test(address)),
          shown: getComputedStyle(document.body).display !== "none",
        })""",
        _FOREIGN,
    )
    assert found == {"ran": False, "scripts": 2, "made": 0, "leading": [], "shown": True}
    assert not hangs_out(page)


def test_three_hundred_hostile_questions_are_shown_as_they_were_typed(page: Page, besieged: Besieged) -> None:
    page.goto(f"/conversations/{besieged.conversation}")
    turns = page.locator(".turn")
    expect(turns).to_have_count(len(STRINGS) + 1)
    shown = page.locator(".question").evaluate_all("all => all.map(each => each.textContent)")
    assert shown[1:] == STRINGS
    unharmed(page)
    # Each is drawn only when it comes into view; so all of them are looked at.
    for place in range(0, len(STRINGS), 30):
        turns.nth(place).scroll_into_view_if_needed()
    unharmed(page)
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=1)
    page.locator(".chip").last.click()
    expect(page.locator("#source mark").first).to_be_visible()
    unharmed(page)
    page.keyboard.press("Escape")
    page.get_by_label("Search conversations").fill("(.*[<script>\\")
    expect(page.locator("#conversations")).to_contain_text("No conversation has these words.")
    page.get_by_label("Search conversations").fill("<script>")
    expect(page.locator("#conversations .snippet mark").first).to_have_text(
        re.compile("<script>", re.IGNORECASE)
    )
    unharmed(page)


def test_hostile_documents_are_listed_filtered_opened_and_linked_as_text(
    page: Page, besieged: Besieged
) -> None:
    page.goto("/library")
    expect(page.locator(".listing tbody tr")).to_have_count(len(STRINGS) + 1)
    unharmed(page)
    page.locator(".listing .acts button", has_text="Correct").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    unharmed(page)
    page.keyboard.press("Escape")
    page.goto("/")
    for name in ("Publisher", "Speaker", "Documents"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(".choices input").first).to_be_visible()
        unharmed(page)
        page.keyboard.press("Escape")
        expect(page.locator(".choices")).to_have_count(0)
    page.goto(f"/documents/{besieged.together}#0-40")
    expect(page.locator("#view .text p").nth(len(STRINGS) - 1)).to_be_attached()
    unharmed(page)
    for address in (
        f"/answers/{besieged.answer}",
        "/briefing",
        "/timeline",
        "/claims",
        "/search",
        "/pins",
    ):
        page.goto(address)
        page.locator("#view p:visible").first.wait_for()
        unharmed(page)


def test_hostile_rows_of_the_timeline_are_listed_and_drawn_as_text(page: Page) -> None:
    page.goto("/timeline")
    rows = page.locator(".timeline li")
    expect(rows.nth(9)).to_be_attached()
    expect(page.locator(".axis a")).to_have_count(rows.count())
    unharmed(page)
    page.get_by_label("Only events, not publications").uncheck()
    unharmed(page)


def test_hostile_pins_notes_and_headings_are_shown_moved_and_edited_as_text(page: Page) -> None:
    page.goto("/pins")
    expect(page.locator(".pin")).to_have_count(len(STRINGS))
    unharmed(page)
    page.locator(".pin .down").first.click()
    expect(page.locator("#live")).to_have_text(f"Moved to place 2 of {len(STRINGS)}.")
    page.get_by_role("button", name=re.compile("^Note and heading")).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    unharmed(page)


def test_a_hostile_conversation_becomes_a_briefing_and_is_looked_over_as_text(
    page: Page, besieged: Besieged
) -> None:
    page.goto(f"/briefing?conversation={besieged.conversation}")
    expect(page.locator(".part.question")).to_have_count(len(STRINGS) + 1)
    expect(page.locator(".paper-sheet h2").nth(len(STRINGS))).to_be_attached()
    # What each of the answers notes is a part too.
    expect(page.locator(".part.note")).to_have_count(len(STRINGS))
    unharmed(page)
    page.get_by_role("button", name="Before you print").click()
    expect(page.locator(".before")).to_be_visible()
    unharmed(page)
    page.get_by_role("button", name="Add your own text").click()
    page.keyboard.insert_text(STRINGS[0])
    expect(page.locator(".paper-sheet .own")).to_contain_text("Author’s note: ")
    unharmed(page)


@pytest.mark.parametrize("number", [1, 20, 40, 0])
def test_a_hostile_question_is_asked_and_answered_or_refused_as_any_other(page: Page, number: int) -> None:
    page.goto("/")
    if len(STRINGS[number]) < 2000:
        ask(page, STRINGS[number])
    else:
        page.get_by_label("Your question").fill(STRINGS[number])
        page.get_by_label("Your question").press("Enter")
        expect(page.locator(".turn").get_by_role("alert")).to_contain_text("100,000 characters")
    unharmed(page)


@pytest.mark.parametrize(
    "address",
    [
        "/conversations/%3Cscript%3E",
        "/answers/..%5c..%5cetc",
        "/conversations/%E0%A4%A",
        "/documents/x'%22%3E#1-2",
        "/timeline?q=%3Cimg%20src=x%20onerror=broken=1%3E",
    ],
)
def test_a_hostile_address_of_the_page_is_taken_as_an_unknown_one(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#view .note, #view .start, #view .timeline, #view .quiet").first).to_be_visible()
    unharmed(page)


def test_the_files_keep_their_names(besieged: Besieged) -> None:
    names = {Path(held.path).name for held in besieged.running.service.stores.library.holdings()}
    assert names == {"together.txt", *(file_name(text, number) for number, text in enumerate(STRINGS))}
