"""What is installed beside our own code: pinned, listed, and checked for licences and known faults.

In: `pyproject.toml`, the lock files and what is installed. Out: lock files, a bill of materials, lists. Open
`locks.py` first.
"""
