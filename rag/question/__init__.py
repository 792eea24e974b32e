"""Question analysis: terms, names, clauses, parts, period, and what a follow-up leans on.

In: the question as typed, with the conversation (`query.py`). Out: `Asked` and a `Context`. Open `analysis.py` first.
"""
