"""From a sentence to its exact place, its page, and the words that say whose it is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import HERALD, citation, evidence

from rag.answering.citations import (
    cite,
    columns,
    lead_in,
    page_at,
    sheet_place,
    shown,
    source_name,
)
from rag.types import Metadata, Page

PAGES = (Page(1, 0, "iii"), Page(2, 100, "iv"), Page(3, 250))
SUMMARY = Metadata(title="Rents", publisher="The Herald", date="2015-04", text_type="summary")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("The pier is closed.", "The pier is closed."),
        ("“The pier is closed.”", "The pier is closed."),
        ('"The pier is closed."', "The pier is closed."),
        ("«The pier is closed.»", "The pier is closed."),
        ("“The pier is closed.", "The pier is closed."),
        ("The pier is closed.”", "The pier is closed."),
        ("She called it “a scandal” and left.", "She called it “a scandal” and left."),
        ("“A scandal” and “a shame”", "“A scandal” and “a shame”"),
        ("’Tis closed.", "’Tis closed."),
    ],
)
def test_marks_around_a_sentence_are_left_to_the_answer_and_marks_in_it_stay(
    sentence: str, quote: str
) -> None:
    assert citation(sentence).quote == quote


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("He said: “The pier is closed.”", "The pier is closed."),
        ("“The pier is closed,” she said.", "The pier is closed"),
        (
            "“The pier is closed,” she said, “and so it stays.”",
            "“The pier is closed,” she said, “and so it stays.”",
        ),
    ],
)
def test_words_that_only_say_who_speaks_are_left_to_the_lead_in(sentence: str, quote: str) -> None:
    assert citation(sentence, manner="direct", speaker="Mary Orr").quote == quote


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Mary Orr: I do not accept that.", "I do not accept that."),
        ("ORR: I do not accept that.", "I do not accept that."),
        ("A: I do not accept that.", "I do not accept that."),
        ("The Harbour Minister (Mary Orr): I do not.", "I do not."),
        ("The pier: I do not accept that.", "The pier: I do not accept that."),
        ("Mary Orr:", "Mary Orr:"),
    ],
)
def test_the_label_of_a_turn_is_left_to_the_lead_in(sentence: str, quote: str) -> None:
    found = citation(sentence, manner="direct", speaker="Mary Orr")
    assert (found.quote, found.start, found.end) == (quote, len(sentence) - len(quote), len(sentence))
    assert citation(sentence, manner="reported", speaker="Mary Orr").quote == sentence


def test_a_citation_carries_what_is_known_of_its_document() -> None:
    found = citation("The pier is closed.", speaker="Mary Orr", said_via="The Herald")
    assert (found.title, found.publisher, found.author, found.date, found.kind) == (
        *("Rents in Leith", "The Herald", "Ann Bell", "2015-04-29", "article"),
    )
    assert (found.speaker, found.said_via, found.document_id) == ("Mary Orr", "The Herald", "herald")


def test_pages_are_looked_up_from_where_a_quotation_begins_and_ends() -> None:
    across = cite(evidence("x" * 40, start=80), 1, PAGES)
    assert (across.page, across.page_label, across.page_end) == (1, "iii", 2)
    last = cite(evidence("x" * 40, start=250), 2, PAGES)
    assert (last.page, last.page_label, last.page_end) == (3, None, 3)
    up_to_the_edge = cite(evidence("x" * 20, start=80), 3, PAGES)
    assert (up_to_the_edge.page, up_to_the_edge.page_end) == (1, 1)
    without = cite(evidence("x" * 40), 4, ())
    assert (without.page, without.page_end, without.page_label) == (None, None, None)


def test_a_row_of_a_sheet_is_cited_by_its_cells() -> None:
    pages = (Page(1, 0, "Costs", ((0, "A1:C9"), (10, "A1:C1"), (50, "A2:C2"))), Page(2, 100, "Notes"))
    for start, cells in ((0, "A1:C9"), (10, "A1:C1"), (49, "A1:C1"), (50, "A2:C2"), (120, None)):
        assert cite(evidence("x" * 9, start=start), 1, pages).cells == cells
    assert cite(evidence("x" * 40), 1, ()).cells is None


@pytest.mark.parametrize(
    ("cells", "sheet", "told"),
    [
        (["A14:F14"], "Costs", "sheet “Costs”, cells A14:F14"),
        (["A14"], None, "cell A14"),
        (["A14", "A14"], "Costs", "sheet “Costs”, cell A14"),
        (["A14", "B2", "A3:B3"], "Costs", "sheet “Costs”, cells A14, B2 and A3:B3"),
    ],
)
def test_the_place_of_rows_names_sheet_and_cells(cells: list[str], sheet: str | None, told: str) -> None:
    assert sheet_place(cells, sheet) == told


def test_the_page_that_holds_an_offset() -> None:
    assert page_at(PAGES, 0) == PAGES[0]
    assert page_at(PAGES, 99) == PAGES[0]
    assert page_at(PAGES, 100) == PAGES[1]
    assert page_at(PAGES, 10_000) == PAGES[2]
    assert page_at((), 5) is None
    assert page_at((Page(1, 10),), 5) is None


@pytest.mark.parametrize(
    ("said", "metadata", "led"),
    [
        ({}, HERALD, "The Herald, 29 April 2015:"),
        ({"speaker": "The Herald"}, HERALD, "The Herald, 29 April 2015:"),
        (
            {"speaker": "council spokesman", "said_via": "The Herald"},
            HERALD,
            "Council spokesman, in The Herald, 29 April 2015:",
        ),
        ({"speaker": "Ann Bell"}, HERALD, "Ann Bell, in The Herald, 29 April 2015:"),
        ({}, Metadata(publisher="The Herald", date="2015-04"), "The Herald, April 2015:"),
        ({}, Metadata(publisher="The Herald", date="2015"), "The Herald, 2015:"),
        ({}, Metadata(publisher="The Herald"), "The Herald, undated:"),
        ({}, Metadata(title="A letter"), "“A letter”, undated:"),
        ({}, Metadata(), "an untitled document, undated:"),
        (
            {"speaker": "Mary Orr", "said_via": "The Herald"},
            SUMMARY,
            "Our summary of The Herald, April 2015:",
        ),
    ],
)
def test_a_quotation_is_led_in_by_who_says_it_where_and_when(
    said: dict[str, str], metadata: Metadata, led: str
) -> None:
    assert lead_in(citation("The pier is closed.", metadata=metadata, **said)) == led


def test_a_summary_is_shown_bare_and_an_original_between_marks() -> None:
    assert shown(citation("The pier is closed.")) == "“The pier is closed.”"
    assert shown(citation("The pier is closed.", metadata=SUMMARY)) == "The pier is closed."


def test_a_document_is_known_by_its_publisher_else_by_its_title() -> None:
    assert source_name(citation("x")) == "The Herald"
    assert source_name(citation("x", metadata=Metadata(title="A letter"))) == "“A letter”"


@settings(max_examples=300, deadline=None)
@given(
    st.text("“”\"'‘’«»:,. abcŁé渡🙂\n", min_size=1, max_size=80),
    st.sampled_from(["direct", "reported", "voice"]),
    st.integers(0, 10_000),
)
def test_what_is_cited_is_always_a_slice_of_its_sentence(text: str, manner: str, start: int) -> None:
    found = cite(evidence(text, start=start, manner=manner), 1, ())
    assert start <= found.start <= found.end <= start + len(text)
    assert text[found.start - start : found.end - start] == found.quote
    if any(character.isalnum() for character in text):
        assert any(character.isalnum() for character in found.quote)


HEADS = "Year | Boats | Cost"


@pytest.mark.parametrize(
    ("above", "told"),
    [
        (f"The costs are as follows.\n\n{HEADS}\n\n2014 | 8 | £70\n\n", "Year: 2015 · Boats: 9 · Cost: £90"),
        (f"{HEADS}\n", "Year: 2015 · Boats: 9 · Cost: £90"),
        (f"{HEADS}\n\nThese are those of another table.\n\n", ""),
        ("2013 | 7 | £60\n\n2014 | 8 | £70\n\n", ""),  # a table whose first rows are in another passage
        ("The costs are as follows.\n\n", ""),
    ],
)
def test_the_row_of_a_table_is_read_under_its_heads(above: str, told: str) -> None:
    row = "2015 | 9 | £90"
    given = evidence(row, start=len(above))
    passage = replace(given.hit.passage, start=0, text=above + row)
    assert columns(cite(replace(given, hit=replace(given.hit, passage=passage)), 1, ())) == told


def test_a_sentence_that_is_no_row_has_no_heads() -> None:
    assert cite(evidence("The pier is closed."), 1, ()).heads is None
