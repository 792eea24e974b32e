"""The words by which a question asks of the catalogue, apart from those that it asks for."""

from rag.question.catalogue_words import frames, is_document, tagged, tags_of, tells
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
