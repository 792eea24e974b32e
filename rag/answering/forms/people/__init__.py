"""Who did what: who attended a meeting, and who is for or against something.

In: a `Reading` and `Material`. Out: a `Draft`, or None where that is not asked. Open `camps.py` first.
"""
