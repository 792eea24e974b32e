"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.085  # below this probability nothing is answered,
ANSWERED = 0.481  # and from this on all of it is
WEIGHTS = {
    "best cosine": 0.9313,
    "long best cosine": 7.0227,
    "long": -4.8904,
    "of another kind": -0.2485,
    "words asked": 0.8516,
    "a name missing": -2.1216,
    "a denial lacking": 0.0000,
    "score": 1.3066,
    "relevance": 1.7240,
    "ahead of the others": -0.4232,
    "bias": -3.7475,
}
NONE_WITHOUT_ENCODER = 0.180  # below this probability nothing is answered,
ANSWERED_WITHOUT_ENCODER = 0.553  # and from this on all of it is
WITHOUT_ENCODER = {
    "best cosine": 3.2889,
    "long best cosine": 4.7563,
    "long": 1.3481,
    "of another kind": -0.9556,
    "words asked": -0.0700,
    "a name missing": -1.8589,
    "a denial lacking": 0.0000,
    "score": 1.2482,
    "bias": -3.4590,
}
