"""Learned weights of `rag.judging.relevance`, in logits: `python -m benchmarks ordering --write`."""

WEIGHTS = {
    "score": 6.75,
    "place of its document": 1.36,
    "of the kind asked for": 0.61,
    "direct speech": 0.93,
}
