"""The forms of an answer that some kinds of question have: an order of events, exact words, a comparison.

In: a `Reading`, and what is held (`Material`). Out: a `Draft`, or None if the question is better answered plainly.
Open `material.py` first.
"""
