"""The kind of a question, learned from labelled examples."""

from collections import Counter

import numpy as np
import pytest

from rag.embedding.embedder import Embedder
from rag.question.kind import KINDS, QuestionKinds, asking_words, built_in, examples, learned, probabilities


def test_every_kind_has_many_examples_and_a_part_of_them_is_held_out() -> None:
    counts = Counter(each.kind for each in examples())
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 35
    held_out = Counter(each.kind for each in examples() if each.held_out)
    assert all(0.15 < held_out[kind] / counts[kind] < 0.5 for kind in KINDS)


def test_no_question_is_there_twice() -> None:
    assert len({each.question.casefold() for each in examples()}) == len(examples())


def test_what_stands_before_a_colon_says_what_is_asked_of_a_list(embedder: Embedder) -> None:
    kinds = QuestionKinds(embedder)
    typed = "put these in order: the orchard keepers say that bees have gone, the gardener's answer, end of the drought"
    assert kinds.of(typed, embedder.query(typed)).kind == "order"
    named = "The orchard: who bought it, and when?"
    assert kinds.of(named, embedder.query(named)) == kinds._best(named, embedder.query(named))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("hello there", "chat"),
        ("How many of your documents are letters?", "catalogue"),
        ("summarise the letter from the orchard keepers", "summary"),
        ("Who is Zelda Quist?", "identity"),
        ("Why did the orchard flood?", "reason"),
        ("Put the steps of the orchard sale in order", "order"),
        ("did the orchard close", "yes_no"),
        ("quote the gardener word for word", "exact_words"),
    ],
)
def test_questions_on_other_subjects_are_understood(question: str, kind: str, embedder: Embedder) -> None:
    understood = QuestionKinds(embedder).of(question, embedder.query(question))
    assert understood.kind == kind
    assert 0 < understood.probability <= 1


def test_the_shipped_weights_fit_the_built_in_model(embedder: Embedder) -> None:
    weights = built_in()
    assert weights.matrix.shape == (embedder.dimension + len(weights.words) + 1, len(KINDS))


def test_weights_are_learned_for_vectors_of_any_model() -> None:
    """Vectors of one number for each kind teach a regression that tells them apart."""
    known = examples()[::3]
    vectors = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(each.kind) for each in known]]
    found = probabilities(learned(known, vectors), [each.question for each in known], vectors)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-4)
    assert np.mean(found.argmax(axis=1) == vectors.argmax(axis=1)) > 0.95


def test_words_of_the_asking_name_no_subject() -> None:
    assert {"verbatim", "word"} <= asking_words("exact_words")
    assert {"documents", "got", "whats"} <= asking_words("catalogue")
    assert {"summarise", "nutshell", "youve"} <= asking_words("summary")
    assert not {"mayor", "brewery", "strike"} & (asking_words("catalogue") | asking_words("summary"))
    assert not {"fire", "flood", "strike", "vote", "trial"} & asking_words("order")
