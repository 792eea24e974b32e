"""The labelled questions for the judge: their sentences stand in the documents, and half of them are held out."""

import hashlib
from pathlib import Path

import pytest

from benchmarks.judging import SOURCES, questions
from benchmarks.libraries import library


@pytest.mark.parametrize("corpus", sorted(SOURCES))
def test_every_labelled_sentence_is_a_sentence_of_its_document(corpus: str) -> None:
    with library(corpus, [SOURCES[corpus]]) as service:
        held = service.stores.library
        documents = [held.document(entry.document_id) for entry in held.catalogue()]
    sentences = {
        (Path(document.path).name, " ".join(document.text[each.start : each.end].split()))
        for document in documents
        for each in document.sentences
    }
    for question in questions(corpus):
        assert question.sentences, question.id
        for labelled in question.sentences:
            assert labelled in sentences, (
                f"{question.id}: {labelled[0]} no longer holds this sentence. Label the question anew."
            )


@pytest.mark.parametrize("corpus", sorted(SOURCES))
def test_what_is_missing_is_named_where_something_is(corpus: str) -> None:
    for question in questions(corpus):
        assert (question.missing is None) == (question.expect == "answer"), question.id


@pytest.mark.parametrize("corpus", sorted(SOURCES))
def test_which_are_held_out_follows_from_their_text(corpus: str) -> None:
    every = questions(corpus)
    assert len({question.text for question in every}) == len(every)
    for question in every:
        assert question.held_out == (hashlib.sha256(question.text.encode()).digest()[1] % 2 == 1), question.id
