"""Quotations between single marks, which look like apostrophes."""

import pytest

from rag.text.quotations.single_marks import follows_single, single_spans
from rag.text.quotations.wording import Quotation


def spans(text: str) -> list[str]:
    return [text[each.start : each.end] for each in single_spans(text, [(0, len(text))], 0, [])]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He called it ‘a disgrace’ twice.", ["‘a disgrace’"]),
        ("She said 'never' and 'no more'.", ["'never'", "'no more'"]),
        ("The dogs’ owner and the cat's bowl.", []),
        ("Rock ’n’ roll, and get ’em.", []),
        ("It was ‘the players’ union,’ she wrote.", ["‘the players’ union,’"]),
        ("‘We read ‘both’ letters.’", ["‘We read ‘both’ letters.’"]),
        ("‘Nobody closed this.", ["‘Nobody closed this."]),
    ],
)
def test_they_are_told_from_apostrophes(text: str, quoted: list[str]) -> None:
    assert spans(text) == quoted


def test_what_stands_between_double_marks_is_theirs() -> None:
    text = "“He said ‘no’ to us.” We said ‘yes’ then."
    double = Quotation(0, text.index("”") + 1, 0)
    found = single_spans(text, [(0, len(text))], 0, [double])
    assert [text[each.start : each.end] for each in found] == ["‘yes’"]


def test_one_left_open_goes_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    text = "‘We paid.\n\n‘We would again,’ she said."
    paragraphs = [(0, 9), (11, len(text))]
    (first,), (second,) = (single_spans(text, paragraphs, number, []) for number in (0, 1))
    assert (first.closed, second.closed) == (False, True)
    between = text[:9] + "  " + text[11:]
    assert follows_single(between, first, second, 1)
    assert not follows_single("‘We paid.x " + text[11:], first, second, 1)
