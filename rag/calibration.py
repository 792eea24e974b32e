"""The learned numbers of `rag.evidence`; written by `python -m benchmarks.calibrate`, never by hand."""

BIAS = (-3.2571, -8.9367)  # for a short question, and for a long one
THRESHOLDS = (0.2, 0.3)  # for a short question, and for a long one
WEIGHTS: dict[str, tuple[float, float]] = {
    "covered": (0.8607, 2.4785),
    "covered by its passage": (0.0000, 0.0000),
    "covered by the best few": (0.0000, 4.8875),
    "covered by all hits": (0.0000, 0.0000),
    "cosine": (3.1603, 0.0000),
    "best cosine": (1.9500, 7.4048),
    "passage cosine": (0.0000, 11.9673),
    "heaviest lacking": (-0.3451, 0.0000),
    "heaviest its passage lacks": (0.0000, -0.2853),
    "names its passage lacks": (-2.5783, 0.0000),
    "names all hits lack": (0.0000, -4.5815),
    "held by no document": (0.0000, 0.0000),
    "unlike all that is held": (0.0000, 0.0000),
    "the most unlike": (0.0000, 0.0000),
    "names held by no document": (0.0000, -45.0729),
    "numbers lacking": (-0.9513, 0.0000),
    "numbers all hits lack": (-0.5354, 0.0000),
    "asked with a negation that it lacks": (-3.4832, 0.0000),
    "of another kind": (-0.4625, -4.5682),
    "all of another kind": (0.0000, 0.0000),
    "a figure is asked": (-0.3584, -8.6894),
    "score": (0.4215, 3.8328),
    "words asked": (-0.2562, -2.2633),
}
