"""Test harness shared by `tests/` and `benchmarks/`: labelled questions, quotations and files, and their measures.

In: a running service, or the parts of one. Out: counts, outcomes and files. Open `asking.py` first.
"""
