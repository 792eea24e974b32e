"""Learned weights of `rag.judging.belonging`; written by `python -m benchmarks gathering --write`."""

LIKELY = 0.08  # the probability from which on a sentence is shown
WEIGHTS = {
    "relevance": 0.1640,
    "not read": -0.2157,
    "best of its section": 0.0559,
    "best of those near": 0.0602,
    "best of its document": 0.0565,
    "place of its document": 1.0909,
    "score": 1.2091,
    "speaker of the best": 0.3256,
    "an item, of a list": 1.5629,
    "dated, of an order": 0.7541,
    "a figure": 0.4165,
    "short": -0.7841,
    "bias": -3.8784,
}
