"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.090  # below this probability nothing is answered,
ANSWERED = 0.513  # and from this on all of it is
WEIGHTS = {
    "relevance": 1.7780,
    "best cosine": 2.2107,
    "long best cosine": 6.9449,
    "long": -4.2861,
    "of another kind": -0.0657,
    "words asked": 0.7572,
    "a name missing": -2.0825,
    "a denial lacking": 0.0000,
    "score": 1.1737,
    "ahead of the others": -0.5362,
    "bias": -3.6356,
}
NONE_WITHOUT_ENCODER = 0.210  # below this probability nothing is answered,
ANSWERED_WITHOUT_ENCODER = 0.511  # and from this on all of it is
WITHOUT_ENCODER = {
    "score": 1.7860,
    "best cosine": 2.8973,
    "long best cosine": 22.8010,
    "long": -10.1357,
    "of another kind": -1.0408,
    "words asked": 0.7418,
    "a name missing": -2.0997,
    "a denial lacking": -1.2887,
    "bias": -5.3173,
}
