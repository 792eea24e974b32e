"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.120  # below this probability nothing is answered,
ANSWERED = 0.571  # and from this on all of it is
WEIGHTS = {
    "relevance": 1.4849,
    "best cosine": 3.6710,
    "long best cosine": 7.3148,
    "long": -3.5243,
    "of another kind": -0.2776,
    "words asked": 0.5603,
    "a name missing": -2.2827,
    "a denial lacking": 0.0000,
    "bias": -2.9020,
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
