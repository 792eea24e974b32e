"""Language tools that know nothing of documents: tokens, sentences, dates, quantities, negation, similarity.

In: a string. Out: spans and values. Open `tokens.py` first.
"""
