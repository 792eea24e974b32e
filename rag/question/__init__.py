"""Question analysis: terms, names, clauses, parts, period, and what a follow-up leans on.

In: the question as typed, with the conversation. Out: `Asked` and a `Context`. Open `analysis.py` first.
"""
