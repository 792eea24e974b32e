"""A cross-encoder of our own: the built-in one with its upper layers taught whether a sentence answers, or none does.

In: `data/answering/papers.jsonl`, short made-up papers with questions that they answer and near misses, and
`data/answering/affairs`, questions over whole affairs with every sentence that was read for them. Out: a table of the
judge with the built-in encoder and with the taught one, each set of questions left out of the learning.
Open `teaching.py` first; `question_vectors.py` teaches the embedding model to read questions, on the same data and on
small affairs.
"""
