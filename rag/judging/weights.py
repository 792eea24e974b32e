"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.085  # below this probability nothing is answered,
ANSWERED = 0.525  # and from this on all of it is
WEIGHTS = {
    "best cosine": 0.8266,
    "long best cosine": 8.2135,
    "long": -5.0219,
    "of another kind": -0.1849,
    "words asked": 0.9992,
    "a name missing": -1.8170,
    "a denial lacking": 0.0000,
    "score": 1.2841,
    "relevance": 1.5721,
    "ahead of the others": -0.3849,
    "bias": -4.4418,
}
NONE_WITHOUT_ENCODER = 0.170  # below this probability nothing is answered,
ANSWERED_WITHOUT_ENCODER = 0.553  # and from this on all of it is
WITHOUT_ENCODER = {
    "best cosine": 3.3376,
    "long best cosine": 10.5154,
    "long": -2.4560,
    "of another kind": -0.9493,
    "words asked": 0.0105,
    "a name missing": -1.8773,
    "a denial lacking": 0.0000,
    "score": 1.2269,
    "bias": -3.5805,
}
