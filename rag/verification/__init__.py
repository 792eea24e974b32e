"""May a sentence that a chat model wrote be shown?

In: a `DraftSentence` with its keys, and the passages that were sent. Out: `Passed` with the evidence, or `Failed` with
the reason.
Open `gate.py` first.
"""
