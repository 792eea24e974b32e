"""Learned weights of `rag.judging.relevance`, in logits: `python -m benchmarks ordering --write`."""

WEIGHTS = {
    "place of its document": 3.52,
    "of the kind asked for": 0.89,
    "direct speech": 0.27,
}
