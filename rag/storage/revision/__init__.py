"""Revisions of documents: their values, their rows in the Library, and the original files that they were read from.

In: documents that were read and split. Out: rows, and what the indexes take. Open `values.py` first.
"""
