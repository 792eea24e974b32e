"""The learned numbers of `rag.evidence`; written by `python -m benchmarks.calibrate`, never by hand."""

BIAS = (-3.1443, -9.1982)  # for a short question, and for a long one
THRESHOLDS = (0.2, 0.3)  # for a short question, and for a long one
WEIGHTS: dict[str, tuple[float, float]] = {
    "covered": (1.2227, 3.3129),
    "covered by its passage": (0.0000, 0.0000),
    "covered by the best few": (0.0000, 4.8296),
    "covered by all hits": (0.0000, 0.0000),
    "cosine": (3.3971, 0.0000),
    "best cosine": (2.1082, 7.1895),
    "passage cosine": (0.0000, 12.2138),
    "heaviest lacking": (-0.3268, 0.0000),
    "heaviest its passage lacks": (0.0000, -0.1192),
    "names its passage lacks": (-2.5572, 0.0000),
    "names all hits lack": (0.0000, -4.9145),
    "held by no document": (0.0000, 0.0000),
    "unlike all that is held": (0.0000, 0.0000),
    "the most unlike": (0.0000, 0.0000),
    "names held by no document": (0.0000, -45.7446),
    "numbers lacking": (-0.9670, 0.0000),
    "numbers all hits lack": (-0.5126, 0.0000),
    "of another kind": (-0.5007, -1.1465),
    "all of another kind": (0.0000, 0.0000),
    "a figure is asked": (-0.3531, -9.1007),
    "score": (0.0712, 3.5092),
    "words asked": (-0.2820, -2.2003),
    "contraries in place of words asked": (0.0, 0.0),
    "contraries in its passage": (0.0, 0.0),
    "names lacking": (0.0, 0.0),
    "the one asked for lacking": (0.0, 0.0),
    "another number lacking its own": (0.0, 0.0),
    "a denial lacking": (-3.0, 0.0),
}
