"""Learned weights of `rag.judging.belonging`; written by `python -m benchmarks gathering --write`."""

LIKELY = 0.10  # the probability from which on a sentence is shown
WEIGHTS = {
    "relevance": 0.1424,
    "not read": 0.1059,
    "best of its section": 0.1200,
    "best of those near": 0.0860,
    "best of its document": 0.0173,
    "place of its document": 0.9843,
    "score": 1.1760,
    "speaker of the best": 0.7497,
    "an item, of a list": 1.9510,
    "dated, of an order": 0.8434,
    "a figure": 0.3604,
    "short": -0.6381,
    "bias": -4.0827,
}
