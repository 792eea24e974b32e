"""Sandboxed processes that read files from outside: an unsafe file costs a clear error and nothing else.

In: the bytes of a file with its limits. Out: a `Parsed` document. Open `pool.py` first, then `worker.py`.
"""
