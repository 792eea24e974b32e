"""Learned weights of `rag.judging.relevance`, in logits: `python -m benchmarks ordering --write`."""

WEIGHTS = {
    "place of its document": 3.85,
    "of the kind asked for": 1.13,
    "direct speech": 0.08,
}
