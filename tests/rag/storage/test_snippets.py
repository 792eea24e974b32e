"""The few words by which a list tells a conversation from another."""

import pytest

from rag.storage.archive.snippets import snippet

EXCHANGES = [
    ("And who paid for it?", "The Herald, 2 May 1931: “The parish paid.” [1]\n\nThe mayor: nothing. [2]"),
    (
        "Who dredged the harbour?",
        "The Echo, 1931: “It was dredged in 1930 by Élodie Baird, after a long wait.” [1]",
    ),
]
TITLE = "Who dredged the harbour?"


@pytest.mark.parametrize(
    ("words", "found", "where"),
    [
        ([], "The Herald, 2 May 1931: “The parish paid.” The mayor: nothing.", "answer"),
        (["paid"], "And who paid for it?", "question"),
        (
            ["élodie", "baird"],
            "… Echo, 1931: “It was dredged in 1930 by Élodie Baird, after a long wait.”",
            "answer",
        ),
        # What stands in the title alone needs no second showing.
        (["harbour"], "The Herald, 2 May 1931: “The parish paid.” The mayor: nothing.", "title"),
    ],
)
def test_a_snippet_shows_where_the_words_stand_and_otherwise_the_last_answer(
    words: list[str], found: str, where: str
) -> None:
    assert snippet(TITLE, EXCHANGES, words) == (found, where)


def test_a_conversation_without_an_answer_has_no_snippet() -> None:
    assert snippet(TITLE, [], []) == ("", "")


def test_a_snippet_is_short_and_whole_words_begin_it() -> None:
    text = "word " * 200 + "needle " + "word " * 200
    shown, _ = snippet("x", [("q", text)], ["needle"])
    assert shown.startswith("… word")
    assert shown.endswith(" …")
    assert "needle" in shown
    assert len(shown) < 170
