import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from server.export.briefing import briefing, single
from server.export.characters import one_line
from server.export.markdown import escaped, to_markdown
from server.export.paper import DatedRow, Heading, Link, Paper, Paragraph, TextRun
from server.export.questions import Section

from .hostile import HOSTILE
from .reading_back import folded
from .samples import DAY, answer, citation, plain, quoted, standing

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for token in READER.parse(text):
        found += [token, *(token.children or [])]
    return found


def shown(found: list[Token]) -> str:
    """What a reader of the rendered text sees."""
    return "".join(token.content for token in found if token.type in ("text", "text_special"))


def test_a_quotation_is_a_block_quotation_with_a_footnote() -> None:
    text = to_markdown(single(standing(plain()), DAY, {}))
    assert "**Jo Hill, in The Herald, 3 May 2021:**\n\n> “Rents rose by up to a third.”[^1]\n" in text
    assert text.endswith(
        "[^1]: Jo Hill, in Ann Lee, “Rents rise again in Leith”, The Herald, 3 May 2021. "
        "<https://herald.example/rents> Quotation compared with our copy on 24 November 2026.\n"
    )


def test_quotations_in_a_row_are_one_block_of_several_paragraphs() -> None:
    quotation = Paragraph((TextRun("“One.”"),), "quotation")
    items = Paragraph((TextRun("item"),), "item")
    assert to_markdown(Paper("T", DAY, (quotation, quotation, items, items), ())) == (
        f"# T\n\n{DAY}\n\n> “One.”\n>\n> “One.”\n\n- item\n- item\n"
    )


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    assert folded(shown(tokens(f"x {escaped(text)} x"))) == folded(f"x {one_line(text)} x")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_comes_out_as_text_wherever_it_stands(text: str) -> None:
    source = citation(
        title=text, publisher=text, author=text, speaker=text, quote=text, url=text, said_via=text
    )
    given = answer(
        quoted(f"Somebody: “{text}”"), citations=(source,), question=text, query=text, warnings=(text,)
    )
    whole = briefing(text, [Section(text), standing(given)], text, {})
    row = DatedRow((TextRun(text, "strong"),), (TextRun(text), Link(text)))
    paragraph = Paragraph((TextRun(text),))
    strong = Paragraph((TextRun(text, "strong"), TextRun(" "), TextRun(text, "aside")))
    written = to_markdown(Paper(text, text, (*whole.blocks, row, paragraph, strong), whole.notes))
    found = tokens(written)
    kinds_in_order = [token.type for token in found]
    kinds = set(kinds_in_order)
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "fence",
        "code_block",
        "code_inline",
        "hr",
        "ordered_list_open",
    }
    links = {str(token.attrs["href"]) for token in found if token.type == "link_open"}
    assert all(link.startswith("http") for link in links)
    title = found[1]
    assert found[0].type == "heading_open"
    assert folded(shown(title.children or [])) == folded(one_line(text))
    at = kinds_in_order.index("blockquote_open")
    assert folded(one_line(text)) in folded(shown(found[at + 2].children or []))
    headings = [token.tag for token in found if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h3", "h2", "h2"]


def test_an_address_of_letters_that_must_be_encoded_is_printed_as_it_is() -> None:
    block = Paragraph((Link("https://example.org/é"),))
    assert "[https\\://example.org/é](<https://example.org/%C3%A9>)" in to_markdown(
        Paper("T", DAY, (block,), ())
    )


def test_headings_go_down_with_their_level() -> None:
    text = to_markdown(Paper("T", DAY, (Heading(1, "One"), Heading(2, "C #"), Heading(9, "Deep")), ()))
    assert re.findall(r"(?m)^#+ .*", text) == ["# T", "## One", "### C \\#", "###### Deep"]
