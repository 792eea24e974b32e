"""Data of `rag.question.kind`: labelled questions and what was learned from them.

In: `examples.tsv`, a kind and a question a line. Out: `weights.npz`, written by `python -m benchmarks kinds --write`.
Open `examples.tsv` first.
"""
