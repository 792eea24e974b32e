"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.220  # below this probability nothing is answered,
ANSWERED = 0.530  # and from this on all of it is
WEIGHTS = {
    "relevance": 1.3510,
    "best cosine": 2.9255,
    "long best cosine": 23.3198,
    "long": -11.3851,
    "of another kind": -0.3561,
    "words asked": 0.3028,
    "a name missing": -1.8601,
    "a denial lacking": 0.0000,
    "bias": -1.7489,
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
