"""Overviews of an affair: claims with the answers to them, the timeline, and suggested questions.

In: the stores and the retriever. Out: rows of verified quotations, and questions. Open `claims.py` first.
"""
