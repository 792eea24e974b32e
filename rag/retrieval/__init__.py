"""From a query to ranked passages, and from passages to scored sentences.

In: a `Query` and its vector. Out: `Hit`s (`retriever.py`), then `Evidence` (`sentences.py`).
Open `retriever.py` first.
"""
