"""The kind of a question, on the third of the labelled examples that is held out: `python -m benchmarks kinds`.

`--write` learns from all examples and writes `rag/question/kinds/weights.npz`.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.heading import heading, share, table
from benchmarks.options import given
from benchmarks.report import show
from rag.embedding.embedder import Embeddable, Vector
from rag.embedding.onnx_export import default_embedder
from rag.question import kind

_TARGET = Path(kind.__file__).parent / "kinds" / "weights.npz"
_OCCURRENCES = 3  # examples in which a word or pair of words has to stand to count
_RIDGE = 1e-4
_STEPS = 400
_FORMS = ("catalogue", "chat", "identity", "summary")
_CERTAINTIES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8)


def learned(known: Sequence[kind.Example], vectors: Vector) -> kind.Weights:
    """Weights from examples and their vectors, by accelerated gradient descent on the regularised log loss."""
    counts = Counter(part for each in known for part in kind.parts_of(each.question))
    words = tuple(sorted(part for part, count in counts.items() if count >= _OCCURRENCES))
    rows = kind.rows_of(words, [each.question for each in known], vectors).astype(np.float64)
    truth = np.eye(len(kind.KINDS))[[kind.KINDS.index(each.kind) for each in known]]
    step = 1 / (np.linalg.norm(rows, 2) ** 2 / len(rows) / 2 + _RIDGE)
    matrix = ahead = np.zeros((rows.shape[1], len(kind.KINDS)))
    momentum = 1.0
    penalised = np.ones((rows.shape[1], 1))
    penalised[-1] = 0  # the bias is free
    for _ in range(_STEPS):
        slope = rows.T @ (kind.softmax(rows @ ahead) - truth) / len(rows) + _RIDGE * penalised * ahead
        following, later = ahead - step * slope, (1 + np.sqrt(1 + 4 * momentum**2)) / 2
        ahead = following + (momentum - 1) / later * (following - matrix)
        matrix, momentum = following, later
    return kind.Weights(words, matrix.astype(np.float32))


def main() -> int:
    known = kind.examples()
    embedded = default_embedder().embed([Embeddable(each.question) for each in known])
    vectors = np.array([each.vector for each in embedded])
    held_out = np.array([each.held_out for each in known])
    teaching = [each for each in known if not each.held_out]
    asked = [each for each in known if each.held_out]
    found = kind.probabilities(
        learned(teaching, vectors[~held_out]), [each.question for each in asked], vectors[held_out]
    )
    best, sure = found.argmax(axis=1), found.max(axis=1)
    truth = np.array([kind.KINDS.index(each.kind) for each in asked])
    right = best == truth
    rows = [
        [
            name,
            share(int(right[truth == number].sum()), int((truth == number).sum())),
            share(int(right[best == number].sum()), int((best == number).sum())),
        ]
        for number, name in enumerate(kind.KINDS)
    ]
    at = [
        [f"{least:.1f}", share(int(right[sure >= least].sum()), int((sure >= least).sum()))]
        for least in _CERTAINTIES
    ]
    form = np.isin(best, [kind.KINDS.index(name) for name in _FORMS]) & (sure >= kind.CERTAIN)
    lines = [
        heading("Kinds of question", f"{len(asked)} held out of {len(known)} labelled questions"),
        f"Right: {share(int(right.sum()), len(right))}. Of those that get a form of their own ({', '.join(_FORMS)}; "
        f"probability at least {kind.CERTAIN}): {share(int(right[form].sum()), int(form.sum()))}.",
        table(["of this kind, understood so", "understood so, of this kind"], rows),
        table(["right, where the probability is at least this"], at),
    ]
    show("kinds", "\n\n".join(lines))
    if given("show"):
        for each, number, certain in zip(asked, best, sure, strict=True):
            if kind.KINDS[number] != each.kind:
                print(f"{each.kind:12} {kind.KINDS[number]:12} {certain:.2f}  {each.question}")
    if given("write"):
        weights = learned(known, vectors)
        np.savez_compressed(_TARGET, words=np.array(weights.words), matrix=weights.matrix.astype(np.float16))
        print(f"{_TARGET.name}: {_TARGET.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    main()
