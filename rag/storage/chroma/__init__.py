"""Chroma as the vector index uses it.

In: a folder or an address. Out: clients and collections, whose errors are this program's. Open `collection.py` first.
"""
