"""The kind of a question, learned from labelled examples."""

from collections import Counter

import numpy as np
import pytest

from rag.embedding.embedder import Embedder, Vector
from rag.question.kind import KINDS, QuestionKinds, asking_words, built_in, examples


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
        ("pickers on the payroll of the orchard in may 2017", "fact"),
        ("how many frosts like that one had there been before", "fact"),
        ("damage to the trees: how much was the frost", "fact"),
        ("which papers talk about the orchard wall", "catalogue"),
        ("which of the documents cover the sale of the cider press", "catalogue"),
        ("who has to do what after the orchard meeting", "list"),
    ],
)
def test_questions_on_other_subjects_are_understood(question: str, kind: str, embedder: Embedder) -> None:
    understood = QuestionKinds(embedder).of(question, embedder.query(question))
    assert understood.kind == kind
    assert 0 < understood.probability <= 1


def test_the_shipped_weights_fit_the_built_in_model(embedder: Embedder) -> None:
    weights = built_in()
    assert weights.matrix.shape == (embedder.dimension + len(weights.words) + 1, len(KINDS))


def test_a_question_is_understood_whatever_model_embeds_the_documents(embedder: Embedder) -> None:
    class Other:
        fingerprint, dimension = "another:model", 3

        def query(self, text: str) -> Vector:
            return np.zeros(3, dtype=np.float32)

    own, other = QuestionKinds(embedder), QuestionKinds(Other())  # type: ignore[arg-type]
    question = "summarise the letter from the orchard keepers"
    assert other.of(question, np.zeros(3, dtype=np.float32)) == own.of(question, embedder.query(question))


def test_words_of_the_asking_name_no_subject() -> None:
    assert {"verbatim", "word"} <= asking_words("exact_words")
    assert {"documents", "got", "whats"} <= asking_words("catalogue")
    assert {"summarise", "nutshell", "youve"} <= asking_words("summary")
    assert not {"mayor", "brewery", "strike"} & (asking_words("catalogue") | asking_words("summary"))
    assert not {"fire", "flood", "strike", "vote", "trial"} & asking_words("order")
