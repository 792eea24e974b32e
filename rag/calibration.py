"""The learned numbers of `rag.evidence`; written by `python -m benchmarks.calibrate`, never by hand."""

BIAS = (-3.0791, -9.0113)  # for a short question, and for a long one
THRESHOLDS = (0.2, 0.3)
WEIGHTS: dict[str, tuple[float, float]] = {
    "covered": (0.8057, 2.0276),
    "covered by its passage": (0.0000, 0.0000),
    "covered by the best few": (0.0000, 5.0542),
    "covered by all hits": (0.0000, 0.0000),
    "cosine": (2.8394, 0.0000),
    "best cosine": (2.2700, 6.8522),
    "passage cosine": (0.0000, 11.9901),
    "heaviest lacking": (-0.3980, 0.0000),
    "heaviest its passage lacks": (0.0000, -0.2079),
    "names its passage lacks": (-2.7518, 0.0000),
    "names all hits lack": (0.0000, -4.0448),
    "held by no document": (0.0000, 0.0000),
    "unlike all that is held": (0.0000, 0.0000),
    "the most unlike": (0.0000, 0.0000),
    "names held by no document": (0.0000, -45.5383),
    "numbers lacking": (-0.9284, 0.0000),
    "numbers all hits lack": (-0.5547, 0.0000),
    "asked with a negation that it lacks": (-3.4614, 0.0000),
    "of another kind": (-0.5782, 0.0000),
    "all of another kind": (0.0000, 0.0000),
    "a figure is asked": (-0.3183, -9.1655),
    "score": (0.3983, 4.2580),
    "words asked": (-0.2745, -2.1869),
}
