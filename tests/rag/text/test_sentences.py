import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.text.sentences import spans


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        (
            "He said: “We regret it. They told us so.” It grew.",
            ["He said: “We regret it.", "They told us so.”", "It grew."],
        ),
        (
            'It grew by 50 per cent (see p. 4). "Rather, it fell."',
            ["It grew by 50 per cent (see p. 4).", '"Rather, it fell."'],
        ),
        ('"Yes!" he cried. Then he left.', ['"Yes!" he cried.', "Then he left."]),
        (
            "Mr. Hill of the U.S. paid £1.8m. He was right.",
            ["Mr. Hill of the U.S. paid £1.8m.", "He was right."],
        ),
        ("It carried 31 guests to the Hall.*", ["It carried 31 guests to the Hall.*"]),
        ("He paid a fee.† Then he left.** It rained.", ["He paid a fee.†", "Then he left.**", "It rained."]),
        ("He left. *Then* it rained.", ["He left.", "*Then* it rained."]),
        ("The bell rang. * * *", ["The bell rang. * * *"]),
        (
            "They wrote that “the lock was shut”.1 We saw it opened.12 Nobody knew.",
            ["They wrote that “the lock was shut”.1", "We saw it opened.12", "Nobody knew."],
        ),
        ("He said: “It was shut.”4 The board agreed.", ["He said: “It was shut.”4", "The board agreed."]),
        (
            "See para.3 The Act of 1971 in version 2.1 The rest.",
            ["See para.3 The Act of 1971 in version 2.1 The rest."],
        ),
    ],
)
def test_sentences_keep_abbreviations_and_give_each_mark_to_its_own_sentence(
    text: str, expected: list[str]
) -> None:
    assert pieces(text) == expected


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_sentences_lose_nothing_but_blanks_and_never_overlap(text: str) -> None:
    found = spans(text)
    kept = "".join("".join(text[start:end].split()) for start, end in found)
    assert kept == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(found))


def test_a_part_of_a_text_gives_offsets_into_the_whole() -> None:
    text = "Not this. One. Two."
    assert [text[start:end] for start, end in spans(text, start=10)] == ["One.", "Two."]
