"""The affair at a glance: claims with their replies, the timeline, and suggested questions.

In: the stores and the retriever. Out: rows of verified quotations. Open `claims.py` first.
"""
