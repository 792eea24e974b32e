"""Learned weights of `rag.judging.answerability`; written by `python -m benchmarks calibrate --write`."""

NONE = 0.180  # below this probability nothing is answered,
ANSWERED = 0.545  # and from this on all of it is
WEIGHTS = {
    "relevance": 1.0913,
    "best cosine": 1.2362,
    "long best cosine": 25.9972,
    "long": -13.3649,
    "of another kind": -0.8610,
    "words asked": 0.3756,
    "a denial lacking": -0.7625,
    "bias": -1.4015,
}
NONE_WITHOUT_ENCODER = 0.210  # below this probability nothing is answered,
ANSWERED_WITHOUT_ENCODER = 0.549  # and from this on all of it is
WITHOUT_ENCODER = {
    "score": 2.3088,
    "best cosine": 2.3029,
    "long best cosine": 22.4246,
    "long": -11.4027,
    "of another kind": -0.7934,
    "words asked": 0.8936,
    "a denial lacking": -1.2279,
    "bias": -5.4992,
}
