"""Do the documents answer the question, and which sentence does?

In: a `Query`. Out: a `Reading`: its passages, its sentences ranked by a cross-encoder, and a `Judgement`.
Open `reading.py` first.
"""
