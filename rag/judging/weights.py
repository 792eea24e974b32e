"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.190  # below this probability nothing is answered,
ANSWERED = 0.550  # and from this on all of it is
WEIGHTS = {
    "relevance": 1.115,
    "best cosine": 0.965,
    "of another kind": -0.864,
    "words asked": 0.399,
    "a denial lacking": -0.933,
    "bias": -1.308,
}
NONE_WITHOUT_ENCODER = 0.3
ANSWERED_WITHOUT_ENCODER = 0.5
WITHOUT_ENCODER = {
    "score": 0.8,
    "covered by the best few": 1.0,
    "best cosine": 2.0,
    "of another kind": -0.8,
    "words asked": -0.3,
    "a denial lacking": -0.9,
    "bias": -3.0,
}
