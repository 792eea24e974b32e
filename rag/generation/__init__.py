"""Answers written by a chat model, held to the verification gate, with quotations as the fallback.

In: the passages found and the extractive draft. Out: verified sentences, streamed. Open `answer.py` first.
"""
