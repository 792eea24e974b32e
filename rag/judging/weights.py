"""The learned numbers of `rag.judging.answerability`; written by `python -m benchmarks.calibrate`, never by hand."""

BIAS = (-2.9799, -8.9545)  # for a short question, and for a long one
THRESHOLDS = (0.18, 0.3)  # for a short question, and for a long one
WEIGHTS: dict[str, tuple[float, float]] = {
    "covered": (0.1079, 0.1171),
    "covered by its passage": (0.3105, 0.0000),
    "covered by the best few": (0.0681, 6.6240),
    "covered by all hits": (0.0000, 0.0000),
    "cosine": (3.3773, 0.0000),
    "best cosine": (1.6772, 8.0702),
    "passage cosine": (0.3026, 9.2722),
    "heaviest lacking": (-0.2741, 0.0000),
    "heaviest its passage lacks": (0.0000, -0.0891),
    "names its passage lacks": (0.0000, 0.0000),
    "names all hits lack": (0.0000, -1.2045),
    "held by no document": (0.0000, 0.0000),
    "unlike all that is held": (0.0000, 0.0000),
    "the most unlike": (0.0000, 0.0000),
    "names held by no document": (0.0000, -42.6654),
    "numbers lacking": (-0.3178, 0.0000),
    "numbers all hits lack": (-0.5709, 0.0000),
    "of another kind": (-0.4122, -0.7997),
    "all of another kind": (0.0000, -1.8889),
    "a figure is asked": (-0.3007, -7.0221),
    "score": (0.4369, 4.0707),
    "words asked": (-0.2718, -1.9196),
    "contraries in place of words asked": (-1.2380, 0.0000),
    "contraries in its passage": (-0.6031, 0.0000),
    "names lacking": (-3.1345, -4.0354),
    "the one asked for lacking": (-0.6237, -0.7779),
    "another number lacking its own": (-1.1168, 0.0000),
    "a denial lacking": (-3.2140, 0.0000),
}
