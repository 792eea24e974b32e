"""Orders of events: sentences under the days that they tell.

In: a `Reading`, and what is held (`Material`). Out: a `Draft` with dated rows first. Open `order.py` first.
"""
