"""Data of `rag.question.kind`: labelled questions (`examples.tsv`) and what was learned from them (`weights.npz`)."""
