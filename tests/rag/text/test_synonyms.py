"""Words that stand for each other, and words that say the contrary."""

from rag.text.opposites import opposites
from rag.text.synonyms import known, mentions, reworded
from rag.text.tokens import stem, words


def places(verb: str, text: str) -> list[tuple[int, bool]]:
    return list(mentions(stem(verb), words(text)))


def test_a_synonym_mentions_the_event_and_is_told_from_the_word_itself() -> None:
    assert places("abolish", "The toll was scrapped.") == [(3, False)]
    assert places("abolish", "The toll was abolished.") == [(3, True)]


def test_an_expression_of_several_words_is_found_where_it_begins() -> None:
    assert places("resign", "The abbot stepped down on Friday.") == [(2, False)]


def test_an_irregular_form_is_the_word_itself() -> None:
    assert places("rebuild", "The mill was rebuilt.") == [(3, True)]


def test_a_word_without_synonyms_is_not_known() -> None:
    assert known(stem("abolish"))
    assert not known(stem("yodel"))


def test_opposites_are_found_from_both_sides() -> None:
    assert stem("refuse") in opposites(stem("accept"))
    assert stem("accept") in opposites(stem("refuse"))
    assert opposites(stem("yodel")) == frozenset()


def stems_of(text: str) -> list[str]:
    return [word.stem for word in words(text)]


def test_a_word_or_an_expression_in_another_wording_is_found_on_either_side() -> None:
    told = stems_of("The crew turned down the extra pay")
    assert reworded(told, stems_of("The crew declined further wages")) == {2, 3, 5, 6}
    assert reworded(stems_of("It was declined"), stems_of("It was turned down")) == {2}
    assert reworded(told, stems_of("The crew sang")) == frozenset()
