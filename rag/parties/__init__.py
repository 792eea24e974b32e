"""Who speaks in the documents, under which names, and for which body.

In: the speakers of all documents. Out: `Party` values, found by speaker or by a name in a question.
Open `parties.py` first.
"""
