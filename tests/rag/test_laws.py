"""The laws of an answer, held against whatever is asked of whatever is held."""

import re
from collections.abc import Callable, Iterator

import pytest
from folders import AFFAIR_FOLDER
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from loaded import service_of

from ingest.sync.sync import sync
from rag.answering.citations import lead_in
from rag.answering.recheck import recheck
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.types import Answer, Citation, Turn

DOCUMENTS = AFFAIR_FOLDER / "documents"
# Our own summary beside an original, both full of marks that could be taken for quotation.
SUMMARY = """---
title: A study of harbours
publisher: University of Lismore
date: 2018-11
kind: research
text_type: summary
---

The study "found" that a quarter of harbours are closed. Its author, Jo Hill, called the harbours “a shame”. "They
are falling down", she says. Dredging would cost £2 million, according to the study.
"""
ORIGINAL = """---
title: Harbour shut
publisher: Lismore Echo
date: 2019-01-04
kind: article
---

The harbour is closed, a spokesman for Harbour Watch said: “It is “a shame” and it will cost £3 million.”

"Nobody asked us," he added. Mary Orr, of the council, said: "We asked twice.
"""

WORDS = st.sampled_from(
    "who what when why how did does say the harbour council study Norvane review Mary Orr Jo Hill cost closed "
    "dredging both sides agree on not 2019 £2 million “a shame” 'asked' \" ( ) [1] AND OR * ~ : \\ 渡轮 рейсы 🙂 ? ! "
    "since January according to Lismore Echo report published list all recommendations answer against".split(
        " "
    )
)
QUESTIONS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join) | st.text(min_size=1, max_size=60)


@pytest.fixture(scope="module")
def affair(service_over: Callable[..., Service]) -> Service:
    return service_over(DOCUMENTS)


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("harbours")
    (folder / "study.md").write_text(SUMMARY, encoding="utf-8")
    (folder / "echo.md").write_text(ORIGINAL, encoding="utf-8")
    service = service_of(Settings(data_dir=tmp_path_factory.mktemp("data"), _env_file=None))
    assert sync(service.stores, [folder]).failed == []
    yield service
    service.stores.close()


def hold(answer: Answer, service: Service) -> None:
    """All that is true of every answer."""
    assert set(recheck(answer.citations, service.stores.library).values()) <= {"holds"}
    assert [each.marker for each in answer.citations] == list(range(1, len(answer.citations) + 1))
    cited = {each.marker: each for each in answer.citations}
    told = {int(marker) for each in answer.warnings for marker in re.findall(r"\[(\d+)\]", each)}
    assert {marker for each in answer.sentences for marker in each.citations} | told == set(cited)
    for sentence in answer.sentences:
        if sentence.kind == "silence":
            assert sentence.citations == ()
        for marker in sentence.citations:
            shown(sentence.text, sentence.kind, cited[marker])
    for before, sentence in zip((None, *answer.sentences), answer.sentences, strict=False):
        if sentence.kind == "paraphrase":
            citation = cited[sentence.citations[0]]
            goes_on = before is not None and before.kind == "paraphrase" and sentence.text == citation.quote
            led = lead_in(citation, is_note(citation, service))
            assert goes_on or sentence.text.endswith(f"{led} {citation.quote}")
            assert led.startswith("Our summary of ")
    for side in answer.sides:
        assert not (side.silent and side.citations)
        assert set(side.citations) <= set(cited)
    for citation in answer.citations:
        held = service.stores.library.document(citation.document_id)
        assert held.text[citation.start : citation.end] == citation.quote
        assert any(each.start <= citation.start and citation.end <= each.end for each in held.sentences)
    refused = answer.status == "not_in_documents"
    assert refused == (answer.reason is not None)
    assert not (refused and (answer.citations or not answer.sentences))
    assert bool(answer.nearest) <= refused
    assert answer.searched == service.stores.library.counts()
    assert answer.text == "\n\n".join(
        " ".join([each.text, "".join(f"[{marker}]" for marker in each.citations)]).rstrip()
        for each in answer.sentences
    )


def is_note(citation: Citation, service: Service) -> bool:
    """Whether it is what the compiler of a summary says of the papers themselves."""
    sentences = service.stores.library.document(citation.document_id).sentences
    return any(each.role == "note" and each.start <= citation.start < each.end for each in sentences)


def shown(text: str, kind: str, citation: Citation) -> None:
    """A quotation stands whole between marks; words of ours stand bare and are called our summary."""
    quote = citation.quote
    if citation.text_type == "summary":
        assert kind == "paraphrase"
        assert text.endswith(quote)
        assert not re.search(rf"[“\"]{re.escape(quote)}", text)
    else:
        assert kind == "quote"
        assert text.endswith(f"“{quote}”")


CALM = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@CALM
@given(QUESTIONS)
@example('🙂 not to " 渡轮 cost study рейсы what ) ? ~ AND study')  # a note of the compiler's answers it
def test_every_answer_over_the_affair_obeys_the_laws(affair: Service, question: str) -> None:
    if question.strip():
        hold(affair.pipeline.answer(Question(question, alone=True)), affair)


@CALM
@given(QUESTIONS, st.lists(st.builds(Turn, QUESTIONS, QUESTIONS), max_size=2))
def test_every_answer_over_a_summary_and_an_original_obeys_the_laws(
    harbours: Service, question: str, turns: list[Turn]
) -> None:
    if question.strip():
        hold(harbours.pipeline.answer(Question(question, turns=tuple(turns))), harbours)


@pytest.mark.parametrize(
    "question",
    [
        "How much would dredging cost?",
        "What did the study find?",
        "What does the University of Lismore say about harbours?",
        "Who called the harbours “a shame”?",
        "What does Jo Hill say about the harbours?",
    ],
)
def test_a_summary_is_led_in_as_ours_and_never_put_in_the_speakers_mouth(
    question: str, harbours: Service
) -> None:
    answer = harbours.pipeline.answer(Question(question))
    assert any(each.text_type == "summary" for each in answer.citations)
    hold(answer, harbours)
