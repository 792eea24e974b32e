"""From a query to ranked passages, and from passages to scored sentences.

In: a `Query` and its vector. Out: `Hit`s (`retriever.py`), then `Evidence` (`sentences.py`). Literal search is apart
(`literal_search.py`): it takes words as they stand and gives every occurrence.
Open `retriever.py` first.
"""
