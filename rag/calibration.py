"""The learned numbers of `rag.evidence`; written by `python -m benchmarks.calibrate`, never by hand."""

BIAS = (-1.0648, -8.5056)  # for a short question, and for a long one
THRESHOLD = 0.3
WEIGHTS: dict[str, tuple[float, float]] = {
    "covered": (0.0000, 6.3026),
    "covered by its passage": (0.0000, 0.0000),
    "covered by the best few": (0.0000, 4.7811),
    "covered by all hits": (0.0000, 0.0000),
    "cosine": (2.7178, 1.5103),
    "best cosine": (0.7369, 7.5501),
    "passage cosine": (0.0000, 12.3039),
    "heaviest lacking": (-1.0256, -0.0558),
    "heaviest its passage lacks": (0.0000, -0.6269),
    "names its passage lacks": (-1.5867, 0.0000),
    "names all hits lack": (0.0000, -3.4641),
    "held by no document": (0.0000, 0.0000),
    "unlike all that is held": (0.0000, 0.0000),
    "names held by no document": (0.0000, -40.8984),
    "numbers lacking": (-1.1910, 0.0000),
    "numbers all hits lack": (-0.2733, 0.0000),
    "negation differs": (-0.5504, 0.0000),
    "asked with a negation": (-2.1919, 4.2692),
    "of another kind": (-0.5619, 0.0000),
    "a figure is asked": (-0.2943, -7.0178),
    "score": (0.0000, 0.0000),
    "words asked": (-0.0129, -1.8015),
}
