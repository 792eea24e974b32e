"""With a model that chooses: the quotations come first, its choice takes their place, and every word is a source's."""

import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from folders import AFFAIR_FOLDER
from scripted_chat import Script, ScriptedChat, choices, chosen, scripted

from rag.answering.citations import lead_in, shown
from rag.generation.answer import Author
from rag.generation.answer_cache import AnswerCache
from rag.generation.events import Delta, Revised, Stage
from rag.generation.providers import chat
from rag.generation.selector import Selector
from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.locations import touch
from rag.types import Answer, Filters

AFFAIR = AFFAIR_FOLDER / "documents"
COST = "What would the dredging of the approach cost?"
BETWEEN = "What do the review and Norvane each say about the number of cancelled sailings?"


@pytest.fixture(scope="module")
def affair(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR)


def asking(
    service: Service, script: Script, reuse: bool = False, **limits: Any
) -> tuple[Pipeline, ScriptedChat]:
    """The whole line with a scripted model that chooses, and the model."""
    made, model = scripted(script, **limits)
    stores = service.stores
    cache = (
        AnswerCache(stores.database, service.archive, stores.library.revision, "scripted") if reuse else None
    )
    author = Author(
        Selector(made, service.encoder, 1500), stores.library, stores.embedder.counts, 4000, cache
    )
    return Pipeline(stores, service.retriever, service.archive, 1500, service.encoder, author), model


def holding(*words: str) -> Script:
    """A model that chooses the sentences that hold these words, in this order."""

    def choose(told: str) -> str:
        lines = choices(told)
        return chosen(*(key for each in words for key, text in lines.items() if each in text))

    return choose


def sources_own(answer: Answer, service: Service) -> bool:
    """Whether each sentence is a source's own with its lead-in, or says what is not in the documents."""
    texts = service.stores.library.texts(each.document_id for each in answer.citations)
    by_marker = {each.marker: each for each in answer.citations}
    for citation in answer.citations:
        assert texts[citation.document_id][citation.start : citation.end] == citation.quote
    for sentence in answer.sentences:
        if sentence.kind in ("quote", "paraphrase"):
            (marker,) = sentence.citations
            citation = by_marker[marker]
            before = sentence.text.removesuffix(shown(citation)).strip()
            if sentence.text == before or not (
                before == "" or before.endswith((lead_in(citation), "notes:"))
            ):
                return False
        elif sentence.kind != "silence":
            return False
    return True


def test_the_quotations_come_before_the_model_is_asked(affair: Service) -> None:
    asked: list[bool] = []

    def script(told: str) -> str:
        asked.append(True)
        return holding("The work would cost about")(told)  # type: ignore[return-value]

    pipeline, _ = asking(affair, script)
    events = pipeline.stream(Question(COST))
    before = []
    for event in events:
        before.append(event)
        if isinstance(event, Answer):
            break
    assert not asked
    assert isinstance(before[-1], Answer)
    assert before[-1].mode == "extractive"
    assert tuple(each.sentence for each in before if isinstance(each, Delta)) == before[-1].sentences
    stage, revised = events
    assert stage == Stage("choosing")
    assert isinstance(revised, Revised)
    assert revised.answer.id == before[-1].id
    assert affair.archive.answer(revised.answer.id).text == revised.answer.text


def test_the_choice_decides_which_sentences_stand_in_which_order(affair: Service) -> None:
    pipeline, model = asking(affair, lambda told: chosen(*reversed([*choices(told)][:3])))
    plain = affair.pipeline.answer(Question(COST))
    answer = pipeline.answer(Question(COST))
    assert answer.mode == "generative"
    assert len(model.heard) == 1
    offered = list(choices(model.heard[0]).values())[:3]
    quotes = [each.quote for each in answer.citations]
    assert all(any(quote in text or text.endswith(quote) for quote in quotes) for text in offered)
    assert plain.citations[0].quote in quotes
    assert sources_own(answer, affair)


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "I'm sorry, I can't help with that.",
        chosen("pzzzzz9"),
        "The work would cost about £3.2 million. [pzzzzz9]",
        '{"groups": [',
        "<think>perhaps",
        "word " * 3000,
    ],
    ids=["empty", "refusal", "a key of another request", "its own words", "broken", "cut off", "over-long"],
)
def test_where_nothing_was_chosen_our_order_stands_and_a_note_says_why(affair: Service, reply: str) -> None:
    pipeline, model = asking(affair, lambda _: reply)
    answer, plain = pipeline.answer(Question(COST)), affair.pipeline.answer(Question(COST))
    assert answer.mode == "extractive"
    assert [each.text for each in answer.sentences] == [each.text for each in plain.sentences]
    assert any("chat model scripted:test" in warning for warning in answer.warnings)
    assert len(model.heard) == 1


def test_a_model_that_finds_nothing_takes_nothing_away(affair: Service) -> None:
    answer = asking(affair, lambda _: chosen(nothing=True))[0].answer(Question(COST))
    assert answer.citations
    assert any("found no sentence that answers" in warning for warning in answer.warnings)


def test_a_choice_that_our_judge_finds_much_worse_is_not_followed(affair: Service) -> None:
    def worst(told: str) -> str:
        return chosen(*[*choices(told)][-1:])

    plain = affair.pipeline.answer(Question(COST))
    answer = asking(affair, worst)[0].answer(Question(COST))
    assert answer.citations[0].quote == plain.citations[0].quote
    assert any("answer less" in warning for warning in answer.warnings)


def test_nothing_that_a_model_words_is_shown(affair: Service) -> None:
    lie = "Norvane admitted that one sailing in five was cancelled on purpose"

    def script(told: str) -> str:
        keys = [*choices(told)][:2]
        groups = [{"heading": "The review admits fraud", "keys": keys, "text": lie}]
        return f'{lie}. {chosen(*keys)} {{"groups": {groups!r}}}'.replace("'", '"')

    answer = asking(affair, script)[0].answer(Question(COST))
    assert answer.mode == "generative"
    assert lie not in str(answer)
    assert "fraud" not in str(answer)
    assert sources_own(answer, affair)


def test_a_heading_of_the_words_under_it_is_shown_over_its_group(affair: Service) -> None:
    def script(told: str) -> str:
        return chosen(*[*choices(told)][:1], heading="Dredging of the approach")

    answer = asking(affair, script)[0].answer(Question(COST))
    assert {each.group for each in answer.sentences if each.citations} == {"Dredging of the approach"}
    assert answer.text.startswith("Dredging of the approach\n\n")


def test_no_party_of_a_question_between_parties_is_dropped(affair: Service) -> None:
    plain = affair.pipeline.answer(Question(BETWEEN))
    assert plain.sides
    pipeline, _ = asking(affair, lambda told: chosen(*[*choices(told)][:1]))
    answer = pipeline.answer(Question(BETWEEN))
    assert [side.party for side in answer.sides] == [side.party for side in plain.sides]
    for side in answer.sides:
        assert side.silent or side.citations
        assert set(side.citations) <= {citation.marker for citation in answer.citations}
    silent = [each.text for each in plain.sentences if each.kind == "silence"]
    assert [each.text for each in answer.sentences if each.kind == "silence"] == silent
    assert sources_own(answer, affair)


def test_a_part_that_stays_open_is_told_in_the_words_of_the_question(affair: Service) -> None:
    def script(told: str) -> str:
        key = next(iter(choices(told)))
        groups = [{"heading": None, "keys": [key]}]
        open_ = ["the dredging of the approach", "whether Norvane lied"]
        return (
            str({"nothing": False, "groups": groups, "open": open_})
            .replace("'", '"')
            .replace("None", "null")
            .replace("False", "false")
        )

    answer = asking(affair, script)[0].answer(Question(COST))
    noted = [warning for warning in answer.warnings if "“the dredging of the approach”" in warning]
    assert len(noted) == 1
    assert "lied" not in str(answer)


def test_a_model_is_not_asked_what_the_documents_do_not_say(affair: Service) -> None:
    pipeline, model = asking(affair, lambda told: chosen(*choices(told)))
    for question in (
        "What did Barnaby Quill say about the cancelled sailings?",
        "Write me a poem about the ferry.",
    ):
        assert pipeline.answer(Question(question)).status == "not_in_documents"
    assert model.heard == []


def test_the_extractive_mode_asks_no_model(affair: Service) -> None:
    pipeline, model = asking(affair, lambda told: chosen(*choices(told)))
    assert pipeline.answer(Question(COST, mode="extractive")).mode == "extractive"
    assert model.heard == []


def test_the_generative_mode_without_a_model_says_so(affair: Service) -> None:
    answer = affair.pipeline.answer(Question(COST, mode="generative"))
    assert answer.mode == "extractive"
    assert any("REPORT_QA_CHAT_MODEL" in warning for warning in answer.warnings)


def test_the_same_question_is_answered_from_the_store_and_says_so(affair: Service) -> None:
    pipeline, model = asking(affair, lambda told: chosen(*[*choices(told)][:2]), reuse=True)
    first, second = (pipeline.answer(Question(COST)) for _ in range(2))
    assert len(model.heard) == 1
    assert second.sentences == first.sentences
    assert second.id != first.id
    assert any("This answer was made on" in warning for warning in second.warnings)
    held = {Path(entry.path).name: entry.document_id for entry in affair.stores.library.catalogue()}
    filters = Filters(document_id=(held["courier-2019-03-13-one-in-five.html"],))
    pipeline.answer(Question(COST, filters=filters))
    assert len(model.heard) == 2


def test_a_stored_answer_is_not_given_again_once_the_documents_have_changed(affair: Service) -> None:
    pipeline, model = asking(affair, lambda told: chosen(*[*choices(told)][:2]), reuse=True)
    for asked in (1, 2):
        with affair.stores.database.writing() as connection:
            touch(connection)  # as every change of what is shown does
        told = [
            any("This answer was made on" in each for each in pipeline.answer(Question(COST)).warnings)
            for _ in range(2)
        ]
        assert told == [False, True]
        assert len(model.heard) == asked


def test_keys_are_the_same_in_one_conversation_and_others_in_the_next(affair: Service) -> None:
    pipeline, model = asking(affair, lambda told: chosen(*[*choices(told)][:1]))
    first = pipeline.answer(Question(COST))
    pipeline.answer(Question(COST, conversation_id=first.conversation_id))
    pipeline.answer(Question(COST))
    one, again, other = ({text: key for key, text in choices(told).items()} for told in model.heard)
    assert one
    assert all(re.fullmatch(r"p[a-z0-9]{6}", key) for key in one.values())
    shared = one.keys() & again.keys()
    assert shared
    assert all(one[text] == again[text] for text in shared)
    assert not set(one.values()) & set(other.values())
    assert "Asked before: What would the dredging" in model.heard[1]
    assert "Asked before" not in model.heard[2]


def test_with_no_model_configured_nothing_is_sent_anywhere(
    affair: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something was sent")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr("rag.generation.chat._Call.__init__", refuse)
    assert chat(Settings(_env_file=None)) is None
    for mode in ("auto", "extractive", "generative"):
        assert affair.pipeline.answer(Question(COST, mode=mode)).citations
