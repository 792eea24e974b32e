"""The papers that a question means, and the words by which it calls them.

In: a `Reading`, and what is held (`Material`). Out: entries of the catalogue. Open `meant.py` first.
"""
