"""Exact words: whole quotations, each once; and what is said where only a summary is held."""

from collections.abc import Callable

from rag.types import Answer

Ask = Callable[[str], Answer]


def test_a_quotation_of_two_sentences_is_given_whole(ask: Ask) -> None:
    answer = ask("what were Nora Flint's exact words about the survey?")
    quotes = [each.quote for each in answer.citations]
    assert any("Nobody was ever in danger." in quote for quote in quotes)
    assert any("We shall read every page of the survey." in quote for quote in quotes)


def test_words_that_two_papers_print_are_cited_once(ask: Ask) -> None:
    answer = ask("quote Nora Flint word for word on the good day for readers")
    quotes = [each.quote for each in answer.citations]
    assert sum("good day for every reader" in each for each in quotes) == 1


def test_where_only_a_summary_is_held_that_is_said_with_the_address(ask: Ask) -> None:
    answer = ask("give me Tom Reed's exact words about the books")
    assert (answer.status, answer.asked.missing) == ("partial", ("the exact words",))
    assert "https://mercury.example/readers-mourn" in answer.sentences[0].text
    assert {each.text_type for each in answer.citations} == {"summary"}
