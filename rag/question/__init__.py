"""Question analysis: terms, names, clauses, period and presuppositions, and follow-ups made standalone.

In: the question as typed, with the conversation. Out: `Asked` and a standalone `Query`. Open `analysis.py` first.
"""
