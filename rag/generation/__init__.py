"""Answers revised by a chat model: it chooses among the sources' sentences, or words a note that is verified.

In: what was read for a question and the answer made of quotations. Out: the answer as it is revised. Open `answer.py`
first, then `selector.py` and `note.py`.
"""
