"""tantivy as the lexical index uses it.

In: terms and texts. Out: fields, queries and what its segments hold. Open `fields.py` first.
"""
