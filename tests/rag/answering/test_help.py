"""The answer to a greeting."""

from pieces import entry

from rag.answering.help import service_help


def test_help_says_what_the_service_is_and_what_it_holds() -> None:
    draft = service_help([entry("a", publisher="The Herald"), entry("b", publisher="City Board")])
    (sentence,) = draft.sentences
    assert (sentence.kind, sentence.citations, draft.status) == ("help", (), "answered")
    assert "the 2 documents that it holds from 2 publishers" in sentence.text


def test_an_empty_library_is_said_to_be_empty() -> None:
    assert "It holds none yet" in service_help([]).text
