"""Learned weights of `rag.judging.relevance`, in logits: `python -m benchmarks ordering --write`."""

WEIGHTS = {
    "place of its document": 3.48,
    "of the kind asked for": 3.83,
    "direct speech": 1.89,
}
