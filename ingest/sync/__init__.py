"""Brings the library into step with files and addresses: new ones in, changed ones replaced, vanished ones out.

In: paths and addresses. Out: an `Outcome`, and documents in the stores. Open `sync.py` first.
"""
