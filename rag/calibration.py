"""The learned numbers of `rag.evidence`."""

BIAS = -0.7991
THRESHOLD = 0.35
WEIGHTS: dict[str, float] = {
    "covered": 0.8742,
    "covered by its passage": -1.8150,
    "covered by the best few": 1.1678,
    "covered by all hits": -1.2505,
    "cosine": 1.8581,
    "best cosine": 2.6962,
    "passage cosine": -0.8381,
    "heaviest lacking": -1.8326,
    "heaviest its passage lacks": 0.4465,
    "names its passage lacks": -5.1080,
    "names all hits lack": 1.0377,
    "held by no document": -0.2250,
    "names held by no document": 4.1649,
    "numbers lacking": -1.1986,
    "numbers all hits lack": -0.8914,
    "negation differs": -0.5879,
    "asked with a negation": -2.0459,
    "of another kind": -0.7041,
    "a figure is asked": -0.3578,
    "words asked": 0.4337,
}
