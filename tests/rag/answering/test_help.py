"""The answer to a greeting."""

from pieces import entry

from rag.answering.help import service_help


def test_help_says_what_the_service_is_and_what_it_holds() -> None:
    draft = service_help([entry("a", publisher="The Herald"), entry("b", publisher="City Board")])
    assert {(each.kind, each.citations) for each in draft.sentences} == {("help", ())}
    assert draft.status == "answered"
    assert "the 2 documents that it holds from 2 publishers" in draft.sentences[0].text
    assert len(draft.sentences) == 6
    assert draft.sentences[2].text == "What is this all about?"


def test_questions_that_can_be_answered_stand_behind_it() -> None:
    draft = service_help([entry("a")], ("When did the pier close?", "Who closed it?"))
    assert [each.text for each in draft.sentences[2:4]] == ["When did the pier close?", "Who closed it?"]
    assert len(draft.sentences) == 6
    assert draft.sentences[1].text.endswith("for example:")


def test_an_empty_library_is_said_to_be_empty() -> None:
    assert "It holds none yet" in service_help([]).text
