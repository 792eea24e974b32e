"""May a sentence that a chat model wrote be shown?

In: a `DraftSentence` with its keys and the passages that were sent. Out: a verified sentence, or the reason why not.
Open `gate.py` first.
"""
