"""Learned weights of `rag.judging.relevance`, in logits: `python -m benchmarks ordering --write`."""

WEIGHTS = {
    "score": 7.70,
    "place of its document": 1.71,
    "of the kind asked for": 0.59,
    "direct speech": 1.24,
}
