"""Learned weights of `rag.judging.belonging`; written by `python -m benchmarks gathering --write`."""

LIKELY = 0.10  # the probability from which on a sentence is shown
WEIGHTS = {
    "relevance": 0.1438,
    "not read": 0.0328,
    "best of its section": 0.1151,
    "best of those near": 0.0870,
    "best of its document": 0.0282,
    "place of its document": 0.9018,
    "score": 1.0287,
    "speaker of the best": 0.7545,
    "an item, of a list": 1.8740,
    "dated, of an order": 0.8459,
    "a figure": 0.3523,
    "short": -0.6822,
    "bias": -3.8464,
}
