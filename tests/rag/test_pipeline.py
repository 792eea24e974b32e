"""The line as its callers see it: what is refused, what is told on the way, what is remembered and kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from folders import AFFAIR_FOLDER
from loaded import service_of

from ingest.sync.sync import sync
from rag.embedding.embedder import Embedder
from rag.errors import BadFilter, BadQuestion, StaleIndex
from rag.generation.events import Delta, Stage
from rag.pipeline import Pipeline
from rag.question.query import Query, Question
from rag.service import Service
from rag.settings import Settings
from rag.types import Answer, Filters

DOCUMENTS = AFFAIR_FOLDER / "documents"
MASTER = "Who is the harbour master?"


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(DOCUMENTS)


@pytest.fixture(scope="module")
def pipeline(service: Service) -> Pipeline:
    return service.pipeline


def told(pipeline: Pipeline, text: str, **restricted: Any) -> Answer:
    return pipeline.answer(Question(text, filters=Filters(**restricted)))


def test_a_stream_tells_its_stages_then_each_sentence_then_the_whole_answer(pipeline: Pipeline) -> None:
    events = list(pipeline.stream(Question(MASTER)))
    assert [each.name for each in events if isinstance(each, Stage)] == ["searching", "reading", "writing"]
    answer = events[-1]
    assert isinstance(answer, Answer)
    deltas = [each for each in events if isinstance(each, Delta)]
    assert tuple(each.sentence for each in deltas) == answer.sentences
    for delta in deltas:
        assert tuple(each.marker for each in delta.citations) == delta.sentence.citations
    assert "Una Strand" in answer.text


def test_an_answer_is_kept_as_it_was_given(service: Service) -> None:
    for question in (
        MASTER,
        "What did the coastguard say about the cancelled sailings?",
        "Do both sides agree?",
    ):
        answer = service.pipeline.answer(Question(question))
        assert replace(service.archive.answer(answer.id), timings_ms={}) == replace(answer, timings_ms={})


def test_the_stages_are_timed(pipeline: Pipeline) -> None:
    timings = told(pipeline, MASTER).timings_ms
    assert {"context", "read", "compose", "store"} <= set(timings)
    assert all(value >= 0 for value in timings.values())


def test_a_conversation_is_leant_on_and_a_question_alone_is_not(service: Service) -> None:
    first = service.pipeline.answer(Question("Who is Moira Pendrick?"))
    conversation = first.conversation_id
    follow_up = service.pipeline.answer(
        Question("What exactly did she promise?", conversation_id=conversation)
    )
    assert follow_up.query == "What exactly did she promise? (about: Who is Moira Pendrick?)"
    assert follow_up.question == "What exactly did she promise?"
    alone = service.pipeline.answer(
        Question("What exactly did she promise?", conversation_id=conversation, alone=True)
    )
    assert alone.query == alone.question
    assert service.archive.conversation(conversation).turns == 3
    elsewhere = service.pipeline.answer(Question("What exactly did she promise?"))
    assert elsewhere.query == elsewhere.question


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u2028"])
def test_an_empty_question_is_refused(text: str, pipeline: Pipeline) -> None:
    with pytest.raises(BadQuestion, match="empty"):
        pipeline.answer(Question(text))
    with pytest.raises(BadQuestion, match="empty"):
        pipeline.search(Query(text), 5)


def test_an_over_long_question_is_refused_and_the_longest_is_not(pipeline: Pipeline) -> None:
    with pytest.raises(BadQuestion, match="2,001 characters"):
        pipeline.answer(Question("x" * 2001))
    assert told(pipeline, "x" * 2000).status == "not_in_documents"


def test_what_is_no_text_is_refused(pipeline: Pipeline) -> None:
    with pytest.raises(BadQuestion, match="UTF-8"):
        pipeline.answer(Question("Who is \ud800?"))


def test_filters_that_name_nothing_are_refused(pipeline: Pipeline) -> None:
    with pytest.raises(BadFilter, match="no kind 'poem'"):
        told(pipeline, MASTER, kind=("poem",))
    with pytest.raises(BadFilter, match="no document with the id 'x'"):
        told(pipeline, MASTER, document_id=("x",))


@pytest.mark.parametrize(
    "question",
    [
        "What did Norvane say about the wave limit?",
        "What do both sides say about dredging?",
        "Who said that the approach must be dredged?",
        "What does the review recommend?",
        "How many sailings were cancelled?",
    ],
)
def test_what_is_cited_passes_the_filters(question: str, pipeline: Pipeline) -> None:
    norvane = told(pipeline, question, publisher=("Norvane Ferries",))
    assert {each.publisher for each in norvane.citations} <= {"Norvane Ferries"}
    early = told(pipeline, question, as_of="2019-03-13")
    assert all(each.date and each.date <= "2019-03-13" for each in early.citations)
    official = told(pipeline, question, kind=("official",))
    assert {each.kind for each in official.citations} <= {"official"}
    spoken = told(pipeline, question, speaker=("Rufus Aldergate", "Moira Pendrick"))
    assert {each.speaker for each in spoken.citations} <= {"Rufus Aldergate", "Moira Pendrick"}
    assert told(pipeline, question, speaker=("nobody that is heard",)).citations == ()


def test_a_filter_of_speakers_finds_what_they_say(pipeline: Pipeline) -> None:
    found = told(pipeline, "What did Norvane say about the wave limit?", speaker=("Norvane Ferries",))
    assert found.status == "answered"
    assert found.citations


def test_a_period_that_the_question_asks_for_is_kept_and_told(pipeline: Pipeline) -> None:
    found = told(pipeline, "What did papers published since June 2019 say about the Solan Light?")
    assert found.citations
    assert all(each.date and each.date >= "2019-06" for each in found.citations)
    assert any("since June 2019" in warning for warning in found.warnings)
    none = told(pipeline, "What did articles published before 1950 say about the ferry?")
    assert any("all were searched" in warning for warning in none.warnings)


def test_searching_gives_as_many_as_are_asked_for_best_first(pipeline: Pipeline) -> None:
    hits = pipeline.search(Query("wave limit"), 7)
    assert len(hits) == 7
    assert [each.score for each in hits] == sorted((each.score for each in hits), reverse=True)
    assert len({each.passage.id for each in hits}) == 7


def test_without_documents_that_is_what_is_said(service_over: Callable[..., Service]) -> None:
    answer = service_over().pipeline.answer(Question(MASTER))
    assert answer.text == "There are no documents yet. Add some, then ask again."
    assert (answer.status, answer.searched["documents"], answer.nearest) == ("not_in_documents", 0, ())
    assert service_over().pipeline.search(Query(MASTER), 5) == []


def test_an_index_built_with_another_model_stops_and_says_what_to_run(
    tmp_path: Path, embedder: Embedder
) -> None:
    service = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    paper = tmp_path / "paper.txt"
    paper.write_text("The pier is closed.")
    sync(service.stores, [paper])
    service.stores.database.set_setting("embedding", "another model")
    for call in (
        lambda: service.pipeline.answer(Question(MASTER)),
        lambda: service.pipeline.search(Query(MASTER), 5),
    ):
        with pytest.raises(StaleIndex, match="report-qa rebuild"):
            call()
    for _ in service.stores.rebuild():
        pass
    assert service.pipeline.answer(Question("Is the pier closed?")).status == "answered"
    service.stores.close()


def test_answers_follow_what_comes_and_goes(tmp_path: Path) -> None:
    service = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "a.md").write_text("---\ntitle: A\npublisher: Echo\n---\nMary Orr closed the pier in May.\n")
    sync(service.stores, [papers])
    asked = Question("Who closed the pier?")
    assert "Mary Orr" in service.pipeline.answer(asked).text
    (papers / "a.md").write_text("---\ntitle: A\npublisher: Echo\n---\nJo Hill closed the pier in May.\n")
    sync(service.stores, [papers])
    second = service.pipeline.answer(asked)
    assert "Jo Hill" in second.text
    assert "Mary Orr" not in second.text
    service.stores.close()
