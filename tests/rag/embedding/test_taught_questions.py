"""A question's vector lies nearer to the sentences that answer it, and passages keep theirs."""

import numpy as np

from rag.embedding.embedder import Embeddable, Embedder

QUESTION = "who footed the bill for the inquiry"
ANSWER = "Its costs were met from the reserves of the harbour trust."
NEAR = "The inquiry sent its clerk home with the bill for the room."


def test_the_answer_in_other_words_comes_nearer_than_by_likeness(embedder: Embedder) -> None:
    answer, near = (each.vector for each in embedder.embed([Embeddable(ANSWER), Embeddable(NEAR)]))

    def ahead(question: np.ndarray) -> float:
        return float(answer @ question - near @ question)

    assert ahead(embedder.question(QUESTION)) > ahead(embedder.query(QUESTION))


def test_it_is_a_unit_vector_and_no_passages(embedder: Embedder) -> None:
    asked = embedder.question(QUESTION)
    assert abs(float(np.linalg.norm(asked)) - 1) < 1e-5
    assert np.array_equal(embedder.query(QUESTION), embedder.embed([Embeddable(QUESTION)])[0].vector)
    assert not np.allclose(asked, embedder.query(QUESTION), atol=0.01)
