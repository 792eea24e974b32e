"""The Library in SQLite, the vector and lexical indexes derived from it, and the archive of answers.

In: documents with passages and vectors. Out: passages by search, documents by id. Open `stores.py` first.
"""
