"""Learned weights of `rag.judging.relevance`, in logits: `python -m benchmarks ordering --write`."""

WEIGHTS = {
    "score": 9.34,
    "place of its document": 1.36,
    "of the kind asked for": 0.82,
    "direct speech": 1.19,
}
