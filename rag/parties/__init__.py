"""Who speaks in the documents, under which names, and for which body.

In: the speakers of all documents. Out: `Party` values that questions and names resolve to. Open `parties.py` first.
"""
