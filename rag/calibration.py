"""The learned numbers of `rag.evidence`; written by `python -m benchmarks.calibrate`, never by hand."""

BIAS = (-3.0000, -9.1212)  # for a short question, and for a long one
THRESHOLDS = (0.2, 0.3)  # for a short question, and for a long one
WEIGHTS: dict[str, tuple[float, float]] = {
    "covered": (0.1854, 2.0140),
    "covered by its passage": (0.2086, 0.0000),
    "covered by the best few": (0.1111, 5.0744),
    "covered by all hits": (0.0000, 0.0000),
    "cosine": (3.5138, 0.0000),
    "best cosine": (1.8427, 7.2614),
    "passage cosine": (0.2619, 11.4671),
    "heaviest lacking": (-0.3240, 0.0000),
    "heaviest its passage lacks": (0.0000, -0.5369),
    "names its passage lacks": (0.0000, 0.0000),
    "names all hits lack": (0.0000, -4.4726),
    "held by no document": (0.0000, 0.0000),
    "unlike all that is held": (0.0000, 0.0000),
    "the most unlike": (0.0000, 0.0000),
    "names held by no document": (0.0000, -44.7293),
    "numbers lacking": (-0.2617, 0.0000),
    "numbers all hits lack": (-0.5014, 0.0000),
    "of another kind": (-0.4133, -1.5456),
    "all of another kind": (0.0000, -0.9063),
    "a figure is asked": (-0.3513, -7.9831),
    "score": (0.3444, 3.8422),
    "words asked": (-0.2701, -1.9410),
    "contraries in place of words asked": (-1.1354, 0.0000),
    "contraries in its passage": (-0.6795, 0.0000),
    "names lacking": (-3.1030, 0.0000),
    "the one asked for lacking": (-0.6918, -0.7077),
    "another number lacking its own": (-1.2904, 0.0000),
    "a denial lacking": (-3.2169, 0.0000),
}
