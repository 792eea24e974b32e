"""The words by which a question asks of the catalogue, apart from those that it asks for."""

import pytest

from rag.question.catalogue_words import frames, is_document, tagged, tags_of, tells, written_by
from rag.text.tokens import words


def test_only_what_is_looked_for_tells() -> None:
    found = words("How many documents mention the lighthouse?")
    assert [word.plain for place, word in enumerate(found) if tells(found, place)] == ["lighthouse"]


def test_a_word_of_asking_in_capitals_is_a_name_unless_it_opens_the_question() -> None:
    found = words("Articles by Archive")
    assert [word.plain for place, word in enumerate(found) if tells(found, place)] == ["archive"]


def test_kinds_of_documents_and_documents_of_any_kind_are_told_from_other_words() -> None:
    article, latest, bridge = words("article latest bridge")
    assert is_document(article)
    assert not is_document(latest)
    assert not is_document(bridge)
    assert frames(latest)
    assert not frames(bridge)
    assert "newest" in tags_of(latest)
    assert tags_of(bridge) == frozenset()


def test_what_a_word_of_asking_does_is_known() -> None:
    since, before, often = words("since before often")
    assert tagged(since, "since", "after")
    assert tagged(before, "before")
    assert not tagged(often, "before", "after")


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("list everything jo hill wrote", "jo hill"),
        ("what has jo hill written", "jo hill"),
        ("which papers are by the pilots' union", "pilots' union"),
        ("anything written by Jo Hill in there", "Jo Hill"),
    ],
)
def test_the_author_of_documents_is_told_apart_from_what_they_mention(question: str, phrase: str) -> None:
    assert written_by(question, phrase) == phrase


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("which papers mention Jo Hill", "Jo Hill"),
        ("papers on what Jo Hill wore", "Jo Hill"),
        ("what do you have on fishing by the pier", "fishing"),
        ("who wrote the review", "review"),
    ],
)
def test_what_is_mentioned_wrote_nothing(question: str, phrase: str) -> None:
    assert written_by(question, phrase) == ""
