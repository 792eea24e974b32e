"""Web pages and electronic books, which are made of web pages.

In: the bytes of a file. Out: a `FileContent`. Open `html.py` first, then `blocks.py`: blocks from a tree of elements.
"""
