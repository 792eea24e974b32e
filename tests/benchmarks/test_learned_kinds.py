"""The weights of the kinds of question."""

import numpy as np

from benchmarks.kinds import learned
from rag.question.kind import KINDS, examples, probabilities


def test_weights_are_learned_from_vectors() -> None:
    """Vectors of one number for each kind teach a regression that tells them apart."""
    known = examples()[::3]
    vectors = np.eye(len(KINDS), dtype=np.float32)[[KINDS.index(each.kind) for each in known]]
    found = probabilities(learned(known, vectors), [each.question for each in known], vectors)
    assert np.allclose(found.sum(axis=1), 1, atol=1e-4)
    assert np.mean(found.argmax(axis=1) == vectors.argmax(axis=1)) > 0.95
