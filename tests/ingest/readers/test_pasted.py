"""Pasted and plain text: paragraphs, lists, titles, captions once, and what surrounds an article."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers import read
from ingest.readers.plain import blocks_of_text
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Block, sentences_of, text_of

CAPTION = "The bridge was closed to all traffic for a month after the flood."
OFFER = (
    "The Courier Digital",
    "Unlimited articles",
    "Archive of 20,000 issues",
    "From £9 / month",
    "Subscribe",
)


def test_lines_broken_by_hand_are_one_paragraph_and_a_blank_line_begins_another() -> None:
    text = (
        "The council met on Tuesday evening to hear what the\nengineers had found under the bridge, and to decide\n"
        "whether it should be closed.\n\nIt was."
    )
    assert [block.text for block in blocks_of_text(text)] == [
        "The council met on Tuesday evening to hear what the engineers had found under the bridge, and to decide "
        "whether it should be closed.",
        "It was.",
    ]


def test_bullets_are_items_and_numbers_stay_with_theirs() -> None:
    blocks = blocks_of_text("We ask for:\n\n  • a new bridge\n  • a ferry until then\n1. soon\n2. at no cost")
    assert [(block.role, block.text) for block in blocks] == [
        ("body", "We ask for:"),
        ("item", "a new bridge"),
        ("item", "a ferry until then"),
        ("item", "1. soon"),
        ("item", "2. at no cost"),
    ]


def article(*inside: str) -> str:
    return "\n\n".join(
        (
            "Bridge to stay closed",
            "Engineers found cracks in the pier on Monday.",
            *inside,
            "The council will meet again in June.",
        )
    )


def test_a_caption_pasted_twice_is_kept_once_as_a_caption() -> None:
    for between in ("\n", "\n\n"):
        blocks = blocks_of_text(article(f"{CAPTION} Picture: A. Lens{between}{CAPTION} Picture: A. Lens"))
        assert [block.role for block in blocks if block.text == CAPTION] == ["caption"]
        assert [block.role for block in blocks if "A. Lens" in block.text] == ["furniture"]


def test_an_offer_at_the_end_is_furniture_and_the_article_is_not() -> None:
    blocks = blocks_of_text(article() + "\n\n" + "\n\n".join(OFFER))
    furniture = [block.text for block in blocks if block.role == "furniture"]
    assert furniture == list(OFFER)


@pytest.mark.parametrize(
    "line",
    [
        "The magazine costs £9 a month, and its readers subscribe for the archive.",
        "Subscribers to the newsletter were told first, the editor said.",
        "Related parties hold 12 per cent of the shares.",
        "“Share this burden with us,” the minister said.",
        "Cookies are sold at the school on Fridays.",
        "He signed up for the army in 1940.",
        "The trust has read the report and will reply in May.",
    ],
)
def test_sentences_about_such_things_are_the_articles(line: str) -> None:
    assert [block.role for block in blocks_of_text(article(line)) if block.text == line] == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Read more: Bridge opened by the mayor",
        "Most read",
        "© The Courier 2015",
        "Sign up to our newsletter for updates",
        "Facebook Twitter WhatsApp",
        "We use cookies to give you the best experience on our site.",
    ],
)
def test_lines_of_the_page_around_it_are_furniture(line: str) -> None:
    assert [block.role for block in blocks_of_text(article(line)) if block.text == line] == ["furniture"]


def test_a_list_that_a_sentence_leads_in_is_the_articles_even_before_an_offer() -> None:
    text = "\n\n".join(("The deal gives members:", "• Unlimited access", "• A print edition", *OFFER))
    roles = {block.text: block.role for block in blocks_of_text(text)}
    assert roles["Unlimited access"] == roles["A print edition"] == "item"
    assert roles["Subscribe"] == "furniture"


def test_a_table_cell_that_says_subscribe_is_no_button() -> None:
    rows = [Block("Subscribe | 12 | 14", "row"), Block("From £9 / month | 3 | 4", "row")]
    assert [block.role for block in mark_furniture(rows)] == ["row", "row"]


@given(
    st.lists(
        st.sampled_from([*OFFER, CAPTION, "It was.", "• item", "Most read", "", "Read on: x"]), max_size=20
    )
)
def test_cleaning_loses_no_line_but_repetitions_and_bullets(lines: list[str]) -> None:
    blocks = blocks_of_text("\n\n".join(lines))
    kept = {block.text for block in blocks}
    assert {line.removeprefix("• ").strip() for line in lines if line.strip()} == kept


def test_no_word_of_the_offer_or_of_the_menu_is_cited_from_a_real_paste(shared: Path) -> None:
    (path,) = (shared / "seed").glob("*.txt")
    reading = read(path)
    text = text_of(reading.blocks)
    cited = [text[each.start : each.end] for each in sentences_of(reading.blocks) if each.role != "furniture"]
    assert not [
        each for each in cited if "Digital" in each or "£" in each or "Subscribe" in each or "issues" in each
    ]
    captions = [text[s.start : s.end] for s in sentences_of(reading.blocks) if s.role == "caption"]
    assert captions == [
        'The report found that an "inadequate" rating can lead to workload increases of 50 per cent.'
    ]
    assert text.count("workload increases of 50 per cent") == 1
    assert [each for each in cited if each.startswith("Ofsted is unfairly tough")]
    assert len([block for block in reading.blocks if block.role == "body"]) == 19
