"""Do the documents answer the question?

In: the question's analysis and the scored evidence. Out: a `Judgement` with a probability and what is missing.
Open `answerability.py` first.
"""
