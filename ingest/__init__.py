"""From files and addresses to documents in the stores.

In: paths and addresses. Out: documents with their passages, sentences and speakers, in the stores of `rag`.
Open `sync/sync.py` first.
"""
