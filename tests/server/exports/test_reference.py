from typing import Any

import pytest

from rag.types import Citation, Corroboration
from server.export.paper import Inlines, Link, TextRun
from server.export.reference import cautions, footnote, pages_of, source, work

from .samples import DAY, citation


def said(line: Inlines) -> str:
    return "".join(
        part.text if isinstance(part, TextRun) else part.address for part in line if not hasattr(part, "note")
    )


def test_a_footnote_has_speaker_title_publisher_date_address_and_the_day_of_verification() -> None:
    assert said(footnote(citation(), None, DAY)) == (
        "Jo Hill, in Ann Lee, “Rents rise again in Leith”, The Herald, 3 May 2021. https://herald.example/rents "
        "Quotation compared with our copy on 24 November 2026."
    )


def test_the_reporter_of_a_speech_is_named_unless_it_is_the_publisher_or_author() -> None:
    line = footnote(citation(speaker="a tenant", said_via="Shelter"), None, DAY)
    assert said(line).startswith("A tenant, as reported by Shelter, in Ann Lee, “Rents")


@pytest.mark.parametrize("speaker", ["The Herald", "Ann Lee", None])
def test_author_and_publisher_are_not_named_twice(speaker: str | None) -> None:
    assert said(footnote(citation(speaker=speaker), None, DAY)).startswith("Ann Lee, “Rents")


def test_a_footnote_of_a_summary_says_that_the_wording_is_ours() -> None:
    line = footnote(citation(text_type="summary", speaker=None), None, DAY)
    assert said(line) == (
        "Our summary of Ann Lee, “Rents rise again in Leith”, The Herald, 3 May 2021. https://herald.example/rents "
        "Wording compared with our summary on 24 November 2026."
    )


def test_a_footnote_warns_of_recognised_text_and_says_who_else_holds_the_point() -> None:
    cited = citation(recognised=True, corroboration=Corroboration(documents=2, independent=1))
    assert said(footnote(cited, None, DAY)).endswith(
        "Quotation compared with our copy on 24 November 2026. "
        "Text recognised from a picture: check it against the page. "
        "Also in 2 other documents, 1 of them independent."
    )


@pytest.mark.parametrize(
    ("documents", "independent", "told"),
    [
        (0, 0, []),
        (1, 1, ["Also in 1 other document, independent of it."]),
        (2, 0, ["Also in 2 other documents, none of them independent."]),
    ],
)
def test_that_copies_are_no_second_source_is_said(documents: int, independent: int, told: list[str]) -> None:
    assert cautions(citation(corroboration=Corroboration(documents, independent))) == told


@pytest.mark.parametrize(
    ("independent", "also_in", "told"),
    [
        (1, ("The Post, 2019",), "Also in The Post, 2019 (independent of it)."),
        (
            0,
            ("The Post, 2019", "The Echo, 2020"),
            "Also in The Post, 2019 and The Echo, 2020 (not independent of it).",
        ),
        (
            1,
            ("A, 2019", "B, 2020", "C, 2021", "D, 2022"),
            "Also in A, 2019; B, 2020; C, 2021 and 1 more (1 independent of it).",
        ),
    ],
)
def test_other_sources_of_the_point_are_named(independent: int, also_in: tuple[str, ...], told: str) -> None:
    held = Corroboration(len(also_in), independent, also_in)
    assert cautions(citation(corroboration=held)) == [told]


@pytest.mark.parametrize(
    ("page", "page_end", "label", "told"),
    [
        (None, None, None, ""),
        (14, 14, None, "PDF page 14"),
        (14, 14, "12", "printed page 12, PDF page 14"),
        (14, 15, "12", "printed page 12, PDF pages 14 to 15"),
        (2, None, "ii", "printed page ii, PDF page 2"),
    ],
)
def test_the_printed_page_and_the_page_of_the_pdf_are_both_given(
    page: int | None, page_end: int | None, label: str | None, told: str
) -> None:
    cited = citation(page=page, page_end=page_end, page_label=label)
    assert pages_of(cited) == told
    assert (f"2021, {told}. https" in said(footnote(cited, None, DAY))) == bool(told)


def test_a_row_of_a_sheet_is_given_by_its_cells_and_no_page_of_a_pdf() -> None:
    cited = citation(page=2, page_end=2, page_label="Costs", cells="A14:F14")
    assert pages_of(cited) == "sheet “Costs”, cells A14:F14"


def test_what_is_not_known_is_said_and_not_guessed() -> None:
    cited = citation(
        title=None, publisher=None, author=None, date=None, url=None, speaker=None, said_via=None
    )
    assert said(footnote(cited, "leak.pdf", DAY)) == (
        "An untitled document, undated. No address is known; the file is “leak.pdf”. "
        "Quotation compared with our copy on 24 November 2026."
    )
    assert "No address is known. Quotation compared" in said(footnote(cited, None, DAY))


def test_a_date_known_to_the_month_is_given_to_the_month() -> None:
    assert work(citation(date="2021-05")).endswith("The Herald, May 2021")


def test_an_address_is_a_link_of_its_own() -> None:
    assert Link("https://herald.example/rents") in footnote(citation(), None, DAY)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "(article; text held)"),
        ({"kind": "official", "text_type": "summary"}, "(official paper; held as our summary)"),
    ],
)
def test_the_list_of_sources_says_what_is_held_of_each(given: dict[str, Any], told: str) -> None:
    cited: Citation = citation(**given)
    assert said(source(cited, None)) == (
        f"Ann Lee, “Rents rise again in Leith”, The Herald, 3 May 2021 {told}. https://herald.example/rents "
        "Our copy was fetched from there."
    )
    assert said(source(cited, "rents.pdf")).endswith(" Our copy is the file “rents.pdf”.")


def test_a_name_that_begins_with_a_small_letter_keeps_it() -> None:
    cited = citation(author="iMedia Group", speaker=None)
    assert said(source(cited, None)).startswith("iMedia Group, “Rents")


def test_a_title_that_turns_the_direction_turns_nothing_but_itself() -> None:
    assert "“turned \u202eeltit\u202c”, The Herald" in said(
        footnote(citation(title="turned \u202eeltit"), None, DAY)
    )
