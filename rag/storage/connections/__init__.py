"""Connections to the Library, whichever engine keeps it: what an engine must do, the pool, and snapshots.

In: an engine. Out: transactions and snapshots, in any thread. Open `engine.py` first.
"""
