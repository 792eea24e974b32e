"""Quotations of a document are found whatever their marks, over paragraphs, and however they are left open."""

import pytest

from rag.text.quotations.spans import quotation_spans
from rag.text.quotations.wording import is_personal, is_title, is_woven


def paragraphs(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for each in text.split("\n\n"):
        found.append((at, at + len(each)))
        at += len(each) + 2
    return found


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: “No.” She left.", ["“No.”"]),
        ('A 6" pipe and a 5" pipe.', []),
        ("It was ’til dawn, in the ’90s.", []),
        ("The players’ union said ‘no’ at once.", ["‘no’"]),
        ("“Yes,” he said. “And more.”", ["“Yes,”", "“And more.”"]),
        ("“He told me ‘never again’ twice.”", ["“He told me ‘never again’ twice.”"]),
        ("> What was asked\n\nThe answer.", ["> What was asked"]),
    ],
)
def test_quotations_are_found_by_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[each.start : each.end] for each in quotation_spans(text, paragraphs(text))] == quoted


def test_a_quotation_that_opens_again_in_each_paragraph_is_one_chain() -> None:
    text = "“We paid.\n\n“We would again,” she said."
    first, second = quotation_spans(text, paragraphs(text))
    assert not first.closed
    assert second.follows
    assert (first.paragraph, second.paragraph) == (0, 1)


def test_a_text_may_begin_inside_a_quotation() -> None:
    text = "and so on,” he wrote."
    assert quotation_spans(text, paragraphs(text), from_within=True)[0].end == text.index("”") + 1


def test_the_wording_shows_a_title_a_woven_word_and_a_voice_of_one_s_own() -> None:
    text = "The paper “A View of the Quay”. He called it “a broken system” and said “I saw it.”"
    title, woven, own = quotation_spans(text, paragraphs(text))
    assert is_title(text, title)
    assert is_woven(text, woven)
    assert is_personal(text, own)
    assert not is_personal(text, woven)
