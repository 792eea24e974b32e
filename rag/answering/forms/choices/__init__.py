"""Which of two it is, where a question names both: "how many homes were cold, 1300 or 1164?".

In: a `Reading` and `Material`. Out: a `Draft`, or None where nothing decides. Open `deciding.py` first.
"""
