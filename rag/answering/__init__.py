"""From judged evidence to an answer: which sentences are quoted, how each is led in, and what is said of silence.

In: `Evidence` (scored sentences) and the question's analysis. Out: a `Draft` with citations. Open `compose.py` first.
"""
