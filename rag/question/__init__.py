"""What a question asks: its terms, names, clauses, period and presuppositions; follow-ups made standalone.

In: the question as typed, with the conversation. Out: `Asked` and a standalone `Query`. Open `analysis.py` first.
"""
