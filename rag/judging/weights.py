"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.220  # below this probability nothing is answered,
ANSWERED = 0.468  # and from this on all of it is
WEIGHTS = {
    "relevance": 1.1247,
    "best cosine": 0.4802,
    "long best cosine": 26.7402,
    "long": -14.6142,
    "of another kind": -0.3911,
    "words asked": 0.8752,
    "a name missing": -1.9584,
    "a denial lacking": -0.5756,
    "bias": -1.5401,
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
