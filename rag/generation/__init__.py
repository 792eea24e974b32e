"""Answers written by a chat model and checked by the verification gate, with quotations as the fallback.

In: the passages found and the extractive draft. Out: verified sentences, streamed. Open `answer.py` first.
"""
