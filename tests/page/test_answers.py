"""An answer as it is drawn: what each sentence is, the sides, the notes, and what is taken away."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from rag.question.query import Question
from rag.storage.archive.answers import new_id
from rag.types import AnswerSentence, Side

from .asking import ask, more, source
from .serving import Running


@pytest.fixture
def mixed(served: Running) -> Iterator[str]:
    """The id of an answer with a sentence of every sort, two sides and a note."""
    service = served.service
    plain = service.pipeline.answer(Question("Who planted the larch?"))
    sentences = (
        *plain.sentences,
        AnswerSentence("Honoria Vexley planted it.", "paraphrase", "supported", (1,)),
        AnswerSentence("She planted it by night.", "paraphrase", "unsupported", (1,)),
        AnswerSentence("The mayor: nothing on this point in these documents.", "silence", "verified"),
    )
    answer = replace(
        plain,
        id=new_id(),
        conversation_id=new_id(),
        status="partial",
        sentences=sentences,
        sides=(Side("Wendle Gazette", (1,)), Side("The mayor", (), True)),
        warnings=("The figures differ: 1911 [1], and 1912 elsewhere.",),
    )
    service.archive.keep(answer)
    yield answer.id
    service.archive.erase(answer.conversation_id)


def test_each_sort_of_sentence_has_a_word_and_a_sign(page: Page, mixed: str) -> None:
    page.goto(f"/answers/{mixed}")
    expect(page.locator(".said .standing")).to_have_text(
        ["“” quoted", "✓ supported", "✗ not supported", "○ silent"]
    )
    expect(page.locator(".account").first).to_contain_text("◐ In part")


def test_the_sides_stand_beside_each_other_and_silence_is_said(page: Page, mixed: str) -> None:
    page.goto(f"/answers/{mixed}")
    fold = page.locator(".sides > summary")
    expect(fold).to_have_text(re.compile("Side by side: Wendle Gazette, The mayor ○.silent"))
    fold.click()
    sides = page.locator(".side")
    expect(sides).to_have_count(2)
    expect(sides.nth(0)).to_contain_text("“The larch was planted by Honoria Vexley")
    expect(sides.nth(1)).to_contain_text("Silent: nothing on this point in these documents.")
    first, second = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] <= second["x"]
    sides.nth(0).locator(".chip").click()
    expect(source(page).locator("mark")).to_contain_text("Honoria Vexley")


def test_figures_that_differ_are_noted_with_the_places_where_they_stand(page: Page, mixed: str) -> None:
    page.goto(f"/answers/{mixed}")
    note = page.locator(".notes .note")
    expect(note).to_contain_text("Note: The figures differ: 1911 1, and 1912 elsewhere.")
    note.locator(".chip").click()
    expect(source(page).locator("mark")).to_contain_text("1911")


def test_a_summary_is_labelled_as_our_wording_with_the_way_to_its_original(page: Page) -> None:
    page.goto("/")
    turn = ask(page, "How many households on four islands kept a diary through the winter?")
    sentence = turn.locator(".sentence", has_text="640 households").first
    group = turn.locator(".group", has_text="640 households").first
    expect(group.locator(".standing")).to_have_text(re.compile("^≈ Our summary of .+ · original$"))
    expect(group.locator(".by")).to_have_text(group.locator(".standing").inner_text())  # it is said once
    expect(group.get_by_role("link", name="original")).to_have_attribute(
        "href", "https://marrandale.example/islands/lost-crossings"
    )
    assert "“" not in sentence.locator(".quotation, .told").first.inner_text()
    sentence.locator(".chip").first.click()
    expect(source(page).locator(".facts")).to_contain_text("Our summary")
    expect(source(page).get_by_role("link", name="Open original")).to_have_attribute(
        "rel", "noopener noreferrer"
    )


@pytest.mark.parametrize(("label", "ending"), [("Save as Word", ".docx"), ("Save as Markdown", ".md")])
def test_an_answer_is_saved(page: Page, label: str, ending: str) -> None:
    page.goto("/")
    turn = ask(page, "Who planted the larch?")
    with page.expect_download() as download:
        if ending == ".md":
            more(turn, label)
        else:
            turn.get_by_role("link", name=label).click()
    assert download.value.suggested_filename.endswith(ending)
    assert download.value.path().stat().st_size > 100


def test_the_timeline_gives_dated_quotations_that_open_at_their_place(page: Page) -> None:
    page.goto("/timeline")
    rows = page.locator(".timeline li")
    expect(rows.first).to_be_visible()
    dates = rows.locator("time").evaluate_all("all => all.map(each => each.dateTime)")
    assert dates == sorted(dates)
    page.get_by_label("Only what is about").fill("larch")
    page.get_by_role("button", name="Show", exact=True).click()
    planted = rows.filter(has_text="Honoria Vexley")
    expect(planted.locator(".when")).to_contain_text("1911")
    expect(page).to_have_url(re.compile(r"/timeline\?q=larch$"))
    planted.get_by_role("button", name="Open the source").click()
    expect(source(page).locator("mark")).to_contain_text("Honoria Vexley")


def test_each_claim_stands_beside_its_answers_or_the_silence_of_those_it_is_about(page: Page) -> None:
    page.goto("/claims")
    rows = page.locator(".claim")
    expect(rows.first).to_be_visible()
    silent = rows.locator(".silent", has_text="No answer to this found in these documents: ")
    expect(silent.filter(has_text="Norvane").first).to_be_visible()
    # Silent on one claim, it still answered the whole, and that is said above.
    whole = page.locator(
        ".claimant .whole", has_text="Norvane, first heard where these papers speak of Tallow Pryce review"
    )
    expect(whole).to_contain_text("We have run this route for 31 years")
    answered = rows.filter(has=page.get_by_role("heading", name=re.compile("answers$"))).first
    claim, answer = (
        answered.locator("> div").nth(0).bounding_box(),
        answered.locator("> div").nth(1).bounding_box(),
    )
    assert claim is not None
    assert answer is not None
    assert claim["y"] == answer["y"]
    words = answered.locator(".quotation").first.inner_text().strip("“”")
    answered.get_by_role("button", name="Open the source").first.click()
    expect(source(page).locator("mark")).to_have_text(words)


def test_the_claims_that_are_answered_can_be_seen_alone(page: Page) -> None:
    page.goto("/claims")
    rows = page.locator(".claim")
    expect(rows.first).to_be_visible()
    everything = rows.count()
    page.get_by_role("checkbox", name="Only those answered").check()
    seen = rows.filter(visible=True)
    expect(page.locator("#view")).to_contain_text(f"{everything} claims, {seen.count()} of them answered.")
    assert 0 < seen.count() < everything
    answers = seen.filter(has=page.get_by_role("heading", name=re.compile("answers$")))
    expect(answers).to_have_count(seen.count())
