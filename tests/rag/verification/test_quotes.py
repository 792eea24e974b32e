"""Quotations in a draft: located in the source to the letter, and shown in its characters."""

import pytest
from drafts import passage_of
from hypothesis import given
from hypothesis import strategies as st

from rag.types import Metadata
from rag.verification.quotes import NotQuotedError, quoted

SAID = "Amy Lunt said it’s – in her view – “too small” for lorries."
MORE = "She did not say who should pay for another bridge."
SOURCE = passage_of(SAID, MORE)


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        ('She calls it "too small".', "She calls it “too small”."),
        (
            "She says \"it's - in her view - 'too small' for lorries.\"",
            "“it’s – in her view – “too small” for lorries.”",
        ),
        ("“Amy Lunt   said it's”", "“Amy Lunt said it’s”"),
        ("“Amy Lunt said … for lorries.”", "“Amy Lunt said … for lorries.”"),
    ],
)
def test_a_quotation_is_shown_in_the_characters_of_the_source(draft: str, shown: str) -> None:
    text, places = quoted(draft, [SOURCE])
    assert shown in text
    (place,) = places
    assert text[place.start : place.end].strip("“”") in text
    assert place.numbers == (0,)


@pytest.mark.parametrize(
    "draft",
    [
        "She calls it “too narrow”.",
        "“too small for lorries”",  # the inner marks are missing
        "“for lorries … Amy Lunt said”",  # the wrong way round
        "“She did … say who should pay”",  # the ellipsis leaves out the "not"
        "She told them “who should pay for another bridge”.",  # what is before it denies it
    ],
)
def test_what_is_not_there_word_for_word_is_no_quotation(draft: str) -> None:
    with pytest.raises(NotQuotedError):
        quoted(draft, [SOURCE])


def test_a_whole_sentence_that_is_repeated_without_marks_gets_them() -> None:
    text, places = quoted(MORE, [SOURCE])
    assert text == f"“{MORE}”"
    assert [each.numbers for each in places] == [(1,)]


def test_a_quotation_from_a_summary_loses_its_marks() -> None:
    summary = passage_of(MORE, metadata=Metadata(publisher="The Gazette", text_type="summary"))
    assert quoted(f"The Gazette: “{MORE}”", [summary]) == (f"The Gazette: {MORE}", ())


def test_the_title_of_the_document_is_no_quotation() -> None:
    assert quoted("The article “The bridge at Wells” says so.", [SOURCE])[1] == ()


def test_a_quotation_of_more_than_three_sentences_is_refused() -> None:
    long = passage_of("One ran.", "Two sat.", "Three hid.", "Four slept.")
    with pytest.raises(NotQuotedError, match="longer than 3 sentences"):
        quoted("“One ran. Two sat. Three hid. Four slept.”", [long])


@given(st.integers(0, len(MORE) - 1), st.integers(1, len(MORE)))
def test_whatever_is_shown_between_the_marks_is_a_slice_of_the_source(start: int, size: int) -> None:
    part = MORE[start : start + size]
    try:
        text, places = quoted(f"It says “{part}” there.", [SOURCE])
    except NotQuotedError:
        return
    for place in places:
        assert text[place.start + 1 : place.end - 1] in SOURCE.text
